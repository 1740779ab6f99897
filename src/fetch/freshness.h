/* How long an answer holds: Cache-Control, Expires, Age and Date (RFC 9111 4.2). */
#ifndef KHABAR_FETCH_FRESHNESS_H
#define KHABAR_FETCH_FRESHNESS_H

#include "base/slice.h"

enum { FRESHNESS_LONGEST_SECONDS = 30 * 86400 };

/* Of one response; zeroed before the first field. */
struct freshness {
    bool has_max_age, must_ask, has_expires;
    int64_t max_age, age; /* seconds */
    int64_t expires, date; /* Unix seconds; 0: not said or not understood */
};

/* One field of the header; others than these four leave it as it is. */
void freshness_read(struct freshness *freshness, struct slice line);
/* Seconds from now; 0 when nothing is said or the answer is stale already. */
uint32_t freshness_seconds(const struct freshness *freshness, int64_t now);

#endif
