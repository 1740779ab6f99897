#include "store/database.h"

#include "base/catalogue.h"
#include "base/utf8.h"
#include "store/place.h"
#include "store/soundness.h"

#include <assert.h>
#include <string.h>
#include <time.h>

int64_t store_clock(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

sqlite3_stmt *store_prepare(struct store *store, enum statement name, struct error *error)
{
    sqlite3_stmt **slot = &store->statements[name];
    if (!*slot && sqlite3_prepare_v3(store->database, statement_sql[name], -1, SQLITE_PREPARE_PERSISTENT, slot, NULL) !=
                      SQLITE_OK) {
        store_fail(store, "use it", error);
        return NULL;
    }
    sqlite3_reset(*slot);
    sqlite3_clear_bindings(*slot);
    return *slot;
}

bool store_next_row(struct store *store, sqlite3_stmt *statement, const char *action, bool *failed, struct error *error)
{
    int code = sqlite3_step(statement);
    if (code == SQLITE_ROW)
        return true;
    *failed = code != SQLITE_DONE;
    if (*failed)
        store_fail(store, action, error);
    sqlite3_reset(statement);
    return false;
}

bool store_run(struct store *store, sqlite3_stmt *statement, const char *action, struct error *error)
{
    bool failed = false;
    while (store_next_row(store, statement, action, &failed, error))
        continue;
    return !failed;
}

bool store_fail(struct store *store, const char *action, struct error *error)
{
    int code = sqlite3_extended_errcode(store->database);
    if (code == SQLITE_CORRUPT_VTAB) /* all that the index has can be read elsewhere */
        return error_set(error, ERROR_STORE, "%s: cannot %s: the index of words is damaged; \"khabar compact\" makes it anew",
                         store->path, _(action));
    if (soundness_is_damage(code))
        place_note(store->path, NOTE_SUSPECT);
    return database_error(store->database, code, store->path, action, error);
}

bool database_error(sqlite3 *database, int code, const char *path, const char *action, struct error *error)
{
    action = _(action);
    int system_code = database ? sqlite3_system_errno(database) : 0;
    const char *system_text = system_code ? system_reason(system_code) : _("the system does not say why");
    switch (code & 0xff) {
    case SQLITE_FULL:
        return error_set(error, ERROR_STORE, "%s: cannot %s: the disk is full; free some space and try again", path,
                         action);
    case SQLITE_READONLY:
        return error_set(error, ERROR_STORE,
                         "%s: cannot %s: it is read-only; check the permissions of the file and of its folder", path,
                         action);
    case SQLITE_PERM:
    case SQLITE_CANTOPEN:
        return error_set(error, ERROR_STORE, "%s: cannot %s: %s; check the permissions of the file and of its folder",
                         path, action, system_text);
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return error_set(error, ERROR_STORE, "%s: cannot %s: another program holds it; close that and try again", path,
                         action);
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return error_set(error, ERROR_STORE,
                         "%s: cannot %s: the database is damaged; start khabar again to have it checked", path, action);
    case SQLITE_IOERR:
        return error_set(error, ERROR_STORE, "%s: cannot %s: %s; check the disk and its free space", path, action,
                         system_text);
    default:
        return error_set(error, ERROR_STORE, "%s: cannot %s: %s", path, action,
                         database ? sqlite3_errmsg(database) : sqlite3_errstr(code));
    }
}

bool database_is_of_index(struct slice complaint)
{
    return slice_starts_with_ignoring_case(complaint, SLICE("malformed inverted index")) ||
           slice_starts_with_ignoring_case(complaint, SLICE("unable to validate the inverted index"));
}

static bool is_of_disk(struct slice line)
{
    const struct slice before_code = SLICE("unable to get the page. error code=");
    uint32_t code;
    size_t at = slice_find(line, before_code);
    if (at == line.length)
        return slice_find(line, SLICE("failed to get page")) < line.length;
    return slice_read_number(slice_part(line, at + before_code.length, line.length), UINT32_MAX, &code) &&
           (code & 0xff) != SQLITE_CORRUPT && (code & 0xff) != SQLITE_NOTADB;
}

bool database_is_of_disk(struct slice complaint)
{
    bool all = complaint.length > 0;
    for (struct slice line; slice_next_line(&complaint, &line);)
        all = all && (is_of_disk(line) || slice_starts_with(line, SLICE("*** in database ")));
    return all;
}

void bind_text(sqlite3_stmt *statement, int index, struct slice text)
{
    /* A NULL pointer would bind NULL. The bytes outlive the step, so SQLite needs no copy. */
    int code =
        sqlite3_bind_text64(statement, index, text.bytes ? text.bytes : "", text.length, SQLITE_STATIC, SQLITE_UTF8);
    assert(code == SQLITE_OK || code == SQLITE_TOOBIG || code == SQLITE_NOMEM);
    (void)code;
}

void bind_blob(sqlite3_stmt *statement, int index, struct slice bytes)
{
    sqlite3_bind_blob64(statement, index, bytes.bytes ? bytes.bytes : "", bytes.length, SQLITE_STATIC);
}

struct slice column_text(sqlite3_stmt *statement, int column, struct arena *arena)
{
    const char *bytes = (const char *)sqlite3_column_text(statement, column);
    struct slice text = { bytes, bytes ? (size_t)sqlite3_column_bytes(statement, column) : 0 };
    return clean_text(text, arena);
}

struct slice column_blob(sqlite3_stmt *statement, int column)
{
    const char *bytes = sqlite3_column_blob(statement, column);
    return (struct slice) { bytes, bytes ? (size_t)sqlite3_column_bytes(statement, column) : 0 };
}

struct slice clean_text(struct slice text, struct arena *arena)
{
    if (utf8_is_clean(text))
        return arena_copy(arena, text);
    struct buffer clean = buffer_create(text.length * 3 + 1);
    utf8_append_clean(&clean, text);
    struct slice copy = arena_copy(arena, buffer_slice(&clean));
    buffer_finish(&clean);
    return copy;
}
