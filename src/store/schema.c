#include "store/schema.h"

#include "base/hash.h"

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

    /* Both tables are made anew: an entry is found by the hash of its guid, as an index over guids was as large as the
     * titles, and an article is bytes, packed or not. */
    "ALTER TABLE feeds ADD COLUMN folder TEXT NOT NULL DEFAULT '';"
    "ALTER TABLE feeds ADD COLUMN failures INTEGER NOT NULL DEFAULT 0;" /* in a row */
    "ALTER TABLE feeds ADD COLUMN due_at INTEGER NOT NULL DEFAULT 0;" /* not to be asked before */
    "ALTER TABLE feeds ADD COLUMN gone INTEGER NOT NULL DEFAULT 0;" /* it said that it ended */
    "ALTER TABLE feeds ADD COLUMN moved_to TEXT NOT NULL DEFAULT '';" /* asked there from now on */
    "ALTER TABLE feeds ADD COLUMN older_page TEXT NOT NULL DEFAULT '';" /* not read yet */
    "ALTER TABLE feeds ADD COLUMN entry_count INTEGER NOT NULL DEFAULT 0;" /* both without hidden entries; whoever changes entries keeps them right */
    "ALTER TABLE feeds ADD COLUMN unread_count INTEGER NOT NULL DEFAULT 0;"
    "ALTER TABLE feeds ADD COLUMN arrived_id INTEGER NOT NULL DEFAULT 0;"
    "CREATE TABLE entries_anew ("
    "  id INTEGER PRIMARY KEY AUTOINCREMENT,"
    "  feed_id INTEGER NOT NULL REFERENCES feeds (id) ON DELETE CASCADE,"
    "  guid_hash INTEGER NOT NULL,"
    "  published INTEGER NOT NULL CHECK (published <> 0),"
    "  updated INTEGER NOT NULL,"
    "  received INTEGER NOT NULL,"
    "  content_hash INTEGER NOT NULL,"
    "  reading_seconds INTEGER NOT NULL DEFAULT 0,"
    "  read INTEGER NOT NULL DEFAULT 0 CHECK (read IN (0, 1)),"
    "  starred INTEGER NOT NULL DEFAULT 0 CHECK (starred IN (0, 1)),"
    "  saved INTEGER NOT NULL DEFAULT 0 CHECK (saved IN (0, 1)),"
    "  hidden INTEGER NOT NULL DEFAULT 0 CHECK (hidden IN (0, 1)),"
    "  language TEXT NOT NULL,"
    "  author TEXT NOT NULL,"
    "  title TEXT NOT NULL,"
    "  link TEXT NOT NULL,"
    "  guid TEXT NOT NULL" /* empty: the same as the link */
    ") STRICT;"
    "INSERT INTO entries_anew (id, feed_id, guid_hash, published, updated, received, content_hash, read, language, "
    "  author, title, link, guid) SELECT id, feed_id, guid_hash(guid), published, updated, received, content_hash, "
    "  read, language, author, title, link, CASE WHEN guid = link THEN '' ELSE guid END FROM entries ORDER BY id;"
    "CREATE TABLE bodies_anew ("
    "  entry_id INTEGER PRIMARY KEY REFERENCES entries (id) ON DELETE CASCADE,"
    "  size INTEGER NOT NULL," /* of the content; when it has as many bytes it is not packed */
    "  content BLOB NOT NULL"
    ") STRICT;"
    "INSERT INTO bodies_anew SELECT entry_id, length(CAST(content AS BLOB)), CAST(content AS BLOB) FROM bodies "
    "  ORDER BY entry_id;"
    /* An id never comes to mean another entry. */
    "DELETE FROM sqlite_sequence WHERE name = 'entries_anew';"
    "INSERT INTO sqlite_sequence SELECT 'entries_anew', seq FROM sqlite_sequence WHERE name = 'entries';"
    "DROP TABLE bodies;"
    "DROP TABLE entries;"
    "ALTER TABLE entries_anew RENAME TO entries;"
    "ALTER TABLE bodies_anew RENAME TO bodies;"
    "CREATE UNIQUE INDEX entries_by_guid ON entries (feed_id, guid_hash);"
    /* What a list passes over is not in its index. */
    "CREATE INDEX entries_by_date ON entries (published, id, feed_id) WHERE hidden = 0;"
    "CREATE INDEX entries_by_feed ON entries (feed_id, published, id) WHERE hidden = 0;"
    "CREATE INDEX entries_unread_by_date ON entries (read, published, id, feed_id) WHERE read = 0 AND hidden = 0;"
    "CREATE INDEX entries_unread_by_feed ON entries (feed_id, read, published, id) WHERE read = 0 AND hidden = 0;"
    "CREATE INDEX entries_starred ON entries (published, id, feed_id) WHERE starred = 1;"
    "CREATE INDEX entries_saved ON entries (published, id, feed_id) WHERE saved = 1;"
    "CREATE INDEX entries_hidden ON entries (published, id, feed_id) WHERE hidden = 1;"
    "CREATE INDEX feeds_not_listed ON feeds (id) WHERE listed = 0;"
    "CREATE TABLE feed_tags ("
    "  feed_id INTEGER NOT NULL REFERENCES feeds (id) ON DELETE CASCADE,"
    "  tag TEXT NOT NULL,"
    "  PRIMARY KEY (feed_id, tag)"
    ") STRICT, WITHOUT ROWID;"
    "CREATE INDEX feed_tags_by_tag ON feed_tags (tag, feed_id);"
    "CREATE TABLE entry_tags ("
    "  entry_id INTEGER NOT NULL REFERENCES entries (id) ON DELETE CASCADE,"
    "  tag TEXT NOT NULL,"
    "  PRIMARY KEY (entry_id, tag)"
    ") STRICT, WITHOUT ROWID;"
    "CREATE INDEX entry_tags_by_tag ON entry_tags (tag, entry_id);"
    "CREATE TABLE enclosures ("
    "  entry_id INTEGER NOT NULL REFERENCES entries (id) ON DELETE CASCADE,"
    "  position INTEGER NOT NULL,"
    "  url TEXT NOT NULL,"
    "  type TEXT NOT NULL,"
    "  length INTEGER NOT NULL,"
    "  PRIMARY KEY (entry_id, position)"
    ") STRICT, WITHOUT ROWID;"
    /* What was removed while the feed still lists it, so that it does not come back as new. */
    "CREATE TABLE expired ("
    "  feed_id INTEGER NOT NULL REFERENCES feeds (id) ON DELETE CASCADE,"
    "  guid_hash INTEGER NOT NULL,"
    "  listed_at INTEGER NOT NULL," /* about when the feed last listed it */
    "  PRIMARY KEY (feed_id, guid_hash)"
    ") STRICT, WITHOUT ROWID;"
    "CREATE TABLE search_backlog (entry_id INTEGER PRIMARY KEY) STRICT;" /* what the index does not have yet */
    "INSERT INTO search_backlog SELECT id FROM entries;"
    /* Marks of a lost database, waiting for their entries to be fetched again. */
    "CREATE TABLE marks_to_restore ("
    "  feed_url TEXT NOT NULL,"
    "  guid_hash INTEGER NOT NULL,"
    "  read INTEGER NOT NULL,"
    "  starred INTEGER NOT NULL,"
    "  saved INTEGER NOT NULL,"
    "  hidden INTEGER NOT NULL,"
    "  tags TEXT NOT NULL," /* a line each */
    "  PRIMARY KEY (feed_url, guid_hash)"
    ") STRICT, WITHOUT ROWID;"
    "UPDATE feeds SET entry_count = (SELECT count(*) FROM entries WHERE feed_id = feeds.id),"
    "  unread_count = (SELECT count(*) FROM entries WHERE feed_id = feeds.id AND read = 0);",

    "ALTER TABLE enclosures ADD COLUMN duration INTEGER NOT NULL DEFAULT 0;",

    "ALTER TABLE feeds ADD COLUMN set_aside_at INTEGER NOT NULL DEFAULT 0;" /* removed, and kept while that can be undone */
    "CREATE INDEX feeds_set_aside ON feeds (set_aside_at) WHERE set_aside_at > 0;",

    "CREATE TABLE places ("
    "  id INTEGER PRIMARY KEY," /* in the order in which they were left */
    "  entry_id INTEGER UNIQUE REFERENCES entries (id) ON DELETE CASCADE,"
    "  place BLOB UNIQUE," /* a path may be any bytes */
    "  size INTEGER NOT NULL,"
    "  position INTEGER NOT NULL,"
    "  CHECK ((entry_id IS NOT NULL) + (place IS NOT NULL) = 1)"
    ") STRICT;",
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

int64_t schema_guid_hash(struct slice guid)
{
    return (int64_t)hash_bytes(HASH_START, guid);
}

static void hash_guid(sqlite3_context *context, int count, sqlite3_value **values)
{
    (void)count;
    const char *bytes = (const char *)sqlite3_value_text(values[0]);
    sqlite3_result_int64(context, schema_guid_hash((struct slice) { bytes, (size_t)sqlite3_value_bytes(values[0]) }));
}

static int run_missing_steps(sqlite3 *database, const char *const *steps, int count);

/* A table that is made anew must not take along what belongs to its rows; the setting has no effect in a transaction. */
int schema_migrate(sqlite3 *database, const char *const *steps, int count)
{
    int version = 0;
    int code = schema_read_version(database, &version);
    if (code != SQLITE_OK || version >= count)
        return code;
    code = sqlite3_create_function_v2(database, "guid_hash", 1, SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_DIRECTONLY,
                                      NULL, hash_guid, NULL, NULL, NULL);
    if (code == SQLITE_OK)
        code = sqlite3_exec(database, "PRAGMA foreign_keys = OFF", NULL, NULL, NULL);
    if (code != SQLITE_OK)
        return code;
    code = run_missing_steps(database, steps, count);
    int restored = sqlite3_exec(database, "PRAGMA foreign_keys = ON", NULL, NULL, NULL);
    return code != SQLITE_OK ? code : restored;
}

static int run_missing_steps(sqlite3 *database, const char *const *steps, int count)
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
