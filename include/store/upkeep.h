/* Looking after a database: is it sound, and is it small. All take as long as they take: for the command line. */
#ifndef KHABAR_STORE_UPKEEP_H
#define KHABAR_STORE_UPKEEP_H

#include "store/store.h"

/* A line for a person: what was found or done, and what to do. */
struct upkeep_listener {
    void (*say)(void *context, const char *line);
    void (*left)(void *context, size_t articles); /* to be indexed, now and then; may be NULL */
    void *context;
};

/* The last khabar ended badly, and of so large a database not all was read since. */
bool store_wants_check(const struct store *store);
/* Reads all pages. Where they are damaged the next start sets the database aside. */
bool store_check_pages(struct store *store, const struct upkeep_listener *listener, size_t *problems, struct error *error);
/* Its pages, its indexes, what refers to what, counts, articles, the index of words. `repair` makes counts and the index right and
 * removes what belongs to nothing. `*problems` is how many were found and not repaired. False: it could not be looked at. */
bool store_check(struct store *store, bool repair, const struct upkeep_listener *listener, size_t *problems,
                 struct error *error);
/* Packs what is not packed, removes what belongs to nothing, finishes and tidies the index, makes a damaged one anew, and
 * gives room back to the disk where no other khabar is in the way. */
bool store_compact(struct store *store, const struct upkeep_listener *listener, struct error *error);

#endif
