#include "store/search_index.h"

#include "base/catalogue.h"
#include "store/scan.h"
#include "store/search.h"


/* Another number where folding, words or stems changed: then everything is indexed anew. */
enum { INDEX_VERSION = 1 };
#define INSERT_VERSION "INSERT INTO search_version VALUES (1)"

enum { SHORT_SLICE_MILLISECONDS = 4, LONG_SLICE_MILLISECONDS = 200, ENTRIES_AT_ONCE = 8 };

/* The text is kept once, in the bodies; an index without it needs it again to take an entry out. */
#define MAKE_TABLES                                                                                                    \
    "CREATE TABLE search_version (version INTEGER NOT NULL) STRICT;"                                                   \
    "CREATE VIRTUAL TABLE search USING fts5 (title, body, content = '', tokenize = 'ascii');"                          \
    "CREATE VIRTUAL TABLE search_stems USING fts5 (forms, content = '', tokenize = 'ascii', detail = 'none', "         \
    "columnsize = 0);"                                                                                                 \
    "DELETE FROM search_backlog; INSERT INTO search_backlog SELECT id FROM entries;"
#define DROP_TABLES                                                                                                    \
    "DROP TABLE IF EXISTS search; DROP TABLE IF EXISTS search_stems; DROP TABLE IF EXISTS search_version;"

/* Of this connection only, as the function is: before an entry's text is gone. It calls back into the database, as no
 * trigger may write to a virtual table itself where the schema is not trusted. */
#define FOLLOW_REMOVALS                                                                                                \
    "CREATE TEMP TRIGGER IF NOT EXISTS search_removed BEFORE DELETE ON main.entries BEGIN "                            \
    "SELECT search_forget(old.id); DELETE FROM search_backlog WHERE entry_id = old.id; END"

static int execute(struct store *store, const char *sql)
{
    return sqlite3_exec(store->database, sql, NULL, NULL, NULL);
}

static int read_version(struct store *store, int *version)
{
    sqlite3_stmt *statement = NULL;
    *version = 0;
    if (sqlite3_prepare_v2(store->database, "SELECT version FROM search_version", -1, &statement, NULL) != SQLITE_OK)
        return SQLITE_OK; /* there is no such table yet */
    int code = sqlite3_step(statement);
    if (code == SQLITE_ROW)
        *version = sqlite3_column_int(statement, 0);
    sqlite3_finalize(statement);
    return code == SQLITE_ROW || code == SQLITE_DONE ? SQLITE_OK : code;
}

static int make_index(struct store *store)
{
    int version = 0;
    int code = execute(store, "BEGIN IMMEDIATE");
    if (code != SQLITE_OK)
        return code;
    code = read_version(store, &version); /* another khabar may have come first */
    if (code == SQLITE_OK && version != INDEX_VERSION) {
        code = execute(store, DROP_TABLES MAKE_TABLES);
        if (code == SQLITE_OK)
            code = execute(store, INSERT_VERSION);
    }
    if (code == SQLITE_OK)
        code = execute(store, "COMMIT");
    if (code != SQLITE_OK)
        execute(store, "ROLLBACK");
    return code;
}

/* ---- opening -------------------------------------------------------------------------------------------------- */

/* What is damaged has no words. */
static struct slice unpack_content(struct slice bytes, int64_t size, struct arena *arena)
{
    struct slice content = { 0 };
    if (size < 0 || size > LARGEST_VALUE_BYTES ||
        !unpack((struct packed) { .bytes = bytes, .size = (uint32_t)size }, LARGEST_VALUE_BYTES, arena, &content))
        return (struct slice) { 0 };
    return content;
}

static struct slice column_bytes(sqlite3_stmt *row, int column)
{
    const char *bytes = (const char *)sqlite3_column_text(row, column);
    return (struct slice) { bytes, bytes ? (size_t)sqlite3_column_bytes(row, column) : 0 };
}

static struct search_text *text_of(struct store *store)
{
    if (!store->search_text)
        store->search_text = search_text_create();
    return store->search_text;
}

static void forget_function(sqlite3_context *context, int count, sqlite3_value **values)
{
    struct error error = { 0 };
    (void)count;
    if (!search_forget(sqlite3_user_data(context), sqlite3_value_int64(values[0]), &error))
        sqlite3_result_error(context, error.text, -1);
}

int search_open(struct store *store)
{
    int version = 0;
    int code = read_version(store, &version);
    if (code == SQLITE_OK && version != INDEX_VERSION)
        code = make_index(store);
    if (code == SQLITE_OK)
        code = sqlite3_create_function_v2(store->database, "search_forget", 1, SQLITE_UTF8, store, forget_function, NULL,
                                          NULL, NULL);
    return code == SQLITE_OK ? execute(store, FOLLOW_REMOVALS) : code;
}

void search_close(struct store *store)
{
    search_text_destroy(store->search_text);
    store->search_text = NULL;
    scan_forget(store);
}

/* ---- one entry ------------------------------------------------------------------------------------------------ */

static struct slice content_of_row(sqlite3_stmt *row, int column, struct arena *arena)
{
    return unpack_content(column_blob(row, column), sqlite3_column_int64(row, column + 1), arena);
}

const struct search_text *search_read_row_words(struct store *store, sqlite3_stmt *row, int column, bool reads_body)
{
    struct search_text *text = text_of(store);
    struct arena arena = { 0 };
    struct slice content = reads_body ? content_of_row(row, column + 2, &arena) : (struct slice) { 0 };
    search_text_read_words(text, column_bytes(row, column), content);
    arena_finish(&arena);
    return text;
}

const struct search_text *search_read_title(struct store *store, struct slice title, struct slice language)
{
    search_text_read(text_of(store), title, SLICE(""), language);
    return store->search_text;
}

bool search_read_entry(struct store *store, store_id entry, const struct search_text **text, bool *found,
                       struct error *error)
{
    sqlite3_stmt *get = store_prepare(store, STATEMENT_SEARCH_READ, error);
    struct arena arena = { 0 };
    bool failed = false;
    if (!get)
        return false;
    sqlite3_bind_int64(get, 1, entry);
    *found = store_next_row(store, get, "read an article", &failed, error);
    if (!*found)
        return !failed;
    *text = text_of(store);
    search_text_read(store->search_text, column_bytes(get, 0), content_of_row(get, 2, &arena), column_bytes(get, 1));
    sqlite3_reset(get);
    arena_finish(&arena);
    return true;
}

static bool run_about(struct store *store, enum statement name, store_id entry, struct error *error)
{
    sqlite3_stmt *statement = store_prepare(store, name, error);
    if (!statement)
        return false;
    sqlite3_bind_int64(statement, 1, entry);
    return store_run(store, statement, "index an article", error);
}

/* Into the index or out of it. */
static bool write_entry(struct store *store, store_id entry, enum statement words, enum statement forms,
                        struct error *error)
{
    const struct search_text *text;
    bool found;
    if (!search_read_entry(store, entry, &text, &found, error) || !found)
        return found == false;
    sqlite3_stmt *write = store_prepare(store, words, error);
    if (!write)
        return false;
    sqlite3_bind_int64(write, 1, entry);
    bind_text(write, 2, buffer_slice(&text->title));
    bind_text(write, 3, buffer_slice(&text->body));
    if (!store_run(store, write, "index an article", error) || !(write = store_prepare(store, forms, error)))
        return false;
    sqlite3_bind_int64(write, 1, entry);
    bind_text(write, 2, buffer_slice(&text->forms));
    return store_run(store, write, "index an article", error);
}

static bool is_waiting(struct store *store, store_id entry, bool *waits, struct error *error)
{
    sqlite3_stmt *find = store_prepare(store, STATEMENT_BACKLOG_FIND, error);
    bool failed = false;
    if (!find)
        return false;
    sqlite3_bind_int64(find, 1, entry);
    *waits = store_next_row(store, find, "index an article", &failed, error);
    sqlite3_reset(find);
    return !failed;
}

bool search_forget(struct store *store, store_id entry, struct error *error)
{
    bool waits;
    scan_forget_entry(store, entry);
    return is_waiting(store, entry, &waits, error) &&
           (waits || write_entry(store, entry, STATEMENT_SEARCH_REMOVE, STATEMENT_SEARCH_REMOVE_FORMS, error));
}

/* ---- the backlog ---------------------------------------------------------------------------------------------- */

/* Newest first: it is what is searched for. */
static bool read_backlog(struct store *store, store_id *entries, size_t *count, struct error *error)
{
    sqlite3_stmt *list = store_prepare(store, STATEMENT_BACKLOG_LIST, error);
    bool failed = false;
    *count = 0;
    if (!list)
        return false;
    while (*count < ENTRIES_AT_ONCE && store_next_row(store, list, "index an article", &failed, error))
        entries[(*count)++] = sqlite3_column_int64(list, 0);
    sqlite3_reset(list);
    return !failed;
}

static bool index_entries(struct store *store, int64_t end, bool *more, struct error *error)
{
    do {
        store_id entries[ENTRIES_AT_ONCE];
        size_t count;
        if (!read_backlog(store, entries, &count, error))
            return false;
        for (size_t i = 0; i < count; i++)
            if (!write_entry(store, entries[i], STATEMENT_SEARCH_ADD, STATEMENT_SEARCH_ADD_FORMS, error) ||
                !run_about(store, STATEMENT_BACKLOG_REMOVE, entries[i], error))
                return false;
        *more = count == ENTRIES_AT_ONCE;
    } while (*more && store_clock() < end);
    return true;
}

static bool index_slice(struct store *store, int64_t milliseconds, bool *more, struct error *error)
{
    const char *action = N_("index an article");
    if (!store_begin_derived(store, action, error))
        return false;
    bool good = index_entries(store, store_clock() + milliseconds, more, error);
    return store_end(store, good, action, error);
}

static bool count_backlog(struct store *store, enum statement name, size_t *count, struct error *error)
{
    sqlite3_stmt *statement = store_prepare(store, name, error);
    bool failed = false;
    if (!statement || !store_next_row(store, statement, "index an article", &failed, error))
        return false;
    *count = (size_t)sqlite3_column_int64(statement, 0);
    sqlite3_reset(statement);
    return true;
}

bool store_count_backlog(struct store *store, size_t *count, struct error *error)
{
    return count_backlog(store, STATEMENT_BACKLOG_COUNT_ALL, count, error);
}

/* What the index loses with the machine's power is in the backlog again. */
bool store_index_some(struct store *store, int64_t milliseconds, size_t *left, struct error *error)
{
    int64_t end = store_clock() + milliseconds;
    int64_t slice = milliseconds >= LONG_SLICE_MILLISECONDS ? LONG_SLICE_MILLISECONDS : SHORT_SLICE_MILLISECONDS;
    bool good = count_backlog(store, STATEMENT_BACKLOG_COUNT, left, error), more = good && *left > 0 && !store->gathers_changes;
    if (!more || store->read_only)
        return good;
    while (good && more && store_clock() < end)
        good = index_slice(store, slice, &more, error);
    return good && count_backlog(store, STATEMENT_BACKLOG_COUNT, left, error);
}

bool store_check_index(struct store *store, bool *sound, struct error *error)
{
    int code = execute(store, "INSERT INTO search (search) VALUES ('integrity-check');"
                              "INSERT INTO search_stems (search_stems) VALUES ('integrity-check')");
    *sound = code == SQLITE_OK;
    return *sound || (code & 0xff) == SQLITE_CORRUPT || store_fail(store, "check the index of words", error);
}

bool store_make_index_anew(struct store *store, struct error *error)
{
    const char *action = N_("make the index of words anew");
    if (!store_begin_derived(store, action, error))
        return false;
    scan_forget(store); /* it knows what did not wait, too */
    bool good = execute(store, DROP_TABLES MAKE_TABLES INSERT_VERSION) == SQLITE_OK || store_fail(store, action, error);
    return store_end(store, good, action, error);
}

bool store_compact_index(struct store *store, struct error *error)
{
    return execute(store, "INSERT INTO search (search) VALUES ('optimize');"
                          "INSERT INTO search_stems (search_stems) VALUES ('optimize')") == SQLITE_OK ||
           store_fail(store, "compact the index of words", error);
}
