/* Queries and articles as a search reads them. The first byte says which: words of plain text, words of markup, a query,
 * a query that is being typed. */
#include "lang/words.h"
#include "store/query.h"

#include <stdlib.h>

static void read_words(struct slice text, bool is_markup)
{
    struct words words = { .text = text, .is_markup = is_markup };
    size_t end = 0;
    for (struct word word; words_next(&words, &word);) {
        if (word.folded.length == 0 || word.folded.length > LONGEST_WORD_BYTES + 4 || word.source.start >= word.source.end ||
            word.source.end > text.length || word.source.end < end)
            abort();
        end = word.source.end;
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0)
        return 0;
    struct slice text = { (const char *)data + 1, size - 1 };
    struct arena arena = { 0 };
    struct error error = { 0 };
    const struct query *query;
    switch (data[0] % 4) {
    case 0:
    case 1: read_words(text, data[0] % 4 == 1); break;
    default:
        if (!(data[0] % 4 == 2 ? query_parse : query_parse_typing)(text, 1750000000, &arena, &query, &error) &&
            error.kind == ERROR_NONE)
            abort();
    }
    arena_finish(&arena);
    return 0;
}
