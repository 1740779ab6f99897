#include "store/database.h"

/* So many go at once that nobody waits for it. */
enum { MOST_AT_ONCE = 100, SECONDS_OF_A_DAY = 86400 };

struct victims {
    store_id ids[MOST_AT_ONCE];
    int64_t guid_hashes[MOST_AT_ONCE];
    size_t count;
    int64_t entries, unread; /* of the visible ones */
};

/* Where the newest so many end; false when there are not more. */
static bool find_edge(struct store *store, store_id feed, uint32_t most, int64_t *published, store_id *id, bool *found,
                      struct error *error)
{
    sqlite3_stmt *edge = store_prepare(store, STATEMENT_EXPIRE_EDGE, error);
    bool failed = false;
    if (!edge)
        return false;
    sqlite3_bind_int64(edge, 1, feed);
    sqlite3_bind_int64(edge, 2, (int64_t)most - 1);
    *found = store_next_row(store, edge, "find old entries", &failed, error);
    if (*found) {
        *published = sqlite3_column_int64(edge, 0);
        *id = sqlite3_column_int64(edge, 1);
        sqlite3_reset(edge);
    }
    return !failed;
}

static bool take_victims(struct store *store, sqlite3_stmt *find, struct victims *victims, struct error *error)
{
    bool failed = false;
    while (store_next_row(store, find, "find old entries", &failed, error)) {
        bool is_hidden = sqlite3_column_int(find, 3) != 0;
        victims->ids[victims->count] = sqlite3_column_int64(find, 0);
        victims->guid_hashes[victims->count++] = sqlite3_column_int64(find, 1);
        victims->entries += !is_hidden;
        victims->unread += !is_hidden && sqlite3_column_int(find, 2) == 0;
    }
    return !failed;
}

static bool find_victims(struct store *store, enum statement name, store_id feed, const struct retention *retention,
                         int64_t limit, store_id limit_id, struct victims *victims, struct error *error)
{
    sqlite3_stmt *find = store_prepare(store, name, error);
    if (!find)
        return false;
    sqlite3_bind_int64(find, 1, feed);
    sqlite3_bind_int64(find, 2, limit);
    sqlite3_bind_int64(find, 3, limit_id);
    sqlite3_bind_int(find, 4, retention->also_unread);
    sqlite3_bind_int(find, 5, retention->also_starred);
    sqlite3_bind_int(find, 6, MOST_AT_ONCE);
    return take_victims(store, find, victims, error);
}

static bool choose_victims(struct store *store, store_id feed, const struct retention *retention, int64_t now,
                           struct victims *victims, struct error *error)
{
    int64_t published = 0;
    store_id id = 0;
    bool found = false;
    if (retention->most_days > 0 &&
        !find_victims(store, STATEMENT_EXPIRE_BY_AGE, feed, retention,
                      now - (int64_t)retention->most_days * SECONDS_OF_A_DAY, 0, victims, error))
        return false;
    if (victims->count > 0 || retention->most_entries == 0)
        return true;
    return find_edge(store, feed, retention->most_entries, &published, &id, &found, error) &&
           (!found || find_victims(store, STATEMENT_EXPIRE_BY_COUNT, feed, retention, published, id, victims, error));
}

static bool remove_one(struct store *store, store_id feed, store_id id, int64_t guid_hash, int64_t now,
                       struct error *error)
{
    sqlite3_stmt *note = store_prepare(store, STATEMENT_EXPIRED_ADD, error);
    sqlite3_stmt *delete = store_prepare(store, STATEMENT_ENTRY_DELETE, error);
    if (!note || !delete)
        return false;
    sqlite3_bind_int64(note, 1, feed);
    sqlite3_bind_int64(note, 2, guid_hash);
    sqlite3_bind_int64(note, 3, now);
    sqlite3_bind_int64(delete, 1, id);
    store->answer.has_expired = true;
    return store_run(store, note, "remove old entries", error) && store_run(store, delete, "remove old entries", error);
}

static bool remove_victims(struct store *store, store_id feed, const struct victims *victims, int64_t now,
                           struct error *error)
{
    for (size_t i = 0; i < victims->count; i++)
        if (!remove_one(store, feed, victims->ids[i], victims->guid_hashes[i], now, error))
            return false;
    sqlite3_stmt *count = store_prepare(store, STATEMENT_FEED_COUNT, error);
    if (!count)
        return false;
    sqlite3_bind_int64(count, 1, feed);
    sqlite3_bind_int64(count, 2, -victims->entries);
    sqlite3_bind_int64(count, 3, -victims->unread);
    return store_run(store, count, "remove old entries", error);
}

bool store_expire(struct store *store, store_id feed, const struct retention *retention, int64_t now, size_t *removed,
                  struct error *error)
{
    struct victims victims = { 0 };
    *removed = 0;
    /* Most of the time there is nothing to do, and nothing is locked for it. */
    if (!store_writable(store, error) || !choose_victims(store, feed, retention, now, &victims, error))
        return false;
    if (victims.count == 0)
        return true;
    entry_lists_settle(store);
    if (!store_begin_fetched(store, "remove old entries", error))
        return false;
    victims = (struct victims) { 0 };
    bool good = choose_victims(store, feed, retention, now, &victims, error) &&
                remove_victims(store, feed, &victims, now, error);
    if (!store_end(store, good, "remove old entries", error))
        return false;
    *removed = victims.count;
    return true;
}
