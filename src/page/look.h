/* Looks ahead on a tape: what must be known of a node before its first line is written. */
#ifndef KHABAR_PAGE_LOOK_H
#define KHABAR_PAGE_LOOK_H

#include "doc/doc.h"

/* Each `offset` stands just behind the ENTER of the node in question. */

/* The node's text, white space folded and trimmed. */
void look_text(const struct doc *doc, size_t offset, struct buffer *text);
/* Text behind `offset`, to the node's end (of the whole document at 0): of each record at most so many bytes, each
 * block in lines of its own, until `sample` is full. Neither a document's title nor inline code is in it. */
void look_sample(const struct doc *doc, size_t offset, size_t bytes_of_text, struct buffer *sample);
/* The text of the next caption, before `levels` open nodes have ended; may be empty. */
void look_caption(const struct doc *doc, size_t offset, unsigned levels, struct buffer *text);
/* Does what follows the node begin with this text (folded)? */
bool look_goes_on_with(const struct doc *doc, size_t offset, struct slice text);
/* Can this table row be shown as one line: at most one paragraph a cell, no other blocks, not more than a table's
 * columns and 64 KiB? */
bool look_row_is_flat(const struct doc *doc, size_t offset);
/* Is there anything to read in the node? */
bool look_has_text(const struct doc *doc, size_t offset);
/* Is the document's first block a heading that says the same as `title` (folded)? */
bool look_starts_with_heading(const struct doc *doc, struct slice title);
/* Is `title` only how the document's text begins, cut ("…") or all of it? */
bool look_is_first_words(const struct doc *doc, struct slice title);
/* Appends `text` with its white space folded, as if it went on from what is there. */
void fold_spaces(struct buffer *out, struct slice text);

#endif
