#include "page/flips.h"
#include "page/layout.h"
#include "page/table.h"

static void widen_for_table(const struct page *page, struct table *table, struct geometry *geometry);

int frame_width(const struct frame *frame)
{
    switch (frame->kind) {
    case FRAME_QUOTE: return 2;
    case FRAME_ITEM: return frame->list->marker_width;
    }
    return 0;
}

void find_geometry(const struct page *page, const struct line *line, struct geometry *geometry)
{
    int width = page->layout->width, measure = page->options.measure;
    geometry->column_width = measure > 0 && measure < width ? measure : width;
    geometry->margin = page->options.linear ? 0 : (width - geometry->column_width) / 2;
    geometry->frame_count = 0;

    /* In a narrow pane the outer frames give way, so that half of the column is left for text. */
    int framed = 0;
    const struct frame *shown[MOST_FRAMES];
    size_t count = 0;
    for (const struct frame *frame = line->frame; frame && count < MOST_FRAMES; frame = frame->outer) {
        int columns = frame_width(frame);
        if (framed + columns > geometry->column_width / 2)
            break;
        framed += columns;
        if (columns)
            shown[count++] = frame;
    }
    for (size_t i = 0; i < count; i++)
        geometry->frames[i] = shown[count - 1 - i];
    geometry->frame_count = count;
    geometry->text_width = geometry->column_width - framed;
    if (line->table_row)
        widen_for_table(page, line->table_row->table, geometry);
}

/* The measure is for reading rows of words: a table that fits beyond it, in all of the pane, is better than records. */
static void widen_for_table(const struct page *page, struct table *table, struct geometry *geometry)
{
    if (geometry->frame_count || layout_fit_table(page, table, geometry->text_width) ||
        !layout_fit_table(page, table, page->layout->width))
        return;
    geometry->text_width = geometry->column_width = table_width(table, 0, table->column_count);
    geometry->margin = (page->layout->width - geometry->column_width) / 2;
}

bool layout_fit_table(const struct page *page, struct table *table, int width)
{
    if (table->letters != page->options.letters)
        table_measure_columns(table, page_text(page), page->options.letters);
    return table_fit(table, page->options.linear ? 0 : width);
}

enum direction frame_side(const struct page *page, const struct frame *frame)
{
    if (page->options.linear)
        return DIRECTION_LTR;
    if (page->options.flip_count > 0 && frame->flipped != DIRECTION_AUTO)
        return frame->flipped;
    if (page->options.direction != DIRECTION_AUTO)
        return page->options.direction;
    for (; frame; frame = frame->outer) {
        const struct votes *votes = frame->votes;
        if (frame->side != DIRECTION_AUTO)
            return frame->side;
        if (votes->rtl != votes->ltr)
            return votes->rtl > votes->ltr ? DIRECTION_RTL : DIRECTION_LTR;
    }
    return page->direction;
}

enum direction line_side(const struct page *page, const struct line *line, enum direction own, size_t row_count)
{
    if (page->options.linear)
        return DIRECTION_LTR;
    bool is_turned = page->options.direction != DIRECTION_AUTO || flips_direction(page, line) != DIRECTION_AUTO;
    if (row_count > 1 || is_turned)
        return own;
    if (line->frame && line->frame->kind == FRAME_ITEM)
        return frame_side(page, line->frame);
    return line->side == DIRECTION_AUTO ? own : line->side;
}

bool frame_is_right(const struct page *page, const struct frame *frame)
{
    return frame_side(page, frame) == DIRECTION_RTL;
}
