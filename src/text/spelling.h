/* Signs that are shown as the letters that they stand for. A word or a formula in one sign (U+FDF2, U+FDFA, the basmala
 * U+FDFD…) and ligatures of several letters are drawn into one cell, too small to be read, or are not in the font at
 * all. A presentation form in the text (old pages and files out of PDF have them) is its letter as soon as it stands in a
 * word: then it joins with letters that are written as such, breaks and stretches as they do. A form that stands alone
 * stays as it is, unless only base letters can be shown: someone shows what the form looks like. Urdu's ۂ is the only
 * letter without forms that Unicode holds equal to a letter with forms and a mark, and is shown so. */
#ifndef KHABAR_TEXT_SPELLING_H
#define KHABAR_TEXT_SPELLING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    FIRST_SPELLED = 0xFB50,
    LAST_SPELLED = 0xFEFF,
    LONGEST_SPELLING = 32, /* with a space on either side */
    HEH_GOAL_WITH_HAMZA = 0x06C2,
};

struct spelling {
    uint16_t start; /* in `letters` */
    uint8_t length; /* 0: the sign is shown as it is */
    bool stands_apart; /* a phrase: a space parts it from letters and digits beside it */
};

struct spellings {
    struct spelling of[LAST_SPELLED - FIRST_SPELLED + 1];
    struct spelling heh_goal_with_hamza;
    uint16_t letters[4096];
    size_t letter_count;
};

/* From Unicode's decompositions, and for the formulas that have none from a table. False when ICU's data cannot be
 * read. */
bool spellings_collect(struct spellings *spellings);

/* NULL for what is no such sign. */
static inline const struct spelling *spelling_of(const struct spellings *spellings, uint32_t code_point)
{
    if (code_point == HEH_GOAL_WITH_HAMZA)
        return &spellings->heh_goal_with_hamza;
    if (code_point < FIRST_SPELLED || code_point > LAST_SPELLED)
        return NULL;
    const struct spelling *spelling = &spellings->of[code_point - FIRST_SPELLED];
    return spelling->length > 0 ? spelling : NULL;
}

#endif
