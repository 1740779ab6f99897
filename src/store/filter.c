#include "base/catalogue.h"
#include "store/query.h"

#include "store/details.h"
#include "store/search_index.h"
#include "store/select.h"

#include <stdlib.h>

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
    const struct stored_entry *row; /* NULL: all of the entry is read from the store */
};

static const char action[] = N_("look at new entries");

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
    bool is_known = source_details_find(&filter->source, feed) != NULL;
    if (!is_known && !source_details_read(filter->store, feed, SOURCES_TAGGED, &filter->arena, &filter->source, filter->error))
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
    if (filter->row && query->kind == QUERY_TITLE) {
        const struct search_text *title = search_read_title(filter->store, filter->row->title, filter->row->language);
        filter->text_is_read = false; /* the store has room for one */
        return term_matches(term, title) || (loosely && term_matches_loosely(term, title));
    }
    if (!filter->text_is_read &&
        !search_read_entry(filter->store, filter->entry.id, &filter->entry.text, &is_there, filter->error))
        filter->failed = true;
    filter->text_is_read = !filter->failed && is_there;
    return filter->text_is_read && (term_matches(term, filter->entry.text) ||
                                    (loosely && term_matches_loosely(term, filter->entry.text)));
}

static bool is_tagged(struct filter *filter, const struct query *query)
{
    struct arena arena = { 0 };
    struct slice wanted = fold_words(query->text, &arena), *tags;
    size_t count;
    bool is_it = false;
    if (!store_entry_tags(filter->store, filter->entry.id, &arena, &tags, &count, filter->error))
        filter->failed = true;
    for (size_t i = 0; !filter->failed && i < count && !is_it; i++)
        is_it = slice_equal(fold_words(tags[i], &arena), wanted);
    arena_finish(&arena);
    return is_it || source_fits(filter, query);
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

/* ---- rows on the screen ------------------------------------------------------------------------------------------- */

struct row_filter {
    struct filter filter;
    const struct query *query;
};

static bool speaks_of_sources(const struct query *query)
{
    return query_speaks_of(query, QUERY_SOURCE) || query_speaks_of(query, QUERY_FOLDER) ||
           query_speaks_of(query, QUERY_TAG) || query_speaks_of(query, QUERY_LANGUAGE);
}

struct row_filter *row_filter_create(struct store *store, const struct query *query)
{
    struct row_filter *filter = allocate(1, sizeof *filter);
    filter->filter = (struct filter){ .store = store };
    filter->query = query;
    filter->filter.terms = terms_of(query, &filter->filter.arena);
    /* What cannot be read now is read, or complained of, with the row that needs it. */
    if (speaks_of_sources(query))
        source_details_read(store, 0, SOURCES_TAGGED, &filter->filter.arena, &filter->filter.source, NULL);
    return filter;
}

void row_filter_destroy(struct row_filter *filter)
{
    if (!filter)
        return;
    arena_finish(&filter->filter.arena);
    free(filter);
}

bool row_filter_finds(struct row_filter *row_filter, const struct stored_entry *row, struct error *error)
{
    struct filter *filter = &row_filter->filter;
    filter->entry = (struct details){
        .id = row->id,
        .feed = row->feed_id,
        .published = row->published,
        .received = row->received,
        .reading_seconds = row->reading_seconds,
        .read = row->read,
        .starred = row->starred,
        .saved = row->saved,
        .hidden = row->hidden,
        .language = row->language,
        .author = row->author,
        .link = row->link,
    };
    filter->row = row;
    filter->error = error;
    filter->failed = filter->text_is_read = false;
    return row->id != 0 && matches(filter, row_filter->query, true) && !filter->failed;
}
