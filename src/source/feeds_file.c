#include "source/feeds_file.h"

#include "base/catalogue.h"
#include "base/utf8.h"
#include "source/keys.h"

#include <string.h>

enum { SHOWN_BYTES = 60 };

struct reader {
    const char *path;
    struct slice text, rest;
    size_t line_number;
    struct feeds_sections *sections;
    struct arena *arena;
    struct rule *rule; /* NULL in a source's section */
    uint64_t said;     /* of the section's keys */
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
                            _("not clean UTF-8 text; save the file as UTF-8 without control characters"));
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

static size_t start_of_line(const struct reader *reader, struct slice line)
{
    size_t start = (size_t)(line.bytes - reader->text.bytes);
    while (start > 0 && reader->text.bytes[start - 1] != '\n')
        start--;
    return start;
}

static void begin_rule(struct reader *reader, struct slice name)
{
    struct rule_list *rules = &reader->sections->rules;
    struct rule *items = ARENA_ARRAY(reader->arena, struct rule, rules->count + 1);
    if (rules->count)
        memcpy(items, rules->items, rules->count * sizeof *items);
    rules->items = items;
    reader->rule = &items[rules->count++];
    *reader->rule = (struct rule){ .name = name, .line_number = reader->line_number };
}

static void begin_source(struct reader *reader, struct slice name, size_t start)
{
    struct feeds_section *section = feeds_sections_add(reader->sections, reader->arena);
    section->source.line_number = reader->line_number;
    section->source.name = name;
    section->lines = (struct range){ start, offset_of(reader) };
}

static bool read_header(struct reader *reader, struct slice line, struct error *error)
{
    if (line.bytes[line.length - 1] != ']')
        return complain(reader, reader->line_number, error, _("a section's name ends with ]"));
    struct slice name = slice_trim(slice_part(line, 1, line.length - 1));
    if (name.length == 0)
        return complain(reader, reader->line_number, error, _("the section has no name; write [Name]"));
    if (!finish_section(reader, error))
        return false;
    reader->said = 0;
    if (slice_starts_with(name, RULE_PREFIX))
        begin_rule(reader, slice_trim(slice_part(name, RULE_PREFIX.length, name.length)));
    else
        begin_source(reader, name, start_of_line(reader, line));
    return true;
}

/* A rule that is not understood does nothing; the sources are there all the same. */
static bool read_rule_key(struct reader *reader, struct slice key, struct slice value)
{
    struct error reason = { 0 };
    if (!rule_set(reader->rule, key, value, reader->arena, &reason) && reader->rule->error.kind == ERROR_NONE)
        complain(reader, reader->line_number, &reader->rule->error, reason.text);
    return true;
}

static void finish_rule(struct reader *reader)
{
    struct error reason = { 0 };
    if (reader->rule->error.kind == ERROR_NONE && !rule_settle(reader->rule, &reason))
        error_set(&reader->rule->error, ERROR_CONFIG, "%s:%zu: [rule %.*s] %s", reader->path, reader->rule->line_number,
                  SLICE_ARGUMENT(utf8_prefix(reader->rule->name, SHOWN_BYTES)), reason.text);
    reader->rule = NULL;
}

static bool read_key(struct reader *reader, struct slice line, struct error *error)
{
    size_t equals = slice_find(line, SLICE("="));
    struct slice key = slice_trim(slice_part(line, 0, equals));
    struct slice value = slice_trim(slice_part(line, equals + 1, line.length));
    struct feeds_section *section = current_section(reader);
    struct error reason = { 0 };
    if (equals == line.length)
        return complain(reader, reader->line_number, error, _("neither [Name] nor key = value; a comment begins with #"));
    if (reader->rule)
        return read_rule_key(reader, key, value);
    if (!section)
        return complain(reader, reader->line_number, error, _("stands before any section; write [Name] above it"));
    section->lines.end = offset_of(reader);
    return source_set(&section->source, key, value, &reader->said, reader->arena, &reason) ||
           complain(reader, reader->line_number, error, reason.text);
}

static bool read_line(struct reader *reader, struct slice line, struct error *error)
{
    if (line.length == 0 || line.bytes[0] == '#' || line.bytes[0] == ';')
        return true;
    return line.bytes[0] == '[' ? read_header(reader, line, error) : read_key(reader, line, error);
}

static bool finish_section(struct reader *reader, struct error *error)
{
    struct feeds_section *section = current_section(reader);
    struct error reason = { 0 };
    if (reader->rule)
        finish_rule(reader);
    if (!section || section->is_settled)
        return true;
    section->is_settled = true;
    return source_settle(&section->source, reader->said, reader->arena, &reason) ||
           error_set(error, ERROR_CONFIG, "%s:%zu: [%.*s] %s", reader->path, section->source.line_number,
                     SLICE_ARGUMENT(utf8_prefix(section->source.name, SHOWN_BYTES)), reason.text);
}

/* ---- editing ---- */

static bool ends_with_empty_line(const struct buffer *text)
{
    return text->length == 0 || (text->length >= 2 && memcmp(text->bytes + text->length - 2, "\n\n", 2) == 0) ||
           (text->length >= 4 && memcmp(text->bytes + text->length - 4, "\r\n\r\n", 4) == 0);
}

void feeds_file_divide(struct buffer *text)
{
    if (text->length > 0 && text->bytes[text->length - 1] != '\n')
        buffer_append_byte(text, '\n');
    if (!ends_with_empty_line(text))
        buffer_append_byte(text, '\n');
}

bool feeds_file_append(struct buffer *text, const struct source *source)
{
    feeds_file_divide(text);
    buffer_append_format(text, "[%.*s]\n", SLICE_ARGUMENT(source->name));
    source_write_keys(text, source);
    return !text->overflowed;
}

static size_t past_one_empty_line(struct slice text, size_t offset)
{
    size_t next = offset;
    while (next < text.length && (text.bytes[next] == ' ' || text.bytes[next] == '\t' || text.bytes[next] == '\r'))
        next++;
    return next < text.length && text.bytes[next] == '\n' ? next + 1 : offset;
}

struct range feeds_file_piece(struct slice text, const struct feeds_section *section)
{
    return (struct range){ section->lines.start, past_one_empty_line(text, section->lines.end) };
}

bool feeds_file_is_between(struct slice text, size_t offset)
{
    struct slice rest = slice_part(text, offset, text.length), line;
    if (offset > text.length || (offset > 0 && text.bytes[offset - 1] != '\n'))
        return false;
    while (slice_next_line(&rest, &line)) {
        line = slice_trim(line);
        if (line.length > 0 && line.bytes[0] != '#' && line.bytes[0] != ';')
            return line.bytes[0] == '[';
    }
    return true;
}
