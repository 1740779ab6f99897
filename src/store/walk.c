#include "store/walk.h"

/* Times seek in the index, ids tell those of one time apart: as row values they would be compared twice for each row. A
 * plus keeps the planner from taking another index for the rest. */
#define BY_DATE(where, more)                                                                                           \
    {                                                                                                                  \
        "SELECT published, id FROM entries WHERE hidden = 0 AND " where "published <= ?1 AND published >= ?3 "         \
        "AND (published < ?1 OR id <= ?2) AND (published > ?3 OR id > ?4) AND +id <= ?5" more                          \
        " ORDER BY published DESC, id DESC LIMIT ?6 OFFSET ?7",                                                        \
        "SELECT published, id FROM entries WHERE hidden = 0 AND " where "published >= ?1 AND published <= ?3 "         \
        "AND (published > ?1 OR id >= ?2) AND (published < ?3 OR id < ?4) AND +id <= ?5" more                          \
        " ORDER BY published, id LIMIT ?6 OFFSET ?7",                                                                  \
    }
#define BY_ARRIVAL(more)                                                                                               \
    {                                                                                                                  \
        "SELECT 0, id FROM entries WHERE hidden = 0 AND id <= min(?2, ?5) AND id > ?4" more " ORDER BY id DESC LIMIT ?6 OFFSET ?7",   \
        "SELECT 0, id FROM entries WHERE hidden = 0 AND id >= ?2 AND id < min(?4, ?5 + 1)" more " ORDER BY id LIMIT ?6 OFFSET ?7",    \
    }
#define OF_LISTED " AND +feed_id NOT IN (SELECT id FROM feeds WHERE listed = 0)"

static const char *const sqls[][2][2] = { /* by order, whether some are unlisted, and direction */
    [WALK_BY_DATE] = { BY_DATE("", ""), BY_DATE("", OF_LISTED) },
    [WALK_BY_ARRIVAL] = { BY_ARRIVAL(""), BY_ARRIVAL(OF_LISTED) },
    [WALK_BY_DATE_OF_FEED] = { BY_DATE("feed_id = ?8 AND ", ""), BY_DATE("feed_id = ?8 AND ", "") },
    [WALK_UNREAD] = { BY_DATE("read = 0 AND ", ""), BY_DATE("read = 0 AND ", OF_LISTED) },
    [WALK_UNREAD_OF_FEED] = { BY_DATE("feed_id = ?8 AND read = 0 AND ", ""), BY_DATE("feed_id = ?8 AND read = 0 AND ", "") },
};

const char *walk_sql(enum walk_order order, enum walk_direction direction, bool some_are_unlisted)
{
    return sqls[order][some_are_unlisted][direction];
}

static bool prepare(struct store *store, const char *sql, sqlite3_stmt **statement, struct error *error)
{
    return sqlite3_prepare_v3(store->database, sql, -1, SQLITE_PREPARE_PERSISTENT, statement, NULL) == SQLITE_OK ||
           store_fail(store, "list the headlines", error);
}

/* Most readers have no source that was taken out of their list, and a walk without that question is faster. */
static bool some_are_unlisted(struct store *store, bool *some, struct error *error)
{
    sqlite3_stmt *any = NULL;
    bool failed = false;
    if (!prepare(store, "SELECT 1 FROM feeds WHERE listed = 0 LIMIT 1", &any, error))
        return false;
    *some = store_next_row(store, any, "list the headlines", &failed, error);
    sqlite3_finalize(any);
    return !failed;
}

bool walk_init(struct walk *walk, struct store *store, enum walk_order order, store_id feed, store_id newest,
               struct error *error)
{
    bool unlisted = false;
    *walk = (struct walk) { .store = store, .feed = feed, .newest = newest };
    return some_are_unlisted(store, &unlisted, error) &&
           prepare(store, walk_sql(order, WALK_FORTH, unlisted), &walk->statements[WALK_FORTH], error) &&
           prepare(store, walk_sql(order, WALK_BACK, unlisted), &walk->statements[WALK_BACK], error);
}

void walk_finish(struct walk *walk)
{
    sqlite3_finalize(walk->statements[WALK_FORTH]);
    sqlite3_finalize(walk->statements[WALK_BACK]);
    *walk = (struct walk) { 0 };
}

struct walk_key walk_edge(enum walk_direction towards)
{
    int64_t edge = towards == WALK_FORTH ? INT64_MIN : INT64_MAX;
    return (struct walk_key) { edge, edge };
}

bool walk_key_is_before(struct walk_key a, struct walk_key b)
{
    return a.time != b.time ? a.time > b.time : a.id > b.id;
}

bool walk_keys(struct walk *walk, enum walk_direction direction, struct walk_key from, struct walk_key until,
               size_t skip, size_t limit, struct walk_key *keys, size_t *got, struct error *error)
{
    sqlite3_stmt *statement = walk->statements[direction];
    bool failed = false;
    *got = 0;
    sqlite3_reset(statement);
    sqlite3_bind_int64(statement, 1, from.time);
    sqlite3_bind_int64(statement, 2, from.id);
    sqlite3_bind_int64(statement, 3, until.time);
    sqlite3_bind_int64(statement, 4, until.id);
    sqlite3_bind_int64(statement, 5, walk->newest);
    sqlite3_bind_int64(statement, 6, (int64_t)limit);
    sqlite3_bind_int64(statement, 7, (int64_t)skip);
    if (walk->feed)
        sqlite3_bind_int64(statement, 8, walk->feed);
    while (*got < limit && store_next_row(walk->store, statement, "list the headlines", &failed, error))
        keys[(*got)++] = (struct walk_key) { sqlite3_column_int64(statement, 0), sqlite3_column_int64(statement, 1) };
    sqlite3_reset(statement);
    return !failed;
}
