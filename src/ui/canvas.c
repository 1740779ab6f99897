#include "ui/canvas.h"

#include "base/arena.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

enum { LARGEST_SIDE = 4096 }; /* no terminal is larger; a size beyond is a mistake of whoever told it */

static int clamp(int value, int low, int high)
{
    return value < low ? low : value > high ? high : value;
}

static struct rectangle intersection(struct rectangle a, struct rectangle b)
{
    long right = (long)a.x + a.width < (long)b.x + b.width ? (long)a.x + a.width : (long)b.x + b.width;
    long bottom = (long)a.y + a.height < (long)b.y + b.height ? (long)a.y + a.height : (long)b.y + b.height;
    struct rectangle common = { .x = a.x > b.x ? a.x : b.x, .y = a.y > b.y ? a.y : b.y };
    common.width = right > common.x ? (int)(right - common.x) : 0;
    common.height = bottom > common.y ? (int)(bottom - common.y) : 0;
    return common;
}

static struct rectangle clip_to_canvas(const struct canvas *canvas, struct rectangle area)
{
    return intersection(area, (struct rectangle){ .width = canvas->width, .height = canvas->height });
}

static struct canvas_cell *cell_at(const struct canvas *canvas, int x, int y)
{
    return &canvas->cells[(size_t)y * (size_t)canvas->width + (size_t)x];
}

void canvas_resize(struct canvas *canvas, int width, int height)
{
    width = clamp(width, 0, LARGEST_SIDE);
    height = clamp(height, 0, LARGEST_SIDE);
    if (width != canvas->width || height != canvas->height) {
        free(canvas->cells);
        canvas->cells = NULL;
        if (width > 0 && height > 0)
            canvas->cells = allocate((size_t)width * (size_t)height, sizeof *canvas->cells);
        canvas->width = canvas->cells ? width : 0;
        canvas->height = canvas->cells ? height : 0;
    }
    canvas_clear(canvas);
}

void canvas_finish(struct canvas *canvas)
{
    free(canvas->cells);
    free(canvas->links);
    *canvas = (struct canvas){ 0 };
}

void canvas_clear(struct canvas *canvas)
{
    canvas->cursor_visible = false;
    canvas->link_count = 0;
    canvas_fill(canvas, (struct rectangle){ .width = canvas->width, .height = canvas->height }, PAGE_TEXT);
}

/* What is left of a wide cell after a part of it was written over: spaces. */
static void open_up_wide_cell(const struct canvas *canvas, int x, int y)
{
    if (x <= 0 || x >= canvas->width || cell_at(canvas, x, y)->width != 0)
        return;
    int start = x;
    while (start > 0 && cell_at(canvas, start, y)->width == 0)
        start--;
    int end = start + cell_at(canvas, start, y)->width;
    for (int column = start; column < end && column < canvas->width; column++) {
        struct canvas_cell *cell = cell_at(canvas, column, y);
        cell->cluster = (struct slice){ 0 };
        cell->width = 1;
    }
}

static void open_up_edges(const struct canvas *canvas, int x, int y, int width)
{
    open_up_wide_cell(canvas, x, y);
    open_up_wide_cell(canvas, x + width, y);
}

static void put_cell(const struct canvas *canvas, int x, int y, struct canvas_cell cell)
{
    *cell_at(canvas, x, y) = cell;
    for (int i = 1; i < cell.width; i++)
        *cell_at(canvas, x + i, y) = (struct canvas_cell){ .role = cell.role, .overlay = cell.overlay };
}

static void put_everywhere(const struct canvas *canvas, struct rectangle area, struct canvas_cell cell)
{
    area = clip_to_canvas(canvas, area);
    for (int y = area.y; y < area.y + area.height && area.width > 0; y++) {
        open_up_edges(canvas, area.x, y, area.width);
        for (int x = area.x; x < area.x + area.width; x++)
            put_cell(canvas, x, y, cell);
    }
}

void canvas_fill(struct canvas *canvas, struct rectangle area, unsigned role)
{
    assert(role < ALL_ROLES);
    put_everywhere(canvas, area, (struct canvas_cell){ .width = 1, .role = (uint8_t)role });
}

void canvas_draw(struct canvas *canvas, struct rectangle area, const char *character, unsigned role)
{
    assert(role < ALL_ROLES);
    put_everywhere(canvas, area,
                   (struct canvas_cell){ .cluster = slice_of(character), .width = 1, .role = (uint8_t)role });
}

void canvas_put_row(struct canvas *canvas, struct rectangle clip, int x, int y, const struct row *row,
                    unsigned base_role)
{
    assert(base_role < ALL_ROLES);
    clip = clip_to_canvas(canvas, clip);
    if (y < clip.y || y >= clip.y + clip.height || clip.width == 0)
        return;
    int left = clip.x, right = clip.x + clip.width;
    for (size_t i = 0; i < row->cell_count && x < right; x += row->cells[i++].width) {
        const struct cell *cell = &row->cells[i];
        uint8_t role = cell->role > 0 && cell->role < ROLE_COUNT ? cell->role : (uint8_t)base_role;
        int start = x < left ? left : x, end = x + cell->width > right ? right : x + cell->width;
        if (end <= start)
            continue;
        open_up_edges(canvas, start, y, end - start);
        if (end - start == cell->width) {
            put_cell(canvas, x, y,
                     (struct canvas_cell){ .cluster = cell->cluster,
                                           .width = cell->width,
                                           .role = role,
                                           .overlay = cell->dim ? UI_DIMMED_MARKS : UI_NO_OVERLAY });
            continue;
        }
        for (int column = start; column < end; column++)
            put_cell(canvas, column, y, (struct canvas_cell){ .width = 1, .role = role });
    }
}

void canvas_overlay(struct canvas *canvas, struct rectangle area, unsigned overlay)
{
    assert(overlay < ROLE_COUNT);
    area = clip_to_canvas(canvas, area);
    for (int y = area.y; y < area.y + area.height; y++)
        for (int x = area.x; x < area.x + area.width; x++)
            cell_at(canvas, x, y)->overlay = (uint8_t)overlay;
}

unsigned canvas_overlay_at(const struct canvas *canvas, int x, int y)
{
    bool inside = x >= 0 && x < canvas->width && y >= 0 && y < canvas->height;
    return inside ? cell_at(canvas, x, y)->overlay : UI_NO_OVERLAY;
}

uint16_t canvas_add_link(struct canvas *canvas, struct slice address)
{
    if (canvas->link_count == MOST_CANVAS_LINKS)
        return 0;
    if (canvas->link_count == canvas->link_capacity) {
        canvas->link_capacity = canvas->link_capacity ? 2 * canvas->link_capacity : 64;
        canvas->links = reallocate(canvas->links, canvas->link_capacity, sizeof *canvas->links);
    }
    canvas->links[canvas->link_count++] = address;
    return (uint16_t)canvas->link_count;
}

void canvas_link_cells(struct canvas *canvas, struct rectangle area, uint16_t link)
{
    area = clip_to_canvas(canvas, area);
    for (int y = area.y; y < area.y + area.height; y++)
        for (int x = area.x; x < area.x + area.width; x++)
            cell_at(canvas, x, y)->link = link;
}

struct slice canvas_address_of(const struct canvas *canvas, const struct canvas_cell *cell)
{
    return cell->link > 0 ? canvas->links[cell->link - 1] : SLICE("");
}

void canvas_set_cursor(struct canvas *canvas, int x, int y)
{
    canvas->cursor_visible = canvas->width > 0 && canvas->height > 0;
    canvas->cursor_x = clamp(x, 0, canvas->width > 0 ? canvas->width - 1 : 0);
    canvas->cursor_y = clamp(y, 0, canvas->height > 0 ? canvas->height - 1 : 0);
}

static bool append_row(const struct canvas *canvas, int y, struct buffer *out)
{
    size_t pending_spaces = 0;
    bool ok = true;
    for (int x = 0; x < canvas->width && ok; x++) {
        const struct canvas_cell *cell = cell_at(canvas, x, y);
        bool space = cell->cluster.length == 0 || slice_equal_string(cell->cluster, " ");
        if (cell->width == 0)
            continue;
        if (space) {
            pending_spaces += cell->width;
            continue;
        }
        while (pending_spaces > 0 && ok) {
            ok = buffer_append_byte(out, ' ');
            pending_spaces--;
        }
        ok = ok && buffer_append(out, cell->cluster);
    }
    return ok && buffer_append_byte(out, '\n');
}

bool canvas_to_text(const struct canvas *canvas, struct buffer *out)
{
    for (int y = 0; y < canvas->height; y++)
        if (!append_row(canvas, y, out))
            return false;
    return true;
}
