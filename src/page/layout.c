#include "page/layout.h"

#include "page/flips.h"
#include "page/table_rows.h"

#include <string.h>

static void pass_hidden_lines(const struct page *page, size_t *line);
static size_t row_of_text(const struct line_rows *rows, size_t text_row);
static void own_clusters(struct row *row, struct arena *arena);

void page_lay_out(struct page *page, int width)
{
    struct layout *layout = page->layout;
    if (width < 1)
        width = 1;
    if (layout->width == width)
        return;
    layout->width = width;
    rows_forget_width(layout);
}

bool page_first(const struct page *page, struct page_place *place)
{
    *place = (struct page_place){ 0, 0 };
    if (!line_first(page, &place->line))
        return false;
    pass_hidden_lines(page, &place->line);
    return true;
}

bool page_last(const struct page *page, struct page_place *place)
{
    if (!page_first(page, place))
        return false;
    place->line = line_at(page, SIZE_MAX);
    place->row = rows_of_line(page, place->line)->count - 1;
    return true;
}

/* The headers of records have no rows; a record always follows. */
static void pass_hidden_lines(const struct page *page, size_t *line)
{
    while (rows_of_line(page, *line)->count == 0)
        line_after(page, line);
}

static size_t move_down(const struct page *page, struct page_place *place, size_t rows)
{
    size_t left = rows;
    while (left > 0) {
        size_t below = rows_of_line(page, place->line)->count - 1 - place->row;
        if (left <= below) {
            place->row += left;
            return rows;
        }
        place->row += below;
        left -= below;
        if (!line_after(page, &place->line))
            break;
        place->row = 0;
        pass_hidden_lines(page, &place->line);
        left--;
    }
    return rows - left;
}

static size_t move_up(const struct page *page, struct page_place *place, size_t rows)
{
    size_t left = rows;
    while (left > 0) {
        if (left <= place->row) {
            place->row -= left;
            return rows;
        }
        left -= place->row;
        place->row = 0;
        size_t line = place->line, count = 0;
        while (count == 0 && line_before(page, &line))
            count = rows_of_line(page, line)->count;
        if (count == 0)
            break;
        *place = (struct page_place){ line, count - 1 };
        left--;
    }
    return rows - left;
}

/* A file that somebody wrote to meanwhile may have less rows there than it had. */
static void stay_on_rows(const struct page *page, struct page_place *place)
{
    size_t count = rows_of_line(page, place->line)->count;
    if (place->row >= count)
        place->row = count ? count - 1 : 0;
}

size_t page_move(const struct page *page, struct page_place *place, long rows)
{
    size_t first;
    if (!line_first(page, &first))
        return 0;
    stay_on_rows(page, place);
    return rows < 0 ? move_up(page, place, 0 - (size_t)rows) : move_down(page, place, (size_t)rows);
}

bool page_next(const struct page *page, struct page_place *place)
{
    return page_move(page, place, 1) == 1;
}

bool page_previous(const struct page *page, struct page_place *place)
{
    return page_move(page, place, -1) == 1;
}

int page_place_compare(struct page_place a, struct page_place b)
{
    if (a.line != b.line)
        return a.line < b.line ? -1 : 1;
    return a.row < b.row ? -1 : a.row > b.row;
}

struct page_place page_place_of(const struct page *page, size_t position)
{
    size_t line;
    if (!line_first(page, &line))
        return (struct page_place){ 0, 0 };
    line = line_at(page, position);
    const struct line_rows *rows = rows_of_line(page, line);
    if (rows->text_rows == 0) { /* what the headers of records say is said in the first */
        while (rows->text_rows == 0 && line_after(page, &line))
            rows = rows_of_line(page, line);
        return (struct page_place){ line, row_of_text(rows, 0) };
    }
    if (rows->table)
        return (struct page_place){ line, row_of_text(rows, table_rows_find(rows->table, position)) };
    size_t low = 0, high = rows->text_rows;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (rows_position(rows, middle) <= position)
            low = middle + 1;
        else
            high = middle;
    }
    return (struct page_place){ line, row_of_text(rows, low ? low - 1 : 0) };
}

size_t page_position_of(const struct page *page, struct page_place place)
{
    struct located located;
    return layout_locate(page, place, &located) ? located.position : page_length(page);
}

bool page_paragraph_at(const struct page *page, struct page_place place, struct page_paragraph *paragraph)
{
    struct located located;
    if (!layout_locate(page, place, &located) || located.line->is_rule ||
        located.line->text.start == located.line->text.end)
        return false;
    paragraph->position = located.line->start;
    paragraph->source = (struct range){ located.line->start, located.line->text.end };
    paragraph->key = flips_key(page, located.line);
    paragraph->keeps_direction = located.line->keeps_direction;
    paragraph->direction = located.rows->table ? table_rows_side(located.rows->table)
                                               : paragraph_direction(located.rows->paragraph);
    return true;
}

struct page_row page_row_at(const struct page *page, struct page_place place, struct arena *arena)
{
    struct located located;
    if (!layout_locate(page, place, &located))
        return (struct page_row){ .blank = true, .row = { .source = { page_length(page), page_length(page) } } };
    struct page_row row = layout_make_row(page, &located, arena);
    own_clusters(&row.row, arena);
    return row;
}

bool layout_locate(const struct page *page, struct page_place place, struct located *located)
{
    if (!line_exists(page, place.line))
        return false;
    const struct line_rows *rows = rows_of_line(page, place.line);
    if (place.row >= rows->count)
        return false;
    *located = (struct located){ .line = &rows->line, .rows = rows };
    if (rows->space_before && place.row == 0) {
        located->kind = ROW_SPACE_BEFORE;
        located->position = rows->line.start;
        return true;
    }
    size_t row = place.row - rows->space_before;
    located->text_row = rows->spaced ? row / 2 : row;
    if (rows->spaced && row % 2 == 0) {
        located->position = rows_position(rows, located->text_row);
    } else if (rows->spaced) {
        bool last = located->text_row + 1 == rows->text_rows;
        located->kind = last ? ROW_SPACE_AFTER : ROW_SPACE_BETWEEN;
        located->position = last ? rows->line.text.end : rows_position(rows, located->text_row + 1);
    } else {
        located->position = rows_position(rows, row);
    }
    return true;
}

static size_t row_of_text(const struct line_rows *rows, size_t text_row)
{
    return rows->space_before + (rows->spaced ? 2 * text_row : text_row);
}

static void own_clusters(struct row *row, struct arena *arena)
{
    size_t length = 0;
    for (size_t i = 0; i < row->cell_count; i++)
        length += row->cells[i].cluster.length;
    char *bytes = arena_allocate_bytes(arena, length);
    for (size_t i = 0; i < row->cell_count; i++) {
        struct slice *cluster = &row->cells[i].cluster;
        if (cluster->length)
            memcpy(bytes, cluster->bytes, cluster->length);
        cluster->bytes = bytes;
        bytes += cluster->length;
    }
}
