#define NCURSES_WIDECHAR 1
#define NCURSES_NOMACROS 1

#include "ui/screen.h"

#include "base/arena.h"
#include "base/catalogue.h"
#include "base/file.h"
#include "base/utf8.h"
#include "ui/cell_filter.h"
#include "ui/curses_key.h"
#include "ui/direct_colour.h"
#include "ui/emergency.h"
#include "ui/glyphs.h"
#include "ui/keyboard.h"
#include "ui/look.h"
#include "ui/terminfo.h"

#include <curses.h>
#include <errno.h>
#include <fcntl.h>
#include <langinfo.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>
#include <wchar.h>

enum {
    ESCAPE_DELAY_MILLISECONDS = 25,
    REPORT_DELAY_MILLISECONDS = 100,
    PASTE_PATIENCE_MILLISECONDS = 1000, /* an end that does not come would swallow all keys */
    PASTE_CHARACTER_MILLISECONDS = 40,  /* a slower one was typed: pastes come at 300 baud at least */
    PASTE_BYTES_LIMIT = 1 << 14,        /* more than a prompt takes; the rest is dropped */
};

#define LOOK_ATTRIBUTES 0xFFFF0000U
enum { LOOK_UNDER_CURSOR = 0x8000, LOOK_PAIR = 0x7FFF };
_Static_assert((int)MOST_PAIRS <= (int)LOOK_PAIR, "a look holds each pair");

struct screen {
    struct terminal terminal;
    SCREEN *curses;
    struct keyboard *keyboard;
    bool has_replies; /* that screen_take_replies has not told yet */
    bool is_ecma_48;
    bool has_direct_colours;
    bool suspended, clear_first, reports_mouse, tells_ground;
    enum ground ground; /* that screen_take_ground has not told yet */
    struct mouse mouse; /* as last reported */
    struct key pending; /* read, but not yet told */
    bool pasting;       /* what comes is text, until its end */
    int64_t paste_began_at, pasted_at; /* monotonic milliseconds: the first and the last of it */
    int64_t pasted_count;              /* of its characters */
    struct buffer paste;
    int cursor_column; /* of the row that the canvas's cursor is in, as it was sent */
    struct glyphs glyphs;
    struct cell_filter filter;
    struct looks looks;
    struct arena row_arena; /* one row's cells on their way to curses */
    uint16_t *seen_columns; /* of each column as it was sent, row by row: where it is seen */
    int seen_width, seen_height;
};

/* Buttons, motion while one is held, in numbers of any size (xterm, "Mouse Tracking"). */
static const char mouse_on[] = "\033[?1002h\033[?1006h", mouse_off[] = "\033[?1002l\033[?1006l";
static const char ground_on[] = "\033[?2031h", ground_off[] = "\033[?2031l";

/* What is pasted comes between ESC [ 200 ~ and ESC [ 201 ~ (xterm, "Bracketed Paste Mode"). */
static const char paste_on[] = "\033[?2004h", paste_off[] = "\033[?2004l";

static void take_terminal(struct screen *screen, const struct terminal *terminal);
static bool start_curses(struct screen *screen, struct error *error);
static void set_up_curses(struct screen *screen);
static void prepare_emergency(const struct screen *screen);
static void send_bytes(const char *bytes);

static int64_t clock_milliseconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* ---- from start to end ---------------------------------------------------------------------------------------- */

struct screen *screen_create(const struct terminal *terminal, const struct theme *theme, struct inquiry *inquiry,
                             struct error *error)
{
    if (!screen_is_possible(error))
        return NULL;
    struct screen *screen = allocate(1, sizeof *screen);
    screen->paste = buffer_create(PASTE_BYTES_LIMIT);
    screen->is_ecma_48 = terminfo_find(getenv("TERM")).is_ecma_48;
    take_terminal(screen, terminal);
    looks_set_theme(&screen->looks, theme);
    screen->keyboard = inquiry->keyboard;
    inquiry->keyboard = NULL;
    if (!start_curses(screen, error)) {
        screen_destroy(screen);
        return NULL;
    }
    set_up_curses(screen);
    return screen;
}

void screen_destroy(struct screen *screen)
{
    if (!screen)
        return;
    if (screen->curses) {
        screen_suspend(screen);
        delscreen(screen->curses);
    }
    emergency_disarm();
    keyboard_close(screen->keyboard);
    arena_finish(&screen->row_arena);
    buffer_finish(&screen->paste);
    free(screen->seen_columns);
    free(screen);
}

static bool say_unfit(struct error *error, const char *why)
{
    const char *type = getenv("TERM");
    return error_set(error, ERROR_TERMINAL,
                     "TERM is \"%.60s\", %s; set it to your terminal's type, or let `khabar dump FILE` print without a "
                     "screen",
                     type ? type : "", why);
}

bool screen_is_possible(struct error *error)
{
    const char *type = getenv("TERM");
    if (!isatty(STDOUT_FILENO))
        return error_set(error, ERROR_TERMINAL,
                         "standard output is no terminal; `khabar dump FILE` and `khabar list` print without a screen");
    if (!type || !*type)
        return error_set(error, ERROR_TERMINAL,
                         "TERM is not set: set it to your terminal's type, or let `khabar dump FILE` print without a "
                         "screen");
    struct terminfo_entry entry = terminfo_find(type);
    if (!entry.is_known)
        return say_unfit(error, _("which is not known here"));
    return entry.moves_cursor || say_unfit(error, _("which cannot move its cursor"));
}

/* A terminal of another kind than ECMA-48's would show the sequences that switch its order. */
static void take_terminal(struct screen *screen, const struct terminal *terminal)
{
    screen->terminal = *terminal;
    if (!screen->is_ecma_48)
        screen->terminal.switch_on = screen->terminal.switch_off = "";
}

static bool has_capability(const char *name)
{
    const char *value = tigetstr(name);
    return value && value != (const char *)-1;
}

static void open_curses_as(struct screen *screen, const char *type, FILE *keys)
{
    if (!screen->curses && type)
        screen->curses = newterm(type, stdout, keys);
}

/* Nobody else gets to see the entry: what is started from here is not told of it. */
static void open_curses_with_direct_colours(struct screen *screen, const char *type, FILE *keys)
{
    struct buffer entry = buffer_create(1 << 16);
    const char *environment = getenv("TERMINFO");
    char *before = environment ? strdup(environment) : NULL;
    if (direct_colour_append_entry(type, &entry) && setenv("TERMINFO", entry.bytes, 1) == 0) {
        open_curses_as(screen, type, keys);
        screen->has_direct_colours = screen->curses && tigetnum("colors") == DIRECT_COLOURS && tigetflag("RGB") > 0;
    }
    if (before)
        setenv("TERMINFO", before, 1);
    else
        unsetenv("TERMINFO");
    free(before);
    buffer_finish(&entry);
}

static void open_curses(struct screen *screen, FILE *keys)
{
    const char *type = getenv("TERM"), *own_type = screen->terminal.type ? screen->terminal.type : type;
    if (screen->terminal.has_true_colour || terminfo_find(own_type).has_true_colour)
        open_curses_with_direct_colours(screen, own_type, keys);
    open_curses_as(screen, own_type, keys);
    open_curses_as(screen, type, keys);
}

/* The switch comes first: a terminal takes it row by row, when rows are made (TERMINALS: BDSM). */
static bool start_curses(struct screen *screen, struct error *error)
{
    const char *switch_off = screen->terminal.switch_off;
    FILE *keys = keyboard_for_curses(screen->keyboard);
    if (!keys)
        return error_set(error, ERROR_TERMINAL, "cannot read the keyboard: %s", strerror(errno));
    emergency_prepare(screen->keyboard, switch_off, strlen(switch_off));
    send_bytes(screen->terminal.switch_on);
    open_curses(screen, keys);
    if (!screen->curses) {
        send_bytes(switch_off);
        return say_unfit(error, _("which is not known here"));
    }
    prepare_emergency(screen);
    return true;
}

static int width_of_library(uint32_t code_point)
{
    return wcwidth((wchar_t)code_point);
}

static void set_up_curses(struct screen *screen)
{
    set_escdelay(ESCAPE_DELAY_MILLISECONDS);
    raw();
    noecho();
    nonl();
    intrflush(stdscr, FALSE);
    keypad(stdscr, TRUE);
    curses_key_define_arrows();
    nodelay(stdscr, TRUE);
    curses_key_define_own();
    if (screen->is_ecma_48)
        send_bytes(paste_on);
    looks_start(&screen->looks, screen->has_direct_colours);
    glyphs_find(&screen->glyphs, STDOUT_FILENO, getenv("TERM"));
    screen->filter = (struct cell_filter){
        .library_width = width_of_library,
        .repertoire = screen->glyphs.are_limited ? &screen->glyphs.repertoire : NULL,
        .substitutes = &screen->glyphs.substitutes,
        .drops_marks = screen->glyphs.stand_alone,
    };
}

bool screen_locale_is_ascii(void)
{
    const char *encoding = nl_langinfo(CODESET);
    return strcmp(encoding, "ANSI_X3.4-1968") == 0 || strcmp(encoding, "US-ASCII") == 0;
}

bool screen_has_joined_letters(const struct screen *screen)
{
    return glyphs_have_joined_letters(&screen->glyphs);
}

bool screen_say_lack(const struct screen *screen, char text[SCREEN_LACK_BYTES])
{
    return glyphs_say_lack(&screen->glyphs, text);
}

static void send_bytes(const char *bytes)
{
    fflush(stdout);
    descriptor_write(STDOUT_FILENO, slice_of(bytes));
}

static void change_terminal(struct screen *screen, const struct terminal *terminal, bool gives_back)
{
    struct terminal old = screen->terminal;
    take_terminal(screen, terminal);
    screen->clear_first = true;
    if (screen->suspended)
        return;
    bool switches = strcmp(old.switch_on, screen->terminal.switch_on) != 0;
    if (switches && gives_back)
        send_bytes(old.switch_off);
    prepare_emergency(screen); /* in between: what is switched on next must go off, whatever happens */
    if (switches)
        send_bytes(screen->terminal.switch_on);
}

void screen_set_terminal(struct screen *screen, const struct terminal *terminal)
{
    change_terminal(screen, terminal, true);
}

void screen_correct_terminal(struct screen *screen, const struct terminal *terminal)
{
    change_terminal(screen, terminal, false);
}

void screen_set_mouse(struct screen *screen, bool reports)
{
    if (screen->suspended || !screen->is_ecma_48 || screen->reports_mouse == reports)
        return;
    screen->reports_mouse = true; /* in case of an emergency in between */
    prepare_emergency(screen);
    send_bytes(reports ? mouse_on : mouse_off);
    screen->reports_mouse = reports;
    prepare_emergency(screen);
}

void screen_tell_ground(struct screen *screen, bool tells)
{
    if (screen->suspended || !screen->is_ecma_48 || screen->tells_ground == tells || !terminal_can_be_asked(getenv("TERM")))
        return;
    screen->tells_ground = tells;
    prepare_emergency(screen);
    send_bytes(tells ? ground_on : ground_off);
}

enum ground screen_take_ground(struct screen *screen)
{
    enum ground ground = screen->ground;
    screen->ground = GROUND_UNKNOWN;
    return ground;
}

void screen_suspend(struct screen *screen)
{
    if (screen->suspended)
        return;
    screen->suspended = true;
    if (screen->reports_mouse)
        send_bytes(mouse_off);
    if (screen->tells_ground)
        send_bytes(ground_off);
    if (screen->is_ecma_48)
        send_bytes(paste_off);
    endwin();
    send_bytes(screen->terminal.switch_off);
    keyboard_give_back(screen->keyboard);
    emergency_disarm();
}

void screen_resume(struct screen *screen)
{
    if (!screen->suspended)
        return;
    screen->suspended = false;
    prepare_emergency(screen);
    send_bytes(screen->terminal.switch_on);
    if (screen->reports_mouse)
        send_bytes(mouse_on);
    if (screen->tells_ground)
        send_bytes(ground_on);
    if (screen->is_ecma_48)
        send_bytes(paste_on);
    screen->clear_first = true;
    /* Also takes the terminal's modes again. */
    refresh();
    screen_resize(screen);
}

/* ---- when everything fails ------------------------------------------------------------------------------------ */

struct plan {
    size_t length;
    char bytes[EMERGENCY_BYTES];
};

/* Without the padding that terminfo writes as $<…>. */
static void add_to_plan(struct plan *plan, const char *sequence)
{
    for (const char *byte = sequence; *byte && plan->length < EMERGENCY_BYTES; byte++) {
        if (byte[0] == '$' && byte[1] == '<') {
            const char *end = strchr(byte, '>');
            if (!end)
                return;
            byte = end;
        } else {
            plan->bytes[plan->length++] = *byte;
        }
    }
}

static void prepare_emergency(const struct screen *screen)
{
    static const char *const capabilities[] = { "sgr0", "op", "rmkx", "cnorm", "rmcup" };
    struct plan plan = { 0 };
    for (size_t i = 0; i < sizeof capabilities / sizeof *capabilities; i++)
        if (has_capability(capabilities[i]))
            add_to_plan(&plan, tigetstr(capabilities[i]));
    if (screen->reports_mouse)
        add_to_plan(&plan, mouse_off);
    if (screen->tells_ground)
        add_to_plan(&plan, ground_off);
    if (screen->is_ecma_48)
        add_to_plan(&plan, paste_off);
    add_to_plan(&plan, screen->terminal.switch_off);
    add_to_plan(&plan, "\r");
    emergency_prepare(screen->keyboard, plan.bytes, plan.length);
}

void screen_emergency_restore(void)
{
    emergency_restore();
}

/* ---- size ----------------------------------------------------------------------------------------------------- */

int screen_width(const struct screen *screen)
{
    int margin = row_encoding_margin(&screen->terminal.encoding);
    return COLS > margin ? COLS - margin : 1;
}

int screen_height(const struct screen *screen)
{
    (void)screen;
    return LINES;
}

bool screen_resize(struct screen *screen)
{
    struct winsize size;
    if (screen->suspended || ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_row == 0 || size.ws_col == 0)
        return false;
    if (size.ws_row == LINES && size.ws_col == COLS)
        return false;
    resizeterm(size.ws_row, size.ws_col);
    screen->clear_first = true;
    return true;
}

/* ---- cells ---------------------------------------------------------------------------------------------------- */

void screen_set_theme(struct screen *screen, const struct theme *theme)
{
    looks_set_theme(&screen->looks, theme);
    screen->clear_first = true;
}

/* curses has attributes in the upper half of a number; pairs are few. */
static unsigned look_of(struct screen *screen, const struct canvas_cell *cell)
{
    struct look look = looks_find(&screen->looks, cell->role, cell->overlay);
    return ((unsigned)look.attributes & LOOK_ATTRIBUTES) | (unsigned)look.pair;
}

/* Each spacing character at its own column; what is left of the cell's columns are spaces. Returns how many. */
static size_t show_cell(struct screen *screen, int x, const struct canvas_cell *cell, struct shown_cell *shown)
{
    static const struct shown_cell space = { .code_points = { ' ' }, .count = 1, .width = 1 };
    unsigned look = look_of(screen, cell);
    size_t offset = 0, count = 0;
    bool has_more = true;
    for (int end = x + cell->width; x < end; x += shown[count++].width) {
        has_more = has_more && cell_filter_next(&screen->filter, cell->cluster, &offset, &shown[count]) &&
                   x + shown[count].width <= end;
        if (!has_more)
            shown[count] = space;
        shown[count].look = look;
        shown[count].face = look & (unsigned)(A_BOLD | A_ITALIC);
        shown[count].column = (unsigned)x;
    }
    return count;
}

/* From edge to edge: each column of the screen is in one of them. */
static size_t show_row(struct screen *screen, const struct canvas *canvas, int y, int margin, struct shown_cell *shown)
{
    static const struct canvas_cell blank = { .width = 1, .role = PAGE_TEXT, .overlay = UI_NO_OVERLAY };
    const struct canvas_cell *row = canvas->cells + (size_t)y * (size_t)canvas->width;
    /* A bar from edge to edge goes on over the margin. */
    struct canvas_cell edge = blank;
    if (canvas->width > 0 && row->cluster.length == 0)
        edge.role = row->role;
    if (canvas->width > 0)
        edge.overlay = row->overlay;
    size_t count = 0;
    for (int x = 0; x < COLS;) {
        const struct canvas_cell *cell = x < margin ? &edge : x - margin < canvas->width ? &row[x - margin] : &blank;
        if (cell->width == 0 || x + cell->width > COLS)
            cell = &blank;
        count += show_cell(screen, x, cell, shown + count);
        x += cell->width;
    }
    return count;
}

static void put_cell(int x, int y, const struct shown_cell *shown)
{
    wchar_t characters[SHOWN_CODE_POINTS + 1] = { 0 };
    cchar_t cell;
    for (int i = 0; i < shown->count; i++)
        characters[i] = (wchar_t)shown->code_points[i];
    if (setcchar(&cell, characters, shown->look & LOOK_ATTRIBUTES, (short)(shown->look & LOOK_PAIR), NULL) == OK)
        mvadd_wch(y, x, &cell);
}

/* What the cursor is on looks like nothing else: QTerminal puts it in order by itself. */
static void mark_cursor(struct shown_cell *shown, size_t count, int column)
{
    for (size_t i = 0; i < count; i++)
        if ((int)shown[i].column <= column && column < (int)shown[i].column + shown[i].width)
            shown[i].look |= LOOK_UNDER_CURSOR;
}

static void put_row(struct screen *screen, const struct canvas *canvas, int y, const struct row_encoding *encoding)
{
    struct shown_cell *shown = ARENA_ARRAY(&screen->row_arena, struct shown_cell, (size_t)COLS);
    int margin = row_encoding_margin(encoding);
    size_t count = show_row(screen, canvas, y, margin, shown);
    if (canvas->cursor_visible && y == canvas->cursor_y)
        mark_cursor(shown, count, canvas->cursor_x + margin);
    row_encode(encoding, shown, count, &screen->row_arena);
    for (size_t i = 0, x = 0; i < count; x += (size_t)shown[i++].width) {
        put_cell((int)x, y, &shown[i]);
        for (int part = 0; part < shown[i].width; part++)
            screen->seen_columns[(size_t)y * (size_t)COLS + x + (size_t)part] = (uint16_t)(shown[i].column + (unsigned)part);
        if (shown[i].look & LOOK_UNDER_CURSOR)
            screen->cursor_column = (int)x;
    }
    arena_reset(&screen->row_arena);
}

static void prepare_seen_columns(struct screen *screen)
{
    if (screen->seen_width == COLS && screen->seen_height == LINES)
        return;
    screen->seen_width = COLS;
    screen->seen_height = LINES;
    free(screen->seen_columns);
    screen->seen_columns = allocate((size_t)COLS * (size_t)LINES, sizeof *screen->seen_columns);
}

void screen_show(struct screen *screen, const struct canvas *canvas)
{
    screen_show_encoded(screen, canvas, NULL);
}

void screen_show_encoded(struct screen *screen, const struct canvas *canvas, const struct row_encoding *encodings)
{
    if (screen->suspended)
        return;
    erase();
    prepare_seen_columns(screen);
    for (int y = 0; y < canvas->height && y < LINES; y++)
        put_row(screen, canvas, y, encodings ? &encodings[y] : &screen->terminal.encoding);
    bool has_cursor = canvas->cursor_visible && canvas->cursor_y < LINES;
    curs_set(has_cursor ? 1 : 0);
    if (screen->clear_first)
        clearok(stdscr, TRUE);
    screen->clear_first = false;
    /* By way of the left edge: back from behind the last column PuTTY takes one step more than curses counts. */
    move(has_cursor ? canvas->cursor_y : LINES - 1, 0);
    refresh();
    if (has_cursor) {
        move(canvas->cursor_y, screen->cursor_column);
        refresh();
    }
}

bool screen_send(struct screen *screen, struct slice sequence)
{
    if (screen->suspended || !screen->is_ecma_48)
        return false;
    fflush(stdout);
    descriptor_write(STDOUT_FILENO, sequence);
    return true;
}

void screen_redraw(struct screen *screen)
{
    screen->clear_first = true;
    /* Whoever stopped us with SIGSTOP left the terminal's modes to the shell. */
    if (!screen->suspended)
        reset_prog_mode();
}

/* ---- keys ----------------------------------------------------------------------------------------------------- */

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
