#include "lang/language.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void assert_rtl(const char *language, bool rtl)
{
    if (language_is_rtl(slice_of(language)) != rtl)
        fail_msg("\"%s\" is %sright to left", language, rtl ? "" : "not ");
}

static void languages_of_arabic_and_hebrew_script_are_rtl(void **state)
{
    (void)state;
    static const char *const languages[] = {
        "ar",  "fa",  "ur", "he",  "yi",  "ps",  "sd",  "ug",  "ckb", "syr", "dv",
        "nqo", "arc", "ks", "prs", "bal", "mzn", "glk", "lrc", "iw",  "pnb", "azb"
    };
    for (size_t i = 0; i < sizeof languages / sizeof *languages; i++)
        assert_rtl(languages[i], true);
    static const char *const others[] = { "en", "de", "hi", "ku", "az", "tr", "ms", "zh", "", "a", "arabic" };
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        assert_rtl(others[i], false);
}

static void case_and_separator_do_not_matter(void **state)
{
    (void)state;
    assert_rtl("AR", true);
    assert_rtl("fa-IR", true);
    assert_rtl("ur_PK", true);
    assert_rtl("Fa_ir.UTF-8", true);
    assert_rtl("en_US.UTF-8", false);
    assert_rtl(" he ", true);
}

static void a_named_script_wins(void **state)
{
    (void)state;
    assert_rtl("az-Arab", true);
    assert_rtl("ku-arab-IQ", true);
    assert_rtl("pa_ARAB", true);
    assert_rtl("ms-Arab", true);
    assert_rtl("ff-Adlm-GN", true);
    assert_rtl("ar-Latn", false);
    assert_rtl("ug-Cyrl-KZ", false);
    assert_rtl("ks-Deva", false);
    assert_rtl("zh-cmn-Hans", false);
}

static void a_country_tells_where_a_language_has_two_scripts(void **state)
{
    (void)state;
    assert_rtl("pa-PK", true);
    assert_rtl("pa-IN", false);
    assert_rtl("ku-IQ", true);
    assert_rtl("ku-TR", false);
    assert_rtl("uz_af", true);
}

static void private_and_extension_subtags_are_not_scripts(void **state)
{
    (void)state;
    assert_rtl("en-x-arab", false);
    assert_rtl("fa-u-nu-latn", true);
    assert_rtl("de-1901", false);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(languages_of_arabic_and_hebrew_script_are_rtl),
        cmocka_unit_test(case_and_separator_do_not_matter),
        cmocka_unit_test(a_named_script_wins),
        cmocka_unit_test(a_country_tells_where_a_language_has_two_scripts),
        cmocka_unit_test(private_and_extension_subtags_are_not_scripts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
