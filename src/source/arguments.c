#include "source/arguments.h"

#include "base/buffer.h"
#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

enum { WORD_LIMIT = 4096 };

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\t';
}

/* The end of what `quote` opened before `at`; the text's length when nothing closes it. */
static size_t read_quoted(struct slice line, size_t at, char quote, struct buffer *word)
{
    for (; at < line.length && line.bytes[at] != quote; at++) {
        bool escapes = quote == '"' && line.bytes[at] == '\\' && at + 1 < line.length &&
                       (line.bytes[at + 1] == '"' || line.bytes[at + 1] == '\\');
        buffer_append_byte(word, line.bytes[at += escapes]);
    }
    return at;
}

static bool read_word(struct slice line, size_t *at, struct buffer *word, struct error *error)
{
    while (*at < line.length && !is_blank(line.bytes[*at])) {
        char byte = line.bytes[(*at)++];
        if (byte == '\'' || byte == '"') {
            *at = read_quoted(line, *at, byte, word);
            if (*at == line.length)
                return error_set(error, ERROR_CONFIG, "the %c that opens is not closed; add the other, or write \\%c", byte,
                                 byte);
            ++*at;
        } else if (byte == '\\' && *at < line.length) {
            buffer_append_byte(word, line.bytes[(*at)++]);
        } else {
            buffer_append_byte(word, byte);
        }
    }
    return !word->overflowed ||
           error_set(error, ERROR_CONFIG, "an argument is longer than %d bytes; shorten it", WORD_LIMIT);
}

static struct slice below_home(struct slice path, struct arena *arena)
{
    const char *home = getenv("HOME");
    if (!home || !slice_starts_with(path, SLICE("~/")))
        return arena_copy(arena, path);
    return arena_format(arena, "%s%.*s", home, SLICE_ARGUMENT(slice_part(path, 1, path.length)));
}

bool arguments_parse(struct slice line, struct arena *arena, struct texts *arguments, struct error *error)
{
    struct slice words[ARGUMENT_COUNT_LIMIT];
    struct buffer word = buffer_create(WORD_LIMIT);
    size_t count = 0, at = 0;
    bool good = true;
    for (;;) {
        while (at < line.length && is_blank(line.bytes[at]))
            at++;
        if (at == line.length || !good)
            break;
        bool from_home = slice_starts_with(slice_part(line, at, line.length), SLICE("~/"));
        buffer_clear(&word);
        if (count == ARGUMENT_COUNT_LIMIT)
            good = error_set(error, ERROR_CONFIG, "more than %d arguments; put them into a script", ARGUMENT_COUNT_LIMIT);
        else if ((good = read_word(line, &at, &word, error)))
            words[count++] = from_home ? below_home(buffer_slice(&word), arena) : arena_copy(arena, buffer_slice(&word));
    }
    buffer_finish(&word);
    if (good && (count == 0 || words[0].length == 0))
        good = error_set(error, ERROR_CONFIG, "names no program; write its name and its arguments");
    if (!good)
        return false;
    struct slice *items = ARENA_ARRAY(arena, struct slice, count);
    memcpy(items, words, count * sizeof *items);
    *arguments = (struct texts){ items, count };
    return true;
}

char **arguments_vector(const struct texts *arguments, struct arena *arena)
{
    char **vector = ARENA_ARRAY(arena, char *, arguments->count + 1);
    for (size_t i = 0; i < arguments->count; i++)
        vector[i] = arena_copy_string(arena, arguments->items[i]);
    vector[arguments->count] = NULL;
    return vector;
}

bool path_expand(struct slice path, struct arena *arena, struct slice *absolute, struct error *error)
{
    *absolute = below_home(path, arena);
    while (absolute->length > 1 && absolute->bytes[absolute->length - 1] == '/')
        absolute->length--;
    return (absolute->length > 0 && absolute->bytes[0] == '/') ||
           error_set(error, ERROR_CONFIG, "\"%.*s\" is no absolute path; begin it with / or ~/",
                     SLICE_ARGUMENT(utf8_prefix(path, 100)));
}
