#include "doc/write_parts.h"

#include "base/utf8.h"
#include "doc/address.h"
#include "doc/write_inline.h"

#include <stdio.h>
#include <string.h>

struct markdown {
    const struct doc *doc;
    struct buffer *out;
    struct buffer prefix;        /* of each line: the quotes and lists around it */
    enum doc_direction overall;  /* what front matter says of the whole */
    bool begins;                 /* the block that comes next stands right here, behind a marker or at the very start */
    bool is_tight;               /* in a list whose items are one line each: no blank lines */
    enum doc_kind last;          /* the block before in the same container; 0: none */
    bool last_list_was_second;   /* and which of its two kinds of markers it had */
};

static void append_blocks(struct markdown *md, size_t *offset);

/* ---- lines ----------------------------------------------------------------------------------------------------- */

static void append_prefix(struct markdown *md, bool alone)
{
    struct slice prefix = buffer_slice(&md->prefix);
    while (alone && prefix.length > 0 && prefix.bytes[prefix.length - 1] == ' ')
        prefix.length--;
    buffer_append(md->out, prefix);
}

static void next_line(struct markdown *md)
{
    buffer_append_byte(md->out, '\n');
    append_prefix(md, false);
}

static void begin_block(struct markdown *md)
{
    if (md->begins) {
        md->begins = false;
        return;
    }
    buffer_append_byte(md->out, '\n');
    if (!md->is_tight) {
        append_prefix(md, true);
        buffer_append_byte(md->out, '\n');
    }
    append_prefix(md, false);
}

/* What is in a quote or an item: behind its marker, with that much before each further line. */
struct around {
    size_t prefix_length;
    bool is_tight;
};

static struct around enter(struct markdown *md, const char *marker, const char *further)
{
    struct around around = { md->prefix.length, md->is_tight };
    buffer_append_string(md->out, marker);
    buffer_append_string(&md->prefix, further);
    md->begins = true;
    md->last = 0;
    return around;
}

static void leave(struct markdown *md, struct around around, enum doc_kind kind)
{
    md->prefix.length = around.prefix_length;
    md->is_tight = around.is_tight;
    md->begins = false; /* also of an empty one */
    md->last = kind;
}

static struct markdown_inline inline_of(struct markdown *md)
{
    return (struct markdown_inline){
        .doc = md->doc, .out = md->out, .prefix = buffer_slice(&md->prefix), .begins_line = true
    };
}

/* ---- what Markdown has no words for ---------------------------------------------------------------------------- */

/* "auto" is how text is read anyway. */
static bool has_direction_of_its_own(const struct markdown *md, const struct doc_record *node)
{
    return (node->direction == DOC_DIRECTION_LTR || node->direction == DOC_DIRECTION_RTL) && node->direction != md->overall &&
           node->kind != DOC_ISOLATE && node->kind != DOC_OVERRIDE;
}

/* One row of header cells, then as many plain cells in each row, with nothing but a line of text in any. */
static bool table_is_simple(const struct markdown *md, size_t offset)
{
    struct doc_record record;
    size_t depth = 1, rows = 0, cells = 0, columns = 0;
    while (depth > 0 && doc_next(md->doc, &offset, &record)) {
        bool enters = record.operation == DOC_ENTER;
        depth = doc_depth_after(depth, &record);
        if (record.kind == DOC_TABLE_ROW && record.operation == DOC_EXIT) {
            columns = rows++ == 0 ? cells : columns;
            if (cells != columns)
                return false;
            cells = 0;
        } else if (enters && record.kind == DOC_TABLE_CELL) {
            bool is_header = record.flags & DOC_HEADER;
            cells++;
            if (record.number || is_header != (rows == 0))
                return false;
        } else if (enters && record.kind != DOC_TABLE_ROW && record.kind < DOC_LINK) {
            return false;
        }
        if (enters && has_direction_of_its_own(md, &record))
            return false;
    }
    return rows > 0 && columns > 0;
}

static bool holds_direction_of_its_own(const struct markdown *md, size_t offset)
{
    struct doc_record record;
    for (size_t depth = 1; depth > 0 && doc_next(md->doc, &offset, &record);) {
        if (record.operation == DOC_ENTER && (record.kind == DOC_ITEM || record.kind == DOC_TABLE_ROW) &&
            has_direction_of_its_own(md, &record))
            return true;
        depth = doc_depth_after(depth, &record);
    }
    return false;
}

/* `offset` is behind its ENTER. */
static bool needs_html(const struct markdown *md, const struct doc_record *node, size_t offset)
{
    if (has_direction_of_its_own(md, node))
        return true;
    if (node->kind == DOC_TABLE)
        return !table_is_simple(md, offset);
    /* Right below a line of text only a list from 1 on is one (CommonMark 5.3). */
    bool cannot_begin = node->flags & DOC_ORDERED && node->number != 1 && md->is_tight && md->last == DOC_PARAGRAPH;
    return node->kind == DOC_LIST && (cannot_begin || holds_direction_of_its_own(md, offset));
}

/* ---- blocks ---------------------------------------------------------------------------------------------------- */

static void append_heading(struct markdown *md, size_t *offset, const struct doc_record *heading)
{
    static const char signs[] = "######";
    struct markdown_inline run = inline_of(md);
    size_t start = md->out->length;
    buffer_append_format(md->out, "%.*s ", (int)heading->number, signs);
    run.on_one_line = true;
    start = md->out->length;
    markdown_append_inline(&run, offset);
    /* Signs at its end would be taken for an ornament. */
    if (md->out->length > start && md->out->bytes[md->out->length - 1] == '#') {
        md->out->length--;
        buffer_append_string(md->out, "\\#");
    }
}

static void append_paragraph(struct markdown *md, size_t *offset)
{
    struct markdown_inline run = inline_of(md);
    markdown_append_inline(&run, offset);
}

static void append_quote(struct markdown *md, size_t *offset)
{
    struct around around = enter(md, "> ", "> ");
    md->is_tight = false;
    append_blocks(md, offset);
    leave(md, around, DOC_QUOTE);
}

/* Are all items a line of text each, or one with a list below it? What comes after that list would go on its last line. */
static bool list_is_tight(const struct markdown *md, size_t offset)
{
    struct doc_record record;
    bool list_was_there = false;
    for (size_t depth = 1; depth > 0 && doc_next(md->doc, &offset, &record); depth = doc_depth_after(depth, &record)) {
        if (depth == 1)
            list_was_there = false;
        if (depth != 2 || record.operation == DOC_EXIT)
            continue;
        bool is_list = record.operation == DOC_ENTER && record.kind == DOC_LIST;
        bool is_block = record.operation == DOC_ENTER && record.kind < DOC_LINK;
        if (list_was_there || (is_block && !is_list) ||
            (is_list && (has_direction_of_its_own(md, &record) || holds_direction_of_its_own(md, offset))))
            return false;
        list_was_there = is_list;
    }
    return true;
}

/* Another kind of marker begins another list. */
static void append_list(struct markdown *md, size_t *offset, const struct doc_record *list)
{
    char marker[16], further[16];
    struct doc_record item;
    bool second = md->last == DOC_LIST && !md->last_list_was_second, tight = list_is_tight(md, *offset), was_tight = md->is_tight;
    for (uint32_t number = list->number; doc_next(md->doc, offset, &item) && item.operation == DOC_ENTER; number++) {
        if (number != list->number) {
            md->is_tight = tight;
            begin_block(md);
        }
        if (list->flags & DOC_ORDERED)
            snprintf(marker, sizeof marker, "%u%c ", number, second ? ')' : '.');
        else
            snprintf(marker, sizeof marker, "%c ", second ? '*' : '-');
        snprintf(further, sizeof further, "%*s", (int)strlen(marker), "");
        struct around around = enter(md, marker, further);
        md->is_tight = tight;
        append_blocks(md, offset);
        leave(md, around, DOC_ITEM);
    }
    md->is_tight = was_tight;
    md->last_list_was_second = second;
}

static size_t longest_fence(struct slice text)
{
    size_t longest = 2, here = 0;
    for (size_t i = 0; i < text.length; i++) {
        here = text.bytes[i] == '`' ? here + 1 : 0;
        longest = here > longest ? here : longest;
    }
    return longest + 1;
}

static void append_fence(struct markdown *md, size_t length)
{
    for (size_t i = 0; i < length; i++)
        buffer_append_byte(md->out, '`');
}

static void append_preformatted(struct markdown *md, size_t *offset)
{
    struct buffer text = buffer_create(SIZE_MAX / 4);
    struct doc_record record;
    for (size_t depth = 1; depth > 0 && doc_next(md->doc, offset, &record);) {
        if (record.operation == DOC_TEXT)
            buffer_append(&text, record.text);
        else if (record.operation == DOC_ENTER && record.kind == DOC_LINE_BREAK)
            buffer_append_byte(&text, '\n');
        depth = doc_depth_after(depth, &record);
    }
    struct slice rest = buffer_slice(&text), line;
    size_t fence = longest_fence(rest);
    append_fence(md, fence);
    while (slice_next_line(&rest, &line)) {
        next_line(md);
        buffer_append(md->out, line);
    }
    next_line(md);
    append_fence(md, fence);
    buffer_finish(&text);
}

static void append_image(struct markdown *md, size_t *offset, const struct doc_record *image)
{
    struct markdown_inline run = inline_of(md);
    buffer_append_string(md->out, "![");
    run.begins_line = false;
    run.on_one_line = true;
    markdown_append_inline(&run, offset);
    buffer_append_string(md->out, "](");
    for (size_t i = 0; i < image->text.length; i++) {
        if (strchr("\\()<>&", image->text.bytes[i]))
            buffer_append_byte(md->out, '\\');
        buffer_append_byte(md->out, image->text.bytes[i]);
    }
    buffer_append_byte(md->out, ')');
}

static void append_row(struct markdown *md, size_t *offset, size_t *columns)
{
    struct doc_record cell;
    buffer_append_byte(md->out, '|');
    for (*columns = 0; doc_next(md->doc, offset, &cell) && cell.operation == DOC_ENTER; ++*columns) {
        struct markdown_inline run = inline_of(md);
        run.on_one_line = run.in_cell = true;
        run.begins_line = false;
        buffer_append_byte(md->out, ' ');
        markdown_append_inline(&run, offset);
        buffer_append_string(md->out, " |");
    }
}

static void append_table(struct markdown *md, size_t *offset)
{
    struct doc_record row;
    size_t columns;
    for (bool is_head = true; doc_next(md->doc, offset, &row) && row.operation == DOC_ENTER; is_head = false) {
        if (!is_head)
            next_line(md);
        append_row(md, offset, &columns);
        if (!is_head)
            continue;
        next_line(md);
        buffer_append_byte(md->out, '|');
        for (size_t i = 0; i < columns; i++)
            buffer_append_string(md->out, " --- |");
    }
}

static void append_block(struct markdown *md, size_t *offset, const struct doc_record *node)
{
    /* What only groups gives its place to what is in it. */
    if ((node->kind == DOC_FIGURE || node->kind == DOC_NOTICE) && !has_direction_of_its_own(md, node)) {
        append_blocks(md, offset);
        return;
    }
    begin_block(md);
    if (needs_html(md, node, *offset)) {
        html_append_node(md->doc, offset, node, md->out);
    } else {
        switch (node->kind) {
        case DOC_HEADING: append_heading(md, offset, node); break;
        case DOC_QUOTE: append_quote(md, offset); break;
        case DOC_LIST: append_list(md, offset, node); break;
        case DOC_PREFORMATTED: append_preformatted(md, offset); break;
        case DOC_IMAGE: append_image(md, offset, node); break;
        case DOC_TABLE: append_table(md, offset); break;
        case DOC_RULE:
            buffer_append_string(md->out, "***");
            doc_skip_node(md->doc, offset);
            break;
        default: append_paragraph(md, offset);
        }
    }
    md->last = node->kind;
}

/* Up to and with the EXIT of what they are in. */
static void append_blocks(struct markdown *md, size_t *offset)
{
    struct doc_record record;
    for (size_t start = *offset; doc_next(md->doc, offset, &record); start = *offset) {
        if (record.operation == DOC_EXIT)
            return;
        if (record.operation == DOC_ENTER && record.kind == DOC_TITLE) {
            doc_skip_node(md->doc, offset);
        } else if (record.operation == DOC_ENTER && record.kind < DOC_LINK) {
            append_block(md, offset, &record);
        } else {
            *offset = start;
            begin_block(md);
            struct markdown_inline run = inline_of(md);
            run.stops_before_exit = true;
            markdown_append_inline(&run, offset);
            md->last = DOC_PARAGRAPH;
        }
    }
}

/* ---- front matter ---------------------------------------------------------------------------------------------- */

/* A string in YAML's double quotes. */
static void append_key(struct markdown *md, const char *key, struct slice value, bool *any)
{
    struct buffer storage;
    struct slice clean = field_clean(value, &storage);
    if (clean.length > 0) {
        buffer_append_format(md->out, "%s%s: \"", *any ? "" : "---\n", key);
        for (size_t i = 0; i < clean.length; i++) {
            if (clean.bytes[i] == '"' || clean.bytes[i] == '\\')
                buffer_append_byte(md->out, '\\');
            buffer_append_byte(md->out, clean.bytes[i]);
        }
        buffer_append_string(md->out, "\"\n");
        *any = true;
    }
    buffer_finish(&storage);
}

static bool has_title(const struct doc *doc)
{
    struct doc_record record;
    size_t offset = 0;
    return doc_next(doc, &offset, &record) && doc_next(doc, &offset, &record) && record.operation == DOC_ENTER &&
           record.kind == DOC_TITLE;
}

static void append_front_matter(struct markdown *md, const struct doc_head *head)
{
    struct arena arena = { 0 };
    const struct doc_head nothing = { 0 };
    const struct doc_head *known = head ? head : &nothing;
    const char *direction = direction_word(md->overall);
    bool any = false;
    append_key(md, "title", head ? head->title : has_title(md->doc) ? doc_title(md->doc, &arena) : (struct slice){ 0 }, &any);
    append_key(md, "author", known->author, &any);
    append_key(md, "publisher", known->source, &any);
    append_key(md, "date", known->date, &any);
    if (address_is_allowed(known->address))
        append_key(md, "source", known->address, &any);
    append_key(md, "lang", doc_language(md->doc), &any);
    append_key(md, "dir", slice_of(direction), &any);
    buffer_append_string(md->out, any ? "---\n\n" : "");
    arena_finish(&arena);
}

static void append_title(struct markdown *md, struct slice title)
{
    struct buffer tape = buffer_create(3 * title.length + 4096), storage;
    struct doc_builder builder;
    struct slice clean = field_clean(title, &storage);
    struct doc_record record;
    if (clean.length > 0) {
        doc_builder_init(&builder, &tape);
        doc_enter(&builder, DOC_DOCUMENT, DOC_DIRECTION_INHERIT, 0, 0, (struct slice){ 0 });
        doc_enter(&builder, DOC_HEADING, DOC_DIRECTION_INHERIT, 0, 1, (struct slice){ 0 });
        doc_text(&builder, 0, clean);
        doc_builder_finish(&builder);
        const struct doc *text = md->doc, heading = { buffer_slice(&tape) };
        size_t offset = 0;
        md->doc = &heading;
        if (doc_next(&heading, &offset, &record))
            append_blocks(md, &offset);
        md->doc = text;
    }
    buffer_finish(&storage);
    buffer_finish(&tape);
}

bool doc_write_markdown(const struct doc *doc, const struct doc_head *head, struct buffer *out)
{
    struct markdown md = {
        .doc = doc, .out = out, .prefix = buffer_create(4096), .overall = doc_overall_direction(doc), .begins = true
    };
    struct doc_record document;
    size_t offset = 0;
    append_front_matter(&md, head);
    if (head && !doc_begins_with(doc, head->title))
        append_title(&md, head->title);
    if (doc_next(doc, &offset, &document))
        append_blocks(&md, &offset);
    buffer_append_byte(out, '\n');
    buffer_finish(&md.prefix);
    return !out->overflowed;
}
