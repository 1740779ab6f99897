#include "support.h"

#include "store/database.h"
#include "store/place.h"

/* ---- a disk that fails at the nth thing that is asked of it ---------------------------------------------------- */

enum fault { FAULT_WRITE, FAULT_SYNC, FAULT_READ, FAULT_FULL, FAULT_COUNT };

static struct {
    sqlite3_vfs vfs, *real;
    enum fault fault;
    int countdown; /* < 0: never */
    bool stays;    /* all after it fail, too */
} disk;

struct shim {
    sqlite3_file file;
    sqlite3_file *real;
};

static sqlite3_file *real_of(sqlite3_file *file)
{
    return ((struct shim *)file)->real;
}

static bool fails(enum fault fault)
{
    bool is_write = disk.fault == FAULT_FULL && fault == FAULT_WRITE;
    if ((disk.fault != fault && !is_write) || disk.countdown < 0)
        return false;
    if (disk.countdown > 0) {
        disk.countdown--;
        return false;
    }
    if (!disk.stays)
        disk.countdown = -1;
    return true;
}

static int shim_close(sqlite3_file *file)
{
    int code = real_of(file)->pMethods ? real_of(file)->pMethods->xClose(real_of(file)) : SQLITE_OK;
    return code;
}

static int shim_read(sqlite3_file *file, void *bytes, int amount, sqlite3_int64 offset)
{
    return fails(FAULT_READ) ? SQLITE_IOERR_READ : real_of(file)->pMethods->xRead(real_of(file), bytes, amount, offset);
}

/* Half of it reaches the disk. */
static int shim_write(sqlite3_file *file, const void *bytes, int amount, sqlite3_int64 offset)
{
    if (!fails(FAULT_WRITE))
        return real_of(file)->pMethods->xWrite(real_of(file), bytes, amount, offset);
    real_of(file)->pMethods->xWrite(real_of(file), bytes, amount / 2, offset);
    return disk.fault == FAULT_FULL ? SQLITE_FULL : SQLITE_IOERR_WRITE;
}

static int shim_truncate(sqlite3_file *file, sqlite3_int64 size)
{
    return real_of(file)->pMethods->xTruncate(real_of(file), size);
}

static int shim_sync(sqlite3_file *file, int flags)
{
    return fails(FAULT_SYNC) ? SQLITE_IOERR_FSYNC : real_of(file)->pMethods->xSync(real_of(file), flags);
}

static int shim_size(sqlite3_file *file, sqlite3_int64 *size)
{
    return real_of(file)->pMethods->xFileSize(real_of(file), size);
}

static int shim_lock(sqlite3_file *file, int lock)
{
    return real_of(file)->pMethods->xLock(real_of(file), lock);
}

static int shim_unlock(sqlite3_file *file, int lock)
{
    return real_of(file)->pMethods->xUnlock(real_of(file), lock);
}

static int shim_check(sqlite3_file *file, int *result)
{
    return real_of(file)->pMethods->xCheckReservedLock(real_of(file), result);
}

static int shim_control(sqlite3_file *file, int action, void *argument)
{
    return real_of(file)->pMethods->xFileControl(real_of(file), action, argument);
}

static int shim_sector(sqlite3_file *file)
{
    return real_of(file)->pMethods->xSectorSize(real_of(file));
}

static int shim_characteristics(sqlite3_file *file)
{
    return real_of(file)->pMethods->xDeviceCharacteristics(real_of(file));
}

static int shim_map(sqlite3_file *file, int page, int size, int extend, void volatile **memory)
{
    return real_of(file)->pMethods->xShmMap(real_of(file), page, size, extend, memory);
}

static int shim_shm_lock(sqlite3_file *file, int offset, int count, int flags)
{
    return real_of(file)->pMethods->xShmLock(real_of(file), offset, count, flags);
}

static void shim_barrier(sqlite3_file *file)
{
    real_of(file)->pMethods->xShmBarrier(real_of(file));
}

static int shim_unmap(sqlite3_file *file, int delete)
{
    return real_of(file)->pMethods->xShmUnmap(real_of(file), delete);
}

static const sqlite3_io_methods methods = {
    2, shim_close, shim_read, shim_write, shim_truncate, shim_sync, shim_size, shim_lock, shim_unlock,
    shim_check, shim_control, shim_sector, shim_characteristics, shim_map, shim_shm_lock, shim_barrier, shim_unmap,
    NULL, NULL,
};

static int shim_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *out)
{
    (void)vfs;
    struct shim *shim = (struct shim *)file;
    shim->real = (sqlite3_file *)(shim + 1);
    shim->file.pMethods = NULL;
    int code = disk.real->xOpen(disk.real, name, shim->real, flags, out);
    if (code == SQLITE_OK)
        shim->file.pMethods = &methods;
    return code;
}

static int use_failing_disk(void **state)
{
    (void)state;
    disk.real = sqlite3_vfs_find(NULL);
    disk.vfs = *disk.real;
    disk.vfs.zName = "failing";
    disk.vfs.szOsFile = (int)sizeof(struct shim) + disk.real->szOsFile;
    disk.vfs.xOpen = shim_open;
    disk.countdown = -1;
    return sqlite3_vfs_register(&disk.vfs, 1);
}

static int use_real_disk(void **state)
{
    (void)state;
    return sqlite3_vfs_unregister(&disk.vfs);
}

/* ---- a session ------------------------------------------------------------------------------------------------ */

enum { ENTRIES = 12 };

struct acknowledged {
    bool is_read[ENTRIES + 1];    /* by id */
    bool is_starred[ENTRIES + 1];
    size_t saved;
};

/* All that a session does; what it was told is remembered. */
static void run_session(struct fixture *fixture, struct acknowledged *told)
{
    struct error notice, error;
    struct store *store = store_open(fixture->path, &notice, &error);
    store_id feed;
    if (!store)
        return;
    if (store_ensure_feed(store, SLICE("https://example.org/feed"), SLICE(""), &feed, &error)) {
        char ids[ENTRIES][8], content[3000];
        memset(content, 'x', sizeof content);
        for (int i = 0; i < ENTRIES; i++) {
            size_t added = 0, changed = 0;
            snprintf(ids[i], sizeof ids[i], "%d", i);
            struct incoming_entry entry = { .id = slice_of(ids[i]), .title = SLICE("خبر"),
                                            .content = content_of((struct slice) { content, sizeof content }) };
            if (try_to_save(store, feed, &entry, 1, NOW, &added, &error))
                told->saved += added;
            store_id id = i + 1;
            if (i % 2 == 0 && store_mark_read(store, id, true, &error))
                told->is_read[id] = true;
            if (i % 3 == 0 && store_mark(store, &(struct entry_set) { .ids = &id, .count = 1 }, MARK_STARRED, true, &changed,
                                         &error) && changed == 1)
                told->is_starred[id] = true;
            if (i == ENTRIES / 2)
                sqlite3_wal_checkpoint_v2(store->database, NULL, SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);
        }
    }
    store_close(store);
}

static int64_t number(struct store *store, const char *sql)
{
    sqlite3_stmt *statement;
    assert_int_equal(sqlite3_prepare_v2(store->database, sql, -1, &statement, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
    int64_t result = sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    return result;
}

static void assert_nothing_is_lost(struct fixture *fixture, const struct acknowledged *told)
{
    char sql[96];
    struct store *store = open_store(fixture);
    if (fixture->notice.kind != ERROR_NONE)
        fail_msg("%s", fixture->notice.text);
    assert_int_equal(number(store, "SELECT count(*) FROM pragma_integrity_check WHERE integrity_check <> 'ok'"), 0);
    assert_true((size_t)number(store, "SELECT count(*) FROM entries") >= told->saved);
    assert_int_equal(number(store, "SELECT count(*) FROM feeds WHERE entry_count <> (SELECT count(*) FROM entries) OR "
                                   "unread_count <> (SELECT count(*) FROM entries WHERE read = 0)"),
                     0);
    for (store_id id = 1; id <= ENTRIES; id++) {
        snprintf(sql, sizeof sql, "SELECT count(*) FROM entries WHERE id = %d AND read", (int)id);
        assert_true(!told->is_read[id] || number(store, sql) == 1);
        snprintf(sql, sizeof sql, "SELECT count(*) FROM entries WHERE id = %d AND starred", (int)id);
        assert_true(!told->is_starred[id] || number(store, sql) == 1);
    }
    store_close(store);
}

static void remove_database(struct fixture *fixture)
{
    char command[160];
    snprintf(command, sizeof command, "rm -rf %s/data", fixture->folder);
    assert_int_equal(system(command), 0);
}

/* Every nth write, sync and read of a session fails, once or from then on. The first times are close together, as
 * opening is where most can go wrong. */
static void whatever_fails_no_acknowledged_mark_is_lost(void **state)
{
    struct fixture *fixture = *state;
    int failed = 0;
    for (enum fault fault = 0; fault < FAULT_COUNT; fault++) {
        for (int stays = 0; stays <= 1; stays++) {
            int step = 1;
            for (int n = 0;; n += step) {
                struct acknowledged told = { 0 };
                /* What is there before is no part of it. */
                disk.countdown = -1;
                store_close(open_store(fixture));
                disk.fault = fault;
                disk.stays = stays != 0;
                disk.countdown = n;
                run_session(fixture, &told);
                bool happened = disk.countdown <= 0 && (disk.stays || disk.countdown < 0);
                disk.countdown = -1;
                assert_nothing_is_lost(fixture, &told);
                remove_database(fixture);
                if (!happened)
                    break;
                failed++;
                step = n < 20 ? 5 : 23;
            }
        }
    }
    assert_true(failed > 40);
}

static void an_error_while_reading_is_an_error_and_no_end(void **state)
{
    struct fixture *fixture = *state;
    struct acknowledged told = { 0 };
    run_session(fixture, &told);
    assert_int_equal(told.saved, ENTRIES);
    struct store *store = open_store(fixture);
    struct slice content;
    sqlite3_exec(store->database, "PRAGMA cache_size = 1", NULL, NULL, NULL);
    disk.fault = FAULT_READ;
    disk.stays = true;
    disk.countdown = 0;
    assert_false(store_content(store, 5, &fixture->arena, &content, &fixture->error));
    assert_non_null(strstr(fixture->error.text, fixture->path));
    disk.countdown = -1;
    assert_true(store_content(store, 5, &fixture->arena, &content, &fixture->error));
    assert_int_equal(content.length, 3000);
    store_close(store);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        FACT(whatever_fails_no_acknowledged_mark_is_lost),
        FACT(an_error_while_reading_is_an_error_and_no_end),
    };
    return cmocka_run_group_tests(tests, use_failing_disk, use_real_disk);
}
