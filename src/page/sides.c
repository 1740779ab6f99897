/* Which way each line reads, and on which side it stands. Markup has the first word; else the words decide (see
 * text_direction), with what the document is written in as the evidence.
 *
 * Direction and side are two things: a Latin name alone in an Arabic list keeps its own order ("C++"), but stands where
 * its list does. Only a line of one row is moved so: a longer one fills its width anyway, and is read from its own
 * edge. */
#include "base/utf8.h"
#include "lang/language.h"
#include "page/flattener.h"
#include "page/look.h"

enum { SAMPLE_BYTES = 8192, SAMPLE_BYTES_OF_TEXT = 512 };

static void resolve_line(struct flattener *f, struct line *line, enum direction block);
static void resolve_headings(struct flattener *f, enum direction below);
static bool begins_right_to_left(struct slice text);
static bool is_name(struct slice text);

enum direction page_direction_of(const struct doc *doc, const struct page_head *head)
{
    size_t offset = 0;
    struct doc_record document = { 0 };
    doc_next(doc, &offset, &document);
    bool rtl = language_is_rtl(document.text);
    if (document.direction == DOC_DIRECTION_RTL || (document.direction == DOC_DIRECTION_LTR && !rtl))
        return document.direction == DOC_DIRECTION_RTL ? DIRECTION_RTL : DIRECTION_LTR;
    struct buffer sample = buffer_create(SAMPLE_BYTES);
    look_sample(doc, 0, SAMPLE_BYTES_OF_TEXT, &sample);
    enum direction stated = rtl ? DIRECTION_RTL : document.text.length ? DIRECTION_LTR : DIRECTION_AUTO;
    enum direction direction = text_direction(buffer_slice(&sample), stated);
    if (direction == DIRECTION_AUTO)
        direction = text_direction(head->title, DIRECTION_LTR);
    buffer_finish(&sample);
    return direction;
}

static bool has_ascii_letters(struct slice text)
{
    for (size_t i = 0; i < text.length; i++)
        if ((text.bytes[i] | 0x20) >= 'a' && (text.bytes[i] | 0x20) <= 'z')
            return true;
    return false;
}

/* Code has Latin letters in most of its lines, comments or not; Arabic columns and verses have them in few. */
bool preformatted_is_code(const struct flattener *f, size_t offset)
{
    struct buffer sample = buffer_create(SAMPLE_BYTES);
    look_sample(f->doc, offset, SAMPLE_BYTES, &sample);
    struct slice rest = buffer_slice(&sample), line;
    size_t code = 0, other = 0;
    while (slice_next_line(&rest, &line)) {
        bool latin = has_ascii_letters(line);
        other += !latin && text_direction(line, DIRECTION_AUTO) == DIRECTION_RTL;
        code += latin;
    }
    buffer_finish(&sample);
    return other <= code;
}

void lines_resolve(struct flattener *f)
{
    struct page *page = f->page;
    size_t first = f->first_unresolved, end = page->line_count;
    if (first == end)
        return;
    f->first_unresolved = end;
    struct slice text = slice_part(page_text(page), page->lines[first].text.start, page->lines[end - 1].text.end);
    enum direction evidence = f->block == BLOCK_VERSES ? DIRECTION_RTL : page->direction;
    enum direction direction = text_direction(text, evidence);
    for (size_t i = first; i < end; i++)
        resolve_line(f, &page->lines[i], direction);
    if (f->block == BLOCK_HEADING)
        f->headings_end = end;
    else if (f->block == BLOCK_TEXT)
        resolve_headings(f, page->lines[first].direction);
    if (f->block != BLOCK_HEADING)
        f->headings_start = end;
}

static void resolve_line(struct flattener *f, struct line *line, enum direction block)
{
    struct slice text = slice_part(page_text(f->page), line->text.start, line->text.end);
    if (line->is_rule || line->table_row)
        return;
    if (!is_name(text))
        frames_vote(line->frame, text_direction(text, DIRECTION_AUTO));
    if (line->direction != DIRECTION_AUTO)
        return;
    line->direction = text_direction(text, block);
    switch (f->block) {
    case BLOCK_TEXT: line->side = block; break;
    case BLOCK_HEADING: break;
    case BLOCK_CAPTION: line->side = f->page->direction == DIRECTION_RTL ? DIRECTION_RTL : block; break;
    case BLOCK_VERSES: line->side = DIRECTION_RTL; break;
    case BLOCK_CODE: /* whatever its comments say */
        if (!begins_right_to_left(text))
            line->direction = DIRECTION_LTR;
        break;
    }
}

/* A name in Latin letters heads an Arabic text at its side. It is not so the other way round: see text_direction. */
static void resolve_headings(struct flattener *f, enum direction below)
{
    for (size_t i = f->headings_start; i < f->headings_end; i++)
        if (below == DIRECTION_RTL)
            f->page->lines[i].side = DIRECTION_RTL;
}

static bool begins_right_to_left(struct slice text)
{
    size_t end = 0;
    text = slice_trim(text);
    utf8_next(text, &end);
    return text_direction(slice_part(text, 0, end), DIRECTION_AUTO) == DIRECTION_RTL;
}

/* Up to three words in Latin letters: in an Arabic list there are many of them. */
static bool is_name(struct slice text)
{
    size_t spaces = 0;
    for (size_t i = 0; i < text.length && spaces < 3; i++)
        spaces += text.bytes[i] == ' ';
    return spaces < 3 && text_direction(text, DIRECTION_AUTO) == DIRECTION_LTR;
}

void frames_vote(struct frame *frame, enum direction direction)
{
    for (struct votes *before = NULL; frame; frame = frame->outer) {
        if (frame->votes == before)
            continue; /* a list in a list */
        before = frame->votes;
        before->rtl += direction == DIRECTION_RTL;
        before->ltr += direction == DIRECTION_LTR;
    }
}
