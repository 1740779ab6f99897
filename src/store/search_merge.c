#include "base/catalogue.h"
#include "store/search.h"

#include "store/database.h"

/* A row of FTS5's table of pages is numbered by its segment and, in the lower bits, by its page. */
enum { SEGMENT_BITS = 37, PAGE_BITS = 31, MOST_SEGMENTS = 64, LEAST_PAGES = 32, PAGES_AT_ONCE = 16 };

static bool find_page(struct store *store, enum statement name, int64_t bound, int64_t *page, bool *found,
                      struct error *error)
{
    sqlite3_stmt *find = store_prepare(store, name, error);
    bool failed = false;
    if (!find)
        return false;
    sqlite3_bind_int64(find, 1, bound);
    *found = store_next_row(store, find, "tidy the index", &failed, error) &&
             sqlite3_column_type(find, 0) != SQLITE_NULL;
    *page = *found ? sqlite3_column_int64(find, 0) : 0;
    sqlite3_reset(find);
    return !failed;
}

/* What was taken out of the index is still there, and that it was taken out as well, until the segment that has it is
 * merged with the one that says so. FTS5 merges those of one age, so that the oldest, which most of it is in, waits for
 * four times as many as there ever were. */
static bool is_worn(struct store *store, bool *worn, struct error *error)
{
    int64_t first, last, all = 0, largest = 0;
    bool found = true;
    for (int64_t segment = 1, i = 0; i < MOST_SEGMENTS; segment++, i++) {
        if (!find_page(store, STATEMENT_INDEX_PAGE_FROM, segment << SEGMENT_BITS, &first, &found, error))
            return false;
        if (!found)
            break;
        segment = first >> SEGMENT_BITS;
        if (!find_page(store, STATEMENT_INDEX_PAGE_BEFORE, (segment << SEGMENT_BITS) + ((int64_t)1 << PAGE_BITS), &last,
                       &found, error))
            return false;
        all += last - first + 1;
        largest = last - first + 1 > largest ? last - first + 1 : largest;
    }
    *worn = all - largest > largest && all >= LEAST_PAGES;
    return true;
}

static bool merge(struct store *store, enum statement name, int pages, struct error *error)
{
    sqlite3_stmt *merge = store_prepare(store, name, error);
    if (!merge)
        return false;
    sqlite3_bind_int(merge, 1, pages);
    return store_run(store, merge, "tidy the index", error);
}

/* SQLite's advice: a command that changed no more than itself found nothing to merge. A negative number begins to merge
 * all that there is, a positive one goes on with it. */
static bool merge_both(struct store *store, bool goes_on, bool *more, struct error *error)
{
    const char *action = N_("tidy the index");
    int pages = goes_on ? PAGES_AT_ONCE : -PAGES_AT_ONCE;
    if (!store_begin_derived(store, action, error))
        return false;
    int64_t before = sqlite3_total_changes(store->database);
    bool good = merge(store, STATEMENT_INDEX_MERGE, pages, error) &&
                merge(store, STATEMENT_INDEX_MERGE_FORMS, pages, error);
    *more = sqlite3_total_changes(store->database) - before > 2;
    return store_end(store, good, action, error);
}

bool store_merge_index_some(struct store *store, bool *more, struct error *error)
{
    bool goes_on = store->merges_index, worn = false;
    *more = store->merges_index = false;
    if (store->read_only || store->gathers_changes)
        return true;
    if (!goes_on && !is_worn(store, &worn, error))
        return false;
    if (!goes_on && !worn)
        return true;
    bool good = merge_both(store, goes_on, more, error);
    store->merges_index = good && *more;
    return good;
}
