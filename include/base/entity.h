/* Character references: feeds and pages use HTML's names, declared or not. */
#ifndef KHABAR_BASE_ENTITY_H
#define KHABAR_BASE_ENTITY_H

#include "base/slice.h"

/* Reads the reference at `*offset`, where a "&" stands, and moves past it; false when it is none that is known.
 * Numbers need no ";", and those of C1 mean what Windows had there (HTML 13.2.5.80). The code point may be a control
 * character; what is none is U+FFFD. */
bool entity_read(struct slice text, size_t *offset, uint32_t *code_point);

#endif
