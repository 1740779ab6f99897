#include "base/utf8.h"
#include "page/flattener.h"
#include "text/bidi.h"

#include <stdio.h>

enum { STRONG_WITHIN_CHARACTERS = 512 }; /* where a side's first strong character is looked for */

static void show_markers(struct flattener *f, struct frame *frame);

void line_begin(struct flattener *f)
{
    const struct node *node = node_top(f);
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
        .no_strong = node->preformatted ? DIRECTION_LTR : DIRECTION_AUTO,
        .is_masthead = is_masthead,
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
    const struct line *line = &f->page->lines[f->page->line_count - 1];
    if (!line->table_row) /* whose cells did */
        sides_resolve(f, line->frame, slice_part(page_text(f->page), line->text.start, line->text.end));
}

void line_write_rule(struct flattener *f, struct frame *frame, bool space_before)
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

enum direction text_first_strong(struct slice text)
{
    uint32_t code_points[STRONG_WITHIN_CHARACTERS];
    size_t count = 0, offset = 0;
    while (count < STRONG_WITHIN_CHARACTERS && offset < text.length)
        code_points[count++] = utf8_next(text, &offset);
    return bidi_first_strong(code_points, count, DIRECTION_AUTO);
}

void sides_resolve(struct flattener *f, struct frame *frame, struct slice text)
{
    enum direction direction = text_first_strong(text);
    if (direction == DIRECTION_AUTO)
        return;
    *(direction == DIRECTION_RTL ? &f->rtl_bytes : &f->ltr_bytes) += text.length;
    for (; frame; frame = frame->outer)
        if (frame->side == DIRECTION_AUTO)
            frame->side = direction;
}

void line_open_isolate(struct flattener *f, const struct node *node)
{
    bool ltr = node->marked == DOC_DIRECTION_LTR, rtl = node->marked == DOC_DIRECTION_RTL;
    if (node->kind == DOC_ISOLATE)
        writer_open_control(&f->writer, ltr ? LRI : rtl ? RLI : FSI);
    if (node->kind == DOC_OVERRIDE && (ltr || rtl))
        writer_open_control(&f->writer, ltr ? LRO : RLO);
}
