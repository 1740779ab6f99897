/* ICU's formatters of one locale: each is opened when it is first needed, and kept. What ICU cannot do comes out in
 * ASCII: "2025-03-15". */
#ifndef KHABAR_LANG_FORMATTERS_H
#define KHABAR_LANG_FORMATTERS_H

#include "lang/dates.h"

#include <time.h>
#include <unicode/ucal.h>
#include <unicode/udat.h>
#include <unicode/udatpg.h>
#include <unicode/unumberformatter.h>
#include <unicode/ureldatefmt.h>

enum pattern {
    PATTERN_TIME,             /* 14:05 */
    PATTERN_NUMBERS,          /* 14/3 */
    PATTERN_DAY,              /* 14 Mar */
    PATTERN_DAY_LONG,         /* 14 March */
    PATTERN_DAY_OF_YEAR,      /* 14 Mar 2019 */
    PATTERN_DAY_OF_YEAR_LONG, /* 14 March 2019 */
    PATTERN_MONTH_OF_YEAR,    /* Mar 2019 */
    PATTERN_YEAR,             /* 2019 */
    PATTERN_WEEKDAY,          /* Thursday, 14 March */
    PATTERN_WEEKDAY_OF_YEAR,  /* Thursday, 14 March 2019 */
    PATTERN_COUNT
};
enum age_unit { AGE_NOW, AGE_MINUTES, AGE_HOURS, AGE_DAYS, AGE_TODAY, AGE_YESTERDAY, AGE_UNIT_COUNT };
/* Today and yesterday have but one, that of a heading. */
enum age_width { AGE_LONG, AGE_SHORT, AGE_LEAST };

/* A date is the same text all day, and a list is drawn again and again: some calendars take 50 µs for one. */
enum { DATES_KEPT = 509, /* a prime */ DATE_PART_BYTES = 112 };
struct kept_date {
    int32_t day; /* day_of_local_time; 0: none */
    enum calendar calendar;
    enum pattern pattern;
    char text[DATE_PART_BYTES];
};

struct formatters {
    char locale[DATE_LOCALE_BYTES];
    enum date_digits digits;
    bool rtl;
    struct {
        UCalendar *calendar;
        UDateTimePatternGenerator *generator;
        UDateFormat *formats[PATTERN_COUNT];
    } of[CALENDAR_COUNT];
    URelativeDateTimeFormatter *ages[2], *days; /* by age_width; for headings */
    UNumberFormatter *units[AGE_UNIT_COUNT];
    UFormattedNumber *number;
    struct kept_date kept[DATES_KEPT];
};

void formatters_init(struct formatters *formatters, const char *locale, enum date_digits digits);
void formatters_finish(struct formatters *formatters);

bool formatters_are_rtl(const struct formatters *formatters);
enum calendar formatters_usual_calendar(const struct formatters *formatters);

/* A date before the calendar began is in the Gregorian one. */
void formatters_date(struct formatters *formatters, enum calendar calendar, enum pattern pattern, const struct tm *local,
                     char text[DATE_PART_BYTES]);
/* The number of its year. */
int formatters_year(struct formatters *formatters, enum calendar calendar, const struct tm *local);
void formatters_age(struct formatters *formatters, enum age_unit unit, int count, enum age_width width,
                    char text[DATE_PART_BYTES]);
/* Also where a table has it; false when ICU could not. */
bool formatters_age_by_icu(struct formatters *formatters, enum age_unit unit, int count, enum age_width width,
                           char text[DATE_PART_BYTES]);

#endif
