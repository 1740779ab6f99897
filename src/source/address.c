#include "source/sources.h"

#include "base/utf8.h"

enum { ADDRESS_LIMIT = 4096, SHOWN_BYTES = 100 };

static bool is_host_byte(char byte)
{
    return byte != '/' && byte != '?' && byte != '#' && byte != ':' && byte != '@' && byte != '\\';
}

static bool has_host(struct slice after_scheme)
{
    /* A user's name and password may stand before the host. */
    for (size_t i = 0; i < after_scheme.length; i++) {
        if (after_scheme.bytes[i] == '/' || after_scheme.bytes[i] == '?' || after_scheme.bytes[i] == '#')
            break;
        if (after_scheme.bytes[i] == '@')
            return has_host(slice_part(after_scheme, i + 1, after_scheme.length));
    }
    return after_scheme.length > 0 && is_host_byte(after_scheme.bytes[0]) && after_scheme.bytes[0] != '-';
}

/* White space would part it into two arguments, a bidi control would show another address than it is. */
static bool has_strange_character(struct slice url)
{
    size_t offset = 0;
    while (offset < url.length && url.bytes[offset] > ' ' && url.bytes[offset] < 0x7f)
        offset++; /* as most are to their end */
    if (offset < url.length && !utf8_is_valid(url))
        return true;
    while (offset < url.length) {
        uint32_t code_point = utf8_next(url, &offset);
        bool space = code_point == ' ' || code_point == 0xA0 || (code_point >= 0x2000 && code_point <= 0x200D) ||
                     code_point == 0x2028 || code_point == 0x2029 || code_point == 0x202F || code_point == 0x205F ||
                     code_point == 0x3000 || code_point == 0xFEFF;
        if (space || code_point_is_control(code_point) || code_point_is_bidi_control(code_point))
            return true;
    }
    return false;
}

static bool scheme_length(struct slice url, size_t *length)
{
    *length = slice_starts_with_ignoring_case(url, SLICE("https://"))  ? 8
              : slice_starts_with_ignoring_case(url, SLICE("http://")) ? 7
                                                                       : 0;
    return *length > 0;
}

bool source_address_is_sound(struct slice url, struct error *error)
{
    size_t scheme;
    if (url.length > ADDRESS_LIMIT)
        return error_set(error, ERROR_USAGE, "the address is longer than %d bytes; check it", ADDRESS_LIMIT);
    if (has_strange_character(url))
        return error_set(error, ERROR_USAGE, "the address has a space or an invisible character in it; check it");
    if (!scheme_length(url, &scheme))
        return error_set(error, ERROR_USAGE, "\"%.*s\" is no address of a feed; it must begin with https:// or http://",
                         SLICE_ARGUMENT(utf8_prefix(url, SHOWN_BYTES)));
    if (!has_host(slice_part(url, scheme, url.length)))
        return error_set(error, ERROR_USAGE, "\"%.*s\" names no host; check the address",
                         SLICE_ARGUMENT(utf8_prefix(url, SHOWN_BYTES)));
    return true;
}

/* ---- the same place under other names ---- */

static bool host_ends(char byte)
{
    return byte == '/' || byte == '?';
}

struct slice source_address_key(struct slice url, struct arena *arena)
{
    size_t scheme;
    if (!scheme_length(url, &scheme))
        return url;
    struct slice rest = slice_part(url, scheme, slice_find(url, SLICE("#")));
    if (slice_starts_with_ignoring_case(rest, SLICE("www.")))
        rest = slice_part(rest, 4, rest.length);
    while (rest.length > 0 && rest.bytes[rest.length - 1] == '/')
        rest.length--;
    char *key = arena_allocate_bytes(arena, rest.length);
    size_t length = 0, end = 0;
    while (end < rest.length && !host_ends(rest.bytes[end]))
        end++;
    struct slice host = slice_part(rest, 0, end), port = scheme == 8 ? SLICE(":443") : SLICE(":80");
    if (host.length > port.length &&
        slice_equal(slice_part(host, host.length - port.length, host.length), port))
        host.length -= port.length;
    for (size_t i = 0; i < host.length; i++)
        key[length++] = host.bytes[i] >= 'A' && host.bytes[i] <= 'Z' ? (char)(host.bytes[i] | 0x20) : host.bytes[i];
    for (size_t i = end; i < rest.length; i++)
        key[length++] = rest.bytes[i];
    return (struct slice){ key, length };
}
