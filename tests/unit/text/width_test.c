#include "show.h"

#include <locale.h>
#include <stdio.h>
#include <wchar.h>

#include "text/width.h"

static const struct {
    const char *name;
    uint32_t first, last;
} blocks[] = {
    { "Latin, Greek, Cyrillic", 0x20, 0x58F },
    { "Hebrew", 0x590, 0x5FF },
    { "Arabic", 0x600, 0x6FF },
    { "Arabic Supplement", 0x750, 0x77F },
    { "Arabic Extended", 0x870, 0x8FF },
    { "Indic to Tibetan", 0x900, 0xFFF },
    { "Hangul Jamo", 0x1100, 0x11FF },
    { "punctuation and symbols", 0x2000, 0x2BFF },
    { "CJK", 0x2E80, 0xA4CF },
    { "Hangul", 0xAC00, 0xD7AF },
    { "presentation forms", 0xFB00, 0xFEFF },
    { "half- and fullwidth forms", 0xFF00, 0xFFEF },
    { "emoji", 0x1F000, 0x1FAFF },
    { "CJK extensions", 0x20000, 0x3FFFD },
};

/* What wcwidth calls unprintable is not shown as itself. */
static void widths_are_those_of_the_c_library(void **state)
{
    (void)state;
    /* Not every system has the first. */
    if (!setlocale(LC_CTYPE, "C.UTF-8"))
        assert_non_null(setlocale(LC_CTYPE, "en_US.UTF-8"));
    size_t differences = 0;
    for (size_t i = 0; i < sizeof blocks / sizeof *blocks; i++) {
        for (uint32_t code_point = blocks[i].first; code_point <= blocks[i].last; code_point++) {
            int theirs = wcwidth((wchar_t)code_point), ours = code_point_width(code_point);
            if (theirs < 0 || theirs == ours)
                continue;
            printf("# U+%04X (%s): wcwidth %d, ours %d\n", code_point, blocks[i].name, theirs, ours);
            differences++;
        }
    }
    setlocale(LC_CTYPE, "C");
    assert_int_equal(differences, 0);
}

static void widths_need_no_locale(void **state)
{
    (void)state;
    setlocale(LC_ALL, "C");
    assert_int_equal(code_point_width(0x0628), 1);
    assert_int_equal(code_point_width(0x0651), 0);
    assert_int_equal(code_point_width(0x06DD), 1);
    assert_int_equal(code_point_width(0xFEFB), 1);
    assert_int_equal(code_point_width(0x4E00), 2);
    assert_int_equal(code_point_width(0x200F), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(widths_are_those_of_the_c_library),
        cmocka_unit_test(widths_need_no_locale),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
