/* Rows of the current width: which a line has (rows.c), the way from one to the next (layout.c), where their text may
 * stand (columns.c), what is in them (cells.c). */
#ifndef KHABAR_PAGE_LAYOUT_H
#define KHABAR_PAGE_LAYOUT_H

#include "page/lines.h"

enum { MOST_FRAMES = 257 };

struct table;

/* The rows of one line: space before it, then its text, perhaps with a blank row after each row of it. */
struct line_rows {
    size_t number;
    struct line line;
    const struct paragraph *paragraph; /* NULL for a rule, which is one row, and for a row of a table */
    struct breaks breaks;
    const struct table_rows *table;    /* of a row of a table */
    size_t text_rows, count;           /* count: with the blank ones; both 0 for headers that stand in every record */
    bool space_before, spaced;
};

enum row_kind { ROW_TEXT, ROW_SPACE_BEFORE, ROW_SPACE_BETWEEN, ROW_SPACE_AFTER };

/* A place, looked up. */
struct located {
    const struct line *line;
    const struct line_rows *rows;
    enum row_kind kind;
    size_t text_row;
    size_t position; /* the row's first byte of page text */
};

/* Rows that were asked for. Any may be forgotten when others are asked for: a page has more than fit into memory. */
struct layout {
    int width;
    struct line_rows *kept;       /* at a place that follows from the number; `count` is 0 where there is none */
    struct arena paragraphs;
    struct arena breaks;          /* of this width */
    struct arena scratch;
};

/* Until the next call. There must be such a line. */
const struct line_rows *rows_of_line(const struct page *page, size_t number);
void rows_forget_width(struct layout *layout);
/* All of them, and their paragraphs. */
void rows_forget(struct layout *layout);
/* Where row `text_row` of a line begins. */
size_t rows_position(const struct line_rows *rows, size_t text_row);
/* For a text in `direction` (DIRECTION_AUTO: as it says itself), unless the reader wants another. */
struct paragraph_options paragraph_options_of(const struct page *page, enum direction direction);
/* False when there is no such row. */
bool layout_locate(const struct page *page, struct page_place place, struct located *located);

/* The row, made in `arena`; its clusters borrow from the line's paragraph. */
struct page_row layout_make_row(const struct page *page, const struct located *located, struct arena *arena);
/* The markers and bars that stand before a row, as they are shown at the current width, in logical order. */
bool layout_append_prefix(const struct page *page, const struct located *located, struct buffer *out);

/* Cells of one column that only the layout puts there. The row has room for them. */
void row_add_marker(struct row *row, struct slice cluster, struct range source);
void row_add_spaces(struct row *row, int count, size_t position);

/* The columns of a line's rows. */
struct geometry {
    int margin;       /* left of the text column */
    int column_width; /* text and frames */
    int text_width;
    const struct frame *frames[MOST_FRAMES]; /* shown, outermost first */
    size_t frame_count;
};

void find_geometry(const struct page *page, const struct line *line, struct geometry *geometry);
int frame_width(const struct frame *frame);
/* False when its rows are records: the columns do not fit side by side, or the page is linear. */
bool layout_fit_table(const struct page *page, struct table *table, int width);
/* As the reader wants it, as markup gave it, that of most lines inside, of the frame around, the page's. */
enum direction frame_side(const struct page *page, const struct frame *frame);
/* Where a line of so many rows stands whose paragraph has the direction `own`. */
enum direction line_side(const struct page *page, const struct line *line, enum direction own, size_t row_count);
bool frame_is_right(const struct page *page, const struct frame *frame);

#endif
