/* More waits for the index than is looked through at once. */
#include "articles.h"

#include "store/list.h"
#include "store/select.h"

enum { MANY = 90, AT_ONCE = -1 }; /* as few as can be are looked through */

/* Every third has "wind", every third "winds", the others "rain"; they are called by their ids. */
static store_id add_many(struct store *store)
{
    static const char *const bodies[] = { "wind", "winds", "rain" };
    static char names[MANY][8];
    struct text texts[30];
    store_id feed = 0;
    for (int first = 0; first < MANY; first += 30) {
        for (int i = 0; i < 30; i++) {
            snprintf(names[first + i], sizeof names[0], "%d", first + 30 - i); /* the last one is kept first */
            texts[i] = (struct text) { names[first + i], bodies[(first + 30 - i) % 3], "en" };
        }
        feed = add(store, "https://a.example/", texts, 30);
    }
    return feed;
}

static const struct query *parsed(struct fixture *fixture, const char *text)
{
    const struct query *query;
    if (!query_parse(slice_of(text), NOW, &fixture->arena, &query, &fixture->error))
        fail_msg("%s", fixture->error.text);
    return query;
}

static struct entry_list *open_quickly(struct fixture *fixture, struct store *store, const struct query *query,
                                       const struct entry_list *grows_from)
{
    struct list_wish wish = { .query = query, .milliseconds = AT_ONCE, .grows_from = grows_from };
    struct entry_list *list = entry_list_open(store, &wish, &fixture->error);
    if (!list)
        fail_msg("%s", fixture->error.text);
    return list;
}

static size_t count_of(struct fixture *fixture, struct store *store, const char *text)
{
    size_t count;
    assert_true(query_count(store, parsed(fixture, text), 0, &count, &fixture->error));
    return count;
}

/* Until nothing of what waits is left to be looked through. */
static size_t look_to_the_end(struct fixture *fixture, struct store *store, const struct query *query)
{
    bool more = true;
    size_t slices = 0;
    for (; more; slices++)
        assert_true(query_prepare(store, query, AT_ONCE, &more, &fixture->error));
    return slices;
}

static bool has_id(struct fixture *fixture, struct entry_list *list, store_id id)
{
    size_t index;
    return entry_list_find(list, id, &index, &fixture->error);
}

static void a_list_grows_until_all_that_waits_was_looked_through(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = open_store(fixture);
    const struct query *query = parsed(fixture, "wind");
    add_many(store);
    struct entry_list *list = open_quickly(fixture, store, query, NULL);
    size_t count = entry_list_count(list), times = 0;
    assert_true(count > 0 && count < 2 * MANY / 3);
    for (; entry_list_is_partial(list); times++) {
        bool grown, is_complete;
        do
            assert_true(entry_list_look_on(list, query, AT_ONCE, &grown, &is_complete, &fixture->error));
        while (!grown);
        struct entry_list *more = open_quickly(fixture, store, query, list);
        assert_true(entry_list_count(more) > count);
        count = entry_list_count(more);
        entry_list_close(list);
        list = more;
    }
    assert_int_equal(count, 2 * MANY / 3);
    assert_in_range(times, 2, 4);
    entry_list_close(list);
    store_close(store);
}

static void what_is_not_a_list_on_the_screen_is_whole_however_much_waits(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = open_store(fixture);
    store_id *ids;
    size_t count;
    add_many(store);
    assert_int_equal(count_of(fixture, store, "wind"), 2 * MANY / 3);
    assert_int_equal(count_of(fixture, store, "\"wind\""), MANY / 3);
    assert_int_equal(count_of(fixture, store, "NOT wind"), 2 * MANY / 3); /* in no other form */
    assert_true(query_find_ids(store, parsed(fixture, "rain"), 0, &ids, &count, &fixture->error));
    assert_int_equal(count, MANY / 3);
    free(ids);
    store_close(store);
}

static void all_that_a_query_finds_is_marked_after_a_part_of_it_was_listed(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = open_store(fixture);
    const struct query *query = parsed(fixture, "rain");
    size_t changed;
    add_many(store);
    entry_list_close(open_quickly(fixture, store, query, NULL));
    assert_true(store_mark(store, &(struct entry_set) { .query = query }, MARK_READ, true, &changed, &fixture->error));
    assert_int_equal(changed, MANY / 3);
    assert_int_equal(count_of(fixture, store, "unread"), 2 * MANY / 3);
    store_close(store);
}

static void what_must_not_have_a_word_is_listed_once_it_was_looked_at(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = open_store(fixture);
    const struct query *query = parsed(fixture, "unread -rain");
    struct stored_entry *rows;
    size_t got;
    add_many(store);
    struct entry_list *list = open_quickly(fixture, store, query, NULL);
    assert_true(entry_list_is_partial(list));
    assert_in_range(entry_list_count(list), 1, 16);
    assert_true(entry_list_rows(list, 0, MANY, &fixture->arena, &rows, &got, &fixture->error));
    for (size_t i = 0; i < got; i++)
        assert_true(rows[i].id % 3 != 2);
    entry_list_close(list);
    look_to_the_end(fixture, store, query);
    list = open_quickly(fixture, store, query, NULL);
    assert_int_equal(entry_list_count(list), 2 * MANY / 3);
    entry_list_close(list);
    store_close(store);
}

static void an_entry_that_is_indexed_after_it_was_looked_at_is_found_once(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = open_store(fixture);
    const struct query *query = parsed(fixture, "wind");
    bool more;
    size_t left;
    add_many(store);
    assert_true(query_prepare(store, query, AT_ONCE, &more, &fixture->error) && more);
    assert_true(store_index_some(store, 0, &left, &fixture->error));
    look_to_the_end(fixture, store, query);
    assert_int_equal(count_of(fixture, store, "wind"), 2 * MANY / 3);
    index_all(store);
    assert_int_equal(count_of(fixture, store, "wind"), 2 * MANY / 3);
    store_close(store);
}

static void an_entry_that_changed_after_it_was_looked_at_is_looked_at_again(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = open_store(fixture);
    add_many(store);
    look_to_the_end(fixture, store, parsed(fixture, "wind"));
    static const struct text changed[] = { { "51", "rain", "en" }, { "50", "wind", "en" } };
    add(store, "https://a.example/", changed, 2);
    assert_int_equal(count_of(fixture, store, "wind"), 2 * MANY / 3);
    assert_int_equal(count_of(fixture, store, "rain"), MANY / 3);
    static const struct text gone[] = { { "48", "", "en" }, { "50", "hail", "en" } };
    look_to_the_end(fixture, store, parsed(fixture, "wind"));
    add(store, "https://a.example/", gone, 2);
    assert_int_equal(count_of(fixture, store, "wind"), 2 * MANY / 3 - 2);
    assert_int_equal(count_of(fixture, store, "hail"), 1);
    store_close(store);
}

static void an_entry_that_was_removed_after_it_was_looked_at_is_not_found(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = open_store(fixture);
    const struct query *query = parsed(fixture, "wind");
    add_many(store);
    struct entry_list *list = open_quickly(fixture, store, query, NULL);
    look_to_the_end(fixture, store, query);
    set(store, "DELETE FROM entries WHERE id = 90");
    assert_true(has_id(fixture, list, 90));
    struct entry_list *grown = open_quickly(fixture, store, query, list);
    assert_int_equal(entry_list_count(grown), 2 * MANY / 3 - 1);
    assert_false(has_id(fixture, grown, 90));
    entry_list_close(list);
    entry_list_close(grown);
    static const struct text again[] = { { "91", "hail", "en" } }; /* it gets the same id */
    add(store, "https://a.example/", again, 1);
    assert_int_equal(count_of(fixture, store, "wind"), 2 * MANY / 3 - 1);
    store_close(store);
}

static void what_came_after_a_part_was_looked_through_is_found(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = open_store(fixture);
    bool more;
    add_many(store);
    assert_true(query_prepare(store, parsed(fixture, "wind"), AT_ONCE, &more, &fixture->error) && more);
    static const struct text later[] = { { "later", "wind", "en" } };
    add(store, "https://b.example/", later, 1);
    assert_int_equal(count_of(fixture, store, "wind"), 2 * MANY / 3 + 1);
    store_close(store);
}

static void what_another_khabar_changed_is_looked_at_again(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = open_store(fixture), *other = open_store(fixture);
    const struct query *query = parsed(fixture, "wind");
    add_many(store);
    assert_true(look_to_the_end(fixture, store, query) > 2);
    assert_int_equal(look_to_the_end(fixture, store, query), 1);
    static const struct text changed[] = { { "51", "rain", "en" }, { "later", "wind", "en" }, { "latest", "wind", "en" } };
    add(other, "https://a.example/", changed, 3);
    assert_true(look_to_the_end(fixture, store, query) > 2);
    assert_int_equal(count_of(fixture, store, "wind"), 2 * MANY / 3 + 1);
    index_all(other);
    assert_int_equal(count_of(fixture, store, "wind"), 2 * MANY / 3 + 1);
    store_close(other);
    store_close(store);
}

static void what_was_not_kept_is_not_found(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = open_store(fixture);
    add_many(store);
    look_to_the_end(fixture, store, parsed(fixture, "hail"));
    store_begin_changes(store);
    static const struct text changed[] = { { "50", "hail", "en" }, { "later", "hail", "en" } };
    add(store, "https://a.example/", changed, 2);
    assert_int_equal(count_of(fixture, store, "hail"), 2);
    store_end_changes(store, false, &fixture->error);
    assert_int_equal(count_of(fixture, store, "hail"), 0);
    assert_int_equal(count_of(fixture, store, "wind"), 2 * MANY / 3);
    store_close(store);
}

static void what_was_looked_through_while_a_word_was_typed_is_not_looked_through_again(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = open_store(fixture);
    const struct query *typed;
    add_many(store);
    static const struct text more[] = { { "91", "windy winds", "en" } };
    add(store, "https://a.example/", more, 1);
    assert_true(query_parse_typing(SLICE("wind"), NOW, &fixture->arena, &typed, &fixture->error));
    assert_true(look_to_the_end(fixture, store, typed) > 2);
    struct entry_list *list = open_quickly(fixture, store, parsed(fixture, "wind"), NULL);
    assert_false(entry_list_is_partial(list));
    assert_int_equal(entry_list_count(list), 2 * MANY / 3 + 1);
    entry_list_close(list);
    assert_int_equal(count_of(fixture, store, "wind*"), 2 * MANY / 3 + 1);
    assert_int_equal(count_of(fixture, store, "\"wind\""), MANY / 3);
    assert_true(look_to_the_end(fixture, store, typed) > 2); /* those that only begin so were not looked for */
    store_close(store);
}

static void a_row_that_was_read_stays_while_its_list_grows(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = open_store(fixture);
    const struct query *query = parsed(fixture, "unread wind");
    add_many(store);
    struct entry_list *list = open_quickly(fixture, store, query, NULL);
    assert_true(store_mark_read(store, 90, true, &fixture->error));
    struct entry_list *grown = open_quickly(fixture, store, query, list);
    assert_true(has_id(fixture, grown, 90));
    assert_true(entry_list_count(grown) > entry_list_count(list));
    look_to_the_end(fixture, store, query);
    struct entry_list *whole = open_quickly(fixture, store, query, grown);
    assert_int_equal(entry_list_count(whole), 2 * MANY / 3);
    assert_false(entry_list_is_partial(whole));
    entry_list_close(list);
    entry_list_close(grown);
    entry_list_close(whole);
    store_close(store);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        FACT(a_list_grows_until_all_that_waits_was_looked_through),
        FACT(what_is_not_a_list_on_the_screen_is_whole_however_much_waits),
        FACT(all_that_a_query_finds_is_marked_after_a_part_of_it_was_listed),
        FACT(what_must_not_have_a_word_is_listed_once_it_was_looked_at),
        FACT(an_entry_that_is_indexed_after_it_was_looked_at_is_found_once),
        FACT(an_entry_that_changed_after_it_was_looked_at_is_looked_at_again),
        FACT(an_entry_that_was_removed_after_it_was_looked_at_is_not_found),
        FACT(what_came_after_a_part_was_looked_through_is_found),
        FACT(what_another_khabar_changed_is_looked_at_again),
        FACT(what_was_not_kept_is_not_found),
        FACT(what_was_looked_through_while_a_word_was_typed_is_not_looked_through_again),
        FACT(a_row_that_was_read_stays_while_its_list_grows),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
