#include "store/query.h"

#include "store/details.h"
#include "store/search_index.h"
#include "store/select.h"

/* Some entries, each looked at by itself: few have just arrived, and the index does not know them yet. */
struct filter {
    struct store *store;
    struct arena arena;
    struct terms terms;
    struct all_sources source; /* that of the entry, read when a term first asks for it */
    bool failed;
    struct error *error;
    struct details entry;
    bool text_is_read;
};

static const char action[] = "look at new entries";

static bool matches(struct filter *filter, const struct query *query, bool loosely);

static bool read_entry(struct filter *filter, store_id id)
{
    sqlite3_stmt *row = store_prepare(filter->store, STATEMENT_DETAILS_OF, filter->error);
    bool failed = false;
    if (row)
        sqlite3_bind_int64(row, 1, id);
    if (!row || !store_next_row(filter->store, row, action, &failed, filter->error)) {
        filter->failed = !row || failed;
        return false;
    }
    filter->entry = details_of_row(row);
    filter->entry.language = arena_copy(&filter->arena, filter->entry.language);
    filter->entry.author = arena_copy(&filter->arena, filter->entry.author);
    filter->entry.link = arena_copy(&filter->arena, filter->entry.link);
    filter->text_is_read = false;
    sqlite3_reset(row);
    return true;
}

bool query_filter_ids(struct store *store, const struct query *query, const store_id *ids, size_t count,
                      store_id *found, size_t *found_count, struct error *error)
{
    struct filter filter = { .store = store, .error = error };
    bool speaks_of_hidden = query_speaks_of(query, QUERY_HIDDEN);
    *found_count = 0;
    if (query)
        filter.terms = terms_of(query, &filter.arena);
    for (size_t i = 0; i < count && !filter.failed; i++)
        if (read_entry(&filter, ids[i]) && (!filter.entry.hidden || speaks_of_hidden) &&
            (!query || matches(&filter, query, true)) && !filter.failed)
            found[(*found_count)++] = ids[i];
    arena_finish(&filter.arena);
    return !filter.failed;
}

/* As a rule all that arrive together are of one. */
static const struct source_details *source_of(struct filter *filter)
{
    store_id feed = filter->entry.feed;
    bool is_known = filter->source.count && filter->source.list[0].id == feed;
    if (!is_known && !source_details_read(filter->store, feed, true, &filter->arena, &filter->source, filter->error))
        filter->failed = true;
    return filter->failed ? NULL : source_details_find(&filter->source, feed);
}

static bool source_fits(struct filter *filter, const struct query *term)
{
    const struct source_details *source = source_of(filter);
    return source && source_matches(source, term);
}

static bool words_match(struct filter *filter, const struct query *query, bool loosely)
{
    const struct term *term = term_of_query(&filter->terms, query);
    if (term->words.length == 0)
        return true;
    bool is_there = true;
    if (!filter->text_is_read &&
        !search_read_entry(filter->store, filter->entry.id, &filter->entry.text, &is_there, filter->error))
        filter->failed = true;
    filter->text_is_read = !filter->failed && is_there;
    return filter->text_is_read && (term_matches(term, filter->entry.text) ||
                                    (loosely && term_matches_loosely(term, filter->entry.text)));
}

static bool is_tagged(struct filter *filter, const struct query *query)
{
    struct slice wanted = fold_words(query->text, &filter->arena), *tags;
    size_t count;
    if (!store_entry_tags(filter->store, filter->entry.id, &filter->arena, &tags, &count, filter->error))
        filter->failed = true;
    for (size_t i = 0; !filter->failed && i < count; i++)
        if (slice_equal(fold_words(tags[i], &filter->arena), wanted))
            return true;
    return source_fits(filter, query);
}

static bool matches(struct filter *filter, const struct query *query, bool loosely)
{
    switch (query->kind) {
    case QUERY_AND: return matches(filter, query->left, loosely) && matches(filter, query->right, loosely);
    case QUERY_OR: return matches(filter, query->left, loosely) || matches(filter, query->right, loosely);
    case QUERY_NOT: return !matches(filter, query->left, false);
    case QUERY_WORDS:
    case QUERY_TITLE: return words_match(filter, query, loosely);
    case QUERY_SOURCE:
    case QUERY_FOLDER: return source_fits(filter, query);
    case QUERY_TAG: return is_tagged(filter, query);
    case QUERY_LANGUAGE: return details_match(&filter->entry, source_of(filter), query);
    default: return details_match(&filter->entry, NULL, query);
    }
}
