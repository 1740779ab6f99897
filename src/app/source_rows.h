/* The rows of the list of sources, as the store has them now. */
#ifndef KHABAR_APP_SOURCE_ROWS_H
#define KHABAR_APP_SOURCE_ROWS_H

#include "app/reading.h"

/* Smart lists, queries, tags, then sources by folder; what is in a folded row is left out. In the arena, but for names
 * that belong to the sources and the catalogue. */
bool source_rows_make(struct reading *reading, struct arena *arena, struct sources_row **rows, size_t *count,
                      struct error *error);

#endif
