/* Which feeds a web page names: what it declares in <link>, and as a second choice what it links to by addresses that
 * look like feeds'. One linear scan, no parser. */
#ifndef KHABAR_FEED_DISCOVER_H
#define KHABAR_FEED_DISCOVER_H

#include "base/arena.h"
#include "base/slice.h"

enum { FEED_LINK_LIMIT = 50 };

struct feed_link {
    struct slice url;   /* absolute, http or https */
    struct slice title; /* one line; may be empty */
    bool declared;      /* by <link rel="alternate">; else an ordinary link */
};

/* Bytes as they came. `http_charset` and `address` (the page's own) may be empty. The likeliest first: declared ones
 * before others, feeds of comments last; each address once. Everything is in `arena`. Returns how many. */
size_t feed_links_find(struct slice bytes, struct slice http_charset, struct slice address, struct arena *arena,
                       struct feed_link **links);

#endif
