/* Character references of HTML, for text that no parser has seen. */
#ifndef KHABAR_DOC_ENTITIES_H
#define KHABAR_DOC_ENTITIES_H

#include "base/slice.h"

/* Reads the reference at `*offset`, where a "&" stands, and moves past it; false when it is none that is known.
 * Numeric ones need no ";"; the names are those that real feeds use (HTML 13.5). */
bool entity_read(struct slice text, size_t *offset, uint32_t *code_point);

#endif
