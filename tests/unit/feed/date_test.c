#include "feed/date.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

static void assert_date(const char *text, const char *expected)
{
    int64_t seconds = feed_date_parse(slice_of(text));
    char shown[64] = "none";
    time_t time = (time_t)seconds;
    struct tm utc;
    gmtime_r(&time, &utc);
    if (seconds)
        strftime(shown, sizeof shown, "%Y-%m-%d %H:%M:%S", &utc);
    if (strcmp(shown, expected) != 0)
        fail_msg("\"%s\" gave %s, not %s", text, shown, expected);
}

static void rfc_822_is_read(void **state)
{
    (void)state;
    assert_date("Thu, 01 Jan 2004 19:48:21 GMT", "2004-01-01 19:48:21");
    assert_date("Thu, 01 Jan 2004 19:48:21 +0300", "2004-01-01 16:48:21");
    assert_date("  1 Jan 2004 9:05 -0530\n", "2004-01-01 14:35:00");
    assert_date("Thu,01 Jan 2004 19:48:21 EST", "2004-01-02 00:48:21");
    assert_date("Thu, 01 Jan 2004 19:48:21 GMT+2", "2004-01-01 17:48:21");
    assert_date("Thu, 01 Jan 2004 19:48:21 UT", "2004-01-01 19:48:21");
    assert_date("Thu, 31 Jun 2004 19:48:21 GMT", "none");
    assert_date("Thu, 29 Feb 2004 00:00:00 +02:00", "2004-02-28 22:00:00");
}

static void a_wrong_or_missing_weekday_changes_nothing(void **state)
{
    (void)state;
    assert_date("Mon, 01 Jan 2004 19:48:21 GMT", "2004-01-01 19:48:21");
    assert_date("Thurs 01 January 2004 19:48:21", "2004-01-01 19:48:21");
}

static void two_digit_years_are_of_our_age(void **state)
{
    (void)state;
    assert_date("01 Jan 04 00:00:00 Z", "2004-01-01 00:00:00");
    assert_date("01 Jan 99 00:00:00 Z", "1999-01-01 00:00:00");
    assert_date("15-Jun-25 10:00", "2025-06-15 10:00:00");
}

static void the_end_of_a_day_is_the_start_of_the_next(void **state)
{
    (void)state;
    assert_date("Thu, 31 Dec 2003 24:00:00 GMT", "2004-01-01 00:00:00");
    assert_date("2003-12-31T24:00:00Z", "2004-01-01 00:00:00");
    assert_date("2003-12-31T23:59:60Z", "2004-01-01 00:00:00");
}

static void rfc_3339_is_read_whole_and_in_part(void **state)
{
    (void)state;
    assert_date("2004-05-06T07:08:09Z", "2004-05-06 07:08:09");
    assert_date("2004-05-06T07:08:09.123456+02:00", "2004-05-06 05:08:09");
    assert_date("2004-05-06 07:08:09", "2004-05-06 07:08:09");
    assert_date("2004-05-06 07:08:09 +0200", "2004-05-06 05:08:09");
    assert_date("2004-05-06t07:08z", "2004-05-06 07:08:00");
    assert_date("2004-05-06T07:08:09 EST", "2004-05-06 12:08:09");
    assert_date("2004-05-06", "2004-05-06 00:00:00");
    assert_date("2004-05", "2004-05-01 00:00:00");
    assert_date("2004", "2004-01-01 00:00:00");
    assert_date("20040506T070809Z", "2004-05-06 07:08:09");
    assert_date("2004/5/6", "2004-05-06 00:00:00");
    assert_date("2004-127", "2004-05-06 00:00:00");
}

static void other_orders_are_read(void **state)
{
    (void)state;
    assert_date("Thu Jan  1 19:48:21 EST 2004", "2004-01-02 00:48:21");
    assert_date("January 15, 2004 10:00 PM", "2004-01-15 22:00:00");
    assert_date("Sat Oct 06 2018 00:00:00 GMT", "2018-10-06 00:00:00");
    assert_date("12:30 AM, 6 Sept. 2018", "2018-09-06 00:30:00");
    assert_date("1086073200", "2004-06-01 07:00:00");
}

static void the_half_of_the_day_is_kept_whatever_follows(void **state)
{
    (void)state;
    assert_date("6 May 2004 5:30 pm GMT", "2004-05-06 17:30:00");
    assert_date("Thu, 06 May 2004 05:30:00 PM EST", "2004-05-06 22:30:00");
    assert_date("12:15 am UTC, May 6, 2004", "2004-05-06 00:15:00");
    assert_date("10 مايو 2024 - 5:30 مساءً", "2024-05-10 17:30:00");
    assert_date("10 مايو 2024 5:30 ص", "2024-05-10 05:30:00");
    /* As ICU and every browser write it: U+202F before "PM". */
    assert_date("May 10, 2024, 5:30\u202FPM", "2024-05-10 17:30:00");
}

static void arabic_persian_and_hebrew_months_are_known(void **state)
{
    (void)state;
    assert_date("الأحد، 15 يونيو 2025 10:30:00 +0300", "2025-06-15 07:30:00");
    assert_date("١٥ حزيران ٢٠٢٥", "2025-06-15 00:00:00");
    assert_date("3 كانون الثاني 2025", "2025-01-03 00:00:00");
    assert_date("الجمعة، 13 يونيو، 2025", "2025-06-13 00:00:00");
    assert_date("\u200F13 يونيو\u200F 2025\u200F 5:30 م", "2025-06-13 17:30:00");
    assert_date("3 كانون الأول 2025", "2025-12-03 00:00:00");
    assert_date("۳ ژانویه ۲۰۲۵", "2025-01-03 00:00:00");
    assert_date("4 מרץ 2025 08:00", "2025-03-04 08:00:00");
}

static void months_of_many_languages_are_known(void **state)
{
    (void)state;
    assert_date("Κυρ, 11 Ιούλ 2004 12:00:00 EST", "2004-07-11 17:00:00");
    assert_date("2004-július-13T9:15-05:00", "2004-07-13 14:15:00");
    assert_date("13 июня 2025 г. 10:00", "2025-06-13 10:00:00");
    assert_date("1er juin 2025", "2025-06-01 00:00:00");
    assert_date("13 de junio de 2025", "2025-06-13 00:00:00");
    assert_date("13 Haziran 2025", "2025-06-13 00:00:00");
    assert_date("13 Şubat 2025", "2025-02-13 00:00:00");
    assert_date("ПТ, 13 ИЮНЯ 2025", "2025-06-13 00:00:00");
    assert_date("13 Фев 2025", "2025-02-13 00:00:00");
    assert_date("13 AOÛT 2025", "2025-08-13 00:00:00");
    assert_date("13 ιουνίου 2025", "2025-06-13 00:00:00");
    assert_date("13. maj 2025", "2025-05-13 00:00:00");
    assert_date("שבת, 14 ביוני 2025 10:30", "2025-06-14 10:30:00");
}

static void east_asian_dates_are_read(void **state)
{
    (void)state;
    assert_date("2004년 05월 28일  오전 01:31:15", "2004-05-28 01:31:15");
    assert_date("2004-05-25 오후 11:23:17", "2004-05-25 23:23:17");
    assert_date("2025年6月14日 下午 3:05", "2025-06-14 15:05:00");
}

static void the_persian_solar_year_is_converted(void **state)
{
    (void)state;
    assert_date("۲۴ خرداد ۱۴۰۴", "2025-06-14 00:00:00");
    assert_date("1404/01/01 10:30 +0330", "2025-03-21 07:00:00");
    assert_date("30 اسفند 1403", "2025-03-20 00:00:00");
    assert_date("1 فروردین 1400", "2021-03-21 00:00:00");
    assert_date("١٤٤٦-١٢-١٧", "none"); /* of the lunar calendar */
}

static void weeks_and_days_of_the_year_are_read(void **state)
{
    (void)state;
    assert_date("2003-W52-3", "2003-12-24 00:00:00");
    assert_date("2020-W53-7T10:00Z", "2021-01-03 10:00:00");
    assert_date("2004-W01", "2003-12-29 00:00:00");
    assert_date("2003335", "2003-12-01 00:00:00");
    assert_date("2004-W54-1", "none");
}

static void dotted_dates_begin_with_the_day(void **state)
{
    (void)state;
    assert_date("13.06.2025 10:00", "2025-06-13 10:00:00");
    assert_date("13.13.2025", "none");
    assert_date("Fri, 2006/09/15 08:19:53 EDT", "2006-09-15 12:19:53");
}

static void what_is_no_date_is_zero(void **state)
{
    (void)state;
    static const char *const none[] = { "",         "yesterday",  "0000-00-00 00:00:00",           "01/02/2004",
                                        "2004-13",  "2004-02-30", "Mon, 01 Jan 0001 00:00:00 GMT", "Jan",
                                        "99999999", "12:30",      "1899-12-30T00:00:00Z",          "-1" };
    for (size_t i = 0; i < sizeof none / sizeof *none; i++)
        assert_date(none[i], "none");
}

static void an_impossible_time_leaves_the_day(void **state)
{
    (void)state;
    assert_date("2004-05-06T99:99:99Z", "2004-05-06 00:00:00");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rfc_822_is_read),
        cmocka_unit_test(a_wrong_or_missing_weekday_changes_nothing),
        cmocka_unit_test(two_digit_years_are_of_our_age),
        cmocka_unit_test(the_end_of_a_day_is_the_start_of_the_next),
        cmocka_unit_test(rfc_3339_is_read_whole_and_in_part),
        cmocka_unit_test(other_orders_are_read),
        cmocka_unit_test(the_half_of_the_day_is_kept_whatever_follows),
        cmocka_unit_test(arabic_persian_and_hebrew_months_are_known),
        cmocka_unit_test(months_of_many_languages_are_known),
        cmocka_unit_test(east_asian_dates_are_read),
        cmocka_unit_test(the_persian_solar_year_is_converted),
        cmocka_unit_test(weeks_and_days_of_the_year_are_read),
        cmocka_unit_test(dotted_dates_begin_with_the_day),
        cmocka_unit_test(what_is_no_date_is_zero),
        cmocka_unit_test(an_impossible_time_leaves_the_day),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
