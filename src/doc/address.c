#include "doc/address.h"

#include "base/utf8.h"

#include <string.h>

enum { ADDRESS_BYTES = 16 << 10, BASE_BYTES = 2048 }; /* longer ones are no addresses that any server takes */

/* RFC 3986, 3. A part that is not there has no bytes at all; an empty one has bytes and no length. */
struct parts {
    struct slice scheme, authority, path, query, fragment;
};

static struct parts split_address(struct slice address);
static bool scheme_is_web(struct slice scheme);
static bool append_resolved(const struct parts *base, const struct parts *reference, struct buffer *out);
static void append_usable(struct buffer *out, struct slice reference);
static bool code_point_is_invisible(uint32_t code_point);
static size_t run_end(struct slice address, size_t offset);

bool address_is_allowed(struct slice address)
{
    if (address.length == 0 || address.length > ADDRESS_BYTES || address.bytes[0] == '-' || !utf8_is_valid(address))
        return false;
    for (size_t offset = 0; (offset = run_end(address, offset)) < address.length;) {
        uint32_t code_point = utf8_next(address, &offset);
        if (code_point == ' ' || code_point_is_invisible(code_point))
            return false;
    }
    struct slice scheme = split_address(address).scheme;
    return !scheme.bytes || scheme_is_web(scheme) || slice_equal_ignoring_case(scheme, SLICE("mailto"));
}

bool address_resolve(struct slice base, struct slice reference, struct buffer *out)
{
    size_t start = out->length;
    struct buffer usable = buffer_create(ADDRESS_BYTES);
    append_usable(&usable, reference);
    struct parts relative = split_address(buffer_slice(&usable));
    struct parts against = split_address(base);
    bool based = base.length <= BASE_BYTES && against.scheme.bytes && scheme_is_web(against.scheme) && against.authority.length > 0;
    /* "http:page" means a page beside this one (RFC 3986, 5.2.2, as browsers read it). */
    if (based && !relative.authority.bytes && slice_equal_ignoring_case(relative.scheme, against.scheme))
        relative.scheme = (struct slice){ 0 };
    bool done = !usable.overflowed && usable.length > 0;
    if (done && based && !relative.scheme.bytes)
        done = append_resolved(&against, &relative, out);
    else if (done)
        done = buffer_append(out, buffer_slice(&usable));
    buffer_finish(&usable);
    struct slice result = slice_part(buffer_slice(out), start, out->length);
    struct parts parts = split_address(result);
    /* A web address without a host leads nowhere. */
    if (done && address_is_allowed(result) &&
        (!parts.scheme.bytes || !scheme_is_web(parts.scheme) || parts.authority.length > 0))
        return true;
    out->length = start;
    return false;
}

static bool scheme_is_web(struct slice scheme)
{
    return slice_equal_ignoring_case(scheme, SLICE("http")) || slice_equal_ignoring_case(scheme, SLICE("https"));
}

/* ---- taking apart and putting together ---------------------------------------------------------------------- */

static size_t length_of_scheme(struct slice address)
{
    for (size_t i = 0; i < address.length; i++) {
        char c = address.bytes[i];
        bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        bool other = (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.';
        if (c == ':')
            return i;
        if (!letter && (i == 0 || !other))
            return 0;
    }
    return 0;
}

static size_t find_any(struct slice text, const char *bytes)
{
    size_t i = 0;
    while (i < text.length && (text.bytes[i] == '\0' || !strchr(bytes, text.bytes[i])))
        i++;
    return i;
}

static struct parts split_address(struct slice rest)
{
    struct parts parts = { 0 };
    size_t end = length_of_scheme(rest);
    if (end > 0) {
        parts.scheme = slice_part(rest, 0, end);
        rest = slice_part(rest, end + 1, rest.length);
    }
    if (slice_starts_with(rest, SLICE("//"))) {
        rest = slice_part(rest, 2, rest.length);
        end = find_any(rest, "/?#");
        parts.authority = slice_part(rest, 0, end);
        rest = slice_part(rest, end, rest.length);
    }
    end = find_any(rest, "?#");
    parts.path = slice_part(rest, 0, end);
    rest = slice_part(rest, end, rest.length);
    if (rest.length > 0 && rest.bytes[0] == '?') {
        end = find_any(rest, "#");
        parts.query = slice_part(rest, 1, end);
        rest = slice_part(rest, end, rest.length);
    }
    if (rest.length > 0)
        parts.fragment = slice_part(rest, 1, rest.length);
    return parts;
}

/* Takes the last segment off a path that was written since `start` (RFC 3986, 5.2.4). */
static void drop_segment(struct buffer *out, size_t start)
{
    while (out->length > start && out->bytes[out->length - 1] != '/')
        out->length--;
    if (out->length > start)
        out->length--;
}

/* Appends "/" and the path without its "." and ".." segments. */
static bool append_path(struct buffer *out, size_t start, struct slice path)
{
    bool fits = true, open = true;
    size_t at = path.length > 0 && path.bytes[0] == '/' ? 1 : 0;
    while (open && fits) {
        size_t length = find_any(slice_part(path, at, path.length), "/");
        struct slice segment = slice_part(path, at, at + length);
        open = at + length < path.length;
        at += length + 1;
        bool up = slice_equal(segment, SLICE(".."));
        if (up)
            drop_segment(out, start);
        if (!up && !slice_equal(segment, SLICE(".")))
            fits = buffer_append_byte(out, '/') && buffer_append(out, segment);
        else if (!open)
            fits = buffer_append_byte(out, '/');
    }
    return fits;
}

static bool append_part(struct buffer *out, const char *mark, struct slice part)
{
    return !part.bytes || (buffer_append_string(out, mark) && buffer_append(out, part));
}

/* RFC 3986, 5.2.2 and 5.3; the reference has no scheme. */
static bool append_resolved(const struct parts *base, const struct parts *reference, struct buffer *out)
{
    bool elsewhere = reference->authority.bytes;
    bool same_page = !elsewhere && reference->path.length == 0;
    bool fits = buffer_append(out, base->scheme) && buffer_append_string(out, ":") &&
                append_part(out, "//", elsewhere ? reference->authority : base->authority);
    size_t start = out->length;
    struct slice query = reference->query;
    if (!fits)
        return false;
    if (same_page && !query.bytes)
        query = base->query;
    if (same_page) {
        fits = base->path.length == 0 || append_path(out, start, base->path);
    } else if (!elsewhere && reference->path.bytes[0] != '/') {
        fits = base->path.length == 0 || append_path(out, start, base->path);
        while (out->length > start && out->bytes[out->length - 1] != '/')
            out->length--;
        if (out->length > start)
            out->length--;
        fits = fits && append_path(out, start, reference->path);
    } else if (reference->path.length > 0) {
        fits = append_path(out, start, reference->path);
    }
    return fits && append_part(out, "?", query) && append_part(out, "#", reference->fragment);
}

/* ---- cleaning ----------------------------------------------------------------------------------------------- */

static bool code_point_is_invisible(uint32_t code_point)
{
    return code_point_is_control(code_point) || code_point_is_bidi_control(code_point) || code_point == 0xA0 ||
           code_point == 0xAD || code_point == 0x115F || code_point == 0x1160 || code_point == 0x1680 ||
           code_point == 0x180E || (code_point >= 0x2000 && code_point <= 0x200F) ||
           (code_point >= 0x2028 && code_point <= 0x202F) || (code_point >= 0x205F && code_point <= 0x206F) ||
           code_point == 0x3000 || code_point == 0x3164 || code_point == 0xFEFF || code_point == 0xFFA0 ||
           code_point == UTF8_REPLACEMENT || (code_point >= 0xFFF0 && code_point <= 0xFFFB) ||
           (code_point >= 0xE0000 && code_point <= 0xE0FFF);
}

/* Most of an address are letters, digits and marks that are taken as they are. */
static size_t run_end(struct slice address, size_t offset)
{
    for (; offset < address.length; offset++) {
        char c = address.bytes[offset];
        bool is_taken = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '-' && c <= ':') || c == '_' || c == '=' ||
                        c == '&' || c == '%';
        if (!is_taken)
            break;
    }
    return offset;
}

/* The reference without white space around it and line ends within it, encoded where it must be. */
static void append_usable(struct buffer *out, struct slice reference)
{
    reference = slice_trim(reference);
    size_t scheme = length_of_scheme(reference);
    bool web = scheme == 0 || scheme_is_web(slice_part(reference, 0, scheme)), in_path = true;
    for (size_t offset = 0; offset < reference.length;) {
        size_t start = offset;
        offset = run_end(reference, start);
        buffer_append(out, slice_part(reference, start, offset));
        if ((start = offset) == reference.length)
            break;
        uint32_t code_point = utf8_next(reference, &offset);
        in_path = in_path && code_point != '?' && code_point != '#';
        if (code_point < 0x20 || code_point == 0x7F)
            continue;
        if (code_point == '\\' && web && in_path) {
            buffer_append_byte(out, '/');
            continue;
        }
        bool encoded = code_point_is_invisible(code_point) || (code_point < 0x80 && strchr(" \"<>\\^`{|}", (int)code_point));
        if (!encoded) {
            buffer_append(out, slice_part(reference, start, offset));
            continue;
        }
        char bytes[4];
        size_t length = utf8_encode(code_point, bytes);
        for (size_t i = 0; i < length; i++)
            buffer_append_format(out, "%%%02X", (unsigned char)bytes[i]);
    }
}
