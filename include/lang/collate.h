/* The order of an alphabet (ICU's collation), as bytes that memcmp puts in order. */
#ifndef KHABAR_LANG_COLLATE_H
#define KHABAR_LANG_COLLATE_H

#include "base/arena.h"

struct collator;
/* Of the language of the user's locale, and of none where ICU knows no better. Quotation marks and the like before a
 * word do not count. */
struct collator *collator_create(void);
void collator_destroy(struct collator *collator);

enum { COLLATION_KEY_BYTES = 48 }; /* longer keys are cut: titles that differ only after that are in one place */
struct slice collator_key(struct collator *collator, struct slice text, struct arena *arena);

#endif
