/* How a role looks in this terminal: curses attributes and a colour pair, found out when first needed. */
#ifndef KHABAR_UI_LOOK_H
#define KHABAR_UI_LOOK_H

#include "ui/theme.h"

struct look {
    unsigned long attributes; /* curses' attr_t */
    short pair;
    bool known;
};

enum { MOST_PAIRS = 256 };

struct looks {
    struct theme theme;
    int colours; /* 0: none */
    bool has_default_colours;
    struct look known[ALL_ROLES][ROLE_COUNT]; /* of role and overlay */
    struct {
        int foreground, background;
    } pairs[MOST_PAIRS]; /* from 1 on; 0 is the terminal's own */
    int pair_count;
};

/* After curses started: asks it for its colours. `is_direct`: by an entry of direct_colour.h. */
void looks_start(struct looks *looks, bool is_direct);
void looks_set_theme(struct looks *looks, const struct theme *theme);
struct look looks_find(struct looks *looks, unsigned role, unsigned overlay);

#endif
