#include "page/flattener.h"
#include "page/look.h"

void table_enter(struct flattener *f, struct node *node)
{
    node->table = ARENA_NEW(&f->page->arena, struct table);
    node->table->side = node->direction;
    node->table->side_is_given = node->direction != DIRECTION_AUTO;
}

void table_enter_row(struct flattener *f, struct node *node, size_t offset)
{
    struct table *table = node->table;
    node->in_flat_row = look_row_is_flat(f->doc, offset);
    node->hidden = !look_has_text(f->doc, offset);
    f->cell_count = 0;
    table->rows_seen++;
    if (table->side_is_given || node->direction == DIRECTION_AUTO)
        return;
    table->side = node->direction;
    table->side_is_given = true;
}

void table_enter_cell(struct flattener *f, struct node *node, const struct doc_record *record)
{
    if (record->flags & DOC_HEADER)
        node->role = PAGE_STRONG;
    f->writer.space = SPACE_NONE;
    if (f->writer.open)
        writer_append(&f->writer, SLICE(" │ "), PAGE_MARKER);
    else
        line_begin(f);
    node->cell_start = f->page->text.length;
    node->cell_style = f->page->style_count;
    f->cells[f->cell_count++] = (struct table_cell){
        .start = (uint32_t)node->cell_start,
        .columns = (uint16_t)doc_columns_spanned(record->number),
        .rows = (uint16_t)doc_rows_spanned(record->number),
        .is_header = record->flags & DOC_HEADER,
    };
}

/* Without letters "-4" is a number whatever the direction around the table. */
static enum direction direction_of_cell(const struct flattener *f, const struct node *node, struct slice text)
{
    enum direction own = text_direction(text, DIRECTION_AUTO);
    if (own != DIRECTION_AUTO)
        own = text_direction(text, f->page->direction);
    bool is_marked = node->marked == DOC_DIRECTION_LTR || node->marked == DOC_DIRECTION_RTL;
    return is_marked || (own != DIRECTION_AUTO && node->direction != DIRECTION_AUTO) ? node->direction : own;
}

/* Many write the headers of their tables as cells in bold. */
static bool is_all_strong(const struct flattener *f, const struct node *node)
{
    const struct page *page = f->page;
    size_t style = node->cell_style;
    while (style < page->style_count && page->styles[style].role == PAGE_STRONG)
        style++;
    return style == page->style_count && style > node->cell_style;
}

void table_leave_cell(struct flattener *f, const struct node *node)
{
    struct table_cell *cell = &f->cells[f->cell_count - 1];
    struct slice text = slice_part(page_text(f->page), cell->start, f->page->text.length);
    f->writer.space = SPACE_NONE;
    cell->end = (uint32_t)f->page->text.length;
    cell->is_header = cell->is_header || is_all_strong(f, node);
    cell->direction = direction_of_cell(f, node, text);
    frames_vote(node->frame, cell->direction);
}

void table_leave_row(struct flattener *f, const struct node *node)
{
    struct table *table = node->table;
    if (!node->in_flat_row || !f->writer.open)
        return;
    if (!table->first_row) {
        table->space_before = f->writer.line.space_before;
        table->starts_item = f->writer.line.start < f->writer.line.text.start;
    }
    f->writer.line.table_row = table_add_row(table, f->cells, f->cell_count, &f->page->arena);
}

void table_leave(struct flattener *f, const struct node *node)
{
    table_finish(node->table, page_text(f->page), &f->page->arena);
}

void table_end_row_of_cell(struct flattener *f, const struct node *node)
{
    if (f->writer.open && f->page->text.length > node->cell_start)
        f->writer.space = ROW_END_WAITS;
}
