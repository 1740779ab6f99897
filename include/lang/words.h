/* The words of a text as a search compares them: folded (lang/fold.h), in order, and where in the text they stand. */
#ifndef KHABAR_LANG_WORDS_H
#define KHABAR_LANG_WORDS_H

#include "base/slice.h"
#include "lang/fold.h"

enum { LONGEST_WORD_BYTES = 96 }; /* folded; what goes on longer is the same word as what is cut there */

struct words {
    struct slice text; /* UTF-8, well-formed or not */
    bool is_markup;    /* HTML: tags, comments, scripts and styles are passed over, references are what they stand for */
    size_t at;
    bool has_no_more_quotes; /* in tags: one that never closes is met once */
    uint32_t letters[FOLD_MOST]; /* of the code point before `at`, not taken yet */
    size_t letter, letter_count;
    struct range source; /* of them */
    char folded[LONGEST_WORD_BYTES + 4];
    size_t length;
};

struct word {
    struct slice folded; /* until the next one */
    struct range source; /* with the marks on its letters */
};

/* `struct words words = { .text = … }` is before the first one. */
bool words_next(struct words *words, struct word *word);

#endif
