#include "store/backup.h"

#include "store/place.h"
#include "store/restore.h"

#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { GENERATIONS = 3, SECONDS_OF_AN_HOUR = 3600, SECONDS_OF_A_DAY = 86400, MOST_MARKS = 300000 };
#define MOST_MARKS_TEXT "300000"

static const char *const tables =
    "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA application_id = 1802003066; BEGIN;"
    "CREATE TABLE IF NOT EXISTS marks (feed_url TEXT NOT NULL, guid_hash INTEGER NOT NULL, read INTEGER NOT NULL,"
    "  starred INTEGER NOT NULL, saved INTEGER NOT NULL, hidden INTEGER NOT NULL, tags TEXT NOT NULL,"
    "  PRIMARY KEY (feed_url, guid_hash)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE IF NOT EXISTS kept (feed_url TEXT NOT NULL, guid_hash INTEGER NOT NULL, published INTEGER NOT NULL,"
    "  updated INTEGER NOT NULL, received INTEGER NOT NULL, content_hash INTEGER NOT NULL, reading_seconds INTEGER,"
    "  language TEXT NOT NULL, author TEXT NOT NULL, title TEXT NOT NULL, link TEXT NOT NULL, guid TEXT NOT NULL,"
    "  size INTEGER, content BLOB, PRIMARY KEY (feed_url, guid_hash)) STRICT;" /* a key of an index has no room for it */
    "CREATE TABLE IF NOT EXISTS directions (feed_url TEXT, guid_hash INTEGER, place BLOB, paragraph INTEGER NOT NULL,"
    "  rtl INTEGER NOT NULL, UNIQUE (feed_url, guid_hash, place, paragraph)) STRICT;"
    "CREATE TABLE IF NOT EXISTS feeds (url TEXT PRIMARY KEY, name TEXT NOT NULL, folder TEXT NOT NULL, "
    "  moved_to TEXT NOT NULL) STRICT, WITHOUT ROWID;";

/* From one database into another, row by row: what is read of a damaged one may end anywhere. */
struct copy {
    const char *from, *to;
};

#define OF_FEED "(SELECT url FROM feeds WHERE feeds.id = entries.feed_id)"
#define TAGS "(SELECT coalesce(group_concat(tag, char(10)), '') FROM entry_tags WHERE entry_id = entries.id)"
#define IS_TAGGED "EXISTS (SELECT 1 FROM entry_tags WHERE entry_id = entries.id)"
#define HAS_DIRECTION "EXISTS (SELECT 1 FROM directions WHERE entry_id = entries.id)"
#define MARKS "SELECT " OF_FEED ", guid_hash, read, starred, saved, hidden, " TAGS " FROM entries WHERE "
#define KEPT                                                                                                           \
    "SELECT " OF_FEED ", guid_hash, published, updated, received, content_hash, reading_seconds, language, author, "   \
    "title, link, guid, (SELECT size FROM bodies WHERE entry_id = entries.id), (SELECT content FROM bodies WHERE "     \
    "entry_id = entries.id) FROM entries WHERE "
#define INTO_MARKS "INSERT OR IGNORE INTO marks VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)"
#define INTO_KEPT                                                                                                      \
    "INSERT OR IGNORE INTO kept VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)"

/* From both ends: behind what is damaged may be more. */
static const struct copy out[] = {
    { "SELECT url, name, folder, moved_to FROM feeds", "INSERT OR IGNORE INTO feeds VALUES (?1, ?2, ?3, ?4)" },
    { MARKS "starred OR saved OR hidden OR " IS_TAGGED, INTO_MARKS },
    { KEPT "starred OR saved OR " IS_TAGGED " OR " HAS_DIRECTION, INTO_KEPT },
    { MARKS "read = 1 ORDER BY id DESC LIMIT " MOST_MARKS_TEXT, INTO_MARKS },
    { MARKS "read = 1 ORDER BY id LIMIT " MOST_MARKS_TEXT, INTO_MARKS },
    { "SELECT (SELECT url FROM feeds WHERE feeds.id = directions.feed_id OR feeds.id = (SELECT feed_id FROM entries "
      "WHERE entries.id = entry_id)), (SELECT guid_hash FROM entries WHERE entries.id = entry_id), place, paragraph, "
      "rtl FROM directions",
      "INSERT OR IGNORE INTO directions VALUES (?1, ?2, ?3, ?4, ?5)" },
    /* What was not fetched again yet. */
    { "SELECT feed_url, guid_hash, read, starred, saved, hidden, tags FROM marks_to_restore", INTO_MARKS },
};

static const struct copy in[] = {
    { "SELECT url, name, folder, moved_to FROM feeds",
      "INSERT OR IGNORE INTO feeds (url, name, folder, moved_to) VALUES (?1, ?2, ?3, ?4)" },
    { "SELECT feed_url, guid_hash, published, updated, received, content_hash, reading_seconds, language, author, title, "
      "link, guid FROM kept ORDER BY received, published",
      "INSERT OR IGNORE INTO entries (feed_id, guid_hash, published, updated, received, content_hash, reading_seconds, "
      "language, author, title, link, guid) SELECT id, ?2, ?3, ?4, ?5, ?6, coalesce(?7, 0), ?8, ?9, ?10, ?11, ?12 FROM "
      "feeds WHERE url = ?1" },
    { "SELECT feed_url, guid_hash, size, content FROM kept WHERE size > 0 AND content IS NOT NULL",
      "INSERT OR IGNORE INTO bodies (entry_id, size, content) SELECT id, ?3, ?4 FROM entries WHERE feed_id = (SELECT id "
      "FROM feeds WHERE url = ?1) AND guid_hash = ?2" },
    { "SELECT feed_url, guid_hash, read, starred, saved, hidden, tags FROM marks",
      "INSERT OR IGNORE INTO marks_to_restore VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)" },
    { "SELECT feed_url, paragraph, rtl FROM directions WHERE feed_url IS NOT NULL AND guid_hash IS NULL",
      "INSERT OR IGNORE INTO directions (feed_id, paragraph, rtl) SELECT id, ?2, ?3 FROM feeds WHERE url = ?1" },
    { "SELECT feed_url, guid_hash, paragraph, rtl FROM directions WHERE guid_hash IS NOT NULL",
      "INSERT OR IGNORE INTO directions (entry_id, paragraph, rtl) SELECT id, ?3, ?4 FROM entries WHERE feed_id = "
      "(SELECT id FROM feeds WHERE url = ?1) AND guid_hash = ?2" },
    { "SELECT place, paragraph, rtl FROM directions WHERE place IS NOT NULL",
      "INSERT OR IGNORE INTO directions (place, paragraph, rtl) VALUES (?1, ?2, ?3)" },
};

static bool copy_row(sqlite3_stmt *from, sqlite3_stmt *to)
{
    for (int column = 0; column < sqlite3_column_count(from); column++)
        sqlite3_bind_value(to, column + 1, sqlite3_column_value(from, column));
    int code = sqlite3_step(to);
    sqlite3_reset(to);
    return code == SQLITE_DONE || (code & 0xff) == SQLITE_CONSTRAINT; /* a row that cannot be is passed over */
}

/* False when not all could be read or written. */
static bool run_copy(sqlite3 *source, sqlite3 *target, const struct copy *copy)
{
    sqlite3_stmt *from = NULL, *to = NULL;
    bool good = sqlite3_prepare_v2(source, copy->from, -1, &from, NULL) == SQLITE_OK &&
                sqlite3_prepare_v2(target, copy->to, -1, &to, NULL) == SQLITE_OK;
    int code = SQLITE_ROW;
    while (good && (code = sqlite3_step(from)) == SQLITE_ROW)
        good = copy_row(from, to);
    sqlite3_finalize(from);
    sqlite3_finalize(to);
    return good && code == SQLITE_DONE;
}

static bool run_copies(sqlite3 *source, sqlite3 *target, const struct copy *copies, size_t count)
{
    bool whole = true;
    for (size_t i = 0; i < count; i++)
        whole &= run_copy(source, target, &copies[i]);
    return whole;
}

static bool reach_disk(const char *name)
{
    int descriptor = open(name, O_RDWR | O_CLOEXEC);
    bool good = descriptor >= 0 && fsync(descriptor) == 0;
    if (descriptor >= 0)
        close(descriptor);
    return good;
}

/* A file of its own, not seen under its name before it is whole. */
static bool write_out(sqlite3 *source, const char *name, bool whole)
{
    sqlite3 *target = NULL;
    unlink(name);
    int descriptor = open(name, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (descriptor < 0)
        return false;
    close(descriptor);
    bool good = sqlite3_open_v2(name, &target, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL) == SQLITE_OK &&
                sqlite3_exec(target, tables, NULL, NULL, NULL) == SQLITE_OK;
    if (good)
        good = run_copies(source, target, out, sizeof out / sizeof *out) || !whole;
    good = good && sqlite3_exec(target, "COMMIT", NULL, NULL, NULL) == SQLITE_OK;
    sqlite3_close(target);
    return good && reach_disk(name);
}

static int64_t age_of(const char *name)
{
    struct stat status;
    return stat(name, &status) == 0 ? (int64_t)(time(NULL) - status.st_mtime) : INT64_MAX;
}

static bool has_marks(struct store *store)
{
    sqlite3_stmt *find = store_prepare(store, STATEMENT_HAS_MARKS, NULL);
    bool failed = false, found = find && store_next_row(store, find, "look for marks", &failed, NULL);
    if (found)
        sqlite3_reset(find);
    return found;
}

void backup_keep(struct store *store)
{
    char newest[PATH_MAX], older[PATH_MAX], oldest[PATH_MAX], fresh[PATH_MAX];
    if (store->read_only || !place_name_beside(store->path, "-marks", newest) || !place_name_beside(store->path, "-marks-1", older) ||
        !place_name_beside(store->path, "-marks-2", oldest) || !place_name_beside(store->path, "-marks-new", fresh))
        return;
    int64_t age = age_of(newest), age_of_older = age_of(older);
    if ((age >= 0 && age < SECONDS_OF_AN_HOUR) || !has_marks(store))
        return;
    if (!write_out(store->database, fresh, true)) {
        unlink(fresh);
        return;
    }
    if (age != INT64_MAX && (age_of_older < 0 || age_of_older >= SECONDS_OF_A_DAY)) {
        rename(older, oldest);
        rename(newest, older);
    }
    rename(fresh, newest);
}

/* ---- coming back ---------------------------------------------------------------------------------------------- */

static sqlite3 *open_to_read(const char *name)
{
    sqlite3 *database = NULL;
    if (sqlite3_open_v2(name, &database, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, NULL) == SQLITE_OK) {
        sqlite3_db_config(database, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
        sqlite3_limit(database, SQLITE_LIMIT_LENGTH, LARGEST_VALUE_BYTES);
        sqlite3_exec(database, "PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON", NULL, NULL, NULL);
        return database;
    }
    sqlite3_close(database);
    return NULL;
}

/* True when all of it could be read. */
static bool take_in(struct store *store, const char *name)
{
    sqlite3 *source = open_to_read(name);
    bool whole = source && run_copies(source, store->database, in, sizeof in / sizeof *in);
    sqlite3_close(source);
    return whole;
}

/* What the damaged one still says is newer than any backup. */
static void salvage(struct store *store, const char *damaged)
{
    char name[PATH_MAX];
    sqlite3 *source = open_to_read(damaged);
    if (source && place_name_beside(store->path, "-marks-new", name)) {
        if (write_out(source, name, false))
            take_in(store, name);
        unlink(name);
    }
    sqlite3_close(source);
}

static int64_t count_marks(struct store *store)
{
    sqlite3_stmt *count = store_prepare(store, STATEMENT_COUNT_TO_RESTORE, NULL);
    bool failed = false;
    int64_t marks = 0;
    if (count && store_next_row(store, count, "look for marks", &failed, NULL)) {
        marks = sqlite3_column_int64(count, 0);
        sqlite3_reset(count);
    }
    return marks;
}

static void apply_to_kept(struct store *store)
{
    sqlite3_exec(store->database,
                 "UPDATE entries SET (read, starred, saved, hidden) = (SELECT read, starred, saved, hidden FROM "
                 "marks_to_restore WHERE feed_url = " OF_FEED " AND guid_hash = entries.guid_hash) WHERE EXISTS (SELECT 1 "
                 "FROM marks_to_restore WHERE feed_url = " OF_FEED " AND guid_hash = entries.guid_hash);"
                 "UPDATE feeds SET entry_count = (SELECT count(*) FROM entries WHERE feed_id = feeds.id AND hidden = 0),"
                 "unread_count = (SELECT count(*) FROM entries WHERE feed_id = feeds.id AND hidden = 0 AND read = 0);"
                 "INSERT OR IGNORE INTO search_backlog SELECT id FROM entries",
                 NULL, NULL, NULL);
}

/* Those whose entries came along have their tags at once. */
static void tag_kept(struct store *store)
{
    sqlite3_stmt *list = store_prepare(store, STATEMENT_TAGS_TO_RESTORE, NULL);
    bool failed = false;
    while (list && store_next_row(store, list, "bring marks back", &failed, NULL)) {
        struct waiting_marks marks = { .tags = column_blob(list, 1) };
        restore_tags(store, sqlite3_column_int64(list, 0), &marks, NULL);
    }
}

void backup_restore(struct store *store, const char *damaged, int64_t *marks)
{
    static const char *const generations[GENERATIONS] = { "-marks", "-marks-1", "-marks-2" };
    char name[PATH_MAX];
    *marks = 0;
    if (!store_begin(store, "bring marks back", NULL))
        return;
    salvage(store, damaged);
    /* An older one would bring back what was unmarked since. */
    for (int i = 0; i < GENERATIONS; i++)
        if (place_name_beside(store->path, generations[i], name) && access(name, R_OK) == 0 && take_in(store, name))
            break;
    apply_to_kept(store);
    tag_kept(store);
    *marks = count_marks(store);
    sqlite3_exec(store->database,
                 "DELETE FROM marks_to_restore WHERE EXISTS (SELECT 1 FROM entries JOIN feeds ON feeds.id = "
                 "entries.feed_id WHERE feeds.url = feed_url AND entries.guid_hash = marks_to_restore.guid_hash)",
                 NULL, NULL, NULL);
    store_end(store, true, "bring marks back", NULL);
}
