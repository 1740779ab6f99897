#include "store/marks.h"

#include "base/catalogue.h"
#include "base/utf8.h"
#include "store/database.h"
#include "store/directions.h"
#include "store/select.h"

#include <stdlib.h>
#include <string.h>

enum { LONGEST_TAG_BYTES = 100 };

/* Hidden entries are marked one by one only. */
#define OF_ENTRY "id = ?1"
#define OF_FEED "feed_id = ?1"
#define OF_LISTED "+feed_id IN (SELECT id FROM feeds WHERE listed)"
#define SEEN " AND hidden = 0"

#define CHANGE(table, where, column, from, to, entries, unread)                                                        \
    {                                                                                                                  \
        "SELECT id, feed_id, " entries ", " unread " FROM " table " WHERE " where " AND " column " = " from,           \
            "UPDATE " table " SET " column " = " to " WHERE " where " AND " column " = " from,                         \
    }
/* `table` is for all that are listed: with statistics SQLite would rather walk over all entries than follow the index
 * over those few. */
#define CHANGES(table, column, from, to, entries, unread_of_one, unread, seen)                                         \
    {                                                                                                                  \
        CHANGE("entries", OF_ENTRY, column, from, to, entries, unread_of_one),                                         \
            CHANGE("entries", OF_FEED seen, column, from, to, entries, unread),                                        \
            CHANGE(table, OF_LISTED seen, column, from, to, entries, unread),                                          \
    }
#define PLAIN(column)                                                                                                  \
    {                                                                                                                  \
        CHANGES("entries INDEXED BY entries_" column, column, "1", "0", "0", "0", "0", SEEN),                          \
            CHANGES("entries", column, "0", "1", "0", "0", "0", SEEN),                                                 \
    }

struct mark_sql mark_sql(enum entry_mark mark, bool value, enum marks_of of)
{
    static const struct mark_sql sql[MARK_COUNT][2][MARKS_OF_COUNT] = {
        [MARK_READ] = { CHANGES("entries", "read", "1", "0", "0", "1 - hidden", "1", SEEN),
                        CHANGES("entries INDEXED BY entries_unread_by_date", "read", "0", "1", "0", "hidden - 1", "-1",
                                SEEN) },
        [MARK_STARRED] = PLAIN("starred"),
        [MARK_SAVED] = PLAIN("saved"),
        [MARK_HIDDEN] = { CHANGES("entries INDEXED BY entries_hidden", "hidden", "1", "0", "1", "1 - read", "1 - read", ""),
                          CHANGES("entries", "hidden", "0", "1", "-1", "read - 1", "read - 1", "") },
    };
    return sql[mark][value][of];
}

#define TAGGED "(SELECT entry_id FROM entry_tags WHERE tag = ?2)"
#define TAG(where)                                                                                                     \
    {                                                                                                                  \
        "SELECT id, feed_id, 0, 0 FROM entries WHERE " where " AND id NOT IN " TAGGED,                                 \
            "INSERT OR IGNORE INTO entry_tags (entry_id, tag) SELECT id, ?2 FROM entries WHERE " where,                \
    }
#define UNTAG(where)                                                                                                   \
    {                                                                                                                  \
        "SELECT id, feed_id, 0, 0 FROM entries WHERE id IN " TAGGED " AND " where,                                     \
            "DELETE FROM entry_tags WHERE tag = ?2 AND entry_id IN (SELECT id FROM entries WHERE id IN " TAGGED        \
            " AND " where ")",                                                                                         \
    }

struct mark_sql tag_sql(bool value, enum marks_of of)
{
    static const struct mark_sql sql[2][MARKS_OF_COUNT] = {
        { UNTAG("id = ?1"), UNTAG("+feed_id = ?1" SEEN), UNTAG("hidden = 0 AND " OF_LISTED) },
        { TAG("id = ?1"), TAG("feed_id = ?1" SEEN), TAG("hidden = 0 AND " OF_LISTED) },
    };
    return sql[value][of];
}

/* A change that is being made. */
struct change {
    struct store *store;
    struct undo_step *step;
    bool value;
    sqlite3_stmt *find, *change;
    struct {
        store_id feed;
        int64_t entries, unread;
    } tally; /* of one feed, not noted yet */
};

static bool change_set(struct store *store, struct undo_step *step, const struct entry_set *set, struct error *error);

static bool keep_change(struct store *store, struct undo_step *step, const struct entry_set *set, size_t *changed,
                        struct error *error)
{
    *changed = 0;
    entry_lists_settle(store);
    bool good = store_begin(store, "remember what you marked", error) &&
                store_end(store, change_set(store, step, set, error), "remember what you marked", error);
    if (!good || step->count == 0) {
        undo_step_destroy(step);
        return good;
    }
    *changed = step->count;
    undo_push(&store->undo, step);
    return true;
}

bool store_mark(struct store *store, const struct entry_set *set, enum entry_mark mark, bool value, size_t *changed,
                struct error *error)
{
    return keep_change(store, undo_step_create(mark, (struct slice) { 0 }, value), set, changed, error);
}

bool store_tag(struct store *store, const struct entry_set *set, struct slice tag, bool value, size_t *changed,
               struct error *error)
{
    *changed = 0;
    tag = slice_trim(tag);
    if (tag.length == 0 || tag.length > LONGEST_TAG_BYTES || !utf8_is_clean(tag) ||
        memchr(tag.bytes, '\n', tag.length))
        return error_set(error, ERROR_USAGE, "a tag is a word or some, of at most %d bytes", LONGEST_TAG_BYTES);
    return keep_change(store, undo_step_create(MARK_COUNT, tag, value), set, changed, error);
}

static bool keep_arrived(struct store *store, struct undo_step *step, const store_id *ids, size_t count,
                         struct error *error)
{
    struct entry_set set = { .ids = ids, .count = count };
    bool good = store_begin(store, "follow a rule", error) &&
                store_end(store, change_set(store, step, &set, error), "follow a rule", error);
    undo_step_destroy(step);
    return good;
}

bool store_mark_arrived(struct store *store, const store_id *ids, size_t count, enum entry_mark mark,
                        struct error *error)
{
    return keep_arrived(store, undo_step_create(mark, (struct slice) { 0 }, true), ids, count, error);
}

bool store_tag_arrived(struct store *store, const store_id *ids, size_t count, struct slice tag, struct error *error)
{
    return keep_arrived(store, undo_step_create(MARK_COUNT, tag, true), ids, count, error);
}

static bool prepare(struct change *change, const char *sql, sqlite3_stmt **statement, struct error *error)
{
    if (sqlite3_prepare_v2(change->store->database, sql, -1, statement, NULL) != SQLITE_OK)
        return store_fail(change->store, "remember what you marked", error);
    if (change->step->tag)
        bind_text(*statement, 2, slice_of(change->step->tag));
    return true;
}

static bool change_init(struct change *change, struct store *store, struct undo_step *step, bool value, enum marks_of of,
                        struct error *error)
{
    *change = (struct change) { .store = store, .step = step, .value = value };
    struct mark_sql sql = step->tag ? tag_sql(value, of) : mark_sql(step->mark, value, of);
    return prepare(change, sql.find, &change->find, error) && prepare(change, sql.change, &change->change, error);
}

static void change_finish(struct change *change)
{
    sqlite3_finalize(change->find);
    sqlite3_finalize(change->change);
}

static bool note_tally(struct change *change, struct error *error)
{
    if (change->tally.entries == 0 && change->tally.unread == 0)
        return true;
    sqlite3_stmt *count = store_prepare(change->store, STATEMENT_FEED_COUNT, error);
    if (!count)
        return false;
    sqlite3_bind_int64(count, 1, change->tally.feed);
    sqlite3_bind_int64(count, 2, change->tally.entries);
    sqlite3_bind_int64(count, 3, change->tally.unread);
    return store_run(change->store, count, "remember what you marked", error);
}

/* Entries of one feed are neighbours as a rule. */
static bool tally(struct change *change, struct error *error)
{
    store_id feed = sqlite3_column_int64(change->find, 1);
    if (feed != change->tally.feed) {
        if (!note_tally(change, error))
            return false;
        change->tally.feed = feed;
        change->tally.entries = change->tally.unread = 0;
    }
    change->tally.entries += sqlite3_column_int64(change->find, 2);
    change->tally.unread += sqlite3_column_int64(change->find, 3);
    return true;
}

static bool change_one(struct change *change, store_id id, bool *changed, struct error *error)
{
    bool failed = false;
    sqlite3_bind_int64(change->find, 1, id);
    *changed = store_next_row(change->store, change->find, "remember what you marked", &failed, error);
    if (!*changed)
        return !failed;
    bool good = tally(change, error);
    sqlite3_reset(change->find);
    sqlite3_bind_int64(change->change, 1, id);
    return good && store_run(change->store, change->change, "remember what you marked", error);
}

static int by_number(const void *one, const void *other)
{
    const store_id *a = one, *b = other;
    return (*a > *b) - (*a < *b);
}

/* In the order in which they lie on the disk. */
static void take_down(struct undo_step *step, store_id *ids, size_t count)
{
    if (count > 1)
        qsort(ids, count, sizeof *ids, by_number);
    for (size_t i = 0; i < count; i++)
        undo_step_add(step, ids[i]);
}

static bool change_ids(struct store *store, struct undo_step *step, const store_id *ids, size_t count,
                       struct error *error)
{
    struct change change;
    store_id *changed = allocate(count, sizeof *changed);
    size_t changed_count = 0;
    bool good = change_init(&change, store, step, step->value, MARKS_OF_ENTRY, error);
    for (size_t i = 0; i < count && good; i++) {
        bool is_changed = false;
        good = change_one(&change, ids[i], &is_changed, error);
        if (is_changed)
            changed[changed_count++] = ids[i];
    }
    good = good && note_tally(&change, error);
    take_down(step, changed, changed_count);
    change_finish(&change);
    free(changed);
    return good;
}

static bool find_many(struct change *change, store_id feed, struct error *error)
{
    store_id *found = NULL;
    size_t count = 0, capacity = 0;
    bool failed = false, good = true;
    if (feed)
        sqlite3_bind_int64(change->find, 1, feed);
    while (good && store_next_row(change->store, change->find, "remember what you marked", &failed, error)) {
        if (count == capacity)
            found = reallocate(found, capacity = capacity * 2 + 256, sizeof *found);
        found[count++] = sqlite3_column_int64(change->find, 0);
        good = tally(change, error);
    }
    take_down(change->step, found, count);
    free(found);
    return good && !failed;
}

static bool change_many(struct store *store, struct undo_step *step, store_id feed, struct error *error)
{
    struct change change;
    bool good = change_init(&change, store, step, step->value, feed ? MARKS_OF_FEED : MARKS_OF_ALL, error) &&
                find_many(&change, feed, error);
    if (good && feed)
        sqlite3_bind_int64(change.change, 1, feed);
    good = good && note_tally(&change, error) &&
           store_run(store, change.change, "remember what you marked", error);
    change_finish(&change);
    return good;
}

static bool change_found(struct store *store, struct undo_step *step, const struct entry_set *set, struct error *error)
{
    store_id *ids;
    size_t count;
    bool good = query_find_ids(store, set->query, set->feed, &ids, &count, error) &&
                change_ids(store, step, ids, count, error);
    free(ids);
    return good;
}

static bool change_set(struct store *store, struct undo_step *step, const struct entry_set *set, struct error *error)
{
    if (set->query && !set->ids)
        return change_found(store, step, set, error);
    return set->ids ? change_ids(store, step, set->ids, set->count, error)
                    : change_many(store, step, set->feed, error);
}

bool store_mark_read(struct store *store, store_id entry, bool read, struct error *error)
{
    const char *action = N_("remember what was read");
    struct undo_step *step = undo_step_create(MARK_READ, (struct slice) { 0 }, read);
    entry_lists_settle(store);
    bool good = store_begin(store, action, error) &&
                store_end(store,
                          change_ids(store, step, &entry, 1, error) &&
                              (step->count > 0 || store_has_entry(store, entry, error)),
                          action, error);
    undo_step_destroy(step);
    return good;
}

/* Only what still is as the step left it. */
static bool set_back(struct store *store, struct undo_step *step, bool value, struct error *error)
{
    struct change change;
    size_t at = 0;
    entry_lists_settle(store);
    bool good = change_init(&change, store, step, value, MARKS_OF_ENTRY, error), changed;
    for (store_id id = 0; good && undo_step_next(step, &at, &id);)
        good = change_one(&change, id, &changed, error);
    good = good && note_tally(&change, error);
    change_finish(&change);
    return good;
}

static enum step_outcome carry_out(struct store *store, struct undo_step *step, bool undoes, struct error *error)
{
    const char *action = N_("undo what you did");
    if (step->outside.turn)
        return step->outside.turn(step->outside.context, undoes, error);
    entry_lists_settle(store);
    if (!store_begin(store, action, error))
        return STEP_FAILED;
    bool good = step->kind == STEP_OTHER ? directions_set_back(store, step, undoes, error)
                                         : set_back(store, step, undoes ? !step->value : step->value, error);
    return store_end(store, good, action, error) ? STEP_DONE : STEP_FAILED;
}

/* The newest step of one list goes over to the other. */
static bool move_step(struct store *store, struct undo_step **from, struct undo_step **to, bool undoes,
                      struct step_said *said, struct error *error)
{
    struct undo_step *step = *from;
    *said = (struct step_said) { 0 };
    if (error)
        *error = (struct error) { 0 };
    if (!step)
        return false;
    enum step_outcome outcome = carry_out(store, step, undoes, error);
    if (outcome == STEP_FAILED)
        return false;
    undo_step_say(step, said);
    *from = step->older;
    if (outcome == STEP_IMPOSSIBLE) {
        undo_step_destroy(step);
        return false;
    }
    step->older = *to;
    *to = step;
    return true;
}

bool store_undo(struct store *store, struct step_said *said, struct error *error)
{
    return move_step(store, &store->undo.done, &store->undo.undone, true, said, error);
}

bool store_redo(struct store *store, struct step_said *said, struct error *error)
{
    return move_step(store, &store->undo.undone, &store->undo.done, false, said, error);
}

void store_note_step(struct store *store, const struct outside_step *outside)
{
    struct undo_step *step = undo_step_create_other(outside->words);
    step->outside = *outside;
    undo_push(&store->undo, step);
}

bool store_entry_tags(struct store *store, store_id entry, struct arena *arena, struct slice **tags, size_t *count,
                      struct error *error)
{
    *tags = NULL;
    *count = 0;
    sqlite3_stmt *list = store_prepare(store, STATEMENT_ENTRY_TAGS, error);
    return list && store_take_texts(store, list, entry, arena, tags, count, error);
}
