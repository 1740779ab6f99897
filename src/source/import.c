#include "source/import.h"

#include "base/lookup.h"
#include "base/utf8.h"

#include <string.h>

enum { NOTE_LIMIT = 10000, WHAT_BYTES = 200, LOOK_BYTES = 64 << 10, TAG_LIMIT = 64 };

/* ---- which one it is ---- */

static bool is_opml(struct slice text)
{
    /* In UTF-16, too: every other byte is none. */
    char narrow[2048];
    size_t length = 0;
    for (size_t i = 0; i < text.length && length < sizeof narrow; i++)
        if (text.bytes[i])
            narrow[length++] = text.bytes[i] >= 'A' && text.bytes[i] <= 'Z' ? (char)(text.bytes[i] | 0x20) : text.bytes[i];
    return slice_find((struct slice){ narrow, length }, SLICE("<opml")) < length;
}

static bool is_web(struct slice line)
{
    return slice_starts_with_ignoring_case(line, SLICE("http://")) ||
           slice_starts_with_ignoring_case(line, SLICE("https://"));
}

/* Both have an address a line; newsraft alone has sections, generators and settings behind a "<". */
static enum import_format format_of_lines(struct slice text)
{
    enum import_format format = IMPORT_UNKNOWN;
    struct slice rest = slice_part(text, 0, LOOK_BYTES), line;
    while (slice_next_line(&rest, &line)) {
        line = slice_trim(line);
        bool has_settings = is_web(line) && slice_find(line, SLICE(" < ")) < line.length;
        if (slice_starts_with(line, SLICE("@ ")) || slice_starts_with(line, SLICE("$(")) || has_settings)
            return IMPORT_NEWSRAFT_FEEDS;
        if (slice_starts_with(line, SLICE("\"")))
            line = slice_part(line, 1, line.length);
        if (is_web(line) || slice_starts_with(line, SLICE("query:")) || slice_starts_with(line, SLICE("exec:")) ||
            slice_starts_with(line, SLICE("filter:")) || slice_starts_with(line, SLICE("file:")))
            format = IMPORT_NEWSBOAT_URLS;
    }
    return format;
}

enum import_format import_recognize(struct slice bytes)
{
    if (slice_starts_with(bytes, (struct slice){ "SQLite format 3", 16 }))
        return IMPORT_NEWSBOAT_CACHE;
    return is_opml(bytes) ? IMPORT_OPML : format_of_lines(bytes);
}

/* ---- what comes out of it ---- */

static struct slice one_line(struct slice text, struct arena *arena)
{
    struct buffer clean = buffer_create(4 * WHAT_BYTES);
    utf8_append_clean_line(&clean, utf8_prefix(text, WHAT_BYTES));
    struct slice line = arena_copy(arena, buffer_slice(&clean));
    buffer_finish(&clean);
    return line;
}

void import_note(struct import *import, struct arena *arena, size_t line_number, struct slice what, const char *why)
{
    if (import->note_count == NOTE_LIMIT)
        return;
    if (import->note_count == import->note_capacity) {
        import->note_capacity = import->note_capacity ? 2 * import->note_capacity : 16;
        struct import_note *notes = ARENA_ARRAY(arena, struct import_note, import->note_capacity);
        if (import->note_count)
            memcpy(notes, import->notes, import->note_count * sizeof *notes);
        import->notes = notes;
    }
    import->notes[import->note_count++] = (struct import_note){ line_number, one_line(what, arena), why };
}

/* A category may be a path; its leading "/" is none of the word. */
static struct texts tags_of(struct slice categories, struct arena *arena)
{
    struct slice words[TAG_LIMIT];
    size_t count = 0;
    while (categories.length > 0 && count < TAG_LIMIT) {
        size_t comma = slice_find(categories, SLICE(","));
        struct slice tag = slice_trim(slice_part(categories, 0, comma));
        while (tag.length > 0 && tag.bytes[0] == '/')
            tag = slice_part(tag, 1, tag.length);
        if (tag.length > 0)
            words[count++] = arena_copy(arena, tag);
        categories = slice_part(categories, comma + 1, categories.length);
    }
    struct slice *tags = ARENA_ARRAY(arena, struct slice, count);
    if (count > 0)
        memcpy(tags, words, count * sizeof *tags);
    return (struct texts){ tags, count };
}

void import_outlines(const struct outlines *outlines, struct arena *arena, struct import *import)
{
    for (size_t i = 0; i < outlines->count; i++) {
        const struct outline *outline = &outlines->items[i];
        *import_list_add(&import->sources, arena) =
            (struct source){ .url = arena_copy(arena, outline->url),
                             .name = arena_copy(arena, outline->title),
                             .folder = arena_copy(arena, outline->folder),
                             .tags = tags_of(outline->categories, arena) };
    }
    import->partial = outlines->partial;
    for (size_t i = 0; i < outlines->refused_count; i++)
        import_note(import, arena, 0, outlines->refused[i], "no address of the web");
}

/* ---- what stands there more than once ---- */

static void add_tag(struct source *source, struct slice tag, struct arena *arena)
{
    for (size_t i = 0; i < source->tags.count; i++)
        if (slice_equal(source->tags.items[i], tag))
            return;
    if (tag.length == 0 || source->tags.count == TAG_LIMIT)
        return;
    struct slice *tags = ARENA_ARRAY(arena, struct slice, source->tags.count + 1);
    if (source->tags.count)
        memcpy(tags, source->tags.items, source->tags.count * sizeof *tags);
    tags[source->tags.count] = tag;
    source->tags = (struct texts){ tags, source->tags.count + 1 };
}

static struct slice innermost(struct slice folder)
{
    size_t start = folder.length;
    while (start > 0 && folder.bytes[start - 1] != '/')
        start--;
    return slice_part(folder, start, folder.length);
}

static void merge_into(struct source *source, const struct source *again, struct arena *arena)
{
    if (source->folder.length == 0)
        source->folder = again->folder;
    else if (!slice_equal(source->folder, again->folder))
        add_tag(source, innermost(again->folder), arena);
    for (size_t i = 0; i < again->tags.count; i++)
        add_tag(source, again->tags.items[i], arena);
}

void import_merge(struct import *import, struct arena *arena)
{
    struct import_list *list = &import->sources;
    struct lookup by_address = { 0 };
    size_t count = 0, number;
    for (size_t i = 0; i < list->count; i++) {
        struct source source = list->items[i];
        bool is_query = source.kind == SOURCE_QUERY; /* has no address */
        struct slice key = is_query ? SLICE("") : source_address_key(source.url, arena);
        if (!is_query && lookup_find(&by_address, key, &number)) {
            merge_into(&list->items[number], &source, arena);
            continue;
        }
        if (!is_query)
            lookup_add(&by_address, key, count);
        list->items[count++] = source;
    }
    list->count = count;
    lookup_finish(&by_address);
}
