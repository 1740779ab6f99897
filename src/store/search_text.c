#include "store/search_text.h"

#include "base/arena.h"
#include "base/hash.h"
#include "lang/words.h"

#include <stdlib.h>

enum { MOST_TEXT_BYTES = 32 << 20 };

struct search_text *search_text_create(void)
{
    struct search_text *text = allocate(1, sizeof *text);
    text->stemmer = stemmer_create();
    text->title = buffer_create(MOST_TEXT_BYTES);
    text->body = buffer_create(MOST_TEXT_BYTES);
    text->forms = buffer_create(MOST_TEXT_BYTES);
    return text;
}

void search_text_destroy(struct search_text *text)
{
    if (!text)
        return;
    stemmer_destroy(text->stemmer);
    buffer_finish(&text->title);
    buffer_finish(&text->body);
    buffer_finish(&text->forms);
    free(text);
}

static void append_word(struct buffer *buffer, struct slice word)
{
    if (buffer->length)
        buffer_append_byte(buffer, ' ');
    buffer_append(buffer, word);
}

/* Most words of an article come more than once. */
enum { SEEN_WORDS = 1024 };

static bool is_seen(uint32_t seen[SEEN_WORDS], struct slice word)
{
    uint64_t hash = hash_bytes(HASH_START, word);
    uint32_t *place = &seen[hash % SEEN_WORDS], mark = (uint32_t)(hash >> 32) | 1;
    bool is_it = *place == mark;
    *place = mark;
    return is_it;
}

static void append_forms(struct search_text *text, struct slice word, struct slice language, uint32_t seen[SEEN_WORDS])
{
    struct slice forms[MOST_FORMS];
    if (is_seen(seen, word))
        return;
    size_t count = stemmer_forms(text->stemmer, word, language, forms);
    for (size_t i = 0; i < count; i++)
        append_word(&text->forms, forms[i]);
}

static void read_words(struct search_text *text, struct words words, struct buffer *buffer, struct slice language,
                       uint32_t seen[SEEN_WORDS])
{
    for (struct word word; words_next(&words, &word);) {
        append_word(buffer, word.folded);
        append_forms(text, word.folded, language, seen);
    }
}

static void append_words(struct words words, struct buffer *buffer)
{
    for (struct word word; words_next(&words, &word);)
        append_word(buffer, word.folded);
}

static void clear(struct search_text *text)
{
    buffer_clear(&text->title);
    buffer_clear(&text->body);
    buffer_clear(&text->forms);
}

void search_text_read_words(struct search_text *text, struct slice title, struct slice content)
{
    clear(text);
    append_words((struct words) { .text = title }, &text->title);
    append_words((struct words) { .text = content, .is_markup = true }, &text->body);
}

void search_text_read(struct search_text *text, struct slice title, struct slice content, struct slice language)
{
    uint32_t seen[SEEN_WORDS] = { 0 };
    clear(text);
    read_words(text, (struct words) { .text = title }, &text->title, language, seen);
    read_words(text, (struct words) { .text = content, .is_markup = true }, &text->body, language, seen);
}
