#include "doc/html.h"
#include "doc/plain.h"

#include <md4c-html.h>

static void append_html(const MD_CHAR *text, MD_SIZE length, void *html);
static struct slice take_front_matter(struct slice *utf8);
static void append_head(struct buffer *html, struct slice front_matter);

void doc_from_markdown(struct slice utf8, struct slice address, struct buffer *tape)
{
    /* No input becomes longer than this: "&" becomes "&amp;", and a table's cell of two bytes a tag pair. */
    struct slice whole = utf8;
    struct buffer html = buffer_create(utf8.length < (SIZE_MAX >> 6) ? utf8.length * 16 + 4096 : utf8.length);
    append_head(&html, take_front_matter(&utf8));
    bool converted = utf8.length <= UINT32_MAX / 2 &&
                     md_html(utf8.bytes ? utf8.bytes : "", (MD_SIZE)utf8.length, append_html, &html,
                             MD_DIALECT_GITHUB, MD_HTML_FLAG_SKIP_UTF8_BOM) == 0;
    if (converted && !html.overflowed)
        doc_from_html(buffer_slice(&html), address, (struct slice){ 0 }, tape);
    else
        doc_from_plain_text(whole, tape);
    buffer_finish(&html);
}

static void append_html(const MD_CHAR *text, MD_SIZE length, void *html)
{
    buffer_append(html, (struct slice){ text, length });
}

/* ---- what many blogs put above the text: lines of "key: value" between two lines of "---" or "+++" -------------- */

static struct slice take_front_matter(struct slice *utf8)
{
    enum { MOST_LINES = 200 };
    struct slice rest = *utf8, line, fence;
    if (!slice_next_line(&rest, &fence))
        return (struct slice){ 0 };
    fence = slice_trim(fence);
    if (!slice_equal_string(fence, "---") && !slice_equal_string(fence, "+++"))
        return (struct slice){ 0 };
    struct slice matter = rest;
    size_t lines = 0, keys = 0;
    for (; lines < MOST_LINES && slice_next_line(&rest, &line); lines++) {
        if (slice_equal(slice_trim(line), fence)) {
            if (keys == 0)
                break;
            *utf8 = rest;
            return slice_part(matter, 0, (size_t)(line.bytes - matter.bytes));
        }
        keys += slice_find(line, SLICE(":")) < line.length || slice_find(line, SLICE("=")) < line.length;
    }
    return (struct slice){ 0 };
}

/* A string in quotes may hold them after a backslash (YAML 7.3.1). */
static void append_value(struct buffer *html, struct slice value)
{
    bool quoted = value.length > 1 && (value.bytes[0] == '"' || value.bytes[0] == '\'') &&
                  value.bytes[value.length - 1] == value.bytes[0];
    bool escapes = quoted && value.bytes[0] == '"';
    value = quoted ? slice_part(value, 1, value.length - 1) : value;
    for (size_t i = 0; i < value.length; i++) {
        i += escapes && value.bytes[i] == '\\' && i + 1 < value.length;
        switch (value.bytes[i]) {
        case '<': buffer_append_string(html, "&lt;"); break;
        case '&': buffer_append_string(html, "&amp;"); break;
        case '"': buffer_append_string(html, "&quot;"); break;
        default: buffer_append_byte(html, value.bytes[i]);
        }
    }
}

/* The value of the first line with this key; empty when there is none. */
static struct slice find_value(struct slice front_matter, struct slice key)
{
    struct slice line;
    while (slice_next_line(&front_matter, &line)) {
        struct slice value = slice_trim(slice_part(line, key.length, line.length));
        if (slice_starts_with(line, key) && value.length > 1 && (value.bytes[0] == ':' || value.bytes[0] == '='))
            return slice_trim(slice_part(value, 1, value.length));
    }
    return (struct slice){ 0 };
}

/* Pandoc's names: title, lang, dir. */
static void append_head(struct buffer *html, struct slice front_matter)
{
    static const char *const attributes[] = { "lang", "dir" };
    struct slice title = find_value(front_matter, SLICE("title"));
    if (front_matter.length == 0)
        return;
    buffer_append_string(html, "<html");
    for (size_t i = 0; i < sizeof attributes / sizeof *attributes; i++) {
        struct slice value = find_value(front_matter, slice_of(attributes[i]));
        if (value.length == 0)
            continue;
        buffer_append_format(html, " %s=\"", attributes[i]);
        append_value(html, value);
        buffer_append_byte(html, '"');
    }
    buffer_append_byte(html, '>');
    if (title.length == 0)
        return;
    buffer_append_string(html, "<title>");
    append_value(html, title);
    buffer_append_string(html, "</title>");
}
