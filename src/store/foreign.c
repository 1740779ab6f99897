#include "store/foreign.h"

#include "base/catalogue.h"
#include "store/database.h"
#include "store/soundness.h"

#include <stdlib.h>
#include <string.h>

/* The file is a stranger's: no view or trigger of it may do anything, and a table that is none is not read. */
enum { FOREIGN_FEED_LIMIT = 100000, FOREIGN_ENTRY_LIMIT = 5000000, LONGEST_TEXT = 1 << 20 };

struct foreign {
    sqlite3 *database;
    sqlite3_stmt *entries;
    size_t entry_count;
    struct arena scratch; /* of one entry */
    const char *path;
    struct arena own;
};

static const char action[] = N_("read another reader's database");

static const char tables_sql[] = "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name IN ('rss_feed', "
                                 "'rss_item') AND sql LIKE 'CREATE TABLE%'";
static const char feeds_sql[] = "SELECT rssurl, title FROM rss_feed ORDER BY rowid LIMIT ?1";
/* Its flags are letters that the reader chose; any of them is taken for a star. */
static const char entries_sql[] = "SELECT feedurl, guid, url, unread = 0, coalesce(flags, '') <> '' FROM rss_item "
                                  "WHERE unread = 0 OR coalesce(flags, '') <> '' ORDER BY feedurl";

static bool fail(const struct foreign *foreign, int code, struct error *error)
{
    if ((code & 0xff) == SQLITE_BUSY)
        return error_set(error, ERROR_FILE, "%.150s: in use; quit newsboat first", foreign->path);
    if (soundness_is_damage(code))
        return error_set(error, ERROR_FILE,
                         "%.120s: the database is damaged; \"sqlite3 OLD .recover | sqlite3 NEW\" saves what it can, then "
                         "import NEW",
                         foreign->path);
    return database_error(foreign->database, code, foreign->path, action, error);
}

static int configure(sqlite3 *database)
{
    sqlite3_extended_result_codes(database, 1);
    sqlite3_limit(database, SQLITE_LIMIT_LENGTH, LARGEST_VALUE_BYTES);
    sqlite3_limit(database, SQLITE_LIMIT_ATTACHED, 0);
    sqlite3_db_config(database, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    sqlite3_db_config(database, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
    sqlite3_db_config(database, SQLITE_DBCONFIG_ENABLE_VIEW, 0, NULL);
    return sqlite3_exec(database, "PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; PRAGMA query_only = ON",
                        NULL, NULL, NULL);
}

static int count_tables(struct foreign *foreign, int *count)
{
    sqlite3_stmt *statement = NULL;
    int code = sqlite3_prepare_v2(foreign->database, tables_sql, -1, &statement, NULL);
    if (code == SQLITE_OK && (code = sqlite3_step(statement)) == SQLITE_ROW) {
        *count = sqlite3_column_int(statement, 0);
        code = SQLITE_OK;
    }
    sqlite3_finalize(statement);
    return code;
}

struct foreign *foreign_open_newsboat(const char *path, struct error *error)
{
    struct foreign *foreign = allocate(1, sizeof *foreign);
    int tables = 0;
    foreign->path = arena_copy_string(&foreign->own, slice_of(path));
    int code = sqlite3_open_v2(path, &foreign->database, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, NULL);
    if (code == SQLITE_OK)
        code = configure(foreign->database);
    if (code == SQLITE_OK)
        code = count_tables(foreign, &tables);
    if (code == SQLITE_OK && tables == 2)
        code = sqlite3_prepare_v2(foreign->database, entries_sql, -1, &foreign->entries, NULL);
    if (code == SQLITE_OK && tables == 2)
        return foreign;
    if (code == SQLITE_OK)
        error_set(error, ERROR_FORMAT, "%.150s: a database, but not newsboat's; its cache.db is wanted", path);
    else
        fail(foreign, code, error);
    foreign_close(foreign);
    return NULL;
}

void foreign_close(struct foreign *foreign)
{
    if (!foreign)
        return;
    sqlite3_finalize(foreign->entries);
    sqlite3_close(foreign->database);
    arena_finish(&foreign->scratch);
    arena_finish(&foreign->own);
    free(foreign);
}

static bool is_believable(sqlite3_stmt *row, int columns)
{
    for (int i = 0; i < columns; i++)
        if (sqlite3_column_bytes(row, i) > LONGEST_TEXT)
            return false;
    return true;
}

static bool read_feeds(struct foreign *foreign, sqlite3_stmt *row, struct arena *arena, struct foreign_feed **feeds,
                       size_t *count, struct error *error)
{
    struct foreign_feed *found = NULL;
    size_t capacity = 0;
    int code;
    sqlite3_bind_int(row, 1, FOREIGN_FEED_LIMIT);
    while ((code = sqlite3_step(row)) == SQLITE_ROW) {
        if (!is_believable(row, 2))
            continue;
        if (*count == capacity)
            found = reallocate(found, capacity = capacity * 2 + 64, sizeof *found);
        found[(*count)++] = (struct foreign_feed){ column_text(row, 0, arena), column_text(row, 1, arena) };
    }
    *feeds = ARENA_ARRAY(arena, struct foreign_feed, *count);
    if (*count)
        memcpy(*feeds, found, *count * sizeof *found);
    free(found);
    return code == SQLITE_DONE || fail(foreign, code, error);
}

bool foreign_feeds(struct foreign *foreign, struct arena *arena, struct foreign_feed **feeds, size_t *count,
                   struct error *error)
{
    sqlite3_stmt *row = NULL;
    *count = 0;
    int code = sqlite3_prepare_v2(foreign->database, feeds_sql, -1, &row, NULL);
    bool good = code == SQLITE_OK ? read_feeds(foreign, row, arena, feeds, count, error) : fail(foreign, code, error);
    sqlite3_finalize(row);
    return good;
}

bool foreign_next_entry(struct foreign *foreign, struct foreign_entry *entry, bool *failed, struct error *error)
{
    int code;
    *failed = false;
    arena_reset(&foreign->scratch);
    while ((code = sqlite3_step(foreign->entries)) == SQLITE_ROW && ++foreign->entry_count <= FOREIGN_ENTRY_LIMIT) {
        if (!is_believable(foreign->entries, 3))
            continue;
        *entry = (struct foreign_entry){
            .feed_url = column_text(foreign->entries, 0, &foreign->scratch),
            .guid = column_text(foreign->entries, 1, &foreign->scratch),
            .link = column_text(foreign->entries, 2, &foreign->scratch),
            .read = sqlite3_column_int(foreign->entries, 3) != 0,
            .flagged = sqlite3_column_int(foreign->entries, 4) != 0,
        };
        return true;
    }
    *failed = code != SQLITE_DONE && code != SQLITE_ROW && !fail(foreign, code, error);
    return false;
}
