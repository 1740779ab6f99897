/* Where sites keep their feeds. */
#ifndef KHABAR_SOURCE_SITES_H
#define KHABAR_SOURCE_SITES_H

#include "base/arena.h"

/* The feed of a page on a site that is known to keep one elsewhere; empty when nothing is known. */
struct slice site_feed(struct slice address, struct arena *arena);

/* The `number`th place where a site of unknown make may keep its feed, below the page or at the site's root; empty after
 * the last. */
struct slice site_common_feed(struct slice address, size_t number, struct arena *arena);

#endif
