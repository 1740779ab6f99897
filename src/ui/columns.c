#include "ui/columns.h"

enum { WIDEST = 132 };

struct rectangle columns_area(struct rectangle area)
{
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
