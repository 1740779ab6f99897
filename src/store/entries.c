#include "store/database.h"

#include <stdlib.h>

bool store_has_entry(struct store *store, store_id entry, struct error *error)
{
    sqlite3_stmt *exists = store_prepare(store, STATEMENT_ENTRY_EXISTS, error);
    if (!exists)
        return false;
    bool failed = false;
    sqlite3_bind_int64(exists, 1, entry);
    if (!store_next_row(store, exists, "look up a headline", &failed, error))
        return failed ? false : error_set(error, ERROR_STORE, "%s: this article is no longer stored", store->path);
    sqlite3_reset(exists);
    return true;
}

/* What is packed is unpacked elsewhere, so that only one copy outlives the call. */
static bool unpack_row(struct store *store, sqlite3_stmt *row, struct arena *arena, struct slice *content,
                       struct error *error)
{
    struct arena scratch = { 0 };
    struct slice text;
    int64_t size = sqlite3_column_int64(row, 1);
    struct packed packed = { .bytes = column_blob(row, 0), .size = (uint32_t)size };
    bool good = size >= 0 && size <= LARGEST_VALUE_BYTES && unpack(packed, LARGEST_VALUE_BYTES, &scratch, &text);
    if (good)
        *content = clean_text(text, arena);
    else
        error_set(error, ERROR_STORE, "%s: this article is damaged; open its link, or see \"khabar check\"",
                  store->path);
    arena_finish(&scratch);
    return good;
}

bool store_content(struct store *store, store_id entry, struct arena *arena, struct slice *content, struct error *error)
{
    *content = (struct slice) { 0 };
    sqlite3_stmt *get = store_prepare(store, STATEMENT_BODY_GET, error);
    if (!get)
        return false;
    bool failed = false;
    sqlite3_bind_int64(get, 1, entry);
    if (!store_next_row(store, get, "read an article", &failed, error))
        return !failed && store_has_entry(store, entry, error);
    bool good = unpack_row(store, get, arena, content, error);
    sqlite3_reset(get);
    return good;
}

bool store_enclosures(struct store *store, store_id entry, struct arena *arena, struct stored_enclosure **enclosures,
                      size_t *count, struct error *error)
{
    *enclosures = NULL;
    *count = 0;
    sqlite3_stmt *get = store_prepare(store, STATEMENT_ENCLOSURES_GET, error);
    if (!get)
        return false;
    struct stored_enclosure *found = NULL;
    size_t length = 0, capacity = 0;
    bool failed = false;
    sqlite3_bind_int64(get, 1, entry);
    while (store_next_row(store, get, "read an article", &failed, error)) {
        if (length == capacity)
            found = reallocate(found, capacity = capacity * 2 + 4, sizeof *found);
        found[length++] = (struct stored_enclosure) {
            .url = column_text(get, 0, arena),
            .type = column_text(get, 1, arena),
            .length = (uint64_t)sqlite3_column_int64(get, 2),
            .duration_seconds = (uint32_t)sqlite3_column_int64(get, 3),
        };
    }
    *enclosures = ARENA_ARRAY(arena, struct stored_enclosure, length);
    for (*count = 0; *count < length && !failed; ++*count)
        (*enclosures)[*count] = found[*count];
    free(found);
    return !failed;
}

static bool read_text(struct store *store, enum statement name, store_id entry, struct arena *arena, struct slice *text,
                      struct error *error)
{
    sqlite3_stmt *get = store_prepare(store, name, error);
    bool failed = false;
    if (!get)
        return false;
    sqlite3_bind_int64(get, 1, entry);
    if (!store_next_row(store, get, "read a headline", &failed, error))
        return !failed && error_set(error, ERROR_STORE, "%s: this entry is no longer stored", store->path);
    *text = column_text(get, 0, arena);
    sqlite3_reset(get);
    return true;
}

bool store_title(struct store *store, store_id entry, struct arena *arena, struct slice *title, struct error *error)
{
    return read_text(store, STATEMENT_ENTRY_TITLE, entry, arena, title, error);
}

bool store_guid(struct store *store, store_id entry, struct arena *arena, struct slice *guid, struct error *error)
{
    return read_text(store, STATEMENT_ENTRY_GUID, entry, arena, guid, error);
}
