#include "ui/columns.h"

enum { WIDEST = 132 };

struct rectangle columns_area(struct rectangle area, int canvas_width)
{
    int left = area.x > 0 ? 1 : 0, right = area.x + area.width < canvas_width ? 1 : 0;
    area.x += left;
    area.width -= left + right;
    if (area.width <= WIDEST)
        return area;
    area.x += (area.width - WIDEST) / 2;
    area.width = WIDEST;
    return area;
}

/* One cell, and one between it and what follows. */
struct rectangle column_cut_mark(struct rectangle *rest, bool shown)
{
    if (!shown)
        return (struct rectangle){ 0 };
    struct rectangle column = { .x = rest->x, .width = 1 };
    rest->x += COLUMN_GAP;
    rest->width -= COLUMN_GAP;
    return column;
}

struct rectangle column_cut_right(struct rectangle *rest, int width)
{
    struct rectangle column = { .x = rest->x + rest->width - width, .width = width };
    if (width > 0)
        rest->width -= width + COLUMN_GAP;
    return column;
}
