#include "feed/calendar.h"

/* A stranger may ask for peace, not for ever. */
enum { LONGEST_TTL_SECONDS = 31 * 24 * 3600, EVERY_HOUR = 0xFFFFFF, EVERY_DAY = 0x7F };

static bool read_number(struct slice text, uint32_t *number)
{
    enum { MOST = 9999999 };
    return slice_read_number(slice_trim(text), MOST, number);
}

void calendar_set_ttl(struct calendar *calendar, struct slice text)
{
    read_number(text, &calendar->ttl_minutes);
}

void calendar_set_period(struct calendar *calendar, struct slice text)
{
    static const struct {
        const char *name;
        uint32_t seconds;
    } periods[] = {
        { "hourly", 3600 },         { "daily", 24 * 3600 },        { "weekly", 7 * 24 * 3600 },
        { "monthly", 30 * 24 * 3600 }, { "yearly", 365 * 24 * 3600 },
    };
    for (size_t i = 0; i < sizeof periods / sizeof *periods; i++)
        if (slice_equal_ignoring_case(slice_trim(text), slice_of(periods[i].name)))
            calendar->period_seconds = periods[i].seconds;
}

void calendar_set_frequency(struct calendar *calendar, struct slice text)
{
    read_number(text, &calendar->frequency);
}

void calendar_skip_hour(struct calendar *calendar, struct slice text)
{
    uint32_t hour;
    if (read_number(text, &hour) && hour <= 24)
        calendar->skip_hours |= 1u << hour % 24;
}

void calendar_skip_day(struct calendar *calendar, struct slice text)
{
    static const char *const days[] = { "sunday",   "monday", "tuesday", "wednesday",
                                        "thursday", "friday", "saturday" };
    for (size_t i = 0; i < sizeof days / sizeof *days; i++)
        if (slice_equal_ignoring_case(slice_trim(text), slice_of(days[i])))
            calendar->skip_days |= (uint8_t)(1u << i);
}

void calendar_apply(const struct calendar *calendar, struct feed *feed)
{
    uint64_t ttl = (uint64_t)calendar->ttl_minutes * 60;
    if (ttl == 0)
        ttl = calendar->period_seconds / (calendar->frequency ? calendar->frequency : 1);
    feed->ttl_seconds = ttl < LONGEST_TTL_SECONDS ? (uint32_t)ttl : LONGEST_TTL_SECONDS;
    /* One that is to be skipped always would never be read again. */
    feed->skip_hours = calendar->skip_hours == EVERY_HOUR ? 0 : calendar->skip_hours;
    feed->skip_days = calendar->skip_days == EVERY_DAY ? 0 : calendar->skip_days;
}
