#include "source/import.h"

#include "base/utf8.h"
#include "source/keys.h"

#include <string.h>

enum { LINE_LIMIT = 64 << 10 };

struct reader {
    struct import *import;
    struct arena *arena;
    struct source section; /* what its settings say for the feeds in it; its folder */
    size_t number;
};

static void note(struct reader *reader, struct slice what, const char *why)
{
    import_note(reader->import, reader->arena, reader->number, what, why);
}

static struct slice unquoted(struct slice text)
{
    bool is_quoted = text.length >= 2 && text.bytes[0] == '"' && text.bytes[text.length - 1] == '"';
    return is_quoted ? slice_part(text, 1, text.length - 1) : text;
}

/* Those that we have, too, by other names; the rest is about its own screen. */
static bool apply_setting(struct source *source, struct slice name, struct slice value, struct arena *arena)
{
    enum { MOST_MINUTES = 366 * 24 * 60, MOST_ENTRIES = 10000000, MOST_SECONDS = 3600 };
    if (slice_equal_string(name, "reload-period")) {
        if (!slice_read_number(value, MOST_MINUTES, &source->refresh_minutes))
            return false;
        if (source->refresh_minutes == 0)
            source->refresh_minutes = SOURCE_NEVER;
        return true;
    }
    if (slice_equal_string(name, "item-limit")) {
        source->expire_unread = true; /* there it is so by default */
        return slice_read_number(value, MOST_ENTRIES, &source->keep_entries);
    }
    if (slice_equal_string(name, "item-limit-unread"))
        source->expire_unread = slice_equal_string(value, "true");
    if (slice_equal_string(name, "item-limit-important"))
        source->expire_starred = slice_equal_string(value, "true");
    if (slice_equal_string(name, "item-limit-unread") || slice_equal_string(name, "item-limit-important"))
        return slice_equal_string(value, "true") || slice_equal_string(value, "false");
    if (slice_equal_string(name, "download-timeout"))
        return slice_read_number(value, MOST_SECONDS, &source->timeout_seconds);
    if (slice_equal_string(name, "user-agent")) {
        source->user_agent = unquoted(value);
        return source->user_agent.length > 0;
    }
    if (slice_equal_string(name, "proxy")) {
        uint64_t said = 0;
        return source_set(source, name, unquoted(value), &said, arena, NULL);
    }
    return false;
}

/* name value; name value */
static void read_settings(struct reader *reader, struct slice settings, struct source *source)
{
    while (settings.length > 0) {
        size_t end = slice_find(settings, SLICE(";"));
        struct slice setting = slice_trim(slice_part(settings, 0, end));
        size_t space = slice_find(setting, SLICE(" "));
        struct source before = *source;
        if (slice_starts_with(setting, SLICE("bind "))) {
            note(reader, setting, "keys are bound in khabar's own config file");
            return; /* what it binds may have a ";" in it */
        }
        if (setting.length > 0 &&
            !apply_setting(source, slice_part(setting, 0, space), slice_trim(slice_part(setting, space, setting.length)),
                           reader->arena)) {
            *source = before;
            note(reader, setting, "a setting that has no counterpart here");
        }
        settings = slice_part(settings, end + 1, settings.length);
    }
}

static void read_section(struct reader *reader, struct slice line)
{
    size_t end = slice_find(line, SLICE(" < "));
    reader->section = (struct source){ .folder = slice_trim(slice_part(line, 1, end)) };
    if (slice_equal_string(reader->section.folder, "Global"))
        reader->section.folder = SLICE("");
    read_settings(reader, slice_part(line, end + 3, line.length), &reader->section);
}

static void read_feed(struct reader *reader, struct slice line)
{
    struct source source = reader->section;
    size_t end = 0;
    while (end < line.length && line.bytes[end] != ' ' && line.bytes[end] != '\t')
        end++;
    source.url = slice_part(line, 0, end);
    struct slice rest = slice_trim(slice_part(line, end, line.length));
    if (slice_starts_with(rest, SLICE("\""))) {
        rest = slice_part(rest, 1, rest.length);
        size_t quote = slice_find(rest, SLICE("\""));
        source.name = slice_part(rest, 0, quote);
        rest = slice_trim(slice_part(rest, quote + 1, rest.length));
    }
    if (!source_address_is_sound(source.url, NULL)) {
        note(reader, line, "no address of the web");
        return;
    }
    if (slice_starts_with(rest, SLICE("<")))
        read_settings(reader, slice_part(rest, 1, rest.length), &source);
    *import_list_add(&reader->import->sources, reader->arena) = source;
}

static void read_line(struct reader *reader, struct slice line)
{
    if (line.length == 0 || line.bytes[0] == '#')
        return;
    if (line.bytes[0] == '@')
        read_section(reader, line);
    else if (slice_starts_with(line, SLICE("$(")))
        note(reader, line, "it runs a program; write exec = … into the feeds file yourself");
    else
        read_feed(reader, line);
}

void import_newsraft_feeds(struct slice text, struct arena *arena, struct import *import)
{
    struct reader reader = { .import = import, .arena = arena };
    struct slice line;
    while (slice_next_line(&text, &line)) {
        struct buffer clean = buffer_create(3 * (size_t)LINE_LIMIT);
        reader.number++;
        if (line.length > LINE_LIMIT)
            note(&reader, line, "the line is too long");
        else if (utf8_append_clean(&clean, line))
            read_line(&reader, arena_copy(arena, slice_trim(buffer_slice(&clean))));
        buffer_finish(&clean);
    }
}
