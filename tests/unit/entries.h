/* The headlines of a store all at once, for tests: what the screen reads by windows (store/list.h). */
#ifndef KHABAR_TESTS_ENTRIES_H
#define KHABAR_TESTS_ENTRIES_H

#include "store/list.h"

struct entry_query {
    store_id feed;    /* 0: all */
    bool unread_only;
    size_t limit;     /* 0: no limit */
    size_t offset;
};

/* Newest first. */
__attribute__((unused)) static bool entries_listed(struct store *store, const struct entry_query *query,
                                                   struct arena *arena, struct stored_entry **entries, size_t *count,
                                                   struct error *error)
{
    struct list_wish wish = { .feed = query->feed };
    *entries = NULL;
    *count = 0;
    if (query->unread_only && !query_parse(SLICE("unread"), 0, arena, &wish.query, error))
        return false;
    struct entry_list *list = entry_list_open(store, &wish, error);
    bool read = list && entry_list_rows(list, query->offset, query->limit ? query->limit : SIZE_MAX, arena, entries, count,
                                        error);
    entry_list_close(list);
    return read;
}

#endif
