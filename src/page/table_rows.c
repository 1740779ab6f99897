#include "page/table_rows.h"

#include "base/utf8.h"
#include "page/flips.h"
#include "page/layout.h"
#include "page/record.h"
#include "page/table.h"

#include <string.h>

/* A cell with text, at the current width. */
struct part {
    const struct table_cell *cell;
    struct record_field field; /* what is laid out */
    const struct paragraph *paragraph;
    struct breaks breaks;
    size_t first_row;
};

struct table_rows {
    const struct page *page;
    const struct line *line;
    const struct table *table;
    int width;
    enum direction side;
    bool is_record, has_rule, is_turned; /* by the reader */
    struct part *parts;
    size_t part_count, row_count;
};

/* What stands between two separators of one row: a row of a cell, or nothing. */
struct slot {
    const struct part *part;
    size_t first_column, columns;
    int width, left, right; /* of the screen: all, before and behind the cell's row */
    struct row row;
};

static void add_part(struct table_rows *rows, const struct table_cell *cell, size_t *style, struct arena *arena);
static struct row make_part_row(const struct part *part, size_t index, struct arena *arena);
static struct row make_grid_row(const struct table_rows *rows, size_t index, struct arena *arena);
static struct row make_rule(const struct table_rows *rows, struct arena *arena);
static size_t fill_slots(const struct table_rows *rows, size_t index, struct slot *slots, struct arena *arena);
static bool append_grid_text(const struct table_rows *rows, size_t index, struct buffer *out);
static bool append_part_text(const struct table_rows *rows, const struct part *part, size_t index, struct buffer *out);

static enum direction side_of(const struct page *page, const struct line *line)
{
    if (page->options.linear)
        return DIRECTION_LTR;
    const enum direction sides[] = {
        flips_direction(page, line), page->options.direction, line->table_row->table->side,
    };
    for (size_t i = 0; i < sizeof sides / sizeof *sides; i++)
        if (sides[i] != DIRECTION_AUTO)
            return sides[i];
    return page->direction;
}

const struct table_rows *table_rows_create(const struct page *page, const struct line *line, int width,
                                           struct arena *arena)
{
    const struct table_row *table_row = line->table_row;
    struct table_rows *rows = ARENA_NEW(arena, struct table_rows);
    *rows = (struct table_rows){ .page = page, .line = line, .table = table_row->table, .width = width };
    rows->side = side_of(page, line);
    rows->is_turned = page->options.direction != DIRECTION_AUTO;
    rows->is_record = !layout_fit_table(page, table_row->table, width);
    if (table_rows_are_hidden(line))
        return rows;
    rows->has_rule = !rows->is_record && table_row->is_header && !table_row->next->is_header;
    rows->parts = ARENA_ARRAY(arena, struct part, table_row->cell_count);
    size_t style = line->first_style;
    for (size_t i = 0; i < table_row->cell_count; i++)
        add_part(rows, &table_row->cells[i], &style, arena);
    if (rows->row_count == 0)
        rows->row_count = 1;
    rows->row_count += rows->has_rule;
    return rows;
}

bool table_rows_are_hidden(const struct line *line)
{
    const struct table_row *row = line->table_row;
    return row && row->is_header && !row->table->fits && !(row->table->starts_item && row == row->table->first_row);
}

size_t table_rows_count(const struct table_rows *rows)
{
    return rows->row_count;
}

enum direction table_rows_side(const struct table_rows *rows)
{
    return rows->side;
}

bool table_rows_have_space_before(const struct table_rows *rows)
{
    const struct table *table = rows->table;
    if (rows->row_count == 0)
        return false;
    if (!rows->is_record || rows->line->table_row == table->first_row)
        return rows->line->space_before;
    return rows->line->space_before || table->space_before || table->starts_item ||
           rows->line->table_row != table->first_record;
}

static void add_part(struct table_rows *rows, const struct table_cell *cell, size_t *style, struct arena *arena)
{
    const struct page *page = rows->page;
    struct part *part = &rows->parts[rows->part_count++];
    bool has_label = rows->is_record && !rows->line->table_row->is_header;
    *part = (struct part){ .cell = cell };
    part->field = record_field_create(page, rows->line, cell, has_label, style, arena);
    struct paragraph_options options = paragraph_options_of(page, cell->direction);
    if (part->field.label_length)
        options.direction = rows->side;
    else if (cell->direction == DIRECTION_AUTO)
        options.direction = DIRECTION_LTR; /* of a number */
    options.styles = part->field.styles;
    options.style_count = part->field.style_count;
    part->paragraph = paragraph_create(page->engine, arena, part->field.text, &options);
    int width = rows->is_record ? rows->width : table_width(rows->table, cell->column, cell->columns);
    part->breaks = paragraph_break(part->paragraph, width, page->options.breaking, arena);
    if (rows->is_record) {
        part->first_row = rows->row_count;
        rows->row_count += part->breaks.row_count;
    } else if (part->breaks.row_count > rows->row_count) {
        rows->row_count = part->breaks.row_count;
    }
}

/* ---- places --------------------------------------------------------------------------------------------------- */

static bool shows(const struct part *part, size_t index)
{
    return index >= part->first_row && index - part->first_row < part->breaks.row_count;
}

static bool is_rule(const struct table_rows *rows, size_t index)
{
    return rows->has_rule && index == rows->row_count - 1;
}

/* Of a record, the part that stands on the row. */
static const struct part *part_at(const struct table_rows *rows, size_t index)
{
    size_t low = 0, high = rows->part_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (rows->parts[middle].first_row <= index)
            low = middle + 1;
        else
            high = middle;
    }
    return low ? &rows->parts[low - 1] : NULL;
}

/* Only these may show something on the row. */
static size_t parts_on(const struct table_rows *rows, size_t index, const struct part **first)
{
    *first = rows->is_record ? part_at(rows, index) : rows->parts;
    return is_rule(rows, index) || rows->part_count == 0 ? 0 : rows->is_record ? 1 : rows->part_count;
}

/* Of a byte of what is laid out; a label stands where its cell begins. */
static size_t position_in_page(const struct part *part, size_t offset)
{
    size_t label = part->field.label_length, position = part->cell->start + (offset > label ? offset - label : 0);
    return position < part->cell->end ? position : part->cell->end;
}

static size_t part_row_start(const struct part *part, size_t row)
{
    return position_in_page(part, paragraph_row_start(part->paragraph, &part->breaks, row));
}

size_t table_rows_position(const struct table_rows *rows, size_t index)
{
    if (index == 0)
        return rows->line->start;
    const struct part *part;
    size_t position = rows->line->text.end;
    for (size_t left = parts_on(rows, index, &part); left > 0; left--, part++) {
        if (!shows(part, index))
            continue;
        size_t start = part_row_start(part, index - part->first_row);
        position = start < position ? start : position;
    }
    return position;
}

size_t table_rows_find(const struct table_rows *rows, size_t position)
{
    if (rows->has_rule && position >= rows->line->text.end)
        return rows->row_count - 1;
    const struct part *part = NULL;
    for (size_t i = 0; i < rows->part_count && rows->parts[i].cell->start <= position; i++)
        part = &rows->parts[i];
    if (!part)
        return 0;
    size_t low = 0, high = part->breaks.row_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (part_row_start(part, middle) <= position)
            low = middle + 1;
        else
            high = middle;
    }
    return part->first_row + (low ? low - 1 : 0);
}

/* A cell's last row ends where the next cell begins. */
static size_t row_end(const struct table_rows *rows, size_t index)
{
    const struct part *part, *last = rows->parts + rows->part_count - 1;
    size_t end = rows->part_count == 0 ? rows->line->text.end : table_rows_position(rows, index);
    for (size_t left = parts_on(rows, index, &part); left > 0; left--, part++) {
        if (!shows(part, index))
            continue;
        size_t row = index - part->first_row, until = part < last ? part[1].cell->start : rows->line->text.end;
        if (row + 1 < part->breaks.row_count)
            until = part_row_start(part, row + 1);
        end = until > end ? until : end;
    }
    return end;
}

/* ---- cells ---------------------------------------------------------------------------------------------------- */

struct row table_rows_make(const struct table_rows *rows, size_t index, struct arena *arena, int *column)
{
    struct row row = { .direction = rows->side };
    enum direction side = rows->side;
    if (is_rule(rows, index)) {
        row = make_rule(rows, arena);
    } else if (!rows->is_record) {
        row = make_grid_row(rows, index, arena);
    } else if (rows->part_count > 0) {
        const struct part *part = part_at(rows, index);
        row = make_part_row(part, index, arena);
        side = part->breaks.row_count == 1 ? rows->side : row.direction;
    }
    row.source = (struct range){ table_rows_position(rows, index), row_end(rows, index) };
    *column = side == DIRECTION_RTL && row.width < rows->width ? rows->width - row.width : 0;
    return row;
}

static struct row make_part_row(const struct part *part, size_t index, struct arena *arena)
{
    struct row row = paragraph_row(part->paragraph, &part->breaks, index - part->first_row, JUSTIFY_NOT, arena);
    for (size_t i = 0; i < row.cell_count; i++) {
        struct range *source = &row.cells[i].source;
        *source = (struct range){ position_in_page(part, source->start), position_in_page(part, source->end) };
    }
    return row;
}

static void add_separator(struct row *row, const char *line, size_t position)
{
    const char *space = strcmp(line, "│") == 0 ? " " : "─";
    row_add_marker(row, slice_of(space), (struct range){ position, position });
    row_add_marker(row, slice_of(line), (struct range){ position, position });
    row_add_marker(row, slice_of(space), (struct range){ position, position });
}

static struct row make_grid_row(const struct table_rows *rows, size_t index, struct arena *arena)
{
    struct slot *slots = ARENA_ARRAY(arena, struct slot, rows->table->column_count);
    size_t slot_count = fill_slots(rows, index, slots, arena), most = (size_t)rows->width;
    for (size_t i = 0; i < slot_count; i++)
        most += slots[i].row.cell_count;
    struct row row = { .cells = ARENA_ARRAY(arena, struct cell, most), .direction = rows->side };
    size_t position = table_rows_position(rows, index);
    for (size_t i = 0; i < slot_count; i++) {
        const struct slot *slot = &slots[rows->side == DIRECTION_RTL ? slot_count - 1 - i : i];
        if (i > 0)
            add_separator(&row, "│", position);
        row_add_spaces(&row, slot->left, position);
        if (slot->row.cell_count)
            memcpy(row.cells + row.cell_count, slot->row.cells, slot->row.cell_count * sizeof *row.cells);
        row.cell_count += slot->row.cell_count;
        row.width += slot->row.width;
        row_add_spaces(&row, slot->right, position);
    }
    return row;
}

static struct row make_rule(const struct table_rows *rows, struct arena *arena)
{
    const struct table *table = rows->table;
    size_t position = rows->line->text.end;
    struct row row = { .cells = ARENA_ARRAY(arena, struct cell, (size_t)table_width(table, 0, table->column_count)),
                       .direction = rows->side };
    for (size_t i = 0; i < table->column_count; i++) {
        size_t column = rows->side == DIRECTION_RTL ? table->column_count - 1 - i : i;
        if (i > 0)
            add_separator(&row, "┼", position);
        for (int j = 0; j < table->columns[column].width; j++)
            row_add_marker(&row, SLICE("─"), (struct range){ position, position });
    }
    return row;
}

/* Numbers stand at the right of their column, so that their units are below each other; what takes one row, at the
 * column's side; what takes more, at its own. */
static int columns_left_of(const struct table_rows *rows, const struct slot *slot)
{
    const struct part *part = slot->part;
    int free_columns = slot->width - slot->row.width;
    const struct table_column *column = &rows->table->columns[slot->first_column];
    if (free_columns <= 0)
        return 0;
    if (slot->columns == 1 && column->has_numbers) {
        struct table_measure measure = table_measure(part->field.text, rows->table->letters);
        int behind = measure.is_number && part->breaks.row_count == 1 ? column->tail - measure.tail : 0;
        return behind <= 0 ? free_columns : free_columns > behind ? free_columns - behind : 0;
    }
    enum direction side = slot->row.direction;
    if (part->breaks.row_count == 1)
        side = slot->columns == 1 && column->side != DIRECTION_AUTO && !rows->is_turned ? column->side : rows->side;
    return side == DIRECTION_RTL ? free_columns : 0;
}

/* In logical order. */
static size_t fill_slots(const struct table_rows *rows, size_t index, struct slot *slots, struct arena *arena)
{
    size_t count = 0, next = 0;
    for (size_t column = 0; column < rows->table->column_count; column += slots[count - 1].columns) {
        struct slot *slot = &slots[count++];
        *slot = (struct slot){ .first_column = column, .columns = 1 };
        const struct part *part = next < rows->part_count ? &rows->parts[next] : NULL;
        if (part && part->cell->column == column) {
            slot->columns = part->cell->columns;
            slot->part = shows(part, index) ? part : NULL;
            next++;
        }
        slot->width = slot->right = table_width(rows->table, column, slot->columns);
        if (!slot->part)
            continue;
        slot->row = make_part_row(part, index, arena);
        slot->left = columns_left_of(rows, slot);
        slot->right -= slot->left + slot->row.width;
    }
    return count;
}

/* ---- text ----------------------------------------------------------------------------------------------------- */

bool table_rows_append_text(const struct table_rows *rows, size_t index, struct buffer *out)
{
    if (is_rule(rows, index)) {
        struct arena *scratch = &rows->page->layout->scratch;
        struct row rule = make_rule(rows, scratch);
        bool rtl = rows->side == DIRECTION_RTL, fits = true;
        for (size_t i = 0; i < rule.cell_count; i++)
            fits = fits && buffer_append(out, rule.cells[rtl ? rule.cell_count - 1 - i : i].cluster);
        return fits;
    }
    if (!rows->is_record)
        return append_grid_text(rows, index, out);
    return rows->part_count == 0 || append_part_text(rows, part_at(rows, index), index, out);
}

static bool append_spaces(struct buffer *out, int count)
{
    return buffer_append_format(out, "%*s", count > 0 ? count : 0, "");
}

static bool append_grid_text(const struct table_rows *rows, size_t index, struct buffer *out)
{
    struct arena *scratch = &rows->page->layout->scratch;
    struct slot *slots = ARENA_ARRAY(scratch, struct slot, rows->table->column_count);
    size_t slot_count = fill_slots(rows, index, slots, scratch);
    bool fits = true;
    for (size_t i = 0; i < slot_count; i++) {
        const struct slot *slot = &slots[i];
        bool rtl = rows->side == DIRECTION_RTL;
        if (i > 0)
            fits = fits && buffer_append(out, SLICE(" │ "));
        fits = fits && append_spaces(out, rtl ? slot->right : slot->left);
        fits = fits && (!slot->part || append_part_text(rows, slot->part, index, out));
        fits = fits && append_spaces(out, rtl ? slot->left : slot->right);
    }
    return fits;
}

static bool append_part_text(const struct table_rows *rows, const struct part *part, size_t index, struct buffer *out)
{
    size_t row = index - part->first_row, label = part->field.label_length;
    size_t start = paragraph_row_start(part->paragraph, &part->breaks, row);
    size_t end = paragraph_row_start(part->paragraph, &part->breaks, row + 1), line_start = out->length;
    bool fits = true;
    for (size_t at = start; at < end && at < label;) {
        size_t from = at;
        if (!code_point_is_bidi_control(utf8_next(part->field.text, &at)))
            fits = fits && buffer_append(out, slice_part(part->field.text, from, at));
    }
    struct range own = { position_in_page(part, start), position_in_page(part, end) };
    fits = fits && page_append_text(rows->page, own, out);
    while (out->length > line_start && out->bytes[out->length - 1] == ' ')
        out->bytes[--out->length] = '\0';
    return fits;
}
