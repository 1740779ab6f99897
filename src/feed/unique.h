/* Entries that can be told apart and found again. */
#ifndef KHABAR_FEED_UNIQUE_H
#define KHABAR_FEED_UNIQUE_H

#include "base/arena.h"
#include "feed/entry.h"

/* Gives an id to those without (the link, else a hash of title, date and content) and drops all but the first of
 * each id, in place; how many are left. */
size_t unique_entries(struct entry *entries, size_t count, struct arena *arena);

#endif
