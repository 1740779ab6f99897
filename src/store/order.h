/* Orders that no index has: all ids are read, and put in order once. */
#ifndef KHABAR_STORE_ORDER_H
#define KHABAR_STORE_ORDER_H

#include "store/list.h"
#include "store/select.h"

struct ordering {
    struct store *store;
    const struct query *query;        /* or NULL */
    const struct selection *selection; /* of the query, or NULL */
    store_id feed;                    /* 0: all */
    enum list_order order;
};

/* Owned by the caller. What other forms of the words found comes behind the rest by date, arrival and rank. */
bool order_ids(const struct ordering *ordering, store_id **ids, size_t *count, struct error *error);

#endif
