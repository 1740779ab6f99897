#include "doc/write_parts.h"

#include "base/utf8.h"

void doc_skip_node(const struct doc *doc, size_t *offset)
{
    struct doc_record record;
    for (size_t depth = 1; depth > 0 && doc_next(doc, offset, &record);)
        depth = doc_depth_after(depth, &record);
}

const char *direction_word(enum doc_direction direction)
{
    switch (direction) {
    case DOC_DIRECTION_AUTO: return "auto";
    case DOC_DIRECTION_LTR: return "ltr";
    case DOC_DIRECTION_RTL: return "rtl";
    case DOC_DIRECTION_INHERIT: break;
    }
    return NULL;
}

/* ---- direction ------------------------------------------------------------------------------------------------- */

struct letters {
    size_t right, left;
};

static void count_letters(struct slice text, struct letters *letters)
{
    for (size_t offset = 0; offset < text.length;) {
        uint32_t c = utf8_next(text, &offset);
        letters->right += (c >= 0x5D0 && c <= 0x8FF) || (c >= 0xFB1D && c <= 0xFEFC);
        letters->left += (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
    }
}

static bool is_text_block(enum doc_kind kind)
{
    return kind == DOC_HEADING || kind == DOC_PARAGRAPH || kind == DOC_QUOTE || kind == DOC_LIST || kind == DOC_TABLE;
}

/* Said of the whole by no one, it is what its outermost blocks all say, or what most letters are. */
enum doc_direction doc_overall_direction(const struct doc *doc)
{
    struct doc_record record;
    struct letters letters = { 0 };
    unsigned said = 0;
    size_t depth = 0;
    for (size_t offset = 0; doc_next(doc, &offset, &record);) {
        if (record.operation == DOC_TEXT)
            count_letters(record.text, &letters);
        if (record.operation == DOC_ENTER && record.kind == DOC_DOCUMENT && record.direction != DOC_DIRECTION_INHERIT)
            return record.direction;
        if (record.operation == DOC_ENTER && depth == 1 && is_text_block(record.kind))
            said |= 1u << record.direction;
        depth = doc_depth_after(depth, &record);
    }
    if (said == 1u << DOC_DIRECTION_RTL || said == 1u << DOC_DIRECTION_LTR)
        return said == 1u << DOC_DIRECTION_RTL ? DOC_DIRECTION_RTL : DOC_DIRECTION_LTR;
    return letters.right > letters.left ? DOC_DIRECTION_RTL : DOC_DIRECTION_INHERIT;
}

/* ---- the head -------------------------------------------------------------------------------------------------- */

struct slice field_clean(struct slice field, struct buffer *storage)
{
    struct buffer plain = buffer_create(3 * field.length + 1);
    *storage = buffer_create(3 * field.length + 1);
    utf8_append_with_isolates_closed(&plain, field);
    utf8_append_clean_line(storage, buffer_slice(&plain));
    buffer_finish(&plain);
    return slice_trim(buffer_slice(storage));
}

bool doc_begins_with(const struct doc *doc, struct slice title)
{
    struct doc_record record;
    struct buffer words = buffer_create(4096);
    bool in_heading = false;
    for (size_t offset = 0; doc_next(doc, &offset, &record);) {
        if (record.operation == DOC_ENTER && record.kind == DOC_TITLE)
            doc_skip_node(doc, &offset);
        else if (record.operation == DOC_ENTER && record.kind == DOC_HEADING && !in_heading)
            in_heading = true;
        else if (in_heading && record.operation == DOC_TEXT)
            buffer_append(&words, record.text);
        else if (record.kind != DOC_DOCUMENT && (!in_heading || (record.operation == DOC_EXIT && record.kind == DOC_HEADING)))
            break;
    }
    bool begins = in_heading && slice_equal(slice_trim(buffer_slice(&words)), slice_trim(title));
    buffer_finish(&words);
    return begins;
}
