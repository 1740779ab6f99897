#include "store/database.h"

#include <stdlib.h>

static enum statement list_statement(const struct entry_query *query)
{
    if (query->feed)
        return query->unread_only ? STATEMENT_LIST_FEED_UNREAD : STATEMENT_LIST_FEED;
    return query->unread_only ? STATEMENT_LIST_UNREAD : STATEMENT_LIST;
}

static struct stored_entry entry_of_row(sqlite3_stmt *row, struct arena *arena)
{
    return (struct stored_entry) {
        .id = sqlite3_column_int64(row, 0),
        .feed_id = sqlite3_column_int64(row, 1),
        .title = column_text(row, 2, arena),
        .link = column_text(row, 3, arena),
        .author = column_text(row, 4, arena),
        .language = column_text(row, 5, arena),
        .feed_title = column_text(row, 6, arena),
        .published = sqlite3_column_int64(row, 7),
        .received = sqlite3_column_int64(row, 8),
        .read = sqlite3_column_int(row, 9) != 0,
        .starred = sqlite3_column_int(row, 10) != 0,
        .saved = sqlite3_column_int(row, 11) != 0,
        .hidden = sqlite3_column_int(row, 12) != 0,
        .reading_seconds = (uint32_t)sqlite3_column_int64(row, 13),
    };
}

bool store_entries(struct store *store, const struct entry_query *query, struct arena *arena,
                   struct stored_entry **entries, size_t *count, struct error *error)
{
    *entries = NULL;
    *count = 0;
    sqlite3_stmt *list = store_prepare(store, list_statement(query), error);
    if (!list)
        return false;
    sqlite3_bind_int64(list, 1, query->limit == 0 || query->limit > INT64_MAX ? -1 : (int64_t)query->limit);
    sqlite3_bind_int64(list, 2, query->offset > INT64_MAX ? INT64_MAX : (int64_t)query->offset);
    if (query->feed)
        sqlite3_bind_int64(list, 3, query->feed);

    struct stored_entry *found = NULL;
    size_t length = 0, capacity = 0;
    bool failed = false;
    while (store_next_row(store, list, "list the headlines", &failed, error)) {
        if (length == capacity)
            found = reallocate(found, capacity = capacity * 2 + 64, sizeof *found);
        found[length++] = entry_of_row(list, arena);
    }
    *entries = ARENA_ARRAY(arena, struct stored_entry, length);
    for (*count = 0; *count < length; ++*count)
        (*entries)[*count] = found[*count];
    free(found);
    return !failed;
}

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
