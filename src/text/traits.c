#include "text/traits.h"

#include <stdbool.h>
#include <stdlib.h>
#include <unicode/uchar.h>

#include "base/arena.h"
#include "text/marks.h"
#include "text/width.h"

enum { PAGE_LENGTH = 256 };

static trait_set find_traits(UChar32 code_point);
static trait_set find_cluster_traits(UChar32 code_point);
static trait_set find_joining_traits(UChar32 code_point);
static trait_set find_bidi_traits(UChar32 code_point);

void traits_finish(struct traits *traits)
{
    for (size_t i = 0; i < sizeof traits->pages / sizeof *traits->pages; i++)
        free(traits->pages[i]);
    *traits = (struct traits){ 0 };
}

trait_set *traits_fill_page(struct traits *traits, uint32_t code_point)
{
    trait_set *page = allocate(PAGE_LENGTH, sizeof *page);
    UChar32 first = (UChar32)(code_point & ~0xFFu);
    for (int i = 0; i < PAGE_LENGTH; i++)
        page[i] = find_traits(first + i);
    traits->pages[code_point >> 8] = page;
    return page;
}

static bool starts_new_row(UChar32 code_point)
{
    return (code_point >= 0x0A && code_point <= 0x0D) || code_point == 0x85 || code_point == 0x2028 ||
           code_point == 0x2029;
}

static bool is_shown_as_replacement(UChar32 code_point, int8_t category)
{
    return category == U_UNASSIGNED || category == U_PRIVATE_USE_CHAR || category == U_SURROGATE ||
           (code_point & 0xFFFE) == 0xFFFE;
}

static bool is_hidden(UChar32 code_point, int8_t category, int width)
{
    if (category == U_CONTROL_CHAR)
        return code_point != '\t';
    if (category == U_LINE_SEPARATOR || category == U_PARAGRAPH_SEPARATOR)
        return true;
    return (category == U_FORMAT_CHAR && width == 0) || code_point == 0xAD ||
           u_hasBinaryProperty(code_point, UCHAR_DEFAULT_IGNORABLE_CODE_POINT);
}

static trait_set find_traits(UChar32 code_point)
{
    int8_t category = u_charType(code_point);
    int width = code_point == '\t' ? 1 : code_point_width((uint32_t)code_point);
    trait_set traits = 0;
    if (is_hidden(code_point, category, width))
        traits |= TRAIT_HIDDEN;
    else if (is_shown_as_replacement(code_point, category))
        traits |= TRAIT_REPLACED | 1;
    else
        traits |= (trait_set)width;
    if (starts_new_row(code_point))
        traits |= TRAIT_NEWLINE;
    if (code_point_is_vowel_mark((uint32_t)code_point))
        traits |= TRAIT_VOWEL;
    return traits | find_cluster_traits(code_point) | find_joining_traits(code_point) | find_bidi_traits(code_point);
}

static trait_set find_cluster_traits(UChar32 code_point)
{
    switch (u_getIntPropertyValue(code_point, UCHAR_GRAPHEME_CLUSTER_BREAK)) {
    case U_GCB_OTHER:
        return u_hasBinaryProperty(code_point, UCHAR_EXTENDED_PICTOGRAPHIC) ? 0 : TRAIT_PLAIN;
    case U_GCB_EXTEND:
    case U_GCB_ZWJ:
    case U_GCB_SPACING_MARK: return TRAIT_EXTENDS;
    case U_GCB_CONTROL:
    case U_GCB_CR:
    case U_GCB_LF: return TRAIT_CONTROL;
    default: return 0;
    }
}

/* Only Arabic has presentation forms. */
static bool is_arabic_letter(UChar32 code_point)
{
    bool in_block = (code_point >= 0x0600 && code_point <= 0x06FF) || (code_point >= 0x0750 && code_point <= 0x077F) ||
                    (code_point >= 0x0870 && code_point <= 0x08FF);
    return in_block && (u_isalpha(code_point) || code_point == 0x0640) && u_charType(code_point) != U_NON_SPACING_MARK;
}

static trait_set find_joining_traits(UChar32 code_point)
{
    if (is_arabic_letter(code_point) || code_point == 0x200D)
        return TRAIT_JOINING;
    if (code_point >= 0x0653 && code_point <= 0x0655)
        return TRAIT_COMPOSES | TRAIT_TRANSPARENT;
    return u_getIntPropertyValue(code_point, UCHAR_JOINING_TYPE) == U_JT_TRANSPARENT ? TRAIT_TRANSPARENT : 0;
}

static trait_set find_bidi_traits(UChar32 code_point)
{
    switch (u_charDirection(code_point)) {
    case U_WHITE_SPACE_NEUTRAL:
    case U_SEGMENT_SEPARATOR:
    case U_BLOCK_SEPARATOR: return TRAIT_SPACE;
    case U_LEFT_TO_RIGHT:
    case U_EUROPEAN_NUMBER: return TRAIT_BIDI_IN_RTL;
    case U_EUROPEAN_NUMBER_SEPARATOR:
    case U_EUROPEAN_NUMBER_TERMINATOR:
    case U_COMMON_NUMBER_SEPARATOR:
    case U_OTHER_NEUTRAL:
    case U_DIR_NON_SPACING_MARK:
    case U_BOUNDARY_NEUTRAL: return 0;
    case U_RIGHT_TO_LEFT:
    case U_RIGHT_TO_LEFT_ARABIC: return TRAIT_BIDI;
    default: return TRAIT_BIDI | TRAIT_BIDI_IN_RTL;
    }
}
