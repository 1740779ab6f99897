#include "feed/field.h"

#include "base/entity.h"
#include "base/utf8.h"
#include "doc/address.h"
#include "doc/html.h"

#include <string.h>

enum { FIELD_BYTES_LIMIT = 32 << 20, LINE_BYTES_LIMIT = 64 << 10 };

enum field_kind field_kind_of_atom(struct slice type, struct slice mode)
{
    static const struct {
        const char *type;
        enum field_kind kind;
    } kinds[] = {
        { "text", FIELD_PLAIN },
        { "text/plain", FIELD_PLAIN },
        { "html", FIELD_HTML },
        { "text/html", FIELD_HTML },
        { "xhtml", FIELD_MARKUP },
        { "application/xhtml+xml", FIELD_MARKUP },
        { "application/xhtml", FIELD_MARKUP },
    };
    if (slice_equal_ignoring_case(mode, SLICE("base64")))
        return FIELD_BASE64;
    bool escaped = slice_equal_ignoring_case(mode, SLICE("escaped"));
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (slice_equal_ignoring_case(type, slice_of(kinds[i].type)))
            return escaped && kinds[i].kind == FIELD_MARKUP ? FIELD_HTML : kinds[i].kind;
    if (type.length == 0 || slice_starts_with_ignoring_case(type, SLICE("text/")) ||
        slice_find(type, SLICE("/")) == type.length)
        return FIELD_PLAIN;
    bool is_picture = slice_starts_with_ignoring_case(type, SLICE("image/")) ||
                      slice_starts_with_ignoring_case(type, SLICE("audio/")) ||
                      slice_starts_with_ignoring_case(type, SLICE("video/"));
    return is_picture ? FIELD_UNUSABLE : FIELD_BASE64;
}

void field_init(struct field *field)
{
    field->text = buffer_create(FIELD_BYTES_LIMIT);
}

void field_finish(struct field *field)
{
    buffer_finish(&field->text);
}

void field_start(struct field *field, enum field_kind kind)
{
    buffer_clear(&field->text);
    field->kind = kind;
    field->depth = 0;
    field->untyped = kind != FIELD_PLAIN;
}

static void append_escaped(struct buffer *out, struct slice text, bool in_attribute)
{
    size_t start = 0;
    for (size_t at = 0; at < text.length; at++) {
        char byte = text.bytes[at];
        const char *escape = byte == '&'                   ? "&amp;"
                             : byte == '<'                 ? "&lt;"
                             : byte == '>'                 ? "&gt;"
                             : byte == '"' && in_attribute ? "&quot;"
                                                           : NULL;
        if (!escape)
            continue;
        buffer_append(out, slice_part(text, start, at));
        buffer_append_string(out, escape);
        start = at + 1;
    }
    buffer_append(out, slice_part(text, start, text.length));
}

void field_add_text(struct field *field, struct slice text)
{
    if (field->kind == FIELD_UNUSABLE)
        return;
    bool is_markup = field->kind == FIELD_MARKUP || (field->kind == FIELD_HTML && field->depth > 0);
    if (is_markup)
        append_escaped(&field->text, text, false);
    else
        buffer_append(&field->text, text);
}

/* Plain text that turns out to hold elements was markup all along. */
static void become_markup(struct field *field)
{
    struct buffer escaped = buffer_create(FIELD_BYTES_LIMIT);
    append_escaped(&escaped, buffer_slice(&field->text), false);
    buffer_finish(&field->text);
    field->text = escaped;
    field->kind = FIELD_MARKUP;
}

static bool is_address_attribute(struct slice name)
{
    return slice_equal_string(name, "href") || slice_equal_string(name, "src") || slice_equal_string(name, "cite");
}

static void append_attribute(struct buffer *out, const struct xml_attribute *attribute, struct slice base)
{
    if (attribute->prefix.length > 0 && !slice_equal_string(attribute->prefix, "xml"))
        return;
    buffer_append_byte(out, ' ');
    buffer_append(out, attribute->name);
    buffer_append_string(out, "=\"");
    struct buffer resolved = buffer_create(64 << 10);
    if (base.length > 0 && is_address_attribute(attribute->name) && address_resolve(base, attribute->value, &resolved))
        append_escaped(out, buffer_slice(&resolved), true);
    else
        append_escaped(out, attribute->value, true);
    buffer_finish(&resolved);
    buffer_append_byte(out, '"');
}

static bool is_void(const char *name)
{
    static const char *const names[] = { "area",  "base", "br",   "col",   "embed",  "hr",    "img",
                                         "input", "link", "meta", "param", "source", "track", "wbr" };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(name, names[i]) == 0)
            return true;
    return false;
}

void field_open_element(struct field *field, const struct xml_element *element, struct slice base)
{
    if (field->depth == sizeof field->names / sizeof *field->names)
        return;
    char *name = field->names[field->depth];
    bool fits = element->name.length < sizeof *field->names;
    struct slice kept = fits ? element->name : SLICE("span");
    if (field->kind == FIELD_PLAIN)
        become_markup(field);
    field->depth++;
    memcpy(name, kept.bytes, kept.length);
    name[kept.length] = '\0';
    if (field->kind != FIELD_HTML && field->kind != FIELD_MARKUP)
        return;
    buffer_append_byte(&field->text, '<');
    buffer_append_string(&field->text, name);
    for (size_t i = 0; i < element->attribute_count; i++)
        append_attribute(&field->text, &element->attributes[i], base);
    buffer_append_byte(&field->text, '>');
}

void field_close_element(struct field *field)
{
    if (field->depth == 0)
        return;
    const char *name = field->names[--field->depth];
    if ((field->kind != FIELD_HTML && field->kind != FIELD_MARKUP) || is_void(name))
        return;
    buffer_append_string(&field->text, "</");
    buffer_append_string(&field->text, name);
    buffer_append_byte(&field->text, '>');
}

static bool is_space(char byte)
{
    return byte == ' ' || (byte >= '\t' && byte <= '\r');
}

static int base64_value(char byte)
{
    return byte >= 'A' && byte <= 'Z'   ? byte - 'A'
           : byte >= 'a' && byte <= 'z' ? byte - 'a' + 26
           : byte >= '0' && byte <= '9' ? byte - '0' + 52
           : byte == '+' || byte == '-' ? 62
           : byte == '/' || byte == '_' ? 63
                                        : -1;
}

/* Three bytes come out of four. False for what is no base64, or none of a text: it was not packed at all. */
static bool unpack_base64(struct slice packed, struct buffer *text)
{
    uint32_t bits = 0;
    size_t count = 0;
    for (size_t i = 0; i < packed.length && packed.bytes[i] != '='; i++) {
        int value = base64_value(packed.bytes[i]);
        if (value < 0 && !is_space(packed.bytes[i]))
            return false;
        if (value < 0)
            continue;
        bits = bits << 6 | (uint32_t)value;
        if (++count % 4 != 1)
            buffer_append_byte(text, (char)(bits >> (6 - 2 * ((count - 1) % 4)) & 0xFF));
    }
    return utf8_is_clean(buffer_slice(text));
}

void field_end(struct field *field)
{
    if (field->kind != FIELD_BASE64)
        return;
    struct buffer text = buffer_create(FIELD_BYTES_LIMIT);
    bool packed = unpack_base64(buffer_slice(&field->text), &text);
    field->kind = packed ? FIELD_HTML : FIELD_PLAIN;
    if (packed) {
        buffer_clear(&field->text);
        buffer_append(&field->text, buffer_slice(&text));
    }
    buffer_finish(&text);
}

struct slice field_text(const struct field *field)
{
    return slice_trim(buffer_slice(&field->text));
}

/* White space folded; cut where no title goes. */
static struct slice fold(struct slice text, struct arena *arena)
{
    text = slice_trim(utf8_prefix(text, LINE_BYTES_LIMIT));
    char *line = arena_allocate_bytes(arena, text.length);
    size_t length = 0;
    for (size_t at = 0; at < text.length; at++) {
        bool space = is_space(text.bytes[at]);
        if (!space || line[length - 1] != ' ')
            line[length++] = space ? ' ' : text.bytes[at];
    }
    arena_shrink(arena, line, length);
    return (struct slice) { line, length };
}

/* What people write in a headline without meaning it as an example of HTML. */
static bool is_common_reference(struct slice text)
{
    static const char *const names[] = { "&amp;",   "&quot;",  "&apos;",  "&nbsp;",  "&lt;",    "&gt;",    "&hellip;",
                                         "&ndash;", "&mdash;", "&lsquo;", "&rsquo;", "&ldquo;", "&rdquo;", "&laquo;",
                                         "&raquo;", "&shy;",   "&zwnj;",  "&zwj;",   "&eacute;" };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (slice_starts_with(text, slice_of(names[i])))
            return true;
    size_t at = 2;
    while (at < text.length && at < 9 && text.bytes[at] != ';')
        at++;
    return slice_starts_with(text, SLICE("&#")) && at > 2 && at < text.length && text.bytes[at] == ';';
}

/* "AT&amp;amp;T": a program escaped what another had escaped. */
static void append_unescaped(struct buffer *line, struct slice text)
{
    for (size_t at = 0; at < text.length;) {
        size_t start = at;
        uint32_t code_point;
        char bytes[4];
        while (at < text.length && text.bytes[at] != '&')
            at++;
        buffer_append(line, slice_part(text, start, at));
        if (at == text.length)
            return;
        if (!is_common_reference(slice_part(text, at, text.length)) || !entity_read(text, &at, &code_point)) {
            buffer_append_byte(line, '&');
            at++;
        } else if (!code_point_is_control(code_point)) {
            buffer_append(line, (struct slice) { bytes, utf8_encode(code_point, bytes) });
        }
    }
}

struct slice field_as_line(const struct field *field, struct arena *arena)
{
    struct slice text = utf8_prefix(field_text(field), LINE_BYTES_LIMIT);
    bool is_markup = field->kind == FIELD_HTML || field->kind == FIELD_MARKUP;
    bool has_reference = text.length > 0 && memchr(text.bytes, '&', text.length);
    bool has_markup = has_reference || (text.length > 0 && memchr(text.bytes, '<', text.length));
    if (is_markup ? !has_markup : !(field->untyped && has_reference))
        return fold(text, arena);
    struct buffer line = buffer_create(LINE_BYTES_LIMIT * 2);
    if (is_markup)
        html_to_line(text, &line);
    else
        append_unescaped(&line, text);
    struct slice kept = fold(buffer_slice(&line), arena);
    buffer_finish(&line);
    return kept;
}

/* Blank lines divide paragraphs; an indented line goes on with the one before. */
static void append_plain_as_html(struct buffer *out, struct slice text)
{
    struct slice line;
    bool open = false;
    buffer_append_string(out, "<p>");
    while (slice_next_line(&text, &line)) {
        struct slice trimmed = slice_trim(line);
        if (trimmed.length == 0) {
            buffer_append_string(out, open ? "</p>\n<p>" : "");
            open = false;
            continue;
        }
        if (open)
            buffer_append_string(out, is_space(line.bytes[0]) ? "\n" : "<br>\n");
        append_escaped(out, trimmed, false);
        open = true;
    }
    buffer_append_string(out, "</p>");
}

struct slice field_as_html(const struct field *field, struct arena *arena)
{
    struct slice text = field_text(field);
    if (field->kind != FIELD_PLAIN || text.length == 0)
        return arena_copy(arena, text);
    struct buffer html = buffer_create(FIELD_BYTES_LIMIT);
    append_plain_as_html(&html, text);
    struct slice kept = arena_copy(arena, buffer_slice(&html));
    buffer_finish(&html);
    return kept;
}

/* RSS has "mail@example.org (Name)", "Name <mail@example.org>" and plain names. */
struct slice field_as_author(const struct field *field, struct arena *arena)
{
    struct slice text = field_text(field);
    size_t open = slice_find(text, SLICE("(")), angle = slice_find(text, SLICE("<")), at = slice_find(text, SLICE("@"));
    if (at < open && open < text.length && text.bytes[text.length - 1] == ')')
        text = slice_part(text, open + 1, text.length - 1);
    else if (angle > 0 && angle < at && at < text.length)
        text = slice_part(text, 0, angle);
    return fold(text, arena);
}
