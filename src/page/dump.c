#include "page/lines.h"

static bool append_visual(const struct page_row *row, struct buffer *out);
static bool append_logical(const struct page *page, size_t index, const struct page_row *row, struct buffer *out);
static bool append_cells(const struct row *row, struct buffer *out);
static void trim_line(struct buffer *out, size_t start);

bool page_dump(const struct page *page, enum page_order order, struct buffer *out)
{
    struct arena scratch = { 0 };
    bool fits = true;
    size_t count = page_row_count(page);
    for (size_t i = 0; fits && i < count; i++) {
        struct page_row row = layout_make_row(page, i, &scratch);
        size_t start = out->length;
        fits = order == PAGE_VISUAL ? append_visual(&row, out) : append_logical(page, i, &row, out);
        trim_line(out, start);
        fits = fits && buffer_append_byte(out, '\n');
        arena_reset(&scratch);
    }
    arena_finish(&scratch);
    return fits;
}

static bool append_visual(const struct page_row *row, struct buffer *out)
{
    return buffer_append_format(out, "%*s", row->column, "") && append_cells(&row->row, out);
}

/* As a pager prints: what reads right to left is not pushed to the right, the terminal or the reader does that. */
static bool append_logical(const struct page *page, size_t index, const struct page_row *row, struct buffer *out)
{
    const struct line *line;
    struct range text = layout_row_text(page, index, &line);
    if (row->blank)
        text.end = text.start;
    bool ltr = row->row.direction == DIRECTION_LTR;
    int margin = !ltr ? 0 : line->frame ? layout_margin(page) : row->column;
    if (!buffer_append_format(out, "%*s", margin, ""))
        return false;
    if (line->is_rule && !row->blank)
        return append_cells(&row->row, out);
    return layout_append_prefix(page, index, out) && page_append_text(page, text, out);
}

static bool append_cells(const struct row *row, struct buffer *out)
{
    bool fits = true;
    for (size_t i = 0; i < row->cell_count; i++)
        fits = fits && buffer_append(out, row->cells[i].cluster);
    return fits;
}

static void trim_line(struct buffer *out, size_t start)
{
    while (out->length > start && out->bytes[out->length - 1] == ' ')
        out->bytes[--out->length] = '\0';
}
