#include "charset/declaration.h"

#include "charset/charset.h"

enum { XML_DECLARATION_BYTES = 1024, HTML_PRESCAN_BYTES = 4096 };

static struct slice charset_of_meta(struct slice attributes, size_t *end);
static bool next_attribute(struct slice tag, size_t *offset, struct slice *name, struct slice *value);
static bool is_space(char c);

struct slice xml_declared_charset(struct slice bytes)
{
    struct slice head = slice_trim(slice_part(bytes, 0, XML_DECLARATION_BYTES)), name, value;
    if (!slice_starts_with(head, SLICE("<?xml")))
        return (struct slice){ 0 };
    size_t offset = 5;
    head = slice_part(head, 0, slice_find(head, SLICE("?>")));
    while (next_attribute(head, &offset, &name, &value))
        if (slice_equal_string(name, "encoding"))
            return value;
    return (struct slice){ 0 };
}

struct slice html_declared_charset(struct slice bytes)
{
    struct slice rest = slice_part(bytes, 0, HTML_PRESCAN_BYTES);
    while (rest.length > 0) {
        size_t skip = slice_find(rest, SLICE("<"));
        rest = slice_part(rest, skip, rest.length);
        skip = 1;
        if (slice_starts_with(rest, SLICE("<!--"))) {
            skip = slice_find(rest, SLICE("-->"));
        } else if (slice_starts_with_ignoring_case(rest, SLICE("<meta")) && rest.length > 5 &&
                   (is_space(rest.bytes[5]) || rest.bytes[5] == '/')) {
            struct slice label = charset_of_meta(slice_part(rest, 5, rest.length), &skip);
            if (label.length > 0)
                return label;
            skip += 5;
        }
        rest = slice_part(rest, skip, rest.length);
    }
    return (struct slice){ 0 };
}

static struct slice charset_of_meta(struct slice attributes, size_t *end)
{
    struct slice name, value, content = { 0 }, charset = { 0 };
    bool content_type = false;
    *end = 0;
    while (next_attribute(attributes, end, &name, &value)) {
        if (slice_equal_ignoring_case(name, SLICE("charset")))
            charset = value;
        if (slice_equal_ignoring_case(name, SLICE("content")))
            content = value;
        if (slice_equal_ignoring_case(name, SLICE("http-equiv")))
            content_type = slice_equal_ignoring_case(slice_trim(value), SLICE("content-type"));
    }
    return charset.length > 0 || !content_type ? slice_trim(charset) : charset_in_content_type(content);
}

struct slice charset_in_content_type(struct slice content_type)
{
    for (size_t at = 0; at + 7 < content_type.length; at++) {
        struct slice rest = slice_part(content_type, at, content_type.length);
        if (!slice_starts_with_ignoring_case(rest, SLICE("charset")))
            continue;
        rest = slice_trim(slice_part(rest, 7, rest.length));
        if (rest.length == 0 || rest.bytes[0] != '=')
            continue;
        rest = slice_trim(slice_part(rest, 1, rest.length));
        char quote = rest.length > 0 && (rest.bytes[0] == '"' || rest.bytes[0] == '\'') ? rest.bytes[0] : '\0';
        size_t start = quote ? 1 : 0, end = start;
        while (end < rest.length && (quote ? rest.bytes[end] != quote : !is_space(rest.bytes[end]) && rest.bytes[end] != ';'))
            end++;
        return slice_trim(slice_part(rest, start, end));
    }
    return (struct slice){ 0 };
}

/* Reads name=value, quoted or not; false at ">" or the end. */
static bool next_attribute(struct slice tag, size_t *offset, struct slice *name, struct slice *value)
{
    size_t at = *offset;
    while (at < tag.length && (is_space(tag.bytes[at]) || tag.bytes[at] == '/'))
        at++;
    size_t start = at;
    while (at < tag.length && !is_space(tag.bytes[at]) && tag.bytes[at] != '=' && tag.bytes[at] != '>')
        at++;
    *name = slice_part(tag, start, at);
    *value = (struct slice){ 0 };
    while (at < tag.length && is_space(tag.bytes[at]))
        at++;
    bool assigned = at < tag.length && tag.bytes[at] == '=';
    if (assigned)
        at++;
    while (assigned && at < tag.length && is_space(tag.bytes[at]))
        at++;
    if (assigned && at < tag.length && (tag.bytes[at] == '"' || tag.bytes[at] == '\'')) {
        char quote = tag.bytes[at++];
        start = at;
        while (at < tag.length && tag.bytes[at] != quote)
            at++;
        *value = slice_part(tag, start, at);
        at += at < tag.length;
    } else if (assigned) {
        start = at;
        while (at < tag.length && !is_space(tag.bytes[at]) && tag.bytes[at] != '>')
            at++;
        *value = slice_part(tag, start, at);
    }
    bool read = at > *offset && (name->length > 0 || assigned);
    *offset = at;
    return read;
}

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}
