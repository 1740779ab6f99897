#include "support.h"

#include "base/buffer.h"
#include "store/database.h"
#include "store/place.h"
#include "store/schema.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>

static void fill(struct fixture *fixture, int entries)
{
    struct store *store = open_store(fixture);
    store_id feed = ensure_feed(store, "https://example.org/feed", "");
    for (int i = 0; i < entries; i++) {
        char id[32], content[600];
        snprintf(id, sizeof id, "%d", i);
        memset(content, 'x', sizeof content);
        struct incoming_entry entry = {
            .id = slice_of(id), .title = SLICE("عنوان"), .published = NOW - i, .content = content_of((struct slice) { content, sizeof content })
        };
        save(store, feed, &entry, 1, NOW);
    }
    store_close(store);
}

static void execute_on(struct fixture *fixture, const char *sql)
{
    sqlite3 *database;
    assert_int_equal(sqlite3_open(fixture->path, &database), SQLITE_OK);
    assert_int_equal(sqlite3_exec(database, sql, NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(database);
}

static void overwrite(const char *path, long offset, const void *bytes, size_t length)
{
    FILE *file = fopen(path, "r+b");
    assert_non_null(file);
    fseek(file, offset, SEEK_SET);
    fwrite(bytes, 1, length, file);
    fclose(file);
}

static long root_page_of(struct fixture *fixture, const char *table)
{
    sqlite3 *database;
    sqlite3_stmt *find;
    assert_int_equal(sqlite3_open(fixture->path, &database), SQLITE_OK);
    assert_int_equal(sqlite3_prepare_v2(database, "SELECT rootpage FROM sqlite_schema WHERE name = ?", -1, &find, NULL),
                     SQLITE_OK);
    sqlite3_bind_text(find, 1, table, -1, SQLITE_STATIC);
    assert_int_equal(sqlite3_step(find), SQLITE_ROW);
    long page = (long)sqlite3_column_int64(find, 0);
    sqlite3_finalize(find);
    sqlite3_close(database);
    return page;
}

static size_t count_named(struct fixture *fixture, const char *part)
{
    char folder[96];
    snprintf(folder, sizeof folder, "%s/data", fixture->folder);
    DIR *directory = opendir(folder);
    size_t count = 0;
    for (struct dirent *entry; directory && (entry = readdir(directory));)
        count += strstr(entry->d_name, part) != NULL;
    if (directory)
        closedir(directory);
    return count;
}

static mode_t mode_of(const char *path, const char *suffix)
{
    char name[128];
    struct stat status;
    snprintf(name, sizeof name, "%s%s", path, suffix);
    assert_int_equal(stat(name, &status), 0);
    return status.st_mode & 0777;
}

static void all_files_are_the_users_alone(void **state)
{
    struct fixture *fixture = *state;
    mode_t mask = umask(0);
    struct store *store = open_store(fixture);
    ensure_feed(store, "https://example.org/feed", "");
    umask(mask);
    assert_int_equal(mode_of(fixture->path, ""), 0600);
    assert_int_equal(mode_of(fixture->path, "-wal"), 0600);
    assert_int_equal(mode_of(fixture->path, "-shm"), 0600);
    char folder[96];
    snprintf(folder, sizeof folder, "%s/data", fixture->folder);
    assert_int_equal(mode_of(folder, ""), 0700);
    store_close(store);

    assert_int_equal(chmod(fixture->path, 0644), 0);
    store_close(open_store(fixture));
    assert_int_equal(mode_of(fixture->path, ""), 0600);
}

static void a_file_that_is_no_database_is_set_aside(void **state)
{
    struct fixture *fixture = *state;
    fill(fixture, 1);
    char noise[PAGE_BYTES];
    memset(noise, 0x5a, sizeof noise);
    overwrite(fixture->path, 0, noise, sizeof noise);
    struct store *store = open_store(fixture);
    assert_int_equal(fixture->notice.kind, ERROR_STORE);
    assert_non_null(strstr(fixture->notice.text, "khabar.db.damaged-20"));
    assert_false(store_is_read_only(store));
    assert_int_equal(count_named(fixture, ".damaged-"), 1);
    ensure_feed(store, "https://example.org/feed", "");
    store_close(store);
}

static void the_log_of_a_damaged_database_goes_with_it(void **state)
{
    struct fixture *fixture = *state;
    fill(fixture, 1);
    fflush(NULL);
    pid_t child = fork();
    if (child == 0) { /* ends without closing, so that the log stays */
        struct store *store = store_open(fixture->path, NULL, NULL);
        _exit(store && store_mark_read(store, 1, true, NULL) ? 0 : 1);
    }
    int status;
    waitpid(child, &status, 0);
    assert_int_equal(status, 0);
    assert_true(place_has_log(fixture->path));
    overwrite(fixture->path, 0, "no database at all", 18);
    struct store *store = open_store(fixture);
    struct stored_entry *entries;
    assert_int_equal(list(fixture, store, (struct entry_query) { 0 }, &entries), 0);
    assert_int_equal(count_named(fixture, "-wal"), 2); /* the new one's and the one set aside */
    store_close(store);
}

static void damage_met_while_reading_is_found_at_the_next_start(void **state)
{
    struct fixture *fixture = *state;
    fill(fixture, 400);
    char noise[PAGE_BYTES];
    memset(noise, 0xff, sizeof noise);
    overwrite(fixture->path, (root_page_of(fixture, "entries") - 1) * PAGE_BYTES, noise, sizeof noise);
    struct store *store = open_store(fixture);
    struct stored_entry *entries;
    size_t count;
    struct entry_query query = { 0 };
    assert_false(entries_listed(store, &query, &fixture->arena, &entries, &count, &fixture->error));
    assert_non_null(strstr(fixture->error.text, "damaged"));
    assert_true(place_has_note(fixture->path, NOTE_SUSPECT));
    store_close(store);

    store = open_store(fixture);
    assert_non_null(strstr(fixture->notice.text, ".damaged-"));
    assert_int_equal(list(fixture, store, query, &entries), 0);
    assert_false(place_has_note(fixture->path, NOTE_SUSPECT));
    store_close(store);
}

/* One of a hundred kinds: bytes changed, zeroed, or cut off, at many places. */
static void damage(struct fixture *fixture, struct slice whole, int round, uint32_t *random)
{
    static const char zeroes[2000];
    overwrite(fixture->path, 0, whole.bytes, whole.length);
    for (int hit = 0; hit < 8; hit++) {
        *random = *random * 1664525 + 1013904223;
        char byte = (char)(*random >> 24);
        /* Half of the hits near the start, where the header and the schema are. */
        long at = (long)((*random >> 3) % (hit % 2 ? whole.length : PAGE_BYTES));
        if (round % 4 == 1)
            overwrite(fixture->path, at, zeroes, at + (long)sizeof zeroes < (long)whole.length ? sizeof zeroes : 1);
        else
            overwrite(fixture->path, at, &byte, 1);
    }
    if (round % 4 == 2)
        assert_int_equal(truncate(fixture->path, (off_t)((*random >> 5) % whole.length)), 0);
}

static void use_all_of_it(struct fixture *fixture, struct store *store)
{
    struct error error = { 0 };
    struct stored_entry *entries;
    struct stored_feed *feeds;
    struct slice content;
    size_t count;
    struct entry_query query = { 0 };
    if (entries_listed(store, &query, &fixture->arena, &entries, &count, &error) && count > 0) {
        store_content(store, entries[0].id, &fixture->arena, &content, &error);
        store_mark_read(store, entries[0].id, true, &error);
    }
    store_feeds(store, &fixture->arena, &feeds, &count, &error);
}

static void assert_marks_are_back(struct fixture *fixture, struct store *store)
{
    struct stored_entry *entries;
    store_id feed = ensure_feed(store, "https://example.org/feed", "");
    char id[8] = "7";
    struct incoming_entry entry = { .id = slice_of(id), .title = SLICE("عنوان"), .published = NOW - 7 };
    save(store, feed, &entry, 1, NOW);
    size_t count = list(fixture, store, (struct entry_query) { .feed = feed }, &entries), starred = 0, read = 0;
    for (size_t i = 0; i < count; i++) {
        starred += entries[i].starred;
        read += entries[i].read;
    }
    assert_int_equal(starred, 1);
    assert_true(read >= 1);
}

static void any_damage_lets_it_start_and_the_marks_come_back(void **state)
{
    enum { ROUNDS = 120 };
    struct fixture *fixture = *state;
    fill(fixture, 60);
    struct store *store = open_store(fixture);
    store_id starred = 3, read = 8;
    size_t changed;
    struct entry_set set = { .ids = &starred, .count = 1 };
    assert_true(store_mark(store, &set, MARK_STARRED, true, &changed, &fixture->error));
    set.ids = &read;
    assert_true(store_mark(store, &set, MARK_READ, true, &changed, &fixture->error));
    store_close(store);
    struct buffer whole = buffer_create(16 << 20);
    FILE *file = fopen(fixture->path, "rb");
    for (char chunk[4096]; fread(chunk, 1, sizeof chunk, file) == sizeof chunk;)
        assert_true(buffer_append(&whole, (struct slice) { chunk, sizeof chunk }));
    fclose(file);
    uint32_t random = 7;
    int set_aside = 0;
    for (int round = 0; round < ROUNDS; round++) {
        damage(fixture, buffer_slice(&whole), round, &random);
        struct error notice, error = { 0 };
        store = store_open(fixture->path, &notice, &error);
        if (!store)
            fail_msg("round %d: %s", round, error.text);
        if (notice.kind == ERROR_NONE) {
            use_all_of_it(fixture, store);
        } else {
            set_aside++;
            assert_non_null(strstr(notice.text, "damaged"));
            assert_marks_are_back(fixture, store);
        }
        store_close(store);
        /* In one second there are fewer names for damaged files than rounds. */
        char command[200];
        snprintf(command, sizeof command, "rm -f %s/data/*.damaged-* %s/data/*-suspect", fixture->folder, fixture->folder);
        assert_int_equal(system(command), 0);
        arena_reset(&fixture->arena);
    }
    assert_true(set_aside > ROUNDS / 4);
    buffer_finish(&whole);
}

static void another_programs_database_is_left_alone(void **state)
{
    struct fixture *fixture = *state;
    fill(fixture, 0);
    assert_int_equal(unlink(fixture->path), 0);
    execute_on(fixture, "PRAGMA application_id = 1; CREATE TABLE theirs (x)");
    assert_null(store_open(fixture->path, &fixture->notice, &fixture->error));
    assert_non_null(strstr(fixture->error.text, "another program"));
    assert_int_equal(count_named(fixture, ".damaged-"), 0);
}

static void a_newer_database_is_read_and_never_written(void **state)
{
    struct fixture *fixture = *state;
    fill(fixture, 2);
    execute_on(fixture, "PRAGMA user_version = 99");
    struct store *store = open_store(fixture);
    assert_true(store_is_read_only(store));
    assert_non_null(strstr(fixture->notice.text, "newer khabar"));
    struct stored_entry *entries;
    assert_int_equal(list(fixture, store, (struct entry_query) { 0 }, &entries), 2);
    assert_false(store_mark_read(store, entries[0].id, true, &fixture->error));
    assert_non_null(strstr(fixture->error.text, "reading only"));
    store_id id;
    assert_false(store_ensure_feed(store, SLICE("https://new.example/"), SLICE(""), &id, &fixture->error));
    assert_true(store_ensure_feed(store, SLICE("https://example.org/feed"), SLICE("x"), &id, &fixture->error));
    store_close(store);
}

static void migrations_run_one_by_one_and_only_once(void **state)
{
    struct fixture *fixture = *state;
    static const char *const steps[] = { "CREATE TABLE kept (x); INSERT INTO kept VALUES (1)",
                                         "ALTER TABLE kept ADD COLUMN y DEFAULT 5", "nonsense" };
    sqlite3 *database;
    (void)fixture;
    int version = -1;
    assert_int_equal(sqlite3_open(":memory:", &database), SQLITE_OK);
    assert_int_equal(schema_migrate(database, steps, 1), SQLITE_OK);
    assert_int_equal(schema_migrate(database, steps, 2), SQLITE_OK);
    assert_int_equal(schema_migrate(database, steps, 2), SQLITE_OK);
    assert_int_equal(sqlite3_exec(database, "UPDATE kept SET x = y", NULL, NULL, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_changes(database), 1);
    assert_int_equal(schema_read_version(database, &version), SQLITE_OK);
    assert_int_equal(version, 2);
    /* A step that fails leaves the version before it. */
    assert_int_equal(schema_migrate(database, steps, 3), SQLITE_ERROR);
    assert_int_equal(schema_read_version(database, &version), SQLITE_OK);
    assert_int_equal(version, 2);
    assert_int_not_equal(sqlite3_get_autocommit(database), 0);
    sqlite3_close(database);
}

static void make_of_version(struct fixture *fixture, int version)
{
    char folder[96];
    sqlite3 *database;
    snprintf(folder, sizeof folder, "%s/data", fixture->folder);
    mkdir(folder, 0700);
    assert_int_equal(sqlite3_open(fixture->path, &database), SQLITE_OK);
    assert_int_equal(schema_migrate(database, schema_steps, version), SQLITE_OK);
    sqlite3_close(database);
}

static void a_database_of_every_version_before_is_brought_up_and_keeps_what_it_has(void **state)
{
    struct fixture *fixture = *state;
    for (int version = 1; version < schema_version; version++) {
        make_of_version(fixture, version);
        const char *column = version < 3 ? "guid" : "guid_hash, guid", *value = version < 3 ? "'a'" : "1, 'a'";
        const char *counts = version < 3 ? "" : "; UPDATE feeds SET entry_count = 1";
        char sql[512];
        snprintf(sql, sizeof sql,
                 "INSERT INTO feeds (url) VALUES ('https://example.org/feed');"
                 "INSERT INTO entries (feed_id, %s, title, link, author, language, published, updated, "
                 "received, read, content_hash) VALUES (1, %s, 'خبر', '', '', '', 1, 0, 1, 1, 0)%s",
                 column, value, counts);
        execute_on(fixture, sql);
        struct store *store = open_store(fixture);
        assert_int_equal(fixture->notice.kind, ERROR_NONE);
        struct stored_entry *entries;
        assert_int_equal(list(fixture, store, (struct entry_query) { 0 }, &entries), 1);
        assert_true(entries[0].read);
        struct direction_subject subject = { .scope = SCOPE_ENTRY, .id = entries[0].id };
        assert_true(store_turn(store, &(struct direction_turn) { subject, WHOLE_SUBJECT, TURNED_RTL }, 1, "", &fixture->error));
        store_close(store);
        assert_int_equal(unlink(fixture->path), 0);
    }
}

static void what_older_versions_kept_is_all_there(void **state)
{
    struct fixture *fixture = *state;
    static const struct {
        const char *guid, *title, *link, *content;
    } old[] = {
        { "https://example.org/1", "خبر عاجل", "https://example.org/1", "<p>نصّ عربي مع English</p>" },
        { "urn:2", "اخبار فارسی", "https://example.org/2", "<p>می‌خواهم</p>" },
        { "", "עברית", "", "" },
        { "%_'\"; --", "日本語 🎉", "https://example.org/4?a=1&b=2", "<p>😀</p>" },
    };
    for (int version = 1; version < 3; version++) {
        sqlite3 *database;
        sqlite3_stmt *insert;
        make_of_version(fixture, version);
        execute_on(fixture, "INSERT INTO feeds (url, name, etag) VALUES ('https://example.org/feed', 'اسم', '\"e\"')");
        assert_int_equal(sqlite3_open(fixture->path, &database), SQLITE_OK);
        for (int i = 0; i < 4; i++) {
            assert_int_equal(sqlite3_prepare_v2(database,
                                                "INSERT INTO entries (feed_id, guid, title, link, author, language, "
                                                "published, updated, received, read, content_hash) VALUES (1, ?1, ?2, "
                                                "?3, 'سلمى', 'ar', ?4, 0, ?4, ?5, 1)",
                                                -1, &insert, NULL),
                             SQLITE_OK);
            sqlite3_bind_text(insert, 1, old[i].guid, -1, SQLITE_STATIC);
            sqlite3_bind_text(insert, 2, old[i].title, -1, SQLITE_STATIC);
            sqlite3_bind_text(insert, 3, old[i].link, -1, SQLITE_STATIC);
            sqlite3_bind_int64(insert, 4, NOW - i);
            sqlite3_bind_int(insert, 5, i % 2);
            assert_int_equal(sqlite3_step(insert), SQLITE_DONE);
            sqlite3_finalize(insert);
            if (!*old[i].content)
                continue;
            assert_int_equal(sqlite3_prepare_v2(database, "INSERT INTO bodies VALUES (?1, ?2)", -1, &insert, NULL),
                             SQLITE_OK);
            sqlite3_bind_int(insert, 1, i + 1);
            sqlite3_bind_text(insert, 2, old[i].content, -1, SQLITE_STATIC);
            assert_int_equal(sqlite3_step(insert), SQLITE_DONE);
            sqlite3_finalize(insert);
        }
        sqlite3_close(database);
        execute_on(fixture, "DELETE FROM entries WHERE id > 4; UPDATE sqlite_sequence SET seq = 50 WHERE name = 'entries'");
        if (version > 1)
            execute_on(fixture, "INSERT INTO directions (entry_id, paragraph, rtl) VALUES (2, 0, 1)");

        struct store *store = open_store(fixture);
        struct stored_entry *entries;
        struct stored_feed feed;
        assert_int_equal(fixture->notice.kind, ERROR_NONE);
        assert_int_equal(list(fixture, store, (struct entry_query) { 0 }, &entries), 4);
        for (int i = 0; i < 4; i++) {
            struct slice content;
            assert_int_equal(entries[i].id, i + 1);
            assert_text(entries[i].title, old[i].title);
            assert_text(entries[i].link, old[i].link);
            assert_text(entries[i].author, "سلمى");
            assert_int_equal(entries[i].published, NOW - i);
            assert_int_equal(entries[i].read, i % 2);
            assert_true(store_content(store, i + 1, &fixture->arena, &content, &fixture->error));
            assert_text(content, old[i].content);
        }
        assert_true(store_feed(store, 1, &fixture->arena, &feed, &fixture->error));
        assert_text(feed.name, "اسم");
        assert_text(feed.etag, "\"e\"");
        assert_int_equal(feed.entry_count, 4);
        assert_int_equal(feed.unread_count, 2);
        struct direction_subject subject = { .scope = SCOPE_ENTRY, .id = 2 };
        struct stored_direction *directions;
        size_t count;
        assert_true(store_directions(store, &subject, &fixture->arena, &directions, &count, &fixture->error));
        assert_int_equal(count, version > 1);
        /* What is known is known again, and an id never comes to mean another entry. */
        for (int i = 0; i < 4; i++) {
            struct incoming_entry again = { .id = slice_of(old[i].guid), .title = SLICE("new") };
            assert_int_equal(save(store, 1, &again, 1, NOW), 0);
        }
        struct incoming_entry new = { .id = SLICE("new") };
        assert_int_equal(save(store, 1, &new, 1, NOW + 5), 1);
        assert_int_equal(list(fixture, store, (struct entry_query) { 0 }, &entries), 5);
        assert_int_equal(entries[0].id, 51);
        store_close(store);
        assert_int_equal(unlink(fixture->path), 0);
    }
}

/* Permissions mean nothing to root, so the body runs as nobody then. */
static int as_an_ordinary_user(struct fixture *fixture, int (*body)(struct fixture *))
{
    fflush(NULL);
    pid_t child = fork();
    if (child == 0) {
        if (geteuid() == 0 && (setgid(65534) != 0 || setuid(65534) != 0))
            _exit(99);
        _exit(body(fixture));
    }
    int status = 0;
    assert_int_equal(waitpid(child, &status, 0), child);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 100 + WTERMSIG(status);
}

static void hand_to_the_ordinary_user(struct fixture *fixture)
{
    char command[160];
    snprintf(command, sizeof command, "[ $(id -u) != 0 ] || chown -R 65534:65534 %s", fixture->folder);
    assert_int_equal(system(command), 0);
}

static int read_what_cannot_be_written(struct fixture *fixture)
{
    struct error notice, error = { 0 };
    struct store *store = store_open(fixture->path, &notice, &error);
    if (!store || !store_is_read_only(store) || !strstr(notice.text, "cannot be written"))
        return 1;
    struct stored_entry *entries;
    struct entry_query query = { 0 };
    size_t count = 0, added;
    if (!entries_listed(store, &query, &fixture->arena, &entries, &count, &error) || count != 2)
        return 2;
    if (store_mark_read(store, entries[0].id, true, &error) || !strstr(error.text, fixture->path))
        return 3;
    if (try_to_save(store, entries[0].feed_id, NULL, 0, NOW, &added, &error))
        return 4;
    store_close(store);
    arena_finish(&fixture->arena);
    return 0;
}

static void a_file_that_cannot_be_written_is_read(void **state)
{
    struct fixture *fixture = *state;
    fill(fixture, 2);
    hand_to_the_ordinary_user(fixture);
    assert_int_equal(chmod(fixture->path, 0400), 0);
    assert_int_equal(as_an_ordinary_user(fixture, read_what_cannot_be_written), 0);
}

static void an_older_file_that_cannot_be_written_is_read(void **state)
{
    struct fixture *fixture = *state;
    for (int version = 1; version < 3; version++) {
        make_of_version(fixture, version);
        execute_on(fixture, "INSERT INTO feeds (url) VALUES ('https://example.org/feed');"
                            "INSERT INTO entries (feed_id, guid, title, link, author, language, published, updated, "
                            "received, read, content_hash) VALUES (1, 'a', 'خبر', '', '', '', 1, 0, 1, 1, 0),"
                            "(1, 'b', 'خبر', '', '', '', 1, 0, 1, 1, 0)");
        hand_to_the_ordinary_user(fixture);
        assert_int_equal(chmod(fixture->path, 0400), 0);
        assert_int_equal(as_an_ordinary_user(fixture, read_what_cannot_be_written), 0);
        assert_int_equal(unlink(fixture->path), 0);
    }
}

static void a_folder_that_cannot_be_written_is_read(void **state)
{
    struct fixture *fixture = *state;
    fill(fixture, 2);
    hand_to_the_ordinary_user(fixture);
    char folder[96];
    snprintf(folder, sizeof folder, "%s/data", fixture->folder);
    assert_int_equal(chmod(folder, 0500), 0);
    assert_int_equal(as_an_ordinary_user(fixture, read_what_cannot_be_written), 0);
}

static int open_where_nothing_can_be_made(struct fixture *fixture)
{
    struct error notice, error = { 0 };
    if (store_open(fixture->path, &notice, &error))
        return 1;
    return strstr(error.text, "ermission") ? 0 : 2;
}

static void a_folder_that_cannot_be_made_is_an_error_with_its_name(void **state)
{
    struct fixture *fixture = *state;
    hand_to_the_ordinary_user(fixture);
    assert_int_equal(chmod(fixture->folder, 0500), 0);
    assert_int_equal(as_an_ordinary_user(fixture, open_where_nothing_can_be_made), 0);
}

static void a_folder_in_place_of_the_file_is_an_error(void **state)
{
    struct fixture *fixture = *state;
    assert_null(store_open(fixture->folder, &fixture->notice, &fixture->error));
    assert_non_null(strstr(fixture->error.text, "is no file"));
}

static void a_full_disk_loses_nothing_that_was_there(void **state)
{
    struct fixture *fixture = *state;
    fill(fixture, 2);
    struct store *store = open_store(fixture);
    store_id feed = ensure_feed(store, "https://example.org/feed", "");
    assert_int_equal(sqlite3_exec(store->database, "PRAGMA max_page_count = 1", NULL, NULL, NULL), SQLITE_OK);
    struct buffer large = buffer_create(1 << 20);
    memset(buffer_reserve(&large, 1 << 20), 'x', 1 << 20);
    buffer_grew(&large, 1 << 20);
    struct incoming_entry entry = { .id = SLICE("large"), .content = content_of(buffer_slice(&large)) };
    size_t added = 9;
    assert_false(try_to_save(store, feed, &entry, 1, NOW, &added, &fixture->error));
    assert_int_equal(added, 0);
    assert_non_null(strstr(fixture->error.text, "disk is full"));
    struct stored_entry *entries;
    assert_int_equal(list(fixture, store, (struct entry_query) { 0 }, &entries), 2);
    assert_true(store_mark_read(store, entries[0].id, true, &fixture->error));
    buffer_finish(&large);
    store_close(store);
}

static int write_past_the_systems_limit(struct fixture *fixture)
{
    signal(SIGXFSZ, SIG_IGN);
    struct error notice, error = { 0 };
    struct store *store = store_open(fixture->path, &notice, &error);
    if (!store)
        return 1;
    struct rlimit limit = { 64 << 10, 64 << 10 };
    setrlimit(RLIMIT_FSIZE, &limit);
    char content[4000];
    memset(content, 'x', sizeof content);
    int saved = 0;
    for (; saved < 1000; saved++) {
        char id[32];
        snprintf(id, sizeof id, "more-%d", saved);
        struct incoming_entry entry = { .id = slice_of(id), .content = content_of((struct slice) { content, sizeof content }) };
        size_t added;
        if (!try_to_save(store, 1, &entry, 1, NOW, &added, &error))
            break;
    }
    if (saved == 1000 || !strstr(error.text, fixture->path) || !strstr(error.text, "; "))
        return 2;
    store_close(store);
    return 0;
}

static void a_write_that_fails_midway_leaves_a_sound_database(void **state)
{
    struct fixture *fixture = *state;
    fill(fixture, 2);
    hand_to_the_ordinary_user(fixture);
    assert_int_equal(as_an_ordinary_user(fixture, write_past_the_systems_limit), 0);
    struct store *store = open_store(fixture);
    assert_int_equal(fixture->notice.kind, ERROR_NONE);
    struct stored_entry *entries;
    assert_true(list(fixture, store, (struct entry_query) { 0 }, &entries) >= 2);
    store_close(store);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        FACT(all_files_are_the_users_alone),
        FACT(a_file_that_is_no_database_is_set_aside),
        FACT(the_log_of_a_damaged_database_goes_with_it),
        FACT(damage_met_while_reading_is_found_at_the_next_start),
        FACT(any_damage_lets_it_start_and_the_marks_come_back),
        FACT(another_programs_database_is_left_alone),
        FACT(a_newer_database_is_read_and_never_written),
        FACT(migrations_run_one_by_one_and_only_once),
        FACT(a_database_of_every_version_before_is_brought_up_and_keeps_what_it_has),
        FACT(what_older_versions_kept_is_all_there),
        FACT(a_file_that_cannot_be_written_is_read),
        FACT(an_older_file_that_cannot_be_written_is_read),
        FACT(a_folder_that_cannot_be_written_is_read),
        FACT(a_folder_that_cannot_be_made_is_an_error_with_its_name),
        FACT(a_folder_in_place_of_the_file_is_an_error),
        FACT(a_full_disk_loses_nothing_that_was_there),
        FACT(a_write_that_fails_midway_leaves_a_sound_database),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
