#include "support.h"

static const char url[] = "https://a.example/";

static struct incoming_entry entry_with(const char *id, const char *title)
{
    return (struct incoming_entry){ .id = slice_of(id), .title = slice_of(title), .published = NOW };
}

static void assert_entry(struct fixture *fixture, struct store *store, const char *title, bool read, bool starred)
{
    struct stored_entry *entries;
    size_t count;
    assert_true(entries_listed(store, &(struct entry_query){ 0 }, &fixture->arena, &entries, &count, &fixture->error));
    for (size_t i = 0; i < count; i++)
        if (slice_equal_string(entries[i].title, title)) {
            assert_int_equal(entries[i].read, read);
            assert_int_equal(entries[i].starred, starred);
            return;
        }
    fail_msg("there is no \"%s\"", title);
}

static void assert_counts(struct fixture *fixture, struct store *store, int64_t entries, int64_t unread)
{
    struct stored_feed *feeds;
    size_t count;
    assert_true(store_feeds(store, &fixture->arena, &feeds, &count, &fixture->error));
    assert_int_equal(count, 1);
    assert_int_equal(feeds[0].entry_count, entries);
    assert_int_equal(feeds[0].unread_count, unread);
}

static void marks_come_at_once_or_with_their_entries(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = open_store(fixture);
    struct incoming_entry there = entry_with("1", "there"), later[] = {
        entry_with("1", "there"), entry_with("2", "read"), entry_with("3", "starred"),
        entry_with("4", "neither") };
    store_id feed = ensure_feed(store, url, "");
    save(store, feed, &there, 1, NOW);
    struct restored_mark marks[] = { { SLICE("1"), true, true }, { SLICE("2"), true, false }, { SLICE("3"), false, true },
                                     { SLICE("never"), true, false } };
    size_t applied = 0, waiting = 0;
    assert_true(store_restore_marks(store, slice_of(url), marks, 4, &applied, &waiting, &fixture->error));
    assert_int_equal(applied, 1);
    assert_int_equal(waiting, 3);
    assert_entry(fixture, store, "there", true, true);
    assert_counts(fixture, store, 1, 0);
    save(store, feed, later, 4, NOW + 1);
    assert_entry(fixture, store, "there", true, true);
    assert_entry(fixture, store, "read", true, false);
    assert_entry(fixture, store, "starred", false, true);
    assert_entry(fixture, store, "neither", false, false);
    assert_counts(fixture, store, 4, 2);
    store_close(store);
}

static void a_mark_that_the_reader_made_is_not_taken_away(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = open_store(fixture);
    struct incoming_entry entry = entry_with("1", "one");
    struct restored_mark marks[] = { { SLICE("1"), false, false } };
    size_t applied = 0, waiting = 0;
    save(store, ensure_feed(store, url, ""), &entry, 1, NOW);
    struct stored_entry *entries;
    size_t count;
    assert_true(entries_listed(store, &(struct entry_query){ 0 }, &fixture->arena, &entries, &count, &fixture->error));
    assert_true(store_mark_read(store, entries[0].id, true, &fixture->error));
    assert_true(store_restore_marks(store, slice_of(url), marks, 1, &applied, &waiting, &fixture->error));
    assert_entry(fixture, store, "one", true, false);
    store_close(store);
}

static void marks_wait_for_a_source_that_is_not_there_yet(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = open_store(fixture);
    struct restored_mark marks[] = { { SLICE("1"), true, false }, { SLICE("1"), false, true } };
    struct incoming_entry entry = entry_with("1", "one");
    size_t applied = 0, waiting = 0;
    assert_true(store_restore_marks(store, slice_of(url), marks, 2, &applied, &waiting, &fixture->error));
    assert_int_equal(waiting, 2);
    store_close(store);
    store = open_store(fixture);
    save(store, ensure_feed(store, url, ""), &entry, 1, NOW);
    assert_entry(fixture, store, "one", true, true);
    assert_counts(fixture, store, 1, 0);
    store_close(store);
}

#define WITH_FIXTURE(test) cmocka_unit_test_setup_teardown(test, fixture_setup, fixture_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_FIXTURE(marks_come_at_once_or_with_their_entries),
        WITH_FIXTURE(a_mark_that_the_reader_made_is_not_taken_away),
        WITH_FIXTURE(marks_wait_for_a_source_that_is_not_there_yet),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
