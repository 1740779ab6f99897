/* The words of a query, folded, and what is asked of the index for each. */
#ifndef KHABAR_STORE_TERMS_H
#define KHABAR_STORE_TERMS_H

#include "lang/stem.h"
#include "store/query_tree.h"
#include "store/search_text.h"

struct term {
    const struct query *query;
    struct slice words;    /* folded, a space between them; empty: nothing to look for, so everything is meant */
    struct slice expression; /* in FTS5's language */
    struct slice *forms;   /* other forms of a single word */
    size_t form_count;
    struct slice forms_expression, stems_expression; /* for the words, and for the index of forms; or empty */
};

/* All QUERY_WORDS and QUERY_TITLE in the query, those below a NOT too. */
struct terms {
    struct term *list;
    size_t count;
};
struct terms terms_of(const struct query *query, struct arena *arena);
const struct term *term_of_query(const struct terms *terms, const struct query *query);

/* Is it one of the other forms? */
bool term_wants(const struct term *term, struct slice form);
bool term_matches(const struct term *term, const struct search_text *text);
/* The same with its last word whole, also where that may go on. */
bool term_matches_whole(const struct term *term, const struct search_text *text);
bool term_matches_loosely(const struct term *term, const struct search_text *text);

/* The words of a text, folded, a space between them. */
struct slice fold_words(struct slice text, struct arena *arena);

#endif
