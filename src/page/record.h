/* What is laid out of a cell of a table: its text, or in a record "Header: text". */
#ifndef KHABAR_PAGE_RECORD_H
#define KHABAR_PAGE_RECORD_H

#include "page/lines.h"
#include "page/table.h"

struct record_field {
    struct slice text;
    size_t label_length; /* bytes of `text` before the cell's own; 0: nothing stands before or behind it */
    const struct style_run *styles;
    size_t style_count;
};

/* In `arena`; without a label it borrows the page's text. `*style`: a style of the page at or before the cell's first;
 * then its last. */
struct record_field record_field_create(const struct page *page, const struct line *line,
                                        const struct table_cell *cell, bool has_label, size_t *style,
                                        struct arena *arena);

#endif
