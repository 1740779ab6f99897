/* Where a page says what a search was for. */
#include "base/utf8.h"
#include "lang/words.h"
#include "page/links.h"
#include "page/lines.h"

#include <string.h>

enum {
    STEP_BYTES = 64 << 10,  /* of text looked at in one go */
    MARGIN_BYTES = 16 << 10 /* longer words are cut, and longer matches not found */
};

static bool find_in_step(const struct page *page, struct matcher *matcher, struct slice language, struct range step,
                         bool wants_last, struct range *match);

bool page_find_match(const struct page *page, struct matcher *matcher, struct slice language, struct range within,
                     struct range *match)
{
    size_t length = page_length_without_links(page), end = within.end < length ? within.end : length;
    for (size_t start = within.start; start < end; start += STEP_BYTES) {
        size_t step_end = end - start > STEP_BYTES ? start + STEP_BYTES : end;
        if (find_in_step(page, matcher, language, (struct range){ start, step_end }, false, match))
            return true;
    }
    return false;
}

bool page_find_last_match(const struct page *page, struct matcher *matcher, struct slice language, struct range within,
                          struct range *match)
{
    size_t length = page_length_without_links(page), end = within.end < length ? within.end : length;
    while (end > within.start) {
        size_t start = end - within.start > STEP_BYTES ? end - STEP_BYTES : within.start;
        if (find_in_step(page, matcher, language, (struct range){ start, end }, true, match))
            return true;
        end = start;
    }
    return false;
}

/* ---- a step --------------------------------------------------------------------------------------------------- */

static size_t word_start(struct slice text, size_t at);
static struct slice without_link_numbers(struct slice text, struct arena *arena);

/* The first or the last match that starts within the step; it may end behind it. */
static bool find_in_step(const struct page *page, struct matcher *matcher, struct slice language, struct range step,
                         bool wants_last, struct range *match)
{
    struct arena scratch = { 0 };
    size_t before = step.start < MARGIN_BYTES ? step.start : MARGIN_BYTES, look = step.start - before;
    size_t end = page_length_without_links(page);
    end = end - step.end > MARGIN_BYTES ? step.end + MARGIN_BYTES : end;
    struct slice text = page_look(page, look, end - look);
    size_t word = word_start(text, before);
    struct words words = { .text = without_link_numbers(slice_part(text, word, text.length), &scratch) };
    bool found = false;
    look += word;
    for (struct range here; (!found || wants_last) && matcher_next(matcher, &words, language, step.end - look, &here);) {
        if (here.start + look < step.start)
            continue;
        *match = (struct range){ here.start + look, here.end + look };
        found = true;
    }
    arena_finish(&scratch);
    return found;
}

/* Of the word that `at` is in, or `at`. */
static size_t word_start(struct slice text, size_t at)
{
    while (at > 0) {
        uint32_t folded[FOLD_MOST];
        size_t before = utf8_previous(text, at), next = before;
        size_t count = code_point_fold(utf8_next(text, &next), folded);
        if (count > 0 && code_point_word_part(folded[0]) != PART_OF_WORD)
            break;
        at = before;
    }
    return at;
}

/* With spaces in their place, so that a phrase goes on behind one; mostly the text itself. */
static struct slice without_link_numbers(struct slice text, struct arena *arena)
{
    char *copy = NULL;
    for (struct range number = { 0 }; link_next_number(text, &number);) {
        if (!copy)
            text = (struct slice){ copy = memcpy(arena_allocate(arena, text.length, 1), text.bytes, text.length), text.length };
        memset(copy + number.start, ' ', number.end - number.start);
    }
    return text;
}
