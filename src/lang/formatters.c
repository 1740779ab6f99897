#include "lang/formatters.h"

#include "base/slice.h"
#include "lang/date_locale.h"
#include "lang/day.h"
#include "lang/english_ages.h"
#include "lang/language.h"

#include <stdio.h>
#include <string.h>
#include <unicode/ustring.h>

enum { MOST_UNITS = DATE_PART_BYTES }; /* of UTF-16 */

/* Dates come as local time; to ICU all of it is in one zone without daylight saving. */
static const UChar utc[] = u"Etc/UTC";

void formatters_init(struct formatters *formatters, const char *locale, enum date_digits digits)
{
    *formatters = (struct formatters){ .digits = digits };
    date_locale_clean(locale, formatters->locale);
    formatters->rtl = language_is_rtl(slice_of(formatters->locale));
}

void formatters_finish(struct formatters *formatters)
{
    for (int calendar = 0; calendar < CALENDAR_COUNT; calendar++) {
        ucal_close(formatters->of[calendar].calendar);
        udatpg_close(formatters->of[calendar].generator);
        for (int pattern = 0; pattern < PATTERN_COUNT; pattern++)
            if (formatters->of[calendar].formats[pattern])
                udat_close(formatters->of[calendar].formats[pattern]);
    }
    for (int width = 0; width < 2; width++)
        ureldatefmt_close(formatters->ages[width]);
    ureldatefmt_close(formatters->days);
    for (int unit = 0; unit < AGE_UNIT_COUNT; unit++)
        unumf_close(formatters->units[unit]);
    unumf_closeResult(formatters->number);
}

bool formatters_are_rtl(const struct formatters *formatters)
{
    return formatters->rtl;
}

enum calendar formatters_usual_calendar(const struct formatters *formatters)
{
    return date_locale_calendar(formatters->locale);
}

/* False when it does not fit, or ICU could not. */
static bool to_utf8(const UChar *units, int32_t length, UErrorCode status, char text[DATE_PART_BYTES])
{
    int32_t bytes = 0;
    if (U_FAILURE(status) || length <= 0 || length >= MOST_UNITS)
        return false;
    u_strToUTF8(text, DATE_PART_BYTES, &bytes, units, length, &status);
    return U_SUCCESS(status) && bytes < DATE_PART_BYTES;
}

/* ---- dates ---------------------------------------------------------------------------------------------------- */

/* By a style where its pattern is the better one: Hebrew years lose their thousands by styles alone. */
static const struct {
    const UChar *skeleton;
    UDateFormatStyle style;
} patterns[PATTERN_COUNT] = {
    [PATTERN_TIME] = { u"Hm", UDAT_NONE },
    [PATTERN_NUMBERS] = { u"Md", UDAT_NONE },
    [PATTERN_DAY] = { u"MMMd", UDAT_NONE },
    [PATTERN_DAY_LONG] = { u"MMMMd", UDAT_NONE },
    [PATTERN_DAY_OF_YEAR] = { u"yMMMd", UDAT_NONE },
    [PATTERN_DAY_OF_YEAR_LONG] = { u"yMMMMd", UDAT_LONG },
    [PATTERN_MONTH_OF_YEAR] = { u"yMMM", UDAT_NONE },
    [PATTERN_YEAR] = { u"y", UDAT_NONE },
    [PATTERN_WEEKDAY] = { u"EEEEMMMMd", UDAT_NONE },
    [PATTERN_WEEKDAY_OF_YEAR] = { u"yEEEEMMMMd", UDAT_FULL },
};

static UDate moment_of(const struct tm *local)
{
    struct tm copy = *local;
    return (UDate)timegm(&copy) * U_MILLIS_PER_SECOND;
}

/* NULL when ICU has none. */
static UCalendar *calendar_of(struct formatters *formatters, enum calendar calendar)
{
    const UDate long_before = -U_MILLIS_PER_DAY * 366.0 * 100000;
    UCalendar **kept = &formatters->of[calendar].calendar;
    char name[DATE_LOCALE_NAME_BYTES];
    UErrorCode status = U_ZERO_ERROR;
    if (*kept)
        return *kept;
    date_locale_name(formatters->locale, calendar, formatters->digits, false, name);
    *kept = ucal_open(utc, -1, name, UCAL_DEFAULT, &status);
    if (U_SUCCESS(status) && calendar == CALENDAR_GREGORIAN)
        ucal_setGregorianChange(*kept, long_before, &status); /* as computers count, and not from 1582 on */
    return *kept;
}

static UDateFormat *open_by_skeleton(struct formatters *formatters, enum calendar calendar, enum pattern pattern,
                                     const char *name, UErrorCode *status)
{
    UDateTimePatternGenerator **generator = &formatters->of[calendar].generator;
    UChar units[MOST_UNITS];
    char own_name[DATE_LOCALE_NAME_BYTES];
    date_locale_name(formatters->locale, calendar, formatters->digits, false, own_name);
    if (!*generator)
        *generator = udatpg_open(own_name, status);
    int32_t length = udatpg_getBestPattern(*generator, patterns[pattern].skeleton, -1, units, MOST_UNITS, status);
    return U_SUCCESS(*status) ? udat_open(UDAT_PATTERN, UDAT_PATTERN, name, utc, -1, units, length, status) : NULL;
}

static UDateFormat *open_format(struct formatters *formatters, enum calendar calendar, enum pattern pattern)
{
    char name[DATE_LOCALE_NAME_BYTES];
    UErrorCode status = U_ZERO_ERROR;
    UDateFormatStyle style = patterns[pattern].style;
    bool in_letters = date_locale_counts_in_letters(formatters->locale, calendar, formatters->digits);
    if (in_letters && pattern == PATTERN_DAY_OF_YEAR)
        style = UDAT_LONG;
    if (!in_letters && calendar == CALENDAR_HEBREW && formatters->digits == DATE_DIGITS_ASCII)
        style = UDAT_NONE; /* its digits are those of the style whatever else is said */
    bool has_no_year = u_strchr(patterns[pattern].skeleton, u'd') && !u_strchr(patterns[pattern].skeleton, u'y');
    date_locale_name(formatters->locale, calendar, formatters->digits, in_letters && has_no_year, name);
    /* CLDR has no order of its own for it in the language whose calendar it is: "۱۴۰۳ اسفند ۲۵, شنبه". */
    bool as_gregorian = pattern == PATTERN_WEEKDAY_OF_YEAR && calendar == CALENDAR_PERSIAN &&
                        formatters_usual_calendar(formatters) == CALENDAR_PERSIAN;
    UDateFormat *format = style != UDAT_NONE && !as_gregorian
                              ? udat_open(UDAT_NONE, style, name, utc, -1, NULL, 0, &status)
                              : open_by_skeleton(formatters, as_gregorian ? CALENDAR_GREGORIAN : calendar, pattern, name,
                                                 &status);
    if (U_FAILURE(status) || !format)
        return NULL;
    if (calendar_of(formatters, calendar))
        udat_setCalendar(format, calendar_of(formatters, calendar));
    if (pattern == PATTERN_WEEKDAY || pattern == PATTERN_WEEKDAY_OF_YEAR)
        udat_setContext(format, UDISPCTX_CAPITALIZATION_FOR_BEGINNING_OF_SENTENCE, &status);
    return format;
}

int formatters_year(struct formatters *formatters, enum calendar calendar, const struct tm *local)
{
    UCalendar *opened = calendar_of(formatters, calendar);
    UErrorCode status = U_ZERO_ERROR;
    if (!opened)
        return 0;
    ucal_setMillis(opened, moment_of(local), &status);
    int32_t year = ucal_get(opened, UCAL_EXTENDED_YEAR, &status);
    return U_SUCCESS(status) ? year : 0;
}

static bool format_date(struct formatters *formatters, enum calendar calendar, enum pattern pattern,
                        const struct tm *local, char text[DATE_PART_BYTES])
{
    UDateFormat **format = &formatters->of[calendar].formats[pattern];
    UErrorCode status = U_ZERO_ERROR;
    UChar units[MOST_UNITS];
    if (!*format)
        *format = open_format(formatters, calendar, pattern);
    if (!*format)
        return false;
    int32_t length = udat_format(*format, moment_of(local), units, MOST_UNITS, NULL, &status);
    return to_utf8(units, length, status, text);
}

static void format_anew(struct formatters *formatters, enum calendar calendar, enum pattern pattern,
                        const struct tm *local, char text[DATE_PART_BYTES])
{
    if (formatters_year(formatters, calendar, local) < 1)
        calendar = CALENDAR_GREGORIAN;
    if (!format_date(formatters, calendar, pattern, local, text))
        strftime(text, DATE_PART_BYTES, pattern == PATTERN_TIME ? "%H:%M" : "%Y-%m-%d", local);
}

void formatters_date(struct formatters *formatters, enum calendar calendar, enum pattern pattern, const struct tm *local,
                     char text[DATE_PART_BYTES])
{
    int32_t day = day_of_local_time(local);
    size_t place = ((size_t)day * 61 + calendar * PATTERN_COUNT + pattern) % DATES_KEPT;
    struct kept_date *kept = &formatters->kept[place];
    if (pattern == PATTERN_TIME) {
        format_anew(formatters, CALENDAR_GREGORIAN, pattern, local, text);
        return;
    }
    if (kept->day != day || kept->calendar != calendar || kept->pattern != pattern) {
        *kept = (struct kept_date){ .day = day, .calendar = calendar, .pattern = pattern };
        format_anew(formatters, calendar, pattern, local, kept->text);
    }
    memcpy(text, kept->text, sizeof kept->text);
}

/* ---- ages ----------------------------------------------------------------------------------------------------- */

/* Some languages have but Latin letters there ("۳h"). */
static bool has_latin_letters(const UChar *units, int32_t length)
{
    for (int32_t i = 0; i < length; i++)
        if ((units[i] | 0x20) >= u'a' && (units[i] | 0x20) <= u'z')
            return true;
    return false;
}

static int32_t format_unit(struct formatters *formatters, enum age_unit unit, int count, UChar units[MOST_UNITS],
                           UErrorCode *status)
{
    if (!formatters->number)
        formatters->number = unumf_openResult(status);
    unumf_formatInt(formatters->units[unit], count, formatters->number, status);
    return unumf_resultToString(formatters->number, units, MOST_UNITS, status);
}

static void open_unit(struct formatters *formatters, enum age_unit unit, const char *locale, UErrorCode *status)
{
    static const UChar *const narrow[AGE_UNIT_COUNT] = { [AGE_MINUTES] = u"unit/minute unit-width-narrow",
                                                         [AGE_HOURS] = u"unit/hour unit-width-narrow",
                                                         [AGE_DAYS] = u"unit/day unit-width-narrow" };
    static const UChar *const wider[AGE_UNIT_COUNT] = { [AGE_MINUTES] = u"unit/minute unit-width-short",
                                                        [AGE_HOURS] = u"unit/hour unit-width-short",
                                                        [AGE_DAYS] = u"unit/day unit-width-short" };
    UChar units[MOST_UNITS];
    formatters->units[unit] = unumf_openForSkeletonAndLocale(narrow[unit], -1, locale, status);
    int32_t length = format_unit(formatters, unit, 3, units, status);
    if (U_SUCCESS(*status) && formatters_are_rtl(formatters) && has_latin_letters(units, length)) {
        unumf_close(formatters->units[unit]);
        formatters->units[unit] = unumf_openForSkeletonAndLocale(wider[unit], -1, locale, status);
    }
}

static URelativeDateTimeFormatter *relative_for(struct formatters *formatters, enum age_unit unit, enum age_width width,
                                                const char *locale, UErrorCode *status)
{
    bool is_heading = unit == AGE_TODAY || unit == AGE_YESTERDAY;
    bool is_short = width != AGE_LONG;
    URelativeDateTimeFormatter **kept = is_heading ? &formatters->days : &formatters->ages[is_short];
    if (!*kept)
        *kept = ureldatefmt_open(locale, NULL, is_short && !is_heading ? UDAT_STYLE_SHORT : UDAT_STYLE_LONG,
                                 is_heading ? UDISPCTX_CAPITALIZATION_FOR_BEGINNING_OF_SENTENCE
                                            : UDISPCTX_CAPITALIZATION_NONE,
                                 status);
    return *kept;
}

static int32_t format_relative(const URelativeDateTimeFormatter *relative, enum age_unit unit, int count,
                               UChar units[MOST_UNITS], UErrorCode *status)
{
    switch (unit) {
    case AGE_MINUTES: return ureldatefmt_formatNumeric(relative, -count, UDAT_REL_UNIT_MINUTE, units, MOST_UNITS, status);
    case AGE_HOURS: return ureldatefmt_formatNumeric(relative, -count, UDAT_REL_UNIT_HOUR, units, MOST_UNITS, status);
    case AGE_DAYS: return ureldatefmt_formatNumeric(relative, -count, UDAT_REL_UNIT_DAY, units, MOST_UNITS, status);
    case AGE_TODAY: return ureldatefmt_format(relative, 0, UDAT_REL_UNIT_DAY, units, MOST_UNITS, status);
    case AGE_YESTERDAY: return ureldatefmt_format(relative, -1, UDAT_REL_UNIT_DAY, units, MOST_UNITS, status);
    case AGE_NOW:
    case AGE_UNIT_COUNT: break;
    }
    return ureldatefmt_format(relative, 0, UDAT_REL_UNIT_SECOND, units, MOST_UNITS, status);
}

bool formatters_age_by_icu(struct formatters *formatters, enum age_unit unit, int count, enum age_width width,
                           char text[DATE_PART_BYTES])
{
    char locale[DATE_LOCALE_NAME_BYTES];
    UErrorCode status = U_ZERO_ERROR;
    UChar units[MOST_UNITS];
    int32_t length;
    date_locale_name(formatters->locale, CALENDAR_GREGORIAN, formatters->digits, false, locale);
    if (width == AGE_LEAST && (unit == AGE_MINUTES || unit == AGE_HOURS || unit == AGE_DAYS)) {
        if (!formatters->units[unit])
            open_unit(formatters, unit, locale, &status);
        length = format_unit(formatters, unit, count, units, &status);
    } else {
        const URelativeDateTimeFormatter *relative = relative_for(formatters, unit, width, locale, &status);
        length = format_relative(relative, unit, count, units, &status);
    }
    return to_utf8(units, length, status, text);
}

void formatters_age(struct formatters *formatters, enum age_unit unit, int count, enum age_width width,
                    char text[DATE_PART_BYTES])
{
    if (!english_age(formatters->locale, unit, count, width, text) &&
        !formatters_age_by_icu(formatters, unit, count, width, text))
        english_age("en", unit, count, AGE_LEAST, text);
}
