#include "store/statements.h"

/* The name that the user sees for a source. */
#define SHOWN_NAME "CASE WHEN name <> '' THEN name WHEN title <> '' THEN title ELSE url END"

#define FEED_COLUMNS                                                                                                   \
    "SELECT id, url, title, site, language, etag, last_modified, error_text, error_since, checked_at, entry_count, "   \
    "unread_count, " SHOWN_NAME " AS shown_name, folder, failures, due_at, gone, moved_to, older_page, arrived_id "    \
    "FROM feeds"

/* Of one feed, the entries that its retention may take: what the reader marked, and what he did not read, only if asked. */
#define EXPIRABLE "SELECT id, guid_hash, read, hidden FROM entries WHERE feed_id = ?1 AND "
#define UNPROTECTED                                                                                                    \
    " AND (read = 1 OR hidden = 1 OR ?4) AND (?5 OR (starred = 0 AND saved = 0 AND NOT EXISTS (SELECT 1 FROM "         \
    "entry_tags WHERE entry_id = entries.id))) LIMIT ?6"

#define WENT_WELL "error_text = '', error_since = 0, failures = 0, gone = 0"

#define SOURCES "SELECT id, listed, " SHOWN_NAME ", language, folder FROM feeds"
#define ORDERED "SELECT id, feed_id, published, reading_seconds, hidden, title FROM entries"
#define DETAILS                                                                                                        \
    "SELECT id, feed_id, published, received, reading_seconds, read, starred, saved, hidden, language, author, link "   \
    "FROM entries"

/* One OR for each index, so that none is a walk over the table. */
#define OF_SUBJECT "(feed_id = ?1 OR entry_id = ?2 OR place = ?3)"

const char *const statement_sql[STATEMENT_COUNT] = {
    [STATEMENT_BEGIN] = "BEGIN IMMEDIATE",
    [STATEMENT_COMMIT] = "COMMIT",
    [STATEMENT_ROLLBACK] = "ROLLBACK",
    [STATEMENT_DATA_VERSION] = "PRAGMA data_version",

    [STATEMENT_FEED_FIND] = "SELECT id, name FROM feeds WHERE url = ?1",
    [STATEMENT_FEED_INSERT] = "INSERT INTO feeds (url, name) VALUES (?1, ?2)",
    [STATEMENT_FEED_RENAME] = "UPDATE feeds SET name = ?2 WHERE id = ?1",
    [STATEMENT_FEED_DELETE] = "DELETE FROM feeds WHERE url = ?1",
    [STATEMENT_FEED_FOLLOWED] = "SELECT id, url, listed, name, folder FROM feeds",
    [STATEMENT_FEED_SET_LISTED] = "UPDATE feeds SET listed = ?2, set_aside_at = 0 WHERE id = ?1",
    [STATEMENT_FEED_SET_ASIDE] = "UPDATE feeds SET listed = 0, set_aside_at = ?2 WHERE url = ?1",
    [STATEMENT_SET_ASIDE_ANY] = "SELECT 1 FROM feeds WHERE set_aside_at > 0 AND set_aside_at < ?1 LIMIT 1",
    [STATEMENT_SET_ASIDE_FORGET] = "DELETE FROM feeds WHERE set_aside_at > 0 AND set_aside_at < ?1",
    [STATEMENT_FEED_LIST] = FEED_COLUMNS " WHERE listed ORDER BY shown_name COLLATE NOCASE, id",
    [STATEMENT_FEED_EXISTS] = "SELECT 1 FROM feeds WHERE id = ?1",
    [STATEMENT_FEED_GET] = FEED_COLUMNS " WHERE id = ?1",
    /* A title that was there once stays when the feed comes without. */
    [STATEMENT_FEED_ANSWERED] = "UPDATE feeds SET title = CASE WHEN ?2 <> '' THEN ?2 ELSE title END, "
                                "site = CASE WHEN ?3 <> '' THEN ?3 ELSE site END, language = ?4, etag = ?5, "
                                "last_modified = ?6, checked_at = ?7, due_at = ?8, older_page = ?9, " WENT_WELL
                                " WHERE id = ?1",
    [STATEMENT_FEED_UNCHANGED] = "UPDATE feeds SET checked_at = ?2, due_at = ?3, " WENT_WELL " WHERE id = ?1",
    [STATEMENT_FEED_FAILED] = "UPDATE feeds SET error_since = CASE WHEN error_text = '' THEN ?3 ELSE error_since END, "
                              "error_text = ?2, due_at = ?4, gone = ?5, failures = failures + 1 WHERE id = ?1",
    [STATEMENT_FEED_MOVED] = "UPDATE feeds SET moved_to = ?2 WHERE id = ?1",
    [STATEMENT_FEED_ARRIVED] = "UPDATE feeds SET entry_count = entry_count + ?2, unread_count = unread_count + ?3, "
                               "arrived_id = CASE WHEN ?4 = 0 THEN arrived_id ELSE ?4 - 1 END WHERE id = ?1",
    [STATEMENT_FEED_FILE] = "UPDATE feeds SET folder = ?2 WHERE id = ?1",
    /* Triggers would do it too, at the price of half of all that a save or a change of many marks costs. */
    [STATEMENT_FEED_COUNT] = "UPDATE feeds SET entry_count = entry_count + ?2, unread_count = unread_count + ?3 "
                             "WHERE id = ?1",
    [STATEMENT_FEED_FOLDER] = "SELECT folder FROM feeds WHERE id = ?1",
    [STATEMENT_FEED_TAGS_OF_ALL] = "SELECT feed_id, tag FROM feed_tags ORDER BY feed_id",
    [STATEMENT_FEED_TAGS] = "SELECT tag FROM feed_tags WHERE feed_id = ?1 ORDER BY tag",
    [STATEMENT_FEED_UNTAG] = "DELETE FROM feed_tags WHERE feed_id = ?1",
    [STATEMENT_FEED_TAG] = "INSERT OR IGNORE INTO feed_tags (feed_id, tag) VALUES (?1, ?2)",

    [STATEMENT_WAITING_ANY] =
        "SELECT 1 FROM marks_to_restore WHERE feed_url = (SELECT url FROM feeds WHERE id = ?1) LIMIT 1",
    [STATEMENT_WAITING_FIND] = "SELECT read, starred, saved, hidden, tags FROM marks_to_restore "
                               "WHERE feed_url = (SELECT url FROM feeds WHERE id = ?1) AND guid_hash = ?2",
    [STATEMENT_WAITING_FORGET] = "DELETE FROM marks_to_restore WHERE feed_url = (SELECT url FROM feeds WHERE id = ?1) "
                                 "AND guid_hash = ?2",
    /* Of two that speak of one entry both count. */
    [STATEMENT_WAITING_ADD] =
        "INSERT INTO marks_to_restore (feed_url, guid_hash, read, starred, saved, hidden, tags) VALUES (?1, ?2, ?3, ?4, "
        "?5, ?6, ?7) ON CONFLICT DO UPDATE SET read = max(read, excluded.read), starred = max(starred, excluded.starred), "
        "saved = max(saved, excluded.saved), hidden = max(hidden, excluded.hidden)",
    [STATEMENT_ENTRY_TITLE] = "SELECT title FROM entries WHERE id = ?1",
    [STATEMENT_ENTRY_GUID] = "SELECT CASE guid WHEN '' THEN link ELSE guid END FROM entries WHERE id = ?1",
    [STATEMENT_ENTRY_STAR] = "UPDATE entries SET starred = 1 WHERE id = ?1 AND starred = 0",
    [STATEMENT_ENTRY_TAG] = "INSERT OR IGNORE INTO entry_tags (entry_id, tag) VALUES (?1, ?2)",
    [STATEMENT_ENTRY_FIND] = "SELECT id, content_hash FROM entries WHERE feed_id = ?1 AND guid_hash = ?2",
    [STATEMENT_ENTRY_INSERT] =
        "INSERT INTO entries (feed_id, guid_hash, guid, title, link, author, language, published, updated, received, "
        "content_hash, reading_seconds, read, starred, saved, hidden) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, "
        "?11, ?12, ?13, ?14, ?15, ?16)",
    /* Says nothing of marks and received: they are the user's. A date that the feed does not give stays as it was. */
    [STATEMENT_ENTRY_UPDATE] =
        "UPDATE entries SET guid = ?2, title = ?3, link = ?4, author = ?5, language = ?6, published = CASE WHEN ?7 = 0 "
        "THEN published ELSE min(?7, received) END, updated = ?8, content_hash = ?9, reading_seconds = ?10 "
        "WHERE id = ?1",
    [STATEMENT_BODY_ADD] = "INSERT INTO bodies (entry_id, size, content) VALUES (?1, ?2, ?3)",
    [STATEMENT_BODY_SET] = "INSERT INTO bodies (entry_id, size, content) VALUES (?1, ?2, ?3) ON CONFLICT (entry_id) "
                           "DO UPDATE SET size = excluded.size, content = excluded.content",
    [STATEMENT_BODY_DELETE] = "DELETE FROM bodies WHERE entry_id = ?1",
    [STATEMENT_BODY_GET] = "SELECT content, size FROM bodies WHERE entry_id = ?1",
    [STATEMENT_ENCLOSURE_ADD] = "INSERT INTO enclosures (entry_id, position, url, type, length, duration) "
                                "VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    [STATEMENT_ENCLOSURES_DELETE] = "DELETE FROM enclosures WHERE entry_id = ?1",
    [STATEMENT_ENCLOSURES_GET] = "SELECT url, type, length, duration FROM enclosures WHERE entry_id = ?1 ORDER BY position",
    [STATEMENT_BACKLOG_ADD] = "INSERT OR IGNORE INTO search_backlog (entry_id) VALUES (?1)",
    [STATEMENT_BACKLOG_FIND] = "SELECT 1 FROM search_backlog WHERE entry_id = ?1",
    [STATEMENT_BACKLOG_LIST] = "SELECT entry_id FROM search_backlog ORDER BY entry_id DESC",
    [STATEMENT_BACKLOG_TEXTS] = "SELECT search_backlog.entry_id, title, language, content, size FROM search_backlog "
                                "CROSS JOIN entries ON id = search_backlog.entry_id LEFT JOIN bodies ON "
                                "bodies.entry_id = id WHERE search_backlog.entry_id <= ?1 ORDER BY "
                                "search_backlog.entry_id DESC",
    /* To count a million takes as long as to index some. */
    [STATEMENT_BACKLOG_COUNT] = "SELECT count(*) FROM (SELECT 1 FROM search_backlog LIMIT 2000)",
    [STATEMENT_BACKLOG_COUNT_ALL] = "SELECT count(*) FROM search_backlog",
    [STATEMENT_BACKLOG_REMOVE] = "DELETE FROM search_backlog WHERE entry_id = ?1",
    [STATEMENT_SEARCH_READ] = "SELECT title, language, content, size FROM entries LEFT JOIN bodies ON entry_id = id "
                              "WHERE id = ?1",
    [STATEMENT_SEARCH_ADD] = "INSERT INTO search (rowid, title, body) VALUES (?1, ?2, ?3)",
    [STATEMENT_SEARCH_ADD_FORMS] = "INSERT INTO search_stems (rowid, forms) VALUES (?1, ?2)",
    [STATEMENT_SEARCH_REMOVE] = "INSERT INTO search (search, rowid, title, body) VALUES ('delete', ?1, ?2, ?3)",
    [STATEMENT_SEARCH_REMOVE_FORMS] = "INSERT INTO search_stems (search_stems, rowid, forms) VALUES ('delete', ?1, ?2)",
    [STATEMENT_INDEX_PAGE_FROM] = "SELECT min(id) FROM search_data WHERE id >= ?1",
    [STATEMENT_INDEX_PAGE_BEFORE] = "SELECT max(id) FROM search_data WHERE id < ?1",
    [STATEMENT_INDEX_MERGE] = "INSERT INTO search (search, rank) VALUES ('merge', ?1)",
    [STATEMENT_INDEX_MERGE_FORMS] = "INSERT INTO search_stems (search_stems, rank) VALUES ('merge', ?1)",
    [STATEMENT_HAS_MARKS] = "SELECT 1 WHERE EXISTS (SELECT 1 FROM feeds WHERE unread_count < entry_count) OR "
                            "EXISTS (SELECT 1 FROM entries WHERE starred = 1) OR EXISTS (SELECT 1 FROM entries WHERE "
                            "saved = 1) OR EXISTS (SELECT 1 FROM entries WHERE hidden = 1) OR EXISTS (SELECT 1 FROM "
                            "entry_tags) OR EXISTS (SELECT 1 FROM directions) OR EXISTS (SELECT 1 FROM "
                            "marks_to_restore)",
    [STATEMENT_COUNT_TO_RESTORE] = "SELECT count(*) FROM marks_to_restore",
    [STATEMENT_TAGS_TO_RESTORE] =
        "SELECT entries.id, tags FROM marks_to_restore CROSS JOIN feeds ON feeds.url = feed_url CROSS JOIN entries ON "
        "entries.feed_id = feeds.id AND entries.guid_hash = marks_to_restore.guid_hash WHERE tags <> ''",
    [STATEMENT_UNPACKED] = "SELECT entry_id, content FROM bodies WHERE entry_id > ?1 AND length(content) = size "
                           "ORDER BY entry_id LIMIT ?2",
    [STATEMENT_EXPIRE_EDGE] = "SELECT published, id FROM entries WHERE feed_id = ?1 AND hidden = 0 "
                              "ORDER BY published DESC, id DESC LIMIT 1 OFFSET ?2",
    [STATEMENT_EXPIRE_BY_AGE] = EXPIRABLE "received < ?2 AND ?3 = 0" UNPROTECTED,
    [STATEMENT_EXPIRE_BY_COUNT] = EXPIRABLE "(published, id) < (?2, ?3)" UNPROTECTED,
    [STATEMENT_ENTRY_DELETE] = "DELETE FROM entries WHERE id = ?1",
    [STATEMENT_EXPIRED_ADD] = "INSERT OR REPLACE INTO expired (feed_id, guid_hash, listed_at) VALUES (?1, ?2, ?3)",
    [STATEMENT_EXPIRED_ANY] = "SELECT 1 FROM expired WHERE feed_id = ?1 LIMIT 1",
    [STATEMENT_EXPIRED_FIND] = "SELECT listed_at FROM expired WHERE feed_id = ?1 AND guid_hash = ?2",
    [STATEMENT_EXPIRED_LISTED] = "UPDATE expired SET listed_at = ?3 WHERE feed_id = ?1 AND guid_hash = ?2",
    [STATEMENT_EXPIRED_FORGET] = "DELETE FROM expired WHERE feed_id = ?1 AND listed_at < ?2",
    [STATEMENT_ENTRY_TAGS] = "SELECT tag FROM entry_tags WHERE entry_id = ?1 ORDER BY tag",
    [STATEMENT_ENTRY_EXISTS] = "SELECT 1 FROM entries WHERE id = ?1",

    [STATEMENT_PLACE_KEEP] = "INSERT OR REPLACE INTO places (entry_id, place, size, position) VALUES (?1, ?2, ?3, ?4)",
    [STATEMENT_PLACE_FORGET] = "DELETE FROM places WHERE entry_id = ?1 OR place = ?2",
    [STATEMENT_PLACE_GET] = "SELECT position FROM places WHERE (entry_id = ?1 OR place = ?2) AND size = ?3",
    [STATEMENT_PLACES_CUT] = "DELETE FROM places WHERE id <= (SELECT max(id) FROM places) - ?1",

    /* Two of the three that tell the subject are NULL. */
    [STATEMENT_DIRECTION_SET] =
        "INSERT OR REPLACE INTO directions (feed_id, entry_id, place, paragraph, rtl) VALUES (?1, ?2, ?3, ?4, ?5)",
    [STATEMENT_DIRECTION_FORGET] = "DELETE FROM directions WHERE " OF_SUBJECT " AND paragraph = ?4",
    [STATEMENT_DIRECTION_GET] = "SELECT rtl FROM directions WHERE " OF_SUBJECT " AND paragraph = ?4",
    [STATEMENT_DIRECTION_LIST] = "SELECT paragraph, rtl FROM directions WHERE " OF_SUBJECT " ORDER BY paragraph",

    [STATEMENT_KNOWN_TAGS] = "SELECT DISTINCT tag FROM entry_tags WHERE ?1 = 0 ORDER BY tag",
    [STATEMENT_HEADLINE] = "SELECT id, feed_id, title, link, author, language, (SELECT " SHOWN_NAME " FROM feeds "
                           "WHERE feeds.id = entries.feed_id), published, received, read, starred, saved, hidden, "
                           "reading_seconds FROM entries WHERE id = ?1",
    [STATEMENT_ENTRY_IS_UNREAD] = "SELECT 1 FROM entries WHERE id = ?1 AND read = 0",
    [STATEMENT_ID_SPAN] = "SELECT (SELECT min(id) FROM entries), (SELECT max(id) FROM entries)",
    [STATEMENT_SOURCES] = SOURCES " ORDER BY id",
    [STATEMENT_UNLISTED_SOURCES] = SOURCES " WHERE listed = 0 ORDER BY id",
    [STATEMENT_SOURCE_OF] = SOURCES " WHERE id = ?1",
    [STATEMENT_TAGS] = "SELECT DISTINCT tag FROM entry_tags",
    [STATEMENT_DETAILS] = DETAILS,
    [STATEMENT_DETAILS_OF] = DETAILS " WHERE id = ?1",
    [STATEMENT_NEWEST_FIRST] = "SELECT id, received, read FROM entries ORDER BY id DESC",
    [STATEMENT_SEARCH_WORDS] = "SELECT rowid FROM search WHERE search MATCH ?1",
    [STATEMENT_SEARCH_FORMS] = "SELECT rowid FROM search_stems WHERE search_stems MATCH ?1",
    /* A word in the title says ten times more. */
    [STATEMENT_SEARCH_RANKED] = "SELECT rowid, bm25(search, 10.0, 1.0) FROM search WHERE search MATCH ?1",
    [STATEMENT_ORDER_NEXT] = ORDERED " WHERE id > ?1 AND id <= ?2 ORDER BY id LIMIT ?3",
    [STATEMENT_ORDER_FEED] = ORDERED " WHERE feed_id = ?1",
    [STATEMENT_ORDER_ONE] = ORDERED " WHERE id = ?1",
    [STATEMENT_SELECT_ALL] = "SELECT id FROM entries",
    [STATEMENT_SELECT_ONE] = "SELECT id FROM entries WHERE id = ?1",
    [STATEMENT_SELECT_OF_FEED] = "SELECT id FROM entries WHERE feed_id = ?1",
    [STATEMENT_SELECT_TAGGED] = "SELECT entry_id FROM entry_tags WHERE tag = ?1",
    [STATEMENT_SELECT_SINCE] = "SELECT id FROM entries WHERE hidden = 0 AND published >= ?1",
    [STATEMENT_SELECT_HIDDEN_SINCE] = "SELECT id FROM entries WHERE hidden = 1 AND published >= ?1",
    [STATEMENT_SELECT_UNREAD] = "SELECT id FROM entries INDEXED BY entries_unread_by_date WHERE hidden = 0 "
                                "AND read = 0",
    [STATEMENT_SELECT_HIDDEN_UNREAD] = "SELECT id FROM entries WHERE hidden = 1 AND read = 0",
    [STATEMENT_SELECT_STARRED] = "SELECT id FROM entries WHERE starred = 1",
    [STATEMENT_SELECT_SAVED] = "SELECT id FROM entries WHERE saved = 1",
    [STATEMENT_SELECT_HIDDEN] = "SELECT id FROM entries WHERE hidden = 1",
    [STATEMENT_NEWEST] = "SELECT max(id) FROM entries",
    [STATEMENT_COUNT_ALL] = "SELECT sum(entry_count), sum(unread_count) FROM feeds WHERE listed",
    [STATEMENT_COUNT_FEED] = "SELECT entry_count, unread_count FROM feeds WHERE id = ?1",
};
