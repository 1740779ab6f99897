/* Where a cursor may stand in a line: before each cluster, and at the end. */
#ifndef KHABAR_UI_PROMPT_PLACES_H
#define KHABAR_UI_PROMPT_PLACES_H

#include "text/engine.h"
#include "text/paragraph.h"

struct places {
    struct text_engine *engine;
    struct slice text;
    enum direction otherwise; /* of a text without letters */
    bool linear; /* the right is always further on in the text */
};

/* The first strong letter's; `otherwise` when there is none. */
enum direction line_direction(struct slice text, enum direction otherwise);
/* Of the nearest letter or number on that side, numbers from left to right; `otherwise` when there is none. */
enum direction direction_beside(struct slice text, size_t place, bool after, enum direction otherwise);

/* Of the last letter; `otherwise` when there is none: what the next one at the end will probably have. */
enum direction last_letter_direction(struct slice text, enum direction otherwise);
/* A letter for the place where the next one goes. It goes through the algorithm with the rest, and joins no other. */
const char *letter_of_direction(struct slice text, enum direction direction);

/* Those of the clusters before and behind, as they are seen: a space goes with the text that it stands in. */
void directions_around(const struct places *places, size_t place, enum direction *before, enum direction *behind);

size_t next_place(const struct places *places, size_t place);
size_t previous_place(const struct places *places, size_t place);
/* One cluster to a side, as they are seen; over a whole word when `by_word`. */
size_t place_beside(const struct places *places, size_t place, bool right, bool by_word);

/* Words as a search takes them (lang/fold.h). */
size_t word_end_after(struct slice text, size_t place);
size_t word_start_before(struct slice text, size_t place);

#endif
