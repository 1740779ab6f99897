#include "show.h"

enum { ARABIC = 0x660, PERSIAN = 0x6F0, DEVANAGARI = 0x966 };

static char *show_digits_of(void **state, const char *text, enum direction direction, enum digits_choice digits,
                            uint32_t zero)
{
    struct paragraph_options options = {
        .direction = direction, .digits = digits, .native_zero = zero, .isolates_tokens = true,
    };
    return show_options(*state, text, 80, &options);
}

static char *show_native(void **state, const char *text)
{
    return show_digits_of(state, text, DIRECTION_RTL, DIGITS_NATIVE, ARABIC);
}

static char *show_ascii(void **state, const char *text)
{
    return show_digits_of(state, text, DIRECTION_RTL, DIGITS_ASCII, 0);
}

static void digits_of_arabic_text_become_native(void **state)
{
    assert_string_equal(show_native(state, "و 2025"), "٢٠٢٥ \uFEED");
    assert_string_equal(show_native(state, "2025 و"), "\uFEED ٢٠٢٥");
    assert_string_equal(show_digits_of(state, "و 2025", DIRECTION_RTL, DIGITS_NATIVE, PERSIAN), "۲۰۲۵ \uFEED");
    assert_string_equal(show_digits_of(state, "و 25 a", DIRECTION_LTR, DIGITS_NATIVE, ARABIC), "٢٥ \uFEED a");
}

static void digits_of_latin_text_stay(void **state)
{
    assert_string_equal(show_native(state, "و HTML 2.0 و A4 ثم 5"), "٥ \uFEE2\uFE9B A4 \uFEED HTML 2.0 \uFEED");
    assert_string_equal(show_digits_of(state, "a 25 و", DIRECTION_LTR, DIGITS_NATIVE, ARABIC), "a 25 \uFEED");
    assert_string_equal(show_digits_of(state, "25 a و", DIRECTION_LTR, DIGITS_NATIVE, ARABIC), "25 a \uFEED");
}

static void digits_of_tokens_stay(void **state)
{
    assert_string_equal(show_native(state, "و 5G 6"), "5G 6 \uFEED");
    assert_string_equal(show_native(state, "و +966 50 123 4567 و 5"), "٥ \uFEED +966 50 123 4567 \uFEED");
    assert_string_equal(show_native(state, "و www.a.org/12 34"), "٣٤ www.a.org/12 \uFEED");
    assert_string_equal(show_native(state, "و .NET 8"), ".NET 8 \uFEED");
}

static void digits_of_hebrew_text_stay(void **state)
{
    assert_string_equal(show_native(state, "א 25"), "25 א");
    assert_string_equal(show_native(state, "25 א"), "א 25");
}

static void digits_of_an_isolate_for_code_stay(void **state)
{
    assert_string_equal(show_native(state, "و \u20665 + 6\u2069 7"), "٧ 5 + 6 \uFEED");
    assert_string_equal(show_native(state, "a \u2067و 6\u2069 7"), "a ٦ \uFEED 7");
}

static void digits_of_rigid_roles_stay(void **state)
{
    static const struct style_run styles[] = { { 5, 0 }, { 8, 3 }, { 12, 0 } };
    struct paragraph_options options = {
        .direction = DIRECTION_RTL, .digits = DIGITS_NATIVE, .native_zero = ARABIC, .rigid_roles = 1u << 3,
        .styles = styles, .style_count = 3,
    };
    assert_string_equal(show_options(*state, "و 12[3] 4", 80, &options), "٤ [3]١٢ \uFEED");
    options.digits = DIGITS_ASCII;
    assert_string_equal(show_options(*state, "و ١[٣] ٤", 80, &options), "4 [٣]1 \uFEED");
}

static void numbers_alone_are_those_of_the_document(void **state)
{
    struct paragraph_options options = { .digits = DIGITS_NATIVE, .native_zero = ARABIC, .no_strong = DIRECTION_RTL };
    assert_string_equal(show_options(*state, "2025", 80, &options), "٢٠٢٥");
    options.direction = DIRECTION_LTR;
    assert_string_equal(show_options(*state, "12.5%", 80, &options), "١٢٫٥٪");
    options.no_strong = DIRECTION_LTR;
    assert_string_equal(show_options(*state, "2025", 80, &options), "2025");
}

static void signs_of_numbers_follow(void **state)
{
    assert_string_equal(show_native(state, "و 12.5%"), "٪١٢٫٥ \uFEED");
    assert_string_equal(show_native(state, "و 1,234,567.8"), "١٬٢٣٤٬٥٦٧٫٨ \uFEED");
    assert_string_equal(show_native(state, "و %5"), "٥٪ \uFEED");
}

static void signs_that_are_no_decimal_points_stay(void **state)
{
    assert_string_equal(show_native(state, "و 1.2.2023"), "١.٢.٢٠٢٣ \uFEED");
    assert_string_equal(show_native(state, "و 12,5"), "١٢,٥ \uFEED");
    assert_string_equal(show_native(state, "و 1.234,5"), "١.٢٣٤,٥ \uFEED");
    assert_string_equal(show_native(state, "و 1234,567"), "١٢٣٤,٥٦٧ \uFEED");
    assert_string_equal(show_native(state, "و 25."), ".٢٥ \uFEED");
    assert_string_equal(show_native(state, "و 10:30"), "١٠:٣٠ \uFEED");
    assert_string_equal(show_digits_of(state, "و 2.5%", DIRECTION_RTL, DIGITS_NATIVE, DEVANAGARI), "%२.५ \uFEED");
}

static void without_a_native_zero_digits_stay(void **state)
{
    assert_string_equal(show_digits_of(state, "و 25", DIRECTION_RTL, DIGITS_NATIVE, 0), "25 \uFEED");
}

static void all_digits_become_ascii(void **state)
{
    assert_string_equal(show_ascii(state, "و ١٢ ۳۴ 78 ५६"), "56 78 34 12 \uFEED");
    assert_string_equal(show_ascii(state, "و ١٢٫٥٪ ۱٬۰۰۰"), "1,000 %12.5 \uFEED");
    assert_string_equal(show_ascii(state, "ا٬ب ٪"), "٪ \uFE8F٬\uFE8D");
}

static void digits_that_are_read_from_the_right_stay(void **state)
{
    assert_string_equal(show_ascii(state, "\u07C1\u07C2"), "\u07C2\u07C1");
    assert_string_equal(show_ascii(state, "１ 𝟏"), "𝟏 １");
}

/* Levels come from what was written: U+0661 and '1' move other signs than each other. */
static void nothing_moves_because_of_the_choice(void **state)
{
    static const char *const texts[] = {
        "و 8385-87 2024/05/17 %5 +3 $15", "و ٨٣٨٥-٨٧ ٢٠٢٤/٠٥/١٧ ٪٥ +٣", "א 8385-87 5% +3", "a 1-2 و 3-4 %", "در ۱۴۰۲/۰۲-۲۷ +۵",
    };
    struct fixture *fixture = *state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        for (int choice = 1; choice <= 2; choice++) {
            struct paragraph_options options = { .direction = DIRECTION_RTL };
            struct slice text = slice_of(texts[i]);
            const struct paragraph *plain = paragraph_create(fixture->engine, &fixture->arena, text, &options);
            options.digits = choice == 1 ? DIGITS_NATIVE : DIGITS_ASCII;
            options.native_zero = ARABIC;
            const struct paragraph *chosen = paragraph_create(fixture->engine, &fixture->arena, text, &options);
            struct row before = paragraph_single_row(plain, 80, &fixture->arena);
            struct row after = paragraph_single_row(chosen, 80, &fixture->arena);
            assert_int_equal(before.cell_count, after.cell_count);
            for (size_t k = 0; k < before.cell_count; k++)
                assert_int_equal(before.cells[k].source.start, after.cells[k].source.start);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(digits_of_arabic_text_become_native),
        cmocka_unit_test(digits_of_latin_text_stay),
        cmocka_unit_test(digits_of_tokens_stay),
        cmocka_unit_test(digits_of_hebrew_text_stay),
        cmocka_unit_test(digits_of_an_isolate_for_code_stay),
        cmocka_unit_test(digits_of_rigid_roles_stay),
        cmocka_unit_test(numbers_alone_are_those_of_the_document),
        cmocka_unit_test(signs_of_numbers_follow),
        cmocka_unit_test(signs_that_are_no_decimal_points_stay),
        cmocka_unit_test(without_a_native_zero_digits_stay),
        cmocka_unit_test(all_digits_become_ascii),
        cmocka_unit_test(digits_that_are_read_from_the_right_stay),
        cmocka_unit_test(nothing_moves_because_of_the_choice),
    };
    return cmocka_run_group_tests(tests, fixture_setup, fixture_teardown);
}
