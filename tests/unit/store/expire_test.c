#include "support.h"

#include "store/database.h"

enum { DAY = 86400 };

static int64_t number(struct store *store, const char *sql)
{
    sqlite3_stmt *statement;
    assert_int_equal(sqlite3_prepare_v2(store->database, sql, -1, &statement, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
    int64_t result = sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    return result;
}

static size_t expire(struct store *store, store_id feed, struct retention retention, int64_t now)
{
    size_t total = 0, removed = 1;
    struct error error = { 0 };
    while (removed > 0) {
        if (!store_expire(store, feed, &retention, now, &removed, &error))
            fail_msg("%s", error.text);
        total += removed;
    }
    return total;
}

/* Ten, "0" the newest; each came a day after the one before it. */
static store_id ten_entries(struct store *store)
{
    store_id feed = ensure_feed(store, "https://example.org/feed", "");
    for (int i = 9; i >= 0; i--) {
        char id[12];
        snprintf(id, sizeof id, "%d", i);
        struct incoming_entry entry = { .id = slice_of(id), .title = slice_of(id), .published = NOW - i * DAY,
                                        .content = content_of(SLICE("<p>x</p>")) };
        save(store, feed, &entry, 1, NOW - i * DAY);
    }
    return feed;
}

static void mark(struct store *store, const char *title, enum entry_mark mark)
{
    char sql[96];
    size_t changed;
    snprintf(sql, sizeof sql, "SELECT id FROM entries WHERE title = '%s'", title);
    store_id id = number(store, sql);
    assert_true(store_mark(store, &(struct entry_set) { .ids = &id, .count = 1 }, mark, true, &changed, NULL));
}

static void mark_all_read(struct store *store)
{
    size_t changed;
    assert_true(store_mark(store, &(struct entry_set) { 0 }, MARK_READ, true, &changed, NULL));
}

static void assert_counts(struct store *store, int64_t entries, int64_t unread)
{
    assert_int_equal(number(store, "SELECT entry_count FROM feeds"), entries);
    assert_int_equal(number(store, "SELECT unread_count FROM feeds"), unread);
    assert_int_equal(number(store, "SELECT count(*) FROM entries"), entries);
    assert_int_equal(number(store, "SELECT count(*) FROM bodies"), entries);
}

static void the_newest_of_a_source_are_kept(void **state)
{
    struct store *store = open_store(*state);
    store_id feed = ten_entries(store);
    mark_all_read(store);
    assert_int_equal(expire(store, feed, (struct retention) { .most_entries = 4 }, NOW), 6);
    assert_int_equal(number(store, "SELECT count(*) FROM entries WHERE title < '4'"), 4);
    assert_counts(store, 4, 0);
    assert_int_equal(expire(store, feed, (struct retention) { .most_entries = 4 }, NOW), 0);
    store_close(store);
}

static void what_is_older_than_so_many_days_goes(void **state)
{
    struct store *store = open_store(*state);
    store_id feed = ten_entries(store);
    mark_all_read(store);
    assert_int_equal(expire(store, feed, (struct retention) { .most_days = 3 }, NOW), 6);
    assert_counts(store, 4, 0);
    assert_int_equal(expire(store, feed, (struct retention) { 0 }, NOW + 1000 * DAY), 0);
    store_close(store);
}

static void what_the_reader_marked_and_what_is_unread_stays_unless_asked(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = open_store(fixture);
    store_id feed = ten_entries(store);
    size_t changed;
    mark(store, "3", MARK_READ);
    mark(store, "4", MARK_READ);
    mark(store, "4", MARK_STARRED);
    mark(store, "5", MARK_READ);
    mark(store, "5", MARK_SAVED);
    mark(store, "6", MARK_READ);
    store_id tagged = number(store, "SELECT id FROM entries WHERE title = '6'");
    struct entry_set set = { .ids = &tagged, .count = 1 };
    assert_true(store_tag(store, &set, SLICE("t"), true, &changed, &fixture->error));
    struct retention retention = { .most_entries = 1 };
    assert_int_equal(expire(store, feed, retention, NOW), 1); /* "3" */
    assert_counts(store, 9, 6);
    retention.also_unread = true;
    assert_int_equal(expire(store, feed, retention, NOW), 5); /* all but the newest, "4", "5" and "6" */
    assert_counts(store, 4, 1);
    retention.also_starred = true;
    assert_int_equal(expire(store, feed, retention, NOW), 3);
    assert_counts(store, 1, 1);
    store_close(store);
}

static void what_was_removed_does_not_come_back_while_it_is_listed(void **state)
{
    struct store *store = open_store(*state);
    store_id feed = ten_entries(store);
    mark_all_read(store);
    expire(store, feed, (struct retention) { .most_entries = 9 }, NOW);
    struct incoming_entry listed = { .id = SLICE("9"), .title = SLICE("9") };
    for (int day = 0; day < 6; day++)
        assert_int_equal(save(store, feed, &listed, 1, NOW + day * DAY), 0);
    assert_int_equal(number(store, "SELECT count(*) FROM expired"), 1);
    struct incoming_entry other = { .id = SLICE("new") };
    save(store, feed, &other, 1, NOW + 20 * DAY);
    assert_int_equal(number(store, "SELECT count(*) FROM expired"), 0);
    assert_int_equal(save(store, feed, &listed, 1, NOW + 21 * DAY), 1);
    store_close(store);
}

static void a_list_that_was_cut_short_forgets_nothing(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = open_store(fixture);
    store_id feed = ten_entries(store);
    mark_all_read(store);
    expire(store, feed, (struct retention) { .most_entries = 9 }, NOW);
    struct incoming_feed partial = { .partial = true };
    assert_true(store_feed_answered(store, feed, &partial, NOW + 20 * DAY, &fixture->error));
    assert_int_equal(number(store, "SELECT count(*) FROM expired"), 1);
    store_close(store);
}

static void thousands_go_in_small_steps(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = open_store(fixture);
    store_id feed = ensure_feed(store, "https://example.org/feed", "");
    static struct incoming_entry entries[3000];
    for (int i = 0; i < 3000; i++)
        entries[i] = (struct incoming_entry) { .id = arena_format(&fixture->arena, "%d", i), .published = NOW - i };
    save(store, feed, entries, 3000, NOW);
    mark_all_read(store);
    size_t removed;
    struct retention retention = { .most_entries = 500 };
    assert_true(store_expire(store, feed, &retention, NOW, &removed, &fixture->error));
    assert_in_range(removed, 1, 200);
    assert_int_equal(expire(store, feed, retention, NOW) + removed, 2500);
    assert_int_equal(number(store, "SELECT entry_count FROM feeds"), 500);
    store_close(store);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        FACT(the_newest_of_a_source_are_kept),
        FACT(what_is_older_than_so_many_days_goes),
        FACT(what_the_reader_marked_and_what_is_unread_stays_unless_asked),
        FACT(what_was_removed_does_not_come_back_while_it_is_listed),
        FACT(a_list_that_was_cut_short_forgets_nothing),
        FACT(thousands_go_in_small_steps),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
