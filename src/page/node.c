#include "lang/language.h"
#include "page/flattener.h"
#include "page/look.h"

#include <stdio.h>

struct block_style {
    bool is_block;
    bool spaced;                /* blank rows around it */
    uint8_t role;               /* 0: as what it stands in */
};

static const struct block_style block_styles[DOC_KIND_COUNT] = {
    [DOC_DOCUMENT] = { .is_block = true },
    [DOC_MASTHEAD] = { .is_block = true, .spaced = true, .role = PAGE_MASTHEAD },
    [DOC_HEADING] = { .is_block = true, .spaced = true, .role = PAGE_HEADING },
    [DOC_PARAGRAPH] = { .is_block = true, .spaced = true },
    [DOC_QUOTE] = { .is_block = true, .spaced = true, .role = PAGE_QUOTE },
    [DOC_LIST] = { .is_block = true, .spaced = true },
    [DOC_ITEM] = { .is_block = true },
    [DOC_PREFORMATTED] = { .is_block = true, .spaced = true, .role = PAGE_CODE },
    [DOC_RULE] = { .is_block = true, .spaced = true },
    [DOC_FIGURE] = { .is_block = true, .spaced = true },
    [DOC_IMAGE] = { .is_block = true, .spaced = true, .role = PAGE_CAPTION },
    [DOC_CAPTION] = { .is_block = true, .spaced = true, .role = PAGE_CAPTION },
    [DOC_TABLE] = { .is_block = true, .spaced = true },
    [DOC_TABLE_ROW] = { .is_block = true },
    [DOC_TABLE_CELL] = { .is_block = true },
    [DOC_NOTICE] = { .is_block = true, .spaced = true, .role = PAGE_NOTICE },
};

static void enter_block(struct flattener *f, struct node *node, const struct doc_record *record, size_t offset);
static void enter_list(struct flattener *f, struct node *node, const struct doc_record *record);
static void enter_item(struct flattener *f, struct node *node);
static void enter_image(struct flattener *f, struct node *node, size_t offset);
static void leave_block(struct flattener *f, const struct node *node);
static void leave_link(struct flattener *f, struct node *node);
static void break_line(struct flattener *f);
static enum direction own_or_inherited(enum doc_direction own, enum direction inherited);
static struct frame *frame_create(struct flattener *f, struct node *node, enum frame_kind kind);

void node_enter(struct flattener *f, const struct doc_record *record, size_t offset)
{
    if (f->depth == DEEPEST_NODE) {
        f->too_deep++;
        return;
    }
    line_close_code(f);
    struct node *node = &f->nodes[f->depth + 1];
    *node = *node_top(f);
    f->depth++;
    node->kind = record->kind;
    node->marked = record->direction;
    node->hidden = node->hidden || record->kind == DOC_TITLE;
    if (node->hidden) {
        f->next_link += record->kind == DOC_LINK;
        return;
    }
    switch (record->kind) {
    case DOC_LINK:
        node->link_ordinal = f->next_link++;
        node->link_start = SIZE_MAX;
        break;
    case DOC_ISOLATE:
    case DOC_OVERRIDE:
        if (f->writer.open)
            line_open_isolate(f, node);
        break;
    case DOC_LINE_BREAK: break_line(f); break;
    default: enter_block(f, node, record, offset); break;
    }
}

void node_leave(struct flattener *f)
{
    if (f->too_deep) {
        f->too_deep--;
        return;
    }
    if (!f->depth)
        return;
    line_close_code(f);
    struct node *node = node_top(f);
    if (!node->hidden) {
        if (node->kind == DOC_LINK)
            leave_link(f, node);
        else if (node->kind == DOC_ISOLATE && f->writer.open)
            writer_close_control(&f->writer, PDI);
        else if (node->kind == DOC_OVERRIDE && f->writer.open && node->marked >= DOC_DIRECTION_LTR)
            writer_close_control(&f->writer, PDF);
        else if (block_styles[node->kind].is_block)
            leave_block(f, node);
    }
    f->depth--;
}

static void enter_block(struct flattener *f, struct node *node, const struct doc_record *record, size_t offset)
{
    const struct node *parent = node - 1;
    node->direction = own_or_inherited(record->direction, parent->direction);
    if (record->kind == DOC_DOCUMENT && node->direction == DIRECTION_LTR && language_is_rtl(record->text))
        node->direction = DIRECTION_AUTO; /* <html lang="ur" dir="ltr">: a template's default, not the author's word */
    if (parent->in_flat_row) {
        if (record->kind == DOC_TABLE_CELL)
            table_enter_cell(f, node, record);
        else
            table_end_row_of_cell(f, node);
        return;
    }
    line_finish(f);
    const struct block_style *style = &block_styles[record->kind];
    if (style->role)
        node->role = style->role;
    bool captions = record->kind == DOC_CAPTION || record->kind == DOC_IMAGE;
    bool belongs = captions && (parent->kind == DOC_FIGURE || parent->kind == DOC_TABLE);
    bool nested_list = record->kind == DOC_LIST && parent->kind == DOC_ITEM;
    if (nested_list && !f->item_waits)
        f->gap = parent->list && parent->list->loose;
    else if (style->spaced && !belongs && !f->item_waits)
        f->gap = true;

    switch (record->kind) {
    case DOC_HEADING:
        buffer_clear(&f->heading);
        look_text(f->doc, offset, &f->heading);
        if (record->number == 1 || f->meta_after_heading)
            node->role = PAGE_TITLE;
        break;
    case DOC_QUOTE: frame_create(f, node, FRAME_QUOTE); break;
    case DOC_LIST: enter_list(f, node, record); break;
    case DOC_ITEM: enter_item(f, node); break;
    case DOC_PREFORMATTED:
        node->preformatted = true;
        node->direction = own_or_inherited(record->direction, DIRECTION_AUTO);
        node->is_code = preformatted_is_code(f, offset);
        f->blank_lines = 0;
        f->preformatted_began = f->line_ends = false;
        break;
    case DOC_RULE:
        line_write_rule(f, node->frame, f->gap && f->page->line_count > 0);
        f->gap = true;
        f->item_waits = false;
        break;
    case DOC_IMAGE: enter_image(f, node, offset); break;
    case DOC_TABLE: table_enter(f, node); break;
    case DOC_TABLE_ROW: table_enter_row(f, node, offset); break;
    default: break;
    }
}

static void enter_list(struct flattener *f, struct node *node, const struct doc_record *record)
{
    const struct frame *outer = node->frame;
    bool is_nested = outer && outer->kind == FRAME_ITEM;
    node->list = ARENA_NEW(&f->page->arena, struct list);
    *node->list = (struct list){
        .side = node->direction,
        .votes = is_nested ? outer->list->votes : ARENA_NEW(&f->page->arena, struct votes),
        .next_ordinal = record->number,
        .ordered = record->flags & DOC_ORDERED,
    };
}

static void enter_item(struct flattener *f, struct node *node)
{
    struct list *list = node->list;
    if (!list)
        return;
    struct frame *frame = frame_create(f, node, FRAME_ITEM);
    frame->list = list;
    frame->side = list->side;
    int width = 2;
    if (list->ordered)
        width = snprintf(NULL, 0, "%llu. ", (unsigned long long)list->next_ordinal);
    if (width > list->marker_width)
        list->marker_width = width;
    list->next_ordinal++;
    f->item_waits = true;
}

static void enter_image(struct flattener *f, struct node *node, size_t offset)
{
    size_t figure = f->depth - 1;
    while (figure > 0 && f->nodes[figure].kind != DOC_FIGURE)
        figure--;
    struct buffer alternative = buffer_create(4096), caption = buffer_create(4096);
    look_text(f->doc, offset, &alternative);
    if (figure > 0)
        look_caption(f->doc, offset, (unsigned)(f->depth - figure + 1), &caption);
    /* Many repeat as alternative text what stands beside the image anyway. */
    struct slice text = buffer_slice(&alternative);
    node->hidden = !text.length || slice_equal(text, buffer_slice(&caption)) ||
                   slice_equal(text, buffer_slice(&f->heading)) || look_goes_on_with(f->doc, offset, text);
    buffer_finish(&alternative);
    buffer_finish(&caption);
    if (node->hidden)
        return;
    line_begin(f);
    writer_append(&f->writer, SLICE("["), PAGE_CAPTION);
}

static void leave_block(struct flattener *f, const struct node *node)
{
    const struct node *parent = node - 1;
    if (parent->in_flat_row) {
        if (node->kind == DOC_TABLE_CELL)
            table_leave_cell(f, node);
        else
            table_end_row_of_cell(f, node);
        return;
    }
    if (node->kind == DOC_IMAGE && f->writer.open) {
        f->writer.space = SPACE_NONE;
        writer_append(&f->writer, SLICE("]"), PAGE_CAPTION);
    }
    if (node->kind == DOC_TABLE_ROW)
        table_leave_row(f, node);
    line_finish(f);
    if (node->kind == DOC_TABLE)
        table_leave(f, node);
    bool captions_table = node->kind == DOC_CAPTION && parent->kind == DOC_TABLE;
    if (node->kind == DOC_ITEM) {
        if (!f->item_waits)
            f->gap = node->list && node->list->loose;
        f->item_waits = false;
    } else if (node->kind == DOC_LIST && parent->kind == DOC_ITEM) {
        f->gap = parent->list && parent->list->loose;
    } else if (block_styles[node->kind].spaced && node->kind != DOC_IMAGE && !captions_table && !f->item_waits) {
        f->gap = true;
    }
    if (node->kind == DOC_HEADING && f->meta_after_heading) {
        f->meta_after_heading = false;
        head_write_meta(f);
    }
}

static void leave_link(struct flattener *f, struct node *node)
{
    if (node->link_start == SIZE_MAX)
        return;
    struct range source = { node->link_start, f->page->text.length };
    uint32_t number = link_number(&f->numbers, node->link_ordinal, source);
    if (!number)
        return;
    line_ensure(f);
    link_write_number(&f->writer, number, source);
    f->writer.space_role = (node - 1)->role;
}

static void break_line(struct flattener *f)
{
    if (node_top(f)->in_flat_row) {
        table_end_row_of_cell(f, node_top(f));
        return;
    }
    if (f->broken && !f->writer.open)
        f->gap = true;
    line_finish(f);
    f->broken = true;
}

static enum direction own_or_inherited(enum doc_direction own, enum direction inherited)
{
    switch (own) {
    case DOC_DIRECTION_LTR: return DIRECTION_LTR;
    case DOC_DIRECTION_RTL: return DIRECTION_RTL;
    /* dir=auto asks for the direction of the content. HTML finds it by the first strong character alone, CSS each
     * paragraph by its own; what the author wants is what a reader of the text expects. */
    case DOC_DIRECTION_AUTO: return DIRECTION_AUTO;
    case DOC_DIRECTION_INHERIT: break;
    }
    return inherited;
}

static struct frame *frame_create(struct flattener *f, struct node *node, enum frame_kind kind)
{
    struct frame *frame = ARENA_NEW(&f->page->arena, struct frame);
    frame->outer = node->frame;
    frame->kind = kind;
    frame->side = node->direction;
    frame->votes = kind == FRAME_ITEM ? node->list->votes : ARENA_NEW(&f->page->arena, struct votes);
    node->frame = frame;
    return frame;
}
