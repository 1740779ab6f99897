/* The tables of the index, and how they follow what is saved and removed. */
#ifndef KHABAR_STORE_SEARCH_INDEX_H
#define KHABAR_STORE_SEARCH_INDEX_H

#include "store/database.h"
#include "store/search_text.h"

/* After the schema: makes the index, or makes it anew when this khabar folds words otherwise than the one that made it,
 * and has it follow removals from now on. SQLite's result code. */
int search_open(struct store *store);
void search_close(struct store *store);

/* Before an entry's text changes: takes it out of the index, which needs the old text for that; afterwards it belongs
 * into the backlog. (One that is removed leaves the index by itself.) */
bool search_forget(struct store *store, store_id entry, struct error *error);

/* The words, but not their forms, of an entry that is a row of a statement: from `column` on title, language, content and
 * its size. The text is the store's own, until the next call. */
const struct search_text *search_read_row_words(struct store *store, sqlite3_stmt *row, int column, bool reads_body);
/* The words of a title; the text is the store's own, until the next call. */
const struct search_text *search_read_title(struct store *store, struct slice title, struct slice language);
/* The words of one entry, read from the store; false in `*found` when it is no longer there. The text is the store's
 * own, until the next call. */
bool search_read_entry(struct store *store, store_id entry, const struct search_text **text, bool *found,
                       struct error *error);

#endif
