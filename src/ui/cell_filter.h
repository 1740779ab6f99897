/* What of a cell may reach the terminal. Whatever a cluster holds, what comes out is characters that take the columns
 * that we count for them: no controls, no bidi controls, nothing invisible, nothing private. */
#ifndef KHABAR_UI_CELL_FILTER_H
#define KHABAR_UI_CELL_FILTER_H

#include "base/slice.h"
#include "term/encode.h"
#include "ui/substitutes.h"

struct cell_filter {
    int (*library_width)(uint32_t code_point); /* as curses will count: wcwidth, or -1 */
    const struct repertoire *repertoire;   /* of the font or the locale; NULL: all of Unicode */
    const struct substitutes *substitutes; /* for what is not in it; NULL only where it is */
    bool drops_marks;                      /* they would be shown beside their letters */
};

/* The next column or two of a cluster: one spacing character with its marks. `*offset` moves past it; false at the
 * cluster's end. */
bool cell_filter_next(const struct cell_filter *filter, struct slice cluster, size_t *offset, struct shown_cell *shown);

#endif
