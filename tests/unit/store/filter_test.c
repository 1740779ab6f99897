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

static void it_finds_what_the_list_of_the_query_has(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = open_store(fixture);
    store_id ids[COUNT], found[COUNT];
    size_t count, found_count;
    fill(fixture, store, ids, &count);
    static const char *const queries[] = {
        "", "sport", "السياسه", "سياسة", "title:cafe", "title:news OR title:today", "-sport", "sport -politics", "source:alpha",
        "source:بيتا unread", "tag:work", "tag:خاص", "folder:f", "lang:ar", "author:frank", "link:example/1", "since:10d",
        "before:2025-06-01", "longer:5m", "shorter:2m read", "starred", "hidden", "read", "unread OR starred",
        "(sport OR أخبار) NOT read", "spo*", "\"sport and\"", "new",
    };
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

#define WITH_FIXTURE(test) cmocka_unit_test_setup_teardown(test, fixture_setup, fixture_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_FIXTURE(it_finds_what_the_list_of_the_query_has),
        WITH_FIXTURE(what_is_gone_is_passed_over),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
