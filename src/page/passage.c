/* A part of the page for another program: each paragraph on one line, its author's own line ends kept. */
#include "base/utf8.h"
#include "page/source_text.h"
#include "page/writer.h"

static bool append_line_feeds(struct buffer *out, size_t count);
static bool append_line(const struct page *page, const struct line *line, struct range part, struct buffer *out);
static struct omissions link_numbers_in(const struct page *page, const struct line *line, struct range part,
                                        struct arena *scratch);
static bool append_part(const struct page *page, struct range part, struct omissions numbers, struct buffer *out);
static void cut(struct buffer *out, size_t length);

bool page_append_passage(const struct page *page, struct range range, struct buffer *out)
{
    size_t number;
    if (range.end > page_length(page))
        range.end = page_length(page);
    if (page->long_text || range.start >= range.end || !line_first(page, &number))
        return page_append_text(page, range, out);
    size_t start = out->length, waiting = 0;
    bool fits = true;
    number = line_at(page, range.start);
    do {
        struct line line = line_get(page, number);
        if (line.start >= range.end)
            break;
        struct range part = { line.start > range.start ? line.start : range.start,
                              line.text.end < range.end ? line.text.end : range.end };
        size_t before = out->length, line_feeds = before == start ? 0 : waiting + 1 + line.space_before;
        if (line.start == line.text.end)
            waiting = line_feeds; /* a blank line of code shows only between others */
        if (line.is_rule || part.start >= part.end)
            continue;
        fits = append_line_feeds(out, line_feeds) && append_line(page, &line, part, out);
        if (out->length > before + line_feeds)
            waiting = 0;
        else
            cut(out, before);
    } while (fits && line_after(page, &number));
    return fits;
}

static bool append_line_feeds(struct buffer *out, size_t count)
{
    bool fits = true;
    while (fits && count-- > 0)
        fits = buffer_append_byte(out, '\n');
    return fits;
}

static bool append_line(const struct page *page, const struct line *line, struct range part, struct buffer *out)
{
    struct arena scratch = { 0 };
    bool fits = append_part(page, part, link_numbers_in(page, line, part, &scratch), out);
    arena_finish(&scratch);
    return fits;
}

static struct omissions link_numbers_in(const struct page *page, const struct line *line, struct range part,
                                        struct arena *scratch)
{
    struct range *numbers = ARENA_ARRAY(scratch, struct range, line->style_count);
    size_t count = 0, start = line->text.start;
    for (size_t i = 0; i < line->style_count; i++) {
        const struct style_run *run = &page->styles[line->first_style + i];
        struct range number = { start > part.start ? start : part.start, line->text.start + run->end };
        start = number.end;
        if (number.end > part.end)
            number.end = part.end;
        if (run->role == PAGE_LINK_NUMBER && number.start < number.end)
            numbers[count++] = number;
    }
    return (struct omissions){ numbers, count };
}

static void cut(struct buffer *out, size_t length)
{
    if (out->length > length)
        out->bytes[out->length = length] = '\0';
}

static void trim_end(struct buffer *out, size_t start)
{
    size_t end = out->length;
    while (end > start && out->bytes[end - 1] == ' ')
        end--;
    cut(out, end);
}

static bool append_part(const struct page *page, struct range part, struct omissions numbers, struct buffer *out)
{
    struct slice text = slice_part(page_text(page), 0, part.end), separator = SLICE(LINE_SEPARATOR);
    bool fits = true;
    while (fits) {
        size_t start = out->length, end = part.start + slice_find(slice_part(text, part.start, part.end), separator);
        struct omissions here = { numbers.ranges, 0 };
        while (here.count < numbers.count && numbers.ranges[here.count].start < end)
            here.count++;
        numbers = (struct omissions){ numbers.ranges + here.count, numbers.count - here.count };
        fits = source_text_append(page, (struct range){ part.start, end }, here, out);
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
        if (line->is_title)
            return append_line(page, line, line->text, out);
    }
    return false;
}
