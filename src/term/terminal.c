#include "term/terminal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define EXPLICIT_ORDER "\033[8l" /* BDSM of ECMA-48: rows are shown as they are sent */
#define IMPLICIT_ORDER "\033[8h"
#define DIGITS "0123456789"

enum { ANY = -1, TELLING_VARIABLES = 2 };

/* One row a terminal. Any of the ways to tell it will do; what the terminal answers goes before the environment, which
 * is handed on to whatever is started in a terminal. The rest is measured or read in the terminal's source. */
struct terminal_row {
    const char *name;
    /* How it is told. */
    const char *version;                           /* XTVERSION begins like this */
    const char *unit_id;                           /* DA3 */
    int da2[3], da2_count;                         /* DA2 begins with these numbers, or ANY; a count of 0: not by this */
    const char *type;                              /* TERM begins like this */
    struct {
        const char *name, *prefix;                 /* a variable that begins like this */
    } variables[TELLING_VARIABLES];
    bool always_answers;                           /* replies without a trace of it: the environment is not about it */
    int since_major, since_minor;                  /* older ones have another row */
    /* What it does with rows. */
    bool is_multiplexer;
    enum order order, order_unswitched, order_inside; /* the last: behind a multiplexer, which keeps all switches */
    struct row_encoding reordering;                /* but for its order */
    const char *switch_on, *switch_off;            /* where it is not mode 8 */
    bool reorders_by_mode_8;                       /* even where mode 8 was not asked for */
    bool misplaces_marks;
    bool has_256_colours;                          /* even where TERM is just "xterm" */
    bool has_true_colour;                          /* for years, in all that are around */
    bool has_hyperlinks;                           /* for years, as its documentation has it */
    enum notification_way notification;            /* the same */
    bool counts_by_hundreds;                       /* its version is one number: 7006 is 0.70.6 */
};

static const struct terminal_row terminal_rows[] = {
    { .name = "tmux", .has_hyperlinks = true,
      .version = "tmux ",
      .da2 = { 84 }, .da2_count = 1,
      .type = "tmux",
      .variables = { { "TMUX", "" } },
      .always_answers = true,
      .is_multiplexer = true,
      .reordering = { .by_first_strong = true } },
    { .name = "screen",
      .da2 = { 83 }, .da2_count = 1,
      .type = "screen",
      .variables = { { "STY", "" } },
      .always_answers = true,
      .is_multiplexer = true,
      .reordering = { .by_first_strong = true } },
    { .name = "foot", .has_hyperlinks = true,
      .version = "foot(", .unit_id = "FOOT",
      .type = "foot",
      .always_answers = true,
      .order = ORDER_VISUAL, .order_unswitched = ORDER_VISUAL, .order_inside = ORDER_VISUAL_LRO,
      .misplaces_marks = true,
      .notification = NOTIFICATION_OSC777,
      .has_true_colour = true },
    { .name = "Windows Terminal", .has_hyperlinks = true,
      .da2 = { 0, 10, 1 }, .da2_count = 3,
      .variables = { { "WT_SESSION", "" } },
      .always_answers = true,
      .order = ORDER_VISUAL, .order_unswitched = ORDER_VISUAL, .order_inside = ORDER_VISUAL_LRO,
      .has_true_colour = true },
    { .name = "alacritty", .has_hyperlinks = true,
      .da2 = { 0, ANY, 1 }, .da2_count = 3,
      .type = "alacritty",
      .order = ORDER_VISUAL, .order_unswitched = ORDER_VISUAL, .order_inside = ORDER_VISUAL_LRO,
      .misplaces_marks = true,
      .has_true_colour = true },
    { .name = "kitty", .has_hyperlinks = true,
      .version = "kitty(",
      .type = "xterm-kitty",
      .variables = { { "KITTY_WINDOW_ID", "" } },
      .always_answers = true,
      .order = ORDER_WORDS, .order_unswitched = ORDER_WORDS, .order_inside = ORDER_WORDS,
      .reordering = { .arabic_apart = true, .hebrew_apart = true },
      .misplaces_marks = true,
      .notification = NOTIFICATION_OSC99,
      .has_true_colour = true },
    { .name = "Linux console",
      .type = "linux",
      .order = ORDER_VISUAL, .order_unswitched = ORDER_VISUAL, .order_inside = ORDER_VISUAL,
      .misplaces_marks = true },
    { .name = "st",
      .type = "st",
      .order = ORDER_VISUAL, .order_unswitched = ORDER_VISUAL, .order_inside = ORDER_VISUAL_LRO },
    { .name = "urxvt",
      .da2 = { 85 }, .da2_count = 1,
      .type = "rxvt-unicode",
      .order = ORDER_VISUAL, .order_unswitched = ORDER_VISUAL, .order_inside = ORDER_VISUAL_LRO },
    /* OSC 50 sets xterm's font: an xterm that was started from Konsole must not be taken for it. */
    { .name = "xterm",
      .version = "XTerm(",
      .da2 = { 41 }, .da2_count = 1,
      .variables = { { "XTERM_VERSION", "" } },
      .always_answers = true,
      .order = ORDER_VISUAL, .order_unswitched = ORDER_VISUAL, .order_inside = ORDER_VISUAL_LRO,
      .has_256_colours = true },
    { .name = "VTE", .has_hyperlinks = true,
      .version = "VTE(", .unit_id = "~VTE",
      .da2 = { 65 }, .da2_count = 1,
      .variables = { { "VTE_VERSION", "" } },
      .always_answers = true,
      .order = ORDER_VISUAL, .order_unswitched = ORDER_VISUAL_LRO, .order_inside = ORDER_VISUAL_LRO,
      .reordering = { .takes_lrm = true, .points_as_sent = true },
      .reorders_by_mode_8 = true,
      .has_256_colours = true,
      .counts_by_hundreds = true,
      .has_true_colour = true },
    { .name = "mintty", .has_hyperlinks = true,
      .version = "mintty ",
      .da2 = { 77 }, .da2_count = 1,
      .variables = { { "TERM_PROGRAM", "mintty" } },
      .always_answers = true,
      .order = ORDER_VISUAL, .order_unswitched = ORDER_RUNS, .order_inside = ORDER_VISUAL_LRO,
      .reordering = { .by_first_strong = true },
      .reorders_by_mode_8 = true,
      .has_true_colour = true },
    { .name = "WezTerm", .has_hyperlinks = true,
      .version = "WezTerm ",
      .variables = { { "TERM_PROGRAM", "WezTerm" } },
      .always_answers = true,
      .order = ORDER_VISUAL, .order_unswitched = ORDER_VISUAL, .order_inside = ORDER_VISUAL_LRO,
      .notification = NOTIFICATION_OSC777,
      .has_true_colour = true },
    { .name = "mlterm",
      .da2 = { 24, 279 }, .da2_count = 2,
      .type = "mlterm",
      .variables = { { "MLTERM", "" } },
      .always_answers = true,
      .order = ORDER_VISUAL, .order_unswitched = ORDER_RUNS, .order_inside = ORDER_VISUAL_LRO,
      .reordering = { .by_first_strong = true, .points_as_sent = true },
      .switch_on = "\033]5379;use_ctl=false\a", .switch_off = "\033]5379;use_ctl=true\a" },
    { .name = "Konsole", .has_hyperlinks = true,
      .version = "Konsole ", .unit_id = "~KDE",
      .variables = { { "KONSOLE_VERSION", "" } },
      .always_answers = true,
      .order = ORDER_VISUAL, .order_unswitched = ORDER_VISUAL, .order_inside = ORDER_RUNS,
      .reordering = { .takes_lrm = true, .joins_letters = true, .points_as_sent = true },
      .switch_on = "\033]50;BidiRenderingEnabled=false\a", .switch_off = "\033]50;BidiRenderingEnabled=true\a",
      .has_256_colours = true,
      .counts_by_hundreds = true,
      .has_true_colour = true },
    { .name = "QTerminal",
      .da2 = { 0, 115, 0 }, .da2_count = 3,
      .always_answers = true,
      .order = ORDER_RUNS, .order_unswitched = ORDER_RUNS, .order_inside = ORDER_RUNS,
      .reordering = { .each_look_alone = true } },
    { .name = "PuTTY",
      .da2 = { 0, 136, 0 }, .da2_count = 3,
      .type = "putty",
      .order = ORDER_RUNS, .order_unswitched = ORDER_RUNS, .order_inside = ORDER_RUNS,
      .reordering = { .by_first_strong = true, .points_as_sent = true },
      .has_256_colours = true },
    { .name = "iTerm2", .has_hyperlinks = true,
      .version = "iTerm2 ", .notification = NOTIFICATION_OSC9,
      .variables = { { "TERM_PROGRAM", "iTerm.app" }, { "LC_TERMINAL", "iTerm2" } },
      .since_major = 3, .since_minor = 7,
      .order = ORDER_RUNS, .order_unswitched = ORDER_RUNS, .order_inside = ORDER_RUNS,
      .has_true_colour = true },
    { .name = "iTerm2", .has_hyperlinks = true,
      .version = "iTerm2 ", .notification = NOTIFICATION_OSC9,
      .variables = { { "TERM_PROGRAM", "iTerm.app" }, { "LC_TERMINAL", "iTerm2" } },
      .order = ORDER_VISUAL, .order_unswitched = ORDER_VISUAL, .order_inside = ORDER_VISUAL_LRO,
      .has_true_colour = true },
    { .name = "Apple Terminal",
      .variables = { { "TERM_PROGRAM", "Apple_Terminal" } },
      .order = ORDER_RUNS, .order_unswitched = ORDER_RUNS, .order_inside = ORDER_RUNS },
    { .name = "xterm.js", .has_hyperlinks = true,
      .da2 = { 0, 276, 0 }, .da2_count = 3,
      .variables = { { "TERM_PROGRAM", "vscode" } },
      .order = ORDER_VISUAL, .order_unswitched = ORDER_VISUAL, .order_inside = ORDER_VISUAL_LRO,
      .has_true_colour = true },
    { .name = "Ghostty", .has_hyperlinks = true,
      .version = "ghostty ",
      .type = "xterm-ghostty",
      .variables = { { "TERM_PROGRAM", "ghostty" } },
      .always_answers = true,
      .order = ORDER_VISUAL, .order_unswitched = ORDER_VISUAL, .order_inside = ORDER_VISUAL_LRO,
      .notification = NOTIFICATION_OSC777,
      .has_true_colour = true },
    { .name = "Contour", .has_hyperlinks = true,
      .version = "contour ",
      .type = "contour",
      .order = ORDER_VISUAL, .order_unswitched = ORDER_VISUAL, .order_inside = ORDER_VISUAL_LRO,
      .has_true_colour = true },
};

/* Whoever asks for runs where nobody knows how rows get their direction is right with either guess by a guard too many.
 * Told to show rows as they are sent all the same: of all terminals measured only VTE changed by it. */
static const struct terminal_row any_other = {
    .name = "other", .order = ORDER_VISUAL, .order_unswitched = ORDER_VISUAL, .order_inside = ORDER_VISUAL_LRO,
    .reordering = { .by_first_strong = true }
};

enum { ROW_COUNT = sizeof terminal_rows / sizeof *terminal_rows };

/* What gave a terminal away, and the text that may hold its version. */
struct find {
    const struct terminal_row *row;
    const char *told_by, *version;
};

static struct find find_by_replies(const struct terminal_replies *replies);
static struct find find_by_environment(const struct terminal_clues *clues);
static struct terminal behind_multiplexer(const struct find *multiplexer, const struct terminal_clues *clues);
static struct terminal terminal_of(const struct find *find, const struct terminal_clues *clues);
static void look_into_font(struct row_encoding *encoding, const char *name);

static bool environment_has_true_colour(const struct terminal_clues *clues)
{
    const char *said = clues->get_environment("COLORTERM");
    return said && (strcmp(said, "truecolor") == 0 || strcmp(said, "24bit") == 0);
}

struct terminal terminal_identify(const struct terminal_clues *clues)
{
    struct find find = { 0 };
    if (clues->replies)
        find = find_by_replies(clues->replies);
    if (!find.row)
        find = find_by_environment(clues);
    struct terminal terminal = find.row->is_multiplexer ? behind_multiplexer(&find, clues) : terminal_of(&find, clues);
    /* tmux brings colours down to what is outside; screen 4 takes them for other attributes. */
    bool is_screen = terminal.multiplexer && strcmp(terminal.multiplexer, "screen") == 0;
    terminal.has_true_colour = (terminal.has_true_colour || environment_has_true_colour(clues)) && !is_screen;
    return terminal;
}

/* ---- who it is ---------------------------------------------------------------------------------------------------- */

static bool begins_with(const char *text, const char *prefix)
{
    return text && *text && prefix && strncmp(text, prefix, strlen(prefix)) == 0;
}

/* The number in "XTerm(379)", "kitty(0.26.5)", "iTerm2 3.5.11", "VTE(7600)". */
static void read_version(const struct terminal_row *row, const char *text, char version[32])
{
    text += begins_with(text, row->version) ? strlen(row->version) : 0;
    const char *start = text + strcspn(text, DIGITS);
    size_t length = strspn(start, DIGITS "abcdefghijklmnopqrstuvwxyz.-");
    bool is_one_number = length > 0 && strspn(start, DIGITS) == length;
    long number = strtol(start, NULL, 10);
    if (row->counts_by_hundreds && is_one_number && number < 10000000)
        snprintf(version, 32, "%ld.%ld.%ld", number / 10000, number / 100 % 100, number % 100);
    else
        snprintf(version, 32, "%.*s", length < 32 ? (int)length : 31, start);
}

static bool is_recent_enough(const struct terminal_row *row, const char *version)
{
    char text[32], *rest;
    read_version(row, version ? version : "", text);
    long major = strtol(text, &rest, 10), minor = *rest == '.' ? strtol(rest + 1, NULL, 10) : 0;
    return major > row->since_major || (major == row->since_major && minor >= row->since_minor);
}

static bool has_devices(const struct terminal_row *row, const struct terminal_replies *replies)
{
    if (row->da2_count == 0 || replies->da2_count < row->da2_count)
        return false;
    for (int i = 0; i < row->da2_count; i++)
        if (row->da2[i] != ANY && row->da2[i] != replies->da2[i])
            return false;
    return true;
}

/* screen hands XTVERSION on to the terminal outside, but answers DA2 itself. */
static struct find find_by_replies(const struct terminal_replies *replies)
{
    for (size_t i = 0; i < ROW_COUNT; i++)
        if (terminal_rows[i].is_multiplexer && !begins_with(replies->version, terminal_rows[i].version) &&
            has_devices(&terminal_rows[i], replies))
            return (struct find){ &terminal_rows[i], "DA2", NULL };
    for (size_t i = 0; i < ROW_COUNT; i++)
        if (begins_with(replies->version, terminal_rows[i].version) &&
            is_recent_enough(&terminal_rows[i], replies->version))
            return (struct find){ &terminal_rows[i], "XTVERSION", replies->version };
    for (size_t i = 0; i < ROW_COUNT; i++)
        if (begins_with(replies->unit_id, terminal_rows[i].unit_id))
            return (struct find){ &terminal_rows[i], "DA3", NULL };
    for (size_t i = 0; i < ROW_COUNT; i++)
        if (has_devices(&terminal_rows[i], replies))
            return (struct find){ &terminal_rows[i], "DA2", NULL };
    return (struct find){ 0 };
}

/* TERM_PROGRAM and LC_TERMINAL have their versions beside them. */
static const char *version_beside(const struct terminal_clues *clues, const char *variable)
{
    if (strcmp(variable, "TERM_PROGRAM") == 0)
        return clues->get_environment("TERM_PROGRAM_VERSION");
    if (strcmp(variable, "LC_TERMINAL") == 0)
        return clues->get_environment("LC_TERMINAL_VERSION");
    return strstr(variable, "VERSION") || strcmp(variable, "MLTERM") == 0 ? clues->get_environment(variable) : NULL;
}

static struct find find_by_variables(const struct terminal_row *row, const struct terminal_clues *clues)
{
    for (int i = 0; i < TELLING_VARIABLES && row->variables[i].name; i++) {
        const char *name = row->variables[i].name, *version = version_beside(clues, name);
        if (begins_with(clues->get_environment(name), row->variables[i].prefix) && is_recent_enough(row, version))
            return (struct find){ row, name, version };
    }
    return (struct find){ 0 };
}

/* What a multiplexer says, and TERM, come before the variables of what is outside. */
static struct find find_by_environment(const struct terminal_clues *clues)
{
    const char *type = clues->get_environment("TERM");
    bool answered = clues->replies && clues->replies->complete;
    struct find find = { 0 };
    for (size_t i = 0; i < ROW_COUNT && !find.row; i++)
        if (terminal_rows[i].is_multiplexer && !(answered && terminal_rows[i].always_answers))
            find = find_by_variables(&terminal_rows[i], clues);
    for (size_t i = 0; i < ROW_COUNT && !find.row; i++)
        if (begins_with(type, terminal_rows[i].type))
            find = (struct find){ &terminal_rows[i], "TERM", NULL };
    for (size_t i = 0; i < ROW_COUNT && !find.row; i++)
        if (!(answered && terminal_rows[i].always_answers))
            find = find_by_variables(&terminal_rows[i], clues);
    return find.row ? find : (struct find){ &any_other, "", NULL };
}

/* ---- what it needs ------------------------------------------------------------------------------------------------ */

static struct terminal bare_terminal(const struct find *find)
{
    struct terminal terminal = {
        .name = find->row->name,
        .told_by = find->told_by,
        .encoding = find->row->reordering,
        .switch_on = "",
        .switch_off = "",
        .shows_marks = !find->row->misplaces_marks,
        .has_true_colour = find->row->has_true_colour,
        .has_hyperlinks = find->row->has_hyperlinks,
        .notification = find->row->notification,
    };
    if (find->version)
        read_version(find->row, find->version, terminal.version);
    return terminal;
}

/* Neither tmux nor screen hands switches on, so the outside terminal reorders as it likes. */
static struct terminal behind_multiplexer(const struct find *multiplexer, const struct terminal_clues *clues)
{
    struct terminal_replies outside = { .mode_8 = -1, .background = -1 };
    const char *type = NULL;
    struct find find = { 0 };
    if (clues->outside) {
        size_t length = strcspn(clues->outside, "|");
        snprintf(outside.version, sizeof outside.version, "%.*s", (int)(length < 64 ? length : 63), clues->outside);
        type = clues->outside[length] ? clues->outside + length + 1 : NULL;
        find = find_by_replies(&outside);
    } else if (clues->replies && strcmp(multiplexer->told_by, "XTVERSION") != 0) {
        /* screen hands the question on to the terminal outside. */
        memcpy(outside.version, clues->replies->version, sizeof outside.version);
        find = find_by_replies(&outside);
    }
    for (size_t i = 0; i < ROW_COUNT && !find.row; i++)
        if (begins_with(type, terminal_rows[i].type))
            find = (struct find){ &terminal_rows[i], multiplexer->told_by, NULL };
    bool is_known = find.row && !find.row->is_multiplexer;
    struct terminal terminal = bare_terminal(is_known ? &find : multiplexer);
    terminal.multiplexer = multiplexer->row->name;
    /* screen hands notifications on, tmux links, to those outside that have them. */
    terminal.has_hyperlinks = multiplexer->row->has_hyperlinks;
    if (strcmp(terminal.multiplexer, "screen") != 0)
        terminal.notification = NOTIFICATION_NONE;
    look_into_font(&terminal.encoding, "");
    terminal.encoding.order = terminal.order_unswitched = is_known ? find.row->order_inside : ORDER_VISUAL_LRO;
    return terminal;
}

/* Mode 8 is given back as it was found; a terminal that did not say is told to show rows as they are sent, which none
 * takes amiss, and never to reorder. */
static void switch_by_mode_8(struct terminal *terminal, const struct terminal_row *row,
                             const struct terminal_replies *replies)
{
    bool is_told = replies && (replies->complete || replies->mode_8 >= 0);
    bool reorders = is_told ? replies->mode_8 == 1 : row->reorders_by_mode_8;
    if (replies && replies->mode_8 == 3) { /* for ever */
        terminal->encoding.order = terminal->order_unswitched = ORDER_RUNS;
        return;
    }
    if (replies && replies->mode_8 == 2) {
        terminal->order_unswitched = ORDER_VISUAL;
        return;
    }
    if (replies && !is_told && !reorders)
        return; /* it may still be told, and could not be given back now */
    terminal->switch_on = EXPLICIT_ORDER;
    if (!reorders)
        return;
    terminal->switch_off = IMPLICIT_ORDER;
    if (!row->reorders_by_mode_8)
        terminal->order_unswitched = ORDER_VISUAL_LRO;
}

/* Letters that the font has do not come from another. Most fonts for terminals have none of these; where none is named
 * it is taken for what fontconfig mostly gives who asks for "monospace". */
static void look_into_font(struct row_encoding *encoding, const char *name)
{
    const char *font = *name ? name : "DejaVuSansMono";
    static const struct {
        const char *prefix;
        bool has_arabic, has_hebrew;
    } fonts[] = {
        { "DejaVuSansMono", true, false }, { "CourierNew", true, true },   { "FreeMono", true, true },
        { "Cascadia", true, true },        { "KawkabMono", true, false },  { "Unifont", true, true },
        { "LiberationMono", false, true }, { "Cousine", false, true },
    };
    for (size_t i = 0; i < sizeof fonts / sizeof *fonts; i++) {
        if (begins_with(font, fonts[i].prefix)) {
            encoding->arabic_apart &= !fonts[i].has_arabic;
            encoding->hebrew_apart &= !fonts[i].has_hebrew;
        }
    }
}

static struct terminal terminal_of(const struct find *find, const struct terminal_clues *clues)
{
    const struct terminal_row *row = find->row;
    const char *type = clues->get_environment("TERM");
    struct terminal terminal = bare_terminal(find);
    terminal.encoding.order = row->order;
    look_into_font(&terminal.encoding, clues->replies ? clues->replies->font : "");
    terminal.order_unswitched = row->order_unswitched;
    if (!row->switch_on && row->order == ORDER_VISUAL) {
        switch_by_mode_8(&terminal, row, clues->replies);
    } else if (row->switch_on && clues->replies && strcmp(clues->replies->use_ctl, "false") == 0) {
        terminal.order_unswitched = ORDER_VISUAL; /* the user has it off already */
    } else if (row->switch_on) {
        terminal.switch_on = row->switch_on;
        terminal.switch_off = row->switch_off;
    }
    if (find->told_by[0] == 'D' && row->da2_count == 1 && clues->replies->da2_count > 1) {
        char number[16];
        snprintf(number, sizeof number, "%d", clues->replies->da2[1]);
        read_version(row, number, terminal.version);
    }
    if (row->has_256_colours && type && strcmp(type, "xterm") == 0)
        terminal.type = "xterm-256color";
    return terminal;
}

struct terminal terminal_in_order(const struct terminal *terminal, enum order order)
{
    struct terminal in_order = *terminal;
    if (order == ORDER_AUTO)
        return in_order;
    in_order.encoding.order = order;
    if (order != ORDER_VISUAL)
        in_order.switch_on = in_order.switch_off = "";
    return in_order;
}

struct terminal terminal_left_alone(const struct terminal *terminal)
{
    struct terminal left_alone = *terminal;
    left_alone.encoding.order = terminal->order_unswitched;
    left_alone.switch_on = left_alone.switch_off = "";
    return left_alone;
}

bool terminal_can_be_asked(const char *type)
{
    /* Older Linux consoles and Emacs' show what they do not know. */
    static const char *const mute[] = { "dumb", "linux", "eterm", "emacs", "cons25", "vt52", "unknown" };
    for (size_t i = 0; i < sizeof mute / sizeof *mute; i++)
        if (begins_with(type, mute[i]))
            return false;
    return type && *type;
}

bool terminal_is_behind(const struct terminal *terminal, const char *multiplexer)
{
    return strcmp(terminal->multiplexer ? terminal->multiplexer : terminal->name, multiplexer) == 0;
}

bool terminal_is_doubtful(const struct terminal *terminal)
{
    bool is_hidden = terminal->multiplexer && strcmp(terminal->multiplexer, terminal->name) == 0;
    return terminal->told_by[0] == '\0' || is_hidden;
}

/* ---- what text stands on ------------------------------------------------------------------------------------------ */

/* As bright to the eye as middle grey, or brighter (Rec. 709 on the coded values: near enough to choose by). */
static bool is_light(int colour)
{
    int red = colour >> 16 & 0xFF, green = colour >> 8 & 0xFF, blue = colour & 0xFF;
    return 2126 * red + 7152 * green + 722 * blue >= 10000 * 128;
}

/* "15;0", "0;default;15": the last is the background, by its number among 16. */
static enum ground ground_of_variable(const char *said)
{
    const char *last = said ? strrchr(said, ';') : NULL;
    size_t digits = last ? strspn(last + 1, DIGITS) : 0;
    if (digits == 0 || digits > 2 || last[1 + digits] != '\0')
        return GROUND_UNKNOWN;
    int number = atoi(last + 1);
    return number == 7 || (number >= 9 && number <= 15) ? GROUND_LIGHT : number <= 8 ? GROUND_DARK : GROUND_UNKNOWN;
}

enum ground terminal_ground(const struct terminal_clues *clues)
{
    if (clues->replies && clues->replies->background >= 0)
        return is_light(clues->replies->background) ? GROUND_LIGHT : GROUND_DARK;
    return ground_of_variable(clues->get_environment("COLORFGBG"));
}
