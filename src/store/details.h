/* One entry looked at for a query: for those few of which that is quicker than asking an index, and for what no index
 * knows. */
#ifndef KHABAR_STORE_DETAILS_H
#define KHABAR_STORE_DETAILS_H

#include "store/database.h"
#include "store/terms.h"

struct details {
    store_id id, feed;
    int64_t published, received, reading_seconds;
    bool read, starred, saved, hidden;
    struct slice language, author, link; /* until the statement's next step */
    const struct search_text *text;      /* NULL: not read */
};

/* What is known of sources, folded once. */
struct source_details {
    store_id id;
    bool listed;
    struct slice name, language; /* the name folded */
    struct slice folder;         /* as it is */
    struct slice *tags;          /* folded */
    size_t tag_count;
};
struct all_sources {
    struct source_details *list; /* by id */
    size_t count;
};

enum source_depth {
    SOURCES_UNLISTED, /* those alone, for a query that asks nothing of sources: there are few or none */
    SOURCES_NAMED,    /* all, without tags */
    SOURCES_TAGGED,
};
/* Of all (0), or of one. */
bool source_details_read(struct store *store, store_id feed, enum source_depth depth, struct arena *arena,
                         struct all_sources *sources, struct error *error);
const struct source_details *source_details_find(const struct all_sources *sources, store_id id);
/* Terms about the source alone. */
bool source_matches(const struct source_details *source, const struct query *term);

/* Of a row of STATEMENT_DETAILS or STATEMENT_DETAILS_OF. */
struct details details_of_row(sqlite3_stmt *row);
/* Terms about the entry's own columns. */
bool details_match(const struct details *details, const struct source_details *source, const struct query *term);

#endif
