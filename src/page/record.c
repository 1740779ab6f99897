#include "page/record.h"

#include "base/utf8.h"
#include "page/writer.h"

#include <string.h>

/* Of headers above each other only the first few go into a label, and of each what a name may take. */
enum { MOST_HEADERS = 4, LABEL_BYTES = 256 };

static void append_label(const struct page *page, const struct table *table, size_t column, struct buffer *label);
static void take_styles(const struct page *page, const struct line *line, const struct table_cell *cell, size_t *style,
                        struct record_field *field, struct arena *arena);

struct record_field record_field_create(const struct page *page, const struct line *line,
                                        const struct table_cell *cell, bool has_label, size_t *style,
                                        struct arena *arena)
{
    struct slice own = slice_part(page_text(page), cell->start, cell->end);
    struct record_field field = { .text = own };
    if (has_label) {
        struct buffer text = buffer_create(2 * MOST_HEADERS * LABEL_BYTES + own.length);
        append_label(page, line->table_row->table, cell->column, &text);
        field.label_length = text.length;
        if (field.label_length) {
            bool rtl = cell->direction == DIRECTION_RTL;
            buffer_append_string(&text, rtl ? RLI : LRI);
            field.label_length = text.length;
            buffer_append(&text, own);
            buffer_append_string(&text, PDI);
            field.text = arena_copy(arena, buffer_slice(&text));
        }
        buffer_finish(&text);
    }
    take_styles(page, line, cell, style, &field, arena);
    return field;
}

static const struct table_cell *cell_above(const struct table_row *header, size_t column)
{
    size_t low = 0, high = header->cell_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (header->cells[middle].column <= column)
            low = middle + 1;
        else
            high = middle;
    }
    const struct table_cell *cell = low ? &header->cells[low - 1] : NULL;
    return cell && column < (size_t)cell->column + cell->columns ? cell : NULL;
}

/* The headers above the column, in an isolate, and a colon. */
static void append_label(const struct page *page, const struct table *table, size_t column, struct buffer *label)
{
    const struct table_row *header = table->first_row;
    for (size_t i = 0; i < MOST_HEADERS && header && header->is_header; i++, header = header->next) {
        const struct table_cell *cell = cell_above(header, column);
        if (!cell)
            continue;
        buffer_append_string(label, label->length ? " " : FSI);
        buffer_append(label, utf8_prefix(slice_part(page_text(page), cell->start, cell->end), LABEL_BYTES));
    }
    while (label->length && strchr(": ", label->bytes[label->length - 1]))
        label->length--;
    if (label->length)
        buffer_append_string(label, PDI ": ");
}

static void take_styles(const struct page *page, const struct line *line, const struct table_cell *cell, size_t *style,
                        struct record_field *field, struct arena *arena)
{
    size_t first = line->first_style, end = first + line->style_count, label = field->label_length;
    size_t cell_start = cell->start - line->text.start, cell_end = cell->end - line->text.start, count = 0;
    *style = *style < first ? first : *style;
    while (*style < end && page->styles[*style].end <= cell_start)
        ++*style;
    while (*style + count < end && (count == 0 || page->styles[*style + count - 1].end < cell_end))
        count++;
    struct style_run *styles = ARENA_ARRAY(arena, struct style_run, count + 1);
    if (label)
        styles[field->style_count++] = (struct style_run){ .end = label, .role = PAGE_STRONG };
    for (size_t i = 0; i < count; i++) {
        struct style_run run = page->styles[*style + i];
        run.end = label + (run.end < cell_end ? run.end : cell_end) - cell_start;
        styles[field->style_count++] = run;
    }
    if (count)
        styles[field->style_count - 1].end = field->text.length;
    field->styles = styles;
}
