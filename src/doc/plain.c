#include "doc/plain.h"

#include "doc/doc.h"
#include "doc/plain_block.h"

#include <stdlib.h>

enum {
    LONGEST_HEADLINE = 140, /* characters */
    LONGEST_HEADING = 90,
    BODY = 140,         /* a block of so many characters is text, not something above it */
    CLOSED_BODY = 80,   /* or of so many that end as a sentence */
    MOST_LEADING = 6,   /* blocks above the text: name, headline, author, date, caption */
    LONG_LINE = 60,     /* lines longer than this on average are paragraphs of their own */
    LINES_TOGETHER = 64, /* more short lines than this are paragraphs of their own, too */
    DEEPEST_QUOTE = 16,
    NARROW_QUOTE = 50,   /* a quoted line narrower than this was ended on purpose */
};

struct writer {
    struct doc_builder builder;
    size_t wrap_width;
    bool began; /* more than a masthead is written: a heading is no title any more */
};

static const struct slice nothing;

static size_t write_leading(struct writer *writer, const struct block *blocks, size_t count);
static void write_block(struct writer *writer, const struct block *block, const struct block *next);
static void write_heading(struct writer *writer, struct slice text, unsigned level);
static bool is_heading(const struct block *block, size_t longest);
static bool is_body(const struct block *block);

static void enter(struct writer *writer, enum doc_kind kind)
{
    doc_enter(&writer->builder, kind, DOC_DIRECTION_INHERIT, 0, 0, nothing);
}

void doc_from_plain_text(struct slice utf8, struct buffer *tape)
{
    struct writer writer = { .wrap_width = wrap_width_of(utf8) };
    doc_builder_init(&writer.builder, tape);
    enter(&writer, DOC_DOCUMENT);
    struct block ahead[MOST_LEADING + 2];
    size_t count = 0;
    do
        ahead[count] = block_next(&utf8);
    while (ahead[count++].lines > 0 && count < MOST_LEADING + 2);
    size_t written = write_leading(&writer, ahead, count);
    struct block block = ahead[written];
    while (block.lines > 0 && !writer.builder.truncated) {
        struct block next = ++written < count ? ahead[written] : block_next(&utf8);
        /* What stands alone twice in a row is there once. */
        bool repeated = block.different_lines == 1 && next.different_lines == 1 && block.all_text && next.all_text &&
                        slice_equal(block.first.text, next.first.text);
        if (!repeated)
            write_block(&writer, &block, &next);
        block = next;
    }
    doc_builder_finish(&writer.builder);
}

/* ---- above the text: the paper's name, the headline, captions ---------------------------------------------------- */

static bool is_repeated(const struct block *block)
{
    return block->different_lines == 1 && block->lines > 1;
}

/* The paper's name stands above the headline: said twice, with lines of its own below, or much shorter. */
static bool is_masthead(const struct block *block, const struct block *headline)
{
    if (!block->all_text || block->keyed || block->closed || block->asks || block->different_lines > 4 ||
        !is_heading(headline, LONGEST_HEADLINE) || is_repeated(headline))
        return false;
    return block->lines > 1 || (block->width <= 30 && block->width * 2 <= headline->width);
}

static void write_lines(struct writer *writer, enum doc_kind kind, struct slice text)
{
    struct line line;
    struct slice before = nothing;
    enter(writer, kind);
    while (block_next_line(&text, &line)) {
        if (slice_equal(line.text, before))
            continue;
        if (before.length > 0) {
            enter(writer, DOC_LINE_BREAK);
            doc_exit(&writer->builder);
        }
        doc_text(&writer->builder, 0, line.text);
        before = line.text;
    }
    doc_exit(&writer->builder);
}

/* Tells how many blocks it wrote: none when the text does not begin as an article does. */
static size_t write_leading(struct writer *writer, const struct block *blocks, size_t count)
{
    size_t body = 0, at = 0;
    while (body < count && blocks[body].lines > 0 && !is_body(&blocks[body]))
        body++;
    if (body == 0 || body >= count || blocks[body].lines == 0)
        return 0;
    if (body > 1 && is_masthead(&blocks[0], &blocks[1]))
        write_lines(writer, DOC_MASTHEAD, blocks[at++].text);
    if (!is_heading(&blocks[at], LONGEST_HEADLINE))
        return at;
    write_heading(writer, blocks[at++].first.text, 1);
    for (; at < body; at++) {
        const struct block *block = &blocks[at];
        if (is_repeated(block) && is_heading(block, LONGEST_HEADING))
            write_lines(writer, DOC_CAPTION, block->text);
        else
            write_block(writer, block, &blocks[at + 1]);
    }
    return at;
}

/* ---- blocks ------------------------------------------------------------------------------------------------------ */

static bool is_heading(const struct block *block, size_t longest)
{
    return block->different_lines == 1 && block->has_letters && !block->closed && !block->keyed &&
           block->width <= longest && (block->all_text || block->first.kind == LINE_NUMBERED) &&
           slice_find(block->first.text, SLICE("://")) == block->first.text.length;
}

static bool is_body(const struct block *block)
{
    return block->all_text && (block->width >= BODY || (block->width >= CLOSED_BODY && block->closed)) &&
           !block->keyed;
}

/* Something must stand below a heading that is more than another short line. */
static bool heads(const struct block *block, const struct block *next)
{
    if (!is_heading(block, LONGEST_HEADING) || next->lines == 0 || next->first.kind == LINE_RULE)
        return false;
    if (next->different_lines == 1 && next->first.kind != LINE_TEXT && next->first.kind != LINE_INDENTED)
        return false;
    return next->width >= CLOSED_BODY || next->width >= block->width * 2 || next->different_lines > 1;
}

/* A line above one of "=====" about as wide; takes both off the block's text. */
static bool take_underlined(const struct block *block, struct slice *rest)
{
    struct slice after = *rest;
    struct line title, rule;
    if (!block_next_line(&after, &title) || title.kind != LINE_TEXT || !block_next_line(&after, &rule) ||
        rule.kind != LINE_RULE || (block->lines > 2 && (rule.width * 2 < title.width || rule.width > title.width * 2)))
        return false;
    *rest = after;
    return true;
}

static void write_segments(struct writer *writer, struct slice text);

static void write_block(struct writer *writer, const struct block *block, const struct block *next)
{
    struct slice rest = block->text;
    if (take_underlined(block, &rest)) {
        struct slice title = slice_part(block->text, 0, block->text.length - rest.length);
        write_heading(writer, block->first.text, slice_find(title, SLICE("===")) < title.length ? 1 : 2);
        write_segments(writer, rest);
    } else if (heads(block, next)) {
        /* A heading's number is part of it. */
        write_heading(writer, slice_trim(block->first.whole), 2);
    } else {
        write_segments(writer, rest);
    }
}

static void write_heading(struct writer *writer, struct slice text, unsigned level)
{
    if (!writer->began) {
        level = 1;
        enter(writer, DOC_TITLE);
        doc_text(&writer->builder, 0, text);
        doc_exit(&writer->builder);
    }
    writer->began = true;
    doc_enter(&writer->builder, DOC_HEADING, DOC_DIRECTION_INHERIT, 0, level, nothing);
    doc_text(&writer->builder, 0, text);
    doc_exit(&writer->builder);
}

/* ---- lines of one kind ------------------------------------------------------------------------------------------- */

static void write_prose(struct writer *writer, struct slice text);
static void write_list(struct writer *writer, struct slice text);
static void write_preformatted(struct writer *writer, struct slice text);
static void write_quote(struct writer *writer, struct slice text);
static bool numbers_count_up(struct slice text);

static bool is_listed(enum line_kind kind)
{
    return kind == LINE_BULLET || kind == LINE_NUMBERED;
}

/* Whether a line goes on with what the line before it began. */
static bool belongs_to(const struct line *line, enum line_kind kind)
{
    if (is_listed(kind))
        return line->kind == kind || line->kind == LINE_INDENTED ||
               (line->kind == LINE_TEXT && line->whole.length > line->text.length);
    if (kind == LINE_TEXT)
        return line->kind == LINE_TEXT || line->kind == LINE_INDENTED;
    if (kind == LINE_INDENTED || kind == LINE_DRAWN)
        return line->kind == LINE_INDENTED || line->kind == LINE_DRAWN || line->kind == LINE_RULE ||
               line->whole.length > line->text.length;
    return line->kind == kind;
}

/* The lines at the start of `rest` that belong together are taken off it. */
static struct slice next_segment(struct slice *rest, struct line *first)
{
    struct slice segment = *rest, after = *rest;
    struct line line;
    size_t lines = 0;
    bool announces = false; /* the line before ends with a colon */
    while (block_next_line(&after, &line)) {
        if (lines == 0) {
            *first = line;
            segment.bytes = line.whole.bytes;
        } else if (lines == 1 && first->kind == LINE_INDENTED && line.kind == LINE_TEXT) {
            first->kind = LINE_TEXT; /* a paragraph whose first line is set in */
        } else if (!belongs_to(&line, first->kind) ||
                   (announces && line.kind == LINE_INDENTED && first->kind != LINE_INDENTED)) {
            break;
        }
        announces = line.text.length > 0 && line.text.bytes[line.text.length - 1] == ':';
        segment.length = (size_t)(line.whole.bytes + line.whole.length - segment.bytes);
        *rest = after;
        lines++;
    }
    if (lines == 0)
        segment.length = 0;
    return segment;
}

/* Lines that go on and on are prose, wherever they begin. */
static bool is_narrow(struct slice text)
{
    enum { WIDEST_PROGRAM_LINE = 110 };
    struct line line;
    while (block_next_line(&text, &line))
        if (line.width > WIDEST_PROGRAM_LINE)
            return false;
    return true;
}

static void write_segments(struct writer *writer, struct slice text)
{
    enum line_kind before = LINE_RULE;
    while (!writer->builder.truncated) {
        struct line first = { 0 };
        struct slice segment = next_segment(&text, &first);
        if (segment.length == 0)
            return;
        /* Set in below a marked line without a blank one between: it goes on. */
        if (first.kind == LINE_INDENTED && before == LINE_QUOTED)
            first.kind = LINE_TEXT;
        before = first.kind;
        writer->began = true;
        switch (first.kind) {
        case LINE_QUOTED: write_quote(writer, segment); break;
        case LINE_RULE:
            enter(writer, DOC_RULE);
            doc_exit(&writer->builder);
            break;
        case LINE_DRAWN: write_preformatted(writer, segment); break;
        case LINE_INDENTED:
            if (is_narrow(segment))
                write_preformatted(writer, segment);
            else
                write_prose(writer, segment);
            break;
        case LINE_BULLET: write_list(writer, segment); break;
        case LINE_NUMBERED:
            if (numbers_count_up(segment))
                write_list(writer, segment);
            else
                write_prose(writer, segment);
            break;
        case LINE_TEXT: write_prose(writer, segment); break;
        }
    }
}

/* ---- prose ------------------------------------------------------------------------------------------------------- */

/* Lines that are filled belong to one paragraph; long ones are paragraphs; short ones stay lines. */
static bool is_wrapped(const struct writer *writer, struct slice text)
{
    size_t lines = 0, continued = 0;
    struct line line, next;
    if (!block_next_line(&text, &line))
        return false;
    for (; block_next_line(&text, &next); line = next, lines++)
        continued += line_is_continued(&line, &next, writer->wrap_width);
    return lines > 0 && continued * 10 >= lines * 6;
}

struct prose {
    size_t lines, width, indentation; /* the least one */
    size_t columns;                   /* lines with a wide gap, or set in below one */
    bool repeats;                     /* one line, twice */
};

static struct prose look_at_prose(struct slice text)
{
    struct prose prose = { .indentation = SIZE_MAX };
    struct line line, before = { 0 };
    for (; block_next_line(&text, &line); before = line) {
        bool in_columns = line.gaps > 0 || (prose.columns > 0 && line.indentation > before.indentation);
        prose.repeats = prose.lines == 1 && slice_equal(line.text, before.text);
        prose.lines++;
        prose.width += line.width;
        prose.columns += in_columns;
        if (line.indentation < prose.indentation)
            prose.indentation = line.indentation;
    }
    return prose;
}

static void write_indentation(struct writer *writer, size_t columns)
{
    enum { MOST = 40 };
    for (size_t i = 0; i < columns && i < MOST; i++)
        doc_text(&writer->builder, 0, SLICE("\u00A0"));
}

static void write_prose(struct writer *writer, struct slice text)
{
    const struct prose prose = look_at_prose(text);
    struct line line, before = { 0 };
    bool wrapped = is_wrapped(writer, text);
    bool together = prose.width <= prose.lines * LONG_LINE && prose.lines <= LINES_TOGETHER;
    bool open = false;
    if (prose.lines > 1 && prose.columns == prose.lines) {
        write_preformatted(writer, text);
        return;
    }
    while (block_next_line(&text, &line)) {
        if (open && !wrapped && prose.repeats)
            continue;
        bool goes_on = open && (wrapped ? line_is_continued(&before, &line, writer->wrap_width) : together);
        if (open && !goes_on)
            doc_exit(&writer->builder);
        if (!goes_on) {
            enter(writer, DOC_PARAGRAPH);
        } else if (wrapped) {
            doc_text(&writer->builder, 0, SLICE(" "));
        } else {
            enter(writer, DOC_LINE_BREAK);
            doc_exit(&writer->builder);
        }
        open = true;
        if (!wrapped && together)
            write_indentation(writer, line.indentation - prose.indentation);
        doc_text(&writer->builder, 0, slice_trim(line.whole));
        before = line;
    }
    if (open)
        doc_exit(&writer->builder);
}

/* ---- the rest ------------------------------------------------------------------------------------------------------ */

static bool numbers_count_up(struct slice text)
{
    struct line line;
    unsigned expected = 0, count = 0;
    while (block_next_line(&text, &line)) {
        if (line.kind != LINE_NUMBERED)
            continue;
        if (count++ > 0 && line.number != expected)
            return false;
        expected = line.number + 1;
    }
    return count > 0;
}

static void write_list(struct writer *writer, struct slice text)
{
    struct line line;
    bool open = false;
    while (block_next_line(&text, &line)) {
        bool starts = is_listed(line.kind);
        if (!open)
            doc_enter(&writer->builder, DOC_LIST, DOC_DIRECTION_INHERIT, line.kind == LINE_NUMBERED ? DOC_ORDERED : 0,
                      line.kind == LINE_NUMBERED ? line.number : 1, nothing);
        if (open && starts)
            doc_exit(&writer->builder);
        if (starts)
            enter(writer, DOC_ITEM);
        else
            doc_text(&writer->builder, 0, SLICE(" "));
        open = true;
        doc_text(&writer->builder, 0, line.text);
    }
    if (open) {
        doc_exit(&writer->builder);
        doc_exit(&writer->builder);
    }
}

static size_t leading_spaces(struct slice line)
{
    size_t spaces = 0;
    while (spaces < line.length && line.bytes[spaces] == ' ')
        spaces++;
    return spaces;
}

static void write_preformatted(struct writer *writer, struct slice text)
{
    size_t common = SIZE_MAX;
    struct slice ahead = text;
    struct line line;
    while (block_next_line(&ahead, &line))
        common = leading_spaces(line.whole) < common ? leading_spaces(line.whole) : common;
    enter(writer, DOC_PREFORMATTED);
    for (bool first = true; block_next_line(&text, &line); first = false) {
        if (!first)
            doc_text(&writer->builder, 0, SLICE("\n"));
        doc_text(&writer->builder, 0, slice_part(line.whole, common, line.whole.length));
    }
    doc_exit(&writer->builder);
}

/* Mail quotes with one ">" for each hand that the text went through. */
static void write_quote(struct writer *writer, struct slice text)
{
    struct line line, before = { 0 };
    unsigned depth = 0;
    bool open = false; /* a paragraph */
    while (block_next_line(&text, &line)) {
        unsigned wanted = line.quote_depth < DEEPEST_QUOTE ? line.quote_depth : DEEPEST_QUOTE;
        bool goes_on = open && wanted == depth && line.text.length > 0;
        if (open && !goes_on)
            doc_exit(&writer->builder);
        for (; depth > wanted; depth--)
            doc_exit(&writer->builder);
        for (; depth < wanted; depth++)
            enter(writer, DOC_QUOTE);
        if (line.text.length > 0 && !goes_on)
            enter(writer, DOC_PARAGRAPH);
        open = line.text.length > 0;
        if (goes_on && before.width >= NARROW_QUOTE)
            doc_text(&writer->builder, 0, SLICE(" "));
        else if (goes_on) {
            enter(writer, DOC_LINE_BREAK);
            doc_exit(&writer->builder);
        }
        doc_text(&writer->builder, 0, line.text);
        before = line;
    }
    if (open)
        doc_exit(&writer->builder);
    for (; depth > 0; depth--)
        doc_exit(&writer->builder);
}
