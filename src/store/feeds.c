#include "store/database.h"

#include <stdlib.h>

static bool find_feed(struct store *store, struct slice url, struct slice name, store_id *id, bool *renamed,
                      struct error *error)
{
    sqlite3_stmt *find = store_prepare(store, STATEMENT_FEED_FIND, error);
    if (!find)
        return false;
    bool failed = false;
    *id = 0;
    bind_text(find, 1, url);
    if (!store_next_row(store, find, "look up a source", &failed, error))
        return !failed;
    *id = sqlite3_column_int64(find, 0);
    struct slice known = { (const char *)sqlite3_column_text(find, 1), (size_t)sqlite3_column_bytes(find, 1) };
    *renamed = !slice_equal(known, name);
    sqlite3_reset(find);
    return true;
}

static bool rename_feed(struct store *store, store_id id, struct slice name, struct error *error)
{
    sqlite3_stmt *rename = store_prepare(store, STATEMENT_FEED_RENAME, error);
    if (!rename)
        return false;
    sqlite3_bind_int64(rename, 1, id);
    bind_text(rename, 2, name);
    return store_run(store, rename, "rename a source", error);
}

static bool insert_feed(struct store *store, struct slice url, struct slice name, store_id *id, struct error *error)
{
    sqlite3_stmt *insert = store_prepare(store, STATEMENT_FEED_INSERT, error);
    if (!insert)
        return false;
    bind_text(insert, 1, url);
    bind_text(insert, 2, name);
    if (!store_run(store, insert, "add a source", error))
        return false;
    *id = sqlite3_last_insert_rowid(store->database);
    return true;
}

bool store_ensure_feed(struct store *store, struct slice url, struct slice name, store_id *id, struct error *error)
{
    bool renamed = false;
    if (!find_feed(store, url, name, id, &renamed, error))
        return false;
    if (*id && (!renamed || store->read_only))
        return true;
    if (!store_begin(store, "add a source", error))
        return false;
    /* Again inside the transaction: another khabar may have added it meanwhile. */
    bool good = find_feed(store, url, name, id, &renamed, error);
    if (good && !*id)
        good = insert_feed(store, url, name, id, error);
    else if (good && renamed)
        good = rename_feed(store, *id, name, error);
    return store_end(store, good, "add a source", error);
}

bool store_remove_feed(struct store *store, struct slice url, struct error *error)
{
    if (!store_begin(store, "remove a source", error))
        return false;
    sqlite3_stmt *remove = store_prepare(store, STATEMENT_FEED_DELETE, error);
    if (remove)
        bind_text(remove, 1, url);
    return store_end(store, remove && store_run(store, remove, "remove a source", error), "remove a source", error);
}

bool store_set_feed_aside(struct store *store, struct slice url, int64_t now, struct error *error)
{
    if (!store_begin(store, "remove a source", error))
        return false;
    sqlite3_stmt *set = store_prepare(store, STATEMENT_FEED_SET_ASIDE, error);
    if (set) {
        bind_text(set, 1, url);
        sqlite3_bind_int64(set, 2, now);
    }
    return store_end(store, set && store_run(store, set, "remove a source", error), "remove a source", error);
}

static bool some_are_set_aside(struct store *store, int64_t before, bool *some, struct error *error)
{
    sqlite3_stmt *any = store_prepare(store, STATEMENT_SET_ASIDE_ANY, error);
    bool failed = false;
    *some = false;
    if (!any)
        return false;
    sqlite3_bind_int64(any, 1, before);
    *some = store_next_row(store, any, "list the sources", &failed, error);
    if (*some)
        sqlite3_reset(any);
    return !failed;
}

bool store_forget_set_aside(struct store *store, int64_t before, struct error *error)
{
    bool some;
    if (store->read_only)
        return true;
    if (!some_are_set_aside(store, before, &some, error))
        return false;
    if (!some)
        return true;
    if (!store_begin(store, "remove a source", error))
        return false;
    sqlite3_stmt *forget = store_prepare(store, STATEMENT_SET_ASIDE_FORGET, error);
    if (forget)
        sqlite3_bind_int64(forget, 1, before);
    return store_end(store, forget && store_run(store, forget, "remove a source", error), "remove a source", error);
}

static struct stored_feed feed_of_row(sqlite3_stmt *row, struct arena *arena)
{
    return (struct stored_feed) {
        .id = sqlite3_column_int64(row, 0),
        .url = column_text(row, 1, arena),
        .title = column_text(row, 2, arena),
        .site = column_text(row, 3, arena),
        .language = column_text(row, 4, arena),
        .etag = column_text(row, 5, arena),
        .last_modified = column_text(row, 6, arena),
        .error_text = column_text(row, 7, arena),
        .error_since = sqlite3_column_int64(row, 8),
        .checked_at = sqlite3_column_int64(row, 9),
        .entry_count = sqlite3_column_int64(row, 10),
        .unread_count = sqlite3_column_int64(row, 11),
        .name = column_text(row, 12, arena),
        .folder = column_text(row, 13, arena),
        .failures = sqlite3_column_int64(row, 14),
        .due_at = sqlite3_column_int64(row, 15),
        .gone = sqlite3_column_int(row, 16) != 0,
        .moved_to = column_text(row, 17, arena),
        .older_page = column_text(row, 18, arena),
        .arrived_id = sqlite3_column_int64(row, 19),
    };
}

bool store_feeds(struct store *store, struct arena *arena, struct stored_feed **feeds, size_t *count,
                 struct error *error)
{
    *feeds = NULL;
    *count = 0;
    sqlite3_stmt *list = store_prepare(store, STATEMENT_FEED_LIST, error);
    if (!list)
        return false;
    struct stored_feed *found = NULL;
    size_t length = 0, capacity = 0;
    bool failed = false;
    while (store_next_row(store, list, "list the sources", &failed, error)) {
        if (length == capacity)
            found = reallocate(found, capacity = capacity * 2 + 32, sizeof *found);
        found[length++] = feed_of_row(list, arena);
    }
    *feeds = ARENA_ARRAY(arena, struct stored_feed, length);
    for (*count = 0; *count < length; ++*count)
        (*feeds)[*count] = found[*count];
    free(found);
    return !failed;
}

bool store_feed(struct store *store, store_id id, struct arena *arena, struct stored_feed *feed, struct error *error)
{
    sqlite3_stmt *get = store_prepare(store, STATEMENT_FEED_GET, error);
    if (!get)
        return false;
    bool failed = false;
    sqlite3_bind_int64(get, 1, id);
    if (!store_next_row(store, get, "read a source", &failed, error))
        return failed ? false : error_set(error, ERROR_STORE, "%s: this source is no longer stored", store->path);
    *feed = feed_of_row(get, arena);
    sqlite3_reset(get);
    return true;
}
