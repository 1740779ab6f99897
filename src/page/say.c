#include "base/utf8.h"
#include "page/flattener.h"

/* A longer block goes on in lines after the first: a paragraph is laid out whole, and takes a dozen times its text. */
enum { LINE_ENOUGH = 256 << 10, PART_BYTES = 64 << 10 };

static void go_on_in_new_line(struct flattener *f);
static void say_part(struct flattener *f, struct slice text, unsigned style);
static struct slice first_part(struct slice text);
static void begin_links(struct flattener *f);
static bool is_in_link(const struct flattener *f);
static void say_preformatted(struct flattener *f, struct slice text, unsigned style);
static uint8_t role_of(const struct flattener *f, const struct node *node, unsigned style);

static bool line_is_long(const struct flattener *f)
{
    return f->writer.open && f->page->text.length - f->writer.line.text.start > LINE_ENOUGH;
}

void node_say(struct flattener *f, struct slice text, unsigned style)
{
    struct node *node = node_top(f);
    if (node->hidden)
        return;
    if (node->preformatted) {
        say_preformatted(f, text, style);
        return;
    }
    while (text.length) {
        struct slice part = first_part(text);
        text = slice_part(text, part.length, text.length);
        if (line_is_long(f) && !node->in_flat_row && slice_trim(part).length)
            go_on_in_new_line(f);
        say_part(f, part, style);
    }
}

/* In the direction of the text before. */
static void go_on_in_new_line(struct flattener *f)
{
    line_finish(f);
    line_begin(f);
    f->writer.line.direction = f->page->lines[f->page->line_count - 1].direction;
}

/* Up to the end of white space, where there is some. */
static struct slice first_part(struct slice text)
{
    if (text.length <= PART_BYTES)
        return text;
    for (size_t end = PART_BYTES; end > PART_BYTES / 2; end--)
        if (text.bytes[end - 1] == ' ' || text.bytes[end - 1] == '\n')
            return slice_part(text, 0, end);
    return utf8_prefix(text, PART_BYTES);
}

static void say_part(struct flattener *f, struct slice text, unsigned style)
{
    struct node *node = node_top(f);
    if (f->code && !(style & DOC_CODE))
        line_close_code(f);
    if (!slice_trim(text).length) {
        if (f->writer.open)
            writer_words(&f->writer, text, role_of(f, node, style));
        return;
    }
    bool begins = !f->writer.open || (node->in_flat_row && f->page->text.length == node->cell_start);
    line_ensure(f);
    size_t inner = (size_t)(slice_trim(text).bytes - text.bytes);
    uint8_t role = role_of(f, node, style);
    writer_words(&f->writer, slice_part(text, 0, inner), role);
    if (begins)
        f->writer.space = SPACE_NONE;
    if ((style & DOC_CODE) && !f->code) {
        writer_open_control(&f->writer, LRI);
        f->code = true;
    }
    begin_links(f);
    writer_words(&f->writer, slice_part(text, inner, text.length), role);
}

/* Links that are open and have had no text yet begin here. */
static void begin_links(struct flattener *f)
{
    for (size_t i = f->depth; i > 0; i--) {
        if (f->nodes[i].kind != DOC_LINK || f->nodes[i].link_start != SIZE_MAX)
            continue;
        writer_flush_space(&f->writer);
        f->nodes[i].link_start = f->page->text.length;
    }
}

static bool is_in_link(const struct flattener *f)
{
    for (size_t i = f->depth; i > 0; i--)
        if (f->nodes[i].kind == DOC_LINK)
            return true;
    return false;
}

static void say_preformatted(struct flattener *f, struct slice text, unsigned style)
{
    size_t start = 0;
    if (f->line_ends && f->writer.open)
        line_finish(f);
    f->line_ends = false;
    while (start < text.length) {
        size_t length = slice_find(slice_part(text, start, text.length), SLICE("\n"));
        struct slice part = utf8_prefix(slice_part(text, start, start + length), LINE_ENOUGH);
        bool is_whole = part.length == length;
        if (part.length) {
            for (; f->blank_lines; f->blank_lines--) {
                line_begin(f);
                writer_finish(&f->writer);
            }
            f->preformatted_began = true;
            if (line_is_long(f))
                line_finish(f);
            line_ensure(f);
            if (slice_trim(part).length > 0)
                begin_links(f);
            writer_preformatted(&f->writer, part, role_of(f, node_top(f), style));
        }
        start += part.length + is_whole;
        if (start > text.length)
            break;
        if (f->writer.open && start == text.length && is_in_link(f))
            f->line_ends = true; /* behind the link's number, if this is the link's end */
        else if (f->writer.open)
            line_finish(f);
        else if (f->preformatted_began)
            f->blank_lines++;
    }
}

static uint8_t role_of(const struct flattener *f, const struct node *node, unsigned style)
{
    if (is_in_link(f))
        return PAGE_LINK;
    if (node->role == PAGE_MASTHEAD || node->role == PAGE_TITLE || node->role == PAGE_HEADING)
        return node->role;
    return style & DOC_CODE       ? PAGE_CODE
           : style & DOC_DELETED  ? PAGE_DELETED
           : style & DOC_STRONG   ? PAGE_STRONG
           : style & DOC_EMPHASIS ? PAGE_EMPHASIS
                                  : node->role;
}
