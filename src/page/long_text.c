#include "page/long_text.h"

#include <string.h>

/* Where lines end that have no end of their own: a block of the text in which no line ends, nor in the second half of
 * the block before, is cut behind the first white space of its first half, or at its start. So a line of less than one
 * and a half blocks is whole, a longer one has parts of half a block to two and a half, and where it is cut depends on
 * nothing but these bytes. */
enum { BLOCK = LONG_TEXT_BLOCK, HALF = BLOCK / 2, NOWHERE = BLOCK + 1 };

static size_t find_line_end(struct slice text);
static bool has_line_end(struct slice text);
static size_t behind_last_line_end(struct slice text, size_t before);
static size_t cut_of_block(struct long_text *text, size_t block);

struct long_text *long_text_create(struct file_window *file, struct arena *arena)
{
    struct long_text *text = ARENA_NEW(arena, struct long_text);
    static const char mark[] = "\xEF\xBB\xBF";
    uint64_t length = file_window_length(file), most = SIZE_MAX / 2;
    text->file = file;
    if (slice_equal_string(file_window_look(file, 0, sizeof mark - 1), mark))
        text->start = sizeof mark - 1;
    text->length = (size_t)(length < most ? length : most) - text->start;
    return text;
}

enum direction long_text_direction(struct long_text *text)
{
    enum { SAMPLE_BYTES = 64 << 10 };
    struct slice rest = long_text_look(text, 0, SAMPLE_BYTES), line;
    size_t rtl = 0, ltr = 0;
    while (slice_next_line(&rest, &line)) {
        enum direction direction = text_direction(line, DIRECTION_AUTO);
        rtl += direction == DIRECTION_RTL ? line.length : 0;
        ltr += direction == DIRECTION_LTR ? line.length : 0;
    }
    return rtl > ltr ? DIRECTION_RTL : ltr > 0 ? DIRECTION_LTR : DIRECTION_AUTO;
}

struct slice long_text_look(struct long_text *text, size_t position, size_t length)
{
    if (position >= text->length)
        return (struct slice){ "", 0 };
    if (length > text->length - position)
        length = text->length - position;
    return file_window_look(text->file, text->start + position, length);
}

size_t long_text_line_at(struct long_text *text, size_t position)
{
    if (position >= text->length)
        position = text->length - 1;
    for (size_t block = position / BLOCK;; block--) {
        size_t start = block * BLOCK, before = position - start < BLOCK ? position - start : BLOCK;
        size_t behind = behind_last_line_end(long_text_look(text, start, BLOCK + 1), before);
        if (behind > 0)
            return start + behind;
        size_t cut = cut_of_block(text, block);
        if (cut != NOWHERE && start + cut <= position)
            return start + cut;
        if (block == 0)
            return 0;
    }
}

bool long_text_line_after(struct long_text *text, size_t *line)
{
    for (size_t block = *line / BLOCK, from = *line; block * BLOCK < text->length; from = ++block * BLOCK) {
        struct slice bytes = long_text_look(text, from, block * BLOCK + BLOCK - from);
        size_t end = find_line_end(bytes), next = from + end + 1;
        if (end < bytes.length) {
            struct slice behind = long_text_look(text, next - 1, 2);
            next += slice_equal_string(behind, "\r\n");
        } else {
            size_t cut = cut_of_block(text, block);
            next = cut == NOWHERE ? *line : block * BLOCK + cut;
        }
        if (next <= *line)
            continue;
        if (next < text->length)
            *line = next;
        return next < text->length;
    }
    return false;
}

struct line long_text_line(struct long_text *text, size_t number)
{
    size_t next = number, end = text->length;
    if (long_text_line_after(text, &next))
        end = next;
    size_t tail = end - number < 2 ? end - number : 2;
    struct slice last = long_text_look(text, end - tail, tail);
    if (slice_equal_string(last, "\r\n"))
        end -= 2;
    else if (last.bytes[tail - 1] == '\n' || last.bytes[tail - 1] == '\r')
        end--;
    return (struct line){ .start = number, .text = { number, end }, .is_prose = true };
}

static size_t find_line_end(struct slice text)
{
    if (!text.length)
        return 0;
    const char *lf = memchr(text.bytes, '\n', text.length);
    size_t end = lf ? (size_t)(lf - text.bytes) : text.length;
    const char *cr = end ? memchr(text.bytes, '\r', end) : NULL;
    return cr ? (size_t)(cr - text.bytes) : end;
}

/* Behind the last end of a line in [0, before); 0 when there is none. The byte at `before` may be the LF of a CRLF. */
static size_t behind_last_line_end(struct slice text, size_t before)
{
    if (!has_line_end(slice_part(text, 0, before)))
        return 0; /* found out faster than byte by byte */
    for (size_t i = before; i > 0; i--) {
        bool is_crlf = text.bytes[i - 1] == '\r' && i < text.length && text.bytes[i] == '\n';
        if (!is_crlf && (text.bytes[i - 1] == '\n' || text.bytes[i - 1] == '\r'))
            return i;
    }
    return 0;
}

static bool has_line_end(struct slice text)
{
    return find_line_end(text) < text.length;
}

/* Its offset in the block, at most HALF; NOWHERE when the block is not cut. */
static size_t cut_of_block(struct long_text *text, size_t block)
{
    if (block == 0 || has_line_end(long_text_look(text, block * BLOCK - HALF, HALF)))
        return NOWHERE;
    struct slice bytes = long_text_look(text, block * BLOCK, BLOCK);
    if (has_line_end(bytes))
        return NOWHERE;
    for (size_t i = 0; i < bytes.length && i < HALF; i++)
        if (bytes.bytes[i] == ' ' || bytes.bytes[i] == '\t')
            return i + 1;
    size_t first = 0; /* of a character */
    while (first < 4 && first < bytes.length && ((unsigned char)bytes.bytes[first] & 0xC0) == 0x80)
        first++;
    return first < 4 ? first : 0;
}
