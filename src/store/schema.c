#include "store/schema.h"

#include <stdbool.h>
#include <stdio.h>

/* A released step is never edited: a change is a new step at the end. */
const char *const schema_steps[] = {
    "CREATE TABLE feeds ("
    "  id INTEGER PRIMARY KEY AUTOINCREMENT," /* an id never comes to mean another feed */
    "  url TEXT NOT NULL UNIQUE,"
    "  name TEXT NOT NULL DEFAULT ''," /* the user's own */
    "  title TEXT NOT NULL DEFAULT '',"
    "  site TEXT NOT NULL DEFAULT '',"
    "  language TEXT NOT NULL DEFAULT '',"
    "  etag TEXT NOT NULL DEFAULT '',"
    "  last_modified TEXT NOT NULL DEFAULT '',"
    "  error_text TEXT NOT NULL DEFAULT '',"
    "  error_since INTEGER NOT NULL DEFAULT 0,"
    "  checked_at INTEGER NOT NULL DEFAULT 0,"
    "  listed INTEGER NOT NULL DEFAULT 1 CHECK (listed IN (0, 1))" /* 0: unsubscribed by hand; marks are kept */
    ") STRICT;"
    "CREATE TABLE entries ("
    "  id INTEGER PRIMARY KEY AUTOINCREMENT,"
    "  feed_id INTEGER NOT NULL REFERENCES feeds (id) ON DELETE CASCADE,"
    "  guid TEXT NOT NULL,"
    "  title TEXT NOT NULL,"
    "  link TEXT NOT NULL,"
    "  author TEXT NOT NULL,"
    "  language TEXT NOT NULL,"
    "  published INTEGER NOT NULL CHECK (published <> 0),"
    "  updated INTEGER NOT NULL,"
    "  received INTEGER NOT NULL,"
    "  read INTEGER NOT NULL DEFAULT 0 CHECK (read IN (0, 1)),"
    "  content_hash INTEGER NOT NULL,"
    "  UNIQUE (feed_id, guid)"
    ") STRICT;"
    /* Apart, so that a list of headlines never reads articles from the disk. */
    "CREATE TABLE bodies ("
    "  entry_id INTEGER PRIMARY KEY REFERENCES entries (id) ON DELETE CASCADE,"
    "  content TEXT NOT NULL"
    ") STRICT;"
    /* Read backwards these are (published DESC, id DESC): newest first, total. The columns after id are there so that
     * what is skipped or counted is known from the index alone. */
    "CREATE INDEX entries_by_date ON entries (published, id, feed_id);"
    "CREATE INDEX entries_by_feed ON entries (feed_id, published, id);"
    "CREATE INDEX entries_unread_by_date ON entries (read, published, id, feed_id) WHERE read = 0;"
    "CREATE INDEX entries_unread_by_feed ON entries (feed_id, read, published, id) WHERE read = 0;",

    /* Each is about one of three: a feed, an entry, or a place outside of both. */
    "CREATE TABLE directions ("
    "  feed_id INTEGER REFERENCES feeds (id) ON DELETE CASCADE,"
    "  entry_id INTEGER REFERENCES entries (id) ON DELETE CASCADE,"
    "  place BLOB," /* a path may be any bytes */
    "  paragraph INTEGER NOT NULL," /* 0: all of it */
    "  rtl INTEGER NOT NULL CHECK (rtl IN (0, 1)),"
    "  CHECK ((feed_id IS NOT NULL) + (entry_id IS NOT NULL) + (place IS NOT NULL) = 1)"
    ") STRICT;"
    "CREATE UNIQUE INDEX directions_of_feeds ON directions (feed_id, paragraph) WHERE feed_id IS NOT NULL;"
    "CREATE UNIQUE INDEX directions_of_entries ON directions (entry_id, paragraph) WHERE entry_id IS NOT NULL;"
    "CREATE UNIQUE INDEX directions_of_places ON directions (place, paragraph) WHERE place IS NOT NULL;",
};

const int schema_version = sizeof schema_steps / sizeof *schema_steps;

static int read_number(sqlite3 *database, const char *sql, int *number)
{
    sqlite3_stmt *statement = NULL;
    int code = sqlite3_prepare_v2(database, sql, -1, &statement, NULL);
    if (code == SQLITE_OK)
        code = sqlite3_step(statement);
    if (code == SQLITE_ROW) {
        *number = sqlite3_column_int(statement, 0);
        code = SQLITE_OK;
    }
    sqlite3_finalize(statement);
    return code;
}

int schema_read_version(sqlite3 *database, int *version)
{
    return read_number(database, "PRAGMA user_version", version);
}

int schema_read_application(sqlite3 *database, int *application_id)
{
    return read_number(database, "PRAGMA application_id", application_id);
}

static int run_step(sqlite3 *database, const char *step, int version)
{
    char mark[96];
    snprintf(mark, sizeof mark, "PRAGMA application_id = %d; PRAGMA user_version = %d", STORE_APPLICATION_ID, version);
    int code = sqlite3_exec(database, step, NULL, NULL, NULL);
    return code == SQLITE_OK ? sqlite3_exec(database, mark, NULL, NULL, NULL) : code;
}

int schema_migrate(sqlite3 *database, const char *const *steps, int count)
{
    for (;;) {
        int version = 0;
        int code = sqlite3_exec(database, "BEGIN IMMEDIATE", NULL, NULL, NULL);
        if (code != SQLITE_OK)
            return code;
        /* Read inside the transaction: another khabar may have come first. */
        code = schema_read_version(database, &version);
        bool done = code == SQLITE_OK && version >= count;
        if (code == SQLITE_OK && !done)
            code = run_step(database, steps[version], version + 1);
        if (code == SQLITE_OK)
            code = sqlite3_exec(database, "COMMIT", NULL, NULL, NULL);
        if (code != SQLITE_OK)
            sqlite3_exec(database, "ROLLBACK", NULL, NULL, NULL);
        if (code != SQLITE_OK || done)
            return code;
    }
}
