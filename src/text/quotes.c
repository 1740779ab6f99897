#include "text/quotes.h"

enum {
    STRAIGHT = '"',
    LEFT_GUILLEMET = 0xAB,
    RIGHT_GUILLEMET = 0xBB,
    LEFT_DOUBLE = 0x201C,
    RIGHT_DOUBLE = 0x201D,
    LEFT_SINGLE_GUILLEMET = 0x2039,
    RIGHT_SINGLE_GUILLEMET = 0x203A,
};

static bool is_space(uint32_t code_point)
{
    FriBidiCharType type = fribidi_get_bidi_type(code_point);
    return FRIBIDI_IS_SPACE(type) || type == FRIBIDI_TYPE_BS;
}

static bool is_rtl_letter(uint32_t code_point)
{
    FriBidiCharType type = fribidi_get_bidi_type(code_point);
    return (FRIBIDI_IS_LETTER(type) && FRIBIDI_IS_RTL(type)) || type == FRIBIDI_TYPE_NSM;
}

/* Straight marks say not which side they stand on: what begins a word opens, what ends one closes. Between two Hebrew
 * letters it is the gershayim of an abbreviation, after a number it may be inches. Returns whether one is open then. */
static bool pair_straight(const uint32_t *code_points, size_t count, size_t at, bool is_open,
                          FriBidiBracketType *brackets)
{
    uint32_t before = at > 0 ? code_points[at - 1] : ' ', after = at + 1 < count ? code_points[at + 1] : ' ';
    if (is_rtl_letter(before) && is_rtl_letter(after))
        return is_open;
    if (is_open ? is_space(before) : is_space(after))
        return is_open;
    brackets[at] = STRAIGHT | (is_open ? 0 : FRIBIDI_BRACKET_OPEN_MASK);
    return !is_open;
}

void quotes_pair(const uint32_t *code_points, size_t count, FriBidiBracketType *brackets)
{
    bool straight_is_open = false;
    for (size_t i = 0; i < count; i++) {
        switch (code_points[i]) {
        case STRAIGHT:
            straight_is_open = pair_straight(code_points, count, i, straight_is_open, brackets);
            break;
        case LEFT_GUILLEMET:
        case LEFT_DOUBLE:
        case LEFT_SINGLE_GUILLEMET: brackets[i] = code_points[i] | FRIBIDI_BRACKET_OPEN_MASK; break;
        case RIGHT_GUILLEMET: brackets[i] = LEFT_GUILLEMET; break;
        case RIGHT_DOUBLE: brackets[i] = LEFT_DOUBLE; break;
        case RIGHT_SINGLE_GUILLEMET: brackets[i] = LEFT_SINGLE_GUILLEMET; break;
        default: break;
        }
    }
}
