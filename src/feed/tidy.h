/* What amateurs send, made into XML that can be read to its end: before libxml2 and in one linear pass.
 * Declarations, DOCTYPEs (and with them every entity of the sender's own), comments and instructions are dropped;
 * entities are resolved; stray "&" and "<" are text; tags are balanced; what was cut short is closed.
 * Text does not go through libxml2 at all: a mark stands for it in the markup, and it waits in a buffer of texts. */
#ifndef KHABAR_FEED_TIDY_H
#define KHABAR_FEED_TIDY_H

#include "base/buffer.h"

#include <stdint.h>

enum { TIDY_NESTING_LIMIT = 200, TIDY_TEXT_MARK = '.', TIDY_TEXT_HEADER = sizeof(uint32_t) /* its length */ };

/* Appends one root element, or nothing. `*damaged`: tags were missing, wrong or too deep. False past a buffer's limit. */
bool xml_tidy(struct slice utf8, struct buffer *markup, struct buffer *texts, bool *damaged);
/* Takes the text of the next mark off the front of what xml_tidy wrote. */
bool tidy_next_text(struct slice *texts, struct slice *text);

#endif
