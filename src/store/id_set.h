/* Sets of entries: a bit for each id that there can be. */
#ifndef KHABAR_STORE_ID_SET_H
#define KHABAR_STORE_ID_SET_H

#include "store/store.h"

/* Sets of one span can be put together. */
struct id_span {
    store_id first;
    size_t count;
};

struct id_set {
    struct id_span span;
    uint64_t *bits; /* owned */
};

enum { MOST_IDS = 1 << 28 }; /* 32 MB a set; ids are given in order, and old entries expire */

struct id_set id_set_create(struct id_span span);
void id_set_finish(struct id_set *set);
void id_set_add(struct id_set *set, store_id id);
void id_set_take_out(struct id_set *set, store_id id);
bool id_set_has(const struct id_set *set, store_id id);
size_t id_set_count(const struct id_set *set);

void id_set_add_all(struct id_set *set, const struct id_set *other);
void id_set_keep(struct id_set *set, const struct id_set *other);
void id_set_remove(struct id_set *set, const struct id_set *other);
void id_set_invert(struct id_set *set);
struct id_set id_set_copy(const struct id_set *set);
/* The other one may be of another span, or none. */
void id_set_add_each(struct id_set *set, const struct id_set *other);
/* Gives it another span; what is not in that goes. */
void id_set_widen(struct id_set *set, struct id_span span);

/* The next one from `id` on in this direction (1, -1), or 0. */
store_id id_set_next(const struct id_set *set, store_id id, int direction);

#endif
