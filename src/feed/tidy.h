/* What amateurs send, made into XML that can be read to its end: before libxml2 and in one linear pass.
 * Declarations, DOCTYPEs (and with them every entity of the sender's own), comments and instructions are dropped;
 * entities are resolved; stray "&" and "<" are text; tags are balanced; what was cut short is closed. */
#ifndef KHABAR_FEED_TIDY_H
#define KHABAR_FEED_TIDY_H

#include "base/buffer.h"

enum { TIDY_NESTING_LIMIT = 200 };

/* Appends one root element, or nothing. `*damaged`: tags were missing, wrong or too deep. False past `out`'s limit. */
bool xml_tidy(struct slice utf8, struct buffer *out, bool *damaged);

#endif
