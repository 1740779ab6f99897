/* JSON Feed 1.0 and 1.1 (jsonfeed.org), by jansson behind json_guard. */
#ifndef KHABAR_FEED_JSON_H
#define KHABAR_FEED_JSON_H

#include "base/arena.h"
#include "base/error.h"
#include "feed/entry.h"

enum json_outcome { JSON_IS_FEED, JSON_IS_OTHER, JSON_IS_TOO_LARGE };

/* `utf8` as charset_to_utf8 gives it. `error` is set for JSON_IS_TOO_LARGE. */
enum json_outcome feed_json_parse(struct slice utf8, struct slice address, struct arena *arena, struct feed *feed,
                                  struct error *error);

#endif
