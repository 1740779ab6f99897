#include "ui/prompt.h"

#include "base/utf8.h"
#include "text/bidi.h"
#include "text/width.h"
#include "ui/field.h"

#include <limits.h>
#include <string.h>

enum { CTRL_A = 1, CTRL_B, CTRL_C, CTRL_D, CTRL_E, CTRL_F, CTRL_G, CTRL_K = 11, CTRL_U = 21, CTRL_W = 23 };

void prompt_start(struct prompt *prompt, const char *label, struct slice initial)
{
    *prompt = (struct prompt){ .label = label };
    prompt_set(prompt, initial);
}

void prompt_set(struct prompt *prompt, struct slice text)
{
    struct slice kept = utf8_prefix(text, PROMPT_BYTES);
    memcpy(prompt->text, kept.bytes ? kept.bytes : "", kept.length);
    prompt->length = prompt->cursor = kept.length;
}

struct slice prompt_text(const struct prompt *prompt)
{
    return (struct slice){ prompt->text, prompt->length };
}

/* ---- places in the text --------------------------------------------------------------------------------------- */

static uint32_t code_point_at(const struct prompt *prompt, size_t offset)
{
    return utf8_next(prompt_text(prompt), &offset);
}

/* Past the letter and its marks. */
static size_t next_place(const struct prompt *prompt, size_t place)
{
    if (place < prompt->length)
        utf8_next(prompt_text(prompt), &place);
    while (place < prompt->length && code_point_width(code_point_at(prompt, place)) == 0)
        utf8_next(prompt_text(prompt), &place);
    return place;
}

static size_t previous_place(const struct prompt *prompt, size_t place)
{
    while (place > 0) {
        place = utf8_previous(prompt_text(prompt), place);
        if (code_point_width(code_point_at(prompt, place)) != 0)
            break;
    }
    return place;
}

static size_t word_start(const struct prompt *prompt, size_t place)
{
    while (place > 0 && prompt->text[place - 1] == ' ')
        place--;
    while (place > 0 && prompt->text[place - 1] != ' ')
        place--;
    return place;
}

static enum direction direction_of(uint32_t code_point)
{
    return bidi_first_strong(&code_point, 1, DIRECTION_AUTO);
}

/* The first strong character's: which way the arrow keys go. */
static enum direction prompt_direction(const struct prompt *prompt)
{
    for (size_t place = 0; place < prompt->length;) {
        enum direction direction = direction_of(utf8_next(prompt_text(prompt), &place));
        if (direction != DIRECTION_AUTO)
            return direction;
    }
    return DIRECTION_LTR;
}

/* The last strong character's: that the next letter at the end will probably have. */
static enum direction direction_at_end(const struct prompt *prompt)
{
    for (size_t place = prompt->length; place > 0;) {
        place = utf8_previous(prompt_text(prompt), place);
        enum direction direction = direction_of(code_point_at(prompt, place));
        if (direction != DIRECTION_AUTO)
            return direction;
    }
    return DIRECTION_LTR;
}

/* ---- editing -------------------------------------------------------------------------------------------------- */

static void delete_range(struct prompt *prompt, size_t start, size_t end)
{
    memmove(prompt->text + start, prompt->text + end, prompt->length - end);
    prompt->length -= end - start;
    prompt->cursor = start;
}

static void insert(struct prompt *prompt, uint32_t code_point)
{
    char bytes[4];
    size_t length = utf8_encode(code_point, bytes);
    if (prompt->length + length > PROMPT_BYTES)
        return;
    memmove(prompt->text + prompt->cursor + length, prompt->text + prompt->cursor, prompt->length - prompt->cursor);
    memcpy(prompt->text + prompt->cursor, bytes, length);
    prompt->length += length;
    prompt->cursor += length;
}

/* Backspace takes back the last thing typed, be it a mark; the letters of a lam-alef go one by one. */
static void delete_before(struct prompt *prompt)
{
    if (prompt->cursor > 0)
        delete_range(prompt, utf8_previous(prompt_text(prompt), prompt->cursor), prompt->cursor);
}

static void move_to_the(struct prompt *prompt, enum key_code side)
{
    bool to_the_right = prompt->linear || prompt_direction(prompt) == DIRECTION_LTR;
    bool forward = (side == KEY_CODE_RIGHT) == to_the_right;
    prompt->cursor = forward ? next_place(prompt, prompt->cursor) : previous_place(prompt, prompt->cursor);
}

enum prompt_result prompt_press(struct prompt *prompt, struct key key)
{
    switch (key.code) {
    case KEY_CODE_ENTER: return PROMPT_ACCEPTED;
    case KEY_CODE_ESCAPE:
    case CTRL_C:
    case CTRL_G: return PROMPT_CANCELLED;
    case KEY_CODE_BACKSPACE:
        if (prompt->length == 0)
            return PROMPT_CANCELLED;
        delete_before(prompt);
        break;
    case KEY_CODE_DELETE:
    case CTRL_D: delete_range(prompt, prompt->cursor, next_place(prompt, prompt->cursor)); break;
    case KEY_CODE_LEFT:
    case KEY_CODE_RIGHT: move_to_the(prompt, (enum key_code)key.code); break;
    case CTRL_B: prompt->cursor = previous_place(prompt, prompt->cursor); break;
    case CTRL_F: prompt->cursor = next_place(prompt, prompt->cursor); break;
    case KEY_CODE_HOME:
    case CTRL_A: prompt->cursor = 0; break;
    case KEY_CODE_END:
    case CTRL_E: prompt->cursor = prompt->length; break;
    case CTRL_U: delete_range(prompt, 0, prompt->cursor); break;
    case CTRL_K: delete_range(prompt, prompt->cursor, prompt->length); break;
    case CTRL_W: delete_range(prompt, word_start(prompt, prompt->cursor), prompt->cursor); break;
    default:
        if (key_is_text(key))
            insert(prompt, key.code);
    }
    return PROMPT_EDITING;
}

/* ---- drawing -------------------------------------------------------------------------------------------------- */

/* A letter stands where the next one will: it goes through the algorithm with the rest and is shown as a space. */
static struct slice text_with_place_at_end(const struct prompt *prompt, struct arena *arena)
{
    const char *letter = direction_at_end(prompt) == DIRECTION_RTL ? "א" : "x";
    return arena_format(arena, "%.*s%s", SLICE_ARGUMENT(prompt_text(prompt)), letter);
}

/* The column of the cell that shows this byte, from the row's left end. */
static int column_of(const struct row *row, size_t position)
{
    int column = 0;
    for (size_t i = 0; i < row->cell_count; column += row->cells[i++].width)
        if (row->cells[i].source.start <= position && position < row->cells[i].source.end)
            return column;
    return row->direction == DIRECTION_RTL ? 0 : column;
}

static void blank_place_at_end(struct row *row, size_t length)
{
    for (size_t i = 0; i < row->cell_count; i++)
        if (row->cells[i].source.start >= length)
            row->cells[i].cluster = SLICE(" ");
}

/* Where the row's left end stands, so that the cursor is in sight: text that is too long scrolls. */
static int left_end(const struct row *row, struct rectangle area, int cursor_column)
{
    if (row->width <= area.width)
        return row->direction == DIRECTION_RTL ? area.x + area.width - row->width : area.x;
    int hidden = cursor_column - area.width / 2, most = row->width - area.width;
    return area.x - (hidden < 0 ? 0 : hidden > most ? most : hidden);
}

static int draw_label(const struct prompt *prompt, const struct frame *frame, struct rectangle area)
{
    struct rectangle used = field_draw(frame, &(struct field){ .text = slice_of(prompt->label),
                                                                .x = area.x,
                                                                .y = area.y,
                                                                .width = area.width / 2,
                                                                .role = UI_PROMPT,
                                                                .alignment = ALIGN_LEFT });
    return used.width;
}

void prompt_draw(const struct prompt *prompt, const struct frame *frame, struct rectangle area)
{
    canvas_fill(frame->canvas, area, UI_PROMPT);
    int label_width = draw_label(prompt, frame, area);
    area.x += label_width;
    area.width -= label_width;
    const struct paragraph_options options = frame_paragraph_options(frame, DIRECTION_AUTO);
    const struct paragraph *paragraph =
        paragraph_create(frame->engine, frame->arena, text_with_place_at_end(prompt, frame->arena), &options);
    if (area.width < 1)
        return;
    struct row row = paragraph_single_row(paragraph, INT_MAX / 2, frame->arena);
    blank_place_at_end(&row, prompt->length);
    int column = column_of(&row, prompt->cursor), x = left_end(&row, area, column);
    canvas_put_row(frame->canvas, area, x, area.y, &row, UI_PROMPT);
    canvas_set_cursor(frame->canvas, x + column, area.y);
}
