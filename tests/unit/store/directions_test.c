#include "support.h"

#include "store/database.h"

static const struct direction_subject a_file = { .scope = SCOPE_PLACE, .place = SLICE("/home/reader/خبر.txt") };

/* A feed with one entry; what is chosen for either has the same id. */
static void fill(struct store *store, struct direction_subject *feed, struct direction_subject *entry)
{
    struct incoming_entry incoming = { .id = SLICE("a"), .title = SLICE("خبر") };
    *feed = (struct direction_subject) { .scope = SCOPE_FEED, .id = ensure_feed(store, "https://example.org/feed", "") };
    save(store, feed->id, &incoming, 1, NOW);
    *entry = (struct direction_subject) { .scope = SCOPE_ENTRY, .id = 1 };
}

static bool turn(struct store *store, const struct direction_subject *subject, uint64_t paragraph, enum turned to,
                 struct error *error)
{
    return store_turn(store, &(struct direction_turn) { *subject, paragraph, to }, 1, "turned", error);
}

static void set(struct store *store, const struct direction_subject *subject, uint64_t paragraph, bool rtl)
{
    struct error error = { 0 };
    if (!turn(store, subject, paragraph, rtl ? TURNED_RTL : TURNED_LTR, &error))
        fail_msg("%s", error.text);
}

/* "0:rtl 7:ltr" */
static const char *all_of(struct fixture *fixture, struct store *store, const struct direction_subject *subject)
{
    static char text[256];
    struct stored_direction *directions;
    size_t count, length = 0;
    text[0] = '\0';
    if (!store_directions(store, subject, &fixture->arena, &directions, &count, &fixture->error))
        fail_msg("%s", fixture->error.text);
    for (size_t i = 0; i < count; i++)
        length += (size_t)snprintf(text + length, sizeof text - length, "%s%llx:%s", i ? " " : "",
                                   (unsigned long long)directions[i].paragraph, directions[i].rtl ? "rtl" : "ltr");
    return text;
}

static void a_direction_is_there_after_a_restart(void **state)
{
    struct fixture *fixture = *state;
    struct direction_subject feed, entry;
    struct store *store = open_store(fixture);
    fill(store, &feed, &entry);
    set(store, &entry, WHOLE_SUBJECT, true);
    set(store, &entry, 0xfedcba9876543210, false);
    set(store, &a_file, 7, true);
    store_close(store);
    store = open_store(fixture);
    assert_string_equal(all_of(fixture, store, &entry), "fedcba9876543210:ltr 0:rtl");
    assert_string_equal(all_of(fixture, store, &a_file), "7:rtl");
    store_close(store);
}

static void a_feed_an_entry_and_a_file_do_not_share_directions(void **state)
{
    struct fixture *fixture = *state;
    struct direction_subject feed, entry, other_file = { .scope = SCOPE_PLACE, .place = SLICE("/home/reader/خبر") };
    struct store *store = open_store(fixture);
    fill(store, &feed, &entry);
    assert_int_equal(feed.id, entry.id);
    set(store, &feed, WHOLE_SUBJECT, true);
    assert_string_equal(all_of(fixture, store, &feed), "0:rtl");
    assert_string_equal(all_of(fixture, store, &entry), "");
    set(store, &entry, WHOLE_SUBJECT, false);
    set(store, &a_file, WHOLE_SUBJECT, true);
    assert_string_equal(all_of(fixture, store, &feed), "0:rtl");
    assert_string_equal(all_of(fixture, store, &entry), "0:ltr");
    assert_string_equal(all_of(fixture, store, &a_file), "0:rtl");
    assert_string_equal(all_of(fixture, store, &other_file), "");
    store_close(store);
}

static void the_last_word_counts_and_can_be_taken_back(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = open_store(fixture);
    set(store, &a_file, 7, true);
    set(store, &a_file, 7, false);
    set(store, &a_file, WHOLE_SUBJECT, true);
    assert_string_equal(all_of(fixture, store, &a_file), "0:rtl 7:ltr");
    assert_true(turn(store, &a_file, 7, TURNED_NOT, &fixture->error));
    assert_true(turn(store, &a_file, 8, TURNED_NOT, &fixture->error));
    assert_string_equal(all_of(fixture, store, &a_file), "0:rtl");
    store_close(store);
}

static void a_path_may_be_any_bytes(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = open_store(fixture);
    struct direction_subject strange = { .scope = SCOPE_PLACE, .place = { "/\xff'\0\"", 5 } };
    struct direction_subject shorter = { .scope = SCOPE_PLACE, .place = { "/\xff'", 3 } };
    set(store, &strange, WHOLE_SUBJECT, true);
    assert_string_equal(all_of(fixture, store, &strange), "0:rtl");
    assert_string_equal(all_of(fixture, store, &shorter), "");
    store_close(store);
}

static void directions_go_with_what_they_are_for(void **state)
{
    struct fixture *fixture = *state;
    struct direction_subject feed, entry;
    struct store *store = open_store(fixture);
    fill(store, &feed, &entry);
    set(store, &feed, WHOLE_SUBJECT, true);
    set(store, &entry, 7, true);
    assert_true(store_remove_feed(store, SLICE("https://example.org/feed"), &fixture->error));
    assert_string_equal(all_of(fixture, store, &feed), "");
    assert_string_equal(all_of(fixture, store, &entry), "");
    assert_false(turn(store, &entry, WHOLE_SUBJECT, TURNED_RTL, &fixture->error));
    assert_non_null(strstr(fixture->error.text, "no longer stored"));
    store_close(store);
}

static void undo_as(struct store *store, bool redo, const char *words)
{
    struct error error = { 0 };
    struct step_said said;
    if (!(redo ? store_redo : store_undo)(store, &said, &error))
        fail_msg("%s", error.text);
    assert_int_equal(said.kind, STEP_OTHER);
    assert_string_equal(said.words, words);
}

static void what_was_turned_is_undone_and_done_again(void **state)
{
    struct fixture *fixture = *state;
    struct direction_subject feed, entry;
    struct store *store = open_store(fixture);
    fill(store, &feed, &entry);
    set(store, &entry, WHOLE_SUBJECT, false);
    struct direction_turn both[] = { { feed, WHOLE_SUBJECT, TURNED_RTL }, { entry, WHOLE_SUBJECT, TURNED_NOT } };
    assert_true(store_turn(store, both, 2, "a source", &fixture->error));
    set(store, &a_file, 7, true);
    assert_string_equal(all_of(fixture, store, &entry), "");
    undo_as(store, false, "turned");
    assert_string_equal(all_of(fixture, store, &a_file), "");
    undo_as(store, false, "a source");
    assert_string_equal(all_of(fixture, store, &feed), "");
    assert_string_equal(all_of(fixture, store, &entry), "0:ltr");
    undo_as(store, true, "a source");
    undo_as(store, true, "turned");
    assert_string_equal(all_of(fixture, store, &feed), "0:rtl");
    assert_string_equal(all_of(fixture, store, &entry), "");
    assert_string_equal(all_of(fixture, store, &a_file), "7:rtl");
    store_close(store);
}

static void what_somebody_turned_again_meanwhile_is_left_alone(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = open_store(fixture), *other = open_store(fixture);
    set(store, &a_file, 7, true);
    set(other, &a_file, 7, false);
    undo_as(store, false, "turned");
    assert_string_equal(all_of(fixture, store, &a_file), "7:ltr");
    store_close(other);
    store_close(store);
}

static void a_step_about_what_is_gone_does_nothing(void **state)
{
    struct fixture *fixture = *state;
    struct direction_subject feed, entry;
    struct store *store = open_store(fixture);
    fill(store, &feed, &entry);
    set(store, &feed, WHOLE_SUBJECT, true);
    set(store, &entry, 7, true);
    assert_true(turn(store, &entry, 7, TURNED_NOT, &fixture->error));
    assert_true(store_remove_feed(store, SLICE("https://example.org/feed"), &fixture->error));
    for (int i = 0; i < 3; i++)
        undo_as(store, false, "turned");
    for (int i = 0; i < 3; i++)
        undo_as(store, true, "turned");
    assert_string_equal(all_of(fixture, store, &entry), "");
    store_close(store);
}

static void a_refresh_keeps_directions(void **state)
{
    struct fixture *fixture = *state;
    struct direction_subject feed, entry;
    struct store *store = open_store(fixture);
    fill(store, &feed, &entry);
    set(store, &feed, WHOLE_SUBJECT, false);
    set(store, &entry, 7, true);
    struct incoming_entry corrected = { .id = SLICE("a"), .title = SLICE("خبر عاجل"), .content = content_of(SLICE("x")) };
    save(store, feed.id, &corrected, 1, NOW + 1);
    assert_string_equal(all_of(fixture, store, &feed), "0:ltr");
    assert_string_equal(all_of(fixture, store, &entry), "7:rtl");
    store_close(store);
}

static void a_store_that_is_only_read_says_that_nothing_is_remembered(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = open_store(fixture);
    set(store, &a_file, WHOLE_SUBJECT, true);
    store->read_only = true;
    assert_false(turn(store, &a_file, WHOLE_SUBJECT, TURNED_LTR, &fixture->error));
    assert_non_null(strstr(fixture->error.text, "reading only"));
    assert_false(turn(store, &a_file, WHOLE_SUBJECT, TURNED_NOT, &fixture->error));
    assert_string_equal(all_of(fixture, store, &a_file), "0:rtl");
    store_close(store);
}

static void a_store_that_another_holds_says_so_and_keeps_what_was_chosen(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = open_store(fixture), *other = open_store(fixture);
    set(store, &a_file, WHOLE_SUBJECT, true);
    sqlite3_busy_timeout(store->database, 0);
    assert_int_equal(sqlite3_exec(other->database, "BEGIN IMMEDIATE", NULL, NULL, NULL), SQLITE_OK);
    assert_false(turn(store, &a_file, WHOLE_SUBJECT, TURNED_LTR, &fixture->error));
    assert_non_null(strstr(fixture->error.text, "another program holds it"));
    assert_false(turn(store, &a_file, WHOLE_SUBJECT, TURNED_NOT, &fixture->error));
    assert_string_equal(all_of(fixture, store, &a_file), "0:rtl");
    store_close(other);
    store_close(store);
}

static void looking_up_directions_never_walks_the_table(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = open_store(fixture);
    for (enum statement name = STATEMENT_DIRECTION_FORGET; name <= STATEMENT_DIRECTION_LIST; name++) {
        char sql[1024];
        sqlite3_stmt *plan;
        snprintf(sql, sizeof sql, "EXPLAIN QUERY PLAN %s", statement_sql[name]);
        assert_int_equal(sqlite3_prepare_v2(store->database, sql, -1, &plan, NULL), SQLITE_OK);
        while (sqlite3_step(plan) == SQLITE_ROW)
            assert_null(strstr((const char *)sqlite3_column_text(plan, 3), "SCAN"));
        sqlite3_finalize(plan);
    }
    store_close(store);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        FACT(a_direction_is_there_after_a_restart),
        FACT(a_feed_an_entry_and_a_file_do_not_share_directions),
        FACT(the_last_word_counts_and_can_be_taken_back),
        FACT(a_path_may_be_any_bytes),
        FACT(directions_go_with_what_they_are_for),
        FACT(what_was_turned_is_undone_and_done_again),
        FACT(what_somebody_turned_again_meanwhile_is_left_alone),
        FACT(a_step_about_what_is_gone_does_nothing),
        FACT(a_refresh_keeps_directions),
        FACT(a_store_that_is_only_read_says_that_nothing_is_remembered),
        FACT(a_store_that_another_holds_says_so_and_keeps_what_was_chosen),
        FACT(looking_up_directions_never_walks_the_table),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
