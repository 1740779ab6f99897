#include "support.h"

#include "store/database.h"

#include <poll.h>
#include <signal.h>
#include <time.h>

/* Saves and marks for ever; each id is written to `acknowledged` once its mark has returned. */
_Noreturn static void save_until_killed(const char *path, int round, int acknowledged)
{
    struct error error;
    struct store *store = store_open(path, NULL, &error);
    store_id feed;
    if (!store || !store_ensure_feed(store, SLICE("https://example.org/feed"), SLICE(""), &feed, &error))
        _exit(1);
    struct arena arena = { 0 };
    for (int n = 0;; n++) {
        char id[32], content[3000];
        snprintf(id, sizeof id, "%d-%d", round, n);
        memset(content, 'a' + n % 26, sizeof content);
        struct incoming_entry entry = { .id = slice_of(id), .content = content_of((struct slice) { content, sizeof content }) };
        struct entry_query newest = { .limit = 1 };
        struct stored_entry *entries;
        size_t added, count;
        if (!try_to_save(store, feed, &entry, 1, NOW + round * 1000 + n, &added, &error) || added != 1 ||
            !entries_listed(store, &newest, &arena, &entries, &count, &error) || count != 1 ||
            !store_mark_read(store, entries[0].id, true, &error))
            _exit(2);
        if (write(acknowledged, &entries[0].id, sizeof entries[0].id) != sizeof entries[0].id)
            _exit(3);
        arena_reset(&arena);
    }
}

static void assert_intact(struct store *store)
{
    sqlite3_stmt *check;
    assert_int_equal(sqlite3_prepare_v2(store->database, "PRAGMA integrity_check", -1, &check, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(check), SQLITE_ROW);
    assert_string_equal((const char *)sqlite3_column_text(check, 0), "ok");
    sqlite3_finalize(check);
}

static bool is_read(struct store *store, store_id id)
{
    sqlite3_stmt *get;
    assert_int_equal(sqlite3_prepare_v2(store->database, "SELECT read FROM entries WHERE id = ?", -1, &get, NULL),
                     SQLITE_OK);
    sqlite3_bind_int64(get, 1, id);
    bool read = sqlite3_step(get) == SQLITE_ROW && sqlite3_column_int(get, 0) == 1;
    sqlite3_finalize(get);
    return read;
}

static void wait_for_bytes(int descriptor)
{
    enum { LONG_ENOUGH_MILLISECONDS = 20000 };
    struct pollfd channel = { .fd = descriptor, .events = POLLIN };
    assert_int_equal(poll(&channel, 1, LONG_ENOUGH_MILLISECONDS), 1);
}

static void a_kill_at_any_moment_loses_no_acknowledged_mark(void **state)
{
    /* KHABAR_KILLS=200 for a longer run. */
    const char *wanted = getenv("KHABAR_KILLS");
    const int rounds = wanted ? atoi(wanted) : 40;
    struct fixture *fixture = *state;
    size_t acknowledged = 0;
    uint32_t random = 1;
    for (int round = 0; round < rounds; round++) {
        int channel[2];
        assert_int_equal(pipe(channel), 0);
        fflush(NULL);
        pid_t child = fork();
        if (child == 0)
            save_until_killed(fixture->path, round, channel[1]);
        close(channel[1]);
        random = random * 1664525 + 1013904223;
        /* However slow the disk is, every other round has marks that must be there. */
        if (round % 2 == 0)
            wait_for_bytes(channel[0]);
        usleep(5000 + random % 50000);
        assert_int_equal(kill(child, SIGKILL), 0);
        int status;
        waitpid(child, &status, 0);
        assert_true(WIFSIGNALED(status));

        struct store *store = open_store(fixture);
        assert_int_equal(fixture->notice.kind, ERROR_NONE);
        assert_intact(store);
        for (store_id id; read(channel[0], &id, sizeof id) == sizeof id; acknowledged++)
            assert_true(is_read(store, id));
        close(channel[0]);
        store_close(store);
    }
    assert_true(acknowledged >= (size_t)rounds / 2);
}

/* The moment at which a database is made is the one at which another start could take it for a damaged one. */
static void many_starts_at_once_share_one_database(void **state)
{
    enum { ROUNDS = 40, PROCESSES = 4 };
    struct fixture *fixture = *state;
    for (int round = 0; round < ROUNDS; round++) {
        char path[300];
        pid_t children[PROCESSES];
        snprintf(path, sizeof path, "%s-%d", fixture->path, round);
        fflush(NULL);
        for (int process = 0; process < PROCESSES; process++) {
            if ((children[process] = fork()) != 0)
                continue;
            struct error notice = { 0 }, error = { 0 };
            struct store *store = store_open(path, &notice, &error);
            if (!store || notice.kind != ERROR_NONE)
                fprintf(stderr, "%s%s\n", notice.text, error.text);
            _exit(store && notice.kind == ERROR_NONE ? 0 : 1);
        }
        for (int process = 0; process < PROCESSES; process++) {
            int status;
            assert_int_equal(waitpid(children[process], &status, 0), children[process]);
            assert_int_equal(status, 0);
        }
    }
}

/* What one of them made anew must not be taken for the damaged one by another that looked earlier. */
static void a_damaged_database_is_replaced_once_however_many_start(void **state)
{
    enum { ROUNDS = 40, PROCESSES = 4 };
    struct fixture *fixture = *state;
    store_close(open_store(fixture));
    for (int round = 0; round < ROUNDS; round++) {
        pid_t children[PROCESSES];
        char path[128];
        int replaced = 0;
        snprintf(path, sizeof path, "%s-%d", fixture->path, round);
        FILE *damaged = fopen(path, "w");
        assert_non_null(damaged);
        for (int i = 0; i < 1000; i++)
            fputs("no database", damaged);
        fclose(damaged);
        fflush(NULL);
        for (int process = 0; process < PROCESSES; process++) {
            if ((children[process] = fork()) != 0)
                continue;
            struct error notice = { 0 }, error = { 0 };
            struct store *store = store_open(path, &notice, &error);
            store_id feed;
            char url[32];
            snprintf(url, sizeof url, "https://example.org/%d", process);
            if (!store || !store_ensure_feed(store, slice_of(url), SLICE(""), &feed, &error))
                fprintf(stderr, "%s%s\n", notice.text, error.text), _exit(2);
            _exit(notice.kind == ERROR_NONE ? 0 : 1);
        }
        for (int process = 0; process < PROCESSES; process++) {
            int status;
            assert_int_equal(waitpid(children[process], &status, 0), children[process]);
            assert_in_range(WEXITSTATUS(status), 0, 1);
            replaced += WEXITSTATUS(status);
        }
        assert_int_equal(replaced, 1);
        struct store *store = store_open(path, NULL, NULL);
        struct stored_feed *feeds;
        size_t count;
        assert_true(store_feeds(store, &fixture->arena, &feeds, &count, NULL));
        assert_int_equal(count, PROCESSES);
        store_close(store);
    }
}

static void two_processes_can_start_and_save_at_once(void **state)
{
    enum { EACH = 50, PROCESSES = 3 };
    struct fixture *fixture = *state;
    pid_t children[PROCESSES];
    fflush(NULL);
    for (int process = 0; process < PROCESSES; process++) {
        if ((children[process] = fork()) != 0)
            continue;
        struct error error;
        struct store *store = store_open(fixture->path, NULL, &error);
        store_id feed;
        if (!store || !store_ensure_feed(store, SLICE("https://example.org/feed"), SLICE(""), &feed, &error)) {
            fprintf(stderr, "%s\n", error.text);
            _exit(1);
        }
        for (int n = 0; n < EACH; n++) {
            char id[32];
            snprintf(id, sizeof id, "%d-%d", process, n);
            struct incoming_entry entry = { .id = slice_of(id) };
            size_t added;
            if (!try_to_save(store, feed, &entry, 1, NOW, &added, &error)) {
                fprintf(stderr, "%s\n", error.text);
                _exit(2);
            }
        }
        store_close(store);
        _exit(0);
    }
    for (int process = 0; process < PROCESSES; process++) {
        int status;
        assert_int_equal(waitpid(children[process], &status, 0), children[process]);
        assert_int_equal(status, 0);
    }
    struct store *store = open_store(fixture);
    struct stored_entry *entries;
    assert_int_equal(list(fixture, store, (struct entry_query) { 0 }, &entries), EACH * PROCESSES);
    struct stored_feed *feeds;
    size_t count;
    assert_true(store_feeds(store, &fixture->arena, &feeds, &count, &fixture->error));
    assert_int_equal(count, 1);
    store_close(store);
}

/* Saves as a refresh does, in batches, until it is killed. */
_Noreturn static void refresh_until_killed(const char *path)
{
    enum { SOURCES = 200, EACH = 30 };
    struct error error;
    struct store *store = store_open(path, NULL, &error);
    store_id feeds[SOURCES];
    char content[2000];
    memset(content, 'x', sizeof content);
    if (!store)
        _exit(1);
    for (int i = 0; i < SOURCES; i++) {
        char url[40];
        snprintf(url, sizeof url, "https://%d.example/", i);
        if (!store_ensure_feed(store, slice_of(url), SLICE(""), &feeds[i], &error))
            _exit(2);
    }
    store_gather_fetched(store);
    for (int n = 0;; n++) {
        struct incoming_entry entries[EACH];
        char ids[EACH][24];
        size_t added;
        for (int i = 0; i < EACH; i++) {
            snprintf(ids[i], sizeof ids[i], "%d-%d", n, i);
            entries[i] = (struct incoming_entry) { .id = slice_of(ids[i]),
                                                   .published = NOW - (n * 7919 + i * 104729) % 1000000,
                                                   .content = content_of((struct slice) { content, sizeof content }) };
        }
        if (!try_to_save(store, feeds[n % SOURCES], entries, EACH, NOW + n, &added, &error) ||
            (n % 20 == 0 && !store_settle(store, &error)))
            fprintf(stderr, "%s\n", error.text), _exit(3);
        store_tidy(store);
    }
}

static int by_size(const void *one, const void *other)
{
    return (*(const int64_t *)one > *(const int64_t *)other) - (*(const int64_t *)one < *(const int64_t *)other);
}

static int64_t microseconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

static void a_mark_does_not_wait_for_the_refresh_of_another(void **state)
{
    enum { MARKS = 100, WIDE_MICROSECONDS = 500000 }; /* a busy machine is no reason to fail */
    struct fixture *fixture = *state;
    struct store *store = open_store(fixture);
    struct incoming_entry mine = { .id = SLICE("mine") };
    int64_t waited[MARKS], last_count = 0, seen_more = 0;
    save(store, ensure_feed(store, "https://mine.example/", ""), &mine, 1, NOW);
    fflush(NULL);
    pid_t child = fork();
    if (child == 0)
        refresh_until_killed(fixture->path);
    for (int i = 0; i < MARKS; i++) {
        struct stored_feed *feeds;
        size_t count;
        int64_t entries = 0;
        usleep(5000);
        int64_t before = microseconds();
        if (!store_mark_read(store, 1, i % 2 == 0, &fixture->error))
            fail_msg("%s", fixture->error.text);
        waited[i] = microseconds() - before;
        assert_true(store_feeds(store, &fixture->arena, &feeds, &count, &fixture->error));
        for (size_t feed = 0; feed < count; feed++)
            entries += feeds[feed].entry_count;
        seen_more += entries > last_count;
        last_count = entries;
        arena_reset(&fixture->arena);
    }
    assert_int_equal(waitpid(child, NULL, WNOHANG), 0); /* it goes on */
    kill(child, SIGKILL);
    waitpid(child, NULL, 0);
    qsort(waited, MARKS, sizeof *waited, by_size);
    print_message("a mark waited %.1f ms as a rule, %.1f ms of ten once, %.1f ms at most; %lld entries came meanwhile\n",
                  (double)waited[MARKS / 2] / 1000, (double)waited[MARKS * 9 / 10] / 1000,
                  (double)waited[MARKS - 1] / 1000, (long long)last_count);
    assert_true(waited[MARKS / 2] < WIDE_MICROSECONDS);
    assert_true(seen_more > 5);
    store_close(store);
    assert_int_equal(access(fixture->path, F_OK), 0);
}

static void two_connections_see_what_the_other_did(void **state)
{
    struct fixture *fixture = *state;
    struct store *one = open_store(fixture), *other = open_store(fixture);
    struct incoming_entry entry = { .id = SLICE("a") };
    assert_false(store_changed_elsewhere(other));
    save(one, ensure_feed(one, "https://example.org/feed", ""), &entry, 1, NOW);
    struct stored_entry *entries;
    assert_true(store_changed_elsewhere(other));
    assert_false(store_changed_elsewhere(other));
    assert_int_equal(list(fixture, other, (struct entry_query) { 0 }, &entries), 1);
    assert_true(store_mark_read(other, entries[0].id, true, &fixture->error));
    assert_false(store_changed_elsewhere(other)); /* what it did itself */
    assert_int_equal(list(fixture, one, (struct entry_query) { .unread_only = true }, &entries), 0);
    store_close(one);
    store_close(other);
}

static void a_store_that_another_holds_says_so(void **state)
{
    struct fixture *fixture = *state;
    struct store *one = open_store(fixture), *other = open_store(fixture);
    sqlite3_busy_timeout(other->database, 20);
    assert_true(store_begin(one, "test", &fixture->error));
    store_id id;
    assert_false(store_ensure_feed(other, SLICE("https://a.example/"), SLICE(""), &id, &fixture->error));
    assert_non_null(strstr(fixture->error.text, "another program holds it"));
    store_end(one, false, "test", NULL);
    assert_true(store_ensure_feed(other, SLICE("https://a.example/"), SLICE(""), &id, &fixture->error));
    store_close(one);
    store_close(other);
}

static off_t bytes_on_disk(const struct fixture *fixture)
{
    struct stat status;
    assert_int_equal(stat(fixture->path, &status), 0);
    return status.st_size;
}

static void save_large(struct store *store, store_id feed, const char *id)
{
    enum { BYTES = 1 << 20 };
    char *content = calloc(1, BYTES);
    struct incoming_entry entry = { .id = slice_of(id), .content = content_of((struct slice) { content, BYTES }) };
    save(store, feed, &entry, 1, NOW);
    free(content);
}

static void a_log_that_is_borne_is_written_back_when_there_is_time(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = open_store(fixture);
    store_id feed = ensure_feed(store, "https://example.org/feed", "");
    store_bear_log(store, 100);
    save_large(store, feed, "one");
    off_t before = bytes_on_disk(fixture);
    assert_true(before > 1 << 20); /* the log is a megabyte, 100 pages are less */
    store_bear_log(store, LOG_PAGES_BETWEEN_KEYS);
    for (int i = 0; i < 5; i++)
        save_large(store, feed, (const char *[]) { "2", "3", "4", "5", "6" }[i]);
    assert_true(bytes_on_disk(fixture) - before < 1 << 20);
    assert_true(store_tidy(store));
    assert_true(bytes_on_disk(fixture) - before >= 5 << 20);
    store_close(store);
}

static void refuse(struct store *store, const char *title)
{
    char sql[200];
    snprintf(sql, sizeof sql,
             "CREATE TEMP TRIGGER refuse BEFORE INSERT ON main.entries WHEN new.title = '%s' BEGIN SELECT RAISE(ABORT, 'no'); END",
             title);
    assert_int_equal(sqlite3_exec(store->database, sql, NULL, NULL, NULL), SQLITE_OK);
}

static void what_cannot_be_kept_takes_its_batch_along_and_the_batch_is_told_so(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = open_store(fixture);
    store_id feed = ensure_feed(store, "https://a.example/", ""), other = ensure_feed(store, "https://b.example/", "");
    struct incoming_entry good = { .id = SLICE("1"), .title = SLICE("good") }, bad = { .id = SLICE("2"), .title = SLICE("bad") };
    struct stored_entry *entries;
    size_t added;
    refuse(store, "bad");
    store_gather_fetched(store);
    assert_true(try_to_save(store, feed, &good, 1, NOW, &added, &fixture->error));
    uint64_t lost = store_lost_batches(store);
    assert_false(try_to_save(store, other, &bad, 1, NOW, &added, &fixture->error));
    assert_int_equal(store_lost_batches(store), lost + 1);
    assert_false(store_settle(store, &fixture->error));
    assert_true(fixture->error.kind != ERROR_NONE);
    assert_int_equal(list(fixture, store, (struct entry_query) { 0 }, &entries), 0);
    assert_true(try_to_save(store, feed, &good, 1, NOW, &added, &fixture->error));
    assert_true(store_settle(store, &fixture->error));
    assert_int_equal(list(fixture, store, (struct entry_query) { 0 }, &entries), 1);
    store_close(store);
}

static void a_source_that_was_removed_meanwhile_takes_nobody_along(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = open_store(fixture), *elsewhere = open_store(fixture);
    store_id feed = ensure_feed(store, "https://a.example/", ""), other = ensure_feed(store, "https://b.example/", "");
    struct incoming_entry entry = { .id = SLICE("1"), .title = SLICE("one") };
    struct stored_entry *entries;
    size_t added;
    store_gather_fetched(store);
    assert_int_equal(sqlite3_exec(elsewhere->database, "DELETE FROM feeds WHERE url LIKE '%b.example%'", NULL, NULL, NULL), SQLITE_OK);
    assert_true(try_to_save(store, feed, &entry, 1, NOW, &added, &fixture->error));
    assert_false(try_to_save(store, other, &entry, 1, NOW, &added, &fixture->error));
    assert_non_null(strstr(fixture->error.text, "no longer stored"));
    assert_true(store_settle(store, &fixture->error));
    assert_int_equal(list(fixture, store, (struct entry_query) { 0 }, &entries), 1);
    store_close(elsewhere);
    store_close(store);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        FACT(a_kill_at_any_moment_loses_no_acknowledged_mark),
        FACT(many_starts_at_once_share_one_database),
        FACT(a_damaged_database_is_replaced_once_however_many_start),
        FACT(two_processes_can_start_and_save_at_once),
        FACT(a_mark_does_not_wait_for_the_refresh_of_another),
        FACT(two_connections_see_what_the_other_did),
        FACT(a_store_that_another_holds_says_so),
        FACT(a_log_that_is_borne_is_written_back_when_there_is_time),
        FACT(what_cannot_be_kept_takes_its_batch_along_and_the_batch_is_told_so),
        FACT(a_source_that_was_removed_meanwhile_takes_nobody_along),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
