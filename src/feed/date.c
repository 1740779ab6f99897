#include "feed/date.h"

#include "base/utf8.h"
#include "feed/day.h"
#include "feed/months.h"

#include <stdbool.h>
#include <string.h>

/* What has been understood so far; -1 where nothing. */
struct moment {
    int year, month, day;
    int hour, minute, second;
    int offset; /* seconds east of Greenwich */
    bool afternoon, morning;
};

enum { NO_DAY = INT32_MIN };

static size_t fold_digits(struct slice text, char *folded, size_t size);
static const char *after_weekday(const char *text);
static bool parse_iso(const char *text, struct moment *moment);
static bool parse_words(const char *text, struct moment *moment);
static bool parse_timestamp(const char *text, int64_t *seconds);
static int64_t moment_to_seconds(const struct moment *moment);

int64_t feed_date_parse(struct slice text)
{
    char folded[128];
    text = slice_trim(text);
    if (text.length == 0 || fold_digits(text, folded, sizeof folded) == 0)
        return 0;
    int64_t seconds = 0;
    if (parse_timestamp(folded, &seconds))
        return seconds;
    const struct moment nothing = { .year = -1, .month = -1, .day = -1, .hour = -1 };
    struct moment moment = nothing;
    if (parse_iso(after_weekday(folded), &moment))
        return moment_to_seconds(&moment);
    moment = nothing;
    return parse_words(folded, &moment) ? moment_to_seconds(&moment) : 0;
}

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

/* Chinese, Japanese and Korean write a letter after the year, the month and the day. */
static char divider_for(uint32_t letter)
{
    static const struct {
        uint32_t letter;
        char divider;
    } letters[] = { { U'年', '-' }, { U'月', '-' }, { U'日', ' ' }, { U'년', '-' }, { U'월', '-' }, { U'일', ' ' } };
    for (size_t i = 0; i < sizeof letters / sizeof *letters; i++)
        if (letters[i].letter == letter)
            return letters[i].divider;
    return 0;
}

/* Arabic-Indic and extended digits, spaces of any width and the Arabic comma have one; 0 for what has none. */
static char ascii_for(uint32_t code_point)
{
    if (code_point < 0x80)
        return code_point < ' ' ? ' ' : (char)code_point;
    if (code_point >= 0x660 && code_point <= 0x669)
        return (char)('0' + code_point - 0x660);
    if (code_point >= 0x6F0 && code_point <= 0x6F9)
        return (char)('0' + code_point - 0x6F0);
    bool space = code_point == 0xA0 || (code_point >= 0x2000 && code_point <= 0x200A) || code_point == 0x202F ||
                 code_point == 0x205F || code_point == 0x3000;
    return space ? ' ' : code_point == 0x60C ? ',' : 0;
}

/* What only directs is left out. What is longer than a date can be is cut. */
static size_t fold_digits(struct slice text, char *folded, size_t size)
{
    size_t length = 0;
    for (size_t at = 0; at < text.length && length + 4 < size;) {
        uint32_t code_point = utf8_next(text, &at);
        char ascii = ascii_for(code_point);
        char divider = length > 0 && is_digit(folded[length - 1]) ? divider_for(code_point) : 0;
        if (divider || ascii)
            folded[length++] = divider ? divider : ascii;
        else if (!code_point_is_bidi_control(code_point))
            length += utf8_encode(code_point, folded + length);
        while (divider == '-' && at < text.length && text.bytes[at] == ' ')
            at++;
    }
    folded[length] = '\0';
    return length;
}

static bool is_letter(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (unsigned char)byte >= 0x80;
}

static size_t count_digits(const char *text)
{
    size_t count = 0;
    while (is_digit(text[count]))
        count++;
    return count;
}

static int number_of(const char *digits, size_t count)
{
    int number = 0;
    for (size_t i = 0; i < count; i++)
        number = number * 10 + digits[i] - '0';
    return number;
}

/* Exactly `count` digits. */
static bool take_number(const char **text, size_t count, int *number)
{
    if (count_digits(*text) < count)
        return false;
    *number = number_of(*text, count);
    *text += count;
    return true;
}

static bool parse_timestamp(const char *text, int64_t *seconds)
{
    size_t digits = count_digits(text);
    if (text[digits] != '\0' || (digits != 9 && digits != 10 && digits != 13))
        return false;
    int64_t number = 0;
    for (size_t i = 0; i < (digits == 13 ? 10 : digits); i++)
        number = number * 10 + text[i] - '0';
    *seconds = number;
    return true;
}

static int64_t days_of(const struct moment *moment)
{
    enum { FIRST_BELIEVABLE_YEAR = 1900 }; /* 0001, 1899-12-30 and such are some program's zero */
    int month = moment->month < 0 ? 1 : moment->month, day = moment->day < 0 ? 1 : moment->day;
    if (moment->year >= FIRST_SOLAR_YEAR && moment->year <= LAST_SOLAR_YEAR && day >= 1 && day <= 31) {
        month -= month > MONTH_SOLAR ? MONTH_SOLAR : 0;
        return month >= 1 && month <= 12 ? days_from_solar(moment->year, month, day) : NO_DAY;
    }
    if (moment->year < FIRST_BELIEVABLE_YEAR || moment->year > 9999 || month < 1 || month > 12 || day < 1 ||
        day > days_in_month(moment->year, month))
        return NO_DAY;
    return days_from_civil(moment->year, month, day);
}

static int64_t moment_to_seconds(const struct moment *moment)
{
    int64_t seconds = days_of(moment);
    if (seconds == NO_DAY)
        return 0;
    seconds *= 24 * 3600;
    if (moment->hour < 0)
        return seconds - moment->offset;
    int hour = moment->hour;
    if (moment->afternoon && hour < 12)
        hour += 12;
    if (moment->morning && hour == 12)
        hour = 0;
    /* 24:00:00 is the end of the day; a time that cannot be leaves the day standing. */
    bool possible = (hour < 24 || (hour == 24 && moment->minute == 0)) && moment->minute < 60 && moment->second <= 60;
    if (possible)
        seconds += hour * 3600 + moment->minute * 60 + moment->second;
    return seconds - moment->offset;
}

/* hh:mm[:ss[.fraction]], also with one digit for the hour. */
static bool take_time(const char **text, struct moment *moment)
{
    const char *at = *text;
    size_t digits = count_digits(at);
    if (digits < 1 || digits > 2 || at[digits] != ':' || count_digits(at + digits + 1) == 0)
        return false;
    moment->hour = number_of(at, digits);
    at += digits + 1;
    digits = count_digits(at);
    if (digits > 2)
        return false;
    moment->minute = number_of(at, digits);
    at += digits;
    moment->second = 0;
    if (*at == ':' && is_digit(at[1])) {
        digits = count_digits(at + 1);
        if (digits > 2)
            return false;
        moment->second = number_of(at + 1, digits);
        at += 1 + digits;
    }
    if ((*at == '.' || *at == ',') && is_digit(at[1]))
        at += 1 + count_digits(at + 1);
    *text = at;
    return true;
}

/* +hh, +hhmm, +hh:mm; the sign may be U+2212. */
static bool take_offset(const char **text, struct moment *moment)
{
    const char *at = *text;
    int sign = *at == '-' ? -1 : 1;
    if (*at == '+' || *at == '-')
        at++;
    else if (strncmp(at, "\xE2\x88\x92", 3) == 0)
        sign = -1, at += 3;
    else
        return false;
    size_t digits = count_digits(at);
    int hours, minutes = 0;
    if (digits == 3 || digits == 4) {
        hours = number_of(at, digits - 2);
        minutes = number_of(at + digits - 2, 2);
        at += digits;
    } else if (digits == 1 || digits == 2) {
        hours = number_of(at, digits);
        at += digits;
        if (*at == ':' && count_digits(at + 1) >= 2) {
            minutes = number_of(at + 1, 2);
            at += 3;
        }
    } else {
        return false;
    }
    if (hours <= 14 && minutes < 60)
        moment->offset = sign * (hours * 3600 + minutes * 60);
    *text = at;
    return true;
}

struct named_number {
    const char *name;
    int number;
};

/* Minutes east of Greenwich. One-letter zones but Z are UTC (RFC 5322 4.3). */
static const struct named_number zones[] = {
    { "Z", 0 },      { "UT", 0 },      { "UTC", 0 },     { "GMT", 0 },    { "WET", 0 },    { "EST", -300 },
    { "EDT", -240 }, { "CST", -360 },  { "CDT", -300 },  { "MST", -420 }, { "MDT", -360 }, { "PST", -480 },
    { "PDT", -420 }, { "ET", -300 },   { "CT", -360 },
    { "MT", -420 },  { "PT", -480 },  { "AKST", -540 }, { "AKDT", -480 }, { "HST", -600 }, { "BST", 60 },   { "WEST", 60 },
    { "CET", 60 },   { "MET", 60 },    { "CEST", 120 },  { "MEST", 120 }, { "EET", 120 },  { "SAST", 120 },
    { "EEST", 180 }, { "IDT", 180 },   { "MSK", 180 },   { "TRT", 180 },  { "IRST", 210 }, { "MSD", 240 },
    { "GST", 240 },  { "IRDT", 270 },  { "PKT", 300 },   { "IST", 330 },  { "HKT", 480 },  { "SGT", 480 },
    { "AWST", 480 }, { "JST", 540 },   { "KST", 540 },   { "AEST", 600 }, { "AEDT", 660 }, { "NZST", 720 },
    { "NZDT", 780 },
};

static size_t count_letters(const char *text)
{
    size_t count = 0;
    while (is_letter(text[count]))
        count++;
    return count;
}

static bool take_zone(const char **text, struct moment *moment)
{
    struct slice word = { *text, count_letters(*text) };
    for (size_t i = 0; i < sizeof zones / sizeof *zones; i++) {
        if (!slice_equal_ignoring_case(word, slice_of(zones[i].name)))
            continue;
        *text += word.length;
        moment->offset = zones[i].number * 60;
        if (moment->offset == 0)
            take_offset(text, moment); /* GMT+2 */
        return true;
    }
    return false;
}

static bool is_one_of(struct slice word, const char *const *words)
{
    for (; *words; words++)
        if (slice_equal_ignoring_case(word, slice_of(*words)))
            return true;
    return false;
}

static bool take_half_of_day(const char **text, struct moment *moment)
{
    static const char *const before_noon[] = { "am", "ص", "صباحا", "صباحًا", "오전", "上午", "午前", NULL };
    static const char *const after_noon[] = { "pm", "م", "مساء", "مساءً", "오후", "下午", "午後", NULL };
    struct slice word = { *text, count_letters(*text) };
    bool morning = is_one_of(word, before_noon), afternoon = is_one_of(word, after_noon);
    if (!morning && !afternoon)
        return false;
    moment->morning = morning;
    moment->afternoon = afternoon;
    *text += word.length;
    return true;
}

static const char *skip_spaces(const char *text)
{
    while (*text == ' ')
        text++;
    return text;
}

/* What may follow a date: T or space, a time, and a zone. */
static void take_rest(const char *text, struct moment *moment)
{
    text = skip_spaces(text);
    if (*text == 'T' || *text == 't')
        text = skip_spaces(text + 1);
    if (take_half_of_day(&text, moment)) /* so in Korea */
        text = skip_spaces(text);
    int hour = 0, minute = 0, second = 0;
    size_t digits = count_digits(text);
    if (digits == 4 || digits == 6) {
        if (take_number(&text, 2, &hour) && take_number(&text, 2, &minute) &&
            (digits == 4 || take_number(&text, 2, &second)))
            moment->hour = hour, moment->minute = minute, moment->second = second;
        if (*text == '.')
            text += 1 + count_digits(text + 1);
    } else if (!take_time(&text, moment)) {
        return;
    }
    text = skip_spaces(text);
    if (take_half_of_day(&text, moment))
        text = skip_spaces(text);
    if (!take_offset(&text, moment))
        take_zone(&text, moment);
}

/* "Fri, " before a date of numbers. */
static const char *after_weekday(const char *text)
{
    const char *after = text + count_letters(text);
    if (*after == ',')
        after++;
    after = skip_spaces(after);
    return after > text && count_digits(after) == 4 && !is_digit(after[4]) && (after[4] == '-' || after[4] == '/') ? after
                                                                                                                : text;
}

static bool set_day_of_year(int day, struct moment *moment)
{
    if (day < 1 || day > 366)
        return false;
    moment->month = 1;
    for (int length; moment->month < 12 && day > (length = days_in_month(moment->year, moment->month));)
        day -= length, moment->month++;
    moment->day = day;
    return true;
}

static bool take_day_of_year(const char *text, struct moment *moment)
{
    int day = 0;
    if (!take_number(&text, 3, &day) || !set_day_of_year(day, moment))
        return false;
    take_rest(text, moment);
    return true;
}

/* W52, W523, W52-3 (ISO 8601): the first week is the one with 4 January. */
static bool take_week(const char *text, struct moment *moment)
{
    int week = 0, day = 1;
    text++;
    if (!take_number(&text, 2, &week))
        return false;
    text += *text == '-';
    if (is_digit(*text) && !take_number(&text, 1, &day))
        return false;
    /* 1 January 1970 was a Thursday; days count from Monday, 0. */
    int64_t fourth = days_from_civil(moment->year, 1, 4);
    int weekday_of_fourth = (int)(((fourth + 3) % 7 + 7) % 7);
    int day_of_year = 4 - weekday_of_fourth + (week - 1) * 7 + day - 1;
    if (day_of_year < 1) {
        moment->year--;
        day_of_year += days_in_month(moment->year, 2) == 29 ? 366 : 365;
    }
    int length = days_in_month(moment->year, 2) == 29 ? 366 : 365;
    if (day_of_year > length) {
        moment->year++;
        day_of_year -= length;
    }
    if (week < 1 || week > 53 || day < 1 || day > 7 || !set_day_of_year(day_of_year, moment))
        return false;
    take_rest(text, moment);
    return true;
}

/* 13.06.2025: wherever dots are written, the day comes first. */
static bool parse_dotted(const char *text, struct moment *moment)
{
    int day = 0, month = 0, year = 0;
    size_t digits = count_digits(text);
    if (!take_number(&text, digits, &day) || *text++ != '.' || (digits = count_digits(text)) < 1 || digits > 2 ||
        !take_number(&text, digits, &month) || *text++ != '.' || count_digits(text) != 4 || !take_number(&text, 4, &year))
        return false;
    moment->day = day;
    moment->month = month;
    moment->year = year;
    take_rest(text, moment);
    return true;
}

/* RFC 3339 and W3C-DTF, from "2004" to "2004-05-06T07:08:09.1+02:00"; without hyphens, with slashes or dots. */
static bool parse_iso(const char *text, struct moment *moment)
{
    size_t digits = count_digits(text);
    if (digits == 8 || digits == 12 || digits == 14) {
        take_number(&text, 4, &moment->year);
        take_number(&text, 2, &moment->month);
        take_number(&text, 2, &moment->day);
        take_rest(text, moment);
        return true;
    }
    if (digits == 7) {
        take_number(&text, 4, &moment->year);
        return take_day_of_year(text, moment);
    }
    if (digits > 0 && digits <= 2 && text[digits] == '.' && parse_dotted(text, moment))
        return true;
    if (digits != 4 || !take_number(&text, 4, &moment->year))
        return false;
    if (*text == '\0')
        return true;
    if (*text == 'W' || (*text == '-' && text[1] == 'W'))
        return take_week(text + (*text == '-'), moment);
    char divider = *text++;
    digits = count_digits(text);
    if ((divider != '-' && divider != '/' && divider != '.') || digits == 0)
        return false;
    if (divider == '-' && digits == 3)
        return take_day_of_year(text, moment);
    if (digits > 2 || !take_number(&text, digits, &moment->month))
        return false;
    if (*text == divider && (digits = count_digits(text + 1)) >= 1 && digits <= 2) {
        text++;
        take_number(&text, digits, &moment->day);
    }
    take_rest(text, moment);
    return true;
}

static bool take_day_or_year(const char **text, struct moment *moment)
{
    size_t digits = count_digits(*text);
    if (digits == 0 || digits > 4)
        return false;
    int number = number_of(*text, digits);
    *text += digits;
    if (digits <= 2 && moment->day < 0) {
        moment->day = number;
        return true;
    }
    if (moment->year >= 0)
        return true;
    /* RFC 5322 4.3 */
    moment->year = digits == 2 ? number + (number < 50 ? 2000 : 1900) : digits == 3 ? number + 1900 : number;
    return true;
}

/* RFC 822 and its kin: a day, a month's name and a year in any order, then a time and a zone. Weekdays and what is
 * not understood are passed over: senders get weekdays wrong more often than dates. */
static bool parse_words(const char *text, struct moment *moment)
{
    while (*text) {
        int month;
        if (take_time(&text, moment))
            continue;
        if (is_digit(*text)) {
            if (!take_day_or_year(&text, moment))
                return false;
            /* 01/02/2004 is one day in one country and another in the next. */
            if (*text == '/' && is_digit(text[1]))
                return false;
        } else if (moment->hour >= 0 && (*text == '+' || *text == '-') && take_offset(&text, moment)) {
            continue;
        } else if (!is_letter(*text)) {
            text++;
        } else if (moment->month < 0 && (month = month_take(&text)) != 0) {
            moment->month = month;
        } else if (moment->hour < 0 || (!take_half_of_day(&text, moment) && !take_zone(&text, moment))) {
            text += count_letters(text);
        }
    }
    return moment->year >= 0 && moment->month > 0 && moment->day > 0;
}
