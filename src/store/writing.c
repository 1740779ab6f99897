#include "store/database.h"

#include "store/scan.h"
#include "store/turn.h"

#include <time.h>
#include <unistd.h>

/* A batch ends soon after somebody began to wait for it, else when it is long enough to be worth its end. The log is
 * written back when nothing else is to do; only a log that grew past all measure is written back at once, which takes
 * tenths of a second: where keys are pressed more is borne. */
enum {
    BATCH_MICROSECONDS = 50000,
    LOOK_EVERY_MICROSECONDS = 1000,
    WAITING_STEP_MICROSECONDS = 200,
    LONGEST_WAIT_SECONDS = 10,
    IDLE_LOG_PAGES = 500,
    LONGEST_LOG_PAGES = 8000,
};

static int64_t now_in_microseconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

static int wait_a_little(void *context, int times)
{
    struct store *store = context;
    if (store->writing.is_urgent && store->writing.turn < 0)
        store->writing.turn = turn_ask(store->path);
    usleep(WAITING_STEP_MICROSECONDS);
    return times < LONGEST_WAIT_SECONDS * 1000000 / WAITING_STEP_MICROSECONDS;
}

static int note_log(void *context, sqlite3 *database, const char *name, int pages)
{
    struct store *store = context;
    store->writing.log_pages = pages;
    if (pages > store->writing.longest_log)
        sqlite3_wal_checkpoint_v2(database, name, SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);
    return SQLITE_OK;
}

int writing_configure(struct store *store)
{
    store->writing = (struct writing) { .is_durable = true, .turn = -1, .longest_log = LONGEST_LOG_PAGES };
    int code = sqlite3_busy_handler(store->database, wait_a_little, store);
    if (code == SQLITE_OK)
        code = sqlite3_exec(store->database, "PRAGMA synchronous = FULL", NULL, NULL, NULL);
    sqlite3_wal_hook(store->database, note_log, store); /* and not SQLite's own, which writes back at once */
    return code;
}

static bool run_named(struct store *store, enum statement name, const char *action, struct error *error)
{
    sqlite3_stmt *statement = store_prepare(store, name, error);
    return statement && store_run(store, statement, action, error);
}

/* SQLite itself rolls back after some errors. */
static void roll_back(struct store *store, const char *action)
{
    scan_forget(store);
    if (!sqlite3_get_autocommit(store->database))
        run_named(store, STATEMENT_ROLLBACK, action, NULL);
}

/* Outside of a transaction only. */
static bool make_durable(struct store *store, bool durable, const char *action, struct error *error)
{
    if (store->writing.is_durable == durable)
        return true;
    const char *setting = durable ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = NORMAL";
    if (sqlite3_exec(store->database, setting, NULL, NULL, NULL) != SQLITE_OK)
        return store_fail(store, action, error);
    store->writing.is_durable = durable;
    return true;
}

static bool say_lost(struct store *store, struct error *error)
{
    return error_set(error, ERROR_STORE, "%s: what came last could not be kept; refresh again", store->path);
}

static bool commit_batch(struct store *store, struct error *error)
{
    if (!store->writing.has_batch)
        return true;
    store->writing.has_batch = false;
    /* It is gone if an error made SQLite roll it back. */
    if (sqlite3_get_autocommit(store->database)) {
        store->writing.lost_batches++;
        scan_forget(store);
        return say_lost(store, error);
    }
    if (run_named(store, STATEMENT_COMMIT, "keep what came", error))
        return true;
    store->writing.lost_batches++;
    roll_back(store, "keep what came");
    return false;
}

uint64_t store_lost_batches(const struct store *store)
{
    return store->writing.lost_batches;
}

/* Its failure is told to whoever settles, not to the user who does something else. */
static void end_batch_early(struct store *store)
{
    struct error failure = { 0 };
    if (!commit_batch(store, &failure) && store->writing.batch_error.kind == ERROR_NONE)
        store->writing.batch_error = failure;
}

bool store_writable(const struct store *store, struct error *error)
{
    if (!store->read_only)
        return true;
    return error_set(error, ERROR_STORE, "%s: is open for reading only, so nothing can be kept", store->path);
}

bool store_begin(struct store *store, const char *action, struct error *error)
{
    if (!store_writable(store, error))
        return false;
    if (store->gathers_changes && !sqlite3_get_autocommit(store->database))
        return true;
    end_batch_early(store);
    if (!make_durable(store, true, action, error))
        return false;
    store->writing.is_urgent = true;
    bool good = run_named(store, STATEMENT_BEGIN, action, error);
    store->writing.is_urgent = false;
    turn_end(store->path, store->writing.turn);
    store->writing.turn = -1;
    return good;
}

bool store_begin_derived(struct store *store, const char *action, struct error *error)
{
    if (!store_writable(store, error))
        return false;
    end_batch_early(store);
    return make_durable(store, false, action, error) && run_named(store, STATEMENT_BEGIN, action, error);
}

static bool begin_batch(struct store *store, const char *action, struct error *error)
{
    turn_give(store->path);
    if (!make_durable(store, false, action, error) || !run_named(store, STATEMENT_BEGIN, action, error))
        return false;
    store->writing.has_batch = true;
    store->writing.batch_began = store->writing.looked = now_in_microseconds();
    return true;
}

/* No part of a batch has a savepoint of its own, for which SQLite would copy each page that the part touches: what one
 * cannot keep takes the whole batch along, which is then told of nobody in it that it was kept. */
static void lose_batch(struct store *store, const char *action, const struct error *error)
{
    struct writing *writing = &store->writing;
    writing->has_batch = false;
    writing->lost_batches++;
    roll_back(store, action);
    if (!writing->gathers_fetched || writing->batch_error.kind != ERROR_NONE)
        return;
    if (error && error->kind != ERROR_NONE)
        writing->batch_error = *error;
    else
        say_lost(store, &writing->batch_error);
}

bool store_begin_fetched(struct store *store, const char *action, struct error *error)
{
    if (!store_writable(store, error))
        return false;
    if (store->gathers_changes)
        return store_begin(store, action, error);
    if (store->writing.has_batch && (store_held_long(store) || sqlite3_get_autocommit(store->database)))
        end_batch_early(store);
    if (!store->writing.has_batch && !begin_batch(store, action, error))
        return false;
    store->writing.in_fetched = true;
    return true;
}

static bool end_fetched(struct store *store, bool good, const char *action, struct error *error)
{
    store->writing.in_fetched = false;
    if (!good)
        lose_batch(store, action, error);
    return good && ((store->writing.gathers_fetched && store->writing.has_batch) || commit_batch(store, error));
}

bool store_end(struct store *store, bool good, const char *action, struct error *error)
{
    if (store->writing.in_fetched)
        return end_fetched(store, good, action, error);
    if (good && (store->gathers_changes || run_named(store, STATEMENT_COMMIT, action, error)))
        return true;
    roll_back(store, action);
    return false;
}

bool store_held_long(struct store *store)
{
    struct writing *writing = &store->writing;
    if (!writing->has_batch)
        return false;
    int64_t now = now_in_microseconds();
    if (now - writing->batch_began > BATCH_MICROSECONDS)
        return true;
    if (now - writing->looked < LOOK_EVERY_MICROSECONDS)
        return false;
    writing->looked = now;
    return turn_is_wanted(store->path);
}

void store_gather_fetched(struct store *store)
{
    store->writing.gathers_fetched = true;
}

bool store_settle(struct store *store, struct error *error)
{
    struct error failure = store->writing.batch_error;
    store->writing.batch_error = (struct error) { 0 };
    bool good = commit_batch(store, error);
    return failure.kind == ERROR_NONE ? good : error_set(error, failure.kind, "%s", failure.text);
}

void store_begin_changes(struct store *store)
{
    end_batch_early(store);
    store->gathers_changes = true;
}

bool store_end_changes(struct store *store, bool good, struct error *error)
{
    store->gathers_changes = false;
    bool nothing_changed = sqlite3_get_autocommit(store->database);
    return nothing_changed ? good : store_end(store, good, "keep the changes", error);
}

void store_bear_log(struct store *store, int pages)
{
    store->writing.longest_log = pages;
}

bool store_tidy(struct store *store)
{
    if (store->read_only || store->writing.has_batch || !sqlite3_get_autocommit(store->database) ||
        store->writing.log_pages < IDLE_LOG_PAGES)
        return false;
    store->writing.log_pages = 0;
    sqlite3_wal_checkpoint_v2(store->database, "main", SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);
    return true;
}

int64_t store_data_version(struct store *store)
{
    sqlite3_stmt *get = store_prepare(store, STATEMENT_DATA_VERSION, NULL);
    bool failed = false;
    if (!get || !store_next_row(store, get, "look what changed", &failed, NULL))
        return 0;
    int64_t version = sqlite3_column_int64(get, 0);
    sqlite3_reset(get);
    return version;
}

bool store_changed_elsewhere(struct store *store)
{
    int64_t version = store_data_version(store), before = store->writing.data_version;
    if (version == 0)
        return false;
    store->writing.data_version = version;
    return before != 0 && version != before;
}
