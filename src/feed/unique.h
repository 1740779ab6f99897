/* Entries that can be told apart and found again. */
#ifndef KHABAR_FEED_UNIQUE_H
#define KHABAR_FEED_UNIQUE_H

#include "base/arena.h"
#include "feed/entry.h"

/* Gives an id to those without (their link when it is theirs alone, else a hash of link, title, date and, where one
 * of those is missing, content) and drops all but the first of each id, in place; how many are left. */
size_t unique_entries(struct entry *entries, size_t count, struct slice feed_link, struct arena *arena);

#endif
