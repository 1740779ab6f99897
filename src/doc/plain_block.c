#include "doc/plain_block.h"

#include "base/utf8.h"

#include <string.h>

static size_t characters_of(struct slice text);
static bool read_bullet(struct line *line);
static bool read_number(struct line *line);
static bool read_quote(struct line *line);
static size_t gaps_of(struct slice text);
static bool is_drawn(const struct line *line);
static bool is_rule(struct slice text);
static size_t indentation_of(struct slice whole);

static bool is_blank(struct slice line)
{
    return slice_trim(line).length == 0;
}

struct line line_read(struct slice text)
{
    struct line line = { .text = slice_trim(text) };
    line.whole = slice_part(text, 0, line.text.length ? (size_t)(line.text.bytes - text.bytes) + line.text.length : 0);
    line.indentation = indentation_of(line.whole);
    line.gaps = gaps_of(line.text);
    if (is_rule(line.text))
        line.kind = LINE_RULE;
    else if (read_quote(&line) || read_bullet(&line) || read_number(&line))
        ;
    else if (is_drawn(&line))
        line.kind = LINE_DRAWN;
    else if (line.indentation >= 4)
        line.kind = LINE_INDENTED;
    line.width = characters_of(line.text);
    return line;
}

bool block_next_line(struct slice *rest, struct line *line)
{
    struct slice text;
    while (slice_next_line(rest, &text)) {
        if (is_blank(text))
            continue;
        *line = line_read(text);
        return true;
    }
    return false;
}

static bool is_keyed(const struct line *line);
static void look_at_end(struct block *block, struct slice line);
static bool has_letters(struct slice text);

struct block block_next(struct slice *rest)
{
    struct block block = { .all_text = true, .keyed = true };
    struct slice text, before = { 0 }, ahead = *rest;
    while (slice_next_line(&ahead, &text)) {
        if (is_blank(text)) {
            *rest = ahead;
            if (block.lines > 0)
                break;
            continue;
        }
        struct line line = line_read(text);
        if (block.lines == 0) {
            block.first = line;
            block.text = text;
        }
        block.text.length = (size_t)(text.bytes + text.length - block.text.bytes);
        block.lines++;
        block.all_text = block.all_text && line.kind == LINE_TEXT;
        block.keyed = block.keyed && is_keyed(&line);
        block.has_letters = block.has_letters || has_letters(line.text);
        if (!slice_equal(line.text, before) || block.lines == 1) {
            block.different_lines++;
            block.width += line.width;
        }
        before = line.text;
        *rest = ahead;
    }
    look_at_end(&block, before);
    return block;
}

/* ---- hard-wrapped text ----------------------------------------------------------------------------------------- */

enum { NARROWEST_WRAP = 40, USUAL_WRAP = 80, WIDEST_WRAP = 110 };

size_t wrap_width_of(struct slice text)
{
    size_t widths[WIDEST_WRAP + 2] = { 0 }, lines = 0;
    struct slice line;
    size_t before = 0; /* width of the line above, when it is not the last of its block */
    while (slice_next_line(&text, &line)) {
        struct slice trimmed = slice_trim(line);
        if (before > 0 && trimmed.length > 0) {
            widths[before <= WIDEST_WRAP ? before : WIDEST_WRAP + 1]++;
            lines++;
        }
        before = trimmed.length > 0 ? characters_of(trimmed) : 0;
    }
    size_t seen = 0, width = 0;
    if (lines == 0 || widths[WIDEST_WRAP + 1] * 10 > lines)
        return 0;
    /* A few lines stick out of every text. */
    while (width <= WIDEST_WRAP && (seen + widths[width]) * 100 < lines * 95)
        seen += widths[width++];
    /* Two or three long lines may be that long by chance; hardly anybody wraps at more than 80. */
    if (lines < (width <= USUAL_WRAP ? 3 : 12))
        return 0;
    return width >= NARROWEST_WRAP && width <= WIDEST_WRAP ? width : 0;
}

bool line_is_continued(const struct line *line, const struct line *next, size_t wrap_width)
{
    size_t end = 0;
    while (end < next->text.length && next->text.bytes[end] != ' ')
        end++;
    size_t word = characters_of(slice_part(next->text, 0, end));
    size_t indentation = (size_t)(line->text.bytes - line->whole.bytes);
    return wrap_width > 0 && (indentation + line->width + 1 + word) * 100 >= wrap_width * 92;
}

/* ---- lines ------------------------------------------------------------------------------------------------------ */

static bool is_mark(uint32_t c)
{
    return (c >= 0x300 && c <= 0x36F) || (c >= 0x591 && c <= 0x5C7 && c != 0x5BE) || (c >= 0x610 && c <= 0x61A) ||
           (c >= 0x64B && c <= 0x65F) || c == 0x670 || (c >= 0x6D6 && c <= 0x6ED && c != 0x6DD && c != 0x6E9) ||
           (c >= 0x200B && c <= 0x200F) || code_point_is_bidi_control(c);
}

static size_t characters_of(struct slice text)
{
    size_t count = 0;
    for (size_t offset = 0; offset < text.length;)
        count += !is_mark(utf8_next(text, &offset));
    return count;
}

static size_t indentation_of(struct slice whole)
{
    size_t columns = 0;
    for (size_t i = 0; i < whole.length && (whole.bytes[i] == ' ' || whole.bytes[i] == '\t'); i++)
        columns = whole.bytes[i] == '\t' ? (columns / 8 + 1) * 8 : columns + 1;
    return columns;
}

static bool read_bullet(struct line *line)
{
    static const char *const bullets[] = { "- ", "* ", "+ ", "• ", "•", "· ", "– ", "◦ ", "▪ ", "● ", "-\t", "*\t" };
    for (size_t i = 0; i < sizeof bullets / sizeof *bullets; i++) {
        struct slice bullet = slice_of(bullets[i]);
        if (!slice_starts_with(line->text, bullet))
            continue;
        line->kind = LINE_BULLET;
        line->text = slice_trim(slice_part(line->text, bullet.length, line->text.length));
        return true;
    }
    return false;
}

static int digit_of(uint32_t c)
{
    const uint32_t zeros[] = { '0', 0x660, 0x6F0 };
    for (size_t i = 0; i < sizeof zeros / sizeof *zeros; i++)
        if (c >= zeros[i] && c <= zeros[i] + 9)
            return (int)(c - zeros[i]);
    return -1;
}

/* "12. text", "12) text", in Latin, Arabic or Persian digits. */
static bool read_number(struct line *line)
{
    size_t offset = 0, digits = 0;
    unsigned number = 0;
    while (offset < line->text.length && digits < 4) {
        size_t next = offset;
        int digit = digit_of(utf8_next(line->text, &next));
        if (digit < 0)
            break;
        number = number * 10 + (unsigned)digit;
        offset = next;
        digits++;
    }
    struct slice after = slice_part(line->text, offset, line->text.length);
    if (digits == 0 || after.length < 3 || !strchr(".)-", after.bytes[0]) || after.bytes[1] != ' ')
        return false;
    line->kind = LINE_NUMBERED;
    line->number = number;
    line->text = slice_trim(slice_part(after, 2, after.length));
    return true;
}

static bool read_quote(struct line *line)
{
    struct slice rest = line->text;
    while (rest.length > 0 && rest.bytes[0] == '>') {
        line->quote_depth++;
        rest = slice_part(rest, 1, rest.length);
        if (rest.length > 0 && rest.bytes[0] == ' ')
            rest = slice_part(rest, 1, rest.length);
    }
    if (line->quote_depth == 0)
        return false;
    line->kind = LINE_QUOTED;
    line->text = slice_trim(rest);
    return true;
}

static size_t gaps_of(struct slice text)
{
    size_t gaps = 0, spaces = 0;
    for (size_t i = 0; i < text.length; i++) {
        spaces = text.bytes[i] == ' ' ? spaces + 1 : text.bytes[i] == '\t' ? 3 : 0;
        gaps += spaces == 3;
    }
    return gaps;
}

/* Cells divided by two or more gaps, lines that begin and end as a table's do, or that begin with a drawn line. */
static bool is_drawn(const struct line *line)
{
    struct slice text = line->text;
    size_t offset = 0;
    if (line->gaps >= 2 || text.length < 2)
        return line->gaps >= 2;
    uint32_t first = utf8_next(text, &offset);
    return (first >= 0x2500 && first <= 0x259F) ||
           (strchr("|+", text.bytes[0]) && strchr("|+", text.bytes[text.length - 1]));
}

static bool is_rule(struct slice text)
{
    if (text.length < 3 || !strchr("=-_*~#+", text.bytes[0]))
        return false;
    for (size_t i = 1; i < text.length; i++)
        if (text.bytes[i] != text.bytes[0] && text.bytes[i] != ' ')
            return false;
    return true;
}

static bool is_keyed(const struct line *line)
{
    size_t colon = slice_find(line->text, SLICE(":"));
    struct slice key = slice_part(line->text, 0, colon);
    if (colon == 0 || colon >= line->text.length || characters_of(key) > 24)
        return false;
    return slice_find(key, SLICE(" ")) == key.length && line->text.length > colon + 1 && line->text.bytes[colon + 1] == ' ';
}

static bool has_letters(struct slice text)
{
    for (size_t offset = 0; offset < text.length;) {
        uint32_t c = utf8_next(text, &offset), lower = c | 0x20;
        bool digit = digit_of(c) >= 0;
        if ((lower >= 'a' && lower <= 'z') || (c >= 0xC0 && !digit && !(c >= 0x2000 && c <= 0x2BFF)))
            return true;
    }
    return false;
}

/* Quotes and brackets after the mark do not count. */
static void look_at_end(struct block *block, struct slice line)
{
    size_t offset = line.length;
    uint32_t c = 0;
    while (offset > 0) {
        size_t start = utf8_previous(line, offset), next = start;
        c = utf8_next(line, &next);
        if (c != '"' && c != '\'' && c != ')' && c != ']' && c != 0xBB && c != 0x201D && c != 0x2019 && !is_mark(c))
            break;
        offset = start;
    }
    block->asks = c == '?' || c == '!' || c == 0x61F;
    block->closed = c == '.' || c == ',' || c == ';' || c == ':' || c == 0x60C || c == 0x61B || c == 0x6D4 ||
                    c == 0x2026 || c == 0x5C3;
}
