/* What layout needs to know of each code point, looked up once and then kept: ICU's properties are too dear to ask
 * for every character of every text. */
#ifndef KHABAR_TEXT_TRAITS_H
#define KHABAR_TEXT_TRAITS_H

#include <stdint.h>

typedef uint16_t trait_set;

enum {
    TRAIT_WIDTH = 3,             /* columns: 0, 1, 2 */
    TRAIT_HIDDEN = 1 << 2,       /* never shown: controls, default-ignorables, format characters */
    TRAIT_NEWLINE = 1 << 3,      /* a mandatory break of UAX #14 */
    TRAIT_SPACE = 1 << 4,        /* white space of UAX #9 (WS, S, B): hangs at a row's end */
    TRAIT_VOWEL = 1 << 5,        /* see code_point_is_vowel_mark */
    TRAIT_REPLACED = 1 << 6,     /* shown as U+FFFD: unassigned, private use, not a character */
    TRAIT_PLAIN = 1 << 7,        /* Grapheme_Cluster_Break=Other and no pictograph: stands alone between its like */
    TRAIT_EXTENDS = 1 << 8,      /* Grapheme_Cluster_Break=Extend, ZWJ or SpacingMark: no boundary before it */
    TRAIT_CONTROL = 1 << 9,      /* Grapheme_Cluster_Break=Control, CR or LF: boundaries on both sides */
    TRAIT_JOINING = 1 << 10,     /* an Arabic letter, tatweel or ZWJ: goes to the shaper */
    TRAIT_TRANSPARENT = 1 << 11, /* letters join across it */
    TRAIT_COMPOSES = 1 << 12,    /* madda and hamza marks: with their letter they may be another letter */
    TRAIT_BIDI = 1 << 13,        /* can have or cause a level other than 0 in a left-to-right paragraph */
    TRAIT_BIDI_IN_RTL = 1 << 14, /* can have or cause a level other than 1 in a right-to-left paragraph */
};

/* Pages of 256 code points, filled when first asked for. */
struct traits {
    trait_set *pages[0x1100];
};

void traits_finish(struct traits *traits);
trait_set *traits_fill_page(struct traits *traits, uint32_t code_point);

static inline trait_set traits_of(struct traits *traits, uint32_t code_point)
{
    const trait_set *page = traits->pages[code_point >> 8];
    if (!page)
        page = traits_fill_page(traits, code_point);
    return page[code_point & 0xFF];
}

#endif
