/* When a source is asked again: what it says itself, what the reader says, how often it failed. Pure functions. */
#ifndef KHABAR_SOURCE_SCHEDULE_H
#define KHABAR_SOURCE_SCHEDULE_H

#include "base/slice.h"

enum {
    SCHEDULE_USUAL_SECONDS = 30 * 60,
    SCHEDULE_FIRST_RETRY_SECONDS = 5 * 60,
    SCHEDULE_LONGEST_SECONDS = 86400,      /* also the longest that a failing source is left alone */
    SCHEDULE_LONGEST_WAIT_SECONDS = 7 * 86400, /* that a server can ask for */
};

struct schedule_hints {
    uint32_t every_seconds;    /* the reader's own interval for this source; 0: none */
    uint32_t usual_seconds;    /* for all sources; 0: SCHEDULE_USUAL_SECONDS */
    uint32_t fresh_seconds;    /* of the answer: Cache-Control, Expires */
    uint32_t ttl_seconds;      /* of the feed (RSS ttl) */
    uint32_t skip_hours;       /* bit h: nothing new in that hour, UTC */
    uint8_t skip_days;         /* bit d: nor on that day, UTC; 0 is Sunday */
    int64_t earlier_seconds;   /* an unchanged feed says nothing: the interval that it was given last; 0: none */
};

/* Unix seconds. Sources that answer in one second are due in different ones: `url` says how much later each of them is. */
int64_t schedule_after_answer(const struct schedule_hints *hints, struct slice url, int64_t now);
/* `failures` in a row, this one included. What a server asks for goes before all. */
int64_t schedule_after_failure(uint32_t failures, uint32_t retry_after_seconds, struct slice url, int64_t now);

#endif
