/* Where the flattening of a document stands: the open nodes, the line that is being written. */
#ifndef KHABAR_PAGE_FLATTENER_H
#define KHABAR_PAGE_FLATTENER_H

#include "page/links.h"
#include "page/table.h"
#include "page/writer.h"

enum { DEEPEST_NODE = 256 }; /* as doc_check */

struct node {
    enum doc_kind kind;
    enum doc_direction marked;  /* what its own markup says */
    enum direction direction;   /* its own or inherited, where markup gave it */
    uint8_t role;
    struct frame *frame;
    struct list *list;
    struct table *table;        /* of a table's rows and cells */
    bool preformatted, is_code;
    bool hidden;                /* text in it is not shown */
    bool in_flat_row;           /* of a table: what is in it stays in one line */
    size_t link_ordinal, link_start;
    size_t cell_start;          /* in the page's text */
    size_t cell_style;          /* its first, in the page's styles */
};

/* What directions and sides of a block's lines follow from. */
enum block { BLOCK_TEXT, BLOCK_HEADING, BLOCK_CAPTION, BLOCK_VERSES, BLOCK_CODE };

struct flattener {
    struct page *page;
    const struct doc *doc;
    const struct page_head *head;
    struct writer writer;
    struct link_numbers numbers;
    struct node nodes[DEEPEST_NODE + 1]; /* [0] stands for the page */
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
    bool line_ends;             /* before more preformatted text: its LF was the last of a link */
    struct buffer heading;      /* the last one's text, folded */
    enum block block;           /* of the lines that were written last */
    size_t first_unresolved;    /* line of that block */
    size_t headings_start, headings_end; /* lines: with no text below them yet */
    size_t cell_count;          /* of the row that is written as one line */
    struct table_cell cells[MOST_TABLE_COLUMNS];
};

static inline struct node *node_top(struct flattener *f)
{
    return &f->nodes[f->depth];
}

/* node.c: what a record of the tape does. `offset` stands behind the record. */
void node_enter(struct flattener *f, const struct doc_record *record, size_t offset);
void node_leave(struct flattener *f);
/* say.c: text of the innermost node, with its doc_style. */
void node_say(struct flattener *f, struct slice text, unsigned style);

/* table_write.c: tables, and their rows that are one line each. */
void table_enter(struct flattener *f, struct node *node);
void table_enter_row(struct flattener *f, struct node *node, size_t offset);
void table_enter_cell(struct flattener *f, struct node *node, const struct doc_record *record);
void table_leave_cell(struct flattener *f, const struct node *node);
void table_leave_row(struct flattener *f, const struct node *node);
void table_leave(struct flattener *f, const struct node *node);
/* What is a block elsewhere is a row of its own inside its cell. */
void table_end_row_of_cell(struct flattener *f, const struct node *node);

/* flow.c: where a line begins and ends. A line takes its attributes from the innermost node. */
void line_begin(struct flattener *f);
void line_ensure(struct flattener *f);
void line_finish(struct flattener *f);
void line_close_code(struct flattener *f);
void line_write_rule(struct flattener *f, struct frame *frame, bool space_before);
/* For a node that is an isolate or an override; nothing for others. */
void line_open_isolate(struct flattener *f, const struct node *node);

/* sides.c */
enum direction page_direction_of(const struct doc *doc, const struct page_head *head);
bool preformatted_is_code(const struct flattener *f, size_t offset);
/* Ends a block: the lines since the last one get their directions, each with all of them as evidence. */
void lines_resolve(struct flattener *f);
void frames_vote(struct frame *frame, enum direction direction);

/* head.c: what stands above the document. */
void head_write_title(struct flattener *f);
/* With the enclosures below. */
void head_write_meta(struct flattener *f);
/* Enclosures without words: after all other links. */
void head_number_the_rest(struct flattener *f);

#endif
