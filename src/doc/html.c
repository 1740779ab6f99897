#include "doc/html.h"

#include "base/catalogue.h"
#include "base/markup_guard.h"
#include "base/utf8.h"
#include "doc/address.h"
#include "doc/element.h"
#include "doc/flow.h"
#include "doc/main_part.h"

#include <stdlib.h>
#include <string.h>

/* What was entered for an element, to be left with it. */
struct frame {
    const GumboNode *node;
    const struct element *element;
    struct flow_container container; /* around it */
    unsigned style;                  /* around it */
    unsigned blocks, inlines;        /* entered for it */
    unsigned blocks_after;           /* of the element before it, whose last part it is */
    bool contains;                   /* `container` was changed */
};

struct reader {
    struct flow flow;
    struct arena arena; /* resolved addresses */
    struct slice base;
    struct frame *frames;
    size_t depth, capacity;
    bool drops_navigation;
    unsigned left_open;    /* blocks of an item that a list after it belongs to */
    uint64_t layout_tables; /* a bit for each open table: only there to place things on the page */
};

static void read_page(const GumboOutput *page, struct slice address, struct slice language, struct buffer *tape);
static void read_below(struct reader *reader, const GumboNode *root);

void doc_from_html(struct slice utf8, struct slice address, struct slice language, struct buffer *tape)
{
    if (!markup_guard(utf8, &markup_limits_html, NULL)) {
        doc_from_html_stripped(utf8, language,
                               _("This page's markup is too large or too deeply nested to be laid out; its text is shown plain."),
                               tape);
        return;
    }
    GumboOptions options = kGumboDefaultOptions;
    /* Each remembered error copies the stack of open elements: most of what gumbo can use in memory. */
    options.max_errors = 0;
    GumboOutput *page = gumbo_parse_with_options(&options, utf8.bytes ? utf8.bytes : "", utf8.length);
    read_page(page, address, language, tape);
    gumbo_destroy_output(&options, page);
}

/* ---- the page as a whole --------------------------------------------------------------------------------------- */

static const GumboNode *find_child(const GumboNode *parent, GumboTag tag)
{
    const GumboVector *children = parent ? node_children(parent) : NULL;
    for (unsigned i = 0; children && i < children->length; i++) {
        const GumboNode *child = children->data[i];
        if (child->type == GUMBO_NODE_ELEMENT && child->v.element.tag == tag)
            return child;
    }
    return NULL;
}

/* A language tag as BCP 47 has them, or empty. */
static struct slice checked_language(struct slice language)
{
    language = slice_trim(language);
    for (size_t i = 0; i < language.length; i++) {
        char c = language.bytes[i], lower = (char)(c | 0x20);
        bool fine = (lower >= 'a' && lower <= 'z') || (i > 0 && ((c >= '0' && c <= '9') || c == '-'));
        if (!fine || i >= 35)
            return (struct slice){ 0 };
    }
    return language;
}

static struct slice language_of(const GumboNode *html, const GumboNode *body, struct slice otherwise)
{
    const struct slice said[] = { element_attribute(html, "lang"), element_attribute(html, "xml:lang"),
                                  body ? element_attribute(body, "lang") : (struct slice){ 0 } };
    for (size_t i = 0; i < sizeof said / sizeof *said; i++)
        if (checked_language(said[i]).length > 0)
            return checked_language(said[i]);
    return checked_language(otherwise);
}

static struct slice resolve(struct reader *reader, struct slice reference)
{
    struct buffer resolved = buffer_create(16 << 10);
    address_resolve(reader->base, reference, &resolved);
    struct slice address = arena_copy(&reader->arena, buffer_slice(&resolved));
    buffer_finish(&resolved);
    return address;
}

static void read_title(struct reader *reader, const GumboNode *head)
{
    const GumboNode *title = find_child(head, GUMBO_TAG_TITLE);
    if (!title)
        return;
    struct flow_container around = flow_contain(&reader->flow, (struct flow_container){ .kind = DOC_TITLE });
    const GumboVector *children = node_children(title);
    for (unsigned i = 0; i < children->length; i++) {
        const GumboNode *child = children->data[i];
        if (child->type == GUMBO_NODE_TEXT)
            flow_text(&reader->flow, slice_of(child->v.text.text));
    }
    flow_return(&reader->flow, around);
}

/* Many themes say dir="ltr" whatever the language of the page. */
static bool mostly_right_to_left(const GumboNode *root)
{
    enum { ENOUGH = 20000 };
    size_t right = 0, left = 0;
    for (const GumboNode *node = root; node && right + left < ENOUGH;) {
        bool skip = node->type == GUMBO_NODE_ELEMENT && element_of(node)->role == ELEMENT_DROPPED;
        struct slice text = node->type == GUMBO_NODE_TEXT ? slice_of(node->v.text.text) : (struct slice){ 0 };
        for (size_t offset = 0; offset < text.length;) {
            uint32_t c = utf8_next(text, &offset);
            right += (c >= 0x5D0 && c <= 0x8FF) || (c >= 0xFB1D && c <= 0xFEFC);
            left += (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
        }
        node = node_next(node, root, skip);
    }
    return right > left;
}

static void read_page(const GumboOutput *page, struct slice address, struct slice language, struct buffer *tape)
{
    const GumboNode *html = page->root;
    const GumboNode *head = find_child(html, GUMBO_TAG_HEAD), *body = find_child(html, GUMBO_TAG_BODY);
    const GumboNode *base = find_child(head, GUMBO_TAG_BASE);
    struct reader reader = { .base = address };
    enum doc_direction direction = element_direction(html);
    if (direction == DOC_DIRECTION_INHERIT && body)
        direction = element_direction(body);
    if (direction == DOC_DIRECTION_LTR && mostly_right_to_left(body ? body : html))
        direction = DOC_DIRECTION_INHERIT;
    if (base && element_attribute(base, "href").length > 0) {
        struct slice resolved = resolve(&reader, element_attribute(base, "href"));
        reader.base = resolved.length > 0 ? resolved : address;
    }
    const struct flow_node document = {
        .kind = DOC_DOCUMENT, .direction = direction, .text = language_of(html, body, language)
    };
    flow_init(&reader.flow, tape, &document);
    read_title(&reader, head);
    const GumboNode *root = main_part_of(body ? body : html);
    reader.drops_navigation = root != body || shown_characters(root, 500) >= 500;
    read_below(&reader, root);
    flow_finish(&reader.flow);
    arena_finish(&reader.arena);
    free(reader.frames);
}

/* ---- one element after the other ------------------------------------------------------------------------------- */

static bool enter_element(struct reader *reader, const GumboNode *node);
static void leave_element(struct reader *reader);

/* Depth is on the heap, not on the stack: gumbo's trees can be deeper than what the guard counts. */
static void read_below(struct reader *reader, const GumboNode *root)
{
    for (const GumboNode *node = root; node;) {
        bool entered = false;
        if (node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_CDATA || node->type == GUMBO_NODE_WHITESPACE)
            flow_text(&reader->flow, slice_of(node->v.text.text));
        else if (node->type == GUMBO_NODE_ELEMENT)
            entered = enter_element(reader, node);
        const GumboNode *next = node_next(node, root, !entered);
        while (reader->depth > 0 && (!next || reader->frames[reader->depth - 1].node != next->parent))
            leave_element(reader);
        node = next;
    }
}

static void enter_role(struct reader *reader, struct frame *frame);

static bool element_is_dropped(const struct reader *reader, const GumboNode *node, const struct element *element)
{
    if (element->role == ELEMENT_DROPPED || (element_is_hidden(node) && node->v.element.tag != GUMBO_TAG_BODY))
        return true;
    if (element->role != ELEMENT_NAVIGATION || !reader->drops_navigation)
        return false;
    /* A quotation's own footer and a note beside the text are part of what is read. */
    if (node->v.element.tag == GUMBO_TAG_ASIDE)
        return !is_mostly_prose(node);
    return node->v.element.tag != GUMBO_TAG_FOOTER || node->parent->v.element.tag != GUMBO_TAG_BLOCKQUOTE;
}

static bool enter_element(struct reader *reader, const GumboNode *node)
{
    const struct element *element = element_of(node);
    if (element_is_dropped(reader, node, element))
        return false;
    if (reader->depth == reader->capacity) {
        reader->capacity = reader->capacity * 2 + 64;
        reader->frames = reallocate(reader->frames, reader->capacity, sizeof *reader->frames);
    }
    struct frame *frame = &reader->frames[reader->depth++];
    *frame = (struct frame){ .node = node, .element = element, .style = reader->flow.style };
    reader->flow.style |= element->style;
    enter_role(reader, frame);
    return element->role != ELEMENT_MEDIA && element->role != ELEMENT_IMAGE;
}

static void contain(struct reader *reader, struct frame *frame, struct flow_container container)
{
    frame->container = flow_contain(&reader->flow, container);
    frame->contains = true;
}

static void enter_block(struct reader *reader, struct frame *frame, enum doc_kind kind, unsigned flags, uint32_t number,
                        struct slice text)
{
    const struct flow_node node = { kind, element_direction(frame->node), flags, number, text };
    flow_enter_block(&reader->flow, &node);
    frame->blocks++;
}

static void enter_inline(struct reader *reader, struct frame *frame, enum doc_kind kind, enum doc_direction direction,
                         struct slice text)
{
    const struct flow_node node = { .kind = kind, .direction = direction, .text = text };
    flow_enter_inline(&reader->flow, &node);
    frame->inlines++;
}

static bool is_preformatted(const struct reader *reader)
{
    return reader->flow.container.kind == DOC_PREFORMATTED;
}

static void enter_section(struct reader *reader, struct frame *frame)
{
    /* Some pages put each line of a program into a block. */
    if (is_preformatted(reader)) {
        if (reader->flow.in_text && reader->flow.breaks == 0)
            flow_break_line(&reader->flow);
        return;
    }
    struct flow_container container = reader->flow.container;
    container.direction = element_direction(frame->node);
    contain(reader, frame, container);
}

static bool is_heading_or_caption(struct flow_container container)
{
    return container.kind == DOC_HEADING || container.kind == DOC_CAPTION;
}

static void enter_node(struct reader *reader, struct frame *frame);
static void enter_link(struct reader *reader, struct frame *frame);
static void read_image(struct reader *reader, struct frame *frame);
static void read_media(struct reader *reader, struct frame *frame);

/* What has a direction of its own is isolated from what is around it (HTML 15.3.6). */
static void isolate_if_directed(struct reader *reader, struct frame *frame)
{
    enum doc_direction direction = element_direction(frame->node);
    if (direction != DOC_DIRECTION_INHERIT)
        enter_inline(reader, frame, DOC_ISOLATE, direction, (struct slice){ 0 });
}

static void enter_role(struct reader *reader, struct frame *frame)
{
    struct flow *flow = &reader->flow;
    enum doc_direction direction = element_direction(frame->node);
    switch (frame->element->role) {
    case ELEMENT_INLINE: isolate_if_directed(reader, frame); break;
    case ELEMENT_SECTION:
    case ELEMENT_NAVIGATION: enter_section(reader, frame); break;
    case ELEMENT_TERM:
        contain(reader, frame, (struct flow_container){ DOC_PARAGRAPH, direction, 0 });
        break;
    case ELEMENT_TEXT:
        if (is_preformatted(reader) || (frame->element->kind == DOC_PARAGRAPH && is_heading_or_caption(flow->container)))
            enter_section(reader, frame);
        else
            contain(reader, frame, (struct flow_container){ frame->element->kind, direction, frame->element->number });
        break;
    case ELEMENT_NODE: enter_node(reader, frame); break;
    case ELEMENT_LINK: enter_link(reader, frame); break;
    case ELEMENT_BREAK: flow_break_line(flow); break;
    case ELEMENT_RULE:
        enter_block(reader, frame, DOC_RULE, 0, 0, (struct slice){ 0 });
        flow_keep_block(flow);
        break;
    case ELEMENT_IMAGE: read_image(reader, frame); break;
    case ELEMENT_MEDIA: read_media(reader, frame); break;
    case ELEMENT_ISOLATE:
        direction = direction == DOC_DIRECTION_INHERIT ? DOC_DIRECTION_AUTO : direction;
        enter_inline(reader, frame, DOC_ISOLATE, direction, (struct slice){ 0 });
        break;
    case ELEMENT_OVERRIDE: enter_inline(reader, frame, DOC_OVERRIDE, direction, (struct slice){ 0 }); break;
    case ELEMENT_QUOTATION:
        isolate_if_directed(reader, frame);
        flow_text(flow, SLICE("“"));
        break;
    case ELEMENT_ANNOTATION: flow_text(flow, SLICE("(")); break;
    case ELEMENT_DROPPED: break;
    }
}

/* Many pages write a nested list beside the item that it belongs to. */
static bool list_follows(const GumboNode *item)
{
    const GumboVector *siblings = node_children(item->parent);
    unsigned index = (unsigned)item->index_within_parent + 1;
    while (index < siblings->length && ((const GumboNode *)siblings->data[index])->type == GUMBO_NODE_WHITESPACE)
        index++;
    const GumboNode *next = index < siblings->length ? siblings->data[index] : NULL;
    return next && next->type == GUMBO_NODE_ELEMENT && element_of(next)->kind == DOC_LIST && !element_is_hidden(next);
}

static void leave_element(struct reader *reader)
{
    struct frame *frame = &reader->frames[--reader->depth];
    struct flow *flow = &reader->flow;
    if (frame->element->role == ELEMENT_QUOTATION)
        flow_text(flow, SLICE("”"));
    if (frame->element->role == ELEMENT_ANNOTATION)
        flow_text(flow, SLICE(")"));
    /* Text after a block inside a preformatted one is on a line of its own. */
    if (is_preformatted(reader) && !frame->contains && frame->element->role == ELEMENT_SECTION && flow->breaks == 0)
        flow_break_line(flow);
    for (; frame->inlines > 0; frame->inlines--)
        flow_leave_inline(flow);
    if (frame->contains)
        flow_return(flow, frame->container);
    if (frame->element->kind == DOC_TABLE)
        reader->layout_tables >>= 1;
    if (frame->element->kind == DOC_TABLE_CELL && frame->blocks > 0)
        flow_keep_block(flow);
    unsigned blocks = frame->blocks + frame->blocks_after;
    if (frame->element->kind == DOC_ITEM && frame->blocks == 1 && list_follows(frame->node)) {
        reader->left_open = blocks;
        blocks = 0;
    }
    for (; blocks > 0; blocks--)
        flow_leave_block(flow);
    flow->style = frame->style;
}

/* ---- blocks ---------------------------------------------------------------------------------------------------- */

static bool table_is_layout(const GumboNode *table);
static uint32_t spans_of(const GumboNode *cell);
static bool is_in_table_head(const GumboNode *cell);

static bool in_list(const struct reader *reader)
{
    for (size_t depth = reader->depth - 1; depth > 0; depth--) {
        enum doc_kind kind = reader->frames[depth - 1].element->kind;
        if (kind == DOC_LIST)
            return true;
        if (kind == DOC_TABLE_CELL || kind == DOC_ITEM)
            return false;
    }
    return false;
}

/* Of an attribute that begins with a number; `otherwise` where there is none. */
static uint32_t number_of(const GumboNode *node, const char *name, uint32_t otherwise)
{
    struct slice digits = slice_trim(element_attribute(node, name));
    uint32_t number = 0;
    size_t i = 0;
    for (; i < digits.length && digits.bytes[i] >= '0' && digits.bytes[i] <= '9' && number < 100000000; i++)
        number = number * 10 + (uint32_t)(digits.bytes[i] - '0');
    return i > 0 ? number : otherwise;
}

static uint32_t number_of_node(enum doc_kind kind, const GumboNode *node)
{
    if (kind == DOC_TABLE_CELL)
        return spans_of(node);
    return kind == DOC_LIST ? node->v.element.tag == GUMBO_TAG_OL ? number_of(node, "start", 1) : 1 : 0;
}

static void enter_node(struct reader *reader, struct frame *frame)
{
    const struct slice nothing = { 0 };
    enum doc_kind kind = frame->element->kind;
    frame->blocks_after = reader->left_open;
    reader->left_open = 0;
    if (kind == DOC_TABLE)
        reader->layout_tables = reader->layout_tables << 1 | table_is_layout(frame->node);
    bool placed = (kind == DOC_TABLE || kind == DOC_TABLE_ROW || kind == DOC_TABLE_CELL) && reader->layout_tables & 1;
    if (is_preformatted(reader) || placed) {
        enter_section(reader, frame);
        return;
    }
    /* A definition stands as an item below its term. */
    if (kind == DOC_ITEM && !in_list(reader))
        enter_block(reader, frame, DOC_LIST, 0, 1, nothing);
    unsigned flags = frame->element->flags;
    if (kind == DOC_LIST && frame->node->v.element.tag == GUMBO_TAG_OL)
        flags = DOC_ORDERED;
    else if (kind == DOC_TABLE_CELL && is_in_table_head(frame->node))
        flags = DOC_HEADER;
    enter_block(reader, frame, kind, flags, number_of_node(kind, frame->node), nothing);
}

/* Data tables have columns; one that only places things on a page has another table, headings or a single column. */
static bool table_is_layout(const GumboNode *table)
{
    struct slice role = element_attribute(table, "role");
    if (slice_equal_string(role, "presentation") || slice_equal_string(role, "none"))
        return true;
    size_t cells = 0, most_cells = 0;
    for (const GumboNode *node = node_next(table, table, false); node; node = node_next(node, table, false)) {
        if (node->type != GUMBO_NODE_ELEMENT)
            continue;
        switch (node->v.element.tag) {
        case GUMBO_TAG_TABLE:
        case GUMBO_TAG_H1:
        case GUMBO_TAG_H2:
        case GUMBO_TAG_ARTICLE:
        case GUMBO_TAG_FORM: return true;
        case GUMBO_TAG_TR: cells = 0; break;
        case GUMBO_TAG_TD:
        case GUMBO_TAG_TH:
            cells++;
            most_cells = cells > most_cells ? cells : most_cells;
            break;
        default: break;
        }
    }
    return most_cells < 2;
}

/* As browsers bound them; no rows at all mean all that follow (HTML, 4.9.11). */
static uint32_t spans_of(const GumboNode *cell)
{
    enum { MOST_COLUMNS = 1000, MOST_ROWS = UINT16_MAX };
    uint32_t columns = number_of(cell, "colspan", 1), rows = number_of(cell, "rowspan", 1);
    columns = columns < 1 ? 1 : columns > MOST_COLUMNS ? MOST_COLUMNS : columns;
    rows = rows < 1 || rows > MOST_ROWS ? MOST_ROWS : rows;
    return columns > 1 || rows > 1 ? doc_spans((uint16_t)columns, (uint16_t)rows) : 0;
}

static bool is_in_table_head(const GumboNode *cell)
{
    const GumboNode *row = cell->parent, *group = row ? row->parent : NULL;
    return group && group->type == GUMBO_NODE_ELEMENT && group->v.element.tag == GUMBO_TAG_THEAD;
}

/* ---- links, images, media ---------------------------------------------------------------------------------------- */

static void enter_link(struct reader *reader, struct frame *frame)
{
    isolate_if_directed(reader, frame);
    struct slice reference = slice_trim(element_attribute(frame->node, "href"));
    /* A link to a place on the same page leads nowhere from here. */
    if (reference.length == 0 || reference.bytes[0] == '#')
        return;
    struct slice address = resolve(reader, reference);
    if (address.length > 0)
        enter_inline(reader, frame, DOC_LINK, DOC_DIRECTION_INHERIT, address);
}

static bool is_pixel(const GumboNode *image)
{
    struct slice width = element_attribute(image, "width"), height = element_attribute(image, "height");
    return slice_equal_string(width, "1") || slice_equal_string(height, "1") || slice_equal_string(width, "0") ||
           slice_equal_string(height, "0");
}

static void read_image(struct reader *reader, struct frame *frame)
{
    struct flow *flow = &reader->flow;
    struct slice text = slice_trim(element_attribute(frame->node, "alt"));
    struct slice source = element_attribute(frame->node, "src");
    const struct slice lazy[] = { element_attribute(frame->node, "data-src"),
                                  element_attribute(frame->node, "data-lazy-src"),
                                  element_attribute(frame->node, "data-original") };
    for (size_t i = 0; i < sizeof lazy / sizeof *lazy; i++)
        if (source.length == 0 || slice_starts_with_ignoring_case(source, SLICE("data:")))
            source = lazy[i].length > 0 ? lazy[i] : source;
    enum { EMOJI_BYTES = 12 };
    bool in_line = flow->in_text && text.length <= EMOJI_BYTES;
    if (in_line || is_preformatted(reader) || is_pixel(frame->node)) {
        if (!is_pixel(frame->node))
            flow_text(flow, text);
        return;
    }
    struct slice address = resolve(reader, source);
    if (text.length == 0 && address.length == 0)
        return;
    /* A heading or caption that is a picture is still one. */
    if (is_heading_or_caption(flow->container)) {
        flow_text(flow, text);
        return;
    }
    enter_block(reader, frame, DOC_IMAGE, 0, 0, address);
    unsigned style = flow->style;
    size_t inlines = flow->inline_count;
    flow->style = 0;
    flow->inline_count = 0; /* a link around it is not a link in its text */
    flow_text(flow, text);
    flow_keep_block(flow);
    flow->inline_count = inlines;
    flow->style = style;
}

static struct slice media_source(const GumboNode *media)
{
    struct slice source = element_attribute(media, "src");
    for (const GumboNode *node = media; node && source.length == 0; node = node_next(node, media, false))
        if (node->type == GUMBO_NODE_ELEMENT && node->v.element.tag == GUMBO_TAG_SOURCE)
            source = element_attribute(node, "src");
    return source;
}

/* A link where the player would be. Frames are mostly advertisements; those with a player are not. */
static void read_media(struct reader *reader, struct frame *frame)
{
    struct slice source = media_source(frame->node);
    bool is_frame = frame->node->v.element.tag == GUMBO_TAG_IFRAME;
    bool plays = slice_find(source, SLICE("/embed")) < source.length || slice_find(source, SLICE("player")) < source.length;
    if (source.length == 0 || (is_frame && !plays))
        return;
    struct slice address = resolve(reader, source);
    if (address.length == 0)
        return;
    flow_end_text(&reader->flow);
    enter_inline(reader, frame, DOC_LINK, DOC_DIRECTION_INHERIT, address);
    flow_text(&reader->flow, frame->node->v.element.tag == GUMBO_TAG_AUDIO ? SLICE("[audio]") : SLICE("[video]"));
    flow_end_text(&reader->flow);
}
