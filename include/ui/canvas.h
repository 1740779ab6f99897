/* The screen's cells before they are encoded for a terminal. Pure: no curses, so tests draw on it and read it. */
#ifndef KHABAR_UI_CANVAS_H
#define KHABAR_UI_CANVAS_H

#include "base/buffer.h"
#include "text/row.h"
#include "ui/role.h"

/* Columns and rows from the top left corner. May be empty, may reach past the canvas. */
struct rectangle {
    int x, y, width, height;
};

static inline bool rectangle_has(const struct rectangle *area, int x, int y)
{
    return x >= area->x && x < area->x + area->width && y >= area->y && y < area->y + area->height;
}

struct canvas_cell {
    struct slice cluster; /* borrowed until the canvas is shown or cleared; empty: a space */
    uint8_t width;        /* columns; 0: belongs to the wide cell at its left */
    uint8_t role;
    uint8_t overlay;      /* a role that lies over it, or UI_NO_OVERLAY */
    uint16_t link;        /* it is part of: a place in the canvas's links, from 1 on; 0: of none */
};

struct canvas {
    struct canvas_cell *cells; /* owned: height × width, row by row */
    int width, height;
    int cursor_x, cursor_y;
    bool cursor_visible;
    struct slice *links; /* owned, their addresses borrowed as cells' clusters are */
    size_t link_count, link_capacity;
};

enum { MOST_CANVAS_LINKS = UINT16_MAX };

/* `struct canvas canvas = {0}` is an empty canvas. Resizing clears it. */
void canvas_resize(struct canvas *canvas, int width, int height);
void canvas_finish(struct canvas *canvas);
/* Spaces of role PAGE_TEXT everywhere, no cursor. */
void canvas_clear(struct canvas *canvas);

void canvas_fill(struct canvas *canvas, struct rectangle area, unsigned role);
/* Repeats one single-column character. `character` must be a literal. */
void canvas_draw(struct canvas *canvas, struct rectangle area, const char *character, unsigned role);
/* The row's first cell at column x; what lies outside `clip` is left out, a wide cell that its edge cuts becomes
 * spaces. Cells with role 0 get `base_role`. */
void canvas_put_row(struct canvas *canvas, struct rectangle clip, int x, int y, const struct row *row,
                    unsigned base_role);
void canvas_overlay(struct canvas *canvas, struct rectangle area, unsigned overlay);
/* Of one cell; UI_NO_OVERLAY past the edges. */
unsigned canvas_overlay_at(const struct canvas *canvas, int x, int y);
/* An address that cells can be part of: canvas_link_cells. 0 when there are too many. */
uint16_t canvas_add_link(struct canvas *canvas, struct slice address);
void canvas_link_cells(struct canvas *canvas, struct rectangle area, uint16_t link);
/* Of a cell; empty where it is part of none. */
struct slice canvas_address_of(const struct canvas *canvas, const struct canvas_cell *cell);
void canvas_set_cursor(struct canvas *canvas, int x, int y);

/* All rows as lines of UTF-8, spaces at the ends dropped: what the cells hold, in visual order. */
bool canvas_to_text(const struct canvas *canvas, struct buffer *out);

#endif
