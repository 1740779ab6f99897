/* The user's settings. An option of the command line goes before the section of the terminal in
 * $XDG_CONFIG_HOME/khabar/config, that before the top of the file. */
#ifndef KHABAR_APP_CONFIG_H
#define KHABAR_APP_CONFIG_H

#include "app/clipboard.h"
#include "app/notifying.h"
#include "base/arena.h"
#include "base/error.h"
#include "lang/dates.h"
#include "page/page.h"
#include "term/terminal.h"
#include "ui/headlines.h"
#include "ui/keymap.h"
#include "ui/theme.h"

enum { CONFIG_BYTES_LIMIT = 1 << 20 };

enum config_marks { CONFIG_MARKS_AUTO, CONFIG_MARKS_SHOW, CONFIG_MARKS_DIM, CONFIG_MARKS_HIDE };


/* A line of the section [open], whose name says what it opens (app/opening.h), or of [commands]. */
struct config_program {
    struct slice name;
    struct slice command; /* a program and its arguments (app/running.h) */
    int line;
};

/* A line of the [highlight] section; the query and the look are judged by who uses them. */
struct config_highlight {
    struct slice query, look;
    int line;
};

/* A setting as it was written: in the file, or as an option of the command line. */
struct config_line {
    struct slice terminal; /* of its section [terminal NAME]; empty: the top of the file, or an option */
    struct slice name, value;
    int number;            /* in the file, from 1; 0: an option */
};

struct config {
    struct theme_wish theme;
    struct slice language;       /* of the interface; empty: the locale's */
    enum config_marks marks[MARK_CLASS_COUNT];
    struct page_options page;    /* but its marks, which may be left to the terminal, and its direction */
    enum calendar calendars[CALENDARS_AT_ONCE];
    enum dates_choice dates;     /* in lists */
    enum alignment titles;       /* of headlines in the list */
    enum { HYPERLINKS_AUTO, HYPERLINKS_YES, HYPERLINKS_NO } hyperlinks; /* auto: where the terminal is known to have them */
    enum { MIRRORED_AUTO, MIRRORED_YES, MIRRORED_NO } mirrored; /* auto: as the interface's language is written */
    enum headlines_density density;
    enum { SCROLLBAR_YES, SCROLLBAR_NO } scrollbar;
    enum { CONFIG_MOUSE_YES, CONFIG_MOUSE_NO } mouse;
    enum order order;            /* of the cells of a row on their way to the terminal */
    enum { TERMINAL_BIDI_SWITCH, TERMINAL_BIDI_LEAVE } terminal_bidi; /* the terminal's own reordering */
    enum { ARABIC_FONT_AUTO, ARABIC_FONT_OWN, ARABIC_FONT_OTHER } arabic_font; /* the terminal's, where it cannot be asked */
    int keyboard_layout;         /* the place of a word in KEY_LAYOUT_WORDS */
    enum clipboard_choice copy;
    struct slice copy_command;   /* "" for none */
    struct slice save_folder;    /* "" for none: where khabar was started */
    int save_format;             /* enum export_format: of a name that is proposed */
    int pipe_format, print_format, mail_format; /* enum export_format: what such a program reads */
    struct slice print_command, mail_command; /* a program and its arguments (app/running.h) */
    struct notify_wish notify;
    int connections, connections_a_host; /* at once; 0: as usual */
    int prompt_history;          /* answers that are kept, of each kind of prompt */
    int refresh_minutes;         /* older sources are refreshed at start; 0: only by key */
    struct keymap_line *bindings; /* of the sections [keys] and [keys VIEW]; the keymap judges them */
    size_t binding_count;
    struct config_program *openers, *commands; /* each is sound */
    size_t opener_count, command_count;
    struct config_highlight *highlights;
    size_t highlight_count;
    struct config_line *lines;   /* every one that is sound, as they were read; options last */
    size_t line_count;
};

/* A missing file gives the defaults. On a bad line the rest of the file still counts; the first error
 * is told ("path:line: …") and the result is false. Strings live in `arena`. */
bool config_load(const char *path, struct arena *arena, struct config *config, struct error *error);
/* One setting, as a line of the file would; `value` is borrowed. An error begins with the setting's name. */
bool config_set(struct config *config, struct slice name, struct slice value, struct error *error);
/* The settings one after the other, `*words` the choices of one that is a choice, else NULL; NULL after the last. */
const char *config_setting_at(size_t index, const char **words);
/* A setting of how pages are laid out, copied from the config; nothing where it is another one. */
void config_copy_page_setting(const struct config *config, struct slice name, bool terminal_shows_marks,
                              struct page_options *options);
/* The same from the command line: no section goes before it. `name` is borrowed, too. */
bool config_set_option(struct config *config, struct slice name, struct slice value, struct error *error);
/* What the sections [terminal NAME] of this terminal say (terminal_full_name; case does not count) from now on. */
void config_enter_terminal(struct config *config, struct slice terminal);
/* What is said from now on is in the language that is set; in the one before when none is. */
void config_choose_language(const struct config *config);
/* The terminal that was found, as the user knows it better. */
struct terminal config_terminal(const struct config *config, const struct terminal *found);
/* The line that decides a setting in this terminal, for one class of marks also a line about all; NULL: nobody set it. */
const struct config_line *config_find_line(const struct config *config, struct slice terminal, struct slice name);

/* The NAME of "[terminal NAME]"; false when the line is none. */
bool config_read_section(struct slice line, struct slice *terminal);

/* How pages are laid out; what is left to the terminal shows marks when it can. */
struct page_options config_page_options(const struct config *config, bool terminal_shows_marks);

#endif
