/* A document as a file for other programs: HTML or Markdown, in the order in which it is read, the letters as its author
 * wrote them. What is written is read back as the same document by doc_from_html and doc_from_markdown. */
#ifndef KHABAR_DOC_WRITE_H
#define KHABAR_DOC_WRITE_H

#include "base/buffer.h"
#include "doc/doc.h"

/* What is known of an article besides its text; each may be empty. UTF-8, made clean on its way. */
struct doc_head {
    struct slice title, source, author, date;
    struct slice address; /* written only where it may be opened (address_is_allowed) */
};

/* A page in HTML 5. `head` may be NULL; with it a heading stands above the text, unless the text begins with it. A text
 * that is mostly right-to-left says so for the page even where its author did not. False when `out` is full. */
bool doc_write_html(const struct doc *doc, const struct doc_head *head, struct buffer *out);

/* CommonMark with tables and strikethrough; `head` as above. Title, source, language and direction of the whole stand in
 * front matter, as pandoc has it; what Markdown has no words for (a paragraph with a direction of its own, a table without
 * header cells) is in it as HTML. */
bool doc_write_markdown(const struct doc *doc, const struct doc_head *head, struct buffer *out);


#endif
