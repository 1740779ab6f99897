#include "lang/dates.h"

#include "base/arena.h"
#include "base/catalogue.h"
#include "lang/day.h"
#include "lang/formatters.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MINUTE = 60, HOUR = 60 * MINUTE, DAY = 24 * HOUR, WEEK = 7 * DAY };
/* Past it a day and a month could be mistaken for those of this year. */
enum { MOST_OF_A_YEAR = 330 * DAY };

/* What a text is put together of. */
enum form {
    FORM_NONE,
    FORM_AGE_LONG,  /* "3 hours ago" */
    FORM_AGE_SHORT, /* "3 hr. ago" */
    FORM_AGE_LEAST, /* "3h" */
    FORM_TIME,      /* "14:05" */
    FORM_DATES,     /* "14 Mar", in each calendar */
    FORM_DATE,      /* in the first one */
    FORM_NUMBERS,   /* "14/3" */
    FORM_DATES_OF_YEAR,
    FORM_DATE_OF_YEAR, /* "14 Mar 2019" */
    FORM_MONTH_OF_YEAR,
    FORM_YEAR,
};

enum { MOST_FORMS = 8 };
/* Each from the widest to the narrowest; one of two forms has a dot between. */
typedef const enum form ladder[MOST_FORMS][2];
static ladder of_today = { { FORM_TIME } };
static ladder of_this_year = { { FORM_DATES }, { FORM_DATE }, { FORM_NUMBERS } };
static ladder of_years = { { FORM_DATES_OF_YEAR }, { FORM_DATE_OF_YEAR }, { FORM_MONTH_OF_YEAR }, { FORM_YEAR } };
static ladder of_hours = { { FORM_AGE_LONG }, { FORM_AGE_SHORT }, { FORM_AGE_LEAST }, { FORM_TIME } };
static ladder of_days = { { FORM_AGE_LONG }, { FORM_AGE_SHORT }, { FORM_AGE_LEAST }, { FORM_NUMBERS } };
static ladder of_hours_and_time = { { FORM_AGE_LONG, FORM_TIME }, { FORM_AGE_SHORT, FORM_TIME }, { FORM_AGE_LONG },
                                    { FORM_AGE_SHORT },           { FORM_AGE_LEAST },            { FORM_TIME } };
static ladder of_days_and_date = { { FORM_AGE_LONG, FORM_DATES }, { FORM_AGE_LONG, FORM_DATE },
                                   { FORM_AGE_SHORT, FORM_DATE }, { FORM_AGE_LONG },
                                   { FORM_AGE_SHORT },            { FORM_AGE_LEAST },
                                   { FORM_NUMBERS } };

struct dates {
    struct date_settings settings;
    enum calendar calendars[CALENDARS_AT_ONCE]; /* those of the settings, the first one found; CALENDAR_AUTO: no second */
    struct formatters formatters;
};

struct dates *dates_create(void)
{
    struct dates *dates = allocate(1, sizeof *dates);
    formatters_init(&dates->formatters, dates->settings.locale, dates->settings.digits);
    return dates;
}

void dates_destroy(struct dates *dates)
{
    if (dates)
        formatters_finish(&dates->formatters);
    free(dates);
}

static bool are_equal(const struct date_settings *a, const struct date_settings *b)
{
    return strcmp(a->locale, b->locale) == 0 && memcmp(a->calendars, b->calendars, sizeof a->calendars) == 0 &&
           a->choice == b->choice && a->digits == b->digits;
}

void dates_set(struct dates *dates, const struct date_settings *settings)
{
    if (are_equal(&dates->settings, settings))
        return;
    if (strcmp(dates->settings.locale, settings->locale) != 0 || dates->settings.digits != settings->digits) {
        formatters_finish(&dates->formatters);
        formatters_init(&dates->formatters, settings->locale, settings->digits);
    }
    dates->settings = *settings;
    memset(dates->calendars, 0, sizeof dates->calendars); /* found when they are needed */
}

static const enum calendar *calendars_of(struct dates *dates)
{
    if (dates->calendars[0] == CALENDAR_AUTO) {
        const enum calendar *set = dates->settings.calendars;
        dates->calendars[0] = set[0] != CALENDAR_AUTO ? set[0] : formatters_usual_calendar(&dates->formatters);
        dates->calendars[1] = set[1] != dates->calendars[0] ? set[1] : CALENDAR_AUTO;
    }
    return dates->calendars;
}

struct date_columns dates_columns(const struct dates *dates)
{
    /* "3h", "14 Mar"; right-to-left languages have whole words there. */
    int narrow = formatters_are_rtl(&dates->formatters) ? 8 : 6;
    int wide = dates->settings.calendars[1] != CALENDAR_AUTO ? 32 : dates->settings.choice == DATES_BOTH ? 26 : 14;
    return (struct date_columns){ .narrow = narrow, .usual = 14, .wide = wide };
}

/* ---- texts ---------------------------------------------------------------------------------------------------- */

/* First strong isolate, pop directional isolate. */
#define FSI "\u2068"
#define PDI "\u2069"

/* Both isolated, with a dot between; one alone is left as it is. */
static void join(const char *first, const char *second, char text[DATE_TEXT_BYTES])
{
    enum { MOST_OF_EACH = DATE_TEXT_BYTES / 2 - 16 }; /* two parts with what is between and around them */
    if (first[0] && second[0])
        snprintf(text, DATE_TEXT_BYTES, FSI "%.*s" PDI " · " FSI "%.*s" PDI, MOST_OF_EACH, first, MOST_OF_EACH, second);
    else
        snprintf(text, DATE_TEXT_BYTES, "%s", first[0] ? first : second);
}

/* In the first calendar as `pattern`, in the second as `second_pattern`. */
static void format_dates(struct dates *dates, const struct tm *local, enum pattern pattern, enum pattern second_pattern,
                         char text[DATE_TEXT_BYTES])
{
    const enum calendar *calendars = calendars_of(dates);
    char first[DATE_PART_BYTES], second[DATE_PART_BYTES] = "";
    formatters_date(&dates->formatters, calendars[0], pattern, local, first);
    if (calendars[1] != CALENDAR_AUTO)
        formatters_date(&dates->formatters, calendars[1], second_pattern, local, second);
    if (strcmp(first, second) == 0)
        second[0] = '\0'; /* before the calendar began */
    join(first, second, text);
}

static void format_age(struct dates *dates, int64_t age, enum age_width width, char part[DATE_PART_BYTES])
{
    if (age < MINUTE)
        formatters_age(&dates->formatters, AGE_NOW, 0, width, part);
    else if (age < HOUR)
        formatters_age(&dates->formatters, AGE_MINUTES, (int)(age / MINUTE), width, part);
    else if (age < DAY)
        formatters_age(&dates->formatters, AGE_HOURS, (int)(age / HOUR), width, part);
    else
        formatters_age(&dates->formatters, AGE_DAYS, (int)(age / DAY), width, part);
}

/* One date in the first calendar. */
static void format_date(struct dates *dates, const struct tm *local, enum pattern pattern, char text[DATE_TEXT_BYTES])
{
    formatters_date(&dates->formatters, calendars_of(dates)[0], pattern, local, text);
}

static void format_form(struct dates *dates, enum form form, int64_t age, const struct tm *local,
                        char text[DATE_TEXT_BYTES])
{
    text[0] = '\0';
    switch (form) {
    case FORM_NONE: break;
    case FORM_AGE_LONG: format_age(dates, age, AGE_LONG, text); break;
    case FORM_AGE_SHORT: format_age(dates, age, AGE_SHORT, text); break;
    case FORM_AGE_LEAST: format_age(dates, age, AGE_LEAST, text); break;
    case FORM_TIME: format_date(dates, local, PATTERN_TIME, text); break;
    case FORM_DATES: format_dates(dates, local, PATTERN_DAY, PATTERN_DAY, text); break;
    case FORM_DATE: format_date(dates, local, PATTERN_DAY, text); break;
    case FORM_NUMBERS: format_date(dates, local, PATTERN_NUMBERS, text); break;
    case FORM_DATES_OF_YEAR: format_dates(dates, local, PATTERN_DAY_OF_YEAR, PATTERN_DAY_OF_YEAR, text); break;
    case FORM_DATE_OF_YEAR: format_date(dates, local, PATTERN_DAY_OF_YEAR, text); break;
    case FORM_MONTH_OF_YEAR: format_date(dates, local, PATTERN_MONTH_OF_YEAR, text); break;
    case FORM_YEAR: format_date(dates, local, PATTERN_YEAR, text); break;
    }
}

/* `age` is that of the moment. */
static ladder *ladder_for(enum dates_choice choice, int64_t age, bool is_today)
{
    bool has_age = choice != DATES_ABSOLUTE && age >= 0 && age < WEEK;
    if (has_age && age < DAY)
        return choice == DATES_BOTH ? &of_hours_and_time : &of_hours;
    if (has_age)
        return choice == DATES_BOTH ? &of_days_and_date : &of_days;
    if (is_today)
        return &of_today;
    return age > -MOST_OF_A_YEAR && age < MOST_OF_A_YEAR ? &of_this_year : &of_years;
}

bool date_format_in_list(struct dates *dates, int64_t moment, int64_t now, int number, char text[DATE_TEXT_BYTES])
{
    struct tm local;
    text[0] = '\0';
    if (number >= MOST_FORMS || !day_local_time(moment, &local))
        return false;
    enum dates_choice choice = dates->settings.choice;
    int64_t age = now - moment;
    if (choice != DATES_ABSOLUTE && age < 0 && age > -DAY)
        age = 0; /* clocks differ */
    const enum form *forms = (*ladder_for(choice, age, day_of(moment) == day_of(now)))[number];
    char first[DATE_TEXT_BYTES], second[DATE_TEXT_BYTES];
    if (forms[0] == FORM_NONE)
        return false;
    format_form(dates, forms[0], age, &local, first);
    format_form(dates, forms[1], age, &local, second);
    join(first, second, text);
    return true;
}

static bool is_of_this_year(struct dates *dates, const struct tm *local, int64_t now)
{
    struct tm today;
    enum calendar calendar = calendars_of(dates)[0];
    return day_local_time(now, &today) && formatters_year(&dates->formatters, calendar, local) ==
                                              formatters_year(&dates->formatters, calendar, &today);
}

/* The widest in each calendar, then the weekday gives way, then the month's whole name. */
static bool format_day(struct dates *dates, const struct tm *local, bool this_year, int number, char text[DATE_TEXT_BYTES])
{
    enum pattern weekday = this_year ? PATTERN_WEEKDAY : PATTERN_WEEKDAY_OF_YEAR;
    enum pattern date = this_year ? PATTERN_DAY_LONG : PATTERN_DAY_OF_YEAR_LONG;
    switch (number) {
    case 0: format_dates(dates, local, weekday, date, text); return true;
    case 1: format_date(dates, local, weekday, text); return true;
    case 2: format_date(dates, local, date, text); return true;
    case 3: format_date(dates, local, this_year ? PATTERN_DAY : PATTERN_DAY_OF_YEAR, text); return true;
    default: return false;
    }
}

bool date_format_heading(struct dates *dates, int64_t moment, int64_t now, int number, char text[DATE_TEXT_BYTES])
{
    struct tm local;
    int32_t day = day_of(moment);
    text[0] = '\0';
    if (day != 0 && day != day_of(now) && day != day_before(now))
        return day_local_time(moment, &local) &&
               format_day(dates, &local, is_of_this_year(dates, &local, now), number, text);
    if (number > 0)
        return false;
    if (day == 0)
        snprintf(text, DATE_TEXT_BYTES, "%s", _("No date"));
    else
        formatters_age(&dates->formatters, day == day_of(now) ? AGE_TODAY : AGE_YESTERDAY, 0, AGE_LONG, text);
    return true;
}

void date_format_in_full(struct dates *dates, int64_t moment, char text[DATE_TEXT_BYTES])
{
    struct tm local;
    text[0] = '\0';
    if (!day_local_time(moment, &local))
        return;
    char date[DATE_TEXT_BYTES], time[DATE_TEXT_BYTES];
    format_dates(dates, &local, PATTERN_DAY_OF_YEAR_LONG, PATTERN_DAY_OF_YEAR_LONG, date);
    format_date(dates, &local, PATTERN_TIME, time);
    join(date, time, text);
}

bool date_format_since(struct dates *dates, int64_t moment, int64_t now, char text[DATE_TEXT_BYTES])
{
    struct tm local;
    int64_t age = now - moment;
    text[0] = '\0';
    if (!day_local_time(moment, &local))
        return false;
    bool lasts = age > -DAY && age < WEEK;
    if (lasts)
        format_age(dates, age < MINUTE ? MINUTE : age, AGE_LEAST, text);
    else
        format_date(dates, &local, age < MOST_OF_A_YEAR ? PATTERN_DAY : PATTERN_DAY_OF_YEAR, text);
    return lasts;
}
