/* A part of the page for another program: each paragraph on one line, its author's own line ends kept. */
#include "base/utf8.h"
#include "page/writer.h"

static bool append_part(const struct page *page, struct range part, struct buffer *out);

bool page_append_passage(const struct page *page, struct range range, struct buffer *out)
{
    size_t number;
    if (range.end > page_length(page))
        range.end = page_length(page);
    if (page->long_text || range.start >= range.end || !line_first(page, &number))
        return page_append_text(page, range, out);
    bool fits = true, any = false;
    number = line_at(page, range.start);
    do {
        struct line line = line_get(page, number);
        if (line.start >= range.end)
            break;
        struct range part = { line.start > range.start ? line.start : range.start,
                              line.text.end < range.end ? line.text.end : range.end };
        if (line.is_rule || part.start >= part.end)
            continue;
        if (any)
            fits = buffer_append_string(out, line.space_before ? "\n\n" : "\n");
        fits = fits && append_part(page, part, out);
        any = true;
    } while (fits && line_after(page, &number));
    return fits;
}

static void trim_end(struct buffer *out, size_t start)
{
    while (out->length > start && out->bytes[out->length - 1] == ' ')
        out->bytes[--out->length] = '\0';
}

static bool append_part(const struct page *page, struct range part, struct buffer *out)
{
    struct slice text = slice_part(page_text(page), 0, part.end), separator = SLICE(LINE_SEPARATOR);
    bool fits = true;
    while (fits) {
        size_t start = out->length, end = part.start + slice_find(slice_part(text, part.start, part.end), separator);
        fits = page_append_text(page, (struct range){ part.start, end }, out);
        if (end == part.end)
            break;
        trim_end(out, start);
        fits = fits && buffer_append_byte(out, '\n');
        part.start = end + separator.length;
    }
    return fits;
}

bool page_append_title(const struct page *page, struct buffer *out)
{
    for (size_t i = 0; i < page->line_count; i++) {
        const struct line *line = &page->lines[i];
        if (line->style_count > 0 && page->styles[line->first_style].role == PAGE_TITLE)
            return page_append_text(page, line->text, out);
    }
    return false;
}
