#include "../cmocka.h"

#include "lang/digits.h"

static void assert_zero(uint32_t zero, uint32_t expected, const char *of)
{
    if (zero != expected)
        fail_msg("\"%s\" has U+%04X, not U+%04X", of, zero, expected);
}

static void a_language_has_the_digits_of_its_newspapers(void **state)
{
    (void)state;
    static const struct {
        const char *language;
        uint32_t zero;
    } cases[] = {
        { "ar", 0x660 },  { "AR-eg", 0x660 }, { "ar_SA.UTF-8", 0x660 }, { "ckb", 0x660 }, { "fa-IR", 0x6F0 },
        { "ur", 0x6F0 },  { " ps ", 0x6F0 },  { "nqo", 0x7C0 },         { "he", 0 },      { "en", 0 },
        { "arabic", 0 },  { "", 0 },          { "f", 0 },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_zero(language_zero(slice_of(cases[i].language)), cases[i].zero, cases[i].language);
}

static void where_no_language_is_named_the_letters_tell(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        uint32_t zero;
    } cases[] = {
        { "افتتحت المكتبة أبوابها في 2025 بعد 3 سنوات", 0x660 },
        { "کتابخانهٔ بندر پس از 3 سال گشوده شد", 0x6F0 },
        { "بندرگاہ کی لائبریری میں 120 کتابیں ہیں", 0x6F0 },
        { "کتێبخانەی بەندەر دوای 3 ساڵ کرایەوە، ڕۆژی هەینی", 0x660 },
        { "قال", 0x660 },
        { "چاپ سوم", 0x6F0 },
        { "چاپکراوەکانی کوردی", 0x660 },
        { "הספרייה נפתחה ב-2025", 0 },
        { "The library has 120 books", 0 },
        { "The word is خبر in Arabic", 0x660 },
        { "", 0 },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_zero(text_zero(slice_of(cases[i].text)), cases[i].zero, cases[i].text);
}

static void a_locale_has_the_digits_that_are_usual_in_its_country(void **state)
{
    (void)state;
    static const struct {
        const char *locale;
        enum date_digits digits;
        uint32_t zero;
    } cases[] = {
        { "ar", DATE_DIGITS_AUTO, 0x660 },          { "ar_EG.UTF-8", DATE_DIGITS_AUTO, 0x660 },
        { "ar-MA", DATE_DIGITS_AUTO, 0 },           { "ar_TN", DATE_DIGITS_AUTO, 0 },
        { "ar_MA", DATE_DIGITS_NATIVE, 0x660 },     { "ar_EG", DATE_DIGITS_ASCII, 0 },
        { "fa", DATE_DIGITS_AUTO, 0x6F0 },          { "fa_IR", DATE_DIGITS_ASCII, 0 },
        { "ur_PK", DATE_DIGITS_AUTO, 0 },           { "ur", DATE_DIGITS_NATIVE, 0x6F0 },
        { "he_IL", DATE_DIGITS_AUTO, 0 },           { "he", DATE_DIGITS_NATIVE, 0 },
        { "fr_FR", DATE_DIGITS_AUTO, 0 },           { "en", DATE_DIGITS_NATIVE, 0 },
        { "", DATE_DIGITS_AUTO, 0 },                { "C.UTF-8", DATE_DIGITS_NATIVE, 0 },
        { "not a locale at all; DROP", DATE_DIGITS_NATIVE, 0 },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_zero(locale_zero(cases[i].locale, cases[i].digits), cases[i].zero, cases[i].locale);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_language_has_the_digits_of_its_newspapers),
        cmocka_unit_test(where_no_language_is_named_the_letters_tell),
        cmocka_unit_test(a_locale_has_the_digits_that_are_usual_in_its_country),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
