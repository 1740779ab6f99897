#include "doc/write_parts.h"

#include "base/utf8.h"
#include "doc/address.h"

/* One line in HTML for each kind: what stands around what is in it. */
static const struct {
    const char *name;
    bool is_block; /* a line of its own */
} elements[DOC_KIND_COUNT] = {
    [DOC_MASTHEAD] = { "p", true },    [DOC_PARAGRAPH] = { "p", true },   [DOC_QUOTE] = { "blockquote", true },
    [DOC_LIST] = { "ul", true },       [DOC_ITEM] = { "li", true },       [DOC_PREFORMATTED] = { "pre", true },
    [DOC_RULE] = { "hr", true },       [DOC_FIGURE] = { "figure", true }, [DOC_IMAGE] = { "img", true },
    [DOC_CAPTION] = { "p", true },     [DOC_TABLE] = { "table", true },   [DOC_TABLE_ROW] = { "tr", true },
    [DOC_TABLE_CELL] = { "td", true }, [DOC_NOTICE] = { "div", true },    [DOC_LINK] = { "a", false },
    [DOC_ISOLATE] = { "bdi", false },  [DOC_OVERRIDE] = { "bdo", false }, [DOC_LINE_BREAK] = { "br", false },
};

static const char *const headings[] = { "h1", "h2", "h3", "h4", "h5", "h6" };

struct html {
    const struct doc *doc;
    struct buffer *out;
    bool on_one_line;
    unsigned preformatted; /* how deep in such a node */
};

static void append_escaped(struct html *html, struct slice text)
{
    for (size_t i = 0; i < text.length; i++) {
        switch (text.bytes[i]) {
        case '&': buffer_append_string(html->out, "&amp;"); break;
        case '<': buffer_append_string(html->out, "&lt;"); break;
        case '>': buffer_append_string(html->out, "&gt;"); break;
        case '"': buffer_append_string(html->out, "&quot;"); break;
        case '\n': buffer_append_string(html->out, html->on_one_line ? "&#10;" : "\n"); break;
        default: buffer_append_byte(html->out, text.bytes[i]);
        }
    }
}

static void append_attribute(struct html *html, const char *name, struct slice value)
{
    buffer_append_format(html->out, " %s=\"", name);
    append_escaped(html, value);
    buffer_append_byte(html->out, '"');
}

static void end_line(struct html *html)
{
    if (!html->on_one_line)
        buffer_append_byte(html->out, '\n');
}

/* Styles around one text, outermost first. */
static const struct {
    enum doc_style style;
    const char *name;
} styles[] = { { DOC_EMPHASIS, "em" }, { DOC_STRONG, "strong" }, { DOC_DELETED, "del" }, { DOC_CODE, "code" } };
enum { STYLE_COUNT = sizeof styles / sizeof *styles };

static void append_text(struct html *html, const struct doc_record *text)
{
    for (size_t i = 0; i < STYLE_COUNT; i++)
        if (text->flags & styles[i].style)
            buffer_append_format(html->out, "<%s>", styles[i].name);
    append_escaped(html, text->text);
    for (size_t i = STYLE_COUNT; i-- > 0;)
        if (text->flags & styles[i].style)
            buffer_append_format(html->out, "</%s>", styles[i].name);
}

static const char *name_of(const struct doc_record *node, enum doc_kind parent)
{
    bool holds_caption = parent == DOC_FIGURE || parent == DOC_TABLE;
    switch (node->kind) {
    case DOC_HEADING: return headings[node->number - 1];
    case DOC_LIST: return node->flags & DOC_ORDERED ? "ol" : "ul";
    case DOC_TABLE_CELL: return node->flags & DOC_HEADER ? "th" : "td";
    case DOC_CAPTION: return !holds_caption ? "p" : parent == DOC_FIGURE ? "figcaption" : "caption";
    default: return elements[node->kind].name;
    }
}

static void append_number_attributes(struct html *html, const struct doc_record *node)
{
    if (node->kind == DOC_LIST && node->flags & DOC_ORDERED && node->number != 1)
        buffer_append_format(html->out, " start=\"%u\"", node->number);
    if (node->kind != DOC_TABLE_CELL)
        return;
    if (doc_columns_spanned(node->number) > 1)
        buffer_append_format(html->out, " colspan=\"%u\"", doc_columns_spanned(node->number));
    if (doc_rows_spanned(node->number) > 1)
        buffer_append_format(html->out, " rowspan=\"%u\"", doc_rows_spanned(node->number));
}

static void open_tag(struct html *html, const struct doc_record *node, const char *name)
{
    const char *direction = direction_word(node->direction);
    buffer_append_format(html->out, "<%s", name);
    /* An isolate that says nothing finds its direction by itself. */
    if (direction && !(node->kind == DOC_ISOLATE && node->direction == DOC_DIRECTION_AUTO))
        append_attribute(html, "dir", slice_of(direction));
    if (node->kind == DOC_LINK)
        append_attribute(html, "href", node->text);
    if (node->kind == DOC_NOTICE)
        append_attribute(html, "role", SLICE("note"));
    append_number_attributes(html, node);
    buffer_append_byte(html->out, '>');
}

static void append_content(struct html *html, size_t *offset, enum doc_kind parent);

/* Its text is what is said instead of it. */
static void append_image(struct html *html, size_t *offset, const struct doc_record *image)
{
    struct doc_record record;
    buffer_append_string(html->out, "<img");
    if (image->text.length > 0)
        append_attribute(html, "src", image->text);
    buffer_append_string(html->out, " alt=\"");
    for (size_t depth = 1; depth > 0 && doc_next(html->doc, offset, &record);) {
        if (record.operation == DOC_TEXT)
            append_escaped(html, record.text);
        depth = doc_depth_after(depth, &record);
    }
    buffer_append_string(html->out, "\">");
}

static void append_node(struct html *html, size_t *offset, const struct doc_record *node, enum doc_kind parent)
{
    const char *name = name_of(node, parent);
    bool holds_lines = node->kind == DOC_QUOTE || node->kind == DOC_LIST || node->kind == DOC_FIGURE ||
                       node->kind == DOC_TABLE || node->kind == DOC_TABLE_ROW;
    if (node->kind == DOC_IMAGE) {
        append_image(html, offset, node);
    } else if (node->kind == DOC_LINE_BREAK || node->kind == DOC_RULE) {
        open_tag(html, node, name);
        doc_skip_node(html->doc, offset);
    } else {
        open_tag(html, node, name);
        if (holds_lines)
            end_line(html);
        html->preformatted += node->kind == DOC_PREFORMATTED;
        append_content(html, offset, node->kind);
        html->preformatted -= node->kind == DOC_PREFORMATTED;
        buffer_append_format(html->out, "</%s>", name);
    }
    bool is_line = node->kind == DOC_HEADING || elements[node->kind].is_block;
    if (is_line && html->preformatted == 0)
        end_line(html);
}

/* Up to and with the EXIT of what was entered before. A tape is at most 256 deep (doc_check). */
static void append_content(struct html *html, size_t *offset, enum doc_kind parent)
{
    struct doc_record record;
    while (doc_next(html->doc, offset, &record)) {
        if (record.operation == DOC_EXIT)
            return;
        if (record.operation == DOC_TEXT)
            append_text(html, &record);
        else if (record.kind == DOC_TITLE)
            doc_skip_node(html->doc, offset);
        else
            append_node(html, offset, &record, parent);
    }
}

void html_append_node(const struct doc *doc, size_t *offset, const struct doc_record *node, struct buffer *out)
{
    struct html html = { .doc = doc, .out = out, .on_one_line = true };
    append_node(&html, offset, node, DOC_DOCUMENT);
}

/* ---- the page -------------------------------------------------------------------------------------------------- */

/* What does not say its direction stands by its own words, as it did where it was read. */
static const char style[] = "<style>\n"
                            "body { max-width: 42em; margin: 2em auto; padding: 0 1em; line-height: 1.6 }\n"
                            "p:not([dir]), h1:not([dir]), h2:not([dir]), h3:not([dir]), h4:not([dir]), h5:not([dir]), "
                            "h6:not([dir]), li:not([dir]), td:not([dir]), th:not([dir]), figcaption:not([dir]), "
                            "caption:not([dir]) { unicode-bidi: plaintext }\n"
                            "pre, code { direction: ltr; unicode-bidi: isolate }\n"
                            "img { max-width: 100% }\n"
                            "table { border-collapse: collapse }\n"
                            "td, th { border: 1px solid; padding: 0.2em 0.6em }\n"
                            "</style>\n";

static void append_field(struct html *html, const char *before, struct slice field, const char *after)
{
    struct buffer storage;
    struct slice clean = field_clean(field, &storage);
    if (clean.length > 0) {
        buffer_append_string(html->out, before);
        append_escaped(html, clean);
        buffer_append_string(html->out, after);
    }
    buffer_finish(&storage);
}

static void append_meta_line(struct html *html, const struct doc_head *head)
{
    const struct slice fields[] = { head->source, head->author, head->date };
    enum { FIELDS = sizeof fields / sizeof *fields };
    bool any = false;
    for (size_t i = 0; i < FIELDS; i++) {
        if (slice_trim(fields[i]).length == 0)
            continue;
        append_field(html, any ? " · <bdi>" : "<p><bdi>", fields[i], "</bdi>");
        any = true;
    }
    buffer_append_string(html->out, any ? "</p>\n" : "");
    if (head->address.length > 0 && address_is_allowed(head->address)) {
        buffer_append_string(html->out, "<p dir=\"ltr\"><a");
        append_attribute(html, "href", head->address);
        buffer_append_byte(html->out, '>');
        append_escaped(html, head->address);
        buffer_append_string(html->out, "</a></p>\n");
    }
}

static void append_head(struct html *html, const struct doc_head *head)
{
    struct arena arena = { 0 };
    struct slice language = doc_language(html->doc);
    const char *direction = direction_word(doc_overall_direction(html->doc));
    buffer_append_string(html->out, "<!DOCTYPE html>\n<html");
    if (language.length > 0)
        append_attribute(html, "lang", language);
    if (direction)
        append_attribute(html, "dir", slice_of(direction));
    buffer_append_string(html->out, ">\n<head>\n<meta charset=\"utf-8\">\n"
                                    "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    append_field(html, "<title>", head ? head->title : doc_title(html->doc, &arena), "</title>\n");
    if (head)
        append_field(html, "<meta name=\"author\" content=\"", head->author, "\">\n");
    buffer_append_string(html->out, style);
    buffer_append_string(html->out, "</head>\n<body>\n");
    arena_finish(&arena);
}

bool doc_write_html(const struct doc *doc, const struct doc_head *head, struct buffer *out)
{
    struct html html = { .doc = doc, .out = out };
    struct doc_record document;
    size_t offset = 0;
    append_head(&html, head);
    if (head && !doc_begins_with(doc, head->title))
        append_field(&html, "<h1>", head->title, "</h1>\n");
    if (head)
        append_meta_line(&html, head);
    if (doc_next(doc, &offset, &document))
        append_content(&html, &offset, DOC_DOCUMENT);
    buffer_append_string(out, "</body>\n</html>\n");
    return !out->overflowed;
}
