/* What the words of a query are in of all that waits for the index. It is looked through piece by piece, newest first, and
 * what was found is kept for the words that were asked for last: nothing is looked at twice. */
#ifndef KHABAR_STORE_SCAN_H
#define KHABAR_STORE_SCAN_H

#include "store/database.h"
#include "store/id_set.h"
#include "store/terms.h"

/* Goes on for about so long, or to the end (WITHOUT_END), with what was begun for the same terms; with other terms it begins anew. */
bool scan_go_on(struct store *store, const struct terms *terms, int64_t milliseconds, bool *is_complete, struct error *error);
/* How many entries were looked at for the terms of the last call. */
size_t scan_looked_at(const struct store *store);
/* Those that have the term of this number: as it is asked for; `loose` are at least those that have it in another form only.
 * What the index took in meanwhile is among them. */
void scan_add_found(const struct store *store, const struct terms *terms, size_t term, struct id_set *exact, struct id_set *loose);

/* Takes out what may wait and was not looked at. */
void scan_keep_looked_at(const struct store *store, struct id_set *set);

/* It is new, or its text is about to change, or it is about to go. */
void scan_forget_entry(struct store *store, store_id entry);
/* What was looked at may not be what is kept. */
void scan_forget(struct store *store);

#endif
