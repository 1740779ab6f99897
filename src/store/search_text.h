/* What the index is given of an entry: folded words with a space between them, so that its tokenizer has only to split
 * ("ascii": everything that is not ASCII is a letter). */
#ifndef KHABAR_STORE_SEARCH_TEXT_H
#define KHABAR_STORE_SEARCH_TEXT_H

#include "base/buffer.h"
#include "lang/stem.h"

struct search_text {
    struct stemmer *stemmer;
    struct buffer title, body;
    struct buffer forms; /* of both, where they differ from the words */
};

struct search_text *search_text_create(void);
void search_text_destroy(struct search_text *text);

/* Replaces what is there. `content` is HTML. */
void search_text_read(struct search_text *text, struct slice title, struct slice content, struct slice language);
/* The same without the forms, which take half of the time. */
void search_text_read_words(struct search_text *text, struct slice title, struct slice content);

#endif
