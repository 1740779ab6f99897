#include "lang/day.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <time.h>

#include <cmocka.h>

static const int64_t now = 1742000000; /* Saturday 15 March 2025, 00:53:20 UTC */

static void set_zone(const char *zone)
{
    setenv("TZ", zone, 1);
    tzset();
}

static void days_end_at_midnight(void **state)
{
    (void)state;
    set_zone("UTC");
    assert_int_equal(day_of(now), day_of(now - 3200));
    assert_true(day_of(now) > day_of(now - 3201));
    assert_int_equal(day_of(now - 3201), day_before(now));
    assert_int_equal(day_of(now - 3200 - 86400), day_before(now));
    assert_true(day_of(now - 3201 - 86400) < day_before(now));
}

static void midnight_is_that_of_the_place(void **state)
{
    (void)state;
    set_zone("XST-5");
    assert_int_equal(day_of(now - 3201), day_of(now));
    set_zone("UTC");
}

/* Clocks in New York went forward on 9 March 2025, back on 2 November: days of 23 and of 25 hours. */
static void a_day_is_as_long_as_its_clocks_make_it(void **state)
{
    (void)state;
    set_zone("EST5EDT,M3.2.0,M11.1.0");
    const int64_t ninth = 1741496400, second = 1762056000; /* their midnights */
    assert_int_equal(day_of(ninth), day_of(ninth + 23 * 3600 - 1));
    assert_true(day_of(ninth + 23 * 3600) > day_of(ninth));
    assert_int_equal(day_before(ninth + 23 * 3600), day_of(ninth));
    assert_int_equal(day_of(second), day_of(second + 25 * 3600 - 1));
    assert_true(day_of(second + 25 * 3600) > day_of(second));
    assert_int_equal(day_before(second + 25 * 3600 + 60), day_of(second));
    set_zone("UTC");
}

static void the_new_year_follows_the_old_one(void **state)
{
    (void)state;
    set_zone("UTC");
    assert_true(day_of(1735689600) > day_of(1735689599));
    assert_int_equal(day_before(1735689600), day_of(1735689599));
}

static void what_no_calendar_has_is_no_day(void **state)
{
    struct tm local;
    (void)state;
    set_zone("UTC");
    assert_int_equal(day_of(INT64_MAX), 0);
    assert_int_equal(day_of(INT64_MIN), 0);
    assert_int_equal(day_of(0), 0);
    assert_false(day_local_time(253402300800, &local)); /* the year 10000 */
    assert_true(day_local_time(253402300799, &local));
    assert_true(day_local_time(-62135596800, &local)); /* 1 January 1 */
    assert_false(day_local_time(-62135596801, &local));
    assert_true(day_of(-1) < day_of(1));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(days_end_at_midnight),
        cmocka_unit_test(midnight_is_that_of_the_place),
        cmocka_unit_test(a_day_is_as_long_as_its_clocks_make_it),
        cmocka_unit_test(the_new_year_follows_the_old_one),
        cmocka_unit_test(what_no_calendar_has_is_no_day),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
