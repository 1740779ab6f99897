#include "../cmocka.h"

#include "base/utf8.h"
#include "text/width.h"
#include "ui/cell_filter.h"

#include <string.h>

static const struct cell_filter honest = { .library_width = code_point_width };

/* What comes out, columns told by bars: "a|b|". */
static const char *filtered(const struct cell_filter *filter, const char *cluster)
{
    static char out[256];
    size_t offset = 0, length = 0;
    struct shown_cell shown;
    while (cell_filter_next(filter, slice_of(cluster), &offset, &shown)) {
        assert_in_range(shown.count, 1, SHOWN_CODE_POINTS);
        for (int i = 0; i < shown.count; i++)
            length += utf8_encode(shown.code_points[i], out + length);
        out[length++] = '|';
    }
    out[length] = '\0';
    return out;
}

static void a_base_keeps_its_marks_in_one_cell(void **state)
{
    (void)state;
    assert_string_equal(filtered(&honest, "ي\u064F"), "ي\u064F|");
    assert_string_equal(filtered(&honest, "e\u0301\u0302\u0303\u0304\u0305\u0306"), "e\u0301\u0302\u0303\u0304|");
}

static void spacing_characters_stand_in_columns_of_their_own(void **state)
{
    (void)state;
    assert_string_equal(filtered(&honest, "ab\u0301c"), "a|b\u0301|c|");
}

static void a_mark_alone_gets_a_base(void **state)
{
    (void)state;
    assert_string_equal(filtered(&honest, "\u064E"), " \u064E|");
}

/* VTE, Konsole, kitty, PuTTY and alacritty give these no column, or some of them two. */
static void what_terminals_count_differently_gets_a_likeness_of_one_column(void **state)
{
    (void)state;
    assert_string_equal(filtered(&honest, "\u06DD٧"), "○|٧|");
    assert_string_equal(filtered(&honest, "\u08E2"), "○|");
    assert_string_equal(filtered(&honest, "\u0600٧\u0602"), "#|٧|*|");
    assert_string_equal(filtered(&honest, "\u06DD\u064B"), "○\u064B|");
    assert_string_equal(filtered(&honest, "🇸🇦"), "S|A|");
    static const uint32_t uneven[] = { 0x600,  0x601, 0x602, 0x603,   0x604,   0x605,   0x6DD,  0x70F,
                                       0x890,  0x891, 0x8E2, 0x110BD, 0x110CD, 0x1F1E6, 0x1F1FF };
    for (size_t i = 0; i < sizeof uneven / sizeof *uneven; i++) {
        char bytes[4];
        struct slice cluster = { bytes, utf8_encode(uneven[i], bytes) };
        struct shown_cell shown;
        size_t offset = 0;
        assert_true(cell_filter_next(&honest, cluster, &offset, &shown));
        assert_int_not_equal(shown.code_points[0], uneven[i]);
        assert_int_equal(shown.width, 1);
    }
}

static void nothing_unseen_passes(void **state)
{
    (void)state;
    const char *const unseen[] = {
        "\033",   "\001",   "\177",   "\xC2\x80", "\xC2\x9B",   "\xC2\xAD",   "\u061C", "\u200B", "\u200C",
        "\u200D", "\u200E", "\u200F", "\u2028",   "\u2029",     "\u202A",     "\u202E", "\u2060", "\u2066",
        "\u2069", "\uFEFF", "\uFE0F", "\uFFF9",   "\U000E0001", "\U000E0100", "\u3164", "\u115F", "\u180E",
    };
    for (size_t i = 0; i < sizeof unseen / sizeof *unseen; i++) {
        char cluster[16];
        assert_string_equal(filtered(&honest, unseen[i]), "");
        strcpy(cluster, "a");
        strcat(cluster, unseen[i]);
        assert_string_equal(filtered(&honest, cluster), "a|");
    }
}

static void every_code_point_comes_out_safe_or_not_at_all(void **state)
{
    (void)state;
    for (uint32_t code_point = 0; code_point < 0x110000; code_point++) {
        char bytes[4];
        struct slice cluster = { bytes, utf8_encode(code_point, bytes) };
        struct shown_cell shown;
        size_t offset = 0;
        if (!cell_filter_next(&honest, cluster, &offset, &shown))
            continue;
        for (int i = 0; i < shown.count; i++) {
            uint32_t out = shown.code_points[i];
            assert_false(code_point_is_control(out) || code_point_is_bidi_control(out));
            assert_false(out >= 0xE000 && out <= 0xF8FF);
            assert_false(out >= 0xF0000);
        }
        assert_int_equal(code_point_width(shown.code_points[0]), shown.width);
    }
}

static void private_characters_are_shown_as_unknown(void **state)
{
    (void)state;
    assert_string_equal(filtered(&honest, "\uE000"), "\uFFFD|");
    assert_string_equal(filtered(&honest, "\U00100000"), "\uFFFD|");
}

static int knows_no_arabic(uint32_t code_point)
{
    return code_point >= 0x600 && code_point < 0x700 ? -1 : code_point_width(code_point);
}

static void what_the_library_counts_otherwise_is_shown_as_unknown(void **state)
{
    (void)state;
    const struct cell_filter filter = { .library_width = knows_no_arabic };
    assert_string_equal(filtered(&filter, "ش"), "\uFFFD|");
    assert_string_equal(filtered(&filter, "a\u064E"), "a|");
}

static bool has_no_more_than_ascii(const void *context, uint32_t code_point)
{
    (void)context;
    return code_point < 0x80;
}

static void a_locale_of_ascii_gets_likenesses(void **state)
{
    (void)state;
    const struct repertoire ascii = { has_no_more_than_ascii, NULL };
    struct substitutes substitutes;
    substitutes_find(&substitutes, &ascii);
    const struct cell_filter filter = {
        .library_width = code_point_width, .repertoire = &ascii, .substitutes = &substitutes, .drops_marks = true
    };
    assert_string_equal(filtered(&filter, "aش│…●é"), "a|?|||.|*|?|");
    assert_string_equal(filtered(&filter, "«٣٫٥٪»،؟٠۹־"), "\"|3|.|5|%|\"|,|?|0|9|-|");
    assert_string_equal(filtered(&filter, "ب\u064E漢"), "?|?|");
    assert_string_equal(filtered(&filter, "e\u0301"), "e|");
    assert_string_equal(filtered(&filter, "\u06DD٧"), "o|7|");
}

/* As fonts of the Linux console: `context` is a text that holds all that they have. */
static bool is_in_text(const void *context, uint32_t code_point)
{
    struct slice text = slice_of(context);
    for (size_t offset = 0; offset < text.length;)
        if (utf8_next(text, &offset) == code_point)
            return true;
    return code_point >= ' ' && code_point < 0x7F;
}

static const char *filtered_by_font(const char *font, const char *cluster)
{
    const struct repertoire repertoire = { is_in_text, font };
    struct substitutes substitutes;
    substitutes_find(&substitutes, &repertoire);
    const struct cell_filter filter = {
        .library_width = code_point_width, .repertoire = &repertoire, .substitutes = &substitutes, .drops_marks = true
    };
    return filtered(&filter, cluster);
}

static void a_form_that_a_font_lacks_is_another_of_the_same_letter(void **state)
{
    (void)state;
    const char *const forms = "\uFEE1\uFEE3", *const letters = "مه", *const final = "\uFEE2";
    assert_string_equal(filtered_by_font(forms, "\uFEE1\uFEE2\uFEE3\uFEE4"), "\uFEE1|\uFEE1|\uFEE3|\uFEE3|");
    assert_string_equal(filtered_by_font(forms, "م"), "\uFEE1|");
    assert_string_equal(filtered_by_font(letters, "\uFEE1\uFEE2\uFEE3\uFEE4م"), "م|م|م|م|م|");
    assert_string_equal(filtered_by_font(final, "\uFEE4م"), "\uFEE2|\uFEE2|");
}

static void a_letter_is_no_other_letter(void **state)
{
    (void)state;
    /* Keheh is a kaf, Farsi yeh a yeh, the ae of Kurdish a heh; peh is no beh. */
    assert_string_equal(filtered_by_font("كيهب", "کیەپ\uFB90\uFB58"), "ك|ي|ه|?|ك|?|");
    assert_string_equal(filtered_by_font("\uFEDB", "\uFB91"), "\uFEDB|");
    assert_string_equal(filtered_by_font("א\uFFFD", "אב"), "א|\uFFFD|");
}

static void marks_are_left_out_where_they_would_stand_alone(void **state)
{
    (void)state;
    assert_string_equal(filtered_by_font("م\u064F", "م\u064F"), "م|");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_base_keeps_its_marks_in_one_cell),
        cmocka_unit_test(spacing_characters_stand_in_columns_of_their_own),
        cmocka_unit_test(a_mark_alone_gets_a_base),
        cmocka_unit_test(what_terminals_count_differently_gets_a_likeness_of_one_column),
        cmocka_unit_test(nothing_unseen_passes),
        cmocka_unit_test(every_code_point_comes_out_safe_or_not_at_all),
        cmocka_unit_test(private_characters_are_shown_as_unknown),
        cmocka_unit_test(what_the_library_counts_otherwise_is_shown_as_unknown),
        cmocka_unit_test(a_locale_of_ascii_gets_likenesses),
        cmocka_unit_test(a_form_that_a_font_lacks_is_another_of_the_same_letter),
        cmocka_unit_test(a_letter_is_no_other_letter),
        cmocka_unit_test(marks_are_left_out_where_they_would_stand_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
