#include "source/schedule.h"

#include "base/hash.h"

enum { HOUR = 3600, DAY = 86400, EVERY_HOUR = (1 << 24) - 1, EVERY_DAY = (1 << 7) - 1, HOURS_A_WEEK = 7 * 24 };

static int64_t longer(int64_t a, int64_t b)
{
    return a > b ? a : b;
}

/* Up to an eighth of the interval, always the same for one source. */
static int64_t spread(struct slice url, uint64_t salt, int64_t interval)
{
    uint64_t hash = hash_number(hash_bytes(HASH_START, url), salt);
    return interval < 8 ? 0 : (int64_t)(hash % (uint64_t)(interval / 8));
}

static bool is_skipped(const struct schedule_hints *hints, int64_t moment)
{
    int64_t hour = moment % DAY / HOUR, day = (moment / DAY + 4) % 7; /* 1 January 1970 was a Thursday */
    return (hints->skip_hours >> hour & 1) != 0 || (hints->skip_days >> day & 1) != 0;
}

/* The first hour that is not skipped. A source that skips all of them is not believed. */
static int64_t past_skipped(const struct schedule_hints *hints, int64_t moment)
{
    if ((hints->skip_hours & EVERY_HOUR) == EVERY_HOUR || (hints->skip_days & EVERY_DAY) == EVERY_DAY)
        return moment;
    int64_t into_hour = moment % HOUR;
    for (int hours = 0; hours < HOURS_A_WEEK && is_skipped(hints, moment); hours++)
        moment += HOUR - (hours == 0 ? into_hour : 0);
    return moment;
}

int64_t schedule_after_answer(const struct schedule_hints *hints, struct slice url, int64_t now)
{
    if (hints->every_seconds)
        return now + hints->every_seconds + spread(url, 0, hints->every_seconds);
    int64_t interval = hints->usual_seconds ? hints->usual_seconds : SCHEDULE_USUAL_SECONDS;
    interval = longer(interval, hints->fresh_seconds);
    interval = longer(interval, hints->ttl_seconds);
    interval = longer(interval, hints->earlier_seconds);
    if (interval > SCHEDULE_LONGEST_SECONDS)
        interval = SCHEDULE_LONGEST_SECONDS;
    int64_t due = now + interval, wanted = past_skipped(hints, due);
    /* Hours end for all sources at once: those that waited for that spread over the hour. */
    int64_t spread_over = wanted > due && interval < 8 * HOUR ? 8 * HOUR : interval;
    return wanted + spread(url, 0, spread_over);
}

int64_t schedule_after_failure(uint32_t failures, uint32_t retry_after_seconds, struct slice url, int64_t now)
{
    if (retry_after_seconds > SCHEDULE_LONGEST_WAIT_SECONDS)
        retry_after_seconds = SCHEDULE_LONGEST_WAIT_SECONDS;
    int64_t interval = SCHEDULE_FIRST_RETRY_SECONDS;
    for (uint32_t i = 1; i < failures && interval < SCHEDULE_LONGEST_SECONDS; i++)
        interval *= 2;
    if (interval > SCHEDULE_LONGEST_SECONDS)
        interval = SCHEDULE_LONGEST_SECONDS;
    interval -= spread(url, failures, interval); /* never more than the longest */
    return now + (retry_after_seconds ? (int64_t)retry_after_seconds + spread(url, failures, 480) : interval);
}
