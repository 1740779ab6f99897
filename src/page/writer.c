#include "page/writer.h"

#include "base/utf8.h"
#include "text/width.h"

enum { TAB_COLUMNS = 8 };

static void add_style(struct writer *writer, uint8_t role);
static bool is_space(char byte);

void writer_begin(struct writer *writer, const struct line *line)
{
    struct page *page = writer->page;
    writer->line = *line;
    writer->line.start = page->text.length;
    writer->line.text = (struct range){ page->text.length, page->text.length };
    writer->line.first_style = page->style_count;
    writer->line.style_count = 0;
    writer->open = true;
    writer->space = SPACE_NONE;
    writer->column = 0;
}

struct range writer_marker(struct writer *writer, struct slice marker)
{
    struct buffer *text = &writer->page->text;
    struct range range = { text->length, text->length };
    buffer_append(text, marker);
    range.end = text->length;
    writer->line.text = (struct range){ text->length, text->length };
    return range;
}

void writer_append(struct writer *writer, struct slice text, uint8_t role)
{
    if (!text.length || !buffer_append(&writer->page->text, text))
        return;
    add_style(writer, role);
}

void writer_words(struct writer *writer, struct slice text, uint8_t role)
{
    size_t at = 0;
    while (at < text.length) {
        if (is_space(text.bytes[at])) {
            if (writer->space == SPACE_NONE) {
                writer->space_role = role;
                writer->space = SPACE_WAITS;
            }
            at++;
            continue;
        }
        size_t start = at;
        while (at < text.length && !is_space(text.bytes[at]))
            at++;
        writer_flush_space(writer);
        writer_append(writer, slice_part(text, start, at), role);
    }
}

void writer_preformatted(struct writer *writer, struct slice text, uint8_t role)
{
    static const char spaces[] = "        ";
    size_t at = 0, copied = 0;
    while (at < text.length) {
        size_t start = at;
        uint32_t code_point = utf8_next(text, &at);
        if (code_point != '\t') {
            writer->column += code_point_width(code_point);
            continue;
        }
        int gap = TAB_COLUMNS - writer->column % TAB_COLUMNS;
        writer_append(writer, slice_part(text, copied, start), role);
        writer_append(writer, (struct slice){ spaces, (size_t)gap }, role);
        writer->column += gap;
        copied = at;
    }
    writer_append(writer, slice_part(text, copied, text.length), role);
}

void writer_open_control(struct writer *writer, const char *control)
{
    writer_flush_space(writer);
    writer_close_control(writer, control);
}

void writer_close_control(struct writer *writer, const char *control)
{
    struct page *page = writer->page;
    size_t offset = page->text.length;
    if (!buffer_append_string(&page->text, control))
        return;
    page->controls = page_grow(page->controls, page->control_count, &page->control_capacity, sizeof *page->controls);
    page->controls[page->control_count++] = offset;
    uint8_t role = writer->line.style_count ? page->styles[page->style_count - 1].role : PAGE_TEXT;
    add_style(writer, role);
}

void writer_flush_space(struct writer *writer)
{
    enum waiting_space space = writer->space;
    writer->space = SPACE_NONE;
    if (space != SPACE_NONE)
        writer_append(writer, SLICE(" "), writer->space_role);
    if (space == ROW_END_WAITS)
        writer_close_control(writer, LINE_SEPARATOR);
}

void writer_finish(struct writer *writer)
{
    struct page *page = writer->page;
    if (!writer->open)
        return;
    writer->open = false;
    writer->space = SPACE_NONE;
    writer->line.text.end = page->text.length;
    buffer_append_byte(&page->text, '\n');
    page->lines = page_grow(page->lines, page->line_count, &page->line_capacity, sizeof *page->lines);
    page->lines[page->line_count++] = writer->line;
}

/* All text of the line up to now has a role: the newest part this one. */
static void add_style(struct writer *writer, uint8_t role)
{
    struct page *page = writer->page;
    size_t end = page->text.length - writer->line.text.start;
    if (writer->line.style_count && page->styles[page->style_count - 1].role == role) {
        page->styles[page->style_count - 1].end = end;
        return;
    }
    page->styles = page_grow(page->styles, page->style_count, &page->style_capacity, sizeof *page->styles);
    page->styles[page->style_count++] = (struct style_run){ .end = end, .role = role };
    writer->line.style_count++;
}

static bool is_space(char byte)
{
    return byte == ' ' || byte == '\n' || byte == '\t' || byte == '\r' || byte == '\f';
}
