#include "store/statements.h"

/* The name that the user sees for a source. */
#define SHOWN_NAME "CASE WHEN name <> '' THEN name WHEN title <> '' THEN title ELSE url END"

#define FEED_COLUMNS                                                                                                   \
    "SELECT id, url, title, site, language, etag, last_modified, error_text, error_since, checked_at, "                \
    "(SELECT count(*) FROM entries WHERE feed_id = feeds.id), "                                                        \
    "(SELECT count(*) FROM entries WHERE feed_id = feeds.id AND read = 0), " SHOWN_NAME " AS shown_name FROM feeds"

/* The plus keeps the planner at the index by date; the subquery runs once. */
#define OF_LISTED "+feed_id NOT IN (SELECT id FROM feeds WHERE listed = 0)"

/* The source's name is a scalar subquery and no join, so that rows skipped by OFFSET cost a step in the index only. */
#define LIST(where)                                                                                                    \
    "SELECT id, feed_id, title, link, author, language, "                                                              \
    "(SELECT " SHOWN_NAME " FROM feeds WHERE feeds.id = entries.feed_id), published, received, read "                  \
    "FROM entries " where " ORDER BY published DESC, id DESC LIMIT ?1 OFFSET ?2"

/* One OR for each index, so that none is a walk over the table. */
#define OF_SUBJECT "(feed_id = ?1 OR entry_id = ?2 OR place = ?3)"

const char *const statement_sql[STATEMENT_COUNT] = {
    [STATEMENT_BEGIN] = "BEGIN IMMEDIATE",
    [STATEMENT_COMMIT] = "COMMIT",
    [STATEMENT_ROLLBACK] = "ROLLBACK",

    [STATEMENT_FEED_FIND] = "SELECT id, name FROM feeds WHERE url = ?1",
    [STATEMENT_FEED_INSERT] = "INSERT INTO feeds (url, name) VALUES (?1, ?2)",
    [STATEMENT_FEED_RENAME] = "UPDATE feeds SET name = ?2 WHERE id = ?1",
    [STATEMENT_FEED_DELETE] = "DELETE FROM feeds WHERE url = ?1",
    [STATEMENT_FEED_LISTED] = "SELECT id, url, listed FROM feeds",
    [STATEMENT_FEED_SET_LISTED] = "UPDATE feeds SET listed = ?2 WHERE id = ?1",
    [STATEMENT_FEED_LIST] = FEED_COLUMNS " WHERE listed ORDER BY shown_name COLLATE NOCASE, id",
    [STATEMENT_FEED_GET] = FEED_COLUMNS " WHERE id = ?1",
    /* A title that was there once stays when the feed comes without. */
    [STATEMENT_FEED_ANSWERED] = "UPDATE feeds SET title = CASE WHEN ?2 <> '' THEN ?2 ELSE title END, "
                                "site = CASE WHEN ?3 <> '' THEN ?3 ELSE site END, language = ?4, etag = ?5, "
                                "last_modified = ?6, checked_at = ?7, error_text = '', error_since = 0 WHERE id = ?1",
    [STATEMENT_FEED_UNCHANGED] = "UPDATE feeds SET checked_at = ?2, error_text = '', error_since = 0 WHERE id = ?1",
    [STATEMENT_FEED_FAILED] = "UPDATE feeds SET error_since = CASE WHEN error_text = '' THEN ?3 ELSE error_since END, "
                              "error_text = ?2 WHERE id = ?1",

    [STATEMENT_ENTRY_FIND] = "SELECT id, content_hash FROM entries WHERE feed_id = ?1 AND guid = ?2",
    [STATEMENT_ENTRY_INSERT] = "INSERT INTO entries (feed_id, guid, title, link, author, language, published, updated, "
                               "received, content_hash) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
    /* Says nothing of read and received: they are the user's. A date that the feed does not give stays as it was. */
    [STATEMENT_ENTRY_UPDATE] = "UPDATE entries SET title = ?2, link = ?3, author = ?4, language = ?5, "
                               "published = CASE WHEN ?6 = 0 THEN published ELSE min(?6, received) END, updated = ?7, "
                               "content_hash = ?8 WHERE id = ?1",
    [STATEMENT_BODY_SET] = "INSERT INTO bodies (entry_id, content) VALUES (?1, ?2) "
                           "ON CONFLICT (entry_id) DO UPDATE SET content = excluded.content",
    [STATEMENT_BODY_DELETE] = "DELETE FROM bodies WHERE entry_id = ?1",
    [STATEMENT_BODY_GET] = "SELECT content FROM bodies WHERE entry_id = ?1",
    [STATEMENT_ENTRY_MARK] = "UPDATE entries SET read = ?2 WHERE id = ?1 AND read <> ?2",
    [STATEMENT_ENTRY_EXISTS] = "SELECT 1 FROM entries WHERE id = ?1",

    /* Two of the three that tell the subject are NULL. */
    [STATEMENT_DIRECTION_SET] =
        "INSERT OR REPLACE INTO directions (feed_id, entry_id, place, paragraph, rtl) VALUES (?1, ?2, ?3, ?4, ?5)",
    [STATEMENT_DIRECTION_FORGET] = "DELETE FROM directions WHERE " OF_SUBJECT " AND paragraph = ?4",
    [STATEMENT_DIRECTION_LIST] = "SELECT paragraph, rtl FROM directions WHERE " OF_SUBJECT " ORDER BY paragraph",

    [STATEMENT_LIST] = LIST("WHERE " OF_LISTED),
    [STATEMENT_LIST_UNREAD] = LIST("WHERE read = 0 AND " OF_LISTED),
    [STATEMENT_LIST_FEED] = LIST("WHERE feed_id = ?3"),
    [STATEMENT_LIST_FEED_UNREAD] = LIST("WHERE feed_id = ?3 AND read = 0"),
};
