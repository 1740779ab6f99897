/* What was understood of a feed as JSON, with feedparser's names: for programs, and for comparing. */
#ifndef KHABAR_FEED_DESCRIBE_H
#define KHABAR_FEED_DESCRIBE_H

#include "base/buffer.h"
#include "feed/entry.h"

/* Appends one object. False, and nothing appended, past the buffer's limit. */
bool feed_describe(const struct feed *feed, struct buffer *json);

#endif
