#include "store/select.h"

#include "base/catalogue.h"
#include "store/details.h"
#include "store/query.h"
#include "store/scan.h"

#include <assert.h>
#include <stdlib.h>

static const char *const action = N_("look for entries");

struct selector {
    struct store *store;
    struct arena arena;
    struct id_span span;
    struct terms terms;
    struct words_found {
        struct id_set exact, loose;   /* in what waits for the index, then in all */
        bool exact_is_read, loose_is_read;
    } *found; /* by term */
    struct all_sources sources;
};

static bool selector_init(struct selector *selector, struct store *store, const struct selection_wish *wish,
                          struct selection *selection, struct error *error);
static void selector_finish(struct selector *selector);
static bool evaluate(struct selector *selector, const struct query *query, bool loosely, const struct id_set *within,
                     struct id_set *set, struct error *error);
static bool keep_what_is_listed(struct selector *selector, const struct query *query, struct id_set *set,
                                struct error *error);
static bool has_other_forms(const struct terms *terms);
static bool add_of(struct selector *selector, enum statement name, int64_t number, struct id_set *set,
                   struct error *error);

/* What was not looked at yet has not the words, and so all that must not have them: that would leave the list later. */
static bool forbids_words(const struct query *query)
{
    return query && ((query->kind == QUERY_NOT && (query_speaks_of(query, QUERY_WORDS) || query_speaks_of(query, QUERY_TITLE))) ||
                     forbids_words(query->left) || forbids_words(query->right));
}

/* Few were read, or unstarred, since they were found. */
static bool keep_found(struct selector *selector, const struct id_set *kept, struct id_set *set, struct error *error)
{
    for (store_id id = kept->span.first; (id = id_set_next(kept, id, 1)) != 0; id++)
        if (!id_set_has(set, id) && !add_of(selector, STATEMENT_SELECT_ONE, id, set, error))
            return false;
    return true;
}

static bool find(struct selector *selector, const struct selection_wish *wish, bool loosely, struct selection *selection,
                 struct error *error)
{
    struct id_set *set = loosely ? &selection->loose : &selection->exact;
    const struct id_set *kept = !wish->kept ? NULL : loosely ? &wish->kept->loose : &wish->kept->exact;
    *set = id_set_create(selector->span);
    if (!evaluate(selector, wish->query, loosely, NULL, set, error))
        return false;
    if (selection->is_partial && forbids_words(wish->query))
        scan_keep_looked_at(selector->store, set);
    if ((kept && !keep_found(selector, kept, set, error)) || !keep_what_is_listed(selector, wish->query, set, error))
        return false;
    if (loosely)
        id_set_remove(set, &selection->exact);
    return true;
}

bool query_select(struct store *store, const struct selection_wish *wish, struct selection *selection, struct error *error)
{
    struct selector selector;
    *selection = (struct selection) { 0 };
    bool good = selector_init(&selector, store, wish, selection, error) &&
                find(&selector, wish, false, selection, error) &&
                (!has_other_forms(&selector.terms) || find(&selector, wish, true, selection, error));
    selector_finish(&selector);
    if (!good)
        selection_finish(selection);
    return good;
}

void selection_finish(struct selection *selection)
{
    id_set_finish(&selection->exact);
    id_set_finish(&selection->loose);
}

bool id_set_keep_feed(struct store *store, struct id_set *set, store_id feed, struct error *error)
{
    struct id_set of_feed = id_set_create(set->span);
    sqlite3_stmt *rows = store_prepare(store, STATEMENT_SELECT_OF_FEED, error);
    bool failed = !rows;
    if (rows)
        sqlite3_bind_int64(rows, 1, feed);
    while (!failed && store_next_row(store, rows, action, &failed, error))
        id_set_add(&of_feed, sqlite3_column_int64(rows, 0));
    id_set_keep(set, &of_feed);
    id_set_finish(&of_feed);
    return !failed;
}

bool query_find_ids(struct store *store, const struct query *query, store_id feed, store_id **ids, size_t *count,
                    struct error *error)
{
    struct selection selection;
    *ids = NULL;
    *count = 0;
    if (!query_select(store, &(struct selection_wish) { .query = query }, &selection, error))
        return false;
    if (selection.loose.bits)
        id_set_add_all(&selection.exact, &selection.loose);
    bool good = !feed || id_set_keep_feed(store, &selection.exact, feed, error);
    *ids = allocate(id_set_count(&selection.exact), sizeof **ids);
    for (store_id id = selection.exact.span.first; (id = id_set_next(&selection.exact, id, 1)) != 0; id++)
        (*ids)[(*count)++] = id;
    selection_finish(&selection);
    return good;
}

bool query_look_on(struct store *store, const struct query *query, int64_t milliseconds, size_t *looked_at,
                   bool *is_complete, struct error *error)
{
    struct arena arena = { 0 };
    struct terms terms = terms_of(query, &arena);
    bool good = scan_go_on(store, &terms, milliseconds, is_complete, error);
    *looked_at = scan_looked_at(store);
    arena_finish(&arena);
    return good;
}

bool query_prepare(struct store *store, const struct query *query, int64_t milliseconds, bool *more, struct error *error)
{
    size_t looked_at;
    bool is_complete, good = query_look_on(store, query, milliseconds, &looked_at, &is_complete, error);
    *more = good && !is_complete;
    return good;
}

bool query_count(struct store *store, const struct query *query, int64_t milliseconds, size_t *count, struct error *error)
{
    struct selection selection;
    *count = 0;
    if (!query_select(store, &(struct selection_wish) { .query = query, .milliseconds = milliseconds }, &selection, error))
        return false;
    *count = id_set_count(&selection.exact) + (selection.loose.bits ? id_set_count(&selection.loose) : 0);
    selection_finish(&selection);
    return true;
}

bool query_speaks_of(const struct query *query, enum query_kind kind)
{
    return query && (query->kind == kind || query_speaks_of(query->left, kind) || query_speaks_of(query->right, kind));
}

static bool has_other_forms(const struct terms *terms)
{
    for (size_t i = 0; i < terms->count; i++)
        if (terms->list[i].form_count)
            return true;
    return false;
}

/* ---- beginning and end ----------------------------------------------------------------------------------------- */

bool id_span_read(struct store *store, struct id_span *span, struct error *error)
{
    sqlite3_stmt *ends = store_prepare(store, STATEMENT_ID_SPAN, error);
    bool failed = false;
    if (!ends || !store_next_row(store, ends, action, &failed, error))
        return false;
    store_id first = sqlite3_column_int64(ends, 0), last = sqlite3_column_int64(ends, 1);
    sqlite3_reset(ends);
    if (first < 0 || last - first >= MOST_IDS)
        return error_set(error, ERROR_LIMIT, "%s: the numbers of its entries are too far apart to search", store->path);
    *span = (struct id_span) { first, last ? (size_t)(last - first) + 1 : 0 };
    return true;
}

static enum source_depth depth_for(const struct query *query)
{
    bool names_one = query_speaks_of(query, QUERY_SOURCE) || query_speaks_of(query, QUERY_FOLDER);
    if (query_speaks_of(query, QUERY_TAG))
        return SOURCES_TAGGED;
    return names_one || query_speaks_of(query, QUERY_LANGUAGE) ? SOURCES_NAMED : SOURCES_UNLISTED;
}

static bool look_through_what_waits(struct selector *selector, int64_t milliseconds, struct selection *selection,
                                    struct error *error)
{
    size_t count = selector->terms.count;
    bool is_complete = true;
    if (!scan_go_on(selector->store, &selector->terms, milliseconds, &is_complete, error))
        return false;
    selection->is_partial = !is_complete;
    selection->looked_at = scan_looked_at(selector->store);
    selector->found = count > 0 ? allocate(count, sizeof *selector->found) : NULL;
    for (size_t i = 0; i < count; i++) {
        selector->found[i].exact = id_set_create(selector->span);
        selector->found[i].loose = id_set_create(selector->span);
        scan_add_found(selector->store, &selector->terms, i, &selector->found[i].exact, &selector->found[i].loose);
    }
    return true;
}

static bool selector_init(struct selector *selector, struct store *store, const struct selection_wish *wish,
                          struct selection *selection, struct error *error)
{
    *selector = (struct selector) { .store = store };
    if (!id_span_read(store, &selector->span, error) ||
        !source_details_read(store, 0, depth_for(wish->query), &selector->arena, &selector->sources, error))
        return false;
    selector->terms = terms_of(wish->query, &selector->arena);
    return look_through_what_waits(selector, wish->milliseconds, selection, error);
}

static void selector_finish(struct selector *selector)
{
    for (size_t i = 0; i < selector->terms.count && selector->found; i++) {
        id_set_finish(&selector->found[i].exact);
        id_set_finish(&selector->found[i].loose);
    }
    free(selector->found);
    arena_finish(&selector->arena);
}

/* ---- statements ----------------------------------------------------------------------------------------------- */

static bool add_rows(struct selector *selector, sqlite3_stmt *rows, struct id_set *set, struct error *error)
{
    bool failed = false;
    while (store_next_row(selector->store, rows, action, &failed, error))
        id_set_add(set, sqlite3_column_int64(rows, 0));
    return !failed;
}

static bool add_all(struct selector *selector, enum statement name, struct id_set *set, struct error *error)
{
    sqlite3_stmt *rows = store_prepare(selector->store, name, error);
    return rows && add_rows(selector, rows, set, error);
}

static bool add_of(struct selector *selector, enum statement name, int64_t number, struct id_set *set,
                   struct error *error)
{
    sqlite3_stmt *rows = store_prepare(selector->store, name, error);
    if (!rows)
        return false;
    sqlite3_bind_int64(rows, 1, number);
    return add_rows(selector, rows, set, error);
}

static bool add_of_text(struct selector *selector, enum statement name, struct slice text, struct id_set *set,
                        struct error *error)
{
    sqlite3_stmt *rows = store_prepare(selector->store, name, error);
    if (!rows)
        return false;
    bind_text(rows, 1, text);
    return add_rows(selector, rows, set, error);
}

/* ---- terms ---------------------------------------------------------------------------------------------------- */

static bool read_exact(struct selector *selector, const struct term *term, struct words_found *found,
                       struct error *error)
{
    found->exact_is_read =
        found->exact_is_read || add_of_text(selector, STATEMENT_SEARCH_WORDS, term->expression, &found->exact, error);
    return found->exact_is_read;
}

static bool read_loose(struct selector *selector, const struct term *term, struct words_found *found,
                       struct error *error)
{
    found->loose_is_read =
        found->loose_is_read ||
        ((!term->forms_expression.length ||
          add_of_text(selector, STATEMENT_SEARCH_WORDS, term->forms_expression, &found->loose, error)) &&
         (!term->stems_expression.length ||
          add_of_text(selector, STATEMENT_SEARCH_FORMS, term->stems_expression, &found->loose, error)));
    return found->loose_is_read;
}

static bool add_words(struct selector *selector, const struct query *query, bool loosely, struct id_set *set,
                      struct error *error)
{
    const struct term *term = term_of_query(&selector->terms, query);
    struct words_found *found = &selector->found[term - selector->terms.list];
    if (term->words.length == 0) {
        id_set_invert(set);
        return true;
    }
    if (!read_exact(selector, term, found, error) || (loosely && !read_loose(selector, term, found, error)))
        return false;
    id_set_add_all(set, &found->exact);
    if (loosely)
        id_set_add_all(set, &found->loose);
    return true;
}

static bool add_of_sources(struct selector *selector, const struct query *query, struct id_set *set,
                           struct error *error)
{
    for (size_t i = 0; i < selector->sources.count; i++)
        if (source_matches(&selector->sources.list[i], query) &&
            !add_of(selector, STATEMENT_SELECT_OF_FEED, selector->sources.list[i].id, set, error))
            return false;
    return true;
}

/* However they are written, tags are few. */
static bool add_tagged(struct selector *selector, const struct query *query, struct id_set *set, struct error *error)
{
    sqlite3_stmt *list = store_prepare(selector->store, STATEMENT_TAGS, error);
    struct slice wanted = fold_words(query->text, &selector->arena), *tags;
    size_t count;
    if (!list || !store_take_texts(selector->store, list, 0, &selector->arena, &tags, &count, error))
        return false;
    for (size_t i = 0; i < count; i++)
        if (slice_equal(fold_words(tags[i], &selector->arena), wanted) &&
            !add_of_text(selector, STATEMENT_SELECT_TAGGED, tags[i], set, error))
            return false;
    return add_of_sources(selector, query, set, error);
}

/* Of those above a time, in either order of time. */
static bool add_since(struct selector *selector, int64_t time, struct id_set *set, struct error *error)
{
    return add_of(selector, STATEMENT_SELECT_SINCE, time, set, error) &&
           add_of(selector, STATEMENT_SELECT_HIDDEN_SINCE, time, set, error);
}

/* Ids are given as entries arrive. */
static bool add_new(struct selector *selector, int64_t since, struct id_set *set, struct error *error)
{
    sqlite3_stmt *rows = store_prepare(selector->store, STATEMENT_NEWEST_FIRST, error);
    bool failed = false;
    if (!rows)
        return false;
    while (store_next_row(selector->store, rows, action, &failed, error) && sqlite3_column_int64(rows, 1) >= since)
        if (!sqlite3_column_int(rows, 2))
            id_set_add(set, sqlite3_column_int64(rows, 0));
    sqlite3_reset(rows);
    return !failed;
}

static bool take_details(struct selector *selector, const struct query *query, sqlite3_stmt *rows,
                         const struct id_set *within, struct id_set *set, struct error *error)
{
    bool failed = false;
    while (store_next_row(selector->store, rows, action, &failed, error)) {
        if (within && !id_set_has(within, sqlite3_column_int64(rows, 0)))
            continue;
        struct details details = details_of_row(rows);
        if (details_match(&details, source_details_find(&selector->sources, details.feed), query))
            id_set_add(set, details.id);
    }
    return !failed;
}

static bool are_few(const struct selector *selector, const struct id_set *within)
{
    return within && id_set_count(within) < selector->span.count / 8;
}

/* What no index knows is read of all that are left, one by one where they are few. */
static bool add_by_details(struct selector *selector, const struct query *query, const struct id_set *within,
                           struct id_set *set, struct error *error)
{
    bool one_by_one = are_few(selector, within);
    sqlite3_stmt *rows =
        store_prepare(selector->store, one_by_one ? STATEMENT_DETAILS_OF : STATEMENT_DETAILS, error);
    if (!rows)
        return false;
    if (!one_by_one)
        return take_details(selector, query, rows, within, set, error);
    for (store_id id = selector->span.first; (id = id_set_next(within, id, 1)) != 0; id++) {
        sqlite3_bind_int64(rows, 1, id);
        if (!take_details(selector, query, rows, NULL, set, error))
            return false;
    }
    return true;
}

/* Of most entries it is true, or no index knows it. */
static bool is_broad(enum query_kind kind)
{
    switch (kind) {
    case QUERY_LANGUAGE:
    case QUERY_AUTHOR:
    case QUERY_LINK:
    case QUERY_LONGER:
    case QUERY_SHORTER:
    case QUERY_SINCE:
    case QUERY_BEFORE:
    case QUERY_READ:
    case QUERY_UNREAD: return true;
    default: return false;
    }
}

static bool add_term(struct selector *selector, const struct query *query, bool loosely, const struct id_set *within,
                     struct id_set *set, struct error *error)
{
    if (is_broad(query->kind) && are_few(selector, within))
        return add_by_details(selector, query, within, set, error);
    switch (query->kind) {
    case QUERY_WORDS:
    case QUERY_TITLE: return add_words(selector, query, loosely, set, error);
    case QUERY_SOURCE:
    case QUERY_FOLDER: return add_of_sources(selector, query, set, error);
    case QUERY_TAG: return add_tagged(selector, query, set, error);
    case QUERY_LANGUAGE:
    case QUERY_AUTHOR:
    case QUERY_LINK:
    case QUERY_LONGER:
    case QUERY_SHORTER: return add_by_details(selector, query, within, set, error);
    case QUERY_SINCE: return add_since(selector, query->number, set, error);
    case QUERY_BEFORE: /* is what is not since then */
        if (!add_since(selector, query->number, set, error))
            return false;
        id_set_invert(set);
        return true;
    case QUERY_ID: id_set_add(set, query->number); return true;
    case QUERY_UNREAD:
        return add_all(selector, STATEMENT_SELECT_UNREAD, set, error) &&
               add_all(selector, STATEMENT_SELECT_HIDDEN_UNREAD, set, error);
    case QUERY_READ: /* is what is not unread */
        if (!add_all(selector, STATEMENT_SELECT_UNREAD, set, error) ||
            !add_all(selector, STATEMENT_SELECT_HIDDEN_UNREAD, set, error))
            return false;
        id_set_invert(set);
        return true;
    case QUERY_STARRED: return add_all(selector, STATEMENT_SELECT_STARRED, set, error);
    case QUERY_SAVED: return add_all(selector, STATEMENT_SELECT_SAVED, set, error);
    case QUERY_HIDDEN: return add_all(selector, STATEMENT_SELECT_HIDDEN, set, error);
    case QUERY_NEW: return add_new(selector, query->number, set, error);
    case QUERY_AND:
    case QUERY_OR:
    case QUERY_NOT: break; /* are no terms */
    }
    assert(false);
    return false;
}

/* ---- what they make together ---------------------------------------------------------------------------------- */

static bool has_broad_term(const struct query *query)
{
    return query && (is_broad(query->kind) || has_broad_term(query->left) || has_broad_term(query->right));
}

static bool evaluate_both(struct selector *selector, const struct query *query, bool loosely,
                          const struct id_set *within, struct id_set *set, struct error *error)
{
    /* What is slow comes second, and of an AND only for what the first left. */
    bool swapped = has_broad_term(query->left);
    const struct query *first = swapped ? query->right : query->left, *second = swapped ? query->left : query->right;
    struct id_set other = id_set_create(selector->span);
    bool is_and = query->kind == QUERY_AND;
    bool good = evaluate(selector, first, loosely, within, set, error) &&
                evaluate(selector, second, loosely, is_and ? set : within, &other, error);
    if (good && is_and)
        id_set_keep(set, &other);
    else if (good)
        id_set_add_all(set, &other);
    id_set_finish(&other);
    return good;
}

/* Into an empty set. It may have ids that nothing has. */
static bool evaluate(struct selector *selector, const struct query *query, bool loosely, const struct id_set *within,
                     struct id_set *set, struct error *error)
{
    if (query->kind == QUERY_AND || query->kind == QUERY_OR)
        return evaluate_both(selector, query, loosely, within, set, error);
    if (query->kind != QUERY_NOT)
        return add_term(selector, query, loosely, within, set, error);
    /* What is not wanted is not wanted as it is written, and in no other form. */
    bool good = evaluate(selector, query->left, false, within, set, error);
    id_set_invert(set);
    return good;
}

/* ---- what there is -------------------------------------------------------------------------------------------- */

static bool may_have_what_is_not_there(struct selector *selector, const struct query *query)
{
    if (!query)
        return false;
    bool is_wordless = (query->kind == QUERY_WORDS || query->kind == QUERY_TITLE) &&
                       term_of_query(&selector->terms, query)->words.length == 0;
    return is_wordless || query->kind == QUERY_NOT || query->kind == QUERY_READ || query->kind == QUERY_BEFORE ||
           query->kind == QUERY_ID || may_have_what_is_not_there(selector, query->left) ||
           may_have_what_is_not_there(selector, query->right);
}

static bool keep_stored(struct selector *selector, struct id_set *set, struct error *error)
{
    struct id_set stored = id_set_create(selector->span);
    bool good = add_all(selector, STATEMENT_SELECT_ALL, &stored, error);
    id_set_keep(set, &stored);
    id_set_finish(&stored);
    return good;
}

static bool keep_what_is_listed(struct selector *selector, const struct query *query, struct id_set *set,
                                struct error *error)
{
    struct id_set unwanted = id_set_create(selector->span);
    bool good = !may_have_what_is_not_there(selector, query) || keep_stored(selector, set, error);
    for (size_t i = 0; i < selector->sources.count && good; i++)
        if (!selector->sources.list[i].listed)
            good = add_of(selector, STATEMENT_SELECT_OF_FEED, selector->sources.list[i].id, &unwanted, error);
    if (good && !query_speaks_of(query, QUERY_HIDDEN))
        good = add_all(selector, STATEMENT_SELECT_HIDDEN, &unwanted, error);
    id_set_remove(set, &unwanted);
    id_set_finish(&unwanted);
    return good;
}
