#include "page/table.h"

#include <string.h>

/* Where cells stand as the document has it, before columns without text are gone. */
struct grid {
    uint32_t taken_until[MOST_TABLE_COLUMNS]; /* number of the first row that a cell from above leaves free */
    uint16_t begins[MOST_TABLE_COLUMNS + 1]; /* does a cell with text begin here? then: how many do before */
};

/* What the cells of a column say together. */
struct tally {
    size_t cells, numbers, rtl, ltr;
    int before_tail, tail;
};

enum { TAIL_ENOUGH = 8, LONGEST_NUMBER = 16 };

static void place_cells(struct grid *grid, struct table_row *row);
static void close_ranks(struct grid *grid, struct table *table);
static void find_headers(struct table *table);
static void measure_cells(struct table *table, struct slice text, struct tally *tallies);
static void make_room_for_wide_cells(struct table *table, struct slice text);
static void align_columns(struct table *table, const struct tally *tallies);
static void find_side(struct table *table);

struct table_row *table_add_row(struct table *table, const struct table_cell *cells, size_t count,
                                struct arena *arena)
{
    struct table_row *row = ARENA_NEW(arena, struct table_row);
    row->table = table;
    row->number = table->rows_seen;
    row->cells = ARENA_ARRAY(arena, struct table_cell, count);
    row->cell_count = count;
    memcpy(row->cells, cells, count * sizeof *cells);
    if (table->last_row)
        table->last_row->next = row;
    else
        table->first_row = row;
    table->last_row = row;
    return row;
}

void table_finish(struct table *table, struct slice text, struct arena *arena)
{
    struct grid grid = { 0 };
    for (struct table_row *row = table->first_row; row; row = row->next)
        place_cells(&grid, row);
    close_ranks(&grid, table);
    find_headers(table);
    if (!table->side_is_given)
        find_side(table);
    table->columns = ARENA_ARRAY(arena, struct table_column, table->column_count);
    table_measure_columns(table, text, LETTERS_JOINED);
}

void table_measure_columns(struct table *table, struct slice text, enum letters_choice letters)
{
    struct arena scratch = { 0 };
    struct tally *tallies = arena_allocate_zeroed(&scratch, table->column_count, sizeof *tallies);
    for (size_t i = 0; i < table->column_count; i++)
        table->columns[i] = (struct table_column){ 0 };
    table->letters = letters;
    table->fitted = 0;
    table->fits = false;
    measure_cells(table, text, tallies);
    align_columns(table, tallies);
    make_room_for_wide_cells(table, text);
    arena_finish(&scratch);
}

/* HTML 4.9.12.1, but a cell never overlaps one from above, and all cells of a row have a place. */
static void place_cells(struct grid *grid, struct table_row *row)
{
    size_t column = 0;
    for (size_t i = 0; i < row->cell_count; i++) {
        struct table_cell *cell = &row->cells[i];
        size_t last = MOST_TABLE_COLUMNS - (row->cell_count - i), end;
        while (column < last && grid->taken_until[column] > row->number)
            column++;
        for (end = column + 1; end < column + cell->columns && end <= last; end++)
            if (grid->taken_until[end] > row->number)
                break;
        cell->column = (uint16_t)column;
        cell->columns = (uint16_t)(end - column);
        for (; column < end; column++)
            if (cell->rows > 1)
                grid->taken_until[column] = (uint32_t)(row->number + cell->rows);
        grid->begins[cell->column] |= cell->end > cell->start;
    }
}

/* Columns where no cell with text begins are gone, and so are cells without text. */
static void close_ranks(struct grid *grid, struct table *table)
{
    uint16_t before = 0;
    for (size_t i = 0; i <= MOST_TABLE_COLUMNS; i++) {
        bool begins = grid->begins[i];
        grid->begins[i] = before;
        before += begins;
    }
    table->column_count = before;
    for (struct table_row *row = table->first_row; row; row = row->next) {
        size_t kept = 0;
        for (size_t i = 0; i < row->cell_count; i++) {
            struct table_cell cell = row->cells[i];
            if (cell.end == cell.start)
                continue;
            size_t end = (size_t)cell.column + cell.columns;
            cell.column = grid->begins[cell.column];
            cell.columns = (uint16_t)(grid->begins[end] - cell.column);
            row->cells[kept++] = cell;
        }
        row->cell_count = kept;
    }
}

static bool has_only_headers(const struct table_row *row)
{
    for (size_t i = 0; i < row->cell_count; i++)
        if (!row->cells[i].is_header)
            return false;
    return row->cell_count > 0;
}

/* A table of headers alone has none: there is nothing that they stand above. */
static void find_headers(struct table *table)
{
    const struct table_row *body = table->first_row;
    while (body && has_only_headers(body))
        body = body->next;
    table->first_record = body ? body : table->first_row;
    for (struct table_row *row = table->first_row; row != table->first_record; row = row->next)
        row->is_header = true;
}

/* That of most cells; of the first one when they are even. */
static void find_side(struct table *table)
{
    size_t rtl = 0, ltr = 0;
    enum direction first = DIRECTION_AUTO;
    for (const struct table_row *row = table->first_row; row; row = row->next)
        for (size_t i = 0; i < row->cell_count; i++) {
            enum direction direction = row->cells[i].direction;
            rtl += direction == DIRECTION_RTL;
            ltr += direction == DIRECTION_LTR;
            first = first == DIRECTION_AUTO ? direction : first;
        }
    table->side = rtl == ltr ? first : rtl > ltr ? DIRECTION_RTL : DIRECTION_LTR;
}

static struct table_measure measure_of(const struct table *table, const struct table_cell *cell, struct slice text)
{
    return table_measure(slice_part(text, cell->start, cell->end), table->letters);
}

static void raise(int *number, int to)
{
    if (to > *number)
        *number = to;
}

static void measure_cells(struct table *table, struct slice text, struct tally *tallies)
{
    for (const struct table_row *row = table->first_row; row; row = row->next)
        for (size_t i = 0; i < row->cell_count; i++) {
            const struct table_cell *cell = &row->cells[i];
            if (cell->columns > 1)
                continue;
            struct table_measure measure = measure_of(table, cell, text);
            raise(&table->columns[cell->column].least, measure.least);
            raise(&table->columns[cell->column].most, measure.most);
            if (row->is_header)
                continue;
            struct tally *tally = &tallies[cell->column];
            tally->cells++;
            tally->rtl += cell->direction == DIRECTION_RTL;
            tally->ltr += cell->direction == DIRECTION_LTR;
            if (!measure.is_number)
                continue;
            tally->numbers++;
            raise(&tally->tail, measure.tail);
            raise(&tally->before_tail, measure.most - measure.tail);
        }
}

/* Numbers stand with their units below each other, and are not broken. */
static void align_columns(struct table *table, const struct tally *tallies)
{
    for (size_t i = 0; i < table->column_count; i++) {
        struct table_column *column = &table->columns[i];
        const struct tally *tally = &tallies[i];
        if (tally->rtl != tally->ltr)
            column->side = tally->rtl > tally->ltr ? DIRECTION_RTL : DIRECTION_LTR;
        column->has_numbers = 2 * tally->numbers > tally->cells;
        if (!column->has_numbers)
            continue;
        column->tail = tally->tail <= TAIL_ENOUGH ? tally->tail : 0;
        int numbers = tally->before_tail + column->tail;
        raise(&column->most, numbers);
        raise(&column->least, numbers < LONGEST_NUMBER ? numbers : LONGEST_NUMBER);
    }
}

/* What the columns from `first` on lack of `wanted` is spread evenly over them. */
static void spread(struct table_column *first, size_t count, int wanted, bool least)
{
    int lacking = wanted - TABLE_GAP * ((int)count - 1), share, part = (int)count;
    for (size_t i = 0; i < count; i++)
        lacking -= least ? first[i].least : first[i].most;
    for (size_t i = 0; i < count && lacking > 0; i++, part--) {
        share = (lacking + part - 1) / part;
        lacking -= share;
        if (least)
            first[i].least += share;
        else
            first[i].most += share;
        raise(&first[i].most, first[i].least);
    }
}

/* A cell across the whole table is a heading or a note: it takes the width that the others give it. */
static void make_room_for_wide_cells(struct table *table, struct slice text)
{
    for (const struct table_row *row = table->first_row; row; row = row->next)
        for (size_t i = 0; i < row->cell_count; i++) {
            const struct table_cell *cell = &row->cells[i];
            if (cell->columns == 1)
                continue;
            struct table_measure measure = measure_of(table, cell, text);
            struct table_column *first = &table->columns[cell->column];
            spread(first, cell->columns, measure.least, true);
            if (cell->columns < table->column_count)
                spread(first, cell->columns, measure.most, false);
        }
}
