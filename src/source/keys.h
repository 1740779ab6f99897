/* What a section of the feeds file can say: one row a key. */
#ifndef KHABAR_SOURCE_KEYS_H
#define KHABAR_SOURCE_KEYS_H

#include "base/arena.h"
#include "base/buffer.h"
#include "base/error.h"
#include "source/source.h"

/* Takes one "key = value" into the source; what is said twice, and is not a list, is an error, for which `said` (bits,
 * 0 at the section's start) keeps what was said. An error says what is wrong, not where. */
bool source_set(struct source *source, struct slice key, struct slice value, uint64_t *said, struct arena *arena,
                struct error *error);
/* At a section's end: one way to get at it, and nothing that does not go with that one. Gives it its kind and its
 * place in the store. */
bool source_settle(struct source *source, uint64_t said, struct arena *arena, struct error *error);
/* Appends a line for each thing that is said. What runs a program is never written by khabar: it is the user's own
 * hand that does it, or nobody. */
void source_write_keys(struct buffer *text, const struct source *source);

#endif
