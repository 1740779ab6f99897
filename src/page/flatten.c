#include "page/flatten.h"

#include "base/utf8.h"
#include "lang/language.h"
#include "page/links.h"
#include "page/look.h"
#include "page/writer.h"
#include "text/bidi.h"

#include <stdio.h>

enum {
    DEEPEST = 256,              /* as doc_check */
    TEXT_ENOUGH = 48 << 20,     /* bytes of page text; then a notice */
    STRONG_WITHIN_CHARACTERS = 512, /* where a side's first strong character is looked for */
};

struct node {
    enum doc_kind kind;
    enum doc_direction marked;  /* what its own markup says */
    enum direction direction;   /* its own or inherited, where markup gave it */
    uint8_t role;
    struct frame *frame;
    struct list *list;
    bool preformatted;
    bool hidden;                /* text in it is not shown */
    bool in_flat_row;           /* of a table: what is in it stays in one line */
    size_t link_ordinal, link_start;
    size_t cell_start;
};

struct flattener {
    struct page *page;
    const struct doc *doc;
    const struct page_head *head;
    struct writer writer;
    struct link_numbers numbers;
    struct node nodes[DEEPEST + 1]; /* [0] stands for the page */
    size_t depth, too_deep;
    size_t next_link;
    bool gap;                   /* a blank row belongs before the next line */
    bool after_masthead;
    bool broken;                /* the last thing was a line break */
    bool item_waits;            /* an item was entered and has shown nothing yet */
    bool code;                  /* an isolate for code is open */
    bool meta_after_heading;    /* the document's first heading is the title */
    size_t blank_lines;         /* of preformatted text, until more text comes */
    bool preformatted_began;
    size_t rtl_bytes, ltr_bytes;
};

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

static void walk(struct flattener *f);
static void enter(struct flattener *f, const struct doc_record *record, size_t offset);
static void leave(struct flattener *f);
static void say(struct flattener *f, struct slice text, unsigned style);
static void write_title(struct flattener *f);
static void write_meta(struct flattener *f);
static void write_length_notice(struct flattener *f);
static enum direction language_direction(const struct flattener *f);

void page_flatten(struct page *page, const struct doc *doc, const struct page_head *head)
{
    static const struct page_head no_head;
    struct arena scratch = { 0 };
    struct flattener *f = ARENA_NEW(&scratch, struct flattener);
    f->page = page;
    f->doc = doc;
    f->head = head ? head : &no_head;
    f->writer.page = page;
    link_numbers_init(&f->numbers, page, doc, f->head->address, &scratch);

    f->meta_after_heading = f->head->title.length && look_starts_with_heading(doc, f->head->title);
    if (!f->meta_after_heading) {
        write_title(f);
        write_meta(f);
    }
    walk(f);
    link_write_list(&f->writer, f->head->address);
    page->direction = language_direction(f);
    arena_finish(&scratch);
}

static struct node *top(struct flattener *f)
{
    return &f->nodes[f->depth];
}

static void walk(struct flattener *f)
{
    size_t offset = 0;
    struct doc_record record;
    while (doc_next(f->doc, &offset, &record)) {
        if (record.operation == DOC_ENTER)
            enter(f, &record, offset);
        else if (record.operation == DOC_EXIT)
            leave(f);
        else
            say(f, record.text, record.flags);
        if (f->page->text.length > TEXT_ENOUGH) {
            write_length_notice(f);
            return;
        }
    }
    writer_finish(&f->writer);
}

/* ---- lines ---------------------------------------------------------------------------------------------------- */

static void write_rule(struct flattener *f, struct frame *frame, bool space_before);
static void show_markers(struct flattener *f, struct frame *frame);
static void open_isolate(struct flattener *f, const struct node *node);
static void resolve_sides(struct flattener *f, struct frame *frame, struct slice text);

static void begin_line(struct flattener *f)
{
    const struct node *node = top(f);
    bool is_masthead = node->role == PAGE_MASTHEAD;
    if (f->after_masthead && !is_masthead) {
        write_rule(f, NULL, false);
        f->gap = true;
    }
    bool space_before = f->gap && f->page->line_count > 0 && !(f->after_masthead && is_masthead);
    if (space_before && node->list && !f->item_waits)
        node->list->loose = true;
    struct line line = {
        .frame = node->frame,
        .direction = node->direction,
        .no_strong = node->preformatted ? DIRECTION_LTR : DIRECTION_AUTO,
        .takes_side = node->in_flat_row,
        .is_masthead = is_masthead,
        .space_before = space_before,
    };
    f->gap = f->broken = f->item_waits = false;
    f->after_masthead = is_masthead;
    writer_begin(&f->writer, &line);
    show_markers(f, node->frame);
    for (size_t i = 1; i <= f->depth; i++)
        open_isolate(f, &f->nodes[i]);
}

static void ensure_line(struct flattener *f)
{
    if (!f->writer.open)
        begin_line(f);
}

static void close_code(struct flattener *f)
{
    if (f->code && f->writer.open)
        writer_close_control(&f->writer, PDI);
    f->code = false;
}

static void finish_line(struct flattener *f)
{
    close_code(f);
    if (!f->writer.open)
        return;
    writer_finish(&f->writer);
    const struct line *line = &f->page->lines[f->page->line_count - 1];
    resolve_sides(f, line->frame, slice_part(page_text(f->page), line->text.start, line->text.end));
}

static void write_rule(struct flattener *f, struct frame *frame, bool space_before)
{
    writer_begin(&f->writer, &(struct line){ .is_rule = true, .frame = frame, .space_before = space_before });
    writer_append(&f->writer, SLICE("─"), PAGE_MARKER);
    writer_finish(&f->writer);
    f->after_masthead = false;
}

/* The markers of items that begin with this line, the outermost first. */
static void show_markers(struct flattener *f, struct frame *frame)
{
    if (!frame)
        return;
    show_markers(f, frame->outer);
    if (frame->kind != FRAME_ITEM || frame->marker_is_shown)
        return;
    char marker[32] = "• ";
    if (frame->list->ordered)
        snprintf(marker, sizeof marker, "%llu. ", (unsigned long long)frame->list->next_ordinal - 1);
    frame->marker = writer_marker(&f->writer, slice_of(marker));
    frame->marker_line = f->page->line_count;
    frame->marker_is_shown = true;
}

static enum direction first_strong(struct slice text)
{
    uint32_t code_points[STRONG_WITHIN_CHARACTERS];
    size_t count = 0, offset = 0;
    while (count < STRONG_WITHIN_CHARACTERS && offset < text.length)
        code_points[count++] = utf8_next(text, &offset);
    return bidi_first_strong(code_points, count, DIRECTION_AUTO);
}

/* Whatever frames have no side yet take that of their first text with a direction. */
static void resolve_sides(struct flattener *f, struct frame *frame, struct slice text)
{
    enum direction direction = first_strong(text);
    if (direction == DIRECTION_AUTO)
        return;
    *(direction == DIRECTION_RTL ? &f->rtl_bytes : &f->ltr_bytes) += text.length;
    for (; frame; frame = frame->outer)
        if (frame->side == DIRECTION_AUTO)
            frame->side = direction;
}

static enum direction language_direction(const struct flattener *f)
{
    struct slice language = doc_language(f->doc);
    bool rtl = language.length ? language_is_rtl(language) : f->rtl_bytes > f->ltr_bytes;
    return rtl ? DIRECTION_RTL : DIRECTION_LTR;
}

/* ---- what stands above the document --------------------------------------------------------------------------- */

static void write_head_line(struct flattener *f, struct slice text, uint8_t role)
{
    writer_begin(&f->writer, &(struct line){ .space_before = false });
    writer_words(&f->writer, text, role);
    finish_line(f);
    f->gap = true;
}

static void write_title(struct flattener *f)
{
    if (slice_trim(f->head->title).length)
        write_head_line(f, slice_trim(f->head->title), PAGE_TITLE);
}

static void write_meta(struct flattener *f)
{
    const struct slice fields[] = { f->head->source, f->head->author, f->head->date };
    enum { FIELDS = sizeof fields / sizeof *fields };
    enum direction direction = DIRECTION_AUTO;
    bool any = false;
    for (size_t i = 0; i < FIELDS; i++) {
        any = any || slice_trim(fields[i]).length;
        if (direction == DIRECTION_AUTO)
            direction = first_strong(fields[i]);
    }
    if (!any)
        return;
    writer_begin(&f->writer, &(struct line){ .direction = direction });
    any = false;
    for (size_t i = 0; i < FIELDS; i++) {
        struct slice field = slice_trim(fields[i]);
        if (!field.length)
            continue;
        if (any)
            writer_append(&f->writer, SLICE(" · "), PAGE_META);
        any = true;
        writer_open_control(&f->writer, FSI);
        writer_words(&f->writer, field, PAGE_META);
        writer_close_control(&f->writer, PDI);
    }
    finish_line(f);
    f->gap = true;
}

static void write_length_notice(struct flattener *f)
{
    finish_line(f);
    f->depth = 0;
    f->gap = true;
    begin_line(f);
    writer_append(&f->writer, SLICE("This page is too long to show whole; it ends here."), PAGE_NOTICE);
    finish_line(f);
}

/* ---- nodes ---------------------------------------------------------------------------------------------------- */

static void enter_block(struct flattener *f, struct node *node, const struct doc_record *record, size_t offset);
static void enter_item(struct flattener *f, struct node *node);
static void enter_image(struct flattener *f, struct node *node, size_t offset);
static void enter_flat_cell(struct flattener *f, struct node *node, const struct doc_record *record);
static void leave_block(struct flattener *f, const struct node *node);
static void leave_link(struct flattener *f, struct node *node);
static void break_line(struct flattener *f);
static enum direction own_or_inherited(enum doc_direction own, enum direction inherited);
static struct frame *frame_create(struct flattener *f, struct node *node, enum frame_kind kind);

static void enter(struct flattener *f, const struct doc_record *record, size_t offset)
{
    if (f->depth == DEEPEST) {
        f->too_deep++;
        return;
    }
    close_code(f);
    struct node *node = &f->nodes[f->depth + 1];
    *node = *top(f);
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
            open_isolate(f, node);
        break;
    case DOC_LINE_BREAK: break_line(f); break;
    default: enter_block(f, node, record, offset); break;
    }
}

static void leave(struct flattener *f)
{
    if (f->too_deep) {
        f->too_deep--;
        return;
    }
    if (!f->depth)
        return;
    close_code(f);
    struct node *node = top(f);
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
    if (parent->in_flat_row) {
        f->writer.space = f->writer.open;
        if (record->kind == DOC_TABLE_CELL)
            enter_flat_cell(f, node, record);
        return;
    }
    finish_line(f);
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
        if (record->number == 1 || f->meta_after_heading)
            node->role = PAGE_TITLE;
        break;
    case DOC_QUOTE: frame_create(f, node, FRAME_QUOTE); break;
    case DOC_LIST:
        node->list = ARENA_NEW(&f->page->arena, struct list);
        node->list->ordered = record->flags & DOC_ORDERED;
        node->list->next_ordinal = record->number;
        break;
    case DOC_ITEM: enter_item(f, node); break;
    case DOC_PREFORMATTED:
        node->preformatted = true;
        node->direction = own_or_inherited(record->direction, DIRECTION_AUTO);
        f->blank_lines = 0;
        f->preformatted_began = false;
        break;
    case DOC_RULE:
        write_rule(f, node->frame, f->gap && f->page->line_count > 0);
        f->gap = true;
        f->item_waits = false;
        break;
    case DOC_IMAGE: enter_image(f, node, offset); break;
    case DOC_TABLE: frame_create(f, node, FRAME_TABLE); break;
    case DOC_TABLE_ROW:
        node->in_flat_row = look_row_is_flat(f->doc, offset);
        node->hidden = !look_has_text(f->doc, offset);
        break;
    default: break;
    }
}

static void enter_item(struct flattener *f, struct node *node)
{
    struct list *list = node->list;
    if (!list)
        return;
    struct frame *frame = frame_create(f, node, FRAME_ITEM);
    frame->list = list;
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
    node->hidden = !alternative.length || slice_equal(buffer_slice(&alternative), buffer_slice(&caption));
    buffer_finish(&alternative);
    buffer_finish(&caption);
    if (node->hidden)
        return;
    begin_line(f);
    writer_append(&f->writer, SLICE("["), PAGE_CAPTION);
}

static void enter_flat_cell(struct flattener *f, struct node *node, const struct doc_record *record)
{
    if (record->flags & DOC_HEADER)
        node->role = PAGE_STRONG;
    f->writer.space = false;
    if (f->writer.open)
        writer_append(&f->writer, SLICE(" │ "), PAGE_MARKER);
    else
        begin_line(f);
    f->writer.line.direction = (node - 1)->direction;
    bool ltr = node->marked == DOC_DIRECTION_LTR, rtl = node->marked == DOC_DIRECTION_RTL;
    writer_open_control(&f->writer, ltr ? LRI : rtl ? RLI : FSI);
    node->cell_start = f->page->text.length;
}

static void leave_block(struct flattener *f, const struct node *node)
{
    const struct node *parent = node - 1;
    if (node->kind == DOC_TABLE_CELL && node->in_flat_row && f->writer.open) {
        struct slice text = page_text(f->page);
        f->writer.space = false;
        resolve_sides(f, node->frame, slice_part(text, node->cell_start, text.length));
        writer_close_control(&f->writer, PDI);
        return;
    }
    if (parent->in_flat_row) {
        f->writer.space = f->writer.open;
        return;
    }
    if (node->kind == DOC_IMAGE && f->writer.open) {
        f->writer.space = false;
        writer_append(&f->writer, SLICE("]"), PAGE_CAPTION);
    }
    finish_line(f);
    if (node->kind == DOC_ITEM) {
        if (!f->item_waits)
            f->gap = node->list && node->list->loose;
        f->item_waits = false;
    } else if (node->kind == DOC_LIST && parent->kind == DOC_ITEM) {
        f->gap = parent->list && parent->list->loose;
    } else if (block_styles[node->kind].spaced && node->kind != DOC_IMAGE && !f->item_waits) {
        f->gap = true;
    }
    if (node->kind == DOC_HEADING && f->meta_after_heading) {
        f->meta_after_heading = false;
        write_meta(f);
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
    ensure_line(f);
    link_write_number(&f->writer, number);
    f->writer.space_role = (node - 1)->role;
}

static void break_line(struct flattener *f)
{
    if (top(f)->in_flat_row) {
        f->writer.space = f->writer.open;
        return;
    }
    if (f->broken && !f->writer.open)
        f->gap = true;
    finish_line(f);
    f->broken = true;
}

static void open_isolate(struct flattener *f, const struct node *node)
{
    bool ltr = node->marked == DOC_DIRECTION_LTR, rtl = node->marked == DOC_DIRECTION_RTL;
    if (node->kind == DOC_ISOLATE)
        writer_open_control(&f->writer, ltr ? LRI : rtl ? RLI : FSI);
    if (node->kind == DOC_OVERRIDE && (ltr || rtl))
        writer_open_control(&f->writer, ltr ? LRO : RLO);
}

static enum direction own_or_inherited(enum doc_direction own, enum direction inherited)
{
    switch (own) {
    case DOC_DIRECTION_LTR: return DIRECTION_LTR;
    case DOC_DIRECTION_RTL: return DIRECTION_RTL;
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
    node->frame = frame;
    return frame;
}

/* ---- text ----------------------------------------------------------------------------------------------------- */

static void say_preformatted(struct flattener *f, struct slice text);
static uint8_t role_of(const struct flattener *f, const struct node *node, unsigned style);

static void say(struct flattener *f, struct slice text, unsigned style)
{
    struct node *node = top(f);
    if (node->hidden)
        return;
    if (node->preformatted) {
        say_preformatted(f, text);
        return;
    }
    if (!slice_trim(text).length) {
        if (f->writer.open)
            writer_words(&f->writer, text, role_of(f, node, style));
        return;
    }
    if (f->code && !(style & DOC_CODE))
        close_code(f);
    bool begins = !f->writer.open || (node->in_flat_row && f->page->text.length == node->cell_start);
    ensure_line(f);
    size_t inner = (size_t)(slice_trim(text).bytes - text.bytes);
    uint8_t role = role_of(f, node, style);
    writer_words(&f->writer, slice_part(text, 0, inner), role);
    if (begins)
        f->writer.space = false;
    if ((style & DOC_CODE) && !f->code) {
        writer_open_control(&f->writer, LRI);
        f->code = true;
    }
    for (size_t i = f->depth; i > 0; i--) {
        if (f->nodes[i].kind != DOC_LINK || f->nodes[i].link_start != SIZE_MAX)
            continue;
        writer_flush_space(&f->writer);
        f->nodes[i].link_start = f->page->text.length;
    }
    writer_words(&f->writer, slice_part(text, inner, text.length), role);
}

static void say_preformatted(struct flattener *f, struct slice text)
{
    size_t start = 0;
    while (start < text.length) {
        size_t length = slice_find(slice_part(text, start, text.length), SLICE("\n"));
        struct slice part = slice_part(text, start, start + length);
        if (part.length) {
            for (; f->blank_lines; f->blank_lines--) {
                begin_line(f);
                writer_finish(&f->writer);
            }
            f->preformatted_began = true;
            ensure_line(f);
            writer_preformatted(&f->writer, part, role_of(f, top(f), 0));
        }
        start += length + 1;
        if (start > text.length)
            break;
        if (f->writer.open)
            finish_line(f);
        else if (f->preformatted_began)
            f->blank_lines++;
    }
}

static uint8_t role_of(const struct flattener *f, const struct node *node, unsigned style)
{
    for (size_t i = f->depth; i > 0; i--)
        if (f->nodes[i].kind == DOC_LINK)
            return PAGE_LINK;
    if (node->role == PAGE_MASTHEAD || node->role == PAGE_TITLE || node->role == PAGE_HEADING)
        return node->role;
    return style & DOC_CODE       ? PAGE_CODE
           : style & DOC_DELETED  ? PAGE_DELETED
           : style & DOC_STRONG   ? PAGE_STRONG
           : style & DOC_EMPHASIS ? PAGE_EMPHASIS
                                  : node->role;
}
