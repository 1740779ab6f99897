#include "store/database.h"

#include "base/catalogue.h"

static const char *const action = N_("remember where you stopped reading");

static sqlite3_stmt *prepare(struct store *store, enum statement name, const struct place_subject *subject,
                             struct error *error)
{
    sqlite3_stmt *statement = store_prepare(store, name, error);
    if (statement && subject->entry != 0)
        sqlite3_bind_int64(statement, 1, subject->entry);
    else if (statement)
        bind_blob(statement, 2, subject->place);
    return statement;
}

static bool keep(struct store *store, const struct place_subject *subject, uint64_t position, struct error *error)
{
    sqlite3_stmt *keep = prepare(store, STATEMENT_PLACE_KEEP, subject, error);
    sqlite3_stmt *cut = store_prepare(store, STATEMENT_PLACES_CUT, error);
    if (!keep || !cut)
        return false;
    sqlite3_bind_int64(keep, 3, (int64_t)subject->size);
    sqlite3_bind_int64(keep, 4, (int64_t)position);
    sqlite3_bind_int64(cut, 1, PLACES_KEPT);
    return store_run(store, keep, action, error) && store_run(store, cut, action, error);
}

static bool forget(struct store *store, const struct place_subject *subject, struct error *error)
{
    sqlite3_stmt *forget = prepare(store, STATEMENT_PLACE_FORGET, subject, error);
    return forget && store_run(store, forget, action, error);
}

/* An entry may have gone while it was read. */
bool store_keep_place(struct store *store, const struct place_subject *subject, uint64_t position, struct error *error)
{
    struct error ignored;
    if (!store_begin_derived(store, action, error))
        return false;
    bool is_there = subject->entry == 0 || store_has_entry(store, subject->entry, &ignored);
    bool good = !is_there || (position > 0 ? keep(store, subject, position, error) : forget(store, subject, error));
    return store_end(store, good, action, error);
}

bool store_place(struct store *store, const struct place_subject *subject, uint64_t *position, struct error *error)
{
    sqlite3_stmt *get = prepare(store, STATEMENT_PLACE_GET, subject, error);
    bool failed = false;
    *position = 0;
    if (!get)
        return false;
    sqlite3_bind_int64(get, 3, (int64_t)subject->size);
    if (store_next_row(store, get, "find where you stopped reading", &failed, error)) {
        *position = (uint64_t)sqlite3_column_int64(get, 0);
        sqlite3_reset(get);
    }
    return !failed;
}
