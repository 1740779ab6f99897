#include "support.h"

#include "store/database.h"
#include "store/query.h"

#include <time.h>

struct fact {
    struct store *store;
    store_id feeds[2];
    store_id ids[6]; /* three of each feed */
};

static struct fact begin(struct fixture *fixture)
{
    struct fact fact = { .store = open_store(fixture) };
    for (int feed = 0; feed < 2; feed++) {
        char url[32];
        struct incoming_entry entries[3] = { { .id = SLICE("1") }, { .id = SLICE("2") }, { .id = SLICE("3") } };
        struct saved saved = { .arena = &fixture->arena };
        snprintf(url, sizeof url, "https://%d.example/", feed);
        fact.feeds[feed] = ensure_feed(fact.store, url, "");
        assert_true(store_save_entries(fact.store, fact.feeds[feed], entries, 3, NOW, &saved, &fixture->error));
        memcpy(fact.ids + 3 * feed, saved.ids, sizeof *saved.ids * 3);
    }
    return fact;
}

static struct entry_set these(const store_id *ids, size_t count)
{
    return (struct entry_set) { .ids = ids, .count = count };
}

static size_t mark(struct fact *fact, struct entry_set set, enum entry_mark mark, bool value)
{
    size_t changed = 99;
    struct error error = { 0 };
    if (!store_mark(fact->store, &set, mark, value, &changed, &error))
        fail_msg("%s", error.text);
    return changed;
}

static size_t tag(struct fact *fact, struct entry_set set, const char *name, bool value)
{
    size_t changed = 99;
    struct error error = { 0 };
    if (!store_tag(fact->store, &set, slice_of(name), value, &changed, &error))
        fail_msg("%s", error.text);
    return changed;
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

/* "r.s..." for the six: read, starred, saved, hidden. */
static const char *marks_of(struct fact *fact)
{
    static char text[32];
    static const char *const columns[] = { "read", "starred", "saved", "hidden" };
    size_t length = 0;
    for (size_t i = 0; i < 6; i++) {
        size_t before = length;
        for (size_t column = 0; column < 4; column++) {
            char sql[96];
            snprintf(sql, sizeof sql, "SELECT %s FROM entries WHERE id = %lld", columns[column],
                     (long long)fact->ids[i]);
            if (number(fact->store, sql))
                text[length++] = "rsvh"[column];
        }
        if (length == before)
            text[length++] = '.';
    }
    text[length] = '\0';
    return text;
}

static void assert_counts_are_right(struct fact *fact)
{
    assert_int_equal(number(fact->store, "SELECT count(*) FROM feeds WHERE entry_count <> (SELECT count(*) FROM entries "
                                         "WHERE feed_id = feeds.id AND hidden = 0) OR unread_count <> (SELECT count(*) "
                                         "FROM entries WHERE feed_id = feeds.id AND hidden = 0 AND read = 0)"),
                     0);
}

/* "42 marked as read" */
static void assert_said(const struct step_said *said, const char *expected)
{
    static const char *const words[MARK_COUNT][2] = { [MARK_READ] = { "marked as unread", "marked as read" },
                                                      [MARK_STARRED] = { "no longer starred", "starred" },
                                                      [MARK_SAVED] = { "no longer for later", "kept for later" },
                                                      [MARK_HIDDEN] = { "shown again", "hidden" } };
    char text[STEP_WORDS_BYTES + 40];
    if (said->kind == STEP_OTHER)
        snprintf(text, sizeof text, "%s", said->words);
    else if (said->kind == STEP_TAGS)
        snprintf(text, sizeof text, "%zu %s \"%s\"", said->count, said->value ? "tagged" : "no longer tagged", said->words);
    else
        snprintf(text, sizeof text, "%zu %s", said->count, words[said->mark][said->value]);
    assert_string_equal(text, expected);
    assert_true((said->entry != 0) == (said->count == 1));
}

static void undo_step(struct fact *fact, const char *expected)
{
    struct step_said said;
    struct error error = { 0 };
    assert_true(store_undo(fact->store, &said, &error));
    assert_said(&said, expected);
}

static void redo_step(struct fact *fact, const char *expected)
{
    struct step_said said;
    struct error error = { 0 };
    assert_true(store_redo(fact->store, &said, &error));
    assert_said(&said, expected);
}

static void marks_are_set_by_ids_by_feed_and_for_all(void **state)
{
    struct fact fact = begin(*state);
    assert_int_equal(mark(&fact, these(fact.ids, 2), MARK_READ, true), 2);
    assert_int_equal(mark(&fact, these(fact.ids, 3), MARK_READ, true), 1);
    assert_int_equal(mark(&fact, these(fact.ids + 3, 1), MARK_STARRED, true), 1);
    assert_int_equal(mark(&fact, these(fact.ids + 4, 1), MARK_SAVED, true), 1);
    assert_int_equal(mark(&fact, these(fact.ids + 5, 1), MARK_HIDDEN, true), 1);
    assert_string_equal(marks_of(&fact), "rrrsvh");
    assert_counts_are_right(&fact);
    assert_int_equal(mark(&fact, (struct entry_set) { .feed = fact.feeds[0] }, MARK_READ, false), 3);
    assert_string_equal(marks_of(&fact), "...svh");
    assert_int_equal(mark(&fact, (struct entry_set) { 0 }, MARK_READ, true), 5); /* none that is hidden */
    assert_string_equal(marks_of(&fact), "rrrrsrvh");
    assert_counts_are_right(&fact);
    store_close(fact.store);
}

static void what_a_query_finds_is_marked(void **state)
{
    struct fixture *fixture = *state;
    struct fact fact = begin(fixture);
    const struct query *query;
    mark(&fact, these(fact.ids + 1, 3), MARK_STARRED, true);
    assert_true(query_parse(SLICE("starred"), NOW, &fixture->arena, &query, &fixture->error));
    assert_int_equal(mark(&fact, (struct entry_set) { .query = query }, MARK_READ, true), 3);
    assert_string_equal(marks_of(&fact), ".rsrsrs..");
    assert_counts_are_right(&fact);
    store_close(fact.store);
}

static void what_is_not_listed_is_not_marked_with_all(void **state)
{
    struct fixture *fixture = *state;
    struct fact fact = begin(fixture);
    struct followed_feed followed = { .url = SLICE("https://1.example/") };
    assert_true(store_follow(fact.store, &followed, 1, &fixture->error));
    assert_int_equal(mark(&fact, (struct entry_set) { 0 }, MARK_READ, true), 3);
    assert_string_equal(marks_of(&fact), "...rrr");
    store_close(fact.store);
}

static void an_undo_restores_exactly_what_its_step_changed(void **state)
{
    struct fact fact = begin(*state);
    mark(&fact, these(fact.ids + 1, 1), MARK_READ, true);
    assert_int_equal(mark(&fact, (struct entry_set) { .feed = fact.feeds[0] }, MARK_READ, true), 2);
    mark(&fact, these(fact.ids + 4, 1), MARK_STARRED, true);
    assert_string_equal(marks_of(&fact), "rrr.s.");
    undo_step(&fact, "1 starred");
    undo_step(&fact, "2 marked as read");
    assert_string_equal(marks_of(&fact), ".r....");
    redo_step(&fact, "2 marked as read");
    redo_step(&fact, "1 starred");
    assert_string_equal(marks_of(&fact), "rrr.s.");
    assert_counts_are_right(&fact);
    store_close(fact.store);
}

static void an_undo_leaves_what_changed_since(void **state)
{
    struct fixture *fixture = *state;
    struct fact fact = begin(fixture);
    struct store *other = open_store(fixture);
    mark(&fact, these(fact.ids, 3), MARK_READ, true);
    assert_true(store_mark_read(other, fact.ids[0], false, &fixture->error)); /* as the undo would have it */
    assert_true(store_mark_read(other, fact.ids[4], true, &fixture->error));
    undo_step(&fact, "3 marked as read");
    assert_string_equal(marks_of(&fact), "....r.");
    assert_true(store_mark_read(other, fact.ids[2], true, &fixture->error));
    redo_step(&fact, "3 marked as read");
    assert_string_equal(marks_of(&fact), "rrr.r.");
    store_close(other);
    store_close(fact.store);
}

static void a_new_step_ends_what_can_be_done_again(void **state)
{
    struct fact fact = begin(*state);
    struct step_said said;
    struct error error = { .kind = ERROR_STORE };
    assert_false(store_undo(fact.store, &said, &error));
    assert_int_equal(error.kind, ERROR_NONE);
    mark(&fact, these(fact.ids, 1), MARK_READ, true);
    undo_step(&fact, "1 marked as read");
    assert_int_equal(mark(&fact, these(fact.ids, 1), MARK_READ, false), 0); /* which was so: no step */
    redo_step(&fact, "1 marked as read");
    undo_step(&fact, "1 marked as read");
    mark(&fact, these(fact.ids, 1), MARK_STARRED, true);
    assert_false(store_redo(fact.store, &said, &error));
    assert_int_equal(error.kind, ERROR_NONE);
    store_close(fact.store);
}

static void tags_are_set_taken_and_undone(void **state)
{
    struct fixture *fixture = *state;
    struct fact fact = begin(fixture);
    struct slice *tags;
    size_t count;
    assert_int_equal(tag(&fact, these(fact.ids, 2), " للقراءة ", true), 2);
    assert_int_equal(tag(&fact, (struct entry_set) { .feed = fact.feeds[0] }, "للقراءة", true), 1);
    assert_int_equal(tag(&fact, these(fact.ids, 1), "a", true), 1);
    assert_true(store_entry_tags(fact.store, fact.ids[0], &fixture->arena, &tags, &count, &fixture->error));
    assert_int_equal(count, 2);
    assert_text(tags[0], "a");
    assert_text(tags[1], "للقراءة");
    assert_int_equal(tag(&fact, (struct entry_set) { 0 }, "للقراءة", false), 3);
    undo_step(&fact, "3 no longer tagged \"للقراءة\"");
    undo_step(&fact, "1 tagged \"a\"");
    undo_step(&fact, "1 tagged \"للقراءة\"");
    assert_int_equal(number(fact.store, "SELECT count(*) FROM entry_tags"), 2);
    assert_int_equal(tag(&fact, these(fact.ids + 5, 1), "b", true), 1);
    assert_int_equal(number(fact.store, "SELECT count(*) FROM entry_tags"), 3);
    size_t changed;
    struct entry_set set = these(fact.ids, 1);
    const char *const bad[] = { "", "  ", "a\nb", "\x1b[31m", "\xff" };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_false(store_tag(fact.store, &set, slice_of(bad[i]), true, &changed, &fixture->error));
    store_close(fact.store);
}

static void ids_that_are_gone_are_no_error(void **state)
{
    struct fixture *fixture = *state;
    struct fact fact = begin(fixture);
    const store_id ids[] = { fact.ids[0], 999, INT64_MAX, -1, 0, fact.ids[3] };
    assert_int_equal(mark(&fact, these(ids, 6), MARK_READ, true), 2);
    assert_int_equal(tag(&fact, these(ids, 6), "x", true), 2);
    assert_true(store_remove_feed(fact.store, SLICE("https://0.example/"), &fixture->error));
    undo_step(&fact, "2 tagged \"x\"");
    undo_step(&fact, "2 marked as read");
    assert_int_equal(number(fact.store, "SELECT count(*) FROM entries WHERE read"), 0);
    assert_counts_are_right(&fact);
    store_close(fact.store);
}

struct elsewhere {
    enum step_outcome outcome;
    int undone, redone, destroyed;
};

static enum step_outcome turn_elsewhere(void *context, bool undoes, struct error *error)
{
    struct elsewhere *elsewhere = context;
    if (elsewhere->outcome != STEP_DONE)
        error_set(error, ERROR_FILE, "no");
    else if (undoes)
        elsewhere->undone++;
    else
        elsewhere->redone++;
    return elsewhere->outcome;
}

static void count_destroyed(void *context)
{
    ((struct elsewhere *)context)->destroyed++;
}

static void a_step_done_elsewhere_has_its_place_among_the_others(void **state)
{
    struct fixture *fixture = *state;
    struct fact fact = begin(fixture);
    struct elsewhere elsewhere = { 0 };
    struct step_said said;
    mark(&fact, these(fact.ids, 2), MARK_READ, true);
    store_note_step(fact.store, &(struct outside_step) { turn_elsewhere, count_destroyed, &elsewhere, "a source" });
    mark(&fact, these(fact.ids, 1), MARK_STARRED, true);
    undo_step(&fact, "1 starred");
    elsewhere.outcome = STEP_FAILED;
    assert_false(store_undo(fact.store, &said, &fixture->error)); /* and can be tried again */
    assert_string_equal(fixture->error.text, "no");
    elsewhere.outcome = STEP_DONE;
    undo_step(&fact, "a source");
    undo_step(&fact, "2 marked as read");
    redo_step(&fact, "2 marked as read");
    redo_step(&fact, "a source");
    assert_int_equal(elsewhere.undone, 1);
    assert_int_equal(elsewhere.redone, 1);
    assert_int_equal(elsewhere.destroyed, 0);
    store_close(fact.store);
    assert_int_equal(elsewhere.destroyed, 1);
}

static void a_step_that_is_impossible_for_good_is_in_nobodys_way(void **state)
{
    struct fixture *fixture = *state;
    struct fact fact = begin(fixture);
    struct elsewhere elsewhere = { .outcome = STEP_IMPOSSIBLE };
    struct step_said said;
    mark(&fact, these(fact.ids, 2), MARK_READ, true);
    store_note_step(fact.store, &(struct outside_step) { turn_elsewhere, count_destroyed, &elsewhere, "a source" });
    assert_false(store_undo(fact.store, &said, &fixture->error));
    assert_string_equal(fixture->error.text, "no");
    assert_int_equal(elsewhere.destroyed, 1);
    undo_step(&fact, "2 marked as read");
    store_close(fact.store);
}

static void a_step_keeps_ids_in_any_order(void **state)
{
    (void)state;
    const store_id ids[] = { 5, 4, 1000000, 1, INT64_MAX, 0, 300, 300, INT64_MAX - 1, 2 };
    struct undo_step *step = undo_step_create(MARK_READ, SLICE(""), true);
    for (size_t i = 0; i < sizeof ids / sizeof *ids; i++)
        undo_step_add(step, ids[i]);
    size_t at = 0, count = 0;
    for (store_id id = 0; undo_step_next(step, &at, &id); count++)
        assert_true(id == ids[count]);
    assert_int_equal(count, sizeof ids / sizeof *ids);
    undo_step_destroy(step);
}

static void steps_past_what_is_kept_are_forgotten(void **state)
{
    struct fact fact = begin(*state);
    struct step_said said;
    struct error error;
    int undone = 0;
    for (int i = 0; i < 500; i++)
        assert_int_equal(mark(&fact, these(fact.ids, 1), MARK_READ, i % 2 == 0), 1);
    while (store_undo(fact.store, &said, &error))
        undone++;
    assert_in_range(undone, 100, 499);
    store_close(fact.store);
}

static double seconds(void)
{
    return (double)clock() / CLOCKS_PER_SEC;
}

static void a_hundred_thousand_are_marked_and_undone_soon(void **state)
{
    enum { MANY = 100000 };
    struct fixture *fixture = *state;
    struct fact fact = begin(fixture);
    struct incoming_entry *entries = calloc(MANY, sizeof *entries);
    for (int i = 0; i < MANY; i++)
        entries[i] = (struct incoming_entry) { .id = arena_format(&fixture->arena, "many-%d", i),
                                               .published = NOW - i * 7919L % 1000000 };
    save(fact.store, fact.feeds[0], entries, MANY, NOW);
    double start = seconds();
    assert_int_equal(mark(&fact, (struct entry_set) { 0 }, MARK_READ, true), MANY + 6);
    double marked = seconds();
    undo_step(&fact, "100006 marked as read");
    double undone = seconds();
    assert_counts_are_right(&fact);
    assert_int_equal(number(fact.store, "SELECT count(*) FROM entries WHERE read"), 0);
    print_message("marked in %.2f s, undone in %.2f s\n", marked - start, undone - marked);
    assert_true(marked - start < 10 && undone - marked < 10); /* with sanitizers on a busy machine, too */
    free(entries);
    store_close(fact.store);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        FACT(marks_are_set_by_ids_by_feed_and_for_all),
        FACT(what_a_query_finds_is_marked),
        FACT(what_is_not_listed_is_not_marked_with_all),
        FACT(an_undo_restores_exactly_what_its_step_changed),
        FACT(an_undo_leaves_what_changed_since),
        FACT(a_new_step_ends_what_can_be_done_again),
        FACT(tags_are_set_taken_and_undone),
        FACT(ids_that_are_gone_are_no_error),
        FACT(a_step_done_elsewhere_has_its_place_among_the_others),
        FACT(a_step_that_is_impossible_for_good_is_in_nobodys_way),
        FACT(a_step_keeps_ids_in_any_order),
        FACT(steps_past_what_is_kept_are_forgotten),
        FACT(a_hundred_thousand_are_marked_and_undone_soon),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
