#include "base/message.h"
#include "store/upkeep.h"

#include "base/catalogue.h"
#include "store/database.h"
#include "store/place.h"
#include "store/search.h"

#include <stdarg.h>
#include <stdio.h>

enum { MOST_LINES = 20 };

struct look {
    struct store *store;
    const struct upkeep_listener *listener;
    bool repairs;
    size_t problems;
};

static void tell(const struct look *look, const char *format, ...) __attribute__((format(printf, 2, 3)));

static void tell(const struct look *look, const char *format, ...)
{
    char line[400];
    va_list arguments;
    va_start(arguments, format);
    message_print_list(line, sizeof line, _(format), arguments);
    va_end(arguments);
    look->listener->say(look->listener->context, line);
}

/* The first column of each row that says otherwise than "ok". */
static bool list_complaints(struct look *look, const char *sql, struct error *error)
{
    sqlite3_stmt *check = NULL;
    if (sqlite3_prepare_v2(look->store->database, sql, -1, &check, NULL) != SQLITE_OK)
        return store_fail(look->store, "check it", error);
    bool failed = false;
    while (store_next_row(look->store, check, "check it", &failed, error)) {
        struct slice text = column_blob(check, 0);
        if (slice_equal_string(text, "ok") || database_is_of_index(text))
            continue;
        if (database_is_of_disk(text)) {
            failed = true;
            database_error(NULL, SQLITE_IOERR, look->store->path, "check it", error);
            break;
        }
        if (look->problems++ < MOST_LINES)
            tell(look, "damaged: %.*s", SLICE_ARGUMENT(text));
    }
    sqlite3_finalize(check);
    return !failed;
}

static bool look_at_pages(struct look *look, struct error *error)
{
    if (!list_complaints(look, "PRAGMA quick_check(100)", error))
        return false;
    if (look->problems > 0) {
        place_note(look->store->path, NOTE_SUSPECT);
        tell(look, "The database is damaged. Start khabar: it sets the file aside, makes a new one, and brings your marks "
                   "back.");
    }
    place_forget_note(look->store->path, NOTE_UNCHECKED);
    return true;
}

static bool count_of(struct look *look, const char *sql, int64_t *count, struct error *error)
{
    sqlite3_stmt *statement = NULL;
    bool failed = false;
    *count = 0;
    if (sqlite3_prepare_v2(look->store->database, sql, -1, &statement, NULL) != SQLITE_OK)
        return store_fail(look->store, "check it", error);
    while (store_next_row(look->store, statement, "check it", &failed, error))
        *count += sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    return !failed;
}

static bool change(struct look *look, const char *sql, struct error *error)
{
    if (!store_begin(look->store, "repair it", error))
        return false;
    bool good = sqlite3_exec(look->store->database, sql, NULL, NULL, NULL) == SQLITE_OK ||
                store_fail(look->store, "repair it", error);
    return store_end(look->store, good, "repair it", error);
}

/* With whole pages it can only be that an index does not say what its table says. */
static bool look_at_indexes(struct look *look, struct error *error)
{
    struct look silent = { .store = look->store, .listener = look->listener, .problems = MOST_LINES };
    if (!list_complaints(&silent, "PRAGMA integrity_check(100)", error) || silent.problems == MOST_LINES)
        return silent.problems == MOST_LINES;
    if (look->repairs && !look->store->read_only) {
        tell(look, "An index of the database does not fit its table: made anew.");
        return change(look, "REINDEX", error);
    }
    look->problems++;
    tell(look, "An index of the database does not fit its table. Make it anew with: khabar check --repair");
    return true;
}

#define COUNT_ENTRIES "(SELECT count(*) FROM entries WHERE feed_id = feeds.id AND hidden = 0)"
#define COUNT_UNREAD "(SELECT count(*) FROM entries WHERE feed_id = feeds.id AND hidden = 0 AND read = 0)"
#define NO_ENTRY "NOT EXISTS (SELECT 1 FROM entries WHERE id = entry_id)"
#define WITHOUT_ENTRY(table) "DELETE FROM " table " WHERE entry_id IS NOT NULL AND " NO_ENTRY ";"
#define WITHOUT_FEED(table)                                                                                            \
    "DELETE FROM " table " WHERE feed_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM feeds WHERE id = feed_id);"

static const struct part {
    const char *count; /* of what is wrong */
    const char *found, *done;
    const char *repair;
} parts[] = {
    { "SELECT count(*) FROM pragma_foreign_key_check",
      N_("Rows that belong to nothing: %lld. Make it right with: khabar check --repair"),
      N_("Rows that belong to nothing: %lld, removed."),
      WITHOUT_FEED("entries") WITHOUT_FEED("feed_tags") WITHOUT_FEED("expired") WITHOUT_FEED("directions")
          WITHOUT_ENTRY("bodies") WITHOUT_ENTRY("entry_tags") WITHOUT_ENTRY("enclosures") WITHOUT_ENTRY("directions") },
    { "SELECT count(*) FROM feeds WHERE entry_count <> " COUNT_ENTRIES " OR unread_count <> " COUNT_UNREAD,
      N_("Sources with wrong counts of entries: %lld. Make it right with: khabar check --repair"),
      N_("Sources with wrong counts of entries: %lld, counted anew."),
      "UPDATE feeds SET entry_count = " COUNT_ENTRIES ", unread_count = " COUNT_UNREAD },
    { "SELECT count(*) FROM search_backlog WHERE " NO_ENTRY,
      N_("Entries that wait for the index and are gone: %lld. Make it right with: khabar check --repair"),
      N_("Entries that wait for the index and are gone: %lld, forgotten."),
      "DELETE FROM search_backlog WHERE " NO_ENTRY },
    /* The index has each entry that does not wait for it, and no other. */
    { "SELECT abs((SELECT count(*) FROM search_docsize) - (SELECT count(*) FROM entries) + (SELECT count(*) FROM "
      "search_backlog WHERE entry_id NOT IN (SELECT id FROM search_docsize)))",
      N_("Entries that the index of words has too many or too few: %lld. Make it right with: khabar check --repair"),
      N_("Entries that the index of words has too many or too few: %lld, put down to be indexed anew."),
      "DELETE FROM search_version" },
};

static bool look_at_part(struct look *look, const struct part *part, struct error *error)
{
    int64_t wrong;
    if (!count_of(look, part->count, &wrong, error))
        return false;
    if (wrong == 0)
        return true;
    if (!look->repairs || look->store->read_only) {
        look->problems++;
        tell(look, part->found, (long long)wrong);
        return true;
    }
    tell(look, part->done, (long long)wrong);
    return change(look, part->repair, error);
}

static bool look_at_index(struct look *look, struct error *error)
{
    bool sound = true;
    if (look->store->read_only) /* the question is put as a change */
        return true;
    if (!store_check_index(look->store, &sound, error))
        return false;
    if (sound)
        return true;
    if (look->repairs) {
        tell(look, "The index of words is damaged: put down to be made anew.");
        return store_make_index_anew(look->store, error);
    }
    look->problems++;
    tell(look, "The index of words is damaged. Make it anew with: khabar compact");
    return true;
}

static bool look_at_articles(struct look *look, struct error *error)
{
    sqlite3_stmt *list = NULL;
    int64_t damaged = 0;
    bool failed = false;
    struct arena arena = { 0 };
    if (sqlite3_prepare_v2(look->store->database, "SELECT content, size FROM bodies", -1, &list, NULL) != SQLITE_OK)
        return store_fail(look->store, "check it", error);
    while (store_next_row(look->store, list, "check it", &failed, error)) {
        struct slice text;
        int64_t size = sqlite3_column_int64(list, 1);
        struct packed packed = { .bytes = column_blob(list, 0), .size = (uint32_t)size };
        damaged += size < 0 || size > LARGEST_VALUE_BYTES || !unpack(packed, LARGEST_VALUE_BYTES, &arena, &text);
        arena_reset(&arena);
    }
    sqlite3_finalize(list);
    arena_finish(&arena);
    if (damaged > 0) {
        look->problems++;
        tell(look, catalogue_plural("%lld article cannot be unpacked. It comes anew when its source changes it; its link "
                                    "still opens.",
                                    "%lld articles cannot be unpacked. They come anew when their sources change them; their "
                                    "links still open.",
                                    (unsigned long)damaged),
             (long long)damaged);
    }
    return !failed;
}

bool store_check_pages(struct store *store, const struct upkeep_listener *listener, size_t *problems, struct error *error)
{
    struct look look = { .store = store, .listener = listener };
    bool good = look_at_pages(&look, error);
    *problems = look.problems;
    return good;
}

bool store_check(struct store *store, bool repair, const struct upkeep_listener *listener, size_t *problems,
                 struct error *error)
{
    struct look look = { .store = store, .listener = listener, .repairs = repair };
    bool good = look_at_pages(&look, error) && (look.problems > 0 || look_at_indexes(&look, error));
    /* Of damaged pages nothing else can be believed. */
    for (size_t i = 0; i < sizeof parts / sizeof *parts && good && look.problems == 0; i++)
        good = look_at_part(&look, &parts[i], error);
    good = good && (look.problems > 0 || (look_at_index(&look, error) && look_at_articles(&look, error)));
    *problems = look.problems;
    return good;
}
