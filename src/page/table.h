/* Tables of a page. Which cells stand in which columns and what room they need is found once, from all rows
 * (table.c, table_measure.c); how wide the columns are, once a width (table_fit.c); what a row looks like then, when it
 * is asked for (table_rows.h). */
#ifndef KHABAR_PAGE_TABLE_H
#define KHABAR_PAGE_TABLE_H

#include "base/arena.h"
#include "text/paragraph.h"

enum {
    MOST_TABLE_COLUMNS = 1000,
    TABLE_GAP = 3, /* columns of the screen between two of the table: " │ " */
};

struct table_cell {
    uint32_t start, end;      /* of the page's text */
    uint16_t column, columns; /* the first one, and how many: before table_finish as the document says */
    uint16_t rows;            /* as the document says */
    bool is_header;
    enum direction direction; /* DIRECTION_AUTO: it has no letters */
};

struct table_row {
    struct table *table;
    struct table_row *next;
    struct table_cell *cells; /* by column; none without text once the table is finished */
    size_t cell_count;
    size_t number;            /* among the table's rows; those that flow as blocks count too */
    bool is_header;           /* one of those at the table's top whose cells are all headers */
};

struct table_column {
    int least, most;  /* columns of the screen that its cells take: in narrow rows, and in one row each */
    int width;        /* as table_fit found it */
    int tail;         /* of numbers: the most columns from the decimal mark on */
    bool has_numbers; /* most of its cells are numbers: all stand at the right */
    enum direction side; /* that of most other cells, at which those of one row stand; DIRECTION_AUTO: the table's */
};

struct table {
    struct table_row *first_row, *last_row;
    const struct table_row *first_record; /* below the headers */
    size_t rows_seen;    /* whatever they are laid out as */
    struct table_column *columns;
    size_t column_count;
    enum direction side; /* of the first column; DIRECTION_AUTO: the page's */
    bool side_is_given;  /* by markup */
    bool space_before;   /* its first row */
    bool starts_item;    /* markers stand before its first row, which shows in any case */
    enum letters_choice letters; /* that the columns were measured for */
    int fitted;          /* the width that the columns were fitted to; 0: none yet */
    bool fits;
};

/* What a cell's text needs. */
struct table_measure {
    int least, most;
    bool is_number;
    int tail; /* of a number: columns from its decimal mark, or else from behind its last digit, to the end */
};

struct table_measure table_measure(struct slice text, enum letters_choice letters);

/* The next row, with `count` cells in order of the document; copied into `arena`. */
struct table_row *table_add_row(struct table *table, const struct table_cell *cells, size_t count,
                                struct arena *arena);
/* After the last row: columns, headers and side. `text` is the page's. */
void table_finish(struct table *table, struct slice text, struct arena *arena);
/* What the columns need, anew: lam and alef take one cell or two. */
void table_measure_columns(struct table *table, struct slice text, enum letters_choice letters);

/* Sets the columns' widths; false when they do not fit side by side. */
bool table_fit(struct table *table, int width);
/* Of `count` columns from `first` on, with the gaps between them. */
int table_width(const struct table *table, size_t first, size_t count);

#endif
