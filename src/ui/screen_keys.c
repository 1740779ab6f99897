/* What is pressed, pasted and pointed at. */
#include "ui/screen_state.h"

#include "base/utf8.h"
#include "ui/curses_key.h"

#include <poll.h>
#include <time.h>

enum {
    REPORT_DELAY_MILLISECONDS = 100,
    PASTE_PATIENCE_MILLISECONDS = 1000, /* an end that does not come would swallow all keys */
    PASTE_CHARACTER_MILLISECONDS = 40,  /* a slower one was typed: pastes come at 300 baud at least */
};

static int64_t clock_milliseconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

int screen_input_descriptor(const struct screen *screen)
{
    return keyboard_descriptor(screen->keyboard);
}

/* Until what comes is taken for keys again: nothing came for a while, or all of it came as slowly as somebody types. */
static int paste_timeout(const struct screen *screen)
{
    int64_t typed = screen->paste_began_at + screen->pasted_count * PASTE_CHARACTER_MILLISECONDS;
    int64_t from = typed < screen->pasted_at ? typed : screen->pasted_at;
    int64_t left = from + PASTE_PATIENCE_MILLISECONDS - clock_milliseconds();
    return left > 0 ? (int)left : 0;
}

int screen_input_timeout(const struct screen *screen)
{
    int keys = screen->suspended ? -1 : keyboard_timeout(screen->keyboard);
    int paste = screen->suspended || !screen->pasting ? -1 : paste_timeout(screen);
    return keys < 0 ? paste : paste < 0 || keys < paste ? keys : paste;
}

bool screen_is_gone(const struct screen *screen)
{
    struct pollfd state = { .fd = keyboard_descriptor(screen->keyboard), .events = POLLIN };
    return poll(&state, 1, 0) > 0 && (state.revents & (POLLHUP | POLLERR | POLLNVAL));
}

static bool has_more_keys(struct screen *screen, int milliseconds)
{
    struct pollfd state = { .fd = keyboard_descriptor(screen->keyboard), .events = POLLIN };
    if (poll(&state, 1, milliseconds) <= 0)
        return false;
    screen->has_replies = keyboard_pump(screen->keyboard) || screen->has_replies;
    return true;
}

static int seen_column(const struct screen *screen, int x, int y)
{
    bool is_known = x < screen->seen_width && y < screen->seen_height;
    return is_known ? screen->seen_columns[(size_t)y * (size_t)screen->seen_width + (size_t)x] : x;
}

/* What follows the beginning of a report; a part may still be on its way. Terminfo names the mouse only where the
 * terminal's own kind is known, so curses does not read it. */
static bool read_report(struct screen *screen)
{
    char report[MOUSE_REPORT_BYTES];
    size_t length = 0;
    wint_t character;
    while (length < sizeof report) {
        int kind = get_wch(&character);
        if (kind == ERR && has_more_keys(screen, REPORT_DELAY_MILLISECONDS))
            kind = get_wch(&character);
        if (kind != OK || character < ' ' || character > '~')
            return false;
        report[length++] = (char)character;
        if (character >= '@')
            break;
    }
    if (!mouse_parse((struct slice){ report, length }, &screen->mouse))
        return false;
    if (screen->terminal.encoding.points_as_sent)
        screen->mouse.x = seen_column(screen, screen->mouse.x, screen->mouse.y);
    screen->mouse.x -= row_encoding_margin(&screen->terminal.encoding);
    return true;
}

struct mouse screen_mouse(const struct screen *screen)
{
    return screen->mouse;
}

/* Only its text: a key in between would be something that the terminal should have taken out. */
static void take_of_paste(struct screen *screen, int kind, wint_t character)
{
    enum { CTRL_C = 3 };
    char bytes[4];
    /* Whoever presses that again and again has no paste in mind, but an end of it that was lost. */
    if (kind == KEY_CODE_YES || character != CTRL_C) {
        screen->pasted_at = clock_milliseconds();
        screen->pasted_count++;
    }
    if (kind == OK)
        buffer_append(&screen->paste, (struct slice){ bytes, utf8_encode((uint32_t)character, bytes) });
    else if (character == CURSES_KEY_PASTE_END)
        screen->pasting = false;
}

static void start_paste(struct screen *screen)
{
    screen->pasting = true;
    screen->paste_began_at = screen->pasted_at = clock_milliseconds();
    screen->pasted_count = 0;
    buffer_clear(&screen->paste);
}

/* KEY_CODE_NONE while nothing more has come of it. */
static struct key read_paste(struct screen *screen)
{
    wint_t character;
    while (screen->pasting) {
        screen->has_replies = keyboard_pump(screen->keyboard) || screen->has_replies;
        int kind = get_wch(&character);
        if (kind != ERR)
            take_of_paste(screen, kind, character);
        else if (paste_timeout(screen) > 0)
            return (struct key){ KEY_CODE_NONE };
        else
            screen->pasting = false;
    }
    return (struct key){ KEY_CODE_PASTE };
}

struct slice screen_paste(const struct screen *screen)
{
    return buffer_slice(&screen->paste);
}

static struct key read_key(struct screen *screen)
{
    wint_t character;
    while (!screen->suspended) {
        if (screen->pasting)
            return read_paste(screen);
        screen->has_replies = keyboard_pump(screen->keyboard) || screen->has_replies;
        int kind = get_wch(&character);
        if (kind == OK && character != 0)
            return key_of_code_point((uint32_t)character);
        if (kind == KEY_CODE_YES && character == CURSES_KEY_PASTE_START) {
            start_paste(screen);
            continue;
        }
        if (kind == KEY_CODE_YES && character == CURSES_KEY_MOUSE) {
            if (read_report(screen))
                return (struct key){ KEY_CODE_MOUSE };
            continue;
        }
        if (kind == KEY_CODE_YES && (character == CURSES_KEY_DARK || character == CURSES_KEY_LIGHT)) {
            screen->ground = character == CURSES_KEY_DARK ? GROUND_DARK : GROUND_LIGHT;
            continue;
        }
        if (kind == KEY_CODE_YES && character != KEY_RESIZE)
            return curses_key_of(character);
        if (kind == ERR)
            break;
    }
    return (struct key){ KEY_CODE_NONE };
}

/* What two characters that came together were as one key: what is typed with Alt comes after ESC, and X types the lam-alef
 * of an Arabic keyboard as two letters. KEY_CODE_NONE: they are two keys. */
static struct key join_keys(struct key first, struct key second)
{
    if (first.code == KEY_CODE_ESCAPE && (key_is_text(second) || second.code == KEY_CODE_BACKSPACE ||
                                          (second.code >= KEY_CODE_UP && second.code < KEY_CODE_OTHER)))
        return (struct key){ second.code | KEY_ALT };
    return (struct key){ first.code == KEY_LAM ? key_lam_alef(second.code) : KEY_CODE_NONE };
}

struct key screen_read_key(struct screen *screen)
{
    struct key key = screen->pending.code != KEY_CODE_NONE ? screen->pending : read_key(screen);
    screen->pending = (struct key){ KEY_CODE_NONE };
    if (key.code != KEY_CODE_ESCAPE && key.code != KEY_LAM)
        return key;
    struct key second = read_key(screen), both = join_keys(key, second);
    if (both.code != KEY_CODE_NONE)
        return both;
    screen->pending = second;
    return key;
}

bool screen_take_replies(struct screen *screen, struct terminal_replies *replies)
{
    bool has_replies = screen->has_replies;
    screen->has_replies = false;
    if (has_replies)
        *replies = keyboard_replies(screen->keyboard)->replies;
    return has_replies;
}
