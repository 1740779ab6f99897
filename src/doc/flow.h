/* Between a tree of elements and the tape: white space folded as CSS does, text in the paragraph that it belongs
 * to, inline nodes that reach over several blocks opened again in each, nothing written that holds nothing. */
#ifndef KHABAR_DOC_FLOW_H
#define KHABAR_DOC_FLOW_H

#include "doc/doc.h"

struct flow_node {
    enum doc_kind kind;
    enum doc_direction direction;
    unsigned flags;
    uint32_t number;
    struct slice text; /* borrowed until the node is left */
};

/* What text stands in: a paragraph, heading, preformatted, caption or title; kind 0 means as the block has it. */
struct flow_container {
    enum doc_kind kind;
    enum doc_direction direction;
    uint32_t number;
};

struct flow {
    struct doc_builder builder;
    struct flow_container container; /* change it with flow_contain */
    unsigned style;                  /* of the text that comes next */
    struct flow_block *blocks;
    size_t block_count, blocks_capacity, blocks_open;
    struct flow_node *inlines;
    size_t inline_count, inlines_capacity, inlines_open;
    struct buffer run;    /* text not yet written, all in `run_style` */
    unsigned run_style;
    bool in_text;         /* text was written to the container since it was entered */
    unsigned text_exits;  /* nodes to leave when this text ends */
    bool space;           /* white space is due before the next word */
    unsigned space_style; /* what all of it stands in */
    size_t breaks;        /* line breaks are due before the next word */
};

/* The tape begins with `document`. */
void flow_init(struct flow *flow, struct buffer *tape, const struct flow_node *document);
void flow_finish(struct flow *flow);

void flow_enter_block(struct flow *flow, const struct flow_node *node);
void flow_leave_block(struct flow *flow);
/* Writes the block even though it is empty. */
void flow_keep_block(struct flow *flow);
void flow_enter_inline(struct flow *flow, const struct flow_node *node);
void flow_leave_inline(struct flow *flow);
/* Ends the text before; gives the container that was, to return to. The direction around is inherited, but not by
 * preformatted text. */
struct flow_container flow_contain(struct flow *flow, struct flow_container container);
void flow_return(struct flow *flow, struct flow_container container);

void flow_text(struct flow *flow, struct slice text);
void flow_break_line(struct flow *flow);
/* What comes next starts a new line, or a new paragraph. */
void flow_end_text(struct flow *flow);

#endif
