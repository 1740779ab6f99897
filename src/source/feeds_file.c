#include "source/feeds_file.h"

#include "base/utf8.h"

#include <string.h>

struct reader {
    const char *path;
    struct slice text, rest;
    size_t line_number;
    struct feeds_sections *sections;
    struct arena *arena;
};

static bool read_line(struct reader *reader, struct slice line, struct error *error);
static bool finish_section(struct reader *reader, struct error *error);

static bool complain(const struct reader *reader, size_t line_number, struct error *error, const char *what)
{
    return error_set(error, ERROR_CONFIG, "%s:%zu: %s", reader->path, line_number, what);
}

static size_t offset_of(const struct reader *reader)
{
    return reader->text.length - reader->rest.length;
}

bool feeds_file_parse(const char *path, struct slice text, struct arena *arena, struct feeds_sections *sections,
                      struct error *error)
{
    *sections = (struct feeds_sections){ 0 };
    struct reader reader = { .path = path, .text = text, .rest = text, .sections = sections, .arena = arena };
    if (slice_starts_with(text, SLICE("\xEF\xBB\xBF")))
        reader.rest = slice_part(text, 3, text.length);
    struct slice line;
    while (slice_next_line(&reader.rest, &line)) {
        reader.line_number++;
        if (!utf8_is_clean(line))
            return complain(&reader, reader.line_number, error,
                            "not clean UTF-8 text; save the file as UTF-8 without control characters");
        if (!read_line(&reader, slice_trim(line), error))
            return false;
    }
    return finish_section(&reader, error);
}

static struct feeds_section *current_section(struct reader *reader)
{
    return reader->sections->count ? &reader->sections->items[reader->sections->count - 1] : NULL;
}

struct feeds_section *feeds_sections_add(struct feeds_sections *sections, struct arena *arena)
{
    if (sections->count == sections->capacity) {
        sections->capacity = sections->capacity ? 2 * sections->capacity : 64;
        struct feeds_section *items = ARENA_ARRAY(arena, struct feeds_section, sections->capacity);
        if (sections->count)
            memcpy(items, sections->items, sections->count * sizeof *items);
        sections->items = items;
    }
    struct feeds_section *section = &sections->items[sections->count++];
    *section = (struct feeds_section){ 0 };
    return section;
}

static bool read_header(struct reader *reader, struct slice line, struct error *error)
{
    if (line.bytes[line.length - 1] != ']')
        return complain(reader, reader->line_number, error, "a section's name ends with ]");
    struct slice name = slice_trim(slice_part(line, 1, line.length - 1));
    if (name.length == 0)
        return complain(reader, reader->line_number, error, "the section has no name; write [Name]");
    if (!finish_section(reader, error))
        return false;
    struct feeds_section *section = feeds_sections_add(reader->sections, reader->arena);
    section->line_number = reader->line_number;
    section->source.name = name;
    size_t start = (size_t)(line.bytes - reader->text.bytes);
    while (start > 0 && reader->text.bytes[start - 1] != '\n')
        start--;
    section->lines = (struct range){ start, offset_of(reader) };
    return true;
}

static bool read_key(struct reader *reader, struct slice line, struct error *error)
{
    size_t equals = slice_find(line, SLICE("="));
    struct slice key = slice_trim(slice_part(line, 0, equals));
    struct slice value = slice_trim(slice_part(line, equals + 1, line.length));
    struct feeds_section *section = current_section(reader);
    if (equals == line.length)
        return complain(reader, reader->line_number, error, "neither [Name] nor key = value; a comment begins with #");
    if (!section)
        return complain(reader, reader->line_number, error, "stands before any section; write [Name] above it");
    section->lines.end = offset_of(reader);
    if (slice_equal_string(key, "folder")) {
        section->source.folder = value;
        return true;
    }
    if (!slice_equal_string(key, "url"))
        return error_set(error, ERROR_CONFIG, "%s:%zu: unknown key \"%.*s\"; a source has url and folder", reader->path,
                         reader->line_number, SLICE_ARGUMENT(utf8_prefix(key, 60)));
    if (section->source.url.length)
        return complain(reader, reader->line_number, error, "a second url; give it a section of its own");
    struct error reason;
    if (!source_address_is_sound(value, &reason))
        return complain(reader, reader->line_number, error, reason.text);
    section->source.url = value;
    return true;
}

static bool read_line(struct reader *reader, struct slice line, struct error *error)
{
    if (line.length == 0 || line.bytes[0] == '#' || line.bytes[0] == ';')
        return true;
    return line.bytes[0] == '[' ? read_header(reader, line, error) : read_key(reader, line, error);
}

static bool finish_section(struct reader *reader, struct error *error)
{
    const struct feeds_section *section = current_section(reader);
    if (!section || section->source.url.length)
        return true;
    return error_set(error, ERROR_CONFIG, "%s:%zu: [%.*s] has no url; add url = https://…", reader->path,
                     section->line_number, SLICE_ARGUMENT(utf8_prefix(section->source.name, 60)));
}

/* ---- editing ---- */

static bool ends_with_empty_line(const struct buffer *text)
{
    return text->length == 0 || (text->length >= 2 && memcmp(text->bytes + text->length - 2, "\n\n", 2) == 0) ||
           (text->length >= 4 && memcmp(text->bytes + text->length - 4, "\r\n\r\n", 4) == 0);
}

bool feeds_file_append(struct buffer *text, const struct source *source)
{
    if (text->length > 0 && text->bytes[text->length - 1] != '\n')
        buffer_append_byte(text, '\n');
    if (!ends_with_empty_line(text))
        buffer_append_byte(text, '\n');
    buffer_append_format(text, "[%.*s]\nurl = %.*s\n", SLICE_ARGUMENT(source->name), SLICE_ARGUMENT(source->url));
    if (source->folder.length)
        buffer_append_format(text, "folder = %.*s\n", SLICE_ARGUMENT(source->folder));
    return !text->overflowed;
}

static size_t past_one_empty_line(struct slice text, size_t offset)
{
    size_t next = offset;
    while (next < text.length && (text.bytes[next] == ' ' || text.bytes[next] == '\t' || text.bytes[next] == '\r'))
        next++;
    return next < text.length && text.bytes[next] == '\n' ? next + 1 : offset;
}

bool feeds_file_without(struct slice text, const struct feeds_section *section, struct buffer *out)
{
    size_t after = past_one_empty_line(text, section->lines.end);
    return buffer_append(out, slice_part(text, 0, section->lines.start)) &&
           buffer_append(out, slice_part(text, after, text.length));
}
