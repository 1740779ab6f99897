#include "doc/doc.h"

#include "base/catalogue.h"
#include "base/utf8.h"
#include "doc/address.h"

#include <assert.h>
#include <string.h>

/* A record is a head of 12 bytes, then the bytes of its text. Heads are not aligned. */
enum { HEAD_BYTES = 12, DEEPEST = 256 };

static bool read_record(struct slice tape, size_t *offset, struct doc_record *record);
static bool write_record(struct buffer *out, const struct doc_record *record);
static bool record_is_sound(const struct doc_record *record, enum doc_kind parent, const char **why);
static bool kind_may_stand_in(enum doc_kind kind, enum doc_kind parent);
static bool text_may_stand_in(enum doc_kind parent);

bool doc_next(const struct doc *doc, size_t *offset, struct doc_record *record)
{
    return read_record(doc->tape, offset, record);
}

bool doc_check(struct slice tape, struct error *error)
{
    uint8_t open[DEEPEST];
    size_t depth = 0, offset = 0;
    struct doc_record record;
    const char *why = "it is empty";
    while (offset < tape.length) {
        size_t start = offset;
        enum doc_kind parent = depth ? open[depth - 1] : 0;
        if (!read_record(tape, &offset, &record))
            why = "a record is cut off";
        else if (!record_is_sound(&record, parent, &why))
            ;
        else if (start > 0 && depth == 0)
            why = "something follows its end";
        else if (record.operation == DOC_ENTER && depth == DEEPEST)
            why = "it is nested too deeply";
        else {
            if (record.operation == DOC_ENTER)
                open[depth++] = (uint8_t)record.kind;
            else if (record.operation == DOC_EXIT)
                depth--;
            why = "a node is left open";
            continue;
        }
        return error_set(error, ERROR_WORKER, "A damaged document was refused at byte %zu: %s. Try opening it again.",
                         start, why);
    }
    if (depth == 0 && tape.length > 0)
        return true;
    return error_set(error, ERROR_WORKER, "A damaged document was refused: %s. Try opening it again.", why);
}

static void append_content(const struct doc *doc, size_t offset, struct buffer *out);

struct slice doc_title(const struct doc *doc, struct arena *arena)
{
    size_t offset = 0, heading = 0;
    struct buffer title = buffer_create(4096);
    struct doc_record record;
    while (doc_next(doc, &offset, &record)) {
        if (record.operation != DOC_ENTER)
            continue;
        if (record.kind == DOC_HEADING && heading == 0)
            heading = offset;
        if (record.kind == DOC_TITLE) {
            append_content(doc, offset, &title);
            break;
        }
    }
    if (title.length == 0 && heading > 0)
        append_content(doc, heading, &title);
    struct slice copy = arena_copy(arena, slice_trim(buffer_slice(&title)));
    buffer_finish(&title);
    return copy;
}

struct slice doc_language(const struct doc *doc)
{
    size_t offset = 0;
    struct doc_record record;
    if (doc_next(doc, &offset, &record) && record.operation == DOC_ENTER && record.kind == DOC_DOCUMENT)
        return record.text;
    return (struct slice){ 0 };
}

static bool kind_is_inline(enum doc_kind kind)
{
    return kind >= DOC_LINK && kind < DOC_KIND_COUNT;
}

/* Ends the line that was begun since `start`. */
static bool end_line(struct buffer *out, size_t start)
{
    return out->length == start || out->bytes[out->length - 1] == '\n' || buffer_append_byte(out, '\n');
}

bool doc_plain_text(const struct doc *doc, struct buffer *out)
{
    size_t start = out->length, offset = 0, hidden = 0;
    struct doc_record record;
    while (doc_next(doc, &offset, &record)) {
        bool fits = true, hides = record.kind == DOC_TITLE || record.kind == DOC_NOTICE;
        if (record.operation == DOC_TEXT)
            fits = hidden > 0 || buffer_append(out, record.text);
        else if (hidden > 0 || (record.operation == DOC_ENTER && hides))
            hidden += record.operation == DOC_ENTER ? 1 : (size_t)-1;
        else if (record.kind == DOC_TABLE_CELL)
            fits = record.operation == DOC_ENTER || buffer_append_byte(out, '\t');
        else if (record.kind == DOC_LINE_BREAK || !kind_is_inline(record.kind))
            fits = end_line(out, start);
        if (!fits)
            return false;
    }
    return true;
}

/* What stands between here and the exit of the node that was just entered, as one line. */
static void append_content(const struct doc *doc, size_t offset, struct buffer *out)
{
    size_t depth = 1;
    struct doc_record record;
    while (depth > 0 && doc_next(doc, &offset, &record)) {
        if (record.operation == DOC_ENTER)
            depth++;
        if (record.operation == DOC_EXIT)
            depth--;
        if (record.operation == DOC_ENTER && record.kind == DOC_LINE_BREAK)
            buffer_append_byte(out, ' ');
        if (record.operation == DOC_TEXT)
            buffer_append(out, utf8_prefix(record.text, out->limit - out->length));
    }
    for (size_t i = 0; i < out->length; i++)
        if (out->bytes[i] == '\n' || out->bytes[i] == '\t')
            out->bytes[i] = ' ';
}

/* ---- the builder ------------------------------------------------------------------------------------------- */

static const char truncation[] = N_("This is longer than can be shown; the rest is left out.");

static void emit(struct doc_builder *builder, const struct doc_record *record);
static bool join_text(struct doc_builder *builder, const struct doc_record *record);
static enum doc_kind innermost(const struct doc_builder *builder);

void doc_builder_init(struct doc_builder *builder, struct buffer *out)
{
    *builder = (struct doc_builder){ .out = out };
}

/* A node that has no place here is counted but not written: its content goes to the node around it. */
void doc_enter(struct doc_builder *builder, enum doc_kind kind, enum doc_direction direction, unsigned flags,
               uint32_t number, struct slice text)
{
    if (builder->depth == 0 && kind != DOC_DOCUMENT)
        doc_enter(builder, DOC_DOCUMENT, DOC_DIRECTION_INHERIT, 0, 0, (struct slice){ 0 });
    bool addressed = kind == DOC_LINK || kind == DOC_IMAGE;
    if (kind == DOC_IMAGE && !address_is_allowed(text))
        text = (struct slice){ 0 };
    if (kind != DOC_DOCUMENT && !addressed)
        text = (struct slice){ 0 };
    const struct doc_record record = {
        .operation = DOC_ENTER, .kind = kind, .direction = direction, .flags = flags, .number = number, .text = text
    };
    const char *why;
    bool sound = builder->depth < DEEPEST && record_is_sound(&record, innermost(builder), &why);
    if (sound && !builder->truncated)
        emit(builder, &record);
    if (builder->depth < DEEPEST)
        builder->open[builder->depth] = sound && !builder->truncated ? (uint8_t)kind : 0;
    builder->depth++;
}

void doc_text(struct doc_builder *builder, unsigned style, struct slice text)
{
    if (text.length == 0 || builder->truncated)
        return;
    if (!text_may_stand_in(innermost(builder))) {
        if (innermost(builder) == DOC_LINE_BREAK)
            return;
        doc_enter(builder, DOC_PARAGRAPH, DOC_DIRECTION_INHERIT, 0, 0, (struct slice){ 0 });
        if (innermost(builder) == DOC_PARAGRAPH)
            doc_text(builder, style, text);
        doc_exit(builder);
        return;
    }
    struct buffer cleaned = buffer_create(SIZE_MAX / 4);
    if (!utf8_is_clean(text) && utf8_append_clean(&cleaned, text))
        text = buffer_slice(&cleaned);
    const struct doc_record record = { .operation = DOC_TEXT, .flags = style, .text = text };
    if (text.length > 0)
        emit(builder, &record);
    buffer_finish(&cleaned);
}

void doc_exit(struct doc_builder *builder)
{
    assert(builder->depth > 0);
    builder->depth--;
    if (builder->depth >= DEEPEST || builder->open[builder->depth] == 0)
        return;
    const struct doc_record record = { .operation = DOC_EXIT, .kind = builder->open[builder->depth] };
    builder->text_at = 0;
    write_record(builder->out, &record);
}

static void write_truncation_notice(struct buffer *out)
{
    struct doc_record record = { .operation = DOC_ENTER, .kind = DOC_NOTICE };
    write_record(out, &record);
    record = (struct doc_record){ .operation = DOC_TEXT, .text = slice_of(_(truncation)) };
    write_record(out, &record);
    record = (struct doc_record){ .operation = DOC_EXIT, .kind = DOC_NOTICE };
    write_record(out, &record);
}

void doc_builder_finish(struct doc_builder *builder)
{
    while (builder->depth > 1)
        doc_exit(builder);
    if (builder->depth == 0)
        return;
    if (builder->truncated && builder->open[0])
        write_truncation_notice(builder->out);
    doc_exit(builder);
}

/* The innermost node that was written. */
static enum doc_kind innermost(const struct doc_builder *builder)
{
    size_t depth = builder->depth < DEEPEST ? builder->depth : DEEPEST;
    while (depth > 0 && builder->open[depth - 1] == 0)
        depth--;
    return depth > 0 ? builder->open[depth - 1] : 0;
}

/* Writes only while all exits and the notice will fit too; a text may be cut to what fits. */
static void emit(struct doc_builder *builder, const struct doc_record *record)
{
    size_t depth = builder->depth < DEEPEST ? builder->depth : DEEPEST;
    size_t reserve = (depth + 4) * HEAD_BYTES + strlen(_(truncation));
    size_t room = builder->out->limit - builder->out->length;
    struct doc_record fitting = *record;
    if (room < reserve + HEAD_BYTES + record->text.length) {
        builder->truncated = true;
        if (record->operation != DOC_TEXT || room < reserve + HEAD_BYTES)
            return;
        fitting.text = utf8_prefix(record->text, room - reserve - HEAD_BYTES);
    }
    if (fitting.text.length > UINT32_MAX) {
        builder->truncated = true;
        fitting.text = utf8_prefix(fitting.text, UINT32_MAX);
    }
    if (fitting.operation == DOC_TEXT && builder->text_at > 0 && join_text(builder, &fitting))
        return;
    builder->text_at = fitting.operation == DOC_TEXT ? builder->out->length + 1 : 0;
    write_record(builder->out, &fitting);
}

/* Lengthens the text record that ends the tape, when it is in the same style. */
static bool join_text(struct doc_builder *builder, const struct doc_record *record)
{
    char *head = builder->out->bytes + builder->text_at - 1;
    uint32_t length, longer;
    memcpy(&length, head + 8, sizeof length);
    if ((unsigned char)head[3] != record->flags || __builtin_add_overflow(length, record->text.length, &longer))
        return false;
    memcpy(head + 8, &longer, sizeof longer);
    return buffer_append(builder->out, record->text);
}

/* ---- records ----------------------------------------------------------------------------------------------- */

static bool read_record(struct slice tape, size_t *offset, struct doc_record *record)
{
    if (*offset > tape.length || tape.length - *offset < HEAD_BYTES)
        return false;
    const unsigned char *head = (const unsigned char *)tape.bytes + *offset;
    uint32_t number, length;
    memcpy(&number, head + 4, sizeof number);
    memcpy(&length, head + 8, sizeof length);
    if (length > tape.length - *offset - HEAD_BYTES)
        return false;
    *record = (struct doc_record){
        .operation = head[0],
        .kind = head[1],
        .direction = head[2],
        .flags = head[3],
        .number = number,
        .text = { tape.bytes + *offset + HEAD_BYTES, length },
    };
    *offset += HEAD_BYTES + length;
    return true;
}

static bool write_record(struct buffer *out, const struct doc_record *record)
{
    const uint32_t numbers[2] = { record->number, (uint32_t)record->text.length };
    char *room = buffer_reserve(out, HEAD_BYTES + record->text.length);
    if (!room)
        return false;
    room[0] = (char)record->operation;
    room[1] = (char)record->kind;
    room[2] = (char)record->direction;
    room[3] = (char)record->flags;
    memcpy(room + 4, numbers, sizeof numbers);
    if (record->text.length)
        memcpy(room + HEAD_BYTES, record->text.bytes, record->text.length);
    buffer_grew(out, HEAD_BYTES + record->text.length);
    return true;
}

static bool enter_is_sound(const struct doc_record *record, enum doc_kind parent, const char **why)
{
    bool addressed = record->kind == DOC_LINK || record->kind == DOC_IMAGE;
    if (record->kind < DOC_DOCUMENT || record->kind >= DOC_KIND_COUNT)
        *why = "a node is of no known kind";
    else if (!kind_may_stand_in(record->kind, parent))
        *why = "a node stands where it may not";
    else if (record->direction > DOC_DIRECTION_RTL || record->flags > (DOC_ORDERED | DOC_HEADER))
        *why = "a node has a flag or direction of no known kind";
    else if (record->kind == DOC_HEADING && (record->number < 1 || record->number > 6))
        *why = "a heading has no level";
    else if (addressed && record->text.length > 0 && !address_is_allowed(record->text))
        *why = "a link has an address that may not be opened";
    else if (record->kind == DOC_LINK && record->text.length == 0)
        *why = "a link has no address";
    else if (record->kind != DOC_DOCUMENT && !addressed && record->text.length > 0)
        *why = "a node has a text of its own";
    else if (!utf8_is_clean(record->text))
        *why = "a text is not clean";
    else
        return true;
    return false;
}

static bool record_is_sound(const struct doc_record *record, enum doc_kind parent, const char **why)
{
    const unsigned styles = DOC_EMPHASIS | DOC_STRONG | DOC_CODE | DOC_DELETED;
    switch (record->operation) {
    case DOC_ENTER: return enter_is_sound(record, parent, why);
    case DOC_TEXT:
        *why = "a text stands where it may not, or is not clean";
        return text_may_stand_in(parent) && record->flags <= styles && utf8_is_clean(record->text);
    case DOC_EXIT:
        *why = "a node is left that was not entered";
        return parent != 0 && record->kind == parent && record->text.length == 0;
    }
    *why = "a record is of no known kind";
    return false;
}

static bool kind_may_stand_in(enum doc_kind kind, enum doc_kind parent)
{
    if (kind == DOC_DOCUMENT || parent == 0)
        return kind == DOC_DOCUMENT && parent == 0;
    if (parent == DOC_LINE_BREAK || parent == DOC_RULE)
        return false;
    if (kind_is_inline(kind))
        return text_may_stand_in(parent);
    switch (parent) {
    /* What holds one run of text holds no blocks. */
    case DOC_TITLE:
    case DOC_HEADING:
    case DOC_PARAGRAPH:
    case DOC_PREFORMATTED:
    case DOC_IMAGE: return false;
    case DOC_LIST: return kind == DOC_ITEM;
    case DOC_TABLE: return kind == DOC_TABLE_ROW || kind == DOC_CAPTION;
    case DOC_TABLE_ROW: return kind == DOC_TABLE_CELL;
    default: break;
    }
    if (kind_is_inline(parent))
        return false;
    return kind != DOC_TABLE_ROW && kind != DOC_TABLE_CELL && kind != DOC_ITEM;
}

static bool text_may_stand_in(enum doc_kind parent)
{
    switch (parent) {
    case DOC_DOCUMENT:
    case DOC_LIST:
    case DOC_TABLE:
    case DOC_TABLE_ROW:
    case DOC_RULE:
    case DOC_LINE_BREAK: return false;
    default: return parent >= DOC_DOCUMENT && parent < DOC_KIND_COUNT;
    }
}
