#include "store/database.h"

#include <stdlib.h>

/* FNV-1a, every field led by its length, so that no two sets of fields run together. */
static uint64_t hash_bytes(uint64_t hash, const void *bytes, size_t length)
{
    const unsigned char *byte = bytes;
    for (size_t i = 0; i < length; i++)
        hash = (hash ^ byte[i]) * 0x100000001b3u;
    return hash;
}

static uint64_t hash_text(uint64_t hash, struct slice text)
{
    uint64_t length = text.length;
    return hash_bytes(hash_bytes(hash, &length, sizeof length), text.bytes, text.length);
}

static int64_t content_hash(const struct incoming_entry *entry)
{
    uint64_t hash = 0xcbf29ce484222325u;
    hash = hash_text(hash, entry->title);
    hash = hash_text(hash, entry->link);
    hash = hash_text(hash, entry->author);
    hash = hash_text(hash, entry->language);
    hash = hash_text(hash, entry->content);
    hash = hash_bytes(hash, &entry->published, sizeof entry->published);
    hash = hash_bytes(hash, &entry->updated, sizeof entry->updated);
    return (int64_t)hash;
}

static bool save_entries(struct store *store, store_id feed, const struct incoming_feed *incoming, int64_t now,
                         size_t *added, struct error *error);

bool store_save_feed(struct store *store, store_id feed, const struct incoming_feed *incoming, int64_t now,
                     size_t *added, struct error *error)
{
    const char *action = "save what a source sent";
    *added = 0;
    if (!store_begin(store, action, error))
        return false;
    size_t fresh = 0;
    bool good = store_feed_answered(store, feed, incoming, now, error) &&
                save_entries(store, feed, incoming, now, &fresh, error);
    if (!store_end(store, good, action, error))
        return false;
    *added = fresh;
    return true;
}

static bool set_body(struct store *store, store_id entry, struct slice content, struct error *error)
{
    sqlite3_stmt *set = store_prepare(store, content.length ? STATEMENT_BODY_SET : STATEMENT_BODY_DELETE, error);
    if (!set)
        return false;
    sqlite3_bind_int64(set, 1, entry);
    if (content.length)
        bind_text(set, 2, content);
    return store_run(store, set, "save an article", error);
}

/* When it was published, as far as can be believed: never unknown, never after it came. */
static int64_t believable_date(const struct incoming_entry *entry, int64_t received)
{
    int64_t date = entry->published ? entry->published : entry->updated;
    return date == 0 || date > received ? received : date;
}

static bool insert_entry(struct store *store, store_id feed, const struct incoming_entry *entry, int64_t hash,
                         int64_t now, struct error *error)
{
    sqlite3_stmt *insert = store_prepare(store, STATEMENT_ENTRY_INSERT, error);
    if (!insert)
        return false;
    sqlite3_bind_int64(insert, 1, feed);
    bind_text(insert, 2, entry->id);
    bind_text(insert, 3, entry->title);
    bind_text(insert, 4, entry->link);
    bind_text(insert, 5, entry->author);
    bind_text(insert, 6, entry->language);
    sqlite3_bind_int64(insert, 7, believable_date(entry, now));
    sqlite3_bind_int64(insert, 8, entry->updated);
    sqlite3_bind_int64(insert, 9, now);
    sqlite3_bind_int64(insert, 10, hash);
    if (!store_run(store, insert, "save a headline", error))
        return false;
    store_id id = sqlite3_last_insert_rowid(store->database);
    return entry->content.length == 0 || set_body(store, id, entry->content, error);
}

static bool update_entry(struct store *store, store_id id, const struct incoming_entry *entry, int64_t hash,
                         struct error *error)
{
    sqlite3_stmt *update = store_prepare(store, STATEMENT_ENTRY_UPDATE, error);
    if (!update)
        return false;
    sqlite3_bind_int64(update, 1, id);
    bind_text(update, 2, entry->title);
    bind_text(update, 3, entry->link);
    bind_text(update, 4, entry->author);
    bind_text(update, 5, entry->language);
    sqlite3_bind_int64(update, 6, entry->published);
    sqlite3_bind_int64(update, 7, entry->updated);
    sqlite3_bind_int64(update, 8, hash);
    return store_run(store, update, "save a headline", error) && set_body(store, id, entry->content, error);
}

static bool save_entry(struct store *store, store_id feed, const struct incoming_entry *entry, int64_t now,
                       size_t *added, struct error *error)
{
    sqlite3_stmt *find = store_prepare(store, STATEMENT_ENTRY_FIND, error);
    if (!find)
        return false;
    sqlite3_bind_int64(find, 1, feed);
    bind_text(find, 2, entry->id);
    int64_t hash = content_hash(entry);
    bool failed = false;
    if (!store_next_row(store, find, "look up a headline", &failed, error)) {
        *added += !failed;
        return !failed && insert_entry(store, feed, entry, hash, now, error);
    }
    store_id id = sqlite3_column_int64(find, 0);
    bool same = sqlite3_column_int64(find, 1) == hash;
    sqlite3_reset(find);
    return same || update_entry(store, id, entry, hash, error);
}

/* Last to first: feeds list their newest first, and of two with one date the higher id is shown first. */
static bool save_entries(struct store *store, store_id feed, const struct incoming_feed *incoming, int64_t now,
                         size_t *added, struct error *error)
{
    for (size_t i = incoming->entry_count; i-- > 0;)
        if (!save_entry(store, feed, &incoming->entries[i], now, added, error))
            return false;
    return true;
}

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

static bool entry_exists(struct store *store, store_id entry, struct error *error)
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

bool store_content(struct store *store, store_id entry, struct arena *arena, struct slice *content, struct error *error)
{
    *content = (struct slice) { 0 };
    sqlite3_stmt *get = store_prepare(store, STATEMENT_BODY_GET, error);
    if (!get)
        return false;
    bool failed = false;
    sqlite3_bind_int64(get, 1, entry);
    if (!store_next_row(store, get, "read an article", &failed, error))
        return !failed && entry_exists(store, entry, error);
    *content = column_text(get, 0, arena);
    sqlite3_reset(get);
    return true;
}

bool store_mark_read(struct store *store, store_id entry, bool read, struct error *error)
{
    if (!store_writable(store, error))
        return false;
    sqlite3_stmt *mark = store_prepare(store, STATEMENT_ENTRY_MARK, error);
    if (!mark)
        return false;
    sqlite3_bind_int64(mark, 1, entry);
    sqlite3_bind_int(mark, 2, read);
    if (!store_run(store, mark, "remember what was read", error))
        return false;
    return sqlite3_changes(store->database) == 1 || entry_exists(store, entry, error);
}
