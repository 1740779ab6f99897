#include "lang/date_locale.h"

#include "base/slice.h"

#include <stdio.h>
#include <string.h>
#include <unicode/uloc.h>

static bool is_letter_or_digit(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

void date_locale_clean(const char *locale, char clean[DATE_LOCALE_BYTES])
{
    static const char english[] = "en_001"; /* day before month, as most of the world has it */
    size_t length = 0;
    bool sound = true;
    for (; sound && locale[length] && locale[length] != '.' && locale[length] != '@'; length++) {
        char c = locale[length];
        sound = length < DATE_LOCALE_BYTES - 1 && (is_letter_or_digit(c) || c == '_' || c == '-');
        if (sound)
            clean[length] = c == '-' ? '_' : c;
    }
    clean[sound ? length : 0] = '\0';
    if (strlen(clean) < 2 || strcmp(clean, "POSIX") == 0)
        memcpy(clean, english, sizeof english);
}

/* CLDR 42, supplemental data, calendarPreferenceData: the countries whose first calendar is one of ours but not the
 * Gregorian one. */
enum calendar date_locale_calendar(const char *locale)
{
    static const struct {
        const char *country;
        enum calendar calendar;
    } countries[] = { { "AF", CALENDAR_PERSIAN }, { "IR", CALENDAR_PERSIAN }, { "SA", CALENDAR_HIJRI } };
    char likely[ULOC_FULLNAME_CAPACITY] = "", country[ULOC_COUNTRY_CAPACITY] = "";
    UErrorCode status = U_ZERO_ERROR;
    uloc_addLikelySubtags(locale, likely, sizeof likely, &status);
    uloc_getCountry(U_SUCCESS(status) ? likely : locale, country, sizeof country, &status);
    for (size_t i = 0; i < sizeof countries / sizeof *countries; i++)
        if (U_SUCCESS(status) && strcmp(country, countries[i].country) == 0)
            return countries[i].calendar;
    return CALENDAR_GREGORIAN;
}

bool date_locale_counts_in_letters(const char *locale, enum calendar calendar, enum date_digits digits)
{
    struct slice language = slice_part(slice_of(locale), 0, slice_find(slice_of(locale), SLICE("_")));
    return calendar == CALENDAR_HEBREW && digits != DATE_DIGITS_ASCII &&
           (slice_equal_ignoring_case(language, SLICE("he")) || slice_equal_ignoring_case(language, SLICE("iw")));
}

void date_locale_name(const char *locale, enum calendar calendar, enum date_digits digits, bool letters,
                      char name[DATE_LOCALE_NAME_BYTES])
{
    static const char *const calendars[CALENDAR_COUNT] = { "gregorian", "gregorian", "islamic-umalqura", "persian",
                                                           "hebrew" };
    static const char *const numbers[] = { "", ";numbers=native", ";numbers=latn" };
    snprintf(name, DATE_LOCALE_NAME_BYTES, "%s@calendar=%s%s", locale, calendars[calendar],
             letters ? ";numbers=hebr" : numbers[digits]);
}
