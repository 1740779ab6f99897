/* HTML to a document: what a reader reads. Scripts, styles, forms and hidden parts are dropped. */
#ifndef KHABAR_DOC_HTML_H
#define KHABAR_DOC_HTML_H

#include "base/buffer.h"
#include "base/error.h"

/* `utf8` as charset_to_utf8 gives it. `address` (may be empty) is what relative links resolve against.
 * `language` (may be empty) is used when the markup names none. A page and a feed entry's fragment alike.
 * Markup that the guard refuses becomes its text without tags under a notice: never an error, never lost. */
void doc_from_html(struct slice utf8, struct slice address, struct slice language, struct buffer *tape);

/* The same without any parser: tags dropped linearly, under a notice with this text. When a worker died of it. */
void doc_from_html_stripped(struct slice utf8, struct slice language, const char *notice, struct buffer *tape);

/* One line of text out of a fragment such as a feed's title: tags dropped, entities decoded, white space folded. */
bool html_to_line(struct slice utf8, struct buffer *line);

#endif
