/* The bidirectional algorithm over code points: levels once a paragraph, order once a row (UAX #9).
 * FriBidi resolves one isolating run sequence at a time; isolates, the caps of long and deep input and L1–L2 are
 * ours. */
#ifndef KHABAR_TEXT_BIDI_H
#define KHABAR_TEXT_BIDI_H

#include "base/arena.h"
#include "text/direction.h"

typedef uint8_t bidi_level;

static inline bool level_is_rtl(bidi_level level)
{
    return level & 1;
}

/* Bidi_Class, as far as it decides what a row's order has to be guarded against. */
enum bidi_class {
    BIDI_NEUTRAL, /* white space, other neutrals, and what has no place in a row */
    BIDI_LEFT,    /* L */
    BIDI_RIGHT,   /* R */
    BIDI_ARABIC,  /* AL */
    BIDI_EUROPEAN_NUMBER,
    BIDI_ARABIC_NUMBER,
    BIDI_EUROPEAN_SEPARATOR,
    BIDI_EUROPEAN_TERMINATOR,
    BIDI_COMMON_SEPARATOR,
    BIDI_MARK, /* NSM */
};
enum bidi_class bidi_class_of(uint32_t code_point);

/* P2–P3: the first strong character outside isolates; `otherwise` when there is none. */
enum direction bidi_first_strong(const uint32_t *code_points, size_t count, enum direction otherwise);

/* X1–I2. Fills levels[count]; returns the paragraph's level (0 or 1). DIRECTION_AUTO uses P2–P3.
 * Text longer than 8,192 code points goes through in pieces cut at white space, all with the same base direction;
 * isolates deeper than 64, and of each piece the brackets after the first 1,024, are ignored (FriBidi 1.0 takes
 * quadratic time over them). */
bidi_level bidi_levels(const uint32_t *code_points, size_t count, enum direction direction, bidi_level *levels,
                       struct arena *scratch);

/* L1 for one row, code points [0, count): trailing white space and isolate formatting characters, and
 * those before separators, go back to the paragraph's level. */
void bidi_reset_whitespace(const uint32_t *code_points, size_t count, bidi_level paragraph_level, bidi_level *levels);

/* L2: visual_to_logical[visual_index] = logical_index, over units of any kind (code points, clusters). */
void bidi_reorder(const bidi_level *levels, size_t count, uint32_t *visual_to_logical);

/* L4: the mirrored character, or the same one. */
uint32_t bidi_mirror(uint32_t code_point);

#endif
