#include "page/layout.h"

#include "base/utf8.h"
#include "page/flips.h"
#include "page/table_rows.h"
#include "text/marks.h"

#include <stdlib.h>

enum {
    WIDTH_AT_FIRST = 80,
    KEPT_LINES_BITS = 9,
    KEPT_LINES = 1 << KEPT_LINES_BITS, /* more than a screen has rows */
    KEPT_BYTES = 8 << 20,              /* of paragraphs and their breaks; some lines more at times */
};

static bool make_room(struct layout *layout);
static const struct paragraph *make_paragraph(const struct page *page, const struct line *line);
static void count_rows(const struct page *page, struct line_rows *rows);
static bool space_follows(const struct page *page, size_t number);
static bool is_spaced(const struct page *page, const struct line *line);
static bool is_vocalised(struct slice text, const struct marks_choices *marks);

struct layout *layout_create(void)
{
    struct layout *layout = allocate(1, sizeof *layout);
    layout->width = WIDTH_AT_FIRST;
    layout->kept = allocate(KEPT_LINES, sizeof *layout->kept);
    return layout;
}

void layout_destroy(struct layout *layout)
{
    if (!layout)
        return;
    free(layout->kept);
    arena_finish(&layout->paragraphs);
    arena_finish(&layout->breaks);
    arena_finish(&layout->scratch);
    free(layout);
}

void rows_forget_width(struct layout *layout)
{
    for (size_t i = 0; i < KEPT_LINES; i++)
        layout->kept[i].text_rows = 0;
    arena_reset(&layout->breaks);
}

void rows_forget(struct layout *layout)
{
    for (size_t i = 0; i < KEPT_LINES; i++)
        layout->kept[i] = (struct line_rows){ 0 };
    arena_finish(&layout->paragraphs);
    arena_finish(&layout->breaks);
}

/* Neighbours' numbers, whether they follow one another or stand apart, lead to different places (Knuth 6.4). */
static struct line_rows *place_of_line(struct layout *layout, size_t number)
{
    return &layout->kept[(uint64_t)number * 0x9E3779B97F4A7C15u >> (64 - KEPT_LINES_BITS)];
}

const struct line_rows *rows_of_line(const struct page *page, size_t number)
{
    struct layout *layout = page->layout;
    struct line_rows *rows = place_of_line(layout, number);
    if (rows->number == number && rows->text_rows > 0)
        return rows;
    bool forgotten = make_room(layout);
    if (forgotten || rows->number != number || rows->count == 0) {
        *rows = (struct line_rows){ .number = number, .line = line_get(page, number) };
        bool has_paragraph = !rows->line.is_rule && !rows->line.table_row;
        rows->paragraph = has_paragraph ? make_paragraph(page, &rows->line) : NULL;
    }
    count_rows(page, rows);
    return rows;
}

size_t rows_position(const struct line_rows *rows, size_t text_row)
{
    if (text_row == 0)
        return rows->line.start; /* markers before the text belong to its first row */
    if (rows->table)
        return table_rows_position(rows->table, text_row);
    return rows->line.text.start + paragraph_row_start(rows->paragraph, &rows->breaks, text_row);
}

/* When there is none, all is forgotten: what a screen shows is soon made again. */
static bool make_room(struct layout *layout)
{
    if (layout->paragraphs.total_bytes + layout->breaks.total_bytes < KEPT_BYTES)
        return false;
    rows_forget(layout);
    return true;
}

/* A long text's is a copy. */
static struct slice text_of_line(const struct page *page, const struct line *line)
{
    struct slice text = page_look(page, line->text.start, line->text.end - line->text.start);
    return page->long_text ? arena_copy(&page->layout->paragraphs, text) : text;
}

static enum direction direction_of_line(const struct page *page, const struct line *line, struct slice text)
{
    enum direction flipped = flips_direction(page, line);
    if (flipped != DIRECTION_AUTO)
        return flipped;
    if (page->options.direction != DIRECTION_AUTO && !line->keeps_direction)
        return page->options.direction;
    return page->long_text ? text_direction(text, page->direction) : line->direction;
}

static const struct paragraph *make_paragraph(const struct page *page, const struct line *line)
{
    struct slice text = text_of_line(page, line);
    struct paragraph_options options = paragraph_options_of(page, DIRECTION_AUTO);
    options.direction = direction_of_line(page, line, text);
    options.styles = line->style_count ? page->styles + line->first_style : NULL;
    options.style_count = line->style_count;
    return paragraph_create(page->engine, &page->layout->paragraphs, text, &options);
}

struct paragraph_options paragraph_options_of(const struct page *page, enum direction direction)
{
    const struct page_options *options = &page->options;
    return (struct paragraph_options){
        .direction = options->direction == DIRECTION_AUTO ? direction : options->direction,
        .no_strong = page->direction,
        .rigid_roles = 1u << PAGE_CODE | 1u << PAGE_LINK_NUMBER,
        .marks = options->marks,
        .digits = options->digits,
        .letters = options->letters,
        .linear = options->linear,
        .native_zero = page->native_zero,
        .isolates_tokens = true,
    };
}

static void count_rows(const struct page *page, struct line_rows *rows)
{
    rows->text_rows = 1;
    struct geometry geometry;
    find_geometry(page, &rows->line, &geometry);
    rows->space_before = rows->line.space_before;
    if (rows->line.table_row) {
        rows->table = table_rows_create(page, &rows->line, geometry.text_width, &page->layout->breaks);
        rows->text_rows = table_rows_count(rows->table);
        rows->space_before = table_rows_have_space_before(rows->table);
    } else if (rows->paragraph) {
        rows->breaks = paragraph_break(rows->paragraph, geometry.text_width, page->options.breaking,
                                       &page->layout->breaks);
        rows->text_rows = rows->breaks.row_count;
    }
    rows->spaced = rows->paragraph && is_spaced(page, &rows->line);
    rows->count = rows->space_before + rows->text_rows * (rows->spaced ? 2 : 1);
    rows->count -= rows->spaced && space_follows(page, rows->number);
}

static bool space_follows(const struct page *page, size_t number)
{
    if (!line_after(page, &number))
        return true;
    struct line next = line_get(page, number);
    return next.space_before || next.text.start == next.text.end;
}

static bool is_spaced(const struct page *page, const struct line *line)
{
    if (!line->is_prose || page->options.spacing == SPACING_NONE || page->options.linear)
        return false;
    return page->options.spacing == SPACING_ALL ||
           is_vocalised(page_look(page, line->text.start, line->text.end - line->text.start), &page->options.marks);
}

/* Of Hebrew, Arabic, Syriac and their like. */
static bool is_letter(uint32_t code_point)
{
    static const struct {
        uint32_t first, last;
    } letters[] = {
        { 0x5D0, 0x5F2 }, { 0x620, 0x63F }, { 0x641, 0x64A }, { 0x66E, 0x66F }, { 0x671, 0x6D3 }, { 0x6D5, 0x6D5 },
        { 0x6EE, 0x6EF }, { 0x6FA, 0x6FC }, { 0x710, 0x72F }, { 0x74D, 0x7A5 }, { 0x7CA, 0x7EA }, { 0x8A0, 0x8C9 },
    };
    for (size_t i = 0; i < sizeof letters / sizeof *letters; i++)
        if (code_point >= letters[i].first && code_point <= letters[i].last)
            return true;
    return false;
}

/* A third of the letters carry a mark that is shown: in pointed text more do, in other text hardly any. */
static bool is_vocalised(struct slice text, const struct marks_choices *marks)
{
    size_t letters = 0, marked = 0;
    bool waits = false;
    for (size_t offset = 0; offset < text.length;) {
        uint32_t code_point = utf8_next(text, &offset);
        enum mark_class class = mark_class_of(code_point);
        if (class != MARK_CLASS_COUNT) {
            marked += waits && marks->of[class] != MARKS_HIDE;
            waits = false;
            continue;
        }
        waits = is_letter(code_point);
        letters += waits;
    }
    return marked > 0 && marked * 3 >= letters;
}
