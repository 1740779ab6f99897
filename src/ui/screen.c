#define NCURSES_WIDECHAR 1
#define NCURSES_NOMACROS 1

#include "ui/screen.h"

#include "base/arena.h"
#include "ui/cell_filter.h"

#include <curses.h>
#include <errno.h>
#include <fcntl.h>
#include <langinfo.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>
#include <wchar.h>

enum { MOST_PAIRS = 256, EMERGENCY_BYTES = 512, ESCAPE_DELAY_MILLISECONDS = 25 };

struct look {
    attr_t attributes;
    short pair;
    bool known;
};

struct screen {
    struct terminal terminal;
    struct theme theme;
    SCREEN *curses;
    FILE *keyboard; /* /dev/tty, owned; NULL where standard input is the keyboard */
    int input;
    bool suspended, clear_first;
    int colours; /* 0: none */
    bool has_default_colours;
    struct cell_filter filter;
    struct look looks[ROLE_COUNT][ROLE_COUNT]; /* of role and overlay, found out when first needed */
    struct {
        short foreground, background;
    } pairs[MOST_PAIRS]; /* from 1 on; 0 is the terminal's own */
    int pair_count;
};

/* The exception to "no global state": a signal handler gets no argument. */
static struct {
    volatile sig_atomic_t armed;
    size_t length;
    char bytes[EMERGENCY_BYTES];
    int input;
    struct termios modes;
} emergency;

static bool check_terminal(struct error *error);
static bool open_keyboard(struct screen *screen, struct error *error);
static bool start_curses(struct screen *screen, struct error *error);
static void set_up_curses(struct screen *screen);
static void prepare_emergency(const struct screen *screen);
static void send_bytes(const char *bytes);

/* ---- from start to end ---------------------------------------------------------------------------------------- */

struct screen *screen_create(const struct terminal *terminal, const struct theme *theme, struct error *error)
{
    if (!check_terminal(error))
        return NULL;
    struct screen *screen = allocate(1, sizeof *screen);
    screen->terminal = *terminal;
    screen->theme = *theme;
    if (!open_keyboard(screen, error) || !start_curses(screen, error)) {
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
    if (screen->keyboard)
        fclose(screen->keyboard);
    free(screen);
}

static bool check_terminal(struct error *error)
{
    const char *type = getenv("TERM");
    if (!isatty(STDOUT_FILENO))
        return error_set(error, ERROR_TERMINAL,
                         "standard output is no terminal; `khabar dump FILE` and `khabar list` print without a screen");
    if (!type || !*type)
        return error_set(error, ERROR_TERMINAL,
                         "TERM is not set: set it to your terminal's type, or let `khabar dump FILE` print without a "
                         "screen");
    return true;
}

/* Standard input may be the article. */
static bool open_keyboard(struct screen *screen, struct error *error)
{
    screen->input = STDIN_FILENO;
    if (isatty(STDIN_FILENO))
        return true;
    screen->keyboard = fopen("/dev/tty", "r");
    if (!screen->keyboard)
        return error_set(error, ERROR_TERMINAL,
                         "no keyboard: standard input is no terminal, and /dev/tty cannot be opened: %s",
                         strerror(errno));
    screen->input = fileno(screen->keyboard);
    return true;
}

static bool has_capability(const char *name)
{
    const char *value = tigetstr(name);
    return value && value != (const char *)-1;
}

static bool say_unfit(struct error *error, const char *why)
{
    const char *type = getenv("TERM");
    return error_set(error, ERROR_TERMINAL,
                     "TERM is \"%.60s\", %s; set it to your terminal's type, or let `khabar dump FILE` print without a "
                     "screen",
                     type ? type : "", why);
}

/* The switch comes first: a terminal takes it row by row, when rows are made (TERMINALS: BDSM). */
static bool start_curses(struct screen *screen, struct error *error)
{
    struct termios modes;
    bool has_modes = tcgetattr(screen->input, &modes) == 0;
    send_bytes(screen->terminal.switch_on);
    FILE *keyboard = screen->keyboard ? screen->keyboard : stdin;
    if (screen->terminal.type)
        screen->curses = newterm(screen->terminal.type, stdout, keyboard);
    if (!screen->curses)
        screen->curses = newterm(NULL, stdout, keyboard);
    if (!screen->curses) {
        send_bytes(screen->terminal.switch_off);
        return say_unfit(error, "which is not known here");
    }
    if (!has_capability("cup"))
        return say_unfit(error, "which cannot move its cursor");
    if (has_modes) {
        emergency.modes = modes;
        emergency.input = screen->input;
        prepare_emergency(screen);
    }
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
    nodelay(stdscr, TRUE);
    if (has_colors() && start_color() == OK) {
        screen->has_default_colours = use_default_colors() == OK;
        /* With more than 256 a number is red, green and blue at once, but for the first eight. */
        screen->colours = COLORS > 256 ? 8 : COLORS;
    }
    screen->filter = (struct cell_filter){ .library_width = width_of_library, .unicode = screen_locale_is_unicode() };
}

bool screen_locale_is_unicode(void)
{
    return strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
}

static void write_all(const char *bytes, size_t length)
{
    while (length > 0) {
        ssize_t written = write(STDOUT_FILENO, bytes, length);
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return;
        bytes += written;
        length -= (size_t)written;
    }
}

static void send_bytes(const char *bytes)
{
    fflush(stdout);
    write_all(bytes, strlen(bytes));
}

void screen_suspend(struct screen *screen)
{
    if (screen->suspended)
        return;
    screen->suspended = true;
    endwin();
    send_bytes(screen->terminal.switch_off);
    emergency.armed = 0;
}

void screen_resume(struct screen *screen)
{
    if (!screen->suspended)
        return;
    screen->suspended = false;
    send_bytes(screen->terminal.switch_on);
    emergency.armed = emergency.length > 0;
    screen->clear_first = true;
    /* Also takes the terminal's modes again. */
    refresh();
    screen_resize(screen);
}

/* ---- when everything fails ------------------------------------------------------------------------------------ */

/* Without the padding that terminfo writes as $<…>. */
static void add_to_emergency(const char *sequence)
{
    for (const char *byte = sequence; *byte && emergency.length < EMERGENCY_BYTES; byte++) {
        if (byte[0] == '$' && byte[1] == '<') {
            const char *end = strchr(byte, '>');
            if (!end)
                return;
            byte = end;
        } else {
            emergency.bytes[emergency.length++] = *byte;
        }
    }
}

static void prepare_emergency(const struct screen *screen)
{
    static const char *const capabilities[] = { "sgr0", "op", "rmkx", "cnorm", "rmcup" };
    emergency.length = 0;
    for (size_t i = 0; i < sizeof capabilities / sizeof *capabilities; i++)
        if (has_capability(capabilities[i]))
            add_to_emergency(tigetstr(capabilities[i]));
    add_to_emergency(screen->terminal.switch_off);
    add_to_emergency("\r");
    emergency.armed = 1;
}

void screen_emergency_restore(void)
{
    if (!emergency.armed)
        return;
    emergency.armed = 0;
    write_all(emergency.bytes, emergency.length);
    tcsetattr(emergency.input, TCSANOW, &emergency.modes);
}

/* ---- size ----------------------------------------------------------------------------------------------------- */

int screen_width(const struct screen *screen)
{
    (void)screen;
    return COLS;
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

/* ---- colours -------------------------------------------------------------------------------------------------- */

void screen_set_theme(struct screen *screen, const struct theme *theme)
{
    screen->theme = *theme;
    memset(screen->looks, 0, sizeof screen->looks);
    screen->pair_count = 0;
    screen->clear_first = true;
}

/* The pair's number, made when it is new; 0, the terminal's own colours, when there is no more room. */
static short pair_of(struct screen *screen, short foreground, short background)
{
    if (!screen->has_default_colours) {
        foreground = foreground < 0 ? COLOR_WHITE : foreground;
        background = background < 0 ? COLOR_BLACK : background;
    } else if (foreground < 0 && background < 0) {
        return 0;
    }
    for (int i = 1; i <= screen->pair_count; i++)
        if (screen->pairs[i].foreground == foreground && screen->pairs[i].background == background)
            return (short)i;
    int next = screen->pair_count + 1;
    if (next >= MOST_PAIRS || next >= COLOR_PAIRS || init_pair((short)next, foreground, background) != OK)
        return 0;
    screen->pairs[next].foreground = foreground;
    screen->pairs[next].background = background;
    screen->pair_count = next;
    return (short)next;
}

static struct look look_of(struct screen *screen, unsigned role, unsigned overlay)
{
    static const struct {
        unsigned style;
        attr_t attribute;
    } attributes[] = {
        { STYLE_BOLD, A_BOLD },           { STYLE_DIM, A_DIM },         { STYLE_ITALIC, A_ITALIC },
        { STYLE_UNDERLINE, A_UNDERLINE }, { STYLE_REVERSE, A_REVERSE },
    };
    struct look *look = &screen->looks[role][overlay];
    if (look->known)
        return *look;
    struct style style = theme_style_of(&screen->theme, role, overlay);
    bool wants_bold = false, ignored = false;
    look->known = true;
    for (size_t i = 0; i < sizeof attributes / sizeof *attributes; i++)
        if (style.attributes & attributes[i].style)
            look->attributes |= attributes[i].attribute;
    if (screen->colours > 0) {
        int foreground = colour_number(&style.foreground, screen->colours, &wants_bold);
        int background = colour_number(&style.background, screen->colours, &ignored);
        /* Two colours that this terminal cannot tell apart. */
        if (foreground == background && foreground >= 0)
            foreground = background == COLOR_BLACK ? COLOR_WHITE : COLOR_BLACK;
        /* Where bold means bright, bold black is grey, and lost on any colour. */
        if (screen->colours < 16 && foreground == COLOR_BLACK)
            look->attributes &= ~A_BOLD;
        look->pair = pair_of(screen, (short)foreground, (short)background);
    }
    if (wants_bold)
        look->attributes |= A_BOLD;
    return *look;
}

/* ---- cells ---------------------------------------------------------------------------------------------------- */

static void put_characters(int x, int y, const struct shown_cell *shown, struct look look)
{
    wchar_t characters[SHOWN_CODE_POINTS + 1] = { 0 };
    cchar_t cell;
    for (int i = 0; i < shown->count; i++)
        characters[i] = (wchar_t)shown->code_points[i];
    if (setcchar(&cell, characters, look.attributes, look.pair, NULL) == OK)
        mvadd_wch(y, x, &cell);
}

/* Each spacing character at its own column; what is left of the cell's columns are spaces. */
static void put_cell(struct screen *screen, int x, int y, const struct canvas_cell *cell)
{
    static const struct shown_cell space = { .code_points = { ' ' }, .count = 1, .width = 1 };
    struct look look = look_of(screen, cell->role, cell->overlay);
    struct shown_cell shown;
    size_t offset = 0;
    int end = x + cell->width;
    while (x < end && cell_filter_next(&screen->filter, cell->cluster, &offset, &shown) && x + shown.width <= end) {
        put_characters(x, y, &shown, look);
        x += shown.width;
    }
    for (; x < end; x++)
        put_characters(x, y, &space, look);
}

static void put_row(struct screen *screen, const struct canvas *canvas, int y)
{
    const struct canvas_cell *cells = canvas->cells + (size_t)y * (size_t)canvas->width;
    for (int x = 0; x < canvas->width && x < COLS; x++)
        if (cells[x].width > 0 && x + cells[x].width <= COLS)
            put_cell(screen, x, y, &cells[x]);
}

void screen_show(struct screen *screen, const struct canvas *canvas)
{
    if (screen->suspended)
        return;
    erase();
    for (int y = 0; y < canvas->height && y < LINES; y++)
        put_row(screen, canvas, y);
    curs_set(canvas->cursor_visible ? 1 : 0);
    move(canvas->cursor_visible && canvas->cursor_y < LINES ? canvas->cursor_y : LINES - 1,
         canvas->cursor_visible && canvas->cursor_x < COLS ? canvas->cursor_x : 0);
    if (screen->clear_first)
        clearok(stdscr, TRUE);
    screen->clear_first = false;
    refresh();
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
    return screen->input;
}

bool screen_is_gone(const struct screen *screen)
{
    struct pollfd state = { .fd = screen->input, .events = POLLIN };
    return poll(&state, 1, 0) > 0 && (state.revents & (POLLHUP | POLLERR | POLLNVAL));
}

static struct key function_key(wint_t number)
{
    static const struct {
        wint_t curses;
        uint32_t code;
    } keys[] = {
        { KEY_UP, KEY_CODE_UP },         { KEY_DOWN, KEY_CODE_DOWN },       { KEY_LEFT, KEY_CODE_LEFT },
        { KEY_RIGHT, KEY_CODE_RIGHT },   { KEY_HOME, KEY_CODE_HOME },       { KEY_END, KEY_CODE_END },
        { KEY_PPAGE, KEY_CODE_PAGE_UP }, { KEY_NPAGE, KEY_CODE_PAGE_DOWN }, { KEY_IC, KEY_CODE_INSERT },
        { KEY_DC, KEY_CODE_DELETE },     { KEY_BTAB, KEY_CODE_BACK_TAB },   { KEY_BACKSPACE, KEY_CODE_BACKSPACE },
        { KEY_ENTER, KEY_CODE_ENTER },   { KEY_A1, KEY_CODE_HOME },         { KEY_C1, KEY_CODE_END },
        { KEY_A3, KEY_CODE_PAGE_UP },    { KEY_C3, KEY_CODE_PAGE_DOWN },
    };
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (keys[i].curses == number)
            return (struct key){ keys[i].code };
    if (number >= (wint_t)KEY_F(1) && number <= (wint_t)KEY_F(12))
        return (struct key){ KEY_CODE_F1 + number - (wint_t)KEY_F(1) };
    return (struct key){ KEY_CODE_OTHER };
}

struct key screen_read_key(struct screen *screen)
{
    wint_t character;
    while (!screen->suspended) {
        int kind = get_wch(&character);
        if (kind == OK && character != 0)
            return key_of_code_point((uint32_t)character);
        if (kind == KEY_CODE_YES && character != KEY_RESIZE)
            return function_key(character);
        if (kind == ERR)
            break;
    }
    return (struct key){ KEY_CODE_NONE };
}
