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

/* Not every system has the first. */
static void set_utf8_locale(void)
{
    if (!setlocale(LC_CTYPE, "C.UTF-8"))
        assert_non_null(setlocale(LC_CTYPE, "en_US.UTF-8"));
}

static int columns_by_c_library(struct slice cluster)
{
    int columns = 0;
    for (size_t offset = 0; offset < cluster.length;)
        columns += wcwidth((wchar_t)utf8_next(cluster, &offset));
    return columns;
}

/* What wcwidth calls unprintable is not shown as itself. */
static void widths_are_those_of_the_c_library(void **state)
{
    (void)state;
    set_utf8_locale();
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

/* What is shown, code point by code point, is what a terminal counts; joiners and selectors, by which terminals differ,
 * are not shown. */
static void cells_of_sequences_are_as_wide_as_the_c_library_counts(void **state)
{
    static const char *const sequences[] = {
        "👨\u200D👩\u200D👧\u200D👦", "👩🏽\u200D🚀", "👍🏽", "🇸🇦", "🇸🇦🇪🇬", "1\uFE0F\u20E3", "❤\uFE0F", "☎\uFE0E",
        "🏴\U000E0067\U000E0062\U000E0065\U000E006E\U000E0067\U000E007F", "中文新聞", "ニュース", "ｱｲｳ", "뉴스", "각",
        "ภาษาไทย", "น้ำ", "हिन्दी", "क्षेत्र", "தமிழ்", "සිංහල ශ්\u200Dරී", "ខ្មែរ", "မြန်မာ", "བོད་ཡིག", "ᠮᠣᠩᠭᠣᠯ",
        "é", "e\u0301\u0302", "½", "™", "①", "㉈", "䷀", "𝒜", "\u06DD١٢", "\u0600١٢٣",
    };
    struct fixture *fixture = *state;
    set_utf8_locale();
    for (size_t i = 0; i < sizeof sequences / sizeof *sequences; i++) {
        struct buffer text = buffer_create(256);
        buffer_append_format(&text, "خبر %s لا %s", sequences[i], sequences[i]);
        const struct paragraph *paragraph = lay_out(fixture, buffer_slice(&text), DIRECTION_RTL);
        struct row row = paragraph_single_row(paragraph, 200, &fixture->arena);
        int columns = 0;
        for (size_t k = 0; k < row.cell_count; k++) {
            int counted = columns_by_c_library(row.cells[k].cluster);
            if (counted != row.cells[k].width)
                fail_msg("%s: a cell of %d columns has the width %d", sequences[i], counted, row.cells[k].width);
            columns += counted;
        }
        assert_int_equal(columns, row.width);
        assert_int_equal(columns, paragraph_width(paragraph));
        buffer_finish(&text);
    }
    setlocale(LC_CTYPE, "C");
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
        cmocka_unit_test(cells_of_sequences_are_as_wide_as_the_c_library_counts),
        cmocka_unit_test(widths_need_no_locale),
    };
    return cmocka_run_group_tests(tests, fixture_setup, fixture_teardown);
}
