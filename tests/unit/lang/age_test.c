#include "lang/age.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

static const int64_t now = 1742000000; /* 15 March 2025, 00:53:20 UTC */

static void assert_age(int64_t then, const char *expected)
{
    char text[AGE_TEXT_BYTES];
    age_format(then, now, text);
    assert_string_equal(text, expected);
    assert_true(strlen(text) <= 6);
}

static void the_unit_grows_with_the_age(void **state)
{
    (void)state;
    assert_age(now, "now");
    assert_age(now - 59, "now");
    assert_age(now - 60, "1m");
    assert_age(now - 3599, "59m");
    assert_age(now - 3600, "1h");
    assert_age(now - 86399, "23h");
    assert_age(now - 86400, "1d");
    assert_age(now - 7 * 86400 + 1, "6d");
    assert_age(now - 7 * 86400, "8 Mar");
    assert_age(now - 300 * 86400, "19 May");
    assert_age(now - 400 * 86400, "2024");
    assert_age(1, "1970");
}

static void what_lies_ahead_is_now(void **state)
{
    (void)state;
    assert_age(now + 100000, "now");
}

static void days_are_those_of_the_local_time(void **state)
{
    (void)state;
    setenv("TZ", "MSK-3", 1); /* POSIX: three hours east */
    tzset();
    assert_age(1741000000 + 43000, "4 Mar"); /* 3 March, 23:03 UTC */
    setenv("TZ", "UTC", 1);
    tzset();
    assert_age(1741000000 + 43000, "3 Mar");
}

static int set_up(void **state)
{
    (void)state;
    setenv("TZ", "UTC", 1);
    tzset();
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_unit_grows_with_the_age),
        cmocka_unit_test(what_lies_ahead_is_now),
        cmocka_unit_test(days_are_those_of_the_local_time),
    };
    return cmocka_run_group_tests(tests, set_up, NULL);
}
