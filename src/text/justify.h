/* Filling a row up to its width: where blanks and kashida go. */
#ifndef KHABAR_TEXT_JUSTIFY_H
#define KHABAR_TEXT_JUSTIFY_H

#include "text/clusters.h"

/* Columns that row `index` wants to be filled with: 0 when it stays ragged. `end` is the end of its cells' clusters. */
uint32_t columns_to_fill(const struct paragraph *paragraph, const struct breaks *breaks, size_t index, size_t end);

/* Divides `columns` among the places of clusters [start, end): added[i] is how many go behind cluster start + i, blanks
 * behind white space, kashida behind letters. False when there is no place for all of them. `is_odd` rows have theirs
 * at other ends than the rows above and below, so that gaps do not run down a paragraph. */
bool divide_columns(const struct paragraph *paragraph, size_t start, size_t end, uint32_t columns, bool with_kashida,
                    bool is_odd, uint32_t *added, struct arena *scratch);

#endif
