/* What of an address tells one entry from another. */
#ifndef KHABAR_FEED_IDENTITY_H
#define KHABAR_FEED_IDENTITY_H

#include "base/arena.h"

/* The key for an id or a link as a feed sends it. Of web addresses it does not have what changes while the entry stays
 * the same: http or https, the host's letter case and "www.", the usual port, parameters that follow readers around (utm_…,
 * fbclid, session ids …), and fragments that do so or that point into the same page. Anything else stays as it is. */
struct slice identity_of(struct slice id, struct arena *arena);

#endif
