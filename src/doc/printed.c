#include "doc/printed.h"

#include "base/utf8.h"
#include "doc/doc.h"

#include <stdlib.h>

enum { ESCAPE = 0x1B, LOOKED_AT = 64 << 10, LONGEST_HEADING = 90 };

static const struct slice nothing;

/* A letter of a line, or what is left of several that were printed in one place. */
struct letter {
    struct slice bytes;
    unsigned style;
};

struct printed {
    struct doc_builder builder;
    struct letter *letters; /* of the line */
    size_t count, capacity;
    unsigned style;         /* that the sequences so far have set */
    bool in_block;
};

/* ---- sequences of a terminal (ECMA-48) ------------------------------------------------------------------------- */

/* CSI, parameters, intermediate bytes, and one that ends it (5.4). */
static size_t csi_end(struct slice text, size_t at)
{
    while (at < text.length && (unsigned char)text.bytes[at] >= 0x20 && (unsigned char)text.bytes[at] < 0x40)
        at++;
    return at < text.length && (unsigned char)text.bytes[at] < 0x7F ? at + 1 : at;
}

/* A string such as OSC's, up to BEL or ST, or to the line's end. */
static size_t string_end(struct slice text, size_t at)
{
    for (; at < text.length && text.bytes[at] != '\n'; at++) {
        if (text.bytes[at] == '\a')
            return at + 1;
        if (text.bytes[at] == ESCAPE && at + 1 < text.length && text.bytes[at + 1] == '\\')
            return at + 2;
    }
    return at;
}

/* The end of the sequence whose ESC is at `at`; `*parameters` are SGR's, or empty with no bytes. */
static size_t sequence_end(struct slice text, size_t at, struct slice *parameters)
{
    *parameters = nothing;
    char kind = at + 1 < text.length ? text.bytes[at + 1] : '\0';
    if (kind == ']' || kind == 'P' || kind == '_' || kind == '^' || kind == 'X')
        return string_end(text, at + 2);
    if (kind != '[') { /* intermediate bytes, and one that ends it (ECMA-35, 13.2) */
        size_t end = at + 1;
        while (end < text.length && text.bytes[end] >= 0x20 && text.bytes[end] < 0x30)
            end++;
        return end < text.length && text.bytes[end] >= 0x30 && text.bytes[end] < 0x7F ? end + 1 : end;
    }
    size_t end = csi_end(text, at + 2);
    if (text.bytes[end - 1] == 'm' && end - 1 >= at + 2)
        *parameters = slice_part(text, at + 2, end - 1);
    return end;
}

static unsigned style_after(unsigned style, unsigned long code)
{
    switch (code) {
    case 0: return 0;
    case 1: return style | DOC_STRONG;
    case 3:
    case 4: return style | DOC_EMPHASIS;
    case 9: return style | DOC_DELETED;
    case 22: return style & ~(unsigned)DOC_STRONG;
    case 23:
    case 24: return style & ~(unsigned)DOC_EMPHASIS;
    case 29: return style & ~(unsigned)DOC_DELETED;
    default: return style;
    }
}

/* Numbers between ";". Those after 38 and 48 are a colour's; what follows ":" says more of the number before. */
static unsigned styles_after(unsigned style, struct slice parameters)
{
    size_t at = 0, colour = 0;
    do {
        size_t end = at;
        unsigned long code = 0;
        while (end < parameters.length && parameters.bytes[end] != ';')
            end++;
        struct slice field = slice_part(parameters, at, end);
        field = slice_part(field, 0, slice_find(field, SLICE(":")));
        for (size_t i = 0; i < field.length && field.bytes[i] >= '0' && field.bytes[i] <= '9' && code < 1000; i++)
            code = code * 10 + (unsigned long)(field.bytes[i] - '0');
        if (colour == 1)
            colour = code == 5 ? 2 : code == 2 ? 4 : 0;
        else if (colour > 1)
            colour = colour == 2 ? 0 : colour - 1;
        else if (code == 38 || code == 48 || code == 58)
            colour = field.length == end - at ? 1 : 0;
        else
            style = style_after(style, code);
        at = end + 1;
    } while (at <= parameters.length);
    return style;
}

/* ---- one line -------------------------------------------------------------------------------------------------- */

static void add_letter(struct printed *printed, struct slice bytes, unsigned style)
{
    if (printed->count == printed->capacity) {
        printed->capacity = printed->capacity * 2 + 256;
        printed->letters = reallocate(printed->letters, printed->capacity, sizeof *printed->letters);
    }
    printed->letters[printed->count++] = (struct letter){ bytes, style };
}

/* The same letter twice is bold; with a low line it is underlined, whichever came first; else the later one counts. */
static void strike_over(struct printed *printed, struct slice bytes)
{
    struct letter *under = &printed->letters[printed->count - 1];
    bool is_line = slice_equal_string(bytes, "_"), was_line = slice_equal_string(under->bytes, "_");
    if (slice_equal(bytes, under->bytes)) {
        under->style |= DOC_STRONG;
    } else if (is_line) {
        under->style |= DOC_EMPHASIS;
    } else {
        under->style |= was_line ? DOC_EMPHASIS : 0;
        under->bytes = bytes;
    }
}

static void read_line(struct printed *printed, struct slice line)
{
    bool back = false; /* the next letter is printed over the last */
    printed->count = 0;
    for (size_t at = 0; at < line.length;) {
        size_t start = at;
        struct slice parameters;
        uint32_t c = utf8_next(line, &at);
        if (c == ESCAPE) {
            at = sequence_end(line, start, &parameters);
            if (parameters.bytes)
                printed->style = styles_after(printed->style, parameters);
        } else if (c == '\b') {
            back = printed->count > 0;
        } else if (!code_point_is_control(c) || c == '\t') {
            if (back)
                strike_over(printed, slice_part(line, start, at));
            else
                add_letter(printed, slice_part(line, start, at), printed->style);
            back = false;
        }
    }
    while (printed->count > 0 && slice_equal_string(printed->letters[printed->count - 1].bytes, " "))
        printed->count--;
}

/* ---- blocks ---------------------------------------------------------------------------------------------------- */

static bool is_heading(const struct printed *printed)
{
    if (printed->count == 0 || printed->count > LONGEST_HEADING || slice_equal_string(printed->letters[0].bytes, " ") ||
        slice_equal_string(printed->letters[0].bytes, "\t"))
        return false;
    for (size_t i = 0; i < printed->count; i++)
        if (!(printed->letters[i].style & DOC_STRONG) && !slice_equal_string(printed->letters[i].bytes, " "))
            return false;
    return true;
}

/* Letters of one style together; a space between two bold words is bold with them. */
static void write_letters(struct printed *printed, unsigned without)
{
    struct buffer run = buffer_create(SIZE_MAX / 4);
    unsigned style = 0;
    for (size_t i = 0; i < printed->count; i++) {
        const struct letter *letter = &printed->letters[i];
        bool is_space = slice_equal_string(letter->bytes, " ");
        unsigned next = i + 1 < printed->count ? printed->letters[i + 1].style : 0;
        unsigned wanted = (is_space ? style & next : letter->style) & ~without;
        if (wanted != style) {
            doc_text(&printed->builder, style, buffer_slice(&run));
            buffer_clear(&run);
        }
        style = wanted;
        buffer_append(&run, letter->bytes);
    }
    doc_text(&printed->builder, style, buffer_slice(&run));
    buffer_finish(&run);
}

static void end_block(struct printed *printed)
{
    if (printed->in_block)
        doc_exit(&printed->builder);
    printed->in_block = false;
}

static void write_line(struct printed *printed)
{
    if (printed->count == 0) {
        end_block(printed);
    } else if (is_heading(printed)) {
        end_block(printed);
        doc_enter(&printed->builder, DOC_HEADING, DOC_DIRECTION_INHERIT, 0, 2, nothing);
        write_letters(printed, DOC_STRONG);
        doc_exit(&printed->builder);
    } else {
        if (printed->in_block)
            doc_text(&printed->builder, 0, SLICE("\n"));
        else /* not as a program is, from left to right: a manual in Arabic is none */
            doc_enter(&printed->builder, DOC_PREFORMATTED, DOC_DIRECTION_AUTO, 0, 0, nothing);
        printed->in_block = true;
        write_letters(printed, 0);
    }
}

bool printed_text_is(struct slice utf8)
{
    struct slice beginning = slice_part(utf8, 0, LOOKED_AT);
    for (size_t at = 0; at < beginning.length; at++) {
        struct slice parameters;
        if (beginning.bytes[at] == '\b' && at > 0 && at + 1 < beginning.length && (unsigned char)beginning.bytes[at - 1] > ' ' &&
            (unsigned char)beginning.bytes[at + 1] > ' ')
            return true;
        if (beginning.bytes[at] == ESCAPE && (sequence_end(beginning, at, &parameters), parameters.bytes))
            return true;
    }
    return false;
}

void doc_from_printed_text(struct slice utf8, struct buffer *tape)
{
    struct printed printed = { 0 };
    struct slice line;
    doc_builder_init(&printed.builder, tape);
    doc_enter(&printed.builder, DOC_DOCUMENT, DOC_DIRECTION_INHERIT, 0, 0, nothing);
    while (slice_next_line(&utf8, &line) && !printed.builder.truncated) {
        read_line(&printed, line);
        write_line(&printed);
    }
    doc_builder_finish(&printed.builder);
    free(printed.letters);
}
