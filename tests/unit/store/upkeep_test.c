#include "support.h"

#include "store/database.h"
#include "store/search.h"
#include "store/upkeep.h"

struct lines {
    char text[4096];
};

static void add_line(void *context, const char *line)
{
    struct lines *lines = context;
    size_t length = strlen(lines->text);
    snprintf(lines->text + length, sizeof lines->text - length, "%s\n", line);
}

static struct store *store_with_entries(struct fixture *fixture, int count)
{
    struct store *store = open_store(fixture);
    store_id feed = ensure_feed(store, "https://example.org/feed", "");
    static char content[4000];
    memset(content, 'x', sizeof content);
    for (int i = 0; i < count; i++) {
        struct incoming_entry entry = { .id = arena_format(&fixture->arena, "%d", i), .title = SLICE("خبر"),
                                        .content = content_of((struct slice) { content, sizeof content }) };
        save(store, feed, &entry, 1, NOW);
    }
    return store;
}

static void change(struct store *store, const char *sql)
{
    if (sqlite3_exec(store->database, sql, NULL, NULL, NULL) != SQLITE_OK)
        fail_msg("%s", sqlite3_errmsg(store->database));
}

static size_t check(struct store *store, bool repair, struct lines *lines)
{
    struct upkeep_listener listener = { .say = add_line, .context = lines };
    size_t problems = 99;
    struct error error = { 0 };
    lines->text[0] = '\0';
    if (!store_check(store, repair, &listener, &problems, &error))
        fail_msg("%s", error.text);
    return problems;
}

static void a_sound_database_has_no_problems(void **state)
{
    struct lines lines;
    struct store *store = store_with_entries(*state, 20);
    assert_int_equal(check(store, false, &lines), 0);
    assert_string_equal(lines.text, "");
    store_close(store);
}

static void what_is_wrong_is_said_and_repaired(void **state)
{
    static const struct {
        const char *damage, *words;
    } wrongs[] = {
        { "UPDATE feeds SET unread_count = 7", "wrong counts" },
        { "UPDATE feeds SET entry_count = entry_count - 1", "wrong counts" },
        { "PRAGMA foreign_keys = OFF; INSERT INTO bodies VALUES (999, 1, x'41'); PRAGMA foreign_keys = ON",
          "belong to nothing" },
        { "PRAGMA foreign_keys = OFF; INSERT INTO entry_tags VALUES (999, 'x'); PRAGMA foreign_keys = ON",
          "belong to nothing" },
        { "INSERT INTO search_backlog VALUES (999)", "wait for the index" },
        { "DELETE FROM search_backlog WHERE entry_id = 3", "index of words" },
    };
    struct fixture *fixture = *state;
    struct lines lines;
    struct store *store = store_with_entries(fixture, 20);
    for (size_t i = 0; i < sizeof wrongs / sizeof *wrongs; i++) {
        change(store, wrongs[i].damage);
        assert_int_equal(check(store, false, &lines), 1);
        assert_non_null(strstr(lines.text, wrongs[i].words));
        assert_non_null(strstr(lines.text, "--repair"));
        assert_int_equal(check(store, true, &lines), 0);
        assert_non_null(strstr(lines.text, wrongs[i].words));
        store_close(store);
        store = open_store(fixture);
        assert_int_equal(check(store, false, &lines), 0);
    }
    store_close(store);
}

static void an_article_that_cannot_be_unpacked_is_said(void **state)
{
    struct lines lines;
    struct store *store = store_with_entries(*state, 3);
    change(store, "UPDATE bodies SET content = x'00112233' WHERE entry_id = 2");
    assert_int_equal(check(store, true, &lines), 1);
    assert_non_null(strstr(lines.text, "1 article cannot be unpacked"));
    store_close(store);
}

static void damage_index(struct store *store)
{
    size_t left;
    assert_true(store_index_some(store, 5000, &left, NULL) && left == 0);
    assert_int_equal(sqlite3_db_config(store->database, SQLITE_DBCONFIG_DEFENSIVE, 0, NULL), SQLITE_OK);
    change(store, "UPDATE search_data SET block = x'ffffffffffffffffffff'");
}

static void assert_index_is_whole(struct store *store)
{
    bool sound;
    size_t left;
    assert_true(store_check_index(store, &sound, NULL) && sound);
    assert_true(store_index_some(store, 5000, &left, NULL) && left == 0);
    sqlite3_stmt *count = NULL;
    sqlite3_prepare_v2(store->database, "SELECT count(*) FROM search WHERE search MATCH 'xxx* OR title : خبر*'", -1,
                       &count, NULL);
    assert_int_equal(sqlite3_step(count), SQLITE_ROW);
    assert_int_equal(sqlite3_column_int(count, 0), 20);
    sqlite3_finalize(count);
}

static void a_damaged_index_is_said_and_can_be_made_anew(void **state)
{
    struct fixture *fixture = *state;
    struct lines lines;
    struct upkeep_listener listener = { .say = add_line, .context = &lines };
    struct store *store = store_with_entries(fixture, 20);
    damage_index(store);
    assert_int_equal(check(store, false, &lines), 1);
    assert_non_null(strstr(lines.text, "index of words is damaged"));
    assert_non_null(strstr(lines.text, "khabar compact"));
    assert_int_equal(check(store, true, &lines), 0);
    assert_index_is_whole(store);

    damage_index(store);
    assert_true(store_compact(store, &listener, &fixture->error));
    assert_non_null(strstr(lines.text, "made anew"));
    assert_index_is_whole(store);
    store_close(store);
}

/* The database stays where it is: what it has besides is not to be fetched again for an index. */
static void a_damaged_index_names_the_way_out_and_sets_no_database_aside(void **state)
{
    struct fixture *fixture = *state;
    struct error notice;
    struct store *store = store_with_entries(fixture, 20);
    damage_index(store);
    store_close(store);
    store = store_open(fixture->path, NULL, &fixture->error);
    struct incoming_entry changed = { .id = SLICE("3"), .title = SLICE("other"), .content = content_of(SLICE("words")) };
    struct saved saved = { .arena = &fixture->arena };
    assert_false(store_save_entries(store, 1, &changed, 1, NOW + 1, &saved, &fixture->error));
    assert_non_null(strstr(fixture->error.text, "khabar compact"));
    store_close(store);
    store = store_open(fixture->path, &notice, &fixture->error);
    assert_int_equal(notice.kind, ERROR_NONE);
    store_close(store);
}

static void note_left(void *context, size_t articles)
{
    *(size_t *)context = articles;
}

static void ignore_line(void *context, const char *line)
{
    (void)context;
    (void)line;
}

static void what_waits_for_the_index_is_indexed_first(void **state)
{
    struct fixture *fixture = *state;
    size_t left = 99;
    struct upkeep_listener listener = { .say = ignore_line, .left = note_left, .context = &left };
    struct store *store = store_with_entries(fixture, 20);
    assert_true(store_compact(store, &listener, &fixture->error));
    assert_int_equal(left, 0);
    assert_index_is_whole(store);
    store_close(store);
}

static int64_t size_of(struct fixture *fixture)
{
    struct stat status;
    assert_int_equal(stat(fixture->path, &status), 0);
    return status.st_size;
}

static void a_compacted_database_is_smaller_and_has_all_it_had(void **state)
{
    struct fixture *fixture = *state;
    struct lines lines = { { 0 } };
    struct upkeep_listener listener = { .say = add_line, .context = &lines };
    struct slice content;
    store_close(store_with_entries(fixture, 200));
    int64_t before = size_of(fixture);
    struct store *store = open_store(fixture);
    assert_true(store_compact(store, &listener, &fixture->error));
    assert_true(size_of(fixture) < before / 2);
    assert_non_null(strstr(lines.text, "Before: "));
    assert_non_null(strstr(lines.text, "After: "));
    assert_true(store_content(store, 77, &fixture->arena, &content, &fixture->error));
    assert_int_equal(content.length, 4000);
    assert_int_equal(check(store, false, &lines), 0);
    store_close(store);
}

static void another_that_reads_is_not_disturbed(void **state)
{
    struct fixture *fixture = *state;
    struct lines lines = { { 0 } };
    struct upkeep_listener listener = { .say = add_line, .context = &lines };
    struct store *store = store_with_entries(fixture, 50), *other = open_store(fixture);
    assert_int_equal(sqlite3_exec(other->database, "BEGIN; SELECT count(*) FROM entries", NULL, NULL, NULL), SQLITE_OK);
    assert_true(store_compact(store, &listener, &fixture->error));
    assert_int_equal(sqlite3_exec(other->database, "SELECT count(*) FROM bodies; COMMIT", NULL, NULL, NULL), SQLITE_OK);
    struct slice content;
    assert_true(store_content(other, 7, &fixture->arena, &content, &fixture->error));
    assert_int_equal(content.length, 4000);
    store_close(other);
    store_close(store);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        FACT(a_sound_database_has_no_problems),
        FACT(what_is_wrong_is_said_and_repaired),
        FACT(an_article_that_cannot_be_unpacked_is_said),
        FACT(a_damaged_index_is_said_and_can_be_made_anew),
        FACT(a_damaged_index_names_the_way_out_and_sets_no_database_aside),
        FACT(what_waits_for_the_index_is_indexed_first),
        FACT(a_compacted_database_is_smaller_and_has_all_it_had),
        FACT(another_that_reads_is_not_disturbed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
