#include "source/notice.h"

#include "base/catalogue.h"

#include <stdio.h>
#include <string.h>

#include "../cmocka.h"

#define FSI "\u2068"
#define PDI "\u2069"

/* "summary\nbody" */
static void assert_notice(struct notice *notice, const char *expected)
{
    struct buffer text = buffer_create(NOTICE_SUMMARY_BYTES + NOTICE_BODY_BYTES);
    notice_append_summary(notice, &text);
    buffer_append_byte(&text, '\n');
    notice_append_body(notice, &text);
    assert_string_equal(text.bytes, expected);
    buffer_finish(&text);
    notice_clear(notice);
}

static void add_many(struct notice *notice, store_id source, const char *name, size_t count)
{
    char title[32];
    for (size_t i = 0; i < count; i++) {
        snprintf(title, sizeof title, "Title %zu", i);
        notice_add(notice, source, slice_of(name), slice_of(title));
    }
}

static void one_source_is_named_and_its_titles_follow(void **state)
{
    (void)state;
    struct notice notice = { 0 };
    add_many(&notice, 7, "Harbour News", 2);
    assert_notice(&notice, FSI "Harbour News" PDI ": 2 new\n" FSI "Title 0" PDI "\n" FSI "Title 1" PDI);
    add_many(&notice, 7, "Harbour News", 1);
    assert_notice(&notice, FSI "Harbour News" PDI ": 1 new\n" FSI "Title 0" PDI);
}

static void what_is_more_than_a_few_is_counted(void **state)
{
    (void)state;
    struct notice notice = { 0 };
    add_many(&notice, 7, "S", 7);
    assert_notice(&notice, FSI "S" PDI ": 7 new\n" FSI "Title 0" PDI "\n" FSI "Title 1" PDI "\n" FSI "Title 2" PDI "\n" FSI
                           "Title 3" PDI "\n" FSI "Title 4" PDI "\nand 2 more");
}

static void a_thousand_sources_make_one_notice(void **state)
{
    (void)state;
    struct notice notice = { 0 };
    char name[32];
    for (int i = 0; i < 1000; i++) {
        snprintf(name, sizeof name, "S%d", i);
        add_many(&notice, i + 1, name, 3);
    }
    assert_notice(&notice, "3000 new from 1000 sources\n" FSI "S0" PDI ": " FSI "Title 0" PDI "\n" FSI "S0" PDI ": " FSI
                           "Title 1" PDI "\n" FSI "S0" PDI ": " FSI "Title 2" PDI "\n" FSI "S1" PDI ": " FSI "Title 0" PDI
                           "\n" FSI "S1" PDI ": " FSI "Title 1" PDI "\nand 2995 more");
}

static void a_title_is_one_clean_line_that_turns_nothing_around_it(void **state)
{
    (void)state;
    struct notice notice = { 0 };
    notice_add(&notice, 1, SLICE("\u202Ename" PDI), SLICE(" two\nlines \033]9;x\a\u2067 <a href='x'>link</a> "));
    assert_notice(&notice, FSI "name" PDI ": 1 new\n" FSI "two lines ]9;x \u2039a href='x'>link\u2039/a>" PDI);
}

static void long_titles_are_cut_and_say_so(void **state)
{
    (void)state;
    struct notice notice = { 0 };
    char title[4000], expected[400];
    memset(title, 'x', sizeof title);
    notice_add(&notice, 1, SLICE("S"), (struct slice){ title, sizeof title });
    snprintf(expected, sizeof expected, FSI "S" PDI ": 1 new\n" FSI "%.240s…" PDI, title);
    assert_notice(&notice, expected);
}

static void a_summary_is_never_taken_for_an_option(void **state)
{
    (void)state;
    struct notice notice = { 0 };
    notice_add(&notice, 1, SLICE("--help"), SLICE("x"));
    assert_notice(&notice, FSI "--help" PDI ": 1 new\n" FSI "x" PDI);
}

static void it_is_told_in_the_language_of_the_interface(void **state)
{
    (void)state;
    struct notice notice = { 0 };
    struct buffer summary = buffer_create(NOTICE_SUMMARY_BYTES);
    assert_true(catalogue_choose(SLICE("ar")));
    add_many(&notice, 1, "المرفأ", 3);
    notice_append_summary(&notice, &summary);
    assert_non_null(strstr(summary.bytes, FSI "المرفأ" PDI));
    assert_null(strstr(summary.bytes, "new"));
    assert_true(catalogue_choose(SLICE("en")));
    buffer_finish(&summary);
    notice_clear(&notice);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_source_is_named_and_its_titles_follow),
        cmocka_unit_test(what_is_more_than_a_few_is_counted),
        cmocka_unit_test(a_thousand_sources_make_one_notice),
        cmocka_unit_test(a_title_is_one_clean_line_that_turns_nothing_around_it),
        cmocka_unit_test(long_titles_are_cut_and_say_so),
        cmocka_unit_test(a_summary_is_never_taken_for_an_option),
        cmocka_unit_test(it_is_told_in_the_language_of_the_interface),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
