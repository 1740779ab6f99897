#include "page/fold.h"

#include "base/utf8.h"
#include "text/marks.h"

enum { TATWEEL = 0x640, SOFT_HYPHEN = 0xAD, ZWNJ = 0x200C, ZWJ = 0x200D };

struct folding {
    uint32_t first, last;
    int32_t distance; /* to what they fold to */
};

/* Not by the C library, whose answer depends on the locale. */
static const struct folding foldings[] = {
    { '\t', '\t', ' ' - '\t' },
    { 'A', 'Z', 32 },
    { 0xA0, 0xA0, ' ' - 0xA0 },
    { 0xC0, 0xD6, 32 },
    { 0xD8, 0xDE, 32 },
    { 0x386, 0x386, 0x3AC - 0x386 }, /* accented Greek capitals */
    { 0x388, 0x38A, 0x3AD - 0x388 },
    { 0x38C, 0x38C, 0x3CC - 0x38C },
    { 0x38E, 0x38F, 0x3CD - 0x38E },
    { 0x391, 0x3A1, 32 },
    { 0x3A3, 0x3AB, 32 },
    { 0x3C2, 0x3C2, 1 },             /* final sigma */
    { 0x400, 0x40F, 80 },            /* Cyrillic */
    { 0x410, 0x42F, 32 },
    { 0x622, 0x622, 5 },             /* آ أ إ ٱ as ا */
    { 0x623, 0x623, 4 },
    { 0x625, 0x625, 2 },
    { 0x671, 0x671, 0x627 - 0x671 },
    { 0x629, 0x629, 0x647 - 0x629 }, /* ة ہ ۃ ە as ه */
    { 0x6C1, 0x6C1, 0x647 - 0x6C1 },
    { 0x6C3, 0x6C3, 0x647 - 0x6C3 },
    { 0x6D5, 0x6D5, 0x647 - 0x6D5 },
    { 0x649, 0x649, 1 },             /* ى as ي */
    { 0x6CC, 0x6CC, 0x64A - 0x6CC }, /* Persian ی */
    { 0x6A9, 0x6A9, 0x643 - 0x6A9 }, /* Persian ک */
    { 0x660, 0x669, '0' - 0x660 },   /* digits */
    { 0x6F0, 0x6F9, '0' - 0x6F0 },
    { 0x2028, 0x2028, ' ' - 0x2028 }, /* line separator */
};

uint32_t code_point_fold(uint32_t code_point)
{
    if (code_point_is_passed_over(code_point) || code_point_is_bidi_control(code_point) || code_point == ZWNJ ||
        code_point == ZWJ || code_point == SOFT_HYPHEN)
        return 0;
    for (size_t i = 0; i < sizeof foldings / sizeof *foldings; i++)
        if (code_point >= foldings[i].first && code_point <= foldings[i].last)
            return (uint32_t)((int32_t)code_point + foldings[i].distance);
    return code_point;
}

size_t code_point_unfold(uint32_t folded, uint32_t variants[MOST_VARIANTS])
{
    size_t count = 0;
    variants[count++] = folded;
    for (size_t i = 0; i < sizeof foldings / sizeof *foldings && count < MOST_VARIANTS; i++) {
        uint32_t variant = (uint32_t)((int32_t)folded - foldings[i].distance);
        if (variant >= foldings[i].first && variant <= foldings[i].last)
            variants[count++] = variant;
    }
    return count;
}

bool code_point_is_passed_over(uint32_t code_point)
{
    return code_point == TATWEEL || code_point_is_vowel_mark(code_point);
}
