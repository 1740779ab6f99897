/* How each role looks. A theme file has one `role = foreground [background] [attributes]` a line; the format is
 * explained at the top of themes/dusk.theme. */
#ifndef KHABAR_UI_THEME_H
#define KHABAR_UI_THEME_H

#include "base/arena.h"
#include "base/error.h"
#include "term/terminal.h"
#include "ui/role.h"

enum colour_kind {
    COLOUR_BELOW,    /* "-", or not said: what lies below shows through */
    COLOUR_DEFAULT,  /* the terminal's own */
    COLOUR_INDEX,    /* 0–255, the first 16 as the terminal has them */
    COLOUR_RGB,
};

struct colour {
    enum colour_kind kind;
    uint8_t index;
    uint8_t red, green, blue;
};

struct colour_pair {
    struct colour many; /* with 256 colours or more */
    struct colour few;  /* with 16 or 8; COLOUR_BELOW: the nearest to `many` */
};

enum style_attribute {
    STYLE_BOLD = 1,
    STYLE_DIM = 2,
    STYLE_ITALIC = 4,
    STYLE_UNDERLINE = 8,
    STYLE_REVERSE = 16,
};

struct style {
    struct colour_pair foreground, background;
    unsigned attributes; /* of enum style_attribute */
};

enum { THEME_NAME_BYTES = 64 };

/* A plain value: copy it freely. */
struct theme {
    char name[THEME_NAME_BYTES];
    struct style styles[ALL_ROLES];
};

/* The theme called `name`: `user_folder`/NAME.theme, then the installed one, then the compiled-in one.
 * `user_folder` may be NULL. False: there is none of this name (the text lists those there are), `theme` is unchanged.
 * A wrong line is left out and the first is said through `complaint` (its kind is ERROR_NONE otherwise):
 * `themes/dusk.theme:7: unknown role "lnk" (did you mean "link"?)`. */
bool theme_load(struct theme *theme, const char *user_folder, const char *name, struct error *complaint,
                struct error *error);
/* The file that it would be read from; false where it is compiled in, or there is none. */
enum { THEME_PATH_BYTES = 4096 };
bool theme_find_file(const char *user_folder, const char *name, char path[THEME_PATH_BYTES]);
/* The same from text; `path` is for messages. */
void theme_parse(struct theme *theme, const char *path, struct slice text, struct error *complaint);

struct theme_wish {
    struct slice name;        /* "auto": one of the other two */
    struct slice dark, light; /* dark also where nobody knows what the terminal's background is */
};
/* "mono" where NO_COLOR is set and not empty, else what is wished on such a background. */
struct slice theme_choose(const struct theme_wish *wish, enum ground ground, const char *(*get_environment)(const char *name));
/* All names that theme_load knows, sorted, each once; in `arena`. */
size_t theme_names(const char *user_folder, struct arena *arena, struct slice **names);
/* The name after `current` in that list, round to the first. */
struct slice theme_next_name(const char *user_folder, struct slice current, struct arena *arena);

/* What lies over a headline: as a line of a theme file, or the name of a role. */
struct highlight {
    bool is_role;
    unsigned role;
    struct style style;
};
/* `path` and `line` are for what is wrong; false then. */
bool theme_parse_highlight(const char *path, int line, struct slice text, struct highlight *highlight,
                           struct error *complaint);
/* From now on the roles behind ROLE_COUNT look as these do in this theme; HIGHLIGHTS_MOST at most. */
void theme_set_highlights(struct theme *theme, const struct highlight *highlights, size_t count);

/* Role over plain text, then the overlay over both (UI_NO_OVERLAY: none). No colour is COLOUR_BELOW in the result's
 * `many`. */
struct style theme_style_of(const struct theme *theme, unsigned role, unsigned overlay);

/* Red, green and blue of one that is COLOUR_INDEX (as in xterm's palette) or COLOUR_RGB. */
void colour_rgb(const struct colour *colour, int rgb[3]);
/* The colour's number for a terminal of `colours` colours (1 << 24, 256, 88, 16, 8): the nearest to the eye that it has;
 * -1: the terminal's own. Of 1 << 24 a number from 256 on is red, green and blue, one below an index of the palette.
 * `*wants_bold` is set when a bright colour can only be had so (8 colours, foreground). */
int colour_number(const struct colour_pair *pair, int colours, bool *wants_bold);

#endif
