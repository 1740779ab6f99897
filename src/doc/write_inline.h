/* A run of text as Markdown: characters that mean something are escaped, styles get their signs where CommonMark takes
 * them for such (6.2, flanking runs), and HTML's tags elsewhere. */
#ifndef KHABAR_DOC_WRITE_INLINE_H
#define KHABAR_DOC_WRITE_INLINE_H

#include "doc/doc.h"

struct markdown_inline {
    const struct doc *doc;
    struct buffer *out;
    struct slice prefix;    /* of each line: quotes and lists around it */
    bool on_one_line;       /* a heading, a cell: breaks are tags */
    bool in_cell;           /* | is escaped */
    bool begins_line;       /* nothing stands on the line yet but the prefix */
    bool stops_before_exit; /* the text stands in a node that blocks stand in, too: its EXIT is not ours */
    bool ends_in_sign;      /* the last thing written was the end of a style */
};

/* Text, links, isolates and breaks from `*offset` on: up to and with the EXIT that ends them, or to the next block's ENTER,
 * which is left to be read. */
void markdown_append_inline(struct markdown_inline *run, size_t *offset);

#endif
