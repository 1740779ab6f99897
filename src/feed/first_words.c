#include "feed/first_words.h"

#include "base/buffer.h"
#include "base/utf8.h"
#include "doc/html.h"

enum { MOST_CHARACTERS = 100, LONGEST_LINE = 8 * MOST_CHARACTERS };

static size_t end_of_last_word(struct slice line, size_t end);

struct slice first_words_of(struct slice html, struct arena *arena)
{
    struct buffer line = buffer_create(LONGEST_LINE);
    bool whole = html_to_line(html, &line);
    struct slice text = slice_trim(buffer_slice(&line));
    size_t end = 0;
    for (size_t characters = 0; end < text.length && characters < MOST_CHARACTERS; characters++)
        utf8_next(text, &end);
    struct slice words = whole && end == text.length
                             ? arena_copy(arena, text)
                             : arena_format(arena, "%.*s…", (int)end_of_last_word(text, end), text.bytes);
    buffer_finish(&line);
    return words;
}

/* A text without spaces is cut where it is. */
static size_t end_of_last_word(struct slice line, size_t end)
{
    size_t space = end;
    while (space > end / 2 && line.bytes[space] != ' ')
        space--;
    return line.bytes[space] == ' ' ? space : end;
}
