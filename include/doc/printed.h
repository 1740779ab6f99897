/* Text as it is printed for a pager: bold and underlined by striking letters over each other (man, nroff), or by a
 * terminal's sequences (SGR). */
#ifndef KHABAR_DOC_PRINTED_H
#define KHABAR_DOC_PRINTED_H

#include "base/buffer.h"

/* Is any of that in it? Only its beginning is looked at. */
bool printed_text_is(struct slice utf8);
/* Lines stay as they are; bold is strong, underlined is emphasis, a bold line at the edge is a heading. What else a
 * terminal would be told is dropped. `utf8` as it came, with its control characters. */
void doc_from_printed_text(struct slice utf8, struct buffer *tape);

#endif
