/* Where a text says what was searched for: for lighting it up. Words are compared folded, as the search does. */
#ifndef KHABAR_LANG_MATCHES_H
#define KHABAR_LANG_MATCHES_H

#include "base/arena.h"

/* One word, or several that stand next to each other. */
struct phrase {
    struct slice text;
    bool goes_on; /* its last word is the beginning of one */
};

/* Ranges of the text's bytes, ascending and apart from each other, in the arena; of a long text only the first words are
 * looked at. Marks on the letters belong to their words. */
size_t matches_find(struct slice text, const struct phrase *phrases, size_t phrase_count, struct arena *arena,
                    struct range **ranges);

#endif
