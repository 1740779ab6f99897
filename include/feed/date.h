/* Dates of feeds: RFC 822 and RFC 3339, and what senders make of them. */
#ifndef KHABAR_FEED_DATE_H
#define KHABAR_FEED_DATE_H

#include "base/slice.h"

/* Unix seconds, or 0 when it is no date. A missing zone is UTC. */
int64_t feed_date_parse(struct slice text);

#endif
