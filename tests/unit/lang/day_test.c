#include "lang/day.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

static const int64_t now = 1742000000; /* Saturday 15 March 2025, 00:53:20 UTC */

static void assert_day(int64_t moment, const char *expected)
{
    char text[DAY_TEXT_BYTES];
    day_format(moment, now, text);
    assert_string_equal(text, expected);
}

static void set_zone(const char *zone)
{
    setenv("TZ", zone, 1);
    tzset();
}

static void days_end_at_midnight(void **state)
{
    (void)state;
    set_zone("UTC");
    assert_day(now, "Today");
    assert_day(now - 3200, "Today");
    assert_day(now - 3201, "Yesterday");
    assert_day(now - 3200 - 86400, "Yesterday");
    assert_day(now - 3201 - 86400, "Thursday 13 March");
    assert_day(now - 75 * 86400, "Monday 30 December 2024");
    assert_int_equal(day_of(now), day_of(now - 3200));
    assert_true(day_of(now) > day_of(now - 3201));
}

static void midnight_is_that_of_the_place(void **state)
{
    (void)state;
    set_zone("XST-5");
    assert_day(now - 3201, "Today");
    set_zone("UTC");
}

static void the_new_year_follows_the_old_one(void **state)
{
    (void)state;
    set_zone("UTC");
    assert_true(day_of(1735689600) > day_of(1735689599));
    char text[DAY_TEXT_BYTES];
    day_format(1735689599, 1735689600, text);
    assert_string_equal(text, "Yesterday");
}

static void what_no_calendar_has_is_said(void **state)
{
    (void)state;
    assert_day(INT64_MAX, "No date");
    assert_day(INT64_MIN, "No date");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(days_end_at_midnight),
        cmocka_unit_test(midnight_is_that_of_the_place),
        cmocka_unit_test(the_new_year_follows_the_old_one),
        cmocka_unit_test(what_no_calendar_has_is_said),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
