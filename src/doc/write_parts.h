/* What both writers of a document share. */
#ifndef KHABAR_DOC_WRITE_PARTS_H
#define KHABAR_DOC_WRITE_PARTS_H

#include "doc/write.h"

/* One node with all that is in it, as HTML without a line feed: `offset` is behind its ENTER `node`, and moves behind its
 * EXIT. */
void html_append_node(const struct doc *doc, size_t *offset, const struct doc_record *node, struct buffer *out);
/* How many nodes are open after a record. */
static inline size_t doc_depth_after(size_t depth, const struct doc_record *record)
{
    return record->operation == DOC_ENTER ? depth + 1 : record->operation == DOC_EXIT ? depth - 1 : depth;
}
/* Moves behind the EXIT of the node whose ENTER was read last. */
void doc_skip_node(const struct doc *doc, size_t *offset);

/* The direction that the whole is written with: what the document says, else the one that all its directed blocks share
 * or most of its letters have; DOC_DIRECTION_INHERIT where nothing speaks for right to left. */
enum doc_direction doc_overall_direction(const struct doc *doc);
/* "ltr", "rtl" or "auto"; NULL for DOC_DIRECTION_INHERIT. */
const char *direction_word(enum doc_direction direction);

/* Does the text begin with a heading of these words? */
bool doc_begins_with(const struct doc *doc, struct slice title);
/* One line, clean, white space at its ends and line feeds in it gone; controls that reach past it closed. */
struct slice field_clean(struct slice field, struct buffer *storage);

#endif
