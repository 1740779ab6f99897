#include "page/layout.h"

#include <stdlib.h>

/* Up to here paragraphs are kept from one width to the next; a longer page makes them anew, one at a time. */
enum { KEPT_TEXT_BYTES = 2 << 20 };

static void place_line(const struct page *page, size_t line_index);
static void own_clusters(struct row *row, struct arena *arena);

struct layout *layout_create(void)
{
    return allocate(1, sizeof(struct layout));
}

void layout_destroy(struct layout *layout)
{
    if (!layout)
        return;
    free(layout->places);
    arena_finish(&layout->rows);
    arena_finish(&layout->paragraphs);
    arena_finish(&layout->breaks_arena);
    free(layout);
}

void page_lay_out(struct page *page, int width)
{
    struct layout *layout = page->layout;
    if (width < 1)
        width = 1;
    if (layout->width == width)
        return;
    layout->width = width;
    layout->count = 0;
    arena_reset(&layout->rows);
    for (size_t i = 0; i < page->line_count; i++)
        place_line(page, i);
}

size_t page_row_count(const struct page *page)
{
    return page->layout->count;
}

const struct page_row *page_row_at(const struct page *page, size_t index)
{
    struct layout *layout = page->layout;
    if (index >= layout->count)
        return NULL;
    struct place *place = &layout->places[index];
    if (!place->row) {
        struct page_row row = layout_make_row(page, index, &layout->rows);
        if (page->text.length > KEPT_TEXT_BYTES)
            own_clusters(&row.row, &layout->rows);
        place->row = ARENA_NEW(&layout->rows, struct page_row);
        *place->row = row;
    }
    return place->row;
}

size_t page_row_of(const struct page *page, size_t position)
{
    const struct layout *layout = page->layout;
    size_t low = 0, high = layout->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (layout->places[middle].position <= position)
            low = middle + 1;
        else
            high = middle;
    }
    return low ? low - 1 : 0;
}

size_t page_position_of(const struct page *page, size_t row_index)
{
    const struct layout *layout = page->layout;
    if (row_index >= layout->count)
        return page->text.length;
    return layout->places[row_index].position;
}

struct range layout_row_text(const struct page *page, size_t index, const struct line **line)
{
    const struct layout *layout = page->layout;
    const struct place *place = &layout->places[index];
    *line = &page->lines[place->line];
    struct range range = (*line)->text;
    if (place->position > range.start)
        range.start = place->position;
    if (index + 1 < layout->count && layout->places[index + 1].line == place->line)
        range.end = layout->places[index + 1].position;
    return range;
}

static void add_place(const struct page *page, size_t line_index, size_t position, size_t row, bool blank)
{
    struct layout *layout = page->layout;
    layout->places = page_grow(layout->places, layout->count, &layout->capacity, sizeof *layout->places);
    layout->places[layout->count++] = (struct place){ .line = line_index, .position = position, .row_of_line = row, .blank = blank };
}

static void place_line(const struct page *page, size_t line_index)
{
    struct line *line = &page->lines[line_index];
    if (line->space_before)
        add_place(page, line_index, line->start, 0, true);
    if (line->is_rule) {
        add_place(page, line_index, line->start, 0, false);
        return;
    }
    struct geometry geometry;
    find_geometry(page, line, &geometry);
    const struct paragraph *paragraph = paragraph_of(page, line);
    const struct breaks *breaks = breaks_of(page, line, geometry.text_width);
    for (size_t i = 0; i < breaks->row_count; i++) {
        size_t start = paragraph_row_start(paragraph, breaks, i);
        add_place(page, line_index, start ? line->text.start + start : line->start, i, false);
    }
}

const struct breaks *breaks_of(const struct page *page, struct line *line, int width)
{
    struct layout *layout = page->layout;
    if (layout->broken_line == line && layout->breaks.width == width)
        return &layout->breaks;
    arena_reset(&layout->breaks_arena);
    layout->broken_line = line;
    layout->breaks = paragraph_break(paragraph_of(page, line), width, page->options.breaking, &layout->breaks_arena);
    return &layout->breaks;
}

const struct paragraph *paragraph_of(const struct page *page, struct line *line)
{
    struct layout *layout = page->layout;
    bool kept = page->text.length <= KEPT_TEXT_BYTES;
    if (line->paragraph)
        return line->paragraph;
    if (!kept && layout->newest_line == line)
        return layout->newest;

    enum direction direction = line->direction;
    if (direction == DIRECTION_AUTO && line->takes_side && line->frame)
        direction = line->frame->side;
    const struct paragraph_options options = {
        .direction = direction,
        .no_strong = line->no_strong == DIRECTION_AUTO ? page->direction : line->no_strong,
        .marks = page->options.marks,
        .digits = page->options.digits,
        .styles = line->style_count ? page->styles + line->first_style : NULL,
        .style_count = line->style_count,
    };
    struct slice text = slice_part(page_text(page), line->text.start, line->text.end);
    if (kept)
        return line->paragraph = paragraph_create(page->engine, &layout->paragraphs, text, &options);
    arena_reset(&layout->paragraphs);
    layout->newest_line = line;
    layout->newest = paragraph_create(page->engine, &layout->paragraphs, text, &options);
    return layout->newest;
}

static void own_clusters(struct row *row, struct arena *arena)
{
    for (size_t i = 0; i < row->cell_count; i++)
        row->cells[i].cluster = arena_copy(arena, row->cells[i].cluster);
}
