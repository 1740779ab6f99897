#include "store/restore.h"

#include "base/catalogue.h"
#include "store/schema.h"

static const char action[] = N_("restore marks");

bool restore_is_waiting(struct store *store, store_id feed)
{
    sqlite3_stmt *any = store_prepare(store, STATEMENT_WAITING_ANY, NULL);
    bool failed = false;
    if (!any)
        return true; /* whoever takes them will meet the error */
    sqlite3_bind_int64(any, 1, feed);
    bool is_waiting = store_next_row(store, any, action, &failed, NULL);
    if (is_waiting)
        sqlite3_reset(any);
    return is_waiting || failed;
}

static bool forget(struct store *store, store_id feed, int64_t guid_hash, struct error *error)
{
    sqlite3_stmt *statement = store_prepare(store, STATEMENT_WAITING_FORGET, error);
    if (!statement)
        return false;
    sqlite3_bind_int64(statement, 1, feed);
    sqlite3_bind_int64(statement, 2, guid_hash);
    return store_run(store, statement, action, error);
}

bool restore_take(struct store *store, store_id feed, int64_t guid_hash, struct arena *arena, struct waiting_marks *marks,
                  struct error *error)
{
    *marks = (struct waiting_marks) { 0 };
    if (!store->answer.has_waiting_marks)
        return true;
    sqlite3_stmt *find = store_prepare(store, STATEMENT_WAITING_FIND, error);
    bool failed = false;
    if (!find)
        return false;
    sqlite3_bind_int64(find, 1, feed);
    sqlite3_bind_int64(find, 2, guid_hash);
    if (!store_next_row(store, find, action, &failed, error))
        return !failed;
    *marks = (struct waiting_marks) { sqlite3_column_int(find, 0) != 0, sqlite3_column_int(find, 1) != 0,
                                      sqlite3_column_int(find, 2) != 0, sqlite3_column_int(find, 3) != 0,
                                      column_text(find, 4, arena) };
    sqlite3_reset(find);
    return forget(store, feed, guid_hash, error);
}

bool restore_tags(struct store *store, store_id entry, const struct waiting_marks *marks, struct error *error)
{
    struct slice rest = marks->tags, tag;
    bool good = true;
    while (good && slice_next_line(&rest, &tag)) {
        if (tag.length == 0)
            continue;
        sqlite3_stmt *add = store_prepare(store, STATEMENT_ENTRY_TAG, error);
        if (!add)
            return false;
        sqlite3_bind_int64(add, 1, entry);
        bind_text(add, 2, tag);
        good = store_run(store, add, action, error);
    }
    return good;
}

/* ---- from elsewhere ---- */

/* 0: there is none. */
static bool take_id(struct store *store, sqlite3_stmt *find, store_id *id, struct error *error)
{
    bool failed = false;
    if (!store_next_row(store, find, action, &failed, error))
        return !failed;
    *id = sqlite3_column_int64(find, 0);
    sqlite3_reset(find);
    return true;
}

static bool find_feed(struct store *store, struct slice url, store_id *id, struct error *error)
{
    sqlite3_stmt *find = store_prepare(store, STATEMENT_FEED_FIND, error);
    *id = 0;
    if (!find)
        return false;
    bind_text(find, 1, url);
    return take_id(store, find, id, error);
}

static bool find_entry(struct store *store, store_id feed, int64_t guid_hash, store_id *id, struct error *error)
{
    sqlite3_stmt *find = store_prepare(store, STATEMENT_ENTRY_FIND, error);
    *id = 0;
    if (!find)
        return false;
    sqlite3_bind_int64(find, 1, feed);
    sqlite3_bind_int64(find, 2, guid_hash);
    return take_id(store, find, id, error);
}

static bool star(struct store *store, store_id entry, struct error *error)
{
    sqlite3_stmt *statement = store_prepare(store, STATEMENT_ENTRY_STAR, error);
    if (!statement || !store_begin(store, action, error))
        return false;
    sqlite3_bind_int64(statement, 1, entry);
    return store_end(store, store_run(store, statement, action, error), action, error);
}

static bool keep_for_later(struct store *store, struct slice feed_url, int64_t guid_hash,
                           const struct restored_mark *mark, struct error *error)
{
    sqlite3_stmt *add = store_prepare(store, STATEMENT_WAITING_ADD, error);
    if (!add || !store_begin(store, action, error))
        return false;
    bind_text(add, 1, feed_url);
    sqlite3_bind_int64(add, 2, guid_hash);
    sqlite3_bind_int(add, 3, mark->read);
    sqlite3_bind_int(add, 4, mark->starred);
    sqlite3_bind_int(add, 5, 0);
    sqlite3_bind_int(add, 6, 0);
    bind_text(add, 7, SLICE(""));
    return store_end(store, store_run(store, add, action, error), action, error);
}

static bool restore(struct store *store, struct slice feed_url, store_id feed, const struct restored_mark *mark,
                    bool *is_there, struct error *error)
{
    int64_t guid_hash = schema_guid_hash(mark->id);
    store_id entry = 0;
    if (feed && !find_entry(store, feed, guid_hash, &entry, error))
        return false;
    *is_there = entry != 0;
    if (!entry)
        return keep_for_later(store, feed_url, guid_hash, mark, error);
    return (!mark->read || store_mark_read(store, entry, true, error)) &&
           (!mark->starred || star(store, entry, error));
}

bool store_restore_marks(struct store *store, struct slice feed_url, const struct restored_mark *marks, size_t count,
                         size_t *applied, size_t *waiting, struct error *error)
{
    store_id feed;
    bool good = true, is_outermost = !store->gathers_changes;
    if (!store_writable(store, error) || !find_feed(store, feed_url, &feed, error))
        return false;
    if (is_outermost)
        store_begin_changes(store);
    for (size_t i = 0; good && i < count; i++) {
        bool is_there = false;
        good = restore(store, feed_url, feed, &marks[i], &is_there, error);
        *applied += good && is_there;
        *waiting += good && !is_there;
    }
    return is_outermost ? store_end_changes(store, good, error) : good;
}
