#include "feed/absolute.h"

#include "base/entity.h"
#include "base/utf8.h"
#include "doc/address.h"

#include <string.h>

enum { ADDRESS_BYTES_LIMIT = 4096 };

struct rewriting {
    struct slice in;
    size_t at, copied; /* so much of it is in `out` */
    struct slice base;
    struct buffer out;
};

static void take_tag(struct rewriting *rewriting);

struct slice html_make_absolute(struct slice html, struct slice base, struct arena *arena)
{
    struct rewriting rewriting = { .in = html, .base = base, .out = buffer_create(4 * html.length + (1 << 20)) };
    while (base.length > 0 && rewriting.at < html.length) {
        const char *opener = memchr(html.bytes + rewriting.at, '<', html.length - rewriting.at);
        if (!opener)
            break;
        rewriting.at = (size_t)(opener - html.bytes) + 1;
        take_tag(&rewriting);
    }
    bool changed = rewriting.copied > 0 && buffer_append(&rewriting.out, slice_part(html, rewriting.copied, html.length));
    struct slice absolute = changed ? arena_copy(arena, buffer_slice(&rewriting.out)) : html;
    buffer_finish(&rewriting.out);
    return absolute;
}

static bool is_space(char byte)
{
    return byte == ' ' || (byte >= '\t' && byte <= '\r');
}

static char byte_here(const struct rewriting *rewriting)
{
    return rewriting->at < rewriting->in.length ? rewriting->in.bytes[rewriting->at] : '\0';
}

static bool holds_address(struct slice name)
{
    static const char *const names[] = { "href", "src", "cite", "poster" };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (slice_equal_ignoring_case(name, slice_of(names[i])))
            return true;
    return false;
}

static bool is_relative(struct slice address)
{
    if (address.length == 0 || address.bytes[0] == '#')
        return false;
    for (size_t i = 0; i < address.length; i++) {
        char byte = address.bytes[i];
        if (byte == ':')
            return i == 0;
        if (byte == '/' || byte == '?' || byte == '#')
            break;
    }
    return true;
}

static void append_decoded(struct buffer *out, struct slice value)
{
    for (size_t at = 0; at < value.length;) {
        uint32_t code_point;
        char bytes[4];
        if (value.bytes[at] != '&' || !entity_read(value, &at, &code_point))
            code_point = utf8_next(value, &at);
        buffer_append(out, (struct slice) { bytes, utf8_encode(code_point, bytes) });
    }
}

static void append_escaped(struct buffer *out, struct slice address)
{
    for (size_t i = 0; i < address.length; i++)
        if (address.bytes[i] == '&')
            buffer_append_string(out, "&amp;");
        else
            buffer_append_byte(out, address.bytes[i]); /* address_resolve left no quotes */
}

static void replace_value(struct rewriting *rewriting, size_t start, size_t end)
{
    struct slice value = slice_trim(slice_part(rewriting->in, start, end));
    if (value.length > ADDRESS_BYTES_LIMIT || !is_relative(value))
        return;
    struct buffer decoded = buffer_create(4 * ADDRESS_BYTES_LIMIT), resolved = buffer_create(16 * ADDRESS_BYTES_LIMIT);
    append_decoded(&decoded, value);
    if (address_resolve(rewriting->base, buffer_slice(&decoded), &resolved)) {
        bool bare = start == 0 || (rewriting->in.bytes[start - 1] != '"' && rewriting->in.bytes[start - 1] != '\'');
        buffer_append(&rewriting->out, slice_part(rewriting->in, rewriting->copied, start));
        buffer_append_string(&rewriting->out, bare ? "\"" : "");
        append_escaped(&rewriting->out, buffer_slice(&resolved));
        buffer_append_string(&rewriting->out, bare ? "\"" : "");
        rewriting->copied = end;
    }
    buffer_finish(&decoded);
    buffer_finish(&resolved);
}

static void skip_spaces(struct rewriting *rewriting)
{
    while (is_space(byte_here(rewriting)))
        rewriting->at++;
}

static void take_value(struct rewriting *rewriting, bool is_address)
{
    skip_spaces(rewriting);
    char quote = byte_here(rewriting);
    bool quoted = quote == '"' || quote == '\'';
    size_t start = rewriting->at += quoted;
    while (rewriting->at < rewriting->in.length &&
           (quoted ? byte_here(rewriting) != quote : !is_space(byte_here(rewriting)) && byte_here(rewriting) != '>'))
        rewriting->at++;
    if (is_address)
        replace_value(rewriting, start, rewriting->at);
    rewriting->at += quoted && rewriting->at < rewriting->in.length;
}

static bool ends_name(char byte)
{
    return is_space(byte) || byte == '=' || byte == '>' || byte == '\0';
}

static void take_tag(struct rewriting *rewriting)
{
    char first = byte_here(rewriting) | 0x20;
    if (first < 'a' || first > 'z')
        return;
    while (rewriting->at < rewriting->in.length && byte_here(rewriting) != '>') {
        size_t start = rewriting->at;
        while (rewriting->at < rewriting->in.length && !ends_name(byte_here(rewriting)))
            rewriting->at++;
        struct slice name = slice_part(rewriting->in, start, rewriting->at);
        skip_spaces(rewriting);
        if (byte_here(rewriting) == '=') {
            rewriting->at++;
            take_value(rewriting, holds_address(name));
        } else if (rewriting->at == start) {
            rewriting->at++;
        }
    }
}
