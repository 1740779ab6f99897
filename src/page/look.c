#include "page/look.h"

#include "base/utf8.h"
#include "page/table.h"

/* Else thousands of images in one figure would each look through all of it. */
enum { CAPTION_WITHIN_RECORDS = 256 };

static void trim_end(struct buffer *text);

void look_text(const struct doc *doc, size_t offset, struct buffer *text)
{
    unsigned depth = 1;
    struct doc_record record;
    while (depth && doc_next(doc, &offset, &record)) {
        if (record.operation == DOC_ENTER)
            depth++;
        else if (record.operation == DOC_EXIT)
            depth--;
        else
            fold_spaces(text, record.text);
        if (record.operation == DOC_ENTER && record.kind == DOC_LINE_BREAK)
            fold_spaces(text, SLICE(" "));
    }
    trim_end(text);
}

void look_sample(const struct doc *doc, size_t offset, size_t bytes_of_text, struct buffer *sample)
{
    size_t depth = 0, skipped_depth = 0;
    struct doc_record record;
    while (sample->length < sample->limit && doc_next(doc, &offset, &record)) {
        bool skipped = record.kind == DOC_TITLE || record.kind == DOC_NOTICE;
        if (record.operation == DOC_EXIT) {
            if (depth == 0)
                return;
            depth--;
            skipped_depth -= skipped_depth > 0;
        } else if (record.operation == DOC_ENTER) {
            depth++;
            skipped_depth += skipped_depth > 0 || skipped;
            if (record.kind < DOC_LINK || record.kind == DOC_LINE_BREAK)
                buffer_append_byte(sample, '\n');
        } else if (skipped_depth == 0 && !(record.flags & DOC_CODE)) {
            size_t room = sample->limit - sample->length;
            buffer_append(sample, utf8_prefix(record.text, room < bytes_of_text ? room : bytes_of_text));
        }
    }
}

void look_caption(const struct doc *doc, size_t offset, unsigned levels, struct buffer *text)
{
    struct doc_record record;
    for (unsigned seen = 0; seen < CAPTION_WITHIN_RECORDS && levels && doc_next(doc, &offset, &record); seen++) {
        if (record.operation == DOC_ENTER && record.kind == DOC_CAPTION) {
            look_text(doc, offset, text);
            return;
        }
        if (record.operation == DOC_ENTER)
            levels++;
        else if (record.operation == DOC_EXIT)
            levels--;
    }
}

bool look_goes_on_with(const struct doc *doc, size_t offset, struct slice text)
{
    unsigned depth = 1;
    struct doc_record record;
    while (depth && doc_next(doc, &offset, &record)) {
        depth += record.operation == DOC_ENTER;
        depth -= record.operation == DOC_EXIT;
    }
    struct buffer next = buffer_create(text.length + 1);
    while (next.length < text.length && !next.overflowed && doc_next(doc, &offset, &record)) {
        if (record.operation == DOC_TEXT)
            fold_spaces(&next, record.text);
        else if (next.length && !slice_starts_with(text, buffer_slice(&next)))
            break;
    }
    bool same = slice_starts_with(buffer_slice(&next), text);
    buffer_finish(&next);
    return same;
}

bool look_row_is_flat(const struct doc *doc, size_t offset)
{
    enum { ROW_ENOUGH = 64 << 10 };
    unsigned depth = 1, paragraphs_of_cell = 0, cells = 0;
    size_t bytes = 0;
    struct doc_record record;
    while (depth && doc_next(doc, &offset, &record)) {
        if (record.operation == DOC_EXIT)
            depth--;
        else if (record.operation == DOC_TEXT)
            bytes += record.text.length;
        if (bytes > ROW_ENOUGH)
            return false;
        if (record.operation != DOC_ENTER)
            continue;
        depth++;
        if (record.kind == DOC_TABLE_CELL) {
            paragraphs_of_cell = 0;
            if (++cells > MOST_TABLE_COLUMNS)
                return false;
        } else if (record.kind == DOC_PARAGRAPH)
            paragraphs_of_cell++;
        else if (record.kind < DOC_LINK && record.kind != DOC_IMAGE)
            return false;
        if (paragraphs_of_cell > 1)
            return false;
    }
    return true;
}

bool look_has_text(const struct doc *doc, size_t offset)
{
    unsigned depth = 1;
    struct doc_record record;
    while (depth && doc_next(doc, &offset, &record)) {
        if (record.operation == DOC_ENTER)
            depth++;
        else if (record.operation == DOC_EXIT)
            depth--;
        else if (slice_trim(record.text).length)
            return true;
    }
    return false;
}

bool look_starts_with_heading(const struct doc *doc, struct slice title)
{
    size_t offset = 0;
    unsigned title_depth = 0;
    bool found = false;
    struct doc_record record;
    while (!found && doc_next(doc, &offset, &record)) {
        if (title_depth || (record.operation == DOC_ENTER && record.kind == DOC_TITLE)) {
            title_depth += record.operation == DOC_ENTER;
            title_depth -= record.operation == DOC_EXIT;
            continue;
        }
        if (record.operation == DOC_TEXT || (record.operation == DOC_ENTER && record.kind != DOC_DOCUMENT))
            found = true;
    }
    if (!found || record.operation != DOC_ENTER || record.kind != DOC_HEADING)
        return false;
    struct buffer heading = buffer_create(title.length * 2 + 64), folded = buffer_create(title.length + 1);
    look_text(doc, offset, &heading);
    fold_spaces(&folded, title);
    trim_end(&folded);
    bool same = !heading.overflowed && slice_equal(buffer_slice(&heading), buffer_slice(&folded));
    buffer_finish(&heading);
    buffer_finish(&folded);
    return same;
}

bool look_is_first_words(const struct doc *doc, struct slice title)
{
    enum { ROOM = 8 }; /* for a space and a character more: then the text goes on */
    struct buffer begun = buffer_create(title.length + ROOM), words = buffer_create(title.length + 1);
    fold_spaces(&words, title);
    trim_end(&words);
    bool cut = false;
    static const struct slice marks[] = { { "…", 3 }, { "...", 3 } };
    for (size_t i = 0; i < sizeof marks / sizeof *marks && !cut; i++) {
        cut = words.length > 3 && slice_equal(slice_part(buffer_slice(&words), words.length - 3, words.length), marks[i]);
        words.length -= cut ? marks[i].length : 0;
    }
    trim_end(&words);
    size_t offset = 0;
    unsigned unread_depth = 0; /* within what is not the text itself */
    struct doc_record record;
    while (begun.length <= words.length + 1 && doc_next(doc, &offset, &record)) {
        bool other = record.kind == DOC_TITLE || record.kind == DOC_IMAGE || record.kind == DOC_NOTICE;
        if (record.operation == DOC_TEXT && unread_depth == 0)
            fold_spaces(&begun, utf8_prefix(record.text, begun.limit - begun.length));
        else if (unread_depth > 0 || (other && record.operation == DOC_ENTER))
            unread_depth += record.operation == DOC_ENTER ? 1 : record.operation == DOC_EXIT ? -1u : 0;
        else if (record.operation != DOC_TEXT && (record.kind < DOC_LINK || record.kind == DOC_LINE_BREAK))
            fold_spaces(&begun, SLICE(" "));
    }
    if (!cut)
        trim_end(&begun);
    bool same = words.length > 0 && slice_starts_with(buffer_slice(&begun), buffer_slice(&words)) &&
                (cut || begun.length == words.length);
    buffer_finish(&begun);
    buffer_finish(&words);
    return same;
}

void fold_spaces(struct buffer *out, struct slice text)
{
    for (size_t i = 0; i < text.length; i++) {
        char byte = text.bytes[i];
        bool space = byte == ' ' || byte == '\n' || byte == '\t' || byte == '\r';
        if (!space)
            buffer_append_byte(out, byte);
        else if (out->length && out->bytes[out->length - 1] != ' ')
            buffer_append_byte(out, ' ');
    }
}

static void trim_end(struct buffer *text)
{
    while (text->length && text->bytes[text->length - 1] == ' ')
        text->length--;
}
