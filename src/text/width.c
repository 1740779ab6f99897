#include "text/width.h"

#include <unicode/uchar.h>

struct code_point_range {
    uint32_t first, last;
};

/* Hexagrams and circled numbers on black squares: narrow in Unicode's table, two columns in glibc's and so in
 * terminals, because their glyphs are drawn to the full width. */
static const struct code_point_range wide_in_terminals[] = { { 0x3248, 0x324F }, { 0x4DC0, 0x4DFF } };

/* Not maddah and hamza (U+0653–0655), which make another letter; not the vowels of Thaana or Indic scripts, without
 * which nothing can be read. */
static const struct code_point_range vowel_marks[] = {
    { 0x0591, 0x05BD }, { 0x05BF, 0x05BF }, { 0x05C1, 0x05C2 }, { 0x05C4, 0x05C5 }, { 0x05C7, 0x05C7 },
    { 0x0610, 0x061A }, { 0x064B, 0x0652 }, { 0x0656, 0x065F }, { 0x0670, 0x0670 }, { 0x06D6, 0x06DC },
    { 0x06DF, 0x06E4 }, { 0x06E7, 0x06E8 }, { 0x06EA, 0x06ED }, { 0x0711, 0x0711 }, { 0x0730, 0x074A },
    { 0x0898, 0x089F }, { 0x08CA, 0x08E1 }, { 0x08E3, 0x08FF }, { 0xFB1E, 0xFB1E },
};

static bool is_in(uint32_t code_point, const struct code_point_range *ranges, size_t count)
{
    for (size_t i = 0; i < count && code_point >= ranges[i].first; i++) {
        if (code_point <= ranges[i].last)
            return true;
    }
    return false;
}

#define IS_IN(code_point, ranges) is_in(code_point, ranges, sizeof(ranges) / sizeof *(ranges))

int code_point_width(uint32_t code_point)
{
    if (code_point >= 0x20 && code_point < 0x300)
        return code_point < 0x7F || code_point >= 0xA0;
    UChar32 c = (UChar32)code_point;
    switch (u_charType(c)) {
    case U_CONTROL_CHAR:
    case U_LINE_SEPARATOR:
    case U_PARAGRAPH_SEPARATOR:
    case U_NON_SPACING_MARK:
    case U_ENCLOSING_MARK: return 0;
    case U_FORMAT_CHAR: /* signs that stand before a number (U+0600–0605, 06DD) are seen */
        return u_getIntPropertyValue(c, UCHAR_GRAPHEME_CLUSTER_BREAK) == U_GCB_PREPEND;
    }
    int syllable = u_getIntPropertyValue(c, UCHAR_HANGUL_SYLLABLE_TYPE);
    if (syllable == U_HST_VOWEL_JAMO || syllable == U_HST_TRAILING_JAMO)
        return 0;
    int east_asian = u_getIntPropertyValue(c, UCHAR_EAST_ASIAN_WIDTH);
    if (east_asian == U_EA_WIDE || east_asian == U_EA_FULLWIDTH || IS_IN(code_point, wide_in_terminals))
        return 2;
    return 1;
}

bool code_point_is_vowel_mark(uint32_t code_point)
{
    return IS_IN(code_point, vowel_marks);
}
