/* Which entries: one small language for search, lists, sources that are queries, and rules (man/khabar-query.5). */
#ifndef KHABAR_STORE_QUERY_H
#define KHABAR_STORE_QUERY_H

#include "base/arena.h"
#include "base/error.h"
#include "lang/matches.h"
#include "store/store.h"

struct query; /* immutable, in the arena that it was parsed into */

/* NULL in `*query` for a text of nothing: everything is meant. `now` is what `since:2d` counts from. An error says which
 * word it is about. */
bool query_parse(struct slice text, int64_t now, struct arena *arena, const struct query **query, struct error *error);
/* The same for a text that is still being typed: its last word may go on, what is open is closed at the end, and an
 * operator that waits for its word is passed over. */
bool query_parse_typing(struct slice text, int64_t now, struct arena *arena, const struct query **query,
                        struct error *error);
/* What it looks for in titles and texts, for lighting it up; in the arena, their texts the query's. */
size_t query_phrases(const struct query *query, struct arena *arena, struct phrase **phrases);

/* Looks through what waits for the index of words, for about so long: it is there for the next search with the same words.
 * `*more`: there is more to look through, which after a large refresh takes seconds. Not NULL. */
bool query_prepare(struct store *store, const struct query *query, int64_t milliseconds, bool *more, struct error *error);

/* How many entries it finds: as many as a list of it has rows. What waits for the index is looked through for about so
 * long, or all of it (0). Not NULL. */
bool query_count(struct store *store, const struct query *query, int64_t milliseconds, size_t *count, struct error *error);

/* Which of some entries it finds, in their order; `found` has room for all. Each is looked at by itself: for the few that
 * have just arrived, also before the index knows them. */
bool query_filter_ids(struct store *store, const struct query *query, const store_id *ids, size_t count,
                      store_id *found, size_t *found_count, struct error *error);

/* A query that rows on the screen are held to again and again; what it knows of sources is as when it was made. The query
 * lives as long, and is not NULL. */
struct row_filter;
struct row_filter *row_filter_create(struct store *store, const struct query *query);
/* NULL is allowed. */
void row_filter_destroy(struct row_filter *filter);
/* False with ERROR_NONE: it does not find this row. What a row says of itself is not read anew; to look for tags, or into
 * the article, takes a tenth of a millisecond. */
bool row_filter_finds(struct row_filter *filter, const struct stored_entry *row, struct error *error);

#endif
