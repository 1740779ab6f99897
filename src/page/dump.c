#include "page/layout.h"
#include "page/table_rows.h"

static bool append_visual(const struct page_row *row, struct buffer *out);
static bool append_logical(const struct page *page, const struct located *located, const struct page_row *row,
                           struct buffer *out);
static struct range text_of_row(const struct located *located);
static bool append_cells(const struct row *row, struct buffer *out);
static void trim_line(struct buffer *out, size_t start);

bool page_append_row(const struct page *page, struct page_place place, enum page_order order, struct buffer *out)
{
    struct arena *scratch = &page->layout->scratch;
    struct located located;
    if (!layout_locate(page, place, &located))
        return true;
    struct page_row row = layout_make_row(page, &located, scratch);
    size_t start = out->length;
    bool fits = order == PAGE_VISUAL ? append_visual(&row, out) : append_logical(page, &located, &row, out);
    trim_line(out, start);
    arena_reset(scratch);
    return fits && buffer_append_byte(out, '\n');
}

static bool append_visual(const struct page_row *row, struct buffer *out)
{
    return buffer_append_format(out, "%*s", row->column, "") && append_cells(&row->row, out);
}

/* As a pager prints: what reads right to left is not pushed to the right, the terminal or the reader does that. */
static bool append_logical(const struct page *page, const struct located *located, const struct page_row *row,
                           struct buffer *out)
{
    const struct line *line = located->line;
    bool ltr = row->row.direction == DIRECTION_LTR;
    struct geometry geometry;
    find_geometry(page, line, &geometry);
    int margin = !ltr ? 0 : line->is_masthead ? row->column : geometry.margin;
    if (!buffer_append_format(out, "%*s", margin, ""))
        return false;
    if (line->is_rule && !row->blank)
        return append_cells(&row->row, out);
    if (line->table_row && !row->blank)
        return layout_append_prefix(page, located, out) &&
               table_rows_append_text(located->rows->table, located->text_row, out);
    return layout_append_prefix(page, located, out) && page_append_text(page, text_of_row(located), out);
}

/* Without markers. A sign that is spelled out over several rows is of the last of them. */
static struct range text_of_row(const struct located *located)
{
    const struct line *line = located->line;
    struct range text = { located->position, line->text.end };
    if (located->kind != ROW_TEXT)
        text.end = text.start;
    else if (located->text_row + 1 < located->rows->text_rows)
        text.end = rows_position(located->rows, located->text_row + 1);
    if (text.start < line->text.start)
        text.start = line->text.start;
    return text;
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
