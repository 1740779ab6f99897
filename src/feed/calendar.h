/* When a feed says that asking it is worth while: RSS 2.0's ttl, skipHours and skipDays, and the syndication module. */
#ifndef KHABAR_FEED_CALENDAR_H
#define KHABAR_FEED_CALENDAR_H

#include "feed/entry.h"

struct calendar {
    uint32_t ttl_minutes;
    uint32_t period_seconds, frequency; /* so often in such a time */
    uint32_t skip_hours;
    uint8_t skip_days;
};

/* What is no number, no hour, no day in `text` changes nothing. */
void calendar_set_ttl(struct calendar *calendar, struct slice text);
void calendar_set_period(struct calendar *calendar, struct slice text);    /* "hourly" … "yearly" */
void calendar_set_frequency(struct calendar *calendar, struct slice text);
void calendar_skip_hour(struct calendar *calendar, struct slice text);     /* 0 to 23; 24 is 0 */
void calendar_skip_day(struct calendar *calendar, struct slice text);      /* "Sunday" */
void calendar_apply(const struct calendar *calendar, struct feed *feed);

#endif
