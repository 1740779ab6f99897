#include "lang/english_ages.h"

#include "../cmocka.h"

static void english_from_the_table_is_that_of_icu(void **state)
{
    (void)state;
    static const char *const locales[] = { "en", "en_001", "en_GB", "en_US" };
    static const int counts[] = { 1, 2, 3, 6, 11, 23, 59 };
    for (size_t i = 0; i < sizeof locales / sizeof *locales; i++) {
        struct formatters formatters;
        formatters_init(&formatters, locales[i], DATE_DIGITS_AUTO);
        for (enum age_unit unit = AGE_NOW; unit < AGE_UNIT_COUNT; unit++)
            for (enum age_width width = AGE_LONG; width <= AGE_LEAST; width++)
                for (size_t j = 0; j < sizeof counts / sizeof *counts; j++) {
                    char by_table[DATE_PART_BYTES], by_icu[DATE_PART_BYTES], asked[DATE_PART_BYTES];
                    assert_true(english_age(locales[i], unit, counts[j], width, by_table));
                    assert_true(formatters_age_by_icu(&formatters, unit, counts[j], width, by_icu));
                    formatters_age(&formatters, unit, counts[j], width, asked);
                    assert_string_equal(by_table, by_icu);
                    assert_string_equal(asked, by_icu);
                }
        formatters_finish(&formatters);
    }
}

static void other_english_and_other_languages_are_left_to_icu(void **state)
{
    (void)state;
    static const char *const locales[] = { "en_AU", "en_CA", "en_IN", "fr", "ar", "fa_IR", "" };
    for (size_t i = 0; i < sizeof locales / sizeof *locales; i++) {
        char text[DATE_PART_BYTES] = "x";
        assert_false(english_age(locales[i], AGE_HOURS, 3, AGE_LONG, text));
        assert_string_equal(text, "");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(english_from_the_table_is_that_of_icu),
        cmocka_unit_test(other_english_and_other_languages_are_left_to_icu),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
