#include "store/walk.h"

/* In two parts, the rest of the time that it starts in and the times after it: each is a seek in the index, also where
 * very many entries have one time. A plus keeps the planner from taking another index for the rest. The second once more
 * without a look at ids: a third less is to be done for a row, and as long as no entry is newer it leads to the same. */
#define BY_DATE(where, more)                                                                                           \
    {                                                                                                                  \
        { "SELECT published, id FROM entries WHERE hidden = 0 AND " where "published = ?1 AND id <= min(?2, ?3)" more  \
          " ORDER BY id DESC LIMIT ?4",                                                                                \
          "SELECT published, id FROM entries WHERE hidden = 0 AND " where "published < ?1 AND +id <= ?3" more          \
          " ORDER BY published DESC, id DESC LIMIT ?4 OFFSET ?5",                                                      \
          "SELECT published, id FROM entries WHERE hidden = 0 AND " where "published < ?1" more                        \
          " ORDER BY published DESC, id DESC LIMIT ?4 OFFSET ?5" },                                                    \
        { "SELECT published, id FROM entries WHERE hidden = 0 AND " where "published = ?1 AND id >= ?2 AND id <= ?3"   \
          more " ORDER BY id LIMIT ?4",                                                                                \
          "SELECT published, id FROM entries WHERE hidden = 0 AND " where "published > ?1 AND +id <= ?3" more          \
          " ORDER BY published, id LIMIT ?4 OFFSET ?5",                                                                \
          "SELECT published, id FROM entries WHERE hidden = 0 AND " where "published > ?1" more                        \
          " ORDER BY published, id LIMIT ?4 OFFSET ?5" },                                                              \
    }
#define BY_ARRIVAL(more)                                                                                               \
    {                                                                                                                  \
        { "SELECT 0, id FROM entries WHERE hidden = 0 AND id <= min(?2, ?3)" more " ORDER BY id DESC LIMIT ?4" },      \
        { "SELECT 0, id FROM entries WHERE hidden = 0 AND id >= ?2 AND id <= ?3" more " ORDER BY id LIMIT ?4" },       \
    }
#define OF_LISTED " AND +feed_id NOT IN (SELECT id FROM feeds WHERE listed = 0)"

/* By order, whether some are unlisted, direction and number. */
static const char *const sqls[][2][2][WALK_STATEMENTS] = {
    [WALK_BY_DATE] = { BY_DATE("", ""), BY_DATE("", OF_LISTED) },
    [WALK_BY_ARRIVAL] = { BY_ARRIVAL(""), BY_ARRIVAL(OF_LISTED) },
    [WALK_BY_DATE_OF_FEED] = { BY_DATE("feed_id = ?6 AND ", ""), BY_DATE("feed_id = ?6 AND ", "") },
    [WALK_UNREAD] = { BY_DATE("read = 0 AND ", ""), BY_DATE("read = 0 AND ", OF_LISTED) },
    [WALK_UNREAD_OF_FEED] = { BY_DATE("feed_id = ?6 AND read = 0 AND ", ""), BY_DATE("feed_id = ?6 AND read = 0 AND ", "") },
};

const char *walk_sql(enum walk_order order, enum walk_direction direction, bool some_are_unlisted, int number)
{
    return sqls[order][some_are_unlisted][direction][number];
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
    bool good = some_are_unlisted(store, &unlisted, error);
    for (int i = 0; i < 2 * WALK_STATEMENTS && good; i++) {
        const char *sql = walk_sql(order, i / WALK_STATEMENTS, unlisted, i % WALK_STATEMENTS);
        good = !sql || prepare(store, sql, &walk->statements[i / WALK_STATEMENTS][i % WALK_STATEMENTS], error);
    }
    return good;
}

void walk_finish(struct walk *walk)
{
    for (int i = 0; i < 2 * WALK_STATEMENTS; i++)
        sqlite3_finalize(walk->statements[i / WALK_STATEMENTS][i % WALK_STATEMENTS]);
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

/* What is asked for, and what is left of it. */
struct stretch {
    enum walk_direction direction;
    struct walk_key from, until;
    size_t skip, limit;
    struct walk_key *keys;
    size_t got;
};

static bool is_behind(const struct stretch *stretch, struct walk_key key)
{
    return !(stretch->direction == WALK_FORTH ? walk_key_is_before(key, stretch->until)
                                              : walk_key_is_before(stretch->until, key));
}

static bool read_part(struct walk *walk, int part, struct stretch *stretch, bool *ended, struct error *error)
{
    sqlite3_stmt *statement = walk->statements[stretch->direction][part == 0 || walk->has_grown ? part : WALK_PARTS];
    size_t skip = part == 0 ? 0 : stretch->skip; /* how many there are of one time is not known before */
    bool failed = false;
    if (!statement)
        return true;
    sqlite3_reset(statement);
    sqlite3_bind_int64(statement, 1, stretch->from.time);
    sqlite3_bind_int64(statement, 2, stretch->from.id);
    sqlite3_bind_int64(statement, 3, walk->newest);
    sqlite3_bind_int64(statement, 4, (int64_t)(stretch->limit - stretch->got + stretch->skip - skip));
    sqlite3_bind_int64(statement, 5, (int64_t)skip);
    if (walk->feed)
        sqlite3_bind_int64(statement, 6, walk->feed);
    stretch->skip -= skip;
    while (!*ended && store_next_row(walk->store, statement, "list the headlines", &failed, error)) {
        struct walk_key key = { sqlite3_column_int64(statement, 0), sqlite3_column_int64(statement, 1) };
        if (stretch->skip > 0)
            stretch->skip--;
        else if (!(*ended = is_behind(stretch, key)))
            stretch->keys[stretch->got++] = key;
        *ended = *ended || stretch->got == stretch->limit;
    }
    sqlite3_reset(statement);
    return !failed;
}

static bool read_parts(struct walk *walk, struct stretch stretch, size_t *got, struct error *error)
{
    bool ended = stretch.limit == 0, good = true;
    for (int part = 0; part < WALK_PARTS && good && !ended; part++)
        good = read_part(walk, part, &stretch, &ended, error);
    *got = stretch.got;
    return good;
}

static bool look_for_newer(struct walk *walk, struct error *error)
{
    sqlite3_stmt *highest = store_prepare(walk->store, STATEMENT_NEWEST, error);
    bool failed = !highest;
    if (highest && store_next_row(walk->store, highest, "list the headlines", &failed, error)) {
        walk->has_grown = sqlite3_column_int64(highest, 0) > walk->newest;
        sqlite3_reset(highest);
    }
    return !failed;
}

bool walk_keys(struct walk *walk, enum walk_direction direction, struct walk_key from, struct walk_key until,
               size_t skip, size_t limit, struct walk_key *keys, size_t *got, struct error *error)
{
    struct stretch stretch = { direction, from, until, skip, limit, keys, 0 };
    if (!read_parts(walk, stretch, got, error))
        return false;
    bool is_checked = walk->has_grown;
    /* Afterwards: what was there while it read is there now. */
    return is_checked || (look_for_newer(walk, error) && (!walk->has_grown || read_parts(walk, stretch, got, error)));
}
