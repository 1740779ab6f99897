#include "base/catalogue.h"
#include "store/database.h"

#include <stdlib.h>

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

bool store_set_direction(struct store *store, const struct direction_subject *subject,
                         struct stored_direction direction, struct error *error)
{
    const char *action = N_("remember a direction");
    if (!store_begin(store, action, error))
        return false;
    sqlite3_stmt *set = store_prepare(store, STATEMENT_DIRECTION_SET, error);
    if (set) {
        bind_subject(set, subject);
        sqlite3_bind_int64(set, 4, (int64_t)direction.paragraph);
        sqlite3_bind_int(set, 5, direction.rtl);
    }
    bool good = set && store_run(store, set, action, error);
    if (set && !good && sqlite3_extended_errcode(store->database) == SQLITE_CONSTRAINT_FOREIGNKEY)
        error_set(error, ERROR_STORE, "%s: what this direction is for is no longer stored", store->path);
    return store_end(store, good, action, error);
}

bool store_forget_direction(struct store *store, const struct direction_subject *subject, uint64_t paragraph,
                            struct error *error)
{
    const char *action = N_("forget a direction");
    if (!store_begin(store, action, error))
        return false;
    sqlite3_stmt *forget = store_prepare(store, STATEMENT_DIRECTION_FORGET, error);
    if (forget) {
        bind_subject(forget, subject);
        sqlite3_bind_int64(forget, 4, (int64_t)paragraph);
    }
    return store_end(store, forget && store_run(store, forget, action, error), action, error);
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
