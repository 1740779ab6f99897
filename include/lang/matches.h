/* Where a text says what was searched for: for lighting it up. Words are compared folded, as the search does. */
#ifndef KHABAR_LANG_MATCHES_H
#define KHABAR_LANG_MATCHES_H

#include "base/arena.h"

struct words; /* lang/words.h */

/* One word, or several that stand next to each other. */
struct phrase {
    struct slice text;
    bool goes_on;  /* its last word is the beginning of one */
    bool is_exact; /* in no other form */
};

/* Phrases made ready to be looked for in many texts. A phrase of one word is there in its other forms as well: with an
 * article, as a plural (lang/stem.h). */
struct matcher;
struct matcher *matcher_create(const struct phrase *phrases, size_t count);
/* NULL is allowed. */
void matcher_destroy(struct matcher *matcher);

/* The next match in the rest of `words`, in bytes of their text; false when none starts before `end`. Phrases that overlap
 * are one match; marks on the letters belong to their words. `language` is the text's (BCP 47), or empty. */
bool matcher_next(struct matcher *matcher, struct words *words, struct slice language, size_t end, struct range *match);
/* All of them in a title, ascending and apart from each other, in the arena; of a long one only the first words are
 * looked at. */
size_t matcher_find(struct matcher *matcher, struct slice text, struct slice language, struct arena *arena,
                    struct range **matches);

#endif
