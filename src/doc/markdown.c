#include "doc/html.h"
#include "doc/plain.h"

#include <md4c-html.h>

static void append_html(const MD_CHAR *text, MD_SIZE length, void *html);
static struct slice take_front_matter(struct slice *utf8);
static void append_title(struct buffer *html, struct slice front_matter);

void doc_from_markdown(struct slice utf8, struct slice address, struct buffer *tape)
{
    /* No input becomes longer than this: "&" becomes "&amp;", and a table's cell of two bytes a tag pair. */
    struct slice whole = utf8;
    struct buffer html = buffer_create(utf8.length < (SIZE_MAX >> 6) ? utf8.length * 16 + 4096 : utf8.length);
    append_title(&html, take_front_matter(&utf8));
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

static void append_title(struct buffer *html, struct slice front_matter)
{
    struct slice line;
    while (slice_next_line(&front_matter, &line)) {
        if (!slice_starts_with(line, SLICE("title")))
            continue;
        struct slice value = slice_trim(slice_part(line, 5, line.length));
        if (value.length < 2 || (value.bytes[0] != ':' && value.bytes[0] != '='))
            continue;
        value = slice_trim(slice_part(value, 1, value.length));
        char first = value.length > 1 ? value.bytes[0] : '\0';
        if ((first == '"' || first == '\'') && value.bytes[value.length - 1] == first)
            value = slice_part(value, 1, value.length - 1);
        buffer_append_string(html, "<title>");
        for (size_t i = 0; i < value.length; i++)
            if (value.bytes[i] == '<' || value.bytes[i] == '&')
                buffer_append_string(html, value.bytes[i] == '<' ? "&lt;" : "&amp;");
            else
                buffer_append_byte(html, value.bytes[i]);
        buffer_append_string(html, "</title>");
        return;
    }
}
