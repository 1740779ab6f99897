/* Entries in the order of an index: from any place, in either direction, without those that came later. */
#ifndef KHABAR_STORE_WALK_H
#define KHABAR_STORE_WALK_H

#include "store/database.h"

/* Where an entry stands: later and, among equals, higher ids come first. */
struct walk_key {
    int64_t time;
    store_id id;
};

enum walk_order { WALK_BY_DATE, WALK_BY_ARRIVAL, WALK_BY_DATE_OF_FEED, WALK_UNREAD, WALK_UNREAD_OF_FEED };
enum walk_direction { WALK_FORTH, WALK_BACK }; /* newest first, oldest first */

enum { WALK_PARTS = 2, WALK_STATEMENTS /* the second part has two */ };

struct walk {
    struct store *store;
    sqlite3_stmt *statements[2][WALK_STATEMENTS]; /* by direction */
    store_id feed;
    store_id newest; /* the highest id that belongs to it */
    bool has_grown;  /* the store has higher ones: each row is held against `newest` */
};

/* `feed` for the orders of one feed. */
bool walk_init(struct walk *walk, struct store *store, enum walk_order order, store_id feed, store_id newest,
               struct error *error);
void walk_finish(struct walk *walk);

/* Before the first and behind the last one, for `from` and `until`. */
struct walk_key walk_edge(enum walk_direction towards);
bool walk_key_is_before(struct walk_key a, struct walk_key b);

/* At most `limit` keys from `from` on, itself first, `skip` of them passed over, up to and without `until`. */
bool walk_keys(struct walk *walk, enum walk_direction direction, struct walk_key from, struct walk_key until,
               size_t skip, size_t limit, struct walk_key *keys, size_t *got, struct error *error);

/* The statements, for the test of their plans; NULL where one part is all. */
const char *walk_sql(enum walk_order order, enum walk_direction direction, bool some_are_unlisted, int number);

#endif
