/* The entries that a query finds, as a set: every term is asked for by a statement of its own, and what AND, OR and NOT
 * make of them is arithmetic, so that no statement is ever put together. */
#ifndef KHABAR_STORE_SELECT_H
#define KHABAR_STORE_SELECT_H

#include "store/database.h"
#include "store/id_set.h"
#include "store/query_tree.h"

enum { MOST_WAITING = 1000 }; /* entries of the backlog that a search looks through */

struct selection {
    struct id_set exact; /* with the words as they are asked for */
    struct id_set loose; /* by other forms of the words only; no bits where there are no such words */
    bool is_partial;     /* more entries wait for the index than were looked through */
};

/* Of entries that are stored; hidden ones only if the query speaks of them, those of sources that are not listed never. */
bool query_select(struct store *store, const struct query *query, struct selection *selection, struct error *error);
void selection_finish(struct selection *selection);

bool query_speaks_of(const struct query *query, enum query_kind kind);

#endif
