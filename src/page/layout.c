#include "page/lines.h"

#include <stdlib.h>
#include <string.h>

enum {
    /* Up to here paragraphs are kept from one width to the next; a longer page makes them anew, one at a time. */
    KEPT_TEXT_BYTES = 2 << 20,
    CENTRED_FROM_COLUMNS = 40,
    MOST_FRAMES = 257,
};

struct place {
    size_t line;
    size_t position; /* the row's first byte of page text */
    bool blank;
    struct page_row *row; /* NULL until it is asked for */
};

struct layout {
    int width;
    struct place *places;
    size_t count, capacity;
    struct arena rows;
    struct arena paragraphs; /* all of them, or the newest alone */
    const struct line *newest_line;
    const struct paragraph *newest;
};

/* The columns of a line's rows. */
struct geometry {
    int margin;       /* left of the text column */
    int column_width; /* text and frames */
    int text_width;
    const struct frame *frames[MOST_FRAMES]; /* shown, outermost first */
    size_t frame_count;
};

static void place_line(const struct page *page, size_t line_index);
static const struct paragraph *paragraph_of(const struct page *page, struct line *line);
static void find_geometry(const struct page *page, const struct line *line, struct geometry *geometry);
static void make_text_row(const struct page *page, const struct place *place, const struct geometry *geometry,
                          struct arena *arena, struct page_row *row);
static void make_rule(const struct line *line, const struct geometry *geometry, struct arena *arena, struct row *row);
static void add_frames(const struct page *page, const struct place *place, const struct geometry *geometry,
                       struct arena *arena, struct page_row *row);
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

struct page_row layout_make_row(const struct page *page, size_t index, struct arena *arena)
{
    const struct place *place = &page->layout->places[index];
    const struct line *line = &page->lines[place->line];
    struct page_row row = { .blank = place->blank };
    row.row.source = (struct range){ place->position, place->position };
    row.row.direction = page->direction;
    if (place->blank)
        return row;
    struct geometry geometry;
    find_geometry(page, line, &geometry);
    if (line->is_rule) {
        make_rule(line, &geometry, arena, &row.row);
        row.row.direction = page->direction;
        row.column = geometry.margin;
    } else {
        make_text_row(page, place, &geometry, arena, &row);
    }
    if (geometry.frame_count)
        add_frames(page, place, &geometry, arena, &row);
    return row;
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

int layout_margin(const struct page *page)
{
    int width = page->layout->width, measure = page->options.measure;
    return measure > 0 && measure < width ? (width - measure) / 2 : 0;
}

/* ---- which rows there are ------------------------------------------------------------------------------------- */

static void add_place(const struct page *page, size_t line_index, size_t position, bool blank)
{
    struct layout *layout = page->layout;
    layout->places = page_grow(layout->places, layout->count, &layout->capacity, sizeof *layout->places);
    layout->places[layout->count++] = (struct place){ .line = line_index, .position = position, .blank = blank };
}

static void place_line(const struct page *page, size_t line_index)
{
    struct line *line = &page->lines[line_index];
    if (line->space_before)
        add_place(page, line_index, line->start, true);
    if (line->is_rule) {
        add_place(page, line_index, line->start, false);
        return;
    }
    struct geometry geometry;
    find_geometry(page, line, &geometry);
    const struct paragraph *paragraph = paragraph_of(page, line);
    size_t at = 0, start = 0;
    while (paragraph_skip_row(paragraph, &at, geometry.text_width)) {
        add_place(page, line_index, start ? line->text.start + start : line->start, false);
        start = at;
    }
}

static const struct paragraph *paragraph_of(const struct page *page, struct line *line)
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

/* ---- columns -------------------------------------------------------------------------------------------------- */

static int frame_width(const struct frame *frame)
{
    switch (frame->kind) {
    case FRAME_QUOTE: return 2;
    case FRAME_ITEM: return frame->list->marker_width;
    case FRAME_TABLE: break;
    }
    return 0;
}

static void find_geometry(const struct page *page, const struct line *line, struct geometry *geometry)
{
    int width = page->layout->width;
    geometry->margin = layout_margin(page);
    geometry->column_width = geometry->margin ? page->options.measure : width;
    if (page->options.measure > 0 && page->options.measure < width)
        geometry->column_width = page->options.measure;
    geometry->frame_count = 0;

    /* In a narrow pane the outer frames give way, so that half of the column is left for text. */
    int framed = 0;
    const struct frame *shown[MOST_FRAMES];
    size_t count = 0;
    for (const struct frame *frame = line->frame; frame && count < MOST_FRAMES; frame = frame->outer) {
        int columns = frame_width(frame);
        if (framed + columns > geometry->column_width / 2)
            break;
        framed += columns;
        if (columns)
            shown[count++] = frame;
    }
    for (size_t i = 0; i < count; i++)
        geometry->frames[i] = shown[count - 1 - i];
    geometry->frame_count = count;
    geometry->text_width = geometry->column_width - framed;
}

static bool frame_is_right(const struct page *page, const struct frame *frame)
{
    return (frame->side == DIRECTION_AUTO ? page->direction : frame->side) == DIRECTION_RTL;
}

/* ---- cells ---------------------------------------------------------------------------------------------------- */

static void make_text_row(const struct page *page, const struct place *place, const struct geometry *geometry,
                          struct arena *arena, struct page_row *row)
{
    struct line *line = &page->lines[place->line];
    const struct paragraph *paragraph = paragraph_of(page, line);
    size_t start = place->position == line->start ? 0 : place->position - line->text.start;
    if (!paragraph_next_row(paragraph, &start, geometry->text_width, arena, &row->row))
        return;
    for (size_t i = 0; i < row->row.cell_count; i++) {
        row->row.cells[i].source.start += line->text.start;
        row->row.cells[i].source.end += line->text.start;
    }
    row->row.source = (struct range){ place->position, row->row.source.end + line->text.start };
    int free_columns = geometry->text_width - row->row.width;
    if (free_columns < 0)
        free_columns = 0;
    row->column = geometry->margin;
    if (line->is_masthead && geometry->column_width >= CENTRED_FROM_COLUMNS)
        row->column += free_columns / 2;
    else if (row->row.direction == DIRECTION_RTL)
        row->column += free_columns;
}

static void make_rule(const struct line *line, const struct geometry *geometry, struct arena *arena, struct row *row)
{
    row->cells = ARENA_ARRAY(arena, struct cell, (size_t)geometry->text_width);
    row->cell_count = (size_t)geometry->text_width;
    row->width = geometry->text_width;
    row->source = line->text;
    for (size_t i = 0; i < row->cell_count; i++)
        row->cells[i] = (struct cell){
            .cluster = SLICE("─"),
            .source = i ? (struct range){ line->text.end, line->text.end } : line->text,
            .width = 1,
            .role = PAGE_MARKER,
        };
}

static void add_cell(struct row *row, struct slice cluster, struct range source)
{
    row->cells[row->cell_count++] =
        (struct cell){ .cluster = cluster, .source = source, .width = 1, .role = PAGE_MARKER };
    row->width++;
}

static void add_spaces(struct row *row, int count, size_t position)
{
    for (; count > 0; count--)
        add_cell(row, SLICE(" "), (struct range){ position, position });
}

/* "• ", "12. ": how much of it is not the ". " or the space that follows. */
static size_t marker_head_length(struct slice marker)
{
    return marker.length - (marker.bytes[marker.length - 2] == '.' ? 2 : 1);
}

static void add_marker_part(struct row *row, struct slice text, struct range part)
{
    bool bullet = (unsigned char)text.bytes[part.start] >= 0x80;
    for (size_t at = part.start; at < part.end;) {
        size_t next = bullet ? part.end : at + 1;
        add_cell(row, slice_part(text, at, next), (struct range){ at, next });
        at = next;
    }
}

/* The digits of an ordinal stay left to right; what follows them stands towards the text. */
static void add_marker(struct row *row, struct slice text, const struct frame *frame, bool right)
{
    struct range marker = frame->marker;
    size_t head_end = marker.start + marker_head_length(slice_part(text, marker.start, marker.end));
    int columns = (int)(marker.end - head_end) + (frame->list->ordered ? (int)(head_end - marker.start) : 1);
    int pad = frame_width(frame) - columns;
    if (!right) {
        add_spaces(row, pad, marker.start);
        add_marker_part(row, text, (struct range){ marker.start, head_end });
        add_marker_part(row, text, (struct range){ head_end, marker.end });
        return;
    }
    for (size_t at = marker.end; at > head_end; at--)
        add_marker_part(row, text, (struct range){ at - 1, at });
    add_marker_part(row, text, (struct range){ marker.start, head_end });
    add_spaces(row, pad, marker.start);
}

static bool shows_marker(const struct page *page, const struct place *place, const struct frame *frame)
{
    const struct line *line = &page->lines[place->line];
    return frame->kind == FRAME_ITEM && frame->marker_is_shown && frame->marker_line == place->line &&
           place->position == line->start;
}

static void add_frame(const struct page *page, const struct place *place, const struct frame *frame, struct row *row)
{
    bool right = frame_is_right(page, frame);
    const struct range nowhere = { place->position, place->position };
    if (shows_marker(page, place, frame)) {
        add_marker(row, page_text(page), frame, right);
    } else if (frame->kind == FRAME_QUOTE) {
        add_cell(row, right ? SLICE(" ") : SLICE("│"), nowhere);
        add_cell(row, right ? SLICE("│") : SLICE(" "), nowhere);
    } else {
        add_spaces(row, frame_width(frame), place->position);
    }
}

static bool is_padding(const struct cell *cell)
{
    return cell->role == PAGE_MARKER && cell->source.start == cell->source.end &&
           slice_equal(cell->cluster, SLICE(" "));
}

/* Frames of the left from the edge inwards, the text at its side, frames of the right from the inside to the edge. */
static void add_frames(const struct page *page, const struct place *place, const struct geometry *geometry,
                       struct arena *arena, struct page_row *row)
{
    struct row inner = row->row;
    size_t most = inner.cell_count + (size_t)geometry->column_width + 1;
    struct row *outer = &row->row;
    outer->cells = ARENA_ARRAY(arena, struct cell, most);
    outer->cell_count = 0;
    outer->width = 0;
    for (size_t i = 0; i < geometry->frame_count; i++)
        if (!frame_is_right(page, geometry->frames[i]))
            add_frame(page, place, geometry->frames[i], outer);
    int before = row->column - geometry->margin;
    add_spaces(outer, before, place->position);
    memcpy(outer->cells + outer->cell_count, inner.cells, inner.cell_count * sizeof *inner.cells);
    outer->cell_count += inner.cell_count;
    outer->width += inner.width;
    add_spaces(outer, geometry->text_width - before - inner.width, place->position);
    for (size_t i = geometry->frame_count; i > 0; i--)
        if (frame_is_right(page, geometry->frames[i - 1]))
            add_frame(page, place, geometry->frames[i - 1], outer);

    row->column = geometry->margin;
    while (outer->cell_count && is_padding(&outer->cells[0])) {
        outer->cells++;
        outer->cell_count--;
        outer->width--;
        row->column++;
    }
    while (outer->cell_count && is_padding(&outer->cells[outer->cell_count - 1])) {
        outer->cell_count--;
        outer->width--;
    }
}

static void own_clusters(struct row *row, struct arena *arena)
{
    for (size_t i = 0; i < row->cell_count; i++)
        row->cells[i].cluster = arena_copy(arena, row->cells[i].cluster);
}

bool layout_append_prefix(const struct page *page, size_t row_index, struct buffer *out)
{
    const struct place *place = &page->layout->places[row_index];
    struct geometry geometry;
    find_geometry(page, &page->lines[place->line], &geometry);
    for (size_t i = 0; i < geometry.frame_count; i++) {
        const struct frame *frame = geometry.frames[i];
        struct slice shown = frame->kind == FRAME_QUOTE ? SLICE("│ ") : SLICE("");
        int pad = frame->kind == FRAME_QUOTE ? 0 : frame_width(frame);
        if (shows_marker(page, place, frame)) {
            shown = slice_part(page_text(page), frame->marker.start, frame->marker.end);
            pad -= frame->list->ordered ? (int)shown.length : 2;
        }
        if (!buffer_append_format(out, "%*s%.*s", pad, "", SLICE_ARGUMENT(shown)))
            return false;
    }
    return true;
}
