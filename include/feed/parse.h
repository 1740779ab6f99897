/* RSS 0.90 to 2.0, RDF, Atom 0.3 and 1.0, JSON Feed from bytes as they came. libxml2 by SAX in recovery mode, behind
 * markup_guard: no network, no DTD, no external and no declared entity. */
#ifndef KHABAR_FEED_PARSE_H
#define KHABAR_FEED_PARSE_H

#include "base/arena.h"
#include "base/error.h"
#include "feed/entry.h"

enum { FEED_ENTRY_LIMIT = 10000, FEED_BYTES_LIMIT = 16 << 20 };

/* `http_charset` and `address` (what relative links resolve against) may be empty. All slices of the result
 * are clean UTF-8 in `arena`. ERROR_FORMAT says what was found instead ("an HTML page", "an empty answer"). */
bool feed_parse(struct slice bytes, struct slice http_charset, struct slice address, struct arena *arena,
                struct feed *feed, struct error *error);

#endif
