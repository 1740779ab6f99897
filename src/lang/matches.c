#include "lang/matches.h"

#include "base/utf8.h"
#include "lang/words.h"

enum { MOST_BYTES = 4096, MOST_WORDS = MOST_BYTES / 2 };

/* Of a text, or of a phrase. */
struct folded_words {
    struct word *words;
    size_t count;
};

struct forms {
    struct slice *items;
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

/* What entries with the same stem have; of one word. */
static struct forms forms_wanted(struct stemmer *stemmer, const struct folded_words *wanted, bool is_exact,
                                 struct arena *arena)
{
    struct slice found[MOST_FORMS];
    struct forms forms = { 0 };
    if (!stemmer || is_exact || wanted->count != 1)
        return forms;
    forms.count = stemmer_wanted(stemmer, wanted->words[0].folded, found);
    forms.items = ARENA_ARRAY(arena, struct slice, forms.count);
    for (size_t i = 0; i < forms.count; i++)
        forms.items[i] = arena_copy(arena, found[i]);
    return forms;
}

static bool has_form(const struct forms *forms, struct slice form)
{
    for (size_t i = 0; i < forms->count; i++)
        if (slice_equal(forms->items[i], form))
            return true;
    return false;
}

static bool is_there_otherwise(struct stemmer *stemmer, struct slice word, struct slice language, const struct forms *wanted)
{
    struct slice forms[MOST_FORMS];
    if (wanted->count == 0)
        return false;
    if (has_form(wanted, word))
        return true;
    size_t count = stemmer_forms(stemmer, word, language, forms);
    for (size_t i = 0; i < count; i++)
        if (has_form(wanted, forms[i]))
            return true;
    return false;
}

size_t matches_find(struct slice text, struct slice language, const struct phrase *phrases, size_t phrase_count,
                    struct stemmer *stemmer, struct arena *arena, struct range **ranges)
{
    struct arena scratch = { 0 };
    struct folded_words words = fold(text, &scratch);
    struct folded_words *wanted = ARENA_ARRAY(&scratch, struct folded_words, phrase_count);
    struct forms *forms = ARENA_ARRAY(&scratch, struct forms, phrase_count);
    size_t count = 0;
    for (size_t i = 0; i < phrase_count; i++) {
        wanted[i] = fold(phrases[i].text, &scratch);
        forms[i] = forms_wanted(stemmer, &wanted[i], phrases[i].is_exact, &scratch);
    }
    *ranges = ARENA_ARRAY(arena, struct range, words.count);
    for (size_t at = 0, lit = 0; at < words.count; at++) {
        for (size_t i = 0; i < phrase_count; i++)
            if ((is_there(&words, at, &wanted[i], phrases[i].goes_on) ||
                 is_there_otherwise(stemmer, words.words[at].folded, language, &forms[i])) &&
                at + wanted[i].count > lit)
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
