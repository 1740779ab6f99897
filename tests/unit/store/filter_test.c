/* One by one, a query finds what it finds through the index. */
#include "support.h"

#include "store/list.h"
#include "store/query.h"
#include "store/search.h"

enum { COUNT = 60 };

static void fill(struct fixture *fixture, struct store *store, store_id *ids, size_t *count)
{
    static const char *const titles[] = { "أخبار السياسة", "Sport today", "Café news", "الطقس غدا", "sport and politics" };
    static const char *const languages[] = { "ar", "en", "" };
    struct incoming_entry entries[COUNT];
    struct saved saved = { .arena = &fixture->arena };
    struct slice tag = SLICE("work");
    struct followed_feed feeds[] = { { .url = SLICE("https://a.example/"), .name = SLICE("Alpha"), .folder = SLICE("f/g"),
                                       .tags = &tag, .tag_count = 1 },
                                     { .url = SLICE("https://b.example/"), .name = SLICE("بيتا") } };
    assert_true(store_follow(store, feeds, 2, &fixture->error));
    for (unsigned i = 0; i < COUNT; i++)
        entries[i] = (struct incoming_entry){
            .id = arena_format(&fixture->arena, "%u", i),
            .title = slice_of(titles[i % 5]),
            .author = i % 7 ? SLICE("") : SLICE("Frank"),
            .language = slice_of(languages[i % 3]),
            .link = arena_format(&fixture->arena, "https://a.example/%u", i),
            .published = NOW - (int64_t)i * 86400,
            .reading_seconds = i * 20,
        };
    for (int feed = 0; feed < 2; feed++)
        assert_true(store_save_entries(store, ensure_feed(store, feeds[feed].url.bytes, feeds[feed].name.bytes),
                                       entries + feed * COUNT / 2, COUNT / 2, NOW, &saved, &fixture->error));
    assert_true(store_settle(store, &fixture->error));
    *count = saved.count;
    memcpy(ids, saved.ids, saved.count * sizeof *ids);
    for (size_t i = 0; i < saved.count; i++)
        if (i % 4 == 0)
            assert_true(store_mark_read(store, ids[i], true, &fixture->error));
    assert_true(store_mark_arrived(store, ids + 10, 5, MARK_STARRED, &fixture->error));
    assert_true(store_mark_arrived(store, ids + 20, 5, MARK_HIDDEN, &fixture->error));
    assert_true(store_tag_arrived(store, ids + 30, 5, SLICE("خاص"), &fixture->error));
}

static const char *const queries[] = {
    "", "sport", "السياسه", "سياسة", "title:cafe", "title:news OR title:today", "-sport", "sport -politics", "source:alpha",
    "source:بيتا unread", "tag:work", "tag:خاص", "folder:f", "lang:ar", "author:frank", "link:example/1", "since:10d",
    "before:2025-06-01", "longer:5m", "shorter:2m read", "starred", "hidden", "read", "unread OR starred",
    "(sport OR أخبار) NOT read", "spo*", "\"sport and\"", "new",
};

static void it_finds_what_the_list_of_the_query_has(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = open_store(fixture);
    store_id ids[COUNT], found[COUNT];
    size_t count, found_count;
    fill(fixture, store, ids, &count);
    for (size_t i = 0; i < sizeof queries / sizeof *queries; i++) {
        const struct query *query;
        if (!query_parse(slice_of(queries[i]), NOW, &fixture->arena, &query, &fixture->error))
            fail_msg("%s: %s", queries[i], fixture->error.text);
        struct list_wish wish = { .query = query };
        struct entry_list *list = entry_list_open(store, &wish, &fixture->error);
        assert_non_null(list);
        assert_true(query_filter_ids(store, query, ids, count, found, &found_count, &fixture->error));
        if (found_count != entry_list_count(list))
            fail_msg("%s: %zu, but the list has %zu", queries[i], found_count, entry_list_count(list));
        for (size_t at = 0; at < found_count; at++) {
            size_t index;
            assert_true(entry_list_find(list, found[at], &index, &fixture->error));
        }
        entry_list_close(list);
    }
    store_close(store);
}

static void what_is_gone_is_passed_over(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = open_store(fixture);
    store_id ids[COUNT + 1], found[COUNT + 1];
    size_t count, found_count;
    fill(fixture, store, ids, &count);
    ids[count] = 123456;
    assert_true(query_filter_ids(store, NULL, ids, count + 1, found, &found_count, &fixture->error));
    assert_int_equal(found_count, COUNT - 5);
    store_close(store);
}

static bool is_one_of(store_id id, const store_id *ids, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (ids[i] == id)
            return true;
    return false;
}

static void a_row_on_the_screen_is_found_by_what_finds_its_entry(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = open_store(fixture);
    store_id ids[COUNT], found[COUNT];
    size_t count, found_count, row_count;
    struct stored_entry *rows;
    fill(fixture, store, ids, &count);
    struct entry_list *list = entry_list_open(store, &(struct list_wish){ 0 }, &fixture->error);
    assert_true(entry_list_rows(list, 0, COUNT, &fixture->arena, &rows, &row_count, &fixture->error));
    assert_int_equal(row_count, COUNT - 5);
    for (size_t i = 0; i < sizeof queries / sizeof *queries; i++) {
        const struct query *query;
        assert_true(query_parse(slice_of(queries[i]), NOW, &fixture->arena, &query, &fixture->error));
        if (!query)
            continue;
        assert_true(query_filter_ids(store, query, ids, count, found, &found_count, &fixture->error));
        struct row_filter *filter = row_filter_create(store, query);
        for (size_t row = 0; row < row_count; row++) {
            bool finds = row_filter_finds(filter, &rows[row], &fixture->error);
            if (finds != is_one_of(rows[row].id, found, found_count))
                printf("# %s: %s\n", queries[i], rows[row].title.bytes);
            assert_int_equal(finds, is_one_of(rows[row].id, found, found_count));
            assert_int_equal(fixture->error.kind, ERROR_NONE);
        }
        row_filter_destroy(filter);
    }
    const struct stored_entry gone = { 0 };
    const struct query *any;
    assert_true(query_parse(SLICE("unread"), NOW, &fixture->arena, &any, &fixture->error));
    struct row_filter *filter = row_filter_create(store, any);
    assert_false(row_filter_finds(filter, &gone, &fixture->error));
    row_filter_destroy(filter);
    entry_list_close(list);
    store_close(store);
}

#define WITH_FIXTURE(test) cmocka_unit_test_setup_teardown(test, fixture_setup, fixture_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_FIXTURE(it_finds_what_the_list_of_the_query_has),
        WITH_FIXTURE(a_row_on_the_screen_is_found_by_what_finds_its_entry),
        WITH_FIXTURE(what_is_gone_is_passed_over),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
