#include "doc/flow.h"

#include <stdlib.h>

struct flow_block {
    struct flow_node node;
    struct flow_container container; /* around it */
    unsigned exits;                  /* with the nodes that had to be put between */
};

static void open_text(struct flow *flow);
static void open_blocks(struct flow *flow);
static void flush(struct flow *flow);
static void *grow(void *array, size_t count, size_t *capacity, size_t size);

static void enter(struct flow *flow, const struct flow_node *node)
{
    doc_enter(&flow->builder, node->kind, node->direction, node->flags, node->number, node->text);
}

void flow_init(struct flow *flow, struct buffer *tape, const struct flow_node *document)
{
    *flow = (struct flow){ .run = buffer_create(SIZE_MAX / 4) };
    doc_builder_init(&flow->builder, tape);
    flow_enter_block(flow, document);
    open_blocks(flow);
}

void flow_finish(struct flow *flow)
{
    flow_end_text(flow);
    while (flow->block_count > 0)
        flow_leave_block(flow);
    doc_builder_finish(&flow->builder);
    buffer_finish(&flow->run);
    free(flow->blocks);
    free(flow->inlines);
}

void flow_enter_block(struct flow *flow, const struct flow_node *node)
{
    flow_end_text(flow);
    flow->blocks = grow(flow->blocks, flow->block_count, &flow->blocks_capacity, sizeof *flow->blocks);
    struct flow_block *block = &flow->blocks[flow->block_count++];
    *block = (struct flow_block){ *node, flow->container, 0 };
    if (node->direction == DOC_DIRECTION_INHERIT)
        block->node.direction = flow->container.direction;
    flow->container = (struct flow_container){ 0 };
}

void flow_leave_block(struct flow *flow)
{
    flow_end_text(flow);
    struct flow_block *block = &flow->blocks[--flow->block_count];
    if (flow->blocks_open > flow->block_count) {
        for (; block->exits > 0; block->exits--)
            doc_exit(&flow->builder);
        flow->blocks_open = flow->block_count;
    }
    flow->container = block->container;
}

void flow_keep_block(struct flow *flow)
{
    flow_end_text(flow);
    open_blocks(flow);
}

void flow_enter_inline(struct flow *flow, const struct flow_node *node)
{
    flow->inlines = grow(flow->inlines, flow->inline_count, &flow->inlines_capacity, sizeof *flow->inlines);
    flow->inlines[flow->inline_count++] = *node;
}

void flow_leave_inline(struct flow *flow)
{
    flow->inline_count--;
    if (flow->inlines_open <= flow->inline_count)
        return;
    flush(flow);
    doc_exit(&flow->builder);
    flow->inlines_open--;
}

struct flow_container flow_contain(struct flow *flow, struct flow_container container)
{
    struct flow_container before = flow->container;
    /* "dir" on a post or a page is about its sentences: a program in it is still read as programs are. */
    if (container.direction == DOC_DIRECTION_INHERIT && container.kind != DOC_PREFORMATTED)
        container.direction = before.direction;
    flow_return(flow, container);
    return before;
}

void flow_return(struct flow *flow, struct flow_container container)
{
    flow_end_text(flow);
    flow->container = container;
}

void flow_end_text(struct flow *flow)
{
    flush(flow);
    for (; flow->inlines_open > 0; flow->inlines_open--)
        doc_exit(&flow->builder);
    for (; flow->text_exits > 0; flow->text_exits--)
        doc_exit(&flow->builder);
    flow->in_text = flow->space = false;
    flow->breaks = 0;
}

/* ---- text ---------------------------------------------------------------------------------------------------- */

static void add_text(struct flow *flow, struct slice text);

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r';
}

void flow_text(struct flow *flow, struct slice text)
{
    if (flow->container.kind == DOC_PREFORMATTED) {
        /* Lines that end it are held back: they show nothing. */
        while (text.length > 0) {
            size_t line = 0;
            while (line < text.length && text.bytes[line] != '\n')
                line++;
            if (line > 0)
                add_text(flow, slice_part(text, 0, line));
            flow->breaks += line < text.length;
            text = slice_part(text, line + (line < text.length), text.length);
        }
        return;
    }
    for (size_t at = 0; at < text.length;) {
        size_t start = at;
        while (at < text.length && is_space(text.bytes[at]))
            at++;
        if (at > start)
            flow->space_style = flow->space ? flow->space_style & flow->style : flow->style;
        flow->space = flow->space || at > start;
        start = at;
        while (at < text.length && !is_space(text.bytes[at]))
            at++;
        if (at > start)
            add_text(flow, slice_part(text, start, at));
    }
}

void flow_break_line(struct flow *flow)
{
    flow->breaks++;
}

static void add_raw(struct flow *flow, const char *text)
{
    unsigned style = flow->style;
    /* <pre><code>: the block says it. */
    if (flow->container.kind == DOC_PREFORMATTED)
        style &= ~(unsigned)DOC_CODE;
    if (flow->run_style != style)
        flush(flow);
    flow->run_style = style;
    buffer_append_string(&flow->run, text);
}

/* Styled only where both its neighbours are, and only as what it stood in was: two names of code are not one. */
static void add_space(struct flow *flow)
{
    unsigned style = flow->style;
    flow->style &= flow->run_style & flow->space_style;
    add_raw(flow, " ");
    flow->style = style;
}

static void add_due_breaks(struct flow *flow)
{
    static const struct flow_node line_break = { .kind = DOC_LINE_BREAK };
    bool preformatted = flow->container.kind == DOC_PREFORMATTED;
    /* Two breaks are how many pages end a paragraph. */
    if (flow->in_text && flow->breaks > 1 && flow->text_exits > 0 && !preformatted) {
        flow_end_text(flow);
        return;
    }
    size_t breaks = flow->in_text || preformatted ? flow->breaks : 0;
    if (!preformatted && breaks > 2)
        breaks = 2;
    flow->breaks = 0;
    if (breaks > 0 && !preformatted) {
        flow->space = false;
        flush(flow);
    }
    for (; breaks > 0; breaks--) {
        if (preformatted && flow->in_text) {
            add_raw(flow, "\n");
        } else if (!preformatted) {
            enter(flow, &line_break);
            doc_exit(&flow->builder);
        }
    }
}

/* A word, or a line of preformatted text. */
static void add_text(struct flow *flow, struct slice text)
{
    if (flow->breaks > 0)
        add_due_breaks(flow);
    bool preformatted = flow->container.kind == DOC_PREFORMATTED;
    /* Paragraphs of nothing but &nbsp; are how many editors write space. */
    while (!flow->in_text && !preformatted && slice_starts_with(text, SLICE("\u00A0")))
        text = slice_part(text, 2, text.length);
    if (text.length == 0)
        return;
    /* The space belongs before a link or an isolate, not into it. */
    if (flow->space && flow->in_text && !preformatted)
        add_space(flow);
    flow->space = false;
    open_text(flow);
    add_raw(flow, "");
    buffer_append(&flow->run, text);
}

static void flush(struct flow *flow)
{
    if (flow->run.length == 0)
        return;
    doc_text(&flow->builder, flow->run_style, buffer_slice(&flow->run));
    buffer_clear(&flow->run);
}

/* ---- opening what text needs around it ------------------------------------------------------------------------- */

/* The nodes without which `kind` (0: text) may not stand in `parent`; tells how many were entered. */
static unsigned enter_between(struct flow *flow, enum doc_kind parent, enum doc_kind kind)
{
    static const struct flow_node item = { .kind = DOC_ITEM }, list = { .kind = DOC_LIST },
                                  row = { .kind = DOC_TABLE_ROW }, cell = { .kind = DOC_TABLE_CELL };
    unsigned entered = 0;
    if (parent == DOC_LIST && kind != DOC_ITEM) {
        enter(flow, &item);
        entered = 1;
    } else if (kind == DOC_ITEM && parent != DOC_LIST) {
        entered = enter_between(flow, parent, DOC_LIST) + 1;
        enter(flow, &list);
    } else if (parent == DOC_TABLE && kind != DOC_TABLE_ROW && kind != DOC_CAPTION) {
        enter(flow, &row);
        entered = 1;
        if (kind != DOC_TABLE_CELL) {
            enter(flow, &cell);
            entered = 2;
        }
    } else if (parent == DOC_TABLE_ROW && kind != DOC_TABLE_CELL) {
        enter(flow, &cell);
        entered = 1;
    }
    return entered;
}

static void open_blocks(struct flow *flow)
{
    for (; flow->blocks_open < flow->block_count; flow->blocks_open++) {
        struct flow_block *block = &flow->blocks[flow->blocks_open];
        enum doc_kind parent = flow->blocks_open > 0 ? flow->blocks[flow->blocks_open - 1].node.kind : 0;
        block->exits = 1 + enter_between(flow, parent, block->node.kind);
        enter(flow, &block->node);
    }
}

static void open_text(struct flow *flow)
{
    if (!flow->in_text) {
        open_blocks(flow);
        enum doc_kind parent = flow->blocks[flow->block_count - 1].node.kind;
        struct flow_node node = {
            .kind = flow->container.kind, .direction = flow->container.direction, .number = flow->container.number
        };
        flow->text_exits = enter_between(flow, parent, node.kind);
        bool direct = parent == DOC_ITEM || parent == DOC_TABLE_CELL || parent == DOC_NOTICE || parent == DOC_IMAGE;
        if (!node.kind && (!(direct || flow->text_exits > 0) || node.direction != DOC_DIRECTION_INHERIT))
            node.kind = DOC_PARAGRAPH;
        if (node.kind) {
            enter(flow, &node);
            flow->text_exits++;
        }
        flow->in_text = true;
    }
    /* More of them in each other mean nothing, and each would be opened again in every paragraph. */
    enum { MOST_INLINES = 24 };
    size_t wanted = flow->inline_count < MOST_INLINES ? flow->inline_count : MOST_INLINES;
    if (flow->inlines_open < wanted)
        flush(flow);
    for (; flow->inlines_open < wanted; flow->inlines_open++)
        enter(flow, &flow->inlines[flow->inlines_open]);
}

static void *grow(void *array, size_t count, size_t *capacity, size_t size)
{
    if (count < *capacity)
        return array;
    *capacity = *capacity * 2 + 16;
    return reallocate(array, *capacity, size);
}
