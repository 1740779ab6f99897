#include "doc/stripped.h"

#include "base/entity.h"
#include "base/utf8.h"
#include "doc/doc.h"
#include "doc/html.h"

#include <string.h>

/* Tags at which no line breaks; at all others one does. */
static const char *const inline_tags[] = {
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i",
    "img", "ins", "kbd", "label", "mark", "nobr", "q", "s", "samp", "small", "span", "strike", "strong", "sub",
    "sup", "time", "tt", "u", "var", "wbr",
};

static const char *const dropped_tags[] = {
    "script", "style", "template", "textarea", "select", "noscript", "iframe", "object", "svg", "head",
};

static bool is_one_of(struct slice name, const char *const *names, size_t count);
static size_t length_of_tag(struct slice tag);
static size_t length_of_element(struct slice rest, struct slice name, size_t tag_length);
/* Text on its way to one line: white space is folded from part to part. */
struct line {
    struct buffer *out;
    size_t start; /* of the line in `out` */
    bool space;   /* is due before the next character */
};

static void append_decoded(struct line *line, struct slice text);

#define COUNT(array) (sizeof(array) / sizeof *(array))

void doc_from_html_stripped(struct slice utf8, struct slice language, const char *notice, struct buffer *tape)
{
    struct doc_builder builder;
    struct buffer paragraph = buffer_create(tape->limit);
    struct slice text;
    enum stripped_part part;
    struct line line = { .out = &paragraph };
    doc_builder_init(&builder, tape);
    doc_enter(&builder, DOC_DOCUMENT, DOC_DIRECTION_INHERIT, 0, 0, language);
    doc_enter(&builder, DOC_NOTICE, DOC_DIRECTION_INHERIT, 0, 0, (struct slice){ 0 });
    doc_text(&builder, 0, slice_of(notice));
    doc_exit(&builder);
    do {
        part = stripped_next(&utf8, &text);
        if (part == STRIPPED_TEXT) {
            append_decoded(&line, text);
        } else if (part != STRIPPED_INLINE) {
            doc_text(&builder, 0, buffer_slice(&paragraph));
            buffer_clear(&paragraph);
            line.space = false;
        }
    } while (part != STRIPPED_END);
    doc_builder_finish(&builder);
    buffer_finish(&paragraph);
}

static bool has_entity(struct slice text)
{
    const char *next;
    size_t offset = 0;
    uint32_t code_point;
    while (offset < text.length && (next = memchr(text.bytes + offset, '&', text.length - offset))) {
        offset = (size_t)(next - text.bytes);
        if (entity_read(text, &offset, &code_point))
            return true;
        offset++;
    }
    return false;
}

bool html_to_line(struct slice utf8, struct buffer *out)
{
    struct line line = { .out = out, .start = out->length };
    struct slice text;
    enum stripped_part part;
    while ((part = stripped_next(&utf8, &text)) != STRIPPED_END) {
        if (part == STRIPPED_TEXT)
            append_decoded(&line, text);
        else if (part == STRIPPED_BLOCK)
            line.space = true;
    }
    /* Some feeds escape twice. */
    struct slice once = slice_part(buffer_slice(out), line.start, out->length);
    if (!out->overflowed && has_entity(once)) {
        struct buffer twice = buffer_create(once.length);
        append_decoded(&(struct line){ .out = &twice }, once);
        out->length = line.start;
        buffer_append(out, buffer_slice(&twice));
        buffer_finish(&twice);
    }
    return !out->overflowed;
}

enum stripped_part stripped_next(struct slice *rest, struct slice *text)
{
    if (rest->length == 0)
        return STRIPPED_END;
    size_t at = 0, length = 0;
    while (at < rest->length && length == 0) {
        const char *next = memchr(rest->bytes + at, '<', rest->length - at);
        at = next ? (size_t)(next - rest->bytes) : rest->length;
        if (next && at > 0)
            break;
        length = next ? length_of_tag(*rest) : 0;
        at += next && length == 0;
        /* What never ends is no tag, nor is anything after it. */
        if (length == SIZE_MAX) {
            at = rest->length;
            length = 0;
        }
    }
    if (length == 0) {
        *text = slice_part(*rest, 0, at);
        *rest = slice_part(*rest, at, rest->length);
        return STRIPPED_TEXT;
    }
    struct slice tag = slice_part(*rest, 1, length), name = tag;
    bool end = tag.length > 0 && tag.bytes[0] == '/';
    name = slice_part(tag, end, tag.length);
    size_t name_length = 0;
    while (name_length < name.length && !strchr(" \t\n\f/>", name.bytes[name_length]))
        name_length++;
    name = slice_part(name, 0, name_length);
    bool comment = tag.length > 0 && (tag.bytes[0] == '!' || tag.bytes[0] == '?');
    if (!end && is_one_of(name, dropped_tags, COUNT(dropped_tags)))
        length = length_of_element(*rest, name, length);
    *rest = slice_part(*rest, length, rest->length);
    return comment || is_one_of(name, inline_tags, COUNT(inline_tags)) ? STRIPPED_INLINE : STRIPPED_BLOCK;
}

static bool is_one_of(struct slice name, const char *const *names, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (slice_equal_ignoring_case(name, slice_of(names[i])))
            return true;
    return false;
}

/* 0 when the "<" at its start starts no tag, SIZE_MAX when one starts and does not end. */
static size_t length_of_tag(struct slice tag)
{
    char first = tag.length > 1 ? tag.bytes[1] : '\0';
    bool letter = (first | 0x20) >= 'a' && (first | 0x20) <= 'z';
    if (!letter && !(first == '/' || first == '!' || first == '?'))
        return 0;
    if (slice_starts_with(tag, SLICE("<!--"))) {
        size_t end = slice_find(tag, SLICE("-->"));
        return end < tag.length ? end + 3 : tag.length;
    }
    char quote = '\0';
    for (size_t i = 1; i < tag.length; i++) {
        char c = tag.bytes[i];
        if (c == '>' && !quote)
            return i + 1;
        if (quote)
            quote = c == quote ? '\0' : quote;
        else if ((c == '"' || c == '\'') && tag.bytes[i - 1] == '=')
            quote = c;
    }
    return SIZE_MAX;
}

/* From a start tag to past its end tag; the tag alone when no end follows. */
static size_t length_of_element(struct slice rest, struct slice name, size_t tag_length)
{
    for (size_t at = tag_length; at < rest.length;) {
        const char *next = memchr(rest.bytes + at, '<', rest.length - at);
        if (!next)
            break;
        at = (size_t)(next - rest.bytes) + 1;
        struct slice end = slice_part(rest, at, rest.length);
        if (end.length > 0 && end.bytes[0] == '/' &&
            slice_starts_with_ignoring_case(slice_part(end, 1, end.length), name)) {
            size_t close = slice_find(end, SLICE(">"));
            return at + (close < end.length ? close + 1 : end.length);
        }
    }
    return rest.length;
}

static bool is_space(uint32_t code_point)
{
    return code_point == ' ' || (code_point >= '\t' && code_point <= '\r');
}

static void append_decoded(struct line *line, struct slice text)
{
    for (size_t offset = 0; offset < text.length;) {
        uint32_t code_point;
        if (text.bytes[offset] != '&' || !entity_read(text, &offset, &code_point))
            code_point = utf8_next(text, &offset);
        if (is_space(code_point)) {
            line->space = true;
            continue;
        }
        if (code_point_is_control(code_point))
            continue;
        char bytes[4];
        if (line->space && line->out->length > line->start)
            buffer_append_byte(line->out, ' ');
        line->space = false;
        buffer_append(line->out, (struct slice){ bytes, utf8_encode(code_point, bytes) });
    }
}
