/* Entries that can be told apart and found again. */
#ifndef KHABAR_FEED_UNIQUE_H
#define KHABAR_FEED_UNIQUE_H

#include "base/arena.h"
#include "feed/entry.h"

/* Gives each the key that unique.c explains, and drops all but the first of each key, in place; how many are left. */
size_t unique_entries(struct entry *entries, size_t count, struct slice feed_link, struct arena *arena);

#endif
