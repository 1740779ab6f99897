#include "text/width.h"

#include <unicode/uchar.h>

struct code_point_range {
    uint32_t first, last;
};

/* Hexagrams and circled numbers on black squares: narrow in Unicode's table, two columns in glibc's and so in
 * terminals, because their glyphs are drawn to the full width. */
static const struct code_point_range wide_in_terminals[] = { { 0x3248, 0x324F }, { 0x4DC0, 0x4DFF } };

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
