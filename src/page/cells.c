#include "page/layout.h"
#include "page/table_rows.h"

#include <string.h>

enum { CENTRED_FROM_COLUMNS = 40, SPOKEN_RULE_COLUMNS = 3 };

static void make_text_row(const struct page *page, const struct located *located, const struct geometry *geometry,
                          struct arena *arena, struct page_row *row);
static void make_rule(const struct page *page, const struct line *line, const struct geometry *geometry,
                      struct arena *arena, struct row *row);
static void add_frames(const struct page *page, const struct located *located, const struct geometry *geometry,
                       struct arena *arena, struct page_row *row);
static void trim_padding(struct page_row *page_row);
static bool shows_marker(const struct located *located, const struct frame *frame);
static bool shows_bar(const struct page *page, const struct located *located, const struct frame *frame);

struct page_row layout_make_row(const struct page *page, const struct located *located, struct arena *arena)
{
    const struct line *line = located->line;
    struct page_row row = { .blank = located->kind != ROW_TEXT };
    row.row.source = (struct range){ located->position, located->position };
    row.row.direction = page->direction;
    struct geometry geometry;
    find_geometry(page, line, &geometry);
    if (row.blank) {
        row.column = geometry.margin;
    } else if (line->table_row) {
        row.row = table_rows_make(located->rows->table, located->text_row, arena, &row.column);
        row.column += geometry.margin;
    } else if (line->is_rule) {
        make_rule(page, line, &geometry, arena, &row.row);
        row.column = geometry.margin;
    } else {
        make_text_row(page, located, &geometry, arena, &row);
    }
    if (geometry.frame_count)
        add_frames(page, located, &geometry, arena, &row);
    trim_padding(&row);
    return row;
}

bool layout_append_prefix(const struct page *page, const struct located *located, struct buffer *out)
{
    struct geometry geometry;
    find_geometry(page, located->line, &geometry);
    for (size_t i = 0; i < geometry.frame_count; i++) {
        const struct frame *frame = geometry.frames[i];
        bool bar = shows_bar(page, located, frame);
        struct slice shown = !bar ? SLICE("") : page->options.linear ? SLICE("> ") : SLICE("│ ");
        int pad = bar ? 0 : frame_width(frame);
        if (shows_marker(located, frame)) {
            shown = slice_part(page_text(page), frame->marker.start, frame->marker.end);
            pad -= frame->list->ordered ? (int)shown.length : 2;
        }
        if (!buffer_append_format(out, "%*s%.*s", pad, "", SLICE_ARGUMENT(shown)))
            return false;
    }
    return true;
}

static void make_text_row(const struct page *page, const struct located *located, const struct geometry *geometry,
                          struct arena *arena, struct page_row *row)
{
    const struct line *line = located->line;
    bool is_justified = line->is_prose && !page->options.linear;
    enum justification justification = is_justified ? page->options.justification : JUSTIFY_NOT;
    row->row = paragraph_row(located->rows->paragraph, &located->rows->breaks, located->text_row, justification, arena);
    for (size_t i = 0; i < row->row.cell_count; i++) {
        row->row.cells[i].source.start += line->text.start;
        row->row.cells[i].source.end += line->text.start;
    }
    row->row.source = (struct range){ located->position, row->row.source.end + line->text.start };
    int free_columns = geometry->text_width - row->row.width;
    if (free_columns < 0)
        free_columns = 0;
    row->column = geometry->margin;
    if (line->is_masthead && geometry->column_width >= CENTRED_FROM_COLUMNS && !page->options.linear)
        row->column += free_columns / 2;
    else if (line_side(page, line, row->row.direction, located->rows->text_rows) == DIRECTION_RTL)
        row->column += free_columns;
}

static void make_rule(const struct page *page, const struct line *line, const struct geometry *geometry,
                      struct arena *arena, struct row *row)
{
    bool is_short = page->options.linear && geometry->text_width > SPOKEN_RULE_COLUMNS;
    row->width = is_short ? SPOKEN_RULE_COLUMNS : geometry->text_width;
    row->cell_count = (size_t)row->width;
    row->cells = ARENA_ARRAY(arena, struct cell, row->cell_count);
    row->source = line->text;
    for (size_t i = 0; i < row->cell_count; i++)
        row->cells[i] = (struct cell){
            .cluster = page->options.linear ? SLICE("-") : SLICE("─"),
            .source = i ? (struct range){ line->text.end, line->text.end } : line->text,
            .width = 1,
            .role = PAGE_MARKER,
        };
}

void row_add_marker(struct row *row, struct slice cluster, struct range source)
{
    row->cells[row->cell_count++] =
        (struct cell){ .cluster = cluster, .source = source, .width = 1, .role = PAGE_MARKER };
    row->width++;
}

void row_add_spaces(struct row *row, int count, size_t position)
{
    for (; count > 0; count--)
        row_add_marker(row, SLICE(" "), (struct range){ position, position });
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
        row_add_marker(row, slice_part(text, at, next), (struct range){ at, next });
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
        row_add_spaces(row, pad, marker.start);
        add_marker_part(row, text, (struct range){ marker.start, head_end });
        add_marker_part(row, text, (struct range){ head_end, marker.end });
        return;
    }
    for (size_t at = marker.end; at > head_end; at--)
        add_marker_part(row, text, (struct range){ at - 1, at });
    add_marker_part(row, text, (struct range){ marker.start, head_end });
    row_add_spaces(row, pad, marker.start);
}

static bool shows_marker(const struct located *located, const struct frame *frame)
{
    return located->kind == ROW_TEXT && frame->kind == FRAME_ITEM && frame->marker_is_shown &&
           frame->marker_line == located->rows->number && located->text_row == 0;
}

/* Of the line on the other side of the space before or after a line. */
static const struct frame *frame_beyond_space(const struct page *page, const struct located *located)
{
    size_t number = located->rows->number;
    struct line line = { 0 };
    bool before = located->kind == ROW_SPACE_BEFORE, found;
    do {
        found = before ? line_before(page, &number) : line_after(page, &number);
        if (found)
            line = line_get(page, number);
    } while (found && table_rows_are_hidden(&line));
    return found ? line.frame : NULL;
}

/* A bar goes through the space between two blocks of one quote. What is listened to says it once a paragraph. */
static bool shows_bar(const struct page *page, const struct located *located, const struct frame *frame)
{
    if (frame->kind != FRAME_QUOTE)
        return false;
    if (page->options.linear)
        return located->kind == ROW_TEXT && located->text_row == 0;
    if (located->kind == ROW_TEXT || located->kind == ROW_SPACE_BETWEEN)
        return true;
    const struct frame *beyond = frame_beyond_space(page, located);
    while (beyond && beyond != frame)
        beyond = beyond->outer;
    return beyond == frame;
}

static void add_frame(const struct page *page, const struct located *located, const struct frame *frame, struct row *row)
{
    bool right = frame_is_right(page, frame);
    const struct range nowhere = { located->position, located->position };
    if (shows_marker(located, frame)) {
        add_marker(row, page_text(page), frame, right);
    } else if (shows_bar(page, located, frame)) {
        struct slice bar = page->options.linear ? SLICE(">") : SLICE("│");
        row_add_marker(row, right ? SLICE(" ") : bar, nowhere);
        row_add_marker(row, right ? bar : SLICE(" "), nowhere);
    } else {
        row_add_spaces(row, frame_width(frame), located->position);
    }
}

static bool is_padding(const struct cell *cell)
{
    return cell->role == PAGE_MARKER && cell->source.start == cell->source.end &&
           slice_equal(cell->cluster, SLICE(" "));
}

/* Frames of the left from the edge inwards, the text at its side, frames of the right from the inside to the edge. */
static void add_frames(const struct page *page, const struct located *located, const struct geometry *geometry,
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
            add_frame(page, located, geometry->frames[i], outer);
    int before = row->column - geometry->margin;
    row_add_spaces(outer, before, located->position);
    if (inner.cell_count)
        memcpy(outer->cells + outer->cell_count, inner.cells, inner.cell_count * sizeof *inner.cells);
    outer->cell_count += inner.cell_count;
    outer->width += inner.width;
    row_add_spaces(outer, geometry->text_width - before - inner.width, located->position);
    for (size_t i = geometry->frame_count; i > 0; i--)
        if (frame_is_right(page, geometry->frames[i - 1]))
            add_frame(page, located, geometry->frames[i - 1], outer);
    row->column = geometry->margin;
}

static void trim_padding(struct page_row *page_row)
{
    struct row *row = &page_row->row;
    while (row->cell_count && is_padding(&row->cells[0])) {
        row->cells++;
        row->cell_count--;
        row->width--;
        page_row->column++;
    }
    while (row->cell_count && is_padding(&row->cells[row->cell_count - 1])) {
        row->cell_count--;
        row->width--;
    }
}
