#include "ui/screen_state.h"

#include "base/file.h"
#include "base/utf8.h"
#include "ui/curses_key.h"
#include "ui/direct_colour.h"
#include "ui/emergency.h"
#include "ui/terminfo.h"

#include <errno.h>
#include <langinfo.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include <wchar.h>

enum {
    ESCAPE_DELAY_MILLISECONDS = 25,
    PASTE_BYTES_LIMIT = 1 << 14, /* more than a prompt takes; the rest is dropped */
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
    free(screen->row_hashes);
    free(screen->row_is_new);
    free(screen->linked);
    free(screen);
}

static bool say_unknown(struct error *error, const char *type)
{
    return error_set(error, ERROR_TERMINAL,
                     "TERM is \"%.60s\", which is not known here; set it to your terminal's type, or let `khabar dump FILE` print "
                     "without a screen",
                     type ? type : "");
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
        return say_unknown(error, type);
    return entry.moves_cursor ||
           error_set(error, ERROR_TERMINAL,
                     "TERM is \"%.60s\", which cannot move its cursor; set it to your terminal's type, or let `khabar dump FILE` "
                     "print without a screen",
                     type);
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
        return error_set(error, ERROR_TERMINAL, "cannot read the keyboard: %s", system_reason(errno));
    emergency_prepare(screen->keyboard, switch_off, strlen(switch_off));
    send_bytes(screen->terminal.switch_on);
    open_curses(screen, keys);
    if (!screen->curses) {
        send_bytes(switch_off);
        return say_unknown(error, getenv("TERM"));
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

/* Switches on or off what the terminal was asked to tell. */
static void send_reports(const struct screen *screen, bool on)
{
    if (screen->reports_mouse)
        send_bytes(on ? mouse_on : mouse_off);
    if (screen->tells_ground)
        send_bytes(on ? ground_on : ground_off);
    if (screen->is_ecma_48)
        send_bytes(on ? paste_on : paste_off);
}

void screen_suspend(struct screen *screen)
{
    if (screen->suspended)
        return;
    screen->suspended = true;
    send_reports(screen, false);
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
    send_reports(screen, true);
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

/* ---- in between ------------------------------------------------------------------------------------------------ */

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
