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

/* The work of it: in slices, as a million titles take seconds. What other forms of the words found comes behind the rest
 * by date, arrival and rank. */
struct order_work;
/* `ordering` is copied; what it points to is kept by the caller until the work is destroyed. NULL on an error. */
struct order_work *order_begin(const struct ordering *ordering, struct error *error);
void order_destroy(struct order_work *work);
/* About so long; then `*done` says whether the ids are there. */
bool order_go_on(struct order_work *work, int64_t milliseconds, bool *done, struct error *error);
/* How much is done, 0 to 100. */
int order_percent(const struct order_work *work);
/* When it is done; owned by the caller. */
store_id *order_take_ids(struct order_work *work, size_t *count);

#endif
