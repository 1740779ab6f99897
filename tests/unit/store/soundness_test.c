#include "support.h"

#include "store/database.h"
#include "store/place.h"
#include "store/upkeep.h"

#include <fcntl.h>

static void keep_line(void *context, const char *line)
{
    snprintf(context, 400, "%s", line);
}

static size_t check_pages(struct store *store, char last_line[400])
{
    struct upkeep_listener listener = { .say = keep_line, .context = last_line };
    struct error error = { 0 };
    size_t problems = 99;
    if (!store_check_pages(store, &listener, &problems, &error))
        fail_msg("%s", error.text);
    return problems;
}

static void run_sql(struct store *store, const char *sql)
{
    if (sqlite3_exec(store->database, sql, NULL, NULL, NULL) != SQLITE_OK)
        fail_msg("%s", sqlite3_errmsg(store->database));
}

static void fill(struct fixture *fixture, int megabytes)
{
    struct store *store = open_store(fixture);
    store_id feed = ensure_feed(store, "https://example.org/feed", "");
    for (int i = 0; i < megabytes; i++) {
        struct incoming_entry entry = { .id = arena_format(&fixture->arena, "%d", i), .title = SLICE("خبر") };
        save(store, feed, &entry, 1, NOW);
    }
    run_sql(store, "INSERT INTO bodies (entry_id, size, content) SELECT id, 1000000, zeroblob(1000000) FROM entries");
    store_close(store);
}

static void end_badly(struct fixture *fixture)
{
    fflush(NULL);
    pid_t child = fork();
    int status;
    if (child == 0)
        _exit(store_open(fixture->path, NULL, NULL) ? 0 : 1);
    waitpid(child, &status, 0);
    assert_int_equal(status, 0);
}

/* A page in the middle of an article: nothing that a list or a start reads. */
static void damage_bodies(struct fixture *fixture)
{
    char noise[PAGE_BYTES];
    struct stat status;
    int descriptor = open(fixture->path, O_WRONLY | O_CLOEXEC);
    assert_int_equal(stat(fixture->path, &status), 0);
    memset(noise, 0xff, sizeof noise);
    assert_int_equal(pwrite(descriptor, noise, sizeof noise, status.st_size / 2 / PAGE_BYTES * PAGE_BYTES), PAGE_BYTES);
    close(descriptor);
}

static void an_orderly_end_leaves_nothing_to_check(void **state)
{
    struct fixture *fixture = *state;
    fill(fixture, 40);
    struct store *store = open_store(fixture);
    assert_false(store_wants_check(store));
    store_close(store);
}

static void a_small_database_is_read_at_once(void **state)
{
    struct fixture *fixture = *state;
    fill(fixture, 1);
    end_badly(fixture);
    struct store *store = open_store(fixture);
    assert_false(store_wants_check(store));
    store_close(store);
}

static void a_large_one_wants_a_check_until_it_had_one(void **state)
{
    struct fixture *fixture = *state;
    char line[400];
    fill(fixture, 40);
    end_badly(fixture);
    struct store *store;
    for (int start = 0; start < 2; start++) {
        store = open_store(fixture);
        assert_int_equal(fixture->notice.kind, ERROR_NONE);
        assert_true(store_wants_check(store));
        if (start == 0)
            store_close(store);
    }
    assert_int_equal(check_pages(store, line), 0);
    assert_false(store_wants_check(store));
    store_close(store);
    store = open_store(fixture);
    assert_false(store_wants_check(store));
    store_close(store);
}

static void damage_that_the_check_finds_is_acted_on_at_the_next_start(void **state)
{
    struct fixture *fixture = *state;
    char line[400];
    fill(fixture, 40);
    end_badly(fixture);
    damage_bodies(fixture);
    struct store *store = open_store(fixture);
    assert_int_equal(fixture->notice.kind, ERROR_NONE);
    assert_true(check_pages(store, line) > 0);
    assert_non_null(strstr(line, "Start khabar"));
    assert_false(store_wants_check(store));
    store_close(store);
    store = open_store(fixture);
    assert_non_null(strstr(fixture->notice.text, ".damaged-"));
    assert_false(store_wants_check(store));
    store_close(store);
}

static void set_index(struct fixture *fixture, const char *sql)
{
    struct store *store = open_store(fixture);
    assert_int_equal(sqlite3_db_config(store->database, SQLITE_DBCONFIG_DEFENSIVE, 0, NULL), SQLITE_OK);
    run_sql(store, "PRAGMA writable_schema = ON");
    run_sql(store, sql);
    store_close(store);
}

/* No page is damaged by it, and no database set aside for it. */
static void an_index_that_lacks_a_row_is_said_and_made_anew(void **state)
{
    struct fixture *fixture = *state;
    char line[400];
    struct upkeep_listener listener = { .say = keep_line, .context = line };
    size_t problems = 0;
    fill(fixture, 1);
    set_index(fixture, "UPDATE sqlite_schema SET sql = sql || ' AND id < 0' WHERE name = 'entries_unread_by_date'");
    struct store *store = open_store(fixture);
    struct incoming_entry entry = { .id = SLICE("x"), .title = SLICE("x") };
    save(store, 1, &entry, 1, NOW);
    store_close(store);
    set_index(fixture,
              "UPDATE sqlite_schema SET sql = replace(sql, ' AND id < 0', '') WHERE name = 'entries_unread_by_date'");
    store = open_store(fixture);
    assert_int_equal(check_pages(store, line), 0);
    assert_true(store_check(store, false, &listener, &problems, &fixture->error));
    assert_int_equal(problems, 1);
    assert_non_null(strstr(line, "--repair"));
    assert_true(store_check(store, true, &listener, &problems, &fixture->error));
    assert_int_equal(problems, 0);
    assert_true(store_check(store, false, &listener, &problems, &fixture->error));
    assert_int_equal(problems, 0);
    store_close(store);
    store = open_store(fixture);
    assert_int_equal(fixture->notice.kind, ERROR_NONE);
    store_close(store);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        FACT(an_orderly_end_leaves_nothing_to_check),
        FACT(a_small_database_is_read_at_once),
        FACT(a_large_one_wants_a_check_until_it_had_one),
        FACT(damage_that_the_check_finds_is_acted_on_at_the_next_start),
        FACT(an_index_that_lacks_a_row_is_said_and_made_anew),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
