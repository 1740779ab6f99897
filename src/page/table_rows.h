/* The rows of one row of a table: its cells beside each other, each wrapped in its column; or, in a table that does not
 * fit, a record, "Header: value" for each cell. Between records there is a blank row; the headers have no rows then,
 * but for a first one behind the marker of an item.
 * Every position of the cells' text is on one row. That of a row is the lowest on it. */
#ifndef KHABAR_PAGE_TABLE_ROWS_H
#define KHABAR_PAGE_TABLE_ROWS_H

#include "page/lines.h"

struct table_rows;

/* For `width` columns, in `arena`. */
const struct table_rows *table_rows_create(const struct page *page, const struct line *line, int width,
                                           struct arena *arena);
/* Does the line have no rows, at the width that its table was fitted to last? */
bool table_rows_are_hidden(const struct line *line);
size_t table_rows_count(const struct table_rows *rows);
/* Where the first column stands. */
enum direction table_rows_side(const struct table_rows *rows);
bool table_rows_have_space_before(const struct table_rows *rows);
size_t table_rows_position(const struct table_rows *rows, size_t index);
/* The row that shows `position`. */
size_t table_rows_find(const struct table_rows *rows, size_t position);
/* The row, in `arena`, at its place in the width: the columns before it go to `column`. */
struct row table_rows_make(const struct table_rows *rows, size_t index, struct arena *arena, int *column);
/* Its text in logical order, the cells padded to the width of their columns. */
bool table_rows_append_text(const struct table_rows *rows, size_t index, struct buffer *out);

#endif
