#include "base/catalogue.h"
#include "base/message.h"
#include "store/upkeep.h"

#include "store/database.h"
#include "store/search.h"

#include <stdio.h>
#include <sys/stat.h>

enum { BODIES_AT_ONCE = 50 };

static int64_t size_on_disk(const struct store *store)
{
    struct stat status;
    return stat(store->path, &status) == 0 ? (int64_t)status.st_size : 0;
}

static void say_size(const struct upkeep_listener *listener, const char *format, int64_t bytes)
{
    char line[160];
    message_print(line, sizeof line, format, (double)bytes / 1e6);
    listener->say(listener->context, line);
}

struct unpacked {
    store_id ids[BODIES_AT_ONCE];
    struct packed bodies[BODIES_AT_ONCE];
    size_t count;
};

/* Those behind `*last` that are as they came and might be smaller. */
static bool find_unpacked(struct store *store, store_id *last, struct packer *packer, struct arena *arena,
                          struct unpacked *found, bool *more, struct error *error)
{
    sqlite3_stmt *list = store_prepare(store, STATEMENT_UNPACKED, error);
    bool failed = false;
    *more = false;
    if (!list)
        return false;
    sqlite3_bind_int64(list, 1, *last);
    sqlite3_bind_int(list, 2, BODIES_AT_ONCE);
    while (store_next_row(store, list, "pack articles", &failed, error)) {
        *more = true;
        *last = sqlite3_column_int64(list, 0);
        struct slice text = arena_copy(arena, column_blob(list, 1));
        struct packed packed = pack(packer, text, arena);
        if (packed.bytes.length == packed.size)
            continue;
        found->ids[found->count] = *last;
        found->bodies[found->count++] = packed;
    }
    return !failed;
}

static bool keep_packed(struct store *store, const struct unpacked *found, struct error *error)
{
    bool good = true;
    if (found->count == 0)
        return true;
    if (!store_begin_fetched(store, "pack articles", error))
        return false;
    for (size_t i = 0; i < found->count && good; i++) {
        sqlite3_stmt *set = store_prepare(store, STATEMENT_BODY_SET, error);
        if (set) {
            sqlite3_bind_int64(set, 1, found->ids[i]);
            sqlite3_bind_int64(set, 2, found->bodies[i].size);
            bind_blob(set, 3, found->bodies[i].bytes);
        }
        good = set && store_run(store, set, "pack articles", error);
    }
    return store_end(store, good, "pack articles", error);
}

static bool pack_bodies(struct store *store, struct error *error)
{
    struct packer *packer = packer_create();
    struct arena arena = { 0 };
    store_id last = 0;
    bool good = true, more = true;
    while (good && more) {
        struct unpacked found = { .count = 0 };
        good = find_unpacked(store, &last, packer, &arena, &found, &more, error) && keep_packed(store, &found, error);
        arena_reset(&arena);
    }
    arena_finish(&arena);
    packer_destroy(packer);
    return good;
}

static bool run_all(struct store *store, const char *sql, struct error *error)
{
    return sqlite3_exec(store->database, sql, NULL, NULL, NULL) == SQLITE_OK || store_fail(store, "compact it", error);
}

/* What belongs to nothing; feeds that are no longer listed keep what the reader marked. */
static const char *const remove_orphans =
    "DELETE FROM bodies WHERE NOT EXISTS (SELECT 1 FROM entries WHERE id = entry_id);"
    "DELETE FROM search_backlog WHERE NOT EXISTS (SELECT 1 FROM entries WHERE id = entry_id);"
    "DELETE FROM expired WHERE feed_id NOT IN (SELECT id FROM feeds)";

static bool index_all(struct store *store, const struct upkeep_listener *listener, struct error *error)
{
    enum { MILLISECONDS = 500 };
    size_t left;
    do {
        size_t all;
        if (!store_index_some(store, MILLISECONDS, &left, error) || !store_count_backlog(store, &all, error))
            return false;
        if (listener->left)
            listener->left(listener->context, all);
    } while (left > 0);
    return true;
}

static bool compact_index(struct store *store, const struct upkeep_listener *listener, struct error *error)
{
    bool sound;
    if (!store_check_index(store, &sound, error))
        return false;
    if (!sound)
        listener->say(listener->context, _("The index of words is damaged and is made anew."));
    return (sound || store_make_index_anew(store, error)) && index_all(store, listener, error) &&
           store_compact_index(store, error);
}

/* Only when nobody else is in the way: it would wait for seconds, and let nobody write meanwhile. */
static bool give_room_back(struct store *store, const struct upkeep_listener *listener, struct error *error)
{
    sqlite3_busy_timeout(store->database, 2000);
    sqlite3_limit(store->database, SQLITE_LIMIT_ATTACHED, 1); /* SQLite's own, that it writes to */
    int code = sqlite3_exec(store->database, "VACUUM", NULL, NULL, NULL);
    if (code == SQLITE_OK)
        code = sqlite3_wal_checkpoint_v2(store->database, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
    sqlite3_limit(store->database, SQLITE_LIMIT_ATTACHED, 0);
    writing_configure(store);
    if ((code & 0xff) == SQLITE_BUSY || (code & 0xff) == SQLITE_LOCKED) {
        listener->say(listener->context, _("Another khabar is open, so the room is given back when it is closed."));
        return true;
    }
    return code == SQLITE_OK || store_fail(store, "compact it", error);
}

bool store_compact(struct store *store, const struct upkeep_listener *listener, struct error *error)
{
    if (!store_writable(store, error))
        return false;
    say_size(listener, _("Before: %.1f MB"), size_on_disk(store));
    bool good = pack_bodies(store, error) && store_begin(store, "compact it", error) &&
                store_end(store, run_all(store, remove_orphans, error), "compact it", error) &&
                compact_index(store, listener, error) && run_all(store, "PRAGMA optimize", error) &&
                give_room_back(store, listener, error);
    if (good)
        say_size(listener, _("After: %.1f MB"), size_on_disk(store));
    return good;
}
