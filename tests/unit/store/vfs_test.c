#include "support.h"

#include "store/database.h"

#include <dirent.h>
#include <errno.h>
#include <sys/syscall.h>

/* Reads of this process, SQLite's with them: each so-many-th fails, as on a dying disk. 0: none does. */
static unsigned failing_read, reads;

static ssize_t read_at(int descriptor, void *bytes, size_t length, off_t offset)
{
    if (failing_read > 0 && ++reads % failing_read == 0) {
        errno = EIO;
        return -1;
    }
    return syscall(SYS_pread64, descriptor, bytes, length, offset);
}

ssize_t pread64(int descriptor, void *bytes, size_t length, off_t offset);
ssize_t pread64(int descriptor, void *bytes, size_t length, off_t offset)
{
    return read_at(descriptor, bytes, length, offset);
}

ssize_t pread(int descriptor, void *bytes, size_t length, off_t offset)
{
    return read_at(descriptor, bytes, length, offset);
}

static void assert_nothing_is_set_aside(const struct fixture *fixture)
{
    char path[128];
    snprintf(path, sizeof path, "%s/data", fixture->folder);
    DIR *folder = opendir(path);
    assert_non_null(folder);
    for (struct dirent *entry; (entry = readdir(folder));)
        assert_null(strstr(entry->d_name, ".damaged-"));
    closedir(folder);
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

/* However often the reads fail with which a database is opened and, after a bad end, looked through. */
static void a_disk_that_cannot_be_read_is_no_damage(void **state)
{
    struct fixture *fixture = *state;
    enum { SELDOM = 100 };
    struct store *store = open_store(fixture);
    struct incoming_entry entry = { .id = SLICE("1"), .title = SLICE("خبر") };
    save(store, ensure_feed(store, "https://example.org/feed", ""), &entry, 1, NOW);
    store_close(store);
    for (unsigned each = 1; each < SELDOM; each++) {
        end_badly(fixture);
        reads = 0;
        failing_read = each;
        store = store_open(fixture->path, &fixture->notice, &fixture->error);
        failing_read = 0;
        assert_true(reads > 0);
        store_close(store);
        assert_nothing_is_set_aside(fixture);
    }
    store = open_store(fixture);
    assert_int_equal(fixture->notice.kind, ERROR_NONE);
    struct stored_feed feed;
    assert_true(store_feed(store, 1, &fixture->arena, &feed, NULL));
    assert_int_equal(feed.entry_count, 1);
    store_close(store);
}

static void a_check_tells_pages_that_could_not_be_read_from_damaged_ones(void **state)
{
    (void)state;
    assert_true(database_is_of_disk(SLICE("Tree 5 page 7: unable to get the page. error code=266")));
    assert_true(database_is_of_disk(SLICE("*** in database main ***\nPage 7: unable to get the page. error code=266\n"
                                          "Page 9: unable to get the page. error code=10")));
    assert_true(database_is_of_disk(SLICE("*** in database main ***\nfailed to get page 12")));
    assert_false(database_is_of_disk(SLICE("*** in database main ***\nPage 7: unable to get the page. error code=11")));
    assert_false(database_is_of_disk(SLICE("*** in database main ***\nPage 7: unable to get the page. error code=266\n"
                                           "Page 9: btreeInitPage() returns error code 11")));
    assert_false(database_is_of_disk(SLICE("ok")));
    assert_false(database_is_of_disk(SLICE("")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_disk_that_cannot_be_read_is_no_damage, fixture_setup, fixture_teardown),
        cmocka_unit_test(a_check_tells_pages_that_could_not_be_read_from_damaged_ones),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
