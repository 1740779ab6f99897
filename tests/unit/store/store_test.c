#include "support.h"

#include "store/database.h"

static struct incoming_entry entry_with(const char *id, const char *title, int64_t published)
{
    return (struct incoming_entry) { .id = slice_of(id),
                                     .title = slice_of(title),
                                     .link = SLICE("https://example.org/1"),
                                     .author = SLICE("سلمى"),
                                     .content = content_of(SLICE("<p>نص</p>")),
                                     .language = SLICE("ar"),
                                     .published = published };
}

static void what_was_saved_is_there_after_a_restart(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = open_store(fixture);
    store_id feed = ensure_feed(store, "https://example.org/feed", "");
    struct incoming_entry entry = entry_with("a", "عنوان", NOW - 60);
    assert_int_equal(save(store, feed, &entry, 1, NOW), 1);
    store_close(store);

    store = open_store(fixture);
    assert_int_equal(fixture->notice.kind, ERROR_NONE);
    struct stored_entry *entries;
    assert_int_equal(list(fixture, store, (struct entry_query) { 0 }, &entries), 1);
    assert_text(entries[0].title, "عنوان");
    assert_text(entries[0].link, "https://example.org/1");
    assert_text(entries[0].author, "سلمى");
    assert_text(entries[0].language, "ar");
    assert_text(entries[0].feed_title, "خبر");
    assert_int_equal(entries[0].published, NOW - 60);
    assert_int_equal(entries[0].received, NOW);
    assert_false(entries[0].read);
    struct slice content;
    assert_true(store_content(store, entries[0].id, &fixture->arena, &content, &fixture->error));
    assert_text(content, "<p>نص</p>");
    store_close(store);
}

static void the_same_entry_is_never_stored_twice(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = open_store(fixture);
    store_id feed = ensure_feed(store, "https://example.org/feed", "");
    struct incoming_entry twice[] = { entry_with("a", "first", NOW), entry_with("a", "second", NOW) };
    assert_int_equal(save(store, feed, twice, 2, NOW), 1);
    assert_int_equal(save(store, feed, twice, 2, NOW), 0);
    struct stored_entry *entries;
    assert_int_equal(list(fixture, store, (struct entry_query) { 0 }, &entries), 1);
    assert_text(entries[0].title, "first");
    store_close(store);
}

static void one_id_in_two_feeds_is_two_entries(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = open_store(fixture);
    struct incoming_entry entry = entry_with("1", "one", NOW);
    assert_int_equal(save(store, ensure_feed(store, "https://a.example/", ""), &entry, 1, NOW), 1);
    assert_int_equal(save(store, ensure_feed(store, "https://b.example/", ""), &entry, 1, NOW), 1);
    store_close(store);
}

static void a_refresh_keeps_read_marks_arrival_and_dates(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = open_store(fixture);
    store_id feed = ensure_feed(store, "https://example.org/feed", "");
    struct incoming_entry entry = entry_with("a", "old title", NOW - 500);
    save(store, feed, &entry, 1, NOW);
    struct stored_entry *entries;
    list(fixture, store, (struct entry_query) { 0 }, &entries);
    store_id id = entries[0].id;
    assert_true(store_mark_read(store, id, true, &fixture->error));

    entry = entry_with("a", "new title", 0);
    assert_int_equal(save(store, feed, &entry, 1, NOW + 1000), 0);
    assert_int_equal(list(fixture, store, (struct entry_query) { 0 }, &entries), 1);
    assert_int_equal(entries[0].id, id);
    assert_text(entries[0].title, "new title");
    assert_true(entries[0].read);
    assert_int_equal(entries[0].received, NOW);
    assert_int_equal(entries[0].published, NOW - 500);
    store_close(store);
}

static void an_unchanged_refresh_rewrites_no_entry(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = open_store(fixture);
    store_id feed = ensure_feed(store, "https://example.org/feed", "");
    struct incoming_entry entries[200];
    char ids[200][16];
    for (int i = 0; i < 200; i++) {
        snprintf(ids[i], sizeof ids[i], "%d", i);
        entries[i] = entry_with(ids[i], "title", NOW - i);
    }
    save(store, feed, entries, 200, NOW);
    int before = sqlite3_total_changes(store->database);
    save(store, feed, entries, 200, NOW + 60);
    assert_int_equal(sqlite3_total_changes(store->database) - before, 1); /* the feed's own row */
    entries[7].content = content_of(SLICE("<p>corrected</p>"));
    before = sqlite3_total_changes(store->database);
    save(store, feed, entries, 200, NOW + 120);
    assert_int_equal(sqlite3_total_changes(store->database) - before, 3); /* feed, entry, body */
    store_close(store);
}

static void an_entry_without_a_date_sorts_by_arrival(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = open_store(fixture);
    store_id feed = ensure_feed(store, "https://example.org/feed", "");
    struct incoming_entry undated = entry_with("undated", "undated", 0);
    struct incoming_entry dated = entry_with("dated", "dated", NOW - 10);
    save(store, feed, &undated, 1, NOW - 100);
    save(store, feed, &dated, 1, NOW);
    struct stored_entry *entries;
    assert_int_equal(list(fixture, store, (struct entry_query) { 0 }, &entries), 2);
    assert_text(entries[0].title, "dated");
    assert_int_equal(entries[1].published, NOW - 100);
    store_close(store);
}

static void entries_without_dates_keep_the_order_of_their_feed(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = open_store(fixture);
    store_id feed = ensure_feed(store, "https://example.org/feed", "");
    struct incoming_entry three[] = { entry_with("1", "newest", 0), entry_with("2", "middle", 0),
                                      entry_with("3", "oldest", 0) };
    save(store, feed, three, 3, NOW);
    struct stored_entry *entries;
    assert_int_equal(list(fixture, store, (struct entry_query) { 0 }, &entries), 3);
    assert_text(entries[0].title, "newest");
    assert_text(entries[2].title, "oldest");
    store_close(store);
}

static void a_date_in_the_future_becomes_the_arrival_also_when_updated(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = open_store(fixture);
    store_id feed = ensure_feed(store, "https://example.org/feed", "");
    struct incoming_entry entry = entry_with("a", "title", NOW + 86400);
    save(store, feed, &entry, 1, NOW);
    struct stored_entry *entries;
    list(fixture, store, (struct entry_query) { 0 }, &entries);
    assert_int_equal(entries[0].published, NOW);
    entry = entry_with("a", "title again", NOW + 2 * 86400);
    save(store, feed, &entry, 1, NOW + 3 * 86400);
    list(fixture, store, (struct entry_query) { 0 }, &entries);
    assert_int_equal(entries[0].published, NOW);
    store_close(store);
}

static void lists_obey_feed_unread_limit_and_offset(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = open_store(fixture);
    store_id first = ensure_feed(store, "https://a.example/", "A");
    store_id second = ensure_feed(store, "https://b.example/", "");
    struct incoming_entry some[] = { entry_with("1", "one", NOW - 1), entry_with("2", "two", NOW - 2),
                                     entry_with("3", "three", NOW - 3) };
    save(store, first, some, 3, NOW);
    save(store, second, some, 2, NOW);
    struct stored_entry *entries;
    assert_int_equal(list(fixture, store, (struct entry_query) { .feed = first }, &entries), 3);
    assert_text(entries[0].feed_title, "A");
    assert_true(store_mark_read(store, entries[0].id, true, &fixture->error));
    assert_int_equal(list(fixture, store, (struct entry_query) { .feed = first, .unread_only = true }, &entries), 2);
    assert_text(entries[0].title, "two");
    assert_int_equal(list(fixture, store, (struct entry_query) { .unread_only = true }, &entries), 4);
    assert_int_equal(list(fixture, store, (struct entry_query) { .limit = 2, .offset = 1 }, &entries), 2);
    assert_text(entries[0].title, "one");
    assert_int_equal(list(fixture, store, (struct entry_query) { .offset = 5 }, &entries), 0);

    struct stored_feed *feeds;
    size_t count;
    assert_true(store_feeds(store, &fixture->arena, &feeds, &count, &fixture->error));
    assert_int_equal(count, 2);
    assert_text(feeds[0].name, "A");
    assert_text(feeds[1].name, "خبر");
    assert_int_equal(feeds[0].entry_count, 3);
    assert_int_equal(feeds[0].unread_count, 2);
    store_close(store);
}

static void the_users_name_wins_over_the_feeds_title(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = open_store(fixture);
    struct stored_feed feed;
    store_id id = ensure_feed(store, "https://example.org/feed", "");
    assert_true(store_feed(store, id, &fixture->arena, &feed, &fixture->error));
    assert_text(feed.name, "https://example.org/feed");
    save(store, id, NULL, 0, NOW);
    assert_true(store_feed(store, id, &fixture->arena, &feed, &fixture->error));
    assert_text(feed.name, "خبر");
    assert_int_equal(ensure_feed(store, "https://example.org/feed", "mine"), id);
    assert_true(store_feed(store, id, &fixture->arena, &feed, &fixture->error));
    assert_text(feed.name, "mine");
    assert_text(feed.title, "خبر");
    store_close(store);
}

static void a_failure_is_dated_from_its_start_and_cleared_by_an_answer(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = open_store(fixture);
    store_id id = ensure_feed(store, "https://example.org/feed", "");
    struct stored_feed feed;
    assert_true(store_feed_failed(store, id, &(struct incoming_failure) { .text = SLICE("no answer") }, NOW, &fixture->error));
    assert_true(store_feed_failed(store, id, &(struct incoming_failure) { .text = SLICE("no name") }, NOW + 60, &fixture->error));
    assert_true(store_feed(store, id, &fixture->arena, &feed, &fixture->error));
    assert_text(feed.error_text, "no name");
    assert_int_equal(feed.error_since, NOW);
    assert_int_equal(feed.checked_at, 0);
    assert_true(store_feed_unchanged(store, id, NOW + 90, 0, &fixture->error));
    assert_true(store_feed(store, id, &fixture->arena, &feed, &fixture->error));
    assert_text(feed.error_text, "");
    assert_int_equal(feed.checked_at, NOW + 90);
    store_close(store);
}

static void a_removed_feed_takes_its_entries_and_bodies_along(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = open_store(fixture);
    store_id feed = ensure_feed(store, "https://example.org/feed", "");
    struct incoming_entry entry = entry_with("a", "title", NOW);
    save(store, feed, &entry, 1, NOW);
    struct stored_entry *entries;
    list(fixture, store, (struct entry_query) { 0 }, &entries);
    assert_true(store_remove_feed(store, SLICE("https://example.org/feed"), &fixture->error));
    struct slice content;
    assert_false(store_content(store, entries[0].id, &fixture->arena, &content, &fixture->error));
    assert_false(store_mark_read(store, entries[0].id, true, &fixture->error));
    assert_non_null(strstr(fixture->error.text, "no longer stored"));
    size_t added;
    assert_false(try_to_save(store, feed, &entry, 1, NOW, &added, &fixture->error));
    assert_true(ensure_feed(store, "https://example.org/feed", "") > feed); /* an old id never means a new feed */
    store_close(store);
}

static bool follow(struct store *store, const struct slice *urls, size_t count)
{
    struct followed_feed feeds[2] = { 0 };
    for (size_t i = 0; i < count; i++)
        feeds[i].url = urls[i];
    return store_follow(store, feeds, count, NULL);
}

static void a_feed_that_is_not_listed_keeps_its_marks(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = open_store(fixture);
    struct slice urls[] = { SLICE("https://a.example/"), SLICE("https://b.example/") };
    struct incoming_entry entry = entry_with("1", "one", NOW);
    for (size_t i = 0; i < 2; i++)
        save(store, ensure_feed(store, urls[i].bytes, ""), &entry, 1, NOW);
    struct stored_entry *entries;
    assert_int_equal(list(fixture, store, (struct entry_query) { 0 }, &entries), 2);
    assert_true(store_mark_read(store, entries[0].id, true, &fixture->error)); /* of the second feed */

    assert_true(follow(store, urls, 1));
    assert_int_equal(list(fixture, store, (struct entry_query) { 0 }, &entries), 1);
    assert_false(entries[0].read);
    assert_int_equal(list(fixture, store, (struct entry_query) { .unread_only = true }, &entries), 1);

    assert_true(follow(store, urls, 2));
    assert_int_equal(list(fixture, store, (struct entry_query) { 0 }, &entries), 2);
    assert_true(entries[0].read);
    store_close(store);
}

static void changes_between_begin_and_end_are_kept_together_or_not_at_all(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = open_store(fixture), *other = open_store(fixture);
    struct slice url = SLICE("https://b.example/");
    struct stored_feed *feeds;
    size_t count;
    for (int good = 0; good <= 1; good++) {
        store_begin_changes(store);
        assert_true(sqlite3_get_autocommit(store->database)); /* nothing is held before something changes */
        ensure_feed(store, "https://a.example/", "A");
        ensure_feed(store, "https://b.example/", "B");
        assert_true(follow(store, &url, 1));
        assert_true(store_feeds(other, &fixture->arena, &feeds, &count, &fixture->error));
        assert_int_equal(count, 0);
        assert_int_equal(store_end_changes(store, good, &fixture->error), good);
        assert_true(store_feeds(other, &fixture->arena, &feeds, &count, &fixture->error));
        assert_int_equal(count, good);
    }
    store_begin_changes(store);
    assert_true(store_end_changes(store, true, &fixture->error));
    store_close(store);
    store_close(other);
}

static void text_is_bound_and_never_becomes_sql(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = open_store(fixture);
    const char *nasty = "'); DROP TABLE entries; --";
    store_id feed = ensure_feed(store, nasty, nasty);
    struct incoming_entry entry = entry_with(nasty, nasty, NOW);
    save(store, feed, &entry, 1, NOW);
    struct stored_entry *entries;
    assert_int_equal(list(fixture, store, (struct entry_query) { 0 }, &entries), 1);
    assert_text(entries[0].title, nasty);
    store_close(store);
}

static void an_entry_without_content_has_an_empty_body(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = open_store(fixture);
    store_id feed = ensure_feed(store, "https://example.org/feed", "");
    struct incoming_entry entry = entry_with("a", "title", NOW);
    save(store, feed, &entry, 1, NOW);
    entry.content = (struct packed) { 0 };
    save(store, feed, &entry, 1, NOW);
    struct stored_entry *entries;
    list(fixture, store, (struct entry_query) { 0 }, &entries);
    struct slice content;
    assert_true(store_content(store, entries[0].id, &fixture->arena, &content, &fixture->error));
    assert_int_equal(content.length, 0);
    store_close(store);
}

static void what_comes_with_an_entry_keeps_its_size_and_duration(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = open_store(fixture);
    store_id feed = ensure_feed(store, "https://example.org/feed", "");
    struct stored_enclosure came[2] = { { .url = SLICE("https://example.org/1.mp3"), .type = SLICE("audio/mpeg"), .length = 12 },
                                        { .url = SLICE("https://example.org/1.pdf") } };
    struct incoming_entry entry = { .id = SLICE("a"), .enclosures = came, .enclosure_count = 2 };
    struct stored_enclosure *kept;
    size_t count;
    save(store, feed, &entry, 1, NOW);
    came[0].duration_seconds = 1867; /* a feed that says it later */
    save(store, feed, &entry, 1, NOW + 1);
    store_close(store);
    store = open_store(fixture);
    assert_true(store_enclosures(store, 1, &fixture->arena, &kept, &count, &fixture->error));
    assert_int_equal(count, 2);
    assert_true(slice_equal_string(kept[0].type, "audio/mpeg"));
    assert_int_equal(kept[0].length, 12);
    assert_int_equal(kept[0].duration_seconds, 1867);
    assert_int_equal(kept[1].duration_seconds, 0);
    store_close(store);
}

static void the_connection_is_set_to_keep_what_was_acknowledged(void **state)
{
    static const struct {
        const char *pragma, *value;
    } settings[] = {
        { "journal_mode", "wal" },          { "synchronous", "2" },    { "foreign_keys", "1" },
        { "trusted_schema", "0" },          { "cell_size_check", "1" }, { "application_id", "1802003058" },
    };
    struct fixture *fixture = *state;
    struct store *store = open_store(fixture);
    for (size_t i = 0; i < sizeof settings / sizeof *settings; i++) {
        char sql[64];
        snprintf(sql, sizeof sql, "PRAGMA %s", settings[i].pragma);
        sqlite3_stmt *statement;
        assert_int_equal(sqlite3_prepare_v2(store->database, sql, -1, &statement, NULL), SQLITE_OK);
        assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
        assert_string_equal((const char *)sqlite3_column_text(statement, 0), settings[i].value);
        sqlite3_finalize(statement);
    }
    int defensive = 0;
    sqlite3_db_config(store->database, SQLITE_DBCONFIG_DEFENSIVE, -1, &defensive);
    assert_int_equal(defensive, 1);
    store_close(store);
}

static void a_store_in_memory_works(void **state)
{
    struct fixture *fixture = *state;
    strcpy(fixture->path, ":memory:");
    struct store *store = open_store(fixture);
    struct incoming_entry entry = entry_with("a", "title", NOW);
    assert_int_equal(save(store, ensure_feed(store, "https://a.example/", ""), &entry, 1, NOW), 1);
    store_close(store);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        FACT(what_was_saved_is_there_after_a_restart),
        FACT(the_same_entry_is_never_stored_twice),
        FACT(one_id_in_two_feeds_is_two_entries),
        FACT(a_refresh_keeps_read_marks_arrival_and_dates),
        FACT(an_unchanged_refresh_rewrites_no_entry),
        FACT(an_entry_without_a_date_sorts_by_arrival),
        FACT(entries_without_dates_keep_the_order_of_their_feed),
        FACT(a_date_in_the_future_becomes_the_arrival_also_when_updated),
        FACT(lists_obey_feed_unread_limit_and_offset),
        FACT(the_users_name_wins_over_the_feeds_title),
        FACT(a_failure_is_dated_from_its_start_and_cleared_by_an_answer),
        FACT(a_removed_feed_takes_its_entries_and_bodies_along),
        FACT(a_feed_that_is_not_listed_keeps_its_marks),
        FACT(changes_between_begin_and_end_are_kept_together_or_not_at_all),
        FACT(text_is_bound_and_never_becomes_sql),
        FACT(an_entry_without_content_has_an_empty_body),
        FACT(what_comes_with_an_entry_keeps_its_size_and_duration),
        FACT(the_connection_is_set_to_keep_what_was_acknowledged),
        FACT(a_store_in_memory_works),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
