#include "lang/matches.h"

#include "base/utf8.h"
#include "lang/words.h"

enum { MOST_BYTES = 4096, MOST_WORDS = MOST_BYTES / 2 };

/* Of a text, or of a phrase. */
struct folded_words {
    struct word *words;
    size_t count;
};

static struct folded_words fold(struct slice text, struct arena *arena)
{
    struct words words = { .text = utf8_prefix(text, MOST_BYTES) };
    struct folded_words folded = { .words = ARENA_ARRAY(arena, struct word, MOST_WORDS) };
    for (struct word word; folded.count < MOST_WORDS && words_next(&words, &word);) {
        word.folded = arena_copy(arena, word.folded);
        folded.words[folded.count++] = word;
    }
    return folded;
}

static bool is_there(const struct folded_words *text, size_t at, const struct folded_words *wanted, bool goes_on)
{
    if (wanted->count == 0 || text->count - at < wanted->count)
        return false;
    for (size_t i = 0; i < wanted->count; i++) {
        struct slice here = text->words[at + i].folded, word = wanted->words[i].folded;
        bool is_begun = goes_on && i + 1 == wanted->count;
        if (is_begun ? !slice_starts_with(here, word) : !slice_equal(here, word))
            return false;
    }
    return true;
}

size_t matches_find(struct slice text, const struct phrase *phrases, size_t phrase_count, struct arena *arena,
                    struct range **ranges)
{
    struct arena scratch = { 0 };
    struct folded_words words = fold(text, &scratch);
    struct folded_words *wanted = ARENA_ARRAY(&scratch, struct folded_words, phrase_count);
    size_t count = 0;
    for (size_t i = 0; i < phrase_count; i++)
        wanted[i] = fold(phrases[i].text, &scratch);
    *ranges = ARENA_ARRAY(arena, struct range, words.count);
    for (size_t at = 0, lit = 0; at < words.count; at++) {
        for (size_t i = 0; i < phrase_count; i++)
            if (is_there(&words, at, &wanted[i], phrases[i].goes_on) && at + wanted[i].count > lit)
                lit = at + wanted[i].count;
        if (at >= lit)
            continue;
        bool continues = count > 0 && at > 0 && (*ranges)[count - 1].end == words.words[at - 1].source.end;
        if (continues) /* the space between two words of a phrase as well */
            (*ranges)[count - 1].end = words.words[at].source.end;
        else
            (*ranges)[count++] = words.words[at].source;
    }
    arena_finish(&scratch);
    return count;
}
