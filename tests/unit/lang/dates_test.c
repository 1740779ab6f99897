#include "lang/dates.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

enum { MINUTE = 60, HOUR = 3600, DAY = 86400 };
static const int64_t now = 1742000000;       /* Saturday 15 March 2025, 00:53:20 UTC */
static const int64_t noon = 1740830400;      /* 1 March 2025, 12:00 UTC */
static const int64_t first_second = -62135596800, last_second = 253402300799; /* of the years 1 and 9999 */

static struct dates *dates_for(const char *locale, enum calendar first, enum calendar second)
{
    struct date_settings settings = { .calendars = { first, second } };
    struct dates *dates = dates_create();
    snprintf(settings.locale, sizeof settings.locale, "%s", locale);
    dates_set(dates, &settings);
    return dates;
}

static struct dates *dates_with(const char *locale, enum dates_choice choice, enum date_digits digits)
{
    struct date_settings settings = { .choice = choice, .digits = digits };
    struct dates *dates = dates_create();
    snprintf(settings.locale, sizeof settings.locale, "%s", locale);
    dates_set(dates, &settings);
    return dates;
}

static void assert_in_full(const char *locale, enum calendar calendar, int64_t moment, const char *expected)
{
    char text[DATE_TEXT_BYTES], wanted[DATE_TEXT_BYTES];
    struct dates *dates = dates_for(locale, calendar, CALENDAR_AUTO);
    date_format_in_full(dates, moment, text);
    snprintf(wanted, sizeof wanted, "\u2068%s\u2069 · ", expected);
    if (strncmp(text, wanted, strlen(wanted)) != 0)
        fail_msg("%s: \"%s\", not \"%s\"", locale, text, wanted);
    dates_destroy(dates);
}

static void assert_in_list(struct dates *dates, int64_t moment, int number, const char *expected)
{
    char text[DATE_TEXT_BYTES];
    assert_true(date_format_in_list(dates, moment, now, number, text));
    assert_string_equal(text, expected);
}

static void assert_heading(struct dates *dates, int64_t moment, const char *expected)
{
    char text[DATE_TEXT_BYTES];
    assert_true(date_format_heading(dates, moment, now, 0, text));
    assert_string_equal(text, expected);
}

/* ---- calendars ------------------------------------------------------------------------------------------------ */

static void ramadan_of_1446_began_on_the_first_of_march(void **state)
{
    (void)state;
    assert_in_full("ar_SA", CALENDAR_HIJRI, noon, "١ رمضان ١٤٤٦ هـ");
    assert_in_full("ar_SA", CALENDAR_HIJRI, noon - DAY, "٢٩ شعبان ١٤٤٦ هـ");
    assert_in_full("ur_PK", CALENDAR_HIJRI, noon, "1 رمضان، 1446 ہجری");
    assert_in_full("en", CALENDAR_HIJRI, noon, "Ramadan 1, 1446 AH");
}

static void nowruz_of_1404_was_on_the_21st_of_march(void **state)
{
    (void)state;
    assert_in_full("fa_IR", CALENDAR_PERSIAN, noon + 20 * DAY, "۱ فروردین ۱۴۰۴");
    assert_in_full("fa_IR", CALENDAR_PERSIAN, noon + 19 * DAY, "۳۰ اسفند ۱۴۰۳"); /* a leap year */
    assert_in_full("en", CALENDAR_PERSIAN, noon + 20 * DAY, "Farvardin 1, 1404 AP");
}

static void the_hebrew_year_5786_began_on_the_23rd_of_september(void **state)
{
    (void)state;
    assert_in_full("he", CALENDAR_HEBREW, noon + 206 * DAY, "א׳ בתשרי תשפ״ו");
    assert_in_full("he", CALENDAR_HEBREW, noon + 205 * DAY, "כ״ט באלול תשפ״ה");
    assert_in_full("en", CALENDAR_HEBREW, noon + 206 * DAY, "1 Tishri 5786");
}

/* 5784 had 13 months: Purim was on 14 Adar II, 24 March 2024, 14 Adar I on 23 February. */
static void a_hebrew_leap_year_has_two_months_of_adar(void **state)
{
    (void)state;
    assert_in_full("he", CALENDAR_HEBREW, noon - 342 * DAY, "י״ד באדר ב׳ תשפ״ד");
    assert_in_full("he", CALENDAR_HEBREW, noon - 372 * DAY, "י״ד באדר א׳ תשפ״ד");
    assert_in_full("he", CALENDAR_HEBREW, noon + 13 * DAY, "י״ד באדר תשפ״ה");
}

static void the_leap_day_is_there_in_leap_years_alone(void **state)
{
    (void)state;
    assert_in_full("fr", CALENDAR_GREGORIAN, noon - 366 * DAY, "29 février 2024");
    assert_in_full("fr", CALENDAR_GREGORIAN, noon - DAY, "28 février 2025");
}

static void the_calendar_is_that_of_the_country(void **state)
{
    (void)state;
    assert_in_full("fa", CALENDAR_AUTO, noon + 20 * DAY, "۱ فروردین ۱۴۰۴");
    assert_in_full("en_AF.UTF-8", CALENDAR_AUTO, noon, "Esfand 11, 1403 AP");
    assert_in_full("ar-SA", CALENDAR_AUTO, noon, "١ رمضان ١٤٤٦ هـ");
    assert_in_full("ar_EG.UTF-8", CALENDAR_AUTO, noon, "١ مارس ٢٠٢٥");
    assert_in_full("he_IL", CALENDAR_AUTO, noon, "1 במרץ 2025");
    assert_in_full("ur", CALENDAR_AUTO, noon, "1 مارچ، 2025");
    assert_in_full("en_US", CALENDAR_AUTO, noon, "March 1, 2025");
}

static void two_calendars_stand_beside_each_other_isolated(void **state)
{
    (void)state;
    struct dates *dates = dates_for("fa_IR", CALENDAR_PERSIAN, CALENDAR_GREGORIAN);
    assert_in_list(dates, now - 9 * DAY, 0, "\u2068۱۶ اسفند\u2069 · \u2068۶ مارس\u2069");
    assert_in_list(dates, now - 9 * DAY, 1, "۱۶ اسفند");
    assert_heading(dates, now - 400 * DAY, "\u2068جمعه ۲۰ بهمن ۱۴۰۲\u2069 · \u2068۹ فوریهٔ ۲۰۲۴\u2069");
    dates_destroy(dates);
}

static void a_calendar_twice_is_shown_once(void **state)
{
    (void)state;
    struct dates *dates = dates_for("fa_IR", CALENDAR_AUTO, CALENDAR_PERSIAN);
    assert_in_list(dates, now - 9 * DAY, 0, "۱۶ اسفند");
    dates_destroy(dates);
}

static void before_a_calendar_began_dates_are_gregorian(void **state)
{
    (void)state;
    assert_in_full("en_001", CALENDAR_HIJRI, first_second, "1 January 1");
    assert_in_full("fa", CALENDAR_PERSIAN, first_second, "۱ ژانویهٔ ۱");
    assert_in_full("en_001", CALENDAR_HEBREW, first_second, "18 Tevet 3761");
    struct dates *dates = dates_for("en_001", CALENDAR_HIJRI, CALENDAR_GREGORIAN);
    assert_in_list(dates, first_second, 0, "1 Jan 1");
    dates_destroy(dates);
}

static void centuries_hence_and_before_1970_have_dates(void **state)
{
    (void)state;
    assert_in_full("en_001", CALENDAR_GREGORIAN, last_second, "31 December 9999");
    assert_in_full("en_001", CALENDAR_PERSIAN, last_second, "10 Dey 9378 AP");
    assert_in_full("en_001", CALENDAR_GREGORIAN, -1, "31 December 1969");
    assert_in_full("en_001", CALENDAR_GREGORIAN, -14182940, "20 July 1969");
    assert_in_full("en_001", CALENDAR_GREGORIAN, -12219379200, "14 October 1582"); /* no day is left out */
}

/* ---- lists ---------------------------------------------------------------------------------------------------- */

static void the_unit_grows_with_the_age(void **state)
{
    (void)state;
    struct dates *dates = dates_for("C.UTF-8", CALENDAR_AUTO, CALENDAR_AUTO);
    assert_in_list(dates, now, 0, "now");
    assert_in_list(dates, now - 59, 2, "now");
    assert_in_list(dates, now - MINUTE, 2, "1m");
    assert_in_list(dates, now - MINUTE, 0, "1 minute ago");
    assert_in_list(dates, now - HOUR + 1, 2, "59m");
    assert_in_list(dates, now - HOUR, 2, "1h");
    assert_in_list(dates, now - DAY + 1, 0, "23 hours ago");
    assert_in_list(dates, now - DAY, 2, "1d");
    assert_in_list(dates, now - 7 * DAY + 1, 2, "6d");
    assert_in_list(dates, now - 7 * DAY, 0, "8 Mar");
    assert_in_list(dates, now - 300 * DAY, 0, "19 May");
    assert_in_list(dates, now - 400 * DAY, 0, "9 Feb 2024");
    assert_in_list(dates, now - 400 * DAY, 3, "2024");
    assert_in_list(dates, 1, 3, "1970");
    dates_destroy(dates);
}

static void ages_are_in_the_words_of_the_language(void **state)
{
    static const struct {
        const char *locale, *hours, *least, *two_days, *present;
    } languages[] = {
        { "ar", "قبل ٣ ساعات", "٣ س", "قبل يومين", "الآن" },
        { "fa", "۳ ساعت پیش", "۳ ساعت", "۲ روز پیش", "اکنون" },
        { "ur", "3 گھنٹے پہلے", "3 گھنٹے", "2 دنوں پہلے", "اب" },
        { "he", "לפני 3 שעות", "3 שע׳", "לפני יומיים", "עכשיו" },
        { "fr", "il y a 3 heures", "3h", "il y a 2 jours", "maintenant" },
        { "en", "3 hours ago", "3h", "2 days ago", "now" },
    };
    (void)state;
    for (size_t i = 0; i < sizeof languages / sizeof *languages; i++) {
        struct dates *dates = dates_for(languages[i].locale, CALENDAR_AUTO, CALENDAR_AUTO);
        assert_in_list(dates, now - 3 * HOUR, 0, languages[i].hours);
        assert_in_list(dates, now - 3 * HOUR, 2, languages[i].least);
        assert_in_list(dates, now - 2 * DAY, 0, languages[i].two_days);
        assert_in_list(dates, now, 0, languages[i].present);
        dates_destroy(dates);
    }
}

/* CLDR's six plurals. */
static void arabic_counts_as_arabic_counts(void **state)
{
    (void)state;
    struct dates *dates = dates_for("ar", CALENDAR_AUTO, CALENDAR_AUTO);
    assert_in_list(dates, now - HOUR, 0, "قبل ساعة واحدة");
    assert_in_list(dates, now - 2 * HOUR, 0, "قبل ساعتين");
    assert_in_list(dates, now - 10 * HOUR, 0, "قبل ١٠ ساعات");
    assert_in_list(dates, now - 11 * HOUR, 0, "قبل ١١ ساعة");
    dates_destroy(dates);
}

static void digits_are_those_of_the_country_of_the_language_or_ascii(void **state)
{
    static const struct {
        const char *locale;
        enum date_digits digits;
        const char *expected;
    } cases[] = {
        { "ar_EG", DATE_DIGITS_AUTO, "قبل ٣ ساعات" },   { "ar_MA", DATE_DIGITS_AUTO, "قبل 3 ساعات" },
        { "ar_MA", DATE_DIGITS_NATIVE, "قبل ٣ ساعات" }, { "ar_EG", DATE_DIGITS_ASCII, "قبل 3 ساعات" },
        { "fa", DATE_DIGITS_ASCII, "3 ساعت پیش" },      { "ur", DATE_DIGITS_NATIVE, "۳ گھنٹے پہلے" },
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct dates *dates = dates_with(cases[i].locale, DATES_RELATIVE, cases[i].digits);
        assert_in_list(dates, now - 3 * HOUR, 0, cases[i].expected);
        dates_destroy(dates);
    }
}

static void ascii_digits_are_also_those_of_hebrew_dates(void **state)
{
    struct date_settings settings = { .locale = "he", .calendars = { CALENDAR_HEBREW }, .digits = DATE_DIGITS_ASCII };
    char text[DATE_TEXT_BYTES];
    (void)state;
    struct dates *dates = dates_create();
    dates_set(dates, &settings);
    date_format_in_full(dates, noon, text);
    assert_string_equal(text, "\u20681 באדר 5785\u2069 · \u206812:00\u2069");
    assert_in_list(dates, now - 9 * DAY, 0, "6 באדר");
    dates_destroy(dates);
}

static void absolute_is_the_time_today_and_a_date_before(void **state)
{
    (void)state;
    struct dates *dates = dates_with("", DATES_ABSOLUTE, DATE_DIGITS_AUTO);
    assert_in_list(dates, now - 5 * MINUTE, 0, "00:48");
    assert_in_list(dates, now - HOUR, 0, "14 Mar");
    assert_in_list(dates, now - 400 * DAY, 0, "9 Feb 2024");
    dates_destroy(dates);
}

static void both_are_the_age_and_the_date_and_the_age_alone_where_it_is_narrow(void **state)
{
    (void)state;
    struct dates *dates = dates_with("", DATES_BOTH, DATE_DIGITS_AUTO);
    assert_in_list(dates, now - 3 * HOUR, 0, "\u20683 hours ago\u2069 · \u206821:53\u2069");
    assert_in_list(dates, now - 3 * HOUR, 2, "3 hours ago");
    assert_in_list(dates, now - 3 * HOUR, 4, "3h");
    assert_in_list(dates, now - 2 * DAY, 0, "\u20682 days ago\u2069 · \u206813 Mar\u2069");
    dates_destroy(dates);
}

static void what_lies_up_to_a_day_ahead_is_now(void **state)
{
    (void)state;
    struct dates *dates = dates_for("", CALENDAR_AUTO, CALENDAR_AUTO);
    assert_in_list(dates, now + DAY - 1, 0, "now");
    assert_in_list(dates, now + DAY, 0, "16 Mar");
    assert_in_list(dates, last_second, 0, "31 Dec 9999");
    dates_destroy(dates);
}

static void where_there_is_no_date_nothing_is_said_but_in_a_heading(void **state)
{
    static const int64_t none[] = { 0, INT64_MIN, INT64_MAX, first_second - 1, last_second + 1 };
    char text[DATE_TEXT_BYTES];
    (void)state;
    struct dates *dates = dates_for("", CALENDAR_AUTO, CALENDAR_AUTO);
    for (size_t i = 0; i < sizeof none / sizeof *none; i++) {
        assert_false(date_format_in_list(dates, none[i], now, 0, text));
        assert_string_equal(text, "");
        date_format_in_full(dates, none[i], text);
        assert_string_equal(text, "");
        assert_heading(dates, none[i], "No date");
    }
    dates_destroy(dates);
}

static void every_ladder_ends_with_what_is_narrow(void **state)
{
    static const char *const locales[] = { "C", "ar_EG", "ar_SA", "fa_IR", "ur_PK", "he_IL", "fr", "th", "zz", "" };
    static const int64_t ages[] = { 0, MINUTE, 23 * HOUR, 6 * DAY, 9 * DAY, 200 * DAY, 500 * DAY, -9 * DAY, -500 * DAY };
    char text[DATE_TEXT_BYTES];
    (void)state;
    for (size_t i = 0; i < sizeof locales / sizeof *locales; i++)
        for (enum dates_choice choice = DATES_RELATIVE; choice <= DATES_BOTH; choice++) {
            struct dates *dates = dates_with(locales[i], choice, DATE_DIGITS_AUTO);
            for (size_t j = 0; j < sizeof ages / sizeof *ages; j++) {
                size_t length = 0;
                for (int number = 0; date_format_in_list(dates, now - ages[j], now, number, text); number++)
                    length = strlen(text);
                assert_in_range(length, 1, 24);
            }
            dates_destroy(dates);
        }
}

/* ---- headings ------------------------------------------------------------------------------------------------- */

static void a_heading_says_the_day_and_the_year_when_it_is_another(void **state)
{
    (void)state;
    struct dates *dates = dates_for("C", CALENDAR_AUTO, CALENDAR_AUTO);
    assert_heading(dates, now, "Today");
    assert_heading(dates, now - 3200, "Today");
    assert_heading(dates, now - 3201, "Yesterday");
    assert_heading(dates, now - 3200 - DAY, "Yesterday");
    assert_heading(dates, now - 3201 - DAY, "Thursday, 13 March");
    assert_heading(dates, now - 75 * DAY, "Monday, 30 December 2024");
    assert_heading(dates, now + DAY, "Sunday, 16 March");
    dates_destroy(dates);
}

static void a_heading_gives_way_where_it_is_narrow(void **state)
{
    static const char *const forms[] = { "\u2068Monday, 30 December 2024\u2069 · \u206829 Jumada II 1446 AH\u2069",
                                         "Monday, 30 December 2024", "30 December 2024", "30 Dec 2024" };
    char text[DATE_TEXT_BYTES];
    (void)state;
    struct dates *dates = dates_for("C", CALENDAR_GREGORIAN, CALENDAR_HIJRI);
    for (int number = 0; number < 4; number++) {
        assert_true(date_format_heading(dates, now - 75 * DAY, now, number, text));
        assert_string_equal(text, forms[number]);
    }
    assert_false(date_format_heading(dates, now - 75 * DAY, now, 4, text));
    assert_false(date_format_heading(dates, now, now, 1, text));
    dates_destroy(dates);
}

static void the_year_that_is_another_is_one_of_the_calendar(void **state)
{
    (void)state;
    struct dates *dates = dates_for("fa_IR", CALENDAR_AUTO, CALENDAR_AUTO);
    assert_heading(dates, now, "امروز");
    assert_heading(dates, now - 3201, "دیروز");
    assert_heading(dates, now - 75 * DAY, "دوشنبه ۱۰ دی");
    assert_heading(dates, now + 6 * DAY, "جمعه ۱ فروردین ۱۴۰۴");
    dates_destroy(dates);
}

static void headings_are_in_the_words_of_the_language(void **state)
{
    static const struct {
        const char *locale, *today, *yesterday, *before;
    } languages[] = {
        { "ar", "اليوم", "أمس", "الخميس، ١٣ مارس" },
        { "ur", "آج", "گزشتہ کل", "جمعرات، 13 مارچ" },
        { "he", "היום", "אתמול", "יום חמישי, 13 במרץ" },
        { "fr", "Aujourd’hui", "Hier", "Jeudi 13 mars" },
        { "en_US", "Today", "Yesterday", "Thursday, March 13" },
    };
    (void)state;
    for (size_t i = 0; i < sizeof languages / sizeof *languages; i++) {
        struct dates *dates = dates_for(languages[i].locale, CALENDAR_AUTO, CALENDAR_AUTO);
        assert_heading(dates, now, languages[i].today);
        assert_heading(dates, now - DAY, languages[i].yesterday);
        assert_heading(dates, now - 2 * DAY, languages[i].before);
        dates_destroy(dates);
    }
}

static void days_and_times_are_those_of_the_local_clock(void **state)
{
    (void)state;
    struct dates *dates = dates_with("", DATES_ABSOLUTE, DATE_DIGITS_AUTO);
    setenv("TZ", "XST-5:30", 1); /* POSIX: five hours and a half east */
    tzset();
    assert_heading(dates, now - 3201, "Today");
    assert_in_list(dates, now, 0, "06:23");
    setenv("TZ", "EST5EDT,M3.2.0,M11.1.0", 1); /* daylight saving since 9 March 2025, 2:00 */
    tzset();
    char text[DATE_TEXT_BYTES];
    date_format_in_full(dates, 1741503599, text);
    assert_string_equal(text, "\u20689 March 2025\u2069 · \u206801:59\u2069");
    date_format_in_full(dates, 1741503600, text);
    assert_string_equal(text, "\u20689 March 2025\u2069 · \u206803:00\u2069");
    setenv("TZ", "UTC", 1);
    tzset();
    dates_destroy(dates);
}

/* ---- since ---------------------------------------------------------------------------------------------------- */

static void since_is_a_time_that_lasts_or_a_date(void **state)
{
    char text[DATE_TEXT_BYTES];
    (void)state;
    struct dates *dates = dates_for("", CALENDAR_AUTO, CALENDAR_AUTO);
    assert_true(date_format_since(dates, now - 10, now, text));
    assert_string_equal(text, "1m");
    assert_true(date_format_since(dates, now - 3 * HOUR, now, text));
    assert_string_equal(text, "3h");
    assert_false(date_format_since(dates, now - 7 * DAY, now, text));
    assert_string_equal(text, "8 Mar");
    assert_false(date_format_since(dates, now - 400 * DAY, now, text));
    assert_string_equal(text, "9 Feb 2024");
    dates_destroy(dates);
}

/* ---- settings ------------------------------------------------------------------------------------------------- */

static void new_settings_hold_at_once(void **state)
{
    struct date_settings settings = { .locale = "ar" };
    (void)state;
    struct dates *dates = dates_create();
    assert_in_list(dates, now - 9 * DAY, 0, "6 Mar");
    dates_set(dates, &settings);
    assert_in_list(dates, now - 9 * DAY, 0, "٦ مارس");
    settings.digits = DATE_DIGITS_ASCII;
    dates_set(dates, &settings);
    assert_in_list(dates, now - 9 * DAY, 0, "6 مارس");
    settings.calendars[0] = CALENDAR_HIJRI;
    dates_set(dates, &settings);
    assert_in_list(dates, now - 9 * DAY, 0, "6 رمضان");
    settings.choice = DATES_ABSOLUTE;
    dates_set(dates, &settings);
    assert_in_list(dates, now - 2 * DAY, 0, "13 رمضان");
    dates_destroy(dates);
}

static void a_locale_that_is_none_is_english(void **state)
{
    static const char *const locales[] = { "", "C", "POSIX", "C.UTF-8", "../../etc", "a", "%s%n",
                                           "a_name_longer_than_any_locale_h" };
    (void)state;
    for (size_t i = 0; i < sizeof locales / sizeof *locales; i++) {
        struct dates *dates = dates_for(locales[i], CALENDAR_AUTO, CALENDAR_AUTO);
        assert_in_list(dates, now - 3 * HOUR, 0, "3 hours ago");
        dates_destroy(dates);
    }
}

static int set_up(void **state)
{
    (void)state;
    setenv("TZ", "UTC", 1);
    setenv("LC_ALL", "C", 1); /* what ICU takes for a language that it does not know */
    tzset();
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ramadan_of_1446_began_on_the_first_of_march),
        cmocka_unit_test(nowruz_of_1404_was_on_the_21st_of_march),
        cmocka_unit_test(the_hebrew_year_5786_began_on_the_23rd_of_september),
        cmocka_unit_test(a_hebrew_leap_year_has_two_months_of_adar),
        cmocka_unit_test(the_leap_day_is_there_in_leap_years_alone),
        cmocka_unit_test(the_calendar_is_that_of_the_country),
        cmocka_unit_test(two_calendars_stand_beside_each_other_isolated),
        cmocka_unit_test(a_calendar_twice_is_shown_once),
        cmocka_unit_test(before_a_calendar_began_dates_are_gregorian),
        cmocka_unit_test(centuries_hence_and_before_1970_have_dates),
        cmocka_unit_test(the_unit_grows_with_the_age),
        cmocka_unit_test(ages_are_in_the_words_of_the_language),
        cmocka_unit_test(arabic_counts_as_arabic_counts),
        cmocka_unit_test(digits_are_those_of_the_country_of_the_language_or_ascii),
        cmocka_unit_test(ascii_digits_are_also_those_of_hebrew_dates),
        cmocka_unit_test(absolute_is_the_time_today_and_a_date_before),
        cmocka_unit_test(both_are_the_age_and_the_date_and_the_age_alone_where_it_is_narrow),
        cmocka_unit_test(what_lies_up_to_a_day_ahead_is_now),
        cmocka_unit_test(where_there_is_no_date_nothing_is_said_but_in_a_heading),
        cmocka_unit_test(every_ladder_ends_with_what_is_narrow),
        cmocka_unit_test(a_heading_says_the_day_and_the_year_when_it_is_another),
        cmocka_unit_test(a_heading_gives_way_where_it_is_narrow),
        cmocka_unit_test(the_year_that_is_another_is_one_of_the_calendar),
        cmocka_unit_test(headings_are_in_the_words_of_the_language),
        cmocka_unit_test(days_and_times_are_those_of_the_local_clock),
        cmocka_unit_test(since_is_a_time_that_lasts_or_a_date),
        cmocka_unit_test(new_settings_hold_at_once),
        cmocka_unit_test(a_locale_that_is_none_is_english),
    };
    return cmocka_run_group_tests(tests, set_up, NULL);
}
