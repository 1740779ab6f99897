/* The rows of the list of sources, as the store has them now. */
#ifndef KHABAR_APP_SOURCE_ROWS_H
#define KHABAR_APP_SOURCE_ROWS_H

#include "app/reading.h"

/* Smart lists, queries, tags, then sources by folder; what is in a folded row is left out. Without details. In the arena, but for names
 * that belong to the sources and the catalogue. */
bool source_rows_make(struct reading *reading, struct arena *arena, struct sources_row **rows, size_t *count,
                      struct error *error);
/* What there is to say about a source is written when its row is selected: a thousand of them would hold up the first
 * screen. In the arena; nothing to do where it is there, and for what is no source. */
void source_row_describe(const struct reading *reading, struct sources_row *row, struct arena *arena);

#endif
