/* How a row of a list is divided into columns. */
#ifndef KHABAR_UI_COLUMNS_H
#define KHABAR_UI_COLUMNS_H

#include "ui/canvas.h"

enum { COLUMN_GAP = 2 };

/* Not wider than the eye can follow from a row's beginning to its end; in the middle. A column is left empty towards what
 * stands beside the area on a canvas that is so wide. */
struct rectangle columns_area(struct rectangle area, int canvas_width);
/* A column cut off the left or right end of `rest`, with the gap next to it; a width of 0: not shown, and no gap. */
struct rectangle column_cut_mark(struct rectangle *rest, bool shown);
struct rectangle column_cut_right(struct rectangle *rest, int width);

#endif
