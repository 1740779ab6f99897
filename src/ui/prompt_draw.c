#include "ui/field.h"
#include "ui/prompt.h"
#include "ui/prompt_places.h"

#include "base/utf8.h"
#include "text/bidi.h"

#include <limits.h>

/* Where the next letter goes. */
struct spot {
    enum direction base;   /* the line's */
    enum direction letter; /* the next letter's, most likely */
    bool is_border;        /* text of the other direction is beside it: a letter of that would go elsewhere */
    bool is_end;
};

/* Of text that goes on, by who types or at the end: what letters and numbers stand around, whatever is between. */
static void look_around(struct slice text, size_t cursor, struct spot *spot)
{
    enum direction before = direction_beside(text, cursor, false, spot->base);
    enum direction behind = direction_beside(text, cursor, true, spot->base);
    spot->is_border = before != behind;
}

/* Who came here by the arrows stands on what is behind the cursor; a number gives way to another digit. */
static void look_at_place(const struct prompt *prompt, struct spot *spot)
{
    const struct places places = { prompt->engine, prompt_text(prompt), spot->base, prompt->linear };
    size_t at = prompt->line.cursor;
    enum direction before;
    directions_around(&places, at, &before, &spot->letter);
    enum bidi_class class = bidi_class_of(utf8_next(places.text, &at));
    spot->is_border = before != spot->letter && class != BIDI_EUROPEAN_NUMBER && class != BIDI_ARABIC_NUMBER;
}

static struct spot find_spot(const struct prompt *prompt, const struct frame *frame)
{
    const struct slice text = prompt_text(prompt);
    struct spot spot = { .is_end = prompt->line.cursor == text.length };
    spot.base = frame->linear ? DIRECTION_LTR : line_direction(text, prompt->otherwise);
    spot.letter = prompt->typed != DIRECTION_AUTO ? prompt->typed : last_letter_direction(text, spot.base);
    if (frame->linear)
        return spot;
    if (spot.is_end || prompt->typed != DIRECTION_AUTO)
        look_around(text, prompt->line.cursor, &spot);
    else
        look_at_place(prompt, &spot);
    return spot;
}

/* With a letter where the next one goes, if there is to be a gap, and one at the end, which is blank. */
static struct slice text_with_gap(const struct prompt *prompt, const struct spot *spot, struct arena *arena)
{
    const struct slice text = prompt_text(prompt);
    const size_t cursor = prompt->line.cursor;
    const char *gap = spot->is_border || spot->is_end ? letter_of_direction(text, spot->letter) : "";
    const char *end = spot->is_end ? "" : letter_of_direction(text, last_letter_direction(text, spot->base));
    return arena_format(arena, "%.*s%s%.*s%s", SLICE_ARGUMENT(slice_part(text, 0, cursor)), gap,
                        SLICE_ARGUMENT(slice_part(text, cursor, text.length)), end);
}

/* The column of the cell that shows this byte, from the row's left end. */
static struct cell *find_cell(const struct row *row, size_t position, int *column)
{
    *column = 0;
    for (size_t i = 0; i < row->cell_count; *column += row->cells[i++].width)
        if (row->cells[i].source.start <= position && position < row->cells[i].source.end)
            return &row->cells[i];
    return NULL;
}

static int blank_end(const struct row *row, size_t length)
{
    int column;
    struct cell *cell = find_cell(row, length - 1, &column);
    if (cell)
        cell->cluster = SLICE(" ");
    return column;
}

static int mark_cursor(const struct row *row, size_t cursor, const struct spot *spot)
{
    int column;
    struct cell *cell = find_cell(row, cursor, &column);
    if (cell && spot->is_border)
        cell->cluster = spot->letter == DIRECTION_RTL ? SLICE("◂") : SLICE("▸");
    return column;
}

/* Where the row's left end stands, so that the cursor is in sight: text that is too long scrolls. */
static int left_end(const struct row *row, struct rectangle area, int cursor_column)
{
    if (row->width <= area.width)
        return row->direction == DIRECTION_RTL ? area.x + area.width - row->width : area.x;
    int hidden = cursor_column - area.width / 2, most = row->width - area.width;
    return area.x - (hidden < 0 ? 0 : hidden > most ? most : hidden);
}

static struct rectangle draw_label(const struct prompt *prompt, const struct frame *frame, struct rectangle area)
{
    const int room = prompt->takes_key ? area.width - 1 : area.width / 2;
    struct rectangle label = frame_place(frame, area, (struct rectangle){ area.x, area.y, room, 1 });
    struct rectangle used = field_draw(frame, &(struct field){ .text = slice_of(prompt->label),
                                                               .x = label.x,
                                                               .y = label.y,
                                                               .width = label.width,
                                                               .role = UI_PROMPT,
                                                               .alignment = ALIGN_START,
                                                               .direction = frame->is_rtl ? DIRECTION_RTL : DIRECTION_LTR });
    return frame_place(frame, area, (struct rectangle){ area.x + used.width, area.y, area.width - used.width, 1 });
}

/* Inside of text the cursor stands on the letter that will give way. */
void prompt_draw(const struct prompt *prompt, const struct frame *frame, struct rectangle area)
{
    const struct spot spot = find_spot(prompt, frame);
    canvas_fill(frame->canvas, area, UI_PROMPT);
    area = draw_label(prompt, frame, area);
    if (area.width < 1)
        return;
    const struct paragraph_options options = frame_paragraph_options(frame, spot.base);
    struct slice text = text_with_gap(prompt, &spot, frame->arena);
    struct row row =
        paragraph_single_row(paragraph_create(frame->engine, frame->arena, text, &options), INT_MAX / 2, frame->arena);
    int column = blank_end(&row, text.length), x;
    if (!spot.is_end || spot.is_border)
        column = mark_cursor(&row, prompt->line.cursor, &spot);
    x = left_end(&row, area, column);
    canvas_put_row(frame->canvas, area, x, area.y, &row, UI_PROMPT);
    canvas_set_cursor(frame->canvas, x + column, area.y);
}
