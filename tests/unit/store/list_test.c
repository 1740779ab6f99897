#include "support.h"

#include "store/database.h"
#include "store/list.h"
#include "store/search.h"
#include "store/walk.h"

enum { FEEDS = 3, MOST = 4000 };

/* What the list must be: all entries, newest first, as a plain array. */
struct model_entry {
    store_id id, feed;
    int64_t published;
    bool read;
};

struct model {
    struct store *store;
    store_id feeds[FEEDS];
    struct model_entry entries[MOST];
    size_t count;
    unsigned seed;
};

static unsigned pick(struct model *model, unsigned below)
{
    model->seed = model->seed * 1103515245u + 12345u;
    return (model->seed >> 8) % below;
}

/* In few different seconds, so that many share one. */
static void add_entries(struct model *model, size_t count)
{
    struct incoming_entry incoming[1000];
    char guids[1000][16];
    store_id feed = model->feeds[pick(model, FEEDS)];
    for (size_t i = 0; i < count; i++) {
        snprintf(guids[i], sizeof guids[i], "%zu", model->count + i);
        incoming[i] = (struct incoming_entry) {
            .id = slice_of(guids[i]), .title = slice_of(guids[i]), .published = NOW - (int64_t)pick(model, 300),
        };
    }
    assert_int_equal(save(model->store, feed, incoming, count, NOW + (int64_t)model->count), count); /* an answer each */
    for (size_t i = count; i-- > 0;) { /* the store keeps the last one first */
        model->entries[model->count] = (struct model_entry) {
            .id = (store_id)model->count + 1, .feed = feed, .published = incoming[i].published,
        };
        model->count++;
    }
}

static void mark_some(struct model *model, size_t count)
{
    struct error error;
    store_begin_changes(model->store);
    for (size_t i = 0; i < count; i++) {
        struct model_entry *entry = &model->entries[pick(model, (unsigned)model->count)];
        entry->read = pick(model, 4) != 0;
        assert_true(store_mark_read(model->store, entry->id, entry->read, &error));
    }
    assert_true(store_end_changes(model->store, true, &error));
}

static int by_date(const void *a, const void *b)
{
    const struct model_entry *first = a, *second = b;
    if (first->published != second->published)
        return first->published < second->published ? 1 : -1;
    return first->id < second->id ? 1 : -1;
}

static int by_arrival(const void *a, const void *b)
{
    const struct model_entry *first = a, *second = b;
    return first->id < second->id ? 1 : -1;
}

struct expected {
    struct model_entry rows[MOST];
    size_t count;
};

static void expect(const struct model *model, const struct list_wish *wish, struct expected *expected)
{
    expected->count = 0;
    for (size_t i = 0; i < model->count; i++)
        if ((!wish->feed || model->entries[i].feed == wish->feed) && (!wish->query || !model->entries[i].read))
            expected->rows[expected->count++] = model->entries[i];
    qsort(expected->rows, expected->count, sizeof *expected->rows,
          wish->order == ORDER_BY_ARRIVAL ? by_arrival : by_date);
    for (size_t i = 0; wish->reversed && i < expected->count / 2; i++) {
        struct model_entry row = expected->rows[i];
        expected->rows[i] = expected->rows[expected->count - 1 - i];
        expected->rows[expected->count - 1 - i] = row;
    }
}

static const struct model_entry *model_entry(const struct model *model, store_id id)
{
    return &model->entries[id - 1];
}

static void check_window(struct model *model, struct entry_list *list, const struct expected *expected)
{
    struct arena arena = { 0 };
    struct stored_entry *rows;
    struct error error;
    size_t got, first = pick(model, (unsigned)expected->count + 2), count = pick(model, 700);
    assert_true(entry_list_rows(list, first, count, &arena, &rows, &got, &error));
    size_t left = first < expected->count ? expected->count - first : 0;
    assert_int_equal(got, left < count ? left : count);
    for (size_t i = 0; i < got; i++) {
        assert_int_equal(rows[i].id, expected->rows[first + i].id);
        assert_int_equal(rows[i].read, model_entry(model, rows[i].id)->read);
    }
    arena_finish(&arena);
}

static void check_find(struct model *model, struct entry_list *list, const struct expected *expected)
{
    struct error error;
    size_t index;
    if (expected->count == 0)
        return;
    size_t wanted = pick(model, (unsigned)expected->count);
    assert_true(entry_list_find(list, expected->rows[wanted].id, &index, &error));
    assert_int_equal(index, wanted);
}

static void check_next_unread(struct model *model, struct entry_list *list, const struct expected *expected)
{
    struct error error;
    size_t index, from = pick(model, (unsigned)expected->count + 1);
    int direction = pick(model, 2) ? 1 : -1;
    size_t next = from < expected->count ? from + (size_t)direction : direction > 0 ? 0 : expected->count - 1;
    while (next < expected->count && model_entry(model, expected->rows[next].id)->read)
        next += (size_t)direction;
    from = from < expected->count ? from : SIZE_MAX;
    bool found = entry_list_next_unread(list, from, direction, &index, &error);
    assert_int_equal(found, next < expected->count);
    assert_true(!found || index == next);
    assert_true(found || error.kind == ERROR_NONE);
}

static void try_wish(struct model *model, const struct list_wish *wish)
{
    struct error error;
    struct expected *expected = calloc(1, sizeof *expected);
    bool left;
    expect(model, wish, expected);
    struct entry_list *list = entry_list_open(model->store, wish, &error);
    assert_non_null(list);
    for (int round = 0; round < 12; round++) {
        assert_int_equal(entry_list_count(list), expected->count);
        check_window(model, list, expected);
        check_find(model, list, expected);
        check_next_unread(model, list, expected);
        unsigned chance = pick(model, 6);
        if (chance == 0 && model->count < MOST - 100)
            add_entries(model, 1 + pick(model, 20));
        if (chance == 1)
            mark_some(model, 10);
        if (chance == 2)
            assert_true(entry_list_prepare(list, 1, &left, &error));
    }
    entry_list_close(list);
    free(expected);
}

static struct model *model_create(struct fixture *fixture, size_t count)
{
    static const char *const urls[FEEDS] = { "https://a.example/", "https://b.example/", "https://c.example/" };
    struct model *model = calloc(1, sizeof *model);
    model->store = open_store(fixture);
    model->seed = 7;
    for (size_t i = 0; i < FEEDS; i++)
        model->feeds[i] = ensure_feed(model->store, urls[i], "");
    for (size_t added = 0; added < count; added += 500)
        add_entries(model, 500);
    return model;
}

static void model_destroy(struct model *model)
{
    store_close(model->store);
    free(model);
}

static const struct query *query_of(struct fixture *fixture, const char *text)
{
    const struct query *query;
    assert_true(query_parse(slice_of(text), NOW, &fixture->arena, &query, &fixture->error));
    return query;
}

static void a_list_is_the_sorted_array_of_its_opening_whatever_comes_or_changes_later(void **state)
{
    struct fixture *fixture = *state;
    struct model *model = model_create(fixture, 3000);
    mark_some(model, 500);
    for (int round = 0; round < 120; round++) {
        struct list_wish wish = {
            .feed = pick(model, 3) == 0 ? model->feeds[pick(model, FEEDS)] : 0,
            .query = pick(model, 3) == 0 ? query_of(fixture, "unread") : NULL,
            .reversed = pick(model, 2) == 0,
        };
        wish.order = !wish.query && !wish.feed && pick(model, 3) == 0 ? ORDER_BY_ARRIVAL : ORDER_BY_DATE;
        try_wish(model, &wish);
    }
    model_destroy(model);
}

static void an_empty_list_has_no_rows(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = open_store(fixture);
    struct list_wish wishes[] = { { 0 }, { .query = query_of(fixture, "unread") }, { .feed = 7, .reversed = true } };
    for (size_t i = 0; i < sizeof wishes / sizeof *wishes; i++) {
        struct stored_entry *rows;
        size_t got, index;
        struct entry_list *list = entry_list_open(store, &wishes[i], &fixture->error);
        assert_non_null(list);
        assert_int_equal(entry_list_count(list), 0);
        assert_true(entry_list_rows(list, 0, 50, &fixture->arena, &rows, &got, &fixture->error));
        assert_int_equal(got, 0);
        assert_false(entry_list_find(list, 1, &index, &fixture->error));
        assert_false(entry_list_next_unread(list, SIZE_MAX, 1, &index, &fixture->error));
        assert_int_equal(fixture->error.kind, ERROR_NONE);
        entry_list_close(list);
    }
    store_close(store);
}

static void a_list_is_stale_when_something_came_and_not_when_something_was_read(void **state)
{
    struct fixture *fixture = *state;
    struct model *model = model_create(fixture, 500);
    struct entry_list *list = entry_list_open(model->store, &(struct list_wish) { 0 }, &fixture->error);
    mark_some(model, 3);
    assert_false(entry_list_is_stale(list));
    add_entries(model, 1);
    assert_true(entry_list_is_stale(list));
    entry_list_close(list);
    model_destroy(model);
}

static void what_is_removed_leaves_rows_without_text_and_moves_nothing_that_was_seen(void **state)
{
    struct fixture *fixture = *state;
    struct model *model = model_create(fixture, 3000);
    struct stored_entry *rows;
    size_t got;
    struct entry_list *list = entry_list_open(model->store, &(struct list_wish) { 0 }, &fixture->error);
    assert_true(entry_list_rows(list, 0, 3000, &fixture->arena, &rows, &got, &fixture->error));
    store_id first = rows[0].id, fourth_step = rows[4 * 512].id;
    for (size_t i = 1; i < 100; i++) {
        char sql[64];
        snprintf(sql, sizeof sql, "DELETE FROM entries WHERE id = %lld", (long long)rows[i].id);
        if (sqlite3_exec(model->store->database, sql, NULL, NULL, NULL) != SQLITE_OK)
            fail_msg("%s", sqlite3_errmsg(model->store->database));
    }
    assert_int_equal(entry_list_count(list), 3000);
    assert_true(entry_list_rows(list, 0, 3000, &fixture->arena, &rows, &got, &fixture->error));
    assert_int_equal(got, 3000);
    assert_int_equal(rows[0].id, first);
    assert_int_equal(rows[4 * 512].id, fourth_step);
    size_t gone = 0;
    for (size_t i = 0; i < got; i++)
        gone += rows[i].id == 0 && rows[i].title.length == 0;
    assert_int_equal(gone, 99);
    entry_list_close(list);
    model_destroy(model);
}

static void entries_of_sources_that_are_not_listed_are_in_no_list(void **state)
{
    struct fixture *fixture = *state;
    struct model *model = model_create(fixture, 1500);
    struct slice listed = SLICE("https://a.example/");
    size_t of_a = 0;
    for (size_t i = 0; i < model->count; i++)
        of_a += model->entries[i].feed == model->feeds[0];
    assert_true(store_follow(model->store, &(struct followed_feed){ .url = listed }, 1, &fixture->error));
    for (int i = 0; i < 4; i++) {
        struct list_wish wish = { .query = i & 1 ? query_of(fixture, "unread") : NULL, .order = i == 2 };
        struct entry_list *list = entry_list_open(model->store, &wish, &fixture->error);
        struct stored_entry *rows;
        size_t got;
        assert_int_equal(entry_list_count(list), of_a);
        assert_true(entry_list_rows(list, 0, MOST, &fixture->arena, &rows, &got, &fixture->error));
        assert_int_equal(got, of_a);
        for (size_t row = 0; row < got; row++)
            assert_int_equal(rows[row].feed_id, model->feeds[0]);
        entry_list_close(list);
    }
    model_destroy(model);
}

/* ---- found ---------------------------------------------------------------------------------------------------- */

static void read_window(struct fixture *fixture, struct entry_list *list, size_t first, size_t count, store_id *ids)
{
    struct stored_entry *rows;
    size_t got;
    assert_true(entry_list_rows(list, first, count, &fixture->arena, &rows, &got, &fixture->error));
    assert_int_equal(got, count);
    for (size_t i = 0; i < count; i++)
        ids[first + i] = rows[i].id;
}

/* A third has the word itself, a third another form of it. */
static void what_is_found_is_the_same_read_from_the_end_the_middle_or_the_start(void **state)
{
    static const char *const titles[] = { "wind", "winds", "rain" };
    enum { COUNT = 3000, FOUND = 2000 };
    struct fixture *fixture = *state;
    struct store *store = open_store(fixture);
    struct incoming_entry *incoming = calloc(COUNT, sizeof *incoming);
    char(*guids)[16] = calloc(COUNT, sizeof *guids);
    store_id feed = ensure_feed(store, "https://a.example/", ""), *forth = calloc(FOUND, sizeof *forth),
             *back = calloc(FOUND, sizeof *back);
    size_t left = 1, index;
    for (int i = 0; i < COUNT; i++) {
        snprintf(guids[i], sizeof guids[i], "%d", i);
        incoming[i] = (struct incoming_entry) { .id = slice_of(guids[i]), .title = slice_of(titles[i % 3]),
                                                .language = SLICE("en"), .published = NOW - i / 7 };
    }
    assert_int_equal(save(store, feed, incoming, COUNT, NOW), COUNT);
    while (left > 0)
        assert_true(store_index_some(store, 1000, &left, &fixture->error));
    struct list_wish wish = { .query = query_of(fixture, "wind") };
    struct entry_list *from_start = entry_list_open(store, &wish, &fixture->error);
    struct entry_list *from_end = entry_list_open(store, &wish, &fixture->error);
    assert_int_equal(entry_list_count(from_start), FOUND);
    for (size_t first = 0; first < FOUND; first += 100)
        read_window(fixture, from_start, first, 100, forth);
    for (size_t first = FOUND; first > FOUND / 2 - 100; first -= 100)
        read_window(fixture, from_end, first - 100, 100, back);
    assert_true(entry_list_find(from_end, forth[FOUND / 4], &index, &fixture->error));
    assert_int_equal(index, FOUND / 4);
    read_window(fixture, from_end, 0, FOUND / 2, back);
    for (size_t i = 0; i < FOUND; i++)
        assert_int_equal(back[i], forth[i]);
    entry_list_close(from_start);
    entry_list_close(from_end);
    store_close(store);
    free(incoming);
    free(guids);
    free(forth);
    free(back);
}

/* ---- work ----------------------------------------------------------------------------------------------------- */

static int count_work(void *context)
{
    ++*(size_t *)context;
    return 0;
}

/* Of SQLite, until each row of a list can be gone to at once. */
static size_t work_of_preparing(struct fixture *fixture, int64_t seconds_apart)
{
    enum { COUNT = 4000 };
    struct store *store = open_store(fixture);
    struct incoming_entry *incoming = calloc(COUNT, sizeof *incoming);
    char(*guids)[16] = calloc(COUNT, sizeof *guids);
    struct error error;
    store_id feed = ensure_feed(store, seconds_apart ? "https://a.example/" : "https://b.example/", "");
    size_t work = 0;
    for (int i = 0; i < COUNT; i++) {
        snprintf(guids[i], sizeof guids[i], "%d", i);
        incoming[i] = (struct incoming_entry) { .id = slice_of(guids[i]), .title = SLICE("title"),
                                                .published = NOW - i * seconds_apart };
    }
    assert_int_equal(save(store, feed, incoming, COUNT, NOW), COUNT);
    struct entry_list *list = entry_list_open(store, &(struct list_wish) { .feed = feed }, &error);
    sqlite3_progress_handler(store->database, 10, count_work, &work);
    for (bool left = true; left;)
        assert_true(entry_list_prepare(list, 1000, &left, &error));
    sqlite3_progress_handler(store->database, 0, NULL, NULL);
    entry_list_close(list);
    store_close(store);
    free(incoming);
    free(guids);
    return work;
}

static void entries_that_share_one_date_cost_no_more_than_others(void **state)
{
    assert_true(work_of_preparing(*state, 0) < 2 * work_of_preparing(*state, 1));
}

/* Far beyond what is looked at one by one; in every kind of list, both ways. */
static void the_next_unread_one_is_found_far_away(void **state)
{
    struct fixture *fixture = *state;
    struct model *model = model_create(fixture, 3000);
    const struct list_wish wishes[] = {
        { 0 },
        { .order = ORDER_BY_ARRIVAL },
        { .order = ORDER_BY_ARRIVAL, .reversed = true },
        { .order = ORDER_BY_TITLE },
        { .query = query_of(fixture, "read OR unread") },
        { .query = query_of(fixture, "read OR unread"), .order = ORDER_BY_SOURCE },
    };
    struct entry_set all = { 0 };
    size_t changed, index, where;
    for (size_t i = 0; i < sizeof wishes / sizeof *wishes; i++) {
        assert_true(store_mark(model->store, &all, MARK_READ, true, &changed, &fixture->error));
        struct entry_list *list = entry_list_open(model->store, &wishes[i], &fixture->error);
        assert_false(entry_list_next_unread(list, 0, 1, &index, &fixture->error));
        assert_int_equal(fixture->error.kind, ERROR_NONE);
        assert_true(store_mark_read(model->store, 1234, false, &fixture->error));
        assert_true(entry_list_find(list, 1234, &where, &fixture->error));
        assert_true(where > 100 && where < 2900);
        for (int direction = -1; direction <= 1; direction += 2) {
            assert_true(entry_list_next_unread(list, SIZE_MAX, direction, &index, &fixture->error));
            assert_int_equal(index, where);
            assert_true(entry_list_next_unread(list, direction > 0 ? 0 : 2999, direction, &index, &fixture->error));
            assert_int_equal(index, where);
        }
        assert_false(entry_list_next_unread(list, where, 1, &index, &fixture->error));
        add_entries(model, 1); /* unread, and not of this list */
        assert_false(entry_list_next_unread(list, where, -1, &index, &fixture->error));
        entry_list_close(list);
        assert_int_equal(sqlite3_exec(model->store->database, "DELETE FROM entries WHERE id > 3000", NULL, NULL, NULL), SQLITE_OK);
    }
    model_destroy(model);
}

static void a_list_that_is_sorted_in_slices_is_in_order_and_has_all_that_was_there_at_its_start(void **state)
{
    struct fixture *fixture = *state;
    struct model *model = model_create(fixture, 3000);
    const struct list_wish wish = { .order = ORDER_BY_TITLE };
    struct entry_list *list = entry_list_begin(model->store, &wish, &fixture->error);
    struct stored_entry *rows;
    bool is_open = false;
    int percent = 0, slices = 0;
    size_t got;
    assert_int_equal(entry_list_count(list), 0);
    add_entries(model, 1);
    for (; !is_open; slices++) {
        assert_true(entry_list_go_on(list, 0, &is_open, &fixture->error));
        assert_true(entry_list_percent(list) >= percent);
        percent = entry_list_percent(list);
    }
    assert_true(slices > 10);
    assert_int_equal(percent, 100);
    assert_int_equal(entry_list_count(list), 3000);
    assert_true(entry_list_rows(list, 0, 3000, &fixture->arena, &rows, &got, &fixture->error));
    for (size_t i = 1; i < got; i++)
        assert_true(slice_compare(rows[i - 1].title, rows[i].title) < 0);
    entry_list_close(list);
    list = entry_list_begin(model->store, &wish, &fixture->error);
    assert_true(entry_list_go_on(list, 0, &is_open, &fixture->error));
    assert_false(is_open);
    entry_list_close(list); /* given up */
    model_destroy(model);
}

/* ---- plans ---------------------------------------------------------------------------------------------------- */

static void assert_plan_seeks(struct fixture *fixture, struct store *store, const char *sql)
{
    char explain[1024];
    sqlite3_stmt *plan;
    if (!sql)
        return;
    snprintf(explain, sizeof explain, "EXPLAIN QUERY PLAN %s", sql);
    assert_int_equal(sqlite3_prepare_v2(store->database, explain, -1, &plan, NULL), SQLITE_OK);
    while (sqlite3_step(plan) == SQLITE_ROW) {
        const char *step = (const char *)sqlite3_column_text(plan, 3);
        bool sources = strstr(step, "feeds_not_listed") != NULL; /* has nothing but what is asked for */
        if ((strstr(step, "SCAN") && !sources) || strstr(step, "TEMP B-TREE"))
            fail_msg("%s: %s", sql, step);
    }
    sqlite3_finalize(plan);
    (void)fixture;
}

static void every_walk_is_a_seek_with_statistics_and_without(void **state)
{
    struct fixture *fixture = *state;
    struct model *model = model_create(fixture, 3000);
    mark_some(model, 1000);
    for (int analyzed = 0; analyzed < 2; analyzed++) {
        for (int order = WALK_BY_DATE; order <= WALK_UNREAD_OF_FEED; order++)
            for (int variant = 0; variant < 4 * WALK_STATEMENTS; variant++)
                assert_plan_seeks(fixture, model->store, walk_sql(order, variant & 1, variant & 2, variant / 4));
        assert_int_equal(sqlite3_exec(model->store->database, "ANALYZE", NULL, NULL, NULL), SQLITE_OK);
    }
    model_destroy(model);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        FACT(a_list_is_the_sorted_array_of_its_opening_whatever_comes_or_changes_later),
        FACT(an_empty_list_has_no_rows),
        FACT(a_list_is_stale_when_something_came_and_not_when_something_was_read),
        FACT(what_is_removed_leaves_rows_without_text_and_moves_nothing_that_was_seen),
        FACT(entries_of_sources_that_are_not_listed_are_in_no_list),
        FACT(what_is_found_is_the_same_read_from_the_end_the_middle_or_the_start),
        FACT(entries_that_share_one_date_cost_no_more_than_others),
        FACT(the_next_unread_one_is_found_far_away),
        FACT(a_list_that_is_sorted_in_slices_is_in_order_and_has_all_that_was_there_at_its_start),
        FACT(every_walk_is_a_seek_with_statistics_and_without),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
