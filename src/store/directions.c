#include "store/directions.h"

#include "base/catalogue.h"

#include <stdlib.h>

static const char *const action = N_("remember a direction");

static void bind_subject(sqlite3_stmt *statement, const struct direction_subject *subject)
{
    switch (subject->scope) {
    case SCOPE_FEED: sqlite3_bind_int64(statement, 1, subject->id); break;
    case SCOPE_ENTRY: sqlite3_bind_int64(statement, 2, subject->id); break;
    case SCOPE_PLACE:
        /* A NULL pointer would bind NULL, which is no place at all. */
        sqlite3_bind_blob64(statement, 3, subject->place.bytes ? subject->place.bytes : "", subject->place.length,
                            SQLITE_STATIC);
        break;
    }
}

static sqlite3_stmt *prepare(struct store *store, enum statement name, const struct turn_done *turn, struct error *error)
{
    sqlite3_stmt *statement = store_prepare(store, name, error);
    if (statement) {
        bind_subject(statement, &turn->subject);
        sqlite3_bind_int64(statement, 4, (int64_t)turn->paragraph);
    }
    return statement;
}

static bool find_now(struct store *store, const struct turn_done *turn, enum turned *now, struct error *error)
{
    sqlite3_stmt *get = prepare(store, STATEMENT_DIRECTION_GET, turn, error);
    bool failed = false;
    *now = TURNED_NOT;
    if (get && store_next_row(store, get, action, &failed, error)) {
        *now = sqlite3_column_int(get, 0) ? TURNED_RTL : TURNED_LTR;
        sqlite3_reset(get);
    }
    return get && !failed;
}

static bool set(struct store *store, const struct turn_done *turn, enum turned to, struct error *error)
{
    sqlite3_stmt *set = prepare(store, to == TURNED_NOT ? STATEMENT_DIRECTION_FORGET : STATEMENT_DIRECTION_SET, turn, error);
    if (set && to != TURNED_NOT)
        sqlite3_bind_int(set, 5, to == TURNED_RTL);
    bool good = set && store_run(store, set, action, error);
    if (set && !good && sqlite3_extended_errcode(store->database) == SQLITE_CONSTRAINT_FOREIGNKEY)
        error_set(error, ERROR_STORE, "%s: what this direction is for is no longer stored", store->path);
    return good;
}

static bool turn_all(struct store *store, struct undo_step *step, struct error *error)
{
    bool good = true;
    for (struct turn_done *turn = step->turns; turn < step->turns + step->turn_count && good; turn++)
        good = find_now(store, turn, &turn->before, error) && set(store, turn, turn->after, error);
    return good;
}

bool store_turn(struct store *store, const struct direction_turn *turns, size_t count, const char *words,
                struct error *error)
{
    struct undo_step *step = undo_step_create_other(words);
    step->turns = ARENA_ARRAY(&step->own, struct turn_done, count);
    for (step->turn_count = 0; step->turn_count < count; step->turn_count++) {
        const struct direction_turn *turn = &turns[step->turn_count];
        struct turn_done *done = &step->turns[step->turn_count];
        *done = (struct turn_done) { .subject = turn->subject, .paragraph = turn->paragraph, .after = turn->to };
        done->subject.place = arena_copy(&step->own, turn->subject.place);
    }
    if (!store_begin(store, action, error) || !store_end(store, turn_all(store, step, error), action, error)) {
        undo_step_destroy(step);
        return false;
    }
    undo_push(&store->undo, step);
    return true;
}

/* What it was for may be gone: there is nothing to set back then. */
static bool is_stored(struct store *store, const struct direction_subject *subject)
{
    enum statement exists = subject->scope == SCOPE_FEED ? STATEMENT_FEED_EXISTS : STATEMENT_ENTRY_EXISTS;
    sqlite3_stmt *find = subject->scope == SCOPE_PLACE ? NULL : store_prepare(store, exists, NULL);
    bool failed = false, found = false;
    if (!find)
        return subject->scope == SCOPE_PLACE;
    sqlite3_bind_int64(find, 1, subject->id);
    found = store_next_row(store, find, action, &failed, NULL);
    sqlite3_reset(find);
    return found;
}

bool directions_set_back(struct store *store, const struct undo_step *step, bool undoes, struct error *error)
{
    for (const struct turn_done *turn = step->turns; turn < step->turns + step->turn_count; turn++) {
        enum turned now, from = undoes ? turn->after : turn->before, to = undoes ? turn->before : turn->after;
        if (!find_now(store, turn, &now, error))
            return false;
        if (now == from && is_stored(store, &turn->subject) && !set(store, turn, to, error))
            return false;
    }
    return true;
}

bool store_directions(struct store *store, const struct direction_subject *subject, struct arena *arena,
                      struct stored_direction **directions, size_t *count, struct error *error)
{
    *directions = NULL;
    *count = 0;
    sqlite3_stmt *list = store_prepare(store, STATEMENT_DIRECTION_LIST, error);
    if (!list)
        return false;
    bind_subject(list, subject);

    struct stored_direction *found = NULL;
    size_t length = 0, capacity = 0;
    bool failed = false;
    while (store_next_row(store, list, "look up directions", &failed, error)) {
        if (length == capacity)
            found = reallocate(found, capacity = capacity * 2 + 16, sizeof *found);
        found[length++] = (struct stored_direction) {
            .paragraph = (uint64_t)sqlite3_column_int64(list, 0),
            .rtl = sqlite3_column_int(list, 1) != 0,
        };
    }
    *directions = ARENA_ARRAY(arena, struct stored_direction, length);
    for (*count = 0; *count < length; ++*count)
        (*directions)[*count] = found[*count];
    free(found);
    return !failed;
}
