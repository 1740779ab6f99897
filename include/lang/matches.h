/* Where a text says what was searched for: for lighting it up. Words are compared folded, as the search does. */
#ifndef KHABAR_LANG_MATCHES_H
#define KHABAR_LANG_MATCHES_H

#include "base/arena.h"
#include "lang/stem.h"

/* One word, or several that stand next to each other. */
struct phrase {
    struct slice text;
    bool goes_on;  /* its last word is the beginning of one */
    bool is_exact; /* in no other form */
};

/* Ranges of the text's bytes, ascending and apart from each other, in the arena; of a long text only the first words are
 * looked at. Marks on the letters belong to their words. With a stemmer, which may be NULL, a word is also there in another
 * form: with an article or a plural; `language` is the text's, or empty. */
size_t matches_find(struct slice text, struct slice language, const struct phrase *phrases, size_t phrase_count,
                    struct stemmer *stemmer, struct arena *arena, struct range **ranges);

#endif
