/* Plain text and Markdown to a document. */
#ifndef KHABAR_DOC_PLAIN_H
#define KHABAR_DOC_PLAIN_H

#include "base/buffer.h"

/* Paragraphs at blank lines. What a person sees as masthead, headline and section headings becomes that:
 * short lines between blank lines with no closing punctuation; a line repeated at once is shown once. */
void doc_from_plain_text(struct slice utf8, struct buffer *tape);

/* CommonMark with tables and strikethrough (md4c), by way of HTML. */
void doc_from_markdown(struct slice utf8, struct slice address, struct buffer *tape);

#endif
