#include "store/store.h"

#include "base/catalogue.h"
#include "base/file.h"
#include "store/backup.h"
#include "store/database.h"
#include "store/place.h"
#include "store/schema.h"
#include "store/search_index.h"
#include "store/session.h"
#include "store/soundness.h"
#include "store/vfs.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { BELIEVABLE_VERSION = 1000 };

/* How an attempt to open went. `error` is set for all but OPENED. */
enum outcome { OPENED, FAILED, DAMAGED, UNWRITABLE };

static enum outcome open_to_write(struct store *store, struct error *notice, struct error *error);
static enum outcome open_shared(struct store *store, struct error *notice, struct error *error);
static enum outcome open_alone(struct store *store, struct error *notice, struct error *error);
static enum outcome open_unchanging(struct store *store, struct error *notice);
static void disconnect_keeping_log(struct store *store);
static void disconnect(struct store *store);

struct store *store_open(const char *path, struct error *notice, struct error *error)
{
    struct error ignored, failure = { 0 };
    notice = notice ? notice : &ignored;
    *notice = (struct error) { 0 };
    if (!place_prepare(path, error))
        return NULL;
    /* Without threads locks in memory are for nothing, and so are its statistics. Refused, harmlessly, the second time. */
    sqlite3_config(SQLITE_CONFIG_SINGLETHREAD);
    sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    vfs_tell_disk_from_damage();

    struct store *store = allocate(1, sizeof *store);
    store->path = arena_copy_string(&store->own, slice_of(path));
    store->session = session_begin(path, &store->ended_badly);
    enum outcome outcome = open_shared(store, notice, &failure);
    if (outcome == DAMAGED || outcome == UNWRITABLE)
        outcome = open_alone(store, notice, &failure);
    if (outcome == UNWRITABLE) {
        disconnect(store);
        outcome = open_unchanging(store, notice);
    }
    if (outcome == OPENED)
        return store;
    disconnect(store);
    store_close(store);
    error_set(error, failure.kind, "%s", failure.text);
    return NULL;
}

/* Many may start at once, but not while one of them replaces the file. */
static enum outcome open_shared(struct store *store, struct error *notice, struct error *error)
{
    int lock = place_lock(store->path, PLACE_SHARED);
    enum outcome outcome = open_to_write(store, notice, error);
    place_unlock(lock);
    return outcome;
}

static enum outcome open_anew(struct store *store, struct error *notice, struct error *error)
{
    disconnect_keeping_log(store);
    return place_prepare(store->path, error) ? open_to_write(store, notice, error) : FAILED;
}

static void bring_back(struct store *store, const char *aside, struct error *notice)
{
    int64_t marks;
    const char *name = strrchr(aside, '/');
    backup_restore(store, aside, &marks);
    error_set(notice, ERROR_STORE, "%s: was damaged; it is kept as %s, and a new one was made, with %lld of your marks",
              store->path, name ? name + 1 : aside, (long long)marks);
}

/* A second look, with every other khabar kept from opening what is there: another one may have replaced what looked
 * damaged, or was not there at all, before this one had its turn. */
static enum outcome open_alone(struct store *store, struct error *notice, struct error *error)
{
    struct error ignored;
    int lock = place_lock(store->path, PLACE_ALONE);
    enum outcome outcome = open_anew(store, notice, error);
    if (outcome == DAMAGED) {
        char aside[PATH_MAX];
        disconnect_keeping_log(store);
        store->ended_badly = false;
        outcome = place_set_aside(store->path, aside, error) ? open_anew(store, &ignored, error) : FAILED;
        if (outcome == OPENED)
            bring_back(store, aside, notice);
    }
    place_unlock(lock);
    return outcome;
}

bool store_is_read_only(const struct store *store)
{
    return store->read_only;
}

void store_close(struct store *store)
{
    if (!store)
        return;
    if (store->database && sqlite3_get_autocommit(store->database))
        backup_keep(store);
    disconnect(store);
    session_end(store->path, store->session);
    undo_finish(&store->undo);
    arena_finish(&store->own);
    free(store);
}

/* A damaged database's log is evidence too: it is kept as it is. */
static void disconnect_keeping_log(struct store *store)
{
    if (store->database)
        sqlite3_db_config(store->database, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
    disconnect(store);
}

static void disconnect(struct store *store)
{
    for (int i = 0; i < STATEMENT_COUNT; i++) {
        sqlite3_finalize(store->statements[i]);
        store->statements[i] = NULL;
    }
    search_close(store);
    sqlite3_close(store->database);
    store->database = NULL;
    store->read_only = false;
}

static int execute(struct store *store, const char *sql)
{
    return sqlite3_exec(store->database, sql, NULL, NULL, NULL);
}

/* Per connection; none of it touches the file. */
static int configure(struct store *store)
{
    sqlite3 *database = store->database;
    sqlite3_extended_result_codes(database, 1);
    sqlite3_limit(database, SQLITE_LIMIT_LENGTH, LARGEST_VALUE_BYTES);
    sqlite3_limit(database, SQLITE_LIMIT_ATTACHED, 0);
    sqlite3_db_config(database, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    sqlite3_db_config(database, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
    sqlite3_db_config(database, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
    int code = writing_configure(store);
    static_assert(PAGE_BYTES == 8192, "the same as below");
    return code != SQLITE_OK
               ? code
               : execute(store, "PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; PRAGMA foreign_keys = ON;"
                                "PRAGMA fullfsync = ON; PRAGMA temp_store = MEMORY;"
                                "PRAGMA journal_size_limit = 4194304; PRAGMA page_size = 8192");
}

static int connect_to(struct store *store, const char *name, int flags)
{
    int code = sqlite3_open_v2(name, &store->database, flags | SQLITE_OPEN_NOMUTEX, NULL);
    return code == SQLITE_OK ? configure(store) : code;
}

static int count_tables(struct store *store, const char *sql, int *count)
{
    sqlite3_stmt *statement = NULL;
    int code = sqlite3_prepare_v2(store->database, sql, -1, &statement, NULL);
    if (code == SQLITE_OK && (code = sqlite3_step(statement)) == SQLITE_ROW) {
        *count = sqlite3_column_int(statement, 0);
        code = SQLITE_OK;
    }
    sqlite3_finalize(statement);
    return code;
}

/* Whether this is ours to write: SQLITE_OK with `*version`, or SQLITE_AUTH for another program's file. */
static int identify_now(struct store *store, int *version)
{
    int application_id = 0, tables = 0, ours = 0;
    int code = schema_read_application(store->database, &application_id);
    if (code == SQLITE_OK)
        code = schema_read_version(store->database, version);
    if (code == SQLITE_OK)
        code = count_tables(store, "SELECT count(*) FROM sqlite_schema", &tables);
    if (code == SQLITE_OK)
        code = count_tables(store, "SELECT count(*) FROM sqlite_schema WHERE name IN ('feeds', 'entries', 'bodies')",
                            &ours);
    if (code != SQLITE_OK)
        return code;
    bool is_new = tables == 0 && application_id == 0 && *version == 0;
    if (!is_new && application_id != STORE_APPLICATION_ID)
        return ours == 3 ? SQLITE_CORRUPT : SQLITE_AUTH; /* our tables: the number itself was damaged */
    return *version < 0 || *version > BELIEVABLE_VERSION ? SQLITE_CORRUPT : SQLITE_OK;
}

/* All at one moment: another khabar that makes its tables between two of the questions would look like damage. The
 * cache is limited once the size of the pages is known: SQLite counts it in pages of the size that it knew before. */
static int identify(struct store *store, int *version)
{
    enum { CACHE_KIBIBYTES = 16384 };
    int code = execute(store, "BEGIN");
    if (code != SQLITE_OK)
        return code;
    code = identify_now(store, version);
    int ended = execute(store, "COMMIT");
    if (ended != SQLITE_OK)
        execute(store, "ROLLBACK");
    store_limit_memory(store, CACHE_KIBIBYTES);
    return code != SQLITE_OK ? code : ended;
}

/* A second khabar that starts at the same moment can refuse the change of the journal once without waiting. */
static int use_write_ahead_log(struct store *store)
{
    int code = SQLITE_BUSY;
    for (int tries = 0; tries < 50 && (code & 0xff) == SQLITE_BUSY; tries++) {
        if (tries > 0)
            usleep(20000);
        code = execute(store, "PRAGMA journal_mode = WAL");
    }
    return code;
}

/* A schema that lost a table would only show when that is used. */
static int check_statements(struct store *store)
{
    const enum statement probes[] = {
        STATEMENT_FEED_LIST, STATEMENT_HEADLINE, STATEMENT_BODY_GET, STATEMENT_DIRECTION_LIST,
    };
    for (size_t i = 0; i < sizeof probes / sizeof *probes; i++) {
        int code =
            sqlite3_prepare_v2(store->database, statement_sql[probes[i]], -1, &store->statements[probes[i]], NULL);
        if (code != SQLITE_OK)
            return (code & 0xff) == SQLITE_ERROR ? SQLITE_CORRUPT : code;
    }
    return SQLITE_OK;
}

static int bring_up_to_date(struct store *store)
{
    int code = strcmp(store->path, ":memory:") == 0 ? SQLITE_OK : use_write_ahead_log(store);
    if (code == SQLITE_OK)
        code = soundness_look(store);
    if (code == SQLITE_OK)
        code = schema_migrate(store->database, schema_steps, schema_version);
    /* A step that does not fit means that the version's number or the schema was damaged. */
    if (code != SQLITE_OK)
        return (code & 0xff) == SQLITE_ERROR ? SQLITE_CORRUPT : code;
    code = search_open(store);
    return (code & 0xff) == SQLITE_ERROR ? SQLITE_OK : code; /* an SQLite without FTS5: all but search is there */
}

static enum outcome outcome_of(struct store *store, int code, struct error *error)
{
    if (code == SQLITE_OK)
        return OPENED;
    database_error(store->database, code, store->path, N_("open it"), error);
    if (soundness_is_damage(code))
        return DAMAGED;
    switch (code & 0xff) {
    case SQLITE_AUTH:
        error_set(error, ERROR_STORE, "%s: is another program's database; move it away, or name another file",
                  store->path);
        return FAILED;
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
    case SQLITE_IOERR:
    case SQLITE_FULL: return UNWRITABLE;
    default: return FAILED;
    }
}

static int make_read_only(struct store *store)
{
    store->read_only = true;
    return execute(store, "PRAGMA query_only = ON");
}

static enum outcome open_to_write(struct store *store, struct error *notice, struct error *error)
{
    int version = 0;
    int code = connect_to(store, store->path, SQLITE_OPEN_READWRITE);
    if (code == SQLITE_OK)
        code = identify(store, &version);
    if (code == SQLITE_OK && version > schema_version) {
        error_set(notice, ERROR_STORE, "%s: was made by a newer khabar, so nothing is kept in it; please update khabar",
                  store->path);
        return outcome_of(store, make_read_only(store), error);
    }
    if (code == SQLITE_OK && sqlite3_db_readonly(store->database, "main") == 1)
        code = SQLITE_READONLY;
    if (code == SQLITE_OK)
        code = bring_up_to_date(store);
    if (code == SQLITE_OK)
        code = check_statements(store);
    return outcome_of(store, code, error);
}

/* An older database that cannot be written is brought up to date in memory. */
static int continue_in_memory(struct store *store)
{
    sqlite3 *on_disk = store->database;
    store->database = NULL;
    int code = connect_to(store, ":memory:", SQLITE_OPEN_READWRITE);
    sqlite3_backup *copy = code == SQLITE_OK ? sqlite3_backup_init(store->database, "main", on_disk, "main") : NULL;
    if (copy) {
        sqlite3_backup_step(copy, -1);
        code = sqlite3_backup_finish(copy);
    }
    sqlite3_close(on_disk);
    if (code == SQLITE_OK)
        code = schema_migrate(store->database, schema_steps, schema_version);
    return code == SQLITE_OK ? search_open(store) : code;
}

/* Write-ahead logging needs files beside the database even to read; `immutable` does without, and is right as long
 * as no log holds what the database does not have yet. */
static enum outcome open_unchanging(struct store *store, struct error *notice)
{
    int version = 0;
    const char *name = place_has_log(store->path) ? store->path : place_immutable_name(store->path, &store->own);
    int code = connect_to(store, name, SQLITE_OPEN_READONLY | (name == store->path ? 0 : SQLITE_OPEN_URI));
    if (code == SQLITE_OK)
        code = identify(store, &version);
    if (code == SQLITE_OK && version > 0 && version < schema_version)
        code = continue_in_memory(store);
    if (code != SQLITE_OK || version < 1 || version > schema_version || check_statements(store) != SQLITE_OK)
        return FAILED;
    error_set(notice, ERROR_STORE,
              "%s: cannot be written, so what you read now is not remembered; check the permissions "
              "of the file and of its folder, and the free space",
              store->path);
    return make_read_only(store) == SQLITE_OK ? OPENED : FAILED;
}
