#include "source/import.h"

#include "base/utf8.h"

#include <string.h>

enum { WORD_LIMIT = 64, LINE_LIMIT = 64 << 10 };

/* A line is words divided by blanks. In "…" a blank is one character like others and \" is a quotation mark; `…` is a
 * command whose output stands there. */
struct words {
    struct slice items[WORD_LIMIT];
    size_t count;
    bool runs_a_command;
};

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\r';
}

static struct slice read_quoted(struct slice line, size_t *at, struct arena *arena)
{
    char *word = arena_allocate_bytes(arena, line.length);
    size_t length = 0;
    for (++*at; *at < line.length && line.bytes[*at] != '"'; ++*at) {
        bool escapes = line.bytes[*at] == '\\' && *at + 1 < line.length;
        word[length++] = line.bytes[*at += escapes];
    }
    *at += *at < line.length;
    return (struct slice){ word, length };
}

static struct slice read_plain(struct slice line, size_t *at)
{
    size_t start = *at;
    while (*at < line.length && !is_blank(line.bytes[*at]))
        ++*at;
    return slice_part(line, start, *at);
}

static void read_words(struct slice line, struct arena *arena, struct words *words)
{
    *words = (struct words){ 0 };
    for (size_t at = 0; words->count < WORD_LIMIT;) {
        while (at < line.length && is_blank(line.bytes[at]))
            at++;
        if (at == line.length || line.bytes[at] == '#')
            return;
        struct slice word = line.bytes[at] == '"' ? read_quoted(line, &at, arena) : read_plain(line, &at);
        words->runs_a_command = words->runs_a_command || slice_find(word, SLICE("`")) < word.length;
        words->items[words->count++] = word;
    }
}

/* ~NAME is the source's name; "!" hides it from newsboat's list, which is said by a tag. */
static void read_tags(const struct words *words, struct arena *arena, struct source *source)
{
    struct slice *tags = ARENA_ARRAY(arena, struct slice, words->count);
    size_t count = 0;
    for (size_t i = 1; i < words->count; i++) {
        struct slice word = slice_trim(words->items[i]);
        if (slice_starts_with(word, SLICE("~")))
            source->name = slice_trim(slice_part(word, 1, word.length));
        else if (slice_starts_with(word, SLICE("!")))
            tags[count++] = SLICE("hidden");
        else if (word.length > 0)
            tags[count++] = word;
    }
    source->tags = (struct texts){ tags, count };
}

/* query:NAME:FILTER */
static bool read_query(struct slice word, struct arena *arena, struct source *source)
{
    struct slice rest = slice_part(word, sizeof "query:" - 1, word.length);
    size_t colon = slice_find(rest, SLICE(":"));
    source->kind = SOURCE_QUERY;
    source->url = SLICE("");
    if (source->name.length == 0)
        source->name = slice_trim(slice_part(rest, 0, colon));
    return source->name.length > 0 && newsboat_query(slice_part(rest, colon + 1, rest.length), arena, &source->query);
}

static void read_line(struct slice line, size_t number, struct arena *arena, struct import *import)
{
    struct words words;
    struct source source = { 0 };
    read_words(line, arena, &words);
    if (words.count == 0)
        return;
    struct slice first = slice_trim(words.items[0]);
    read_tags(&words, arena, &source);
    source.url = first;
    if (words.runs_a_command)
        import_note(import, arena, number, line, "it runs a command");
    else if (slice_starts_with(first, SLICE("exec:")))
        import_note(import, arena, number, line, "it runs a program; write exec = … into the feeds file yourself");
    else if (slice_starts_with(first, SLICE("filter:")))
        import_note(import, arena, number, line,
                    "it runs a program; write url = … and filter = … into the feeds file yourself");
    else if (slice_starts_with(first, SLICE("file:")))
        import_note(import, arena, number, line, "it reads a file; write file = … into the feeds file yourself");
    else if (slice_starts_with(first, SLICE("query:")) && !read_query(first, arena, &source))
        import_note(import, arena, number, line, "its filter has no counterpart; write query = … yourself (man khabar-query)");
    else if (source.kind != SOURCE_QUERY && !source_address_is_sound(first, NULL))
        import_note(import, arena, number, line, "no address of the web");
    else
        *import_list_add(&import->sources, arena) = source;
}

void import_newsboat_urls(struct slice text, struct arena *arena, struct import *import)
{
    struct slice line;
    for (size_t number = 1; slice_next_line(&text, &line); number++) {
        struct buffer clean = buffer_create(3 * (size_t)LINE_LIMIT);
        if (line.length > LINE_LIMIT)
            import_note(import, arena, number, line, "the line is too long");
        else if (utf8_append_clean(&clean, line))
            read_line(arena_copy(arena, slice_trim(buffer_slice(&clean))), number, arena, import);
        buffer_finish(&clean);
    }
}
