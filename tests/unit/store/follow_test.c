#include "support.h"

#include <sqlite3.h>

static void assert_feed(struct fixture *fixture, struct store *store, size_t index, const char *name, const char *folder,
                        const char *tags)
{
    struct stored_feed *feeds;
    struct slice *of_feed;
    size_t count, tag_count;
    char joined[100] = "";
    assert_true(store_feeds(store, &fixture->arena, &feeds, &count, &fixture->error));
    assert_in_range(index, 0, count - 1);
    assert_true(slice_equal_string(feeds[index].name, name));
    assert_true(slice_equal_string(feeds[index].folder, folder));
    assert_true(store_feed_tags(store, feeds[index].id, &fixture->arena, &of_feed, &tag_count, &fixture->error));
    for (size_t i = 0; i < tag_count; i++)
        snprintf(joined + strlen(joined), sizeof joined - strlen(joined), "%.*s;", SLICE_ARGUMENT(of_feed[i]));
    assert_string_equal(joined, tags);
}

static size_t count_feeds(struct fixture *fixture, struct store *store)
{
    struct stored_feed *feeds;
    size_t count;
    assert_true(store_feeds(store, &fixture->arena, &feeds, &count, &fixture->error));
    return count;
}

static void names_folders_and_tags_are_those_of_the_file(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = open_store(fixture);
    struct slice tags[] = { SLICE("one"), SLICE("عاجل") };
    struct followed_feed feeds[] = {
        { .url = SLICE("https://a.example/"), .name = SLICE("A"), .folder = SLICE("x/y"), .tags = tags, .tag_count = 2 },
        { .url = SLICE("exec:B"), .name = SLICE("B") },
    };
    assert_true(store_follow(store, feeds, 2, &fixture->error));
    assert_feed(fixture, store, 0, "A", "x/y", "one;عاجل;");
    assert_feed(fixture, store, 1, "B", "", "");
    feeds[0].tag_count = 1;
    feeds[1].folder = SLICE("z");
    feeds[1].name = SLICE("Be");
    assert_true(store_follow(store, feeds, 2, &fixture->error));
    assert_feed(fixture, store, 0, "A", "x/y", "one;");
    assert_feed(fixture, store, 1, "Be", "z", "");
    feeds[0].tags = tags + 1;
    assert_true(store_follow(store, feeds, 2, &fixture->error));
    assert_feed(fixture, store, 0, "A", "x/y", "عاجل;");
    assert_true(store_follow(store, feeds + 1, 1, &fixture->error));
    assert_int_equal(count_feeds(fixture, store), 1);
    assert_true(store_follow(store, NULL, 0, &fixture->error));
    assert_int_equal(count_feeds(fixture, store), 0);
    assert_true(store_follow(store, feeds, 2, &fixture->error));
    assert_feed(fixture, store, 0, "A", "x/y", "عاجل;");
    store_close(store);
}

static void nothing_is_written_where_nothing_changed(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = open_store(fixture), *other = open_store(fixture);
    enum { COUNT = 1000 };
    struct slice tag = SLICE("t");
    struct followed_feed *feeds = arena_allocate_zeroed(&fixture->arena, COUNT, sizeof *feeds);
    for (unsigned i = 0; i < COUNT; i++)
        feeds[i] = (struct followed_feed){ .url = arena_format(&fixture->arena, "https://%u.example/", i),
                                           .name = arena_format(&fixture->arena, "%u", i),
                                           .tags = &tag, .tag_count = i % 2 };
    assert_true(store_follow(store, feeds, COUNT, &fixture->error));
    assert_int_equal(count_feeds(fixture, store), COUNT);
    store_begin_changes(other);
    ensure_feed(other, "https://x.example/", "X"); /* the write lock is taken: a write would wait, and fail */
    assert_true(store_follow(store, feeds, COUNT, &fixture->error));
    assert_true(store_end_changes(other, false, NULL) == false);
    store_close(other);
    store_close(store);
}

static void one_that_may_not_be_written_stays_as_it_is(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = open_store(fixture);
    struct followed_feed feeds[] = { { .url = SLICE("https://a.example/"), .name = SLICE("A") },
                                     { .url = SLICE("https://b.example/"), .name = SLICE("B") } };
    assert_true(store_follow(store, feeds, 1, &fixture->error));
    store_close(store);
    sqlite3 *database;
    assert_int_equal(sqlite3_open(fixture->path, &database), SQLITE_OK);
    assert_int_equal(sqlite3_exec(database, "PRAGMA user_version = 500", NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(database);
    store = open_store(fixture);
    assert_true(store_is_read_only(store));
    assert_true(store_follow(store, feeds, 2, &fixture->error));
    assert_int_equal(count_feeds(fixture, store), 1);
    store_close(store);
}

static const struct followed_feed two[] = { { .url = SLICE("https://a.example/"), .name = SLICE("A") },
                                            { .url = SLICE("https://b.example/"), .name = SLICE("B") } };

/* A and B, with an entry each, that of A read. */
static struct store *open_with_two(struct fixture *fixture, store_id *entry)
{
    struct store *store = open_store(fixture);
    struct incoming_entry incoming = { .id = SLICE("1"), .title = SLICE("خبر") };
    struct saved saved = { .arena = &fixture->arena };
    assert_true(store_follow(store, two, 2, &fixture->error));
    assert_true(store_save_entries(store, 1, &incoming, 1, NOW, &saved, &fixture->error));
    save(store, 2, &incoming, 1, NOW);
    *entry = saved.ids[0];
    assert_true(store_mark_read(store, *entry, true, &fixture->error));
    return store;
}

static bool has(struct fixture *fixture, struct store *store, store_id entry, bool *read)
{
    struct stored_entry found;
    assert_true(store_headline(store, entry, &fixture->arena, &found, &fixture->error));
    *read = found.read;
    return found.id == entry;
}

static void what_was_set_aside_comes_back_with_all_that_it_had(void **state)
{
    struct fixture *fixture = *state;
    store_id entry;
    bool read;
    struct store *store = open_with_two(fixture, &entry);
    assert_true(store_set_feed_aside(store, two[0].url, NOW, &fixture->error));
    assert_true(store_follow(store, two + 1, 1, &fixture->error));
    assert_int_equal(count_feeds(fixture, store), 1);
    assert_true(store_forget_set_aside(store, NOW, &fixture->error)); /* not yet */
    assert_true(store_follow(store, two, 2, &fixture->error));
    assert_int_equal(count_feeds(fixture, store), 2);
    assert_true(store_forget_set_aside(store, NOW + 1, &fixture->error)); /* no more */
    assert_true(has(fixture, store, entry, &read) && read);
    store_close(store);
}

static void what_was_set_aside_is_forgotten_in_the_end(void **state)
{
    struct fixture *fixture = *state;
    store_id entry;
    bool read;
    struct store *store = open_with_two(fixture, &entry);
    assert_true(store_set_feed_aside(store, two[0].url, NOW, &fixture->error));
    assert_true(store_set_feed_aside(store, SLICE("https://nobody.example/"), NOW, &fixture->error));
    store_close(store);
    store = open_store(fixture);
    assert_true(store_follow(store, two + 1, 1, &fixture->error));
    assert_true(store_forget_set_aside(store, NOW + 1, &fixture->error));
    assert_false(has(fixture, store, entry, &read));
    assert_true(store_follow(store, two, 2, &fixture->error));
    assert_int_equal(count_feeds(fixture, store), 2);
    store_close(store);
}

/* What was taken out of the file by hand was not removed. */
static void what_is_not_followed_is_never_forgotten(void **state)
{
    struct fixture *fixture = *state;
    store_id entry;
    bool read;
    struct store *store = open_with_two(fixture, &entry);
    assert_true(store_follow(store, two + 1, 1, &fixture->error));
    assert_true(store_forget_set_aside(store, INT64_MAX, &fixture->error));
    assert_true(has(fixture, store, entry, &read));
    store_close(store);
}

#define WITH_FIXTURE(test) cmocka_unit_test_setup_teardown(test, fixture_setup, fixture_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_FIXTURE(names_folders_and_tags_are_those_of_the_file),
        WITH_FIXTURE(nothing_is_written_where_nothing_changed),
        WITH_FIXTURE(one_that_may_not_be_written_stays_as_it_is),
        WITH_FIXTURE(what_was_set_aside_comes_back_with_all_that_it_had),
        WITH_FIXTURE(what_was_set_aside_is_forgotten_in_the_end),
        WITH_FIXTURE(what_is_not_followed_is_never_forgotten),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
