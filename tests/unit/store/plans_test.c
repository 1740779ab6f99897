#include "plans.h"

#include "store/marks.h"

/* Some hundred of everything, so that statistics say something. */
static struct store *filled_store(struct fixture *fixture, bool analyzed)
{
    struct store *store = open_store(fixture);
    static struct incoming_entry entries[30];
    for (int feed = 0; feed < 40; feed++) {
        for (int i = 0; i < 30; i++)
            entries[i] = (struct incoming_entry) { .id = arena_format(&fixture->arena, "%d-%d", feed, i),
                                                   .published = NOW - feed * 31 - i * 977,
                                                   .content = content_of(SLICE("<p>x</p>")) };
        save(store, ensure_feed(store, (const char *)arena_format(&fixture->arena, "https://%d.example/%c", feed, 0).bytes,
                                ""),
             entries, 30, NOW);
    }
    size_t changed;
    assert_true(store_mark(store, &(struct entry_set) { .feed = 3 }, MARK_READ, true, &changed, &fixture->error));
    assert_true(store_mark(store, &(struct entry_set) { .feed = 4 }, MARK_STARRED, true, &changed, &fixture->error));
    if (analyzed)
        assert_int_equal(sqlite3_exec(store->database, "ANALYZE", NULL, NULL, NULL), SQLITE_OK);
    return store;
}

/* For khabar compact; for orders and queries that no index has; up to the first row; in the order of arrival, row by row. */
static bool is_meant_to_walk(enum statement name)
{
    return name == STATEMENT_UNPACKED || name == STATEMENT_DATA_VERSION || name == STATEMENT_DETAILS ||
           name == STATEMENT_HAS_MARKS || strstr(statement_sql[name], "FROM entries ORDER BY id");
}

static void no_statement_walks_over_all_entries(void **state)
{
    struct fixture *fixture = *state;
    for (int analyzed = 0; analyzed <= 1; analyzed++) {
        struct store *store = filled_store(fixture, analyzed);
        for (int name = 0; name < STATEMENT_COUNT; name++)
            if (statement_sql[name] && !is_meant_to_walk(name))
                assert_no_scan(store, statement_sql[name]);
        store_close(store);
        unlink(fixture->path);
    }
}

static void a_mark_is_set_without_a_walk_over_all_entries(void **state)
{
    struct fixture *fixture = *state;
    for (int analyzed = 0; analyzed <= 1; analyzed++) {
        struct store *store = filled_store(fixture, analyzed);
        for (enum entry_mark mark = 0; mark < MARK_COUNT; mark++)
            for (int value = 0; value <= 1; value++)
                for (enum marks_of of = 0; of < MARKS_OF_COUNT; of++) {
                    /* Of all that are listed most are not so: there is nothing else to do. */
                    bool is_all = of == MARKS_OF_ALL && (mark == MARK_READ ? !value : value);
                    if (is_all)
                        continue;
                    assert_no_scan(store, mark_sql(mark, value, of).find);
                    assert_no_scan(store, mark_sql(mark, value, of).change);
                }
        for (int value = 0; value <= 1; value++)
            for (enum marks_of of = 0; of <= MARKS_OF_FEED; of++) {
                assert_no_scan(store, tag_sql(value, of).find);
                assert_no_scan(store, tag_sql(value, of).change);
            }
        store_close(store);
        unlink(fixture->path);
    }
}

static void a_walk_is_noticed(void **state)
{
    struct store *store = filled_store(*state, false);
    sqlite3_stmt *plan;
    bool found = false;
    assert_int_equal(sqlite3_prepare_v2(store->database, "EXPLAIN QUERY PLAN SELECT * FROM entries WHERE title = 'x'", -1,
                                        &plan, NULL),
                     SQLITE_OK);
    while (sqlite3_step(plan) == SQLITE_ROW)
        found |= strcmp((const char *)sqlite3_column_text(plan, 3), "SCAN entries") == 0;
    assert_true(found);
    sqlite3_finalize(plan);
    store_close(store);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        FACT(no_statement_walks_over_all_entries),
        FACT(a_mark_is_set_without_a_walk_over_all_entries),
        FACT(a_walk_is_noticed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
