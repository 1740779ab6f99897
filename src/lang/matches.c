#include "lang/matches.h"

#include "base/hash.h"
#include "base/utf8.h"
#include "lang/stem.h"
#include "lang/words.h"

#include <stdlib.h>

enum { MOST_TITLE_BYTES = 4096, KNOWN_WORDS = 1024 };

struct folded_phrase {
    struct slice *words;
    size_t count;
    bool goes_on;
};

struct matcher {
    struct arena arena; /* what the phrases and forms are made of */
    struct folded_phrase *phrases;
    size_t phrase_count;
    struct slice *forms; /* what texts have that say a phrase of one word otherwise */
    size_t form_count;
    struct stemmer *stemmer;
    uint64_t known[KNOWN_WORDS]; /* hashes of words met before, the lowest bit: is it another form */
};

static struct folded_phrase fold_phrase(const struct phrase *phrase, struct arena *arena);
static void add_forms(struct matcher *matcher, struct slice word);

struct matcher *matcher_create(const struct phrase *phrases, size_t count)
{
    struct matcher *matcher = allocate(1, sizeof *matcher);
    *matcher = (struct matcher){ .phrase_count = count, .stemmer = stemmer_create() };
    matcher->phrases = ARENA_ARRAY(&matcher->arena, struct folded_phrase, count);
    matcher->forms = ARENA_ARRAY(&matcher->arena, struct slice, count * MOST_FORMS);
    for (size_t i = 0; i < count; i++) {
        matcher->phrases[i] = fold_phrase(&phrases[i], &matcher->arena);
        if (matcher->phrases[i].count == 1 && !phrases[i].is_exact)
            add_forms(matcher, matcher->phrases[i].words[0]);
    }
    return matcher;
}

void matcher_destroy(struct matcher *matcher)
{
    if (!matcher)
        return;
    stemmer_destroy(matcher->stemmer);
    arena_finish(&matcher->arena);
    free(matcher);
}

static struct folded_phrase fold_phrase(const struct phrase *phrase, struct arena *arena)
{
    struct folded_phrase folded = { .goes_on = phrase->goes_on };
    struct words words = { .text = phrase->text };
    struct word word;
    while (words_next(&words, &word))
        folded.count++;
    folded.words = ARENA_ARRAY(arena, struct slice, folded.count);
    words = (struct words){ .text = phrase->text };
    for (size_t i = 0; words_next(&words, &word); i++)
        folded.words[i] = arena_copy(arena, word.folded);
    return folded;
}

static void add_forms(struct matcher *matcher, struct slice word)
{
    struct slice forms[MOST_FORMS];
    size_t count = stemmer_wanted(matcher->stemmer, word, forms);
    for (size_t i = 0; i < count; i++)
        matcher->forms[matcher->form_count++] = arena_copy(&matcher->arena, forms[i]);
}

/* ---- matching ------------------------------------------------------------------------------------------------- */

static bool is_wanted_form(const struct matcher *matcher, struct slice form)
{
    for (size_t i = 0; i < matcher->form_count; i++)
        if (slice_equal(matcher->forms[i], form))
            return true;
    return false;
}

static bool has_wanted_form(struct matcher *matcher, struct slice word, struct slice language)
{
    struct slice forms[MOST_FORMS];
    if (is_wanted_form(matcher, word))
        return true;
    size_t count = stemmer_forms(matcher->stemmer, word, language, forms);
    for (size_t i = 0; i < count; i++)
        if (is_wanted_form(matcher, forms[i]))
            return true;
    return false;
}

/* Most words of a text come more than once, and stemming takes long. */
static bool is_another_form(struct matcher *matcher, struct slice word, struct slice language)
{
    if (matcher->form_count == 0)
        return false;
    uint64_t hash = hash_bytes(hash_bytes(HASH_START, language), word) | 1;
    uint64_t *known = &matcher->known[(hash >> 1) % KNOWN_WORDS];
    if ((*known | 1) != hash)
        *known = has_wanted_form(matcher, word, language) ? hash : hash - 1;
    return *known & 1;
}

static bool is_there(const struct folded_phrase *phrase, const struct words *behind_first, struct word word)
{
    if (phrase->count == 0)
        return false;
    struct words words;
    for (size_t i = 0;; i++) {
        bool is_last = i + 1 == phrase->count;
        if (is_last && phrase->goes_on ? !slice_starts_with(word.folded, phrase->words[i])
                                       : !slice_equal(word.folded, phrase->words[i]))
            return false;
        if (is_last)
            return true;
        if (i == 0)
            words = *behind_first;
        if (!words_next(&words, &word))
            return false;
    }
}

/* How many words the longest phrase has that begins with this one. */
static size_t count_matching(struct matcher *matcher, const struct words *behind, struct word word, struct slice language)
{
    size_t count = 0;
    for (size_t i = 0; i < matcher->phrase_count; i++)
        if (matcher->phrases[i].count > count && is_there(&matcher->phrases[i], behind, word))
            count = matcher->phrases[i].count;
    return count > 0 ? count : is_another_form(matcher, word.folded, language);
}

bool matcher_next(struct matcher *matcher, struct words *words, struct slice language, size_t end, struct range *match)
{
    size_t left = 0;
    for (struct word word; words_next(words, &word) && (left > 0 || word.source.start < end);) {
        size_t here = count_matching(matcher, words, word, language);
        bool begins = left == 0;
        if (here > left)
            left = here;
        if (left == 0)
            continue;
        if (begins)
            match->start = word.source.start;
        match->end = word.source.end;
        if (--left == 0)
            return true;
    }
    return false;
}

size_t matcher_find(struct matcher *matcher, struct slice text, struct slice language, struct arena *arena,
                    struct range **matches)
{
    enum { SHORTEST = 2 }; /* bytes from one to the next */
    struct words words = { .text = utf8_prefix(text, MOST_TITLE_BYTES) };
    struct range match;
    size_t count = 0;
    *matches = ARENA_ARRAY(arena, struct range, words.text.length / SHORTEST + 1);
    while (matcher_next(matcher, &words, language, SIZE_MAX, &match))
        if (count == 0 || match.start >= (*matches)[count - 1].end) /* one character may be several words */
            (*matches)[count++] = match;
    return count;
}
