#include "store/database.h"

bool store_headline(struct store *store, store_id id, struct arena *arena, struct stored_entry *entry,
                    struct error *error)
{
    *entry = (struct stored_entry) { 0 };
    sqlite3_stmt *get = store_prepare(store, STATEMENT_HEADLINE, error);
    if (!get)
        return false;
    bool failed = false;
    sqlite3_bind_int64(get, 1, id);
    if (!store_next_row(store, get, "list the headlines", &failed, error))
        return !failed;
    *entry = (struct stored_entry) {
        .id = sqlite3_column_int64(get, 0),
        .feed_id = sqlite3_column_int64(get, 1),
        .title = column_text(get, 2, arena),
        .link = column_text(get, 3, arena),
        .author = column_text(get, 4, arena),
        .language = column_text(get, 5, arena),
        .feed_title = column_text(get, 6, arena),
        .published = sqlite3_column_int64(get, 7),
        .received = sqlite3_column_int64(get, 8),
        .read = sqlite3_column_int(get, 9) != 0,
        .starred = sqlite3_column_int(get, 10) != 0,
        .saved = sqlite3_column_int(get, 11) != 0,
        .hidden = sqlite3_column_int(get, 12) != 0,
        .reading_seconds = (uint32_t)sqlite3_column_int64(get, 13),
    };
    sqlite3_reset(get);
    return store_entry_tags(store, id, arena, &entry->tags, &entry->tag_count, error);
}
