#include "ui/prompt.h"

#include "base/utf8.h"
#include "text/bidi.h"
#include "ui/prompt_edit.h"
#include "ui/prompt_places.h"

#define CTRL(letter) ((letter) - '@')
#define ALT(letter) (KEY_ALT | (letter))

void prompt_start(struct prompt *prompt, struct text_engine *engine, const char *label, struct slice initial)
{
    *prompt = (struct prompt){ .engine = engine, .label = label, .otherwise = DIRECTION_LTR };
    edit_set(prompt, initial);
    prompt->undo_count = 0;
    prompt->last = PROMPT_MOVED;
}

struct slice prompt_text(const struct prompt *prompt)
{
    return (struct slice){ prompt->line.text, prompt->line.length };
}

static struct places places_of(const struct prompt *prompt)
{
    return (struct places){ .engine = prompt->engine,
                            .text = prompt_text(prompt),
                            .otherwise = prompt->otherwise,
                            .linear = prompt->linear };
}

/* ---- moving --------------------------------------------------------------------------------------------------- */

static void move_to(struct prompt *prompt, size_t place)
{
    prompt->line.cursor = place;
    prompt->typed = DIRECTION_AUTO;
    prompt->last = PROMPT_MOVED;
}

static size_t next(const struct prompt *prompt)
{
    struct places places = places_of(prompt);
    return next_place(&places, prompt->line.cursor);
}

static size_t previous(const struct prompt *prompt)
{
    struct places places = places_of(prompt);
    return previous_place(&places, prompt->line.cursor);
}

static void move_to_side(struct prompt *prompt, bool right, bool by_word)
{
    struct places places = places_of(prompt);
    move_to(prompt, place_beside(&places, prompt->line.cursor, right, by_word));
}

/* ---- typing --------------------------------------------------------------------------------------------------- */

static void note_typed(struct prompt *prompt, uint32_t code_point)
{
    enum direction direction = bidi_first_strong(&code_point, 1, DIRECTION_AUTO);
    if (direction != DIRECTION_AUTO)
        prompt->typed = direction;
}

static void type(struct prompt *prompt, struct key key)
{
    char bytes[8];
    uint32_t alef = key_alef_of(key), first = alef ? KEY_LAM : key.code;
    size_t length = utf8_encode(first, bytes);
    if (alef)
        length += utf8_encode(alef, bytes + length);
    note_typed(prompt, first);
    edit_insert(prompt, (struct slice){ bytes, length }, PROMPT_TYPED);
}

/* Each picture is one thing, however many code points it is made of. */
static bool is_picture(struct slice cluster)
{
    for (size_t offset = 0; offset < cluster.length;) {
        uint32_t code_point = utf8_next(cluster, &offset);
        if (code_point >= 0x1F000 || code_point == 0xFE0F)
            return true;
    }
    return false;
}

/* What was typed last, be it a mark; the letters of a lam-alef go one by one. */
static void delete_before(struct prompt *prompt)
{
    size_t cursor = prompt->line.cursor, start = previous(prompt);
    if (cursor > 0 && !is_picture((struct slice){ prompt->line.text + start, cursor - start }))
        start = utf8_previous(prompt_text(prompt), cursor);
    edit_delete(prompt, start, cursor);
}

/* To the white space before: an address is one word. */
static size_t blank_before(const struct prompt *prompt)
{
    size_t place = prompt->line.cursor;
    while (place > 0 && prompt->line.text[place - 1] == ' ')
        place--;
    while (place > 0 && prompt->line.text[place - 1] != ' ')
        place--;
    return place;
}

/* The cluster before the cursor and the one on it; at the end the last two. */
static void transpose(struct prompt *prompt)
{
    struct places places = places_of(prompt);
    size_t cursor = prompt->line.cursor;
    size_t middle = cursor == prompt->line.length ? previous_place(&places, cursor) : cursor;
    size_t first = previous_place(&places, middle), end = next_place(&places, middle);
    if (first < middle && middle < end)
        edit_swap(prompt, first, middle, end);
}

/* Of the bidi controls, too: they are for display, and what is found or asked for would not be what is seen. */
void prompt_paste(struct prompt *prompt, struct slice text)
{
    struct buffer clean = buffer_create(PROMPT_BYTES);
    for (size_t offset = 0; offset < text.length;) {
        char bytes[4];
        uint32_t code_point = utf8_next(text, &offset);
        bool is_blank = code_point == '\n' || code_point == '\r' || code_point == '\t';
        if (code_point == '\r' && offset < text.length && text.bytes[offset] == '\n')
            continue;
        if (!is_blank && (code_point_is_control(code_point) || code_point_is_bidi_control(code_point)))
            continue;
        note_typed(prompt, code_point);
        if (!buffer_append(&clean, (struct slice){ bytes, utf8_encode(is_blank ? ' ' : code_point, bytes) }))
            break;
    }
    edit_insert(prompt, buffer_slice(&clean), PROMPT_CHANGED);
    buffer_finish(&clean);
}

void prompt_complete(struct prompt *prompt, size_t start, struct slice text)
{
    edit_delete(prompt, start, prompt->line.cursor);
    edit_insert(prompt, text, PROMPT_CHANGED);
    prompt->typed = DIRECTION_AUTO;
}

/* ---- earlier answers ------------------------------------------------------------------------------------------ */

/* What is typed now waits behind the newest. */
static void go_back(struct prompt *prompt, bool further)
{
    size_t count = prompt->history ? prompt->history->count : 0;
    if (further ? prompt->back >= count : prompt->back == 0)
        return;
    if (prompt->back == 0)
        prompt->draft = prompt->line;
    prompt->back += further ? 1 : (size_t)-1;
    edit_set(prompt, prompt->back == 0 ? (struct slice){ prompt->draft.text, prompt->draft.length }
                                       : prompt->history->items[count - prompt->back]);
    prompt->typed = DIRECTION_AUTO;
}

/* ---- keys ----------------------------------------------------------------------------------------------------- */

static void edit(struct prompt *prompt, struct key key)
{
    const size_t cursor = prompt->line.cursor, length = prompt->line.length;
    const struct slice text = prompt_text(prompt);
    switch (key.code) {
    case KEY_CODE_BACKSPACE: delete_before(prompt); break;
    case KEY_CODE_DELETE:
    case CTRL('D'): edit_delete(prompt, cursor, next(prompt)); break;
    case KEY_CODE_LEFT:
    case KEY_CODE_RIGHT: move_to_side(prompt, key.code == KEY_CODE_RIGHT, false); break;
    case KEY_CODE_CTRL_LEFT:
    case KEY_CODE_CTRL_RIGHT: move_to_side(prompt, key.code == KEY_CODE_CTRL_RIGHT, true); break;
    case ALT(KEY_CODE_LEFT):
    case ALT(KEY_CODE_RIGHT): move_to_side(prompt, key.code == ALT(KEY_CODE_RIGHT), true); break;
    case CTRL('B'): move_to(prompt, previous(prompt)); break;
    case CTRL('F'): move_to(prompt, next(prompt)); break;
    case ALT('b'): move_to(prompt, word_start_before(text, cursor)); break;
    case ALT('f'): move_to(prompt, word_end_after(text, cursor)); break;
    case KEY_CODE_HOME:
    case CTRL('A'): move_to(prompt, 0); break;
    case KEY_CODE_END:
    case CTRL('E'): move_to(prompt, length); break;
    case CTRL('U'): edit_kill(prompt, 0, cursor); break;
    case CTRL('K'): edit_kill(prompt, cursor, length); break;
    case CTRL('W'): edit_kill(prompt, blank_before(prompt), cursor); break;
    case ALT(KEY_CODE_BACKSPACE): edit_kill(prompt, word_start_before(text, cursor), cursor); break;
    case ALT('d'): edit_kill(prompt, cursor, word_end_after(text, cursor)); break;
    case CTRL('Y'): edit_yank(prompt); break;
    case CTRL('T'): transpose(prompt); break;
    case CTRL('_'): edit_undo(prompt); break;
    case KEY_CODE_UP:
    case CTRL('P'): go_back(prompt, true); break;
    case KEY_CODE_DOWN:
    case CTRL('N'): go_back(prompt, false); break;
    default:
        if (key_is_text(key))
            type(prompt, key);
    }
}

enum prompt_result prompt_press(struct prompt *prompt, struct key key)
{
    switch (key.code) {
    case KEY_CODE_ENTER: return PROMPT_ACCEPTED;
    case KEY_CODE_ESCAPE:
    case CTRL('C'):
    case CTRL('G'): return PROMPT_CANCELLED;
    case KEY_CODE_BACKSPACE:
        if (prompt->line.length == 0)
            return PROMPT_CANCELLED;
    }
    edit(prompt, key);
    return PROMPT_EDITING;
}
