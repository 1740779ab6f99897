#include "base/catalogue.h"
#include "store/database.h"

#include "base/hash.h"
#include "store/restore.h"
#include "store/scan.h"
#include "store/schema.h"
#include "store/search_index.h"

#include <string.h>

/* A mark that a removed entry is still listed is renewed this seldom. */
enum { RELIST_AFTER_SECONDS = 86400 };

static int64_t content_hash(const struct incoming_entry *entry)
{
    uint64_t hash = hash_bytes(HASH_START, entry->title);
    hash = hash_bytes(hash, entry->link);
    hash = hash_bytes(hash, entry->author);
    hash = hash_bytes(hash, entry->language);
    hash = hash_number(hash, entry->content.hash);
    hash = hash_number(hash, entry->content.size);
    hash = hash_number(hash, (uint64_t)entry->published);
    hash = hash_number(hash, (uint64_t)entry->updated);
    for (size_t i = 0; i < entry->enclosure_count; i++) {
        hash = hash_bytes(hash, entry->enclosures[i].url);
        hash = hash_bytes(hash, entry->enclosures[i].type);
        hash = hash_number(hash, entry->enclosures[i].length);
        if (entry->enclosures[i].duration_seconds > 0) /* without one it is the hash of before there were any */
            hash = hash_number(hash, entry->enclosures[i].duration_seconds);
    }
    return (int64_t)hash;
}

/* One entry on its way. */
struct arrival {
    store_id feed;
    const struct incoming_entry *entry;
    int64_t guid_hash, content_hash;
    int64_t now;
    int64_t latest; /* the date that it has at most */
};

static bool save_entry(struct store *store, const struct arrival *arrival, struct saved *saved, struct error *error);

/* Most sources have none, and then no entry needs to be looked up. */
static bool has_expired(struct store *store, store_id feed)
{
    sqlite3_stmt *any = store_prepare(store, STATEMENT_EXPIRED_ANY, NULL);
    bool failed = false;
    if (!any)
        return true; /* whoever looks one up will meet the error */
    sqlite3_bind_int64(any, 1, feed);
    bool has_one = store_next_row(store, any, "look up a headline", &failed, NULL);
    sqlite3_reset(any);
    return has_one || failed;
}

static void begin_piece(struct store *store, store_id feed, int64_t now)
{
    if (store->answer.feed != feed || store->answer.at != now) {
        store->answer.feed = feed;
        store->answer.at = now;
        store->answer.pieces = 0;
        store->answer.has_new = false;
        store->answer.has_waiting_marks = restore_is_waiting(store, feed);
        store->answer.has_expired = has_expired(store, feed);
    }
    store->answer.pieces++;
    store->answer.first_new = store->answer.added = store->answer.unread = 0;
}

/* Once for many: a trigger for each would make a save twice as slow. */
static bool note_new(struct store *store, store_id feed, struct error *error)
{
    if (store->answer.first_new == 0)
        return true;
    sqlite3_stmt *arrived = store_prepare(store, STATEMENT_FEED_ARRIVED, error);
    if (!arrived)
        return false;
    sqlite3_bind_int64(arrived, 1, feed);
    sqlite3_bind_int64(arrived, 2, store->answer.added);
    sqlite3_bind_int64(arrived, 3, store->answer.unread);
    sqlite3_bind_int64(arrived, 4, store->answer.has_new ? 0 : store->answer.first_new);
    if (!store_run(store, arrived, "note what a source answered", error))
        return false;
    store->answer.has_new = true;
    store->answer.added = store->answer.unread = 0;
    return true;
}

/* It may have been removed meanwhile. */
static bool feed_is_gone(struct store *store, store_id feed)
{
    sqlite3_stmt *exists = store_prepare(store, STATEMENT_FEED_EXISTS, NULL);
    bool failed = false;
    if (!exists)
        return false; /* whoever saves will meet the error */
    sqlite3_bind_int64(exists, 1, feed);
    bool is_there = store_next_row(store, exists, "save what a source sent", &failed, NULL);
    sqlite3_reset(exists);
    return !is_there && !failed;
}

static bool forget_lost(struct saved *saved, const struct saved *kept)
{
    saved->count = kept->count;
    saved->changed = kept->changed;
    return false;
}

/* Last to first: feeds list their newest first, and of two with one date the higher id is shown first. For the same
 * reason what has no date is older by a second with each piece. What was kept before another's turn stays kept. */
bool store_save_entries(struct store *store, store_id feed, const struct incoming_entry *entries, size_t count,
                        int64_t now, struct saved *saved, struct error *error)
{
    const char *action = N_("save what a source sent");
    struct saved kept = *saved;
    if (!store_begin_fetched(store, action, error))
        return false;
    if (feed_is_gone(store, feed))
        return store_end(store, true, action, error);
    begin_piece(store, feed, now);
    struct arrival arrival = { .feed = feed, .now = now, .latest = now - (int64_t)(store->answer.pieces - 1) };
    bool good = true;
    for (size_t i = count; i-- > 0 && good;) {
        arrival.entry = &entries[i];
        arrival.guid_hash = schema_guid_hash(entries[i].id);
        arrival.content_hash = content_hash(&entries[i]);
        good = save_entry(store, &arrival, saved, error);
        if (!good || i == 0 || !store_held_long(store))
            continue;
        if (!store_end(store, note_new(store, feed, error), action, error))
            return forget_lost(saved, &kept);
        kept = *saved;
        if (!store_begin_fetched(store, action, error))
            return false;
    }
    return store_end(store, good && note_new(store, feed, error), action, error) || forget_lost(saved, &kept);
}

static bool set_body(struct store *store, enum statement name, store_id entry, const struct packed *content,
                     struct error *error)
{
    sqlite3_stmt *set = store_prepare(store, content->size ? name : STATEMENT_BODY_DELETE, error);
    if (!set)
        return false;
    sqlite3_bind_int64(set, 1, entry);
    if (content->size) {
        sqlite3_bind_int64(set, 2, content->size);
        bind_blob(set, 3, content->bytes);
    }
    return store_run(store, set, "save an article", error);
}

static bool add_enclosure(struct store *store, store_id entry, size_t position, const struct stored_enclosure *enclosure,
                          struct error *error)
{
    sqlite3_stmt *add = store_prepare(store, STATEMENT_ENCLOSURE_ADD, error);
    if (!add)
        return false;
    sqlite3_bind_int64(add, 1, entry);
    sqlite3_bind_int64(add, 2, (int64_t)position);
    bind_text(add, 3, enclosure->url);
    bind_text(add, 4, enclosure->type);
    sqlite3_bind_int64(add, 5, enclosure->length > INT64_MAX ? 0 : (int64_t)enclosure->length);
    sqlite3_bind_int64(add, 6, enclosure->duration_seconds);
    return store_run(store, add, "save an article", error);
}

static bool add_enclosures(struct store *store, store_id id, const struct incoming_entry *entry, struct error *error)
{
    for (size_t i = 0; i < entry->enclosure_count; i++)
        if (!add_enclosure(store, id, i, &entry->enclosures[i], error))
            return false;
    return true;
}

static bool run_about(struct store *store, enum statement name, store_id id, struct error *error)
{
    sqlite3_stmt *statement = store_prepare(store, name, error);
    if (!statement)
        return false;
    sqlite3_bind_int64(statement, 1, id);
    return store_run(store, statement, "save an article", error);
}

/* When it was published, as far as can be believed: never unknown, never after it came. */
static int64_t believable_date(const struct arrival *arrival)
{
    int64_t date = arrival->entry->published ? arrival->entry->published : arrival->entry->updated;
    return date == 0 || date > arrival->latest ? arrival->latest : date;
}

static struct slice stored_guid(const struct incoming_entry *entry)
{
    return slice_equal(entry->id, entry->link) ? (struct slice) { 0 } : entry->id;
}

static bool insert_headline(struct store *store, const struct arrival *arrival, const struct waiting_marks *marks,
                            store_id *id, struct error *error)
{
    const struct incoming_entry *entry = arrival->entry;
    sqlite3_stmt *insert = store_prepare(store, STATEMENT_ENTRY_INSERT, error);
    if (!insert)
        return false;
    sqlite3_bind_int64(insert, 1, arrival->feed);
    sqlite3_bind_int64(insert, 2, arrival->guid_hash);
    bind_text(insert, 3, stored_guid(entry));
    bind_text(insert, 4, entry->title);
    bind_text(insert, 5, entry->link);
    bind_text(insert, 6, entry->author);
    bind_text(insert, 7, entry->language);
    sqlite3_bind_int64(insert, 8, believable_date(arrival));
    sqlite3_bind_int64(insert, 9, entry->updated);
    sqlite3_bind_int64(insert, 10, arrival->now);
    sqlite3_bind_int64(insert, 11, arrival->content_hash);
    sqlite3_bind_int64(insert, 12, entry->reading_seconds);
    sqlite3_bind_int(insert, 13, marks->read);
    sqlite3_bind_int(insert, 14, marks->starred);
    sqlite3_bind_int(insert, 15, marks->saved);
    sqlite3_bind_int(insert, 16, marks->hidden);
    if (!store_run(store, insert, "save a headline", error))
        return false;
    *id = sqlite3_last_insert_rowid(store->database);
    return true;
}

static void append_id(struct saved *saved, store_id id)
{
    if (saved->count == saved->capacity) {
        store_id *larger = ARENA_ARRAY(saved->arena, store_id, saved->capacity = saved->capacity * 2 + 32);
        if (saved->count)
            memcpy(larger, saved->ids, saved->count * sizeof *larger);
        saved->ids = larger;
    }
    saved->ids[saved->count++] = id;
}

static bool insert_entry(struct store *store, const struct arrival *arrival, struct saved *saved, struct error *error)
{
    store_id id;
    struct waiting_marks marks;
    const struct incoming_entry *entry = arrival->entry;
    if (!restore_take(store, arrival->feed, arrival->guid_hash, saved->arena, &marks, error) ||
        !insert_headline(store, arrival, &marks, &id, error) || !restore_tags(store, id, &marks, error) ||
        (entry->content.size && !set_body(store, STATEMENT_BODY_ADD, id, &entry->content, error)) ||
        !add_enclosures(store, id, entry, error) || !run_about(store, STATEMENT_BACKLOG_ADD, id, error))
        return false;
    if (store->answer.first_new == 0)
        store->answer.first_new = id;
    store->answer.added += !marks.hidden;
    store->answer.unread += !marks.hidden && !marks.read;
    append_id(saved, id);
    scan_forget_entry(store, id);
    return true;
}

static bool update_headline(struct store *store, const struct arrival *arrival, store_id id, struct error *error)
{
    const struct incoming_entry *entry = arrival->entry;
    sqlite3_stmt *update = store_prepare(store, STATEMENT_ENTRY_UPDATE, error);
    if (!update)
        return false;
    sqlite3_bind_int64(update, 1, id);
    bind_text(update, 2, stored_guid(entry));
    bind_text(update, 3, entry->title);
    bind_text(update, 4, entry->link);
    bind_text(update, 5, entry->author);
    bind_text(update, 6, entry->language);
    sqlite3_bind_int64(update, 7, entry->published);
    sqlite3_bind_int64(update, 8, entry->updated);
    sqlite3_bind_int64(update, 9, arrival->content_hash);
    sqlite3_bind_int64(update, 10, entry->reading_seconds);
    return store_run(store, update, "save a headline", error);
}

static bool update_entry(struct store *store, const struct arrival *arrival, store_id id, struct error *error)
{
    return search_forget(store, id, error) && update_headline(store, arrival, id, error) &&
           set_body(store, STATEMENT_BODY_SET, id, &arrival->entry->content, error) &&
           run_about(store, STATEMENT_ENCLOSURES_DELETE, id, error) &&
           add_enclosures(store, id, arrival->entry, error) && run_about(store, STATEMENT_BACKLOG_ADD, id, error);
}

static bool relist_expired(struct store *store, const struct arrival *arrival, struct error *error)
{
    sqlite3_stmt *relist = store_prepare(store, STATEMENT_EXPIRED_LISTED, error);
    if (!relist)
        return false;
    sqlite3_bind_int64(relist, 1, arrival->feed);
    sqlite3_bind_int64(relist, 2, arrival->guid_hash);
    sqlite3_bind_int64(relist, 3, arrival->now);
    return store_run(store, relist, "save a headline", error);
}

/* What retention removed does not come back while it is listed. */
static bool is_expired(struct store *store, const struct arrival *arrival, bool *expired, struct error *error)
{
    sqlite3_stmt *find = store_prepare(store, STATEMENT_EXPIRED_FIND, error);
    bool failed = false;
    *expired = false;
    if (!find)
        return false;
    sqlite3_bind_int64(find, 1, arrival->feed);
    sqlite3_bind_int64(find, 2, arrival->guid_hash);
    if (!store_next_row(store, find, "look up a headline", &failed, error))
        return !failed;
    *expired = true;
    bool is_fresh = arrival->now - sqlite3_column_int64(find, 0) < RELIST_AFTER_SECONDS;
    sqlite3_reset(find);
    return is_fresh || relist_expired(store, arrival, error);
}

static bool save_unknown(struct store *store, const struct arrival *arrival, struct saved *saved, struct error *error)
{
    bool expired = false;
    return (!store->answer.has_expired || is_expired(store, arrival, &expired, error)) && (expired || insert_entry(store, arrival, saved, error));
}

static bool save_entry(struct store *store, const struct arrival *arrival, struct saved *saved, struct error *error)
{
    sqlite3_stmt *find = store_prepare(store, STATEMENT_ENTRY_FIND, error);
    if (!find)
        return false;
    sqlite3_bind_int64(find, 1, arrival->feed);
    sqlite3_bind_int64(find, 2, arrival->guid_hash);
    bool failed = false;
    if (!store_next_row(store, find, "look up a headline", &failed, error))
        return !failed && save_unknown(store, arrival, saved, error);
    store_id id = sqlite3_column_int64(find, 0);
    bool same = sqlite3_column_int64(find, 1) == arrival->content_hash;
    sqlite3_reset(find);
    saved->changed += !same;
    return same || update_entry(store, arrival, id, error);
}
