/* Addresses in feeds: absolute and of the web, or none. */
#ifndef KHABAR_FEED_WEB_ADDRESS_H
#define KHABAR_FEED_WEB_ADDRESS_H

#include "base/arena.h"

/* What `reference` means at `base` (may be empty), in `arena`; empty unless that is http or https. */
struct slice web_address_resolve(struct slice base, struct slice reference, struct arena *arena);

#endif
