#include "store/database.h"

#include <stdlib.h>
#include <string.h>

bool store_feed_tags(struct store *store, store_id feed, struct arena *arena, struct slice **tags, size_t *count,
                     struct error *error)
{
    *tags = NULL;
    *count = 0;
    sqlite3_stmt *list = store_prepare(store, STATEMENT_FEED_TAGS, error);
    return list && store_take_texts(store, list, feed, arena, tags, count, error);
}

bool store_take_texts(struct store *store, sqlite3_stmt *list, store_id of, struct arena *arena, struct slice **texts,
                      size_t *count, struct error *error)
{
    struct slice *found = NULL;
    size_t length = 0, capacity = 0;
    bool failed = false;
    sqlite3_bind_int64(list, 1, of);
    while (store_next_row(store, list, "look up tags", &failed, error)) {
        if (length == capacity)
            found = reallocate(found, capacity = capacity * 2 + 8, sizeof *found);
        found[length++] = column_text(list, 0, arena);
    }
    *texts = ARENA_ARRAY(arena, struct slice, length);
    if (length)
        memcpy(*texts, found, length * sizeof *found);
    *count = failed ? 0 : length;
    free(found);
    return !failed;
}

static bool contains(const struct slice *tags, size_t count, struct slice tag)
{
    for (size_t i = 0; i < count; i++)
        if (slice_equal(tags[i], tag))
            return true;
    return false;
}

static bool has_these_tags(struct store *store, store_id feed, const struct slice *tags, size_t count, bool *same,
                           struct error *error)
{
    struct arena scratch = { 0 };
    struct slice *known;
    size_t known_count;
    bool good = store_feed_tags(store, feed, &scratch, &known, &known_count, error);
    *same = true;
    for (size_t i = 0; i < known_count && *same; i++)
        *same = contains(tags, count, known[i]);
    for (size_t i = 0; i < count && *same; i++)
        *same = contains(known, known_count, tags[i]);
    arena_finish(&scratch);
    return good;
}

static bool set_folder(struct store *store, store_id feed, struct slice folder, struct error *error)
{
    sqlite3_stmt *file = store_prepare(store, STATEMENT_FEED_FILE, error);
    if (!file)
        return false;
    sqlite3_bind_int64(file, 1, feed);
    bind_text(file, 2, folder);
    return store_run(store, file, "file a source", error);
}

static bool add_tag(struct store *store, store_id feed, struct slice tag, struct error *error)
{
    sqlite3_stmt *add = store_prepare(store, STATEMENT_FEED_TAG, error);
    if (!add)
        return false;
    sqlite3_bind_int64(add, 1, feed);
    bind_text(add, 2, tag);
    return store_run(store, add, "file a source", error);
}

static bool set_tags(struct store *store, store_id feed, const struct slice *tags, size_t count, struct error *error)
{
    sqlite3_stmt *untag = store_prepare(store, STATEMENT_FEED_UNTAG, error);
    if (!untag)
        return false;
    sqlite3_bind_int64(untag, 1, feed);
    bool good = store_run(store, untag, "file a source", error);
    for (size_t i = 0; i < count && good; i++)
        good = add_tag(store, feed, tags[i], error);
    return good;
}

static bool is_in_folder(struct store *store, store_id feed, struct slice folder, bool *same, struct error *error)
{
    sqlite3_stmt *get = store_prepare(store, STATEMENT_FEED_FOLDER, error);
    bool failed = false;
    if (!get)
        return false;
    sqlite3_bind_int64(get, 1, feed);
    if (!store_next_row(store, get, "read a source", &failed, error))
        return failed ? false : error_set(error, ERROR_STORE, "%s: this source is no longer stored", store->path);
    *same = slice_equal(column_blob(get, 0), folder);
    sqlite3_reset(get);
    return true;
}

/* Reads first: at most starts nothing was filed anew. */
bool store_file_feed(struct store *store, store_id feed, struct slice folder, const struct slice *tags,
                     size_t tag_count, struct error *error)
{
    bool same_folder = false, same_tags = false;
    if (!is_in_folder(store, feed, folder, &same_folder, error) ||
        !has_these_tags(store, feed, tags, tag_count, &same_tags, error))
        return false;
    if (same_folder && same_tags)
        return true;
    if (!store_begin(store, "file a source", error))
        return false;
    bool good = (same_folder || set_folder(store, feed, folder, error)) &&
                (same_tags || set_tags(store, feed, tags, tag_count, error));
    return store_end(store, good, "file a source", error);
}
