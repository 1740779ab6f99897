/* A list of headlines of any length, read by windows: nothing is loaded but what is looked at.
 * Frozen when it opens: what arrives or changes later neither appears nor disappears nor moves anything until it is
 * opened anew; the marks of a row are read fresh. */
#ifndef KHABAR_STORE_LIST_H
#define KHABAR_STORE_LIST_H

#include "store/query.h"
#include "store/store.h"

enum list_order { ORDER_BY_DATE, ORDER_BY_ARRIVAL, ORDER_BY_SOURCE, ORDER_BY_TITLE, ORDER_BY_READING_TIME, ORDER_BY_RANK };

struct list_wish {
    const struct query *query; /* NULL: all; needed until the list is open */
    store_id feed;             /* 0: all */
    enum list_order order;     /* newest, longest and best first, names and titles from the alphabet's start */
    bool reversed;
    int64_t milliseconds;      /* for what waits for the index of words: after so long it is partial; 0: it is whole */
    const struct entry_list *grows_from; /* partial, and of the same query: its rows stay; NULL: none. Until it is open */
};

struct entry_list;

/* To be closed before the store. */
struct entry_list *entry_list_open(struct store *store, const struct list_wish *wish, struct error *error);
/* The same in slices: an order that no index has takes seconds for a million. It has no rows until it is open; what comes,
 * goes or is hidden meanwhile may be in it or not. */
struct entry_list *entry_list_begin(struct store *store, const struct list_wish *wish, struct error *error);
/* About so long; after an error it can only be closed. */
bool entry_list_go_on(struct entry_list *list, int64_t milliseconds, bool *is_open, struct error *error);
/* How much of it is done, 0 to 100. */
int entry_list_percent(const struct entry_list *list);
void entry_list_close(struct entry_list *list);
size_t entry_list_count(const struct entry_list *list);

/* Rows [first, first + count) as far as there are any. One that was removed from the store meanwhile has id 0 and no
 * text. Never reads bodies. */
bool entry_list_rows(struct entry_list *list, size_t first, size_t count, struct arena *arena,
                     struct stored_entry **rows, size_t *got, struct error *error);
/* False with ERROR_NONE when it is not in the list. */
bool entry_list_find(struct entry_list *list, store_id entry, size_t *index, struct error *error);
/* The nearest one after (`direction` 1) or before (-1) row `from` that is unread now; false with ERROR_NONE when there
 * is none. From SIZE_MAX: the first or last one of all. */
bool entry_list_next_unread(struct entry_list *list, size_t from, int direction, size_t *index, struct error *error);
/* So much waits for the index of words that not all of it was looked through. */
bool entry_list_is_partial(const struct entry_list *list);
/* Looks through more of that, for its query and for about so long; `*grown`: there may be so much more to find that it is
 * worth a new list; `*is_complete`: there is no more to look through. */
bool entry_list_look_on(const struct entry_list *list, const struct query *query, int64_t milliseconds, bool *grown,
                        bool *is_complete, struct error *error);
/* The store has newer entries than the list knows of. */
bool entry_list_is_stale(struct entry_list *list);
/* What makes the first jump into the middle of a very long list quick, done in idle time; `*left` when there is more. */
bool entry_list_prepare(struct entry_list *list, int64_t milliseconds, bool *left, struct error *error);

#endif
