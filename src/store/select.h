/* The entries that a query finds, as a set: every term is asked for by a statement of its own, and what AND, OR and NOT
 * make of them is arithmetic, so that no statement is ever put together. */
#ifndef KHABAR_STORE_SELECT_H
#define KHABAR_STORE_SELECT_H

#include "store/database.h"
#include "store/id_set.h"
#include "store/query_tree.h"

enum { WITHOUT_END = 0 };

struct selection {
    struct id_set exact; /* with the words as they are asked for */
    struct id_set loose; /* by other forms of the words only; no bits where there are no such words */
    bool is_partial;     /* not all that waits for the index was looked through, but only so much: */
    size_t looked_at;
};

struct selection_wish {
    const struct query *query;
    int64_t milliseconds;         /* what waits is looked through for about so long; WITHOUT_END: all of it */
    const struct selection *kept; /* by the same query: what it no longer finds stays, unless it is hidden; NULL: nothing */
};
/* Of entries that are stored; hidden ones only if the query speaks of them, those of sources that are not listed never. */
bool query_select(struct store *store, const struct selection_wish *wish, struct selection *selection, struct error *error);
void selection_finish(struct selection *selection);
/* The first part of it alone: it looks through what waits. */
bool query_look_on(struct store *store, const struct query *query, int64_t milliseconds, size_t *looked_at,
                   bool *is_complete, struct error *error);

/* The same as ids, without order, owned by the caller; of one source or of all (0). */
bool query_find_ids(struct store *store, const struct query *query, store_id feed, store_id **ids, size_t *count,
                    struct error *error);
/* The ids that there can be. */
bool id_span_read(struct store *store, struct id_span *span, struct error *error);
/* Takes out what is of no or of another source. */
bool id_set_keep_feed(struct store *store, struct id_set *set, store_id feed, struct error *error);

bool query_speaks_of(const struct query *query, enum query_kind kind);

#endif
