#include "store/terms.h"

#include "lang/words.h"

#include <string.h>

static size_t count_terms(const struct query *query)
{
    if (!query)
        return 0;
    return (query->kind == QUERY_WORDS || query->kind == QUERY_TITLE) + count_terms(query->left) +
           count_terms(query->right);
}

static void add_terms(const struct query *query, struct stemmer *stemmer, struct arena *arena, struct terms *terms);

struct terms terms_of(const struct query *query, struct arena *arena)
{
    struct terms terms = { .list = ARENA_ARRAY(arena, struct term, count_terms(query)) };
    struct stemmer *stemmer = stemmer_create();
    add_terms(query, stemmer, arena, &terms);
    stemmer_destroy(stemmer);
    return terms;
}

const struct term *term_of_query(const struct terms *terms, const struct query *query)
{
    size_t i = 0;
    while (terms->list[i].query != query)
        i++;
    return &terms->list[i];
}

struct slice fold_words(struct slice text, struct arena *arena)
{
    struct buffer folded = buffer_create(SIZE_MAX / 2);
    struct words words = { .text = text };
    for (struct word word; words_next(&words, &word);) {
        if (folded.length)
            buffer_append_byte(&folded, ' ');
        buffer_append(&folded, word.folded);
    }
    struct slice copy = arena_copy(arena, buffer_slice(&folded));
    buffer_finish(&folded);
    return copy;
}

/* ---- making --------------------------------------------------------------------------------------------------- */

/* No folded word has a quotation mark. */
static struct slice expression_of(const struct term *term, struct arena *arena)
{
    return arena_format(arena, "%s\"%.*s\"%s", term->query->kind == QUERY_TITLE ? "title : " : "",
                        SLICE_ARGUMENT(term->words), term->query->goes_on ? " *" : "");
}

static struct slice any_of(const struct term *term, bool also_marked, struct arena *arena)
{
    struct buffer expression = buffer_create(1 << 16);
    if (term->query->kind == QUERY_TITLE)
        buffer_append_string(&expression, "title : (");
    size_t start = expression.length;
    for (size_t i = 0; i < term->form_count; i++) {
        bool is_marked = term->forms[i].bytes[0] >= '0' && term->forms[i].bytes[0] <= '9';
        if (is_marked && !also_marked)
            continue;
        buffer_append_format(&expression, "%s\"%.*s\"", expression.length > start ? " OR " : "",
                             SLICE_ARGUMENT(term->forms[i]));
    }
    bool has_any = expression.length > start;
    if (term->query->kind == QUERY_TITLE)
        buffer_append_byte(&expression, ')');
    struct slice copy = has_any ? arena_copy(arena, buffer_slice(&expression)) : (struct slice) { 0 };
    buffer_finish(&expression);
    return copy;
}

/* Only one word has other forms, which may be whole while it is still typed; the index of forms does not know where they
 * stood. */
static void add_forms(struct term *term, struct stemmer *stemmer, struct arena *arena)
{
    struct slice forms[MOST_FORMS];
    bool is_phrase = memchr(term->words.bytes, ' ', term->words.length) != NULL;
    if (term->words.length == 0 || is_phrase || term->query->is_exact)
        return;
    term->form_count = stemmer_wanted(stemmer, term->words, forms);
    term->forms = ARENA_ARRAY(arena, struct slice, term->form_count);
    for (size_t i = 0; i < term->form_count; i++)
        term->forms[i] = arena_copy(arena, forms[i]);
    term->forms_expression = any_of(term, false, arena);
    if (term->query->kind == QUERY_WORDS)
        term->stems_expression = any_of(term, true, arena);
}

static void add_terms(const struct query *query, struct stemmer *stemmer, struct arena *arena, struct terms *terms)
{
    if (!query)
        return;
    if (query->kind == QUERY_WORDS || query->kind == QUERY_TITLE) {
        struct term *term = &terms->list[terms->count++];
        *term = (struct term) { .query = query, .words = fold_words(query->text, arena) };
        term->expression = expression_of(term, arena);
        add_forms(term, stemmer, arena);
    }
    add_terms(query->left, stemmer, arena, terms);
    add_terms(query->right, stemmer, arena, terms);
}

/* ---- matching ------------------------------------------------------------------------------------------------- */

static bool has_words(struct slice text, struct slice words, bool goes_on)
{
    for (size_t start = 0; start + words.length <= text.length;) {
        const char *found = memmem(text.bytes + start, text.length - start, words.bytes, words.length);
        if (!found)
            return false;
        size_t at = (size_t)(found - text.bytes), end = at + words.length;
        if ((at == 0 || text.bytes[at - 1] == ' ') && (goes_on || end == text.length || text.bytes[end] == ' '))
            return true;
        start = at + 1;
    }
    return false;
}

static bool has_in_text(const struct term *term, const struct search_text *text, struct slice words, bool goes_on)
{
    return has_words(buffer_slice(&text->title), words, goes_on) ||
           (term->query->kind == QUERY_WORDS && has_words(buffer_slice(&text->body), words, goes_on));
}

bool term_wants(const struct term *term, struct slice form)
{
    for (size_t i = 0; i < term->form_count; i++)
        if (slice_equal(term->forms[i], form))
            return true;
    return false;
}

bool term_matches(const struct term *term, const struct search_text *text)
{
    return term->words.length == 0 || has_in_text(term, text, term->words, term->query->goes_on);
}

bool term_matches_whole(const struct term *term, const struct search_text *text)
{
    return term->words.length == 0 || has_in_text(term, text, term->words, false);
}

bool term_matches_loosely(const struct term *term, const struct search_text *text)
{
    for (size_t i = 0; i < term->form_count; i++)
        if (has_in_text(term, text, term->forms[i], false) ||
            (term->query->kind == QUERY_WORDS && has_words(buffer_slice(&text->forms), term->forms[i], false)))
            return true;
    return false;
}
