#include "support.h"

#include "store/foreign.h"

#include <sqlite3.h>

/* As newsboat 2.21 makes it. */
static const char newsboat_tables[] =
    "CREATE TABLE rss_feed (rssurl VARCHAR(1024) PRIMARY KEY NOT NULL, url VARCHAR(1024) NOT NULL, "
    "  title VARCHAR(1024) NOT NULL, lastmodified INTEGER(11) NOT NULL DEFAULT 0, is_rtl INTEGER(1) NOT NULL DEFAULT 0, "
    "  etag VARCHAR(128) NOT NULL DEFAULT '');"
    "CREATE TABLE rss_item (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, guid VARCHAR(64) NOT NULL, "
    "  title VARCHAR(1024) NOT NULL, author VARCHAR(1024) NOT NULL, url VARCHAR(1024) NOT NULL, "
    "  feedurl VARCHAR(1024) NOT NULL, pubDate INTEGER NOT NULL, content VARCHAR(65535) NOT NULL, "
    "  unread INTEGER(1) NOT NULL, enclosure_url VARCHAR(1024), enclosure_type VARCHAR(1024), "
    "  enqueued INTEGER(1) NOT NULL DEFAULT 0, flags VARCHAR(52), deleted INTEGER(1) NOT NULL DEFAULT 0, "
    "  base VARCHAR(128) NOT NULL DEFAULT '');";
static const char newsboat_rows[] =
    "INSERT INTO rss_feed (rssurl, url, title) VALUES ('https://b.example/', '', 'ب'), ('https://a.example/', '', 'A');"
    "INSERT INTO rss_item (guid, title, author, url, feedurl, pubDate, content, unread, flags) VALUES "
    "  ('1', '', '', 'https://b.example/1', 'https://b.example/', 0, '', 0, NULL),"
    "  ('2', '', '', 'https://a.example/2', 'https://a.example/', 0, '', 1, 'sx'),"
    "  ('3', '', '', 'https://a.example/3', 'https://a.example/', 0, '', 1, ''),"
    "  ('4', '', '', 'https://a.example/4', 'https://a.example/', 0, '', 0, 'a');";

static void make(struct fixture *fixture, const char *sql)
{
    sqlite3 *database;
    char path[160];
    snprintf(path, sizeof path, "%s/cache.db", fixture->folder);
    unlink(path);
    assert_int_equal(sqlite3_open(path, &database), SQLITE_OK);
    assert_int_equal(sqlite3_exec(database, sql, NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(database);
}

static struct foreign *open_made(struct fixture *fixture)
{
    char path[160];
    snprintf(path, sizeof path, "%s/cache.db", fixture->folder);
    return foreign_open_newsboat(path, &fixture->error);
}

static void what_newsboat_knows_is_read(void **state)
{
    struct fixture *fixture = *state;
    struct foreign_feed *feeds;
    struct foreign_entry entry;
    size_t count;
    bool failed;
    make(fixture, arena_copy_string(&fixture->arena, arena_format(&fixture->arena, "%s%s", newsboat_tables,
                                                                  newsboat_rows)));
    struct foreign *foreign = open_made(fixture);
    assert_non_null(foreign);
    assert_true(foreign_feeds(foreign, &fixture->arena, &feeds, &count, &fixture->error));
    assert_int_equal(count, 2);
    assert_true(slice_equal_string(feeds[0].url, "https://b.example/") && slice_equal_string(feeds[0].title, "ب"));
    static const struct {
        const char *guid;
        bool read, flagged;
    } rows[] = { { "2", false, true }, { "4", true, true }, { "1", true, false } };
    for (size_t i = 0; i < 3; i++) {
        assert_true(foreign_next_entry(foreign, &entry, &failed, &fixture->error));
        assert_true(slice_equal_string(entry.guid, rows[i].guid));
        assert_int_equal(entry.read, rows[i].read);
        assert_int_equal(entry.flagged, rows[i].flagged);
    }
    assert_true(slice_equal_string(entry.feed_url, "https://b.example/"));
    assert_true(slice_equal_string(entry.link, "https://b.example/1"));
    assert_false(foreign_next_entry(foreign, &entry, &failed, &fixture->error));
    assert_false(failed);
    foreign_close(foreign);
}

static void what_is_not_newsboats_is_refused(void **state)
{
    struct fixture *fixture = *state;
    static const char *const others[] = {
        "CREATE TABLE x (y)",
        ("CREATE TABLE rss_feed (rssurl, title); CREATE VIEW rss_item AS WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL "
            "SELECT n + 1 FROM r) SELECT n AS guid, n AS url, 'x' AS feedurl, 0 AS unread, '' AS flags FROM r"),
        "CREATE TABLE rss_feed (rssurl); CREATE TABLE rss_item (guid)",
    };
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        make(fixture, others[i]);
        assert_null(open_made(fixture));
        assert_in_range(strlen(fixture->error.text), 10, 255);
    }
    assert_null(foreign_open_newsboat("/no/such/cache.db", &fixture->error));
    char path[160];
    snprintf(path, sizeof path, "%s/cache.db", fixture->folder);
    FILE *file = fopen(path, "w");
    fputs("SQLite format 3", file);
    fputc(0, file);
    for (int i = 0; i < 5000; i++)
        fputc(i * 7, file);
    fclose(file);
    assert_null(open_made(fixture));
}

/* khabar checks none but its own when it starts. */
static void of_a_damaged_one_is_said_how_to_save_it(void **state)
{
    struct fixture *fixture = *state;
    make(fixture, arena_copy_string(&fixture->arena, arena_format(&fixture->arena, "%s%s", newsboat_tables,
                                                                  newsboat_rows)));
    char path[160];
    snprintf(path, sizeof path, "%s/cache.db", fixture->folder);
    FILE *file = fopen(path, "r+");
    fseek(file, 4096, SEEK_SET); /* the tables' names are on the first page */
    for (int i = 0; i < 4096; i++)
        fputc(0xEE, file);
    fclose(file);
    struct foreign *foreign = open_made(fixture);
    struct foreign_feed *feeds;
    size_t count;
    assert_non_null(foreign);
    assert_false(foreign_feeds(foreign, &fixture->arena, &feeds, &count, &fixture->error));
    foreign_close(foreign);
    assert_non_null(strstr(fixture->error.text, path));
    assert_non_null(strstr(fixture->error.text, ".recover"));
    assert_null(strstr(fixture->error.text, "start khabar"));
}

static void it_is_never_written(void **state)
{
    struct fixture *fixture = *state;
    make(fixture, newsboat_tables);
    char path[160];
    struct stat before, after;
    snprintf(path, sizeof path, "%s/cache.db", fixture->folder);
    chmod(path, 0400);
    stat(path, &before);
    struct foreign *foreign = open_made(fixture);
    struct foreign_entry entry;
    bool failed;
    assert_false(foreign_next_entry(foreign, &entry, &failed, &fixture->error));
    foreign_close(foreign);
    stat(path, &after);
    assert_int_equal(before.st_mtim.tv_nsec, after.st_mtim.tv_nsec);
    assert_int_equal(before.st_size, after.st_size);
}

#define WITH_FIXTURE(test) cmocka_unit_test_setup_teardown(test, fixture_setup, fixture_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_FIXTURE(what_newsboat_knows_is_read),
        WITH_FIXTURE(what_is_not_newsboats_is_refused),
        WITH_FIXTURE(of_a_damaged_one_is_said_how_to_save_it),
        WITH_FIXTURE(it_is_never_written),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
