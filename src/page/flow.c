#include "page/flattener.h"

#include <stdio.h>

static void show_markers(struct flattener *f, struct frame *frame);

static enum block block_of(const struct node *node)
{
    if (node->preformatted)
        return node->is_code ? BLOCK_CODE : BLOCK_VERSES;
    switch (node->role) {
    case PAGE_TITLE:
    case PAGE_HEADING: return BLOCK_HEADING;
    case PAGE_CAPTION: return BLOCK_CAPTION;
    default: return BLOCK_TEXT;
    }
}

void line_begin(struct flattener *f)
{
    const struct node *node = node_top(f);
    if (!f->broken || f->gap)
        lines_resolve(f);
    f->block = block_of(node);
    bool is_masthead = node->role == PAGE_MASTHEAD;
    if (f->after_masthead && !is_masthead) {
        line_write_rule(f, NULL, false);
        f->gap = true;
    }
    bool space_before = f->gap && f->page->line_count > 0 && !(f->after_masthead && is_masthead);
    if (space_before && node->list && !f->item_waits)
        node->list->loose = true;
    struct line line = {
        .frame = node->frame,
        .direction = node->direction,
        .is_masthead = is_masthead,
        .is_title = node->role == PAGE_TITLE,
        .keeps_direction = node->preformatted,
        .is_prose = (node->role == PAGE_TEXT || node->role == PAGE_QUOTE) && !node->in_flat_row,
        .space_before = space_before,
    };
    f->gap = f->broken = f->item_waits = false;
    f->after_masthead = is_masthead;
    writer_begin(&f->writer, &line);
    show_markers(f, node->frame);
    for (size_t i = 1; i <= f->depth; i++)
        line_open_isolate(f, &f->nodes[i]);
}

void line_ensure(struct flattener *f)
{
    if (!f->writer.open)
        line_begin(f);
}

void line_close_code(struct flattener *f)
{
    if (f->code && f->writer.open)
        writer_close_control(&f->writer, PDI);
    f->code = false;
}

void line_finish(struct flattener *f)
{
    line_close_code(f);
    if (!f->writer.open)
        return;
    writer_finish(&f->writer);
}

void line_write_rule(struct flattener *f, struct frame *frame, bool space_before)
{
    lines_resolve(f);
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

void line_open_isolate(struct flattener *f, const struct node *node)
{
    bool ltr = node->marked == DOC_DIRECTION_LTR, rtl = node->marked == DOC_DIRECTION_RTL;
    if (node->kind == DOC_ISOLATE)
        writer_open_control(&f->writer, ltr ? LRI : rtl ? RLI : FSI);
    if (node->kind == DOC_OVERRIDE && (ltr || rtl))
        writer_open_control(&f->writer, ltr ? LRO : RLO);
}
