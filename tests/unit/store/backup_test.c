#include "support.h"

#include "store/database.h"
#include "store/place.h"

#include <utime.h>

static const char url[] = "https://example.org/feed";

static struct incoming_entry entry_called(const char *id)
{
    return (struct incoming_entry) { .id = slice_of(id),
                                     .title = slice_of(id),
                                     .published = NOW - 5,
                                     .content = content_of(SLICE("<p>محتوى</p>")) };
}

static size_t save_five(struct store *store)
{
    struct incoming_entry entries[5] = { entry_called("read"), entry_called("starred"), entry_called("saved"),
                                         entry_called("hidden"), entry_called("plain") };
    return save(store, ensure_feed(store, url, ""), entries, 5, NOW);
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

static store_id id_of(struct store *store, const char *title)
{
    char sql[96];
    snprintf(sql, sizeof sql, "SELECT id FROM entries WHERE title = '%s'", title);
    return number(store, sql);
}

static void mark(struct store *store, const char *title, enum entry_mark mark, bool value)
{
    store_id id = id_of(store, title);
    size_t changed;
    assert_true(store_mark(store, &(struct entry_set) { .ids = &id, .count = 1 }, mark, value, &changed, NULL));
    assert_int_equal(changed, 1);
}

static void do_what_a_reader_does(struct store *store)
{
    size_t changed;
    save_five(store);
    mark(store, "read", MARK_READ, true);
    mark(store, "starred", MARK_STARRED, true);
    mark(store, "saved", MARK_SAVED, true);
    mark(store, "hidden", MARK_HIDDEN, true);
    store_id id = id_of(store, "read");
    struct entry_set set = { .ids = &id, .count = 1 };
    assert_true(store_tag(store, &set, SLICE("وسم"), true, &changed, NULL));
    assert_true(store_tag(store, &set, SLICE("two words"), true, &changed, NULL));
    struct direction_subject starred = { .scope = SCOPE_ENTRY, .id = id_of(store, "starred") };
    struct direction_subject feed = { .scope = SCOPE_FEED, .id = 1 };
    struct direction_subject file = { .scope = SCOPE_PLACE, .place = SLICE("/x") };
    const struct direction_turn turns[] = { { starred, WHOLE_SUBJECT, TURNED_RTL },
                                            { feed, WHOLE_SUBJECT, TURNED_RTL },
                                            { file, WHOLE_SUBJECT, TURNED_RTL } };
    assert_true(store_turn(store, turns, 3, "", NULL));
}

static void overwrite(const char *path, long offset, const void *bytes, size_t length)
{
    FILE *file = fopen(path, "r+b");
    assert_non_null(file);
    fseek(file, offset, SEEK_SET);
    fwrite(bytes, 1, length, file);
    fclose(file);
}

static void ruin(struct fixture *fixture)
{
    struct stat status;
    char noise[PAGE_BYTES];
    memset(noise, 0xff, sizeof noise);
    assert_int_equal(stat(fixture->path, &status), 0);
    for (long at = 0; at < status.st_size; at += (long)sizeof noise)
        overwrite(fixture->path, at, noise, sizeof noise);
}

static void assert_all_is_back(struct fixture *fixture, struct store *store)
{
    struct slice content;
    assert_text(fixture->notice.kind == ERROR_STORE ? SLICE("said") : SLICE("not said"), "said");
    assert_non_null(strstr(fixture->notice.text, "of your marks"));
    /* What was kept is there before anything is fetched. */
    assert_true(store_content(store, id_of(store, "saved"), &fixture->arena, &content, &fixture->error));
    assert_text(content, "<p>محتوى</p>");
    assert_int_equal(number(store, "SELECT count(*) FROM entries WHERE starred"), 1);
    save_five(store);
    assert_int_equal(number(store, "SELECT count(*) FROM entries"), 5);
    assert_int_equal(number(store, "SELECT title = 'read' FROM entries WHERE read"), 1);
    assert_int_equal(number(store, "SELECT title = 'starred' FROM entries WHERE starred"), 1);
    assert_int_equal(number(store, "SELECT title = 'saved' FROM entries WHERE saved"), 1);
    assert_int_equal(number(store, "SELECT title = 'hidden' FROM entries WHERE hidden"), 1);
    assert_int_equal(number(store, "SELECT count(*) FROM entry_tags JOIN entries ON id = entry_id WHERE title = 'read' "
                                   "AND tag IN ('وسم', 'two words')"),
                     2);
    assert_int_equal(number(store, "SELECT count(*) FROM entry_tags"), 2);
    assert_int_equal(number(store, "SELECT count(*) FROM directions WHERE rtl"), 3);
    assert_int_equal(number(store, "SELECT entry_count FROM feeds"), 4);
    assert_int_equal(number(store, "SELECT unread_count FROM feeds"), 3);
    assert_int_equal(number(store, "SELECT count(*) FROM marks_to_restore"), 0);
}

static void what_the_user_did_comes_back_after_the_database_is_lost(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = open_store(fixture);
    do_what_a_reader_does(store);
    store_close(store);
    ruin(fixture);
    store = open_store(fixture);
    assert_all_is_back(fixture, store);
    store_close(store);
}

static void what_can_be_read_of_the_damaged_one_is_newer_than_the_backup(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = open_store(fixture);
    do_what_a_reader_does(store);
    store_close(store);
    char marks[128];
    snprintf(marks, sizeof marks, "%s-marks", fixture->path);
    assert_int_equal(unlink(marks), 0);
    store = open_store(fixture);
    long page = (long)number(store, "SELECT rootpage FROM sqlite_schema WHERE name = 'search_backlog'");
    store_close(store);
    unlink(marks);
    char noise[PAGE_BYTES];
    memset(noise, 0xff, sizeof noise);
    overwrite(fixture->path, (page - 1) * PAGE_BYTES, noise, sizeof noise);
    place_note(fixture->path, NOTE_SUSPECT);
    store = open_store(fixture);
    assert_all_is_back(fixture, store);
    store_close(store);
}

static void what_was_unmarked_before_the_last_backup_stays_so(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = open_store(fixture);
    char marks[128];
    struct utimbuf long_ago = { NOW, NOW };
    do_what_a_reader_does(store);
    store_close(store);
    snprintf(marks, sizeof marks, "%s-marks", fixture->path);
    assert_int_equal(utime(marks, &long_ago), 0);
    store = open_store(fixture);
    mark(store, "starred", MARK_STARRED, false);
    store_close(store);
    char older[128];
    snprintf(older, sizeof older, "%s-marks-1", fixture->path);
    assert_int_equal(access(older, F_OK), 0);
    ruin(fixture);
    store = open_store(fixture);
    save_five(store);
    assert_int_equal(number(store, "SELECT count(*) FROM entries WHERE starred"), 0);
    assert_int_equal(number(store, "SELECT count(*) FROM entries WHERE saved"), 1);
    store_close(store);
    /* And where the last backup is lost, too, the one before it is better than nothing. */
    snprintf(marks, sizeof marks, "%s-marks", fixture->path);
    ruin(fixture);
    truncate(marks, 100);
    store = open_store(fixture);
    save_five(store);
    assert_int_equal(number(store, "SELECT count(*) FROM entries WHERE starred"), 1);
    store_close(store);
}

static void backups_are_the_users_alone_and_three_at_most(void **state)
{
    struct fixture *fixture = *state;
    char name[160];
    struct utimbuf long_ago = { NOW, NOW };
    struct stat status;
    store_close(open_store(fixture));
    snprintf(name, sizeof name, "%s-marks", fixture->path);
    assert_int_not_equal(access(name, F_OK), 0); /* nothing was marked */
    for (int day = 0; day < 5; day++) {
        struct store *store = open_store(fixture);
        if (day == 0)
            do_what_a_reader_does(store);
        store_close(store);
        assert_int_equal(stat(name, &status), 0);
        assert_int_equal(status.st_mode & 0777, 0600);
        utime(name, &long_ago);
    }
    snprintf(name, sizeof name, "[ $(ls %s/data/*-marks* | wc -l) = 3 ]", fixture->folder);
    assert_int_equal(system(name), 0);
}

static void after_a_bad_end_damage_is_found_at_the_start(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = open_store(fixture);
    do_what_a_reader_does(store);
    long page = (long)number(store, "SELECT rootpage FROM sqlite_schema WHERE name = 'bodies'");
    store_close(store);
    for (int is_bad = 0; is_bad <= 1; is_bad++) {
        char noise[PAGE_BYTES];
        fflush(NULL);
        pid_t child = fork();
        if (child == 0)
            _exit(store_open(fixture->path, NULL, NULL) ? 0 : 1); /* without an end */
        waitpid(child, NULL, 0);
        memset(noise, 0xff, sizeof noise);
        if (is_bad)
            overwrite(fixture->path, (page - 1) * PAGE_BYTES, noise, sizeof noise);
        store = open_store(fixture);
        assert_int_equal(fixture->notice.kind, is_bad ? ERROR_STORE : ERROR_NONE);
        store_close(store);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        FACT(what_the_user_did_comes_back_after_the_database_is_lost),
        FACT(what_can_be_read_of_the_damaged_one_is_newer_than_the_backup),
        FACT(what_was_unmarked_before_the_last_backup_stays_so),
        FACT(backups_are_the_users_alone_and_three_at_most),
        FACT(after_a_bad_end_damage_is_found_at_the_start),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
