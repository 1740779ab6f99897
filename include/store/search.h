/* The index of all words (FTS5). What is saved waits in a backlog until there is time to index it; a search looks through
 * what waits as well, entry by entry. */
#ifndef KHABAR_STORE_SEARCH_H
#define KHABAR_STORE_SEARCH_H

#include "store/store.h"

/* Works on the backlog for about so long, in transactions that are a few milliseconds each, or longer when there is
 * much time; `*left` is how many entries still wait, at most 2000. Nothing to do is quick. */
bool store_index_some(struct store *store, int64_t milliseconds, size_t *left, struct error *error);
/* How many wait, however many: some milliseconds for a million. */
bool store_count_backlog(struct store *store, size_t *count, struct error *error);
/* Takes what was removed out of an index that mostly consists of it; `*more`: there is more to do. A few milliseconds. */
bool store_merge_index_some(struct store *store, bool *more, struct error *error);
/* Whether the index itself can be read, in seconds; false: that cannot be found out. */
bool store_check_index(struct store *store, bool *sound, struct error *error);
/* An empty index; all entries wait for it. */
bool store_make_index_anew(struct store *store, struct error *error);
/* Makes it as small and quick as it can be, in seconds. */
bool store_compact_index(struct store *store, struct error *error);

#endif
