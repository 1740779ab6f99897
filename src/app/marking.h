/* What the reader does with entries: read, starred, for later, tagged, hidden; one, several or all of them. */
#ifndef KHABAR_APP_MARKING_H
#define KHABAR_APP_MARKING_H

#include "app/reading.h"

/* Does what the command says; false when it is none of those. */
bool marking_run(struct reading *reading, enum command command);
/* "Starred" */
const char *marking_words(enum entry_mark mark, bool value);
/* Rows are read anew; the article that is open knows its own marks. */
void marking_after_change(struct reading *reading);
/* An opened entry is a read one. */
void marking_opened(struct reading *reading, const struct stored_entry *entry);
/* What was typed at the prompt for a tag: given to what the command was about, or taken away where the first has it. */
void marking_tag(struct reading *reading, struct slice tag);
/* The known tags that begin with what is typed; the list is in `arena`. */
void marking_complete_tag(struct reading *reading, struct arena *arena, struct completion *completion);
/* All of one source. */
void marking_source_read(struct reading *reading, store_id feed, struct slice name);

/* What was picked is picked no more; false when nothing was. */
bool picks_drop(struct reading *reading);

#endif
