#define NCURSES_WIDECHAR 1
#define NCURSES_NOMACROS 1

#include "ui/look.h"

#include "ui/direct_colour.h"

#include <curses.h>
#include <string.h>

_Static_assert(sizeof(attr_t) <= sizeof(unsigned long), "attributes fit");

void looks_start(struct looks *looks, bool is_direct)
{
    if (!has_colors() || start_color() != OK)
        return;
    looks->has_default_colours = use_default_colors() == OK;
    /* Otherwise than in our own entry, a number is red, green and blue from the ninth on. */
    looks->colours = COLORS <= 256 ? COLORS : is_direct ? DIRECT_COLOURS : 8;
}

void looks_set_theme(struct looks *looks, const struct theme *theme)
{
    looks->theme = *theme;
    memset(looks->known, 0, sizeof looks->known);
    looks->pair_count = 0;
}

static int make_pair(int pair, int foreground, int background)
{
#if NCURSES_EXT_COLORS
    return init_extended_pair(pair, foreground, background);
#else
    return init_pair((short)pair, (short)foreground, (short)background);
#endif
}

/* The pair's number, made when it is new; 0, the terminal's own colours, when there is no more room. */
static short pair_of(struct looks *looks, int foreground, int background)
{
    if (!looks->has_default_colours) {
        foreground = foreground < 0 ? COLOR_WHITE : foreground;
        background = background < 0 ? COLOR_BLACK : background;
    } else if (foreground < 0 && background < 0) {
        return 0;
    }
    for (int i = 1; i <= looks->pair_count; i++)
        if (looks->pairs[i].foreground == foreground && looks->pairs[i].background == background)
            return (short)i;
    int next = looks->pair_count + 1;
    if (next >= MOST_PAIRS || next >= COLOR_PAIRS || make_pair(next, foreground, background) != OK)
        return 0;
    looks->pairs[next].foreground = foreground;
    looks->pairs[next].background = background;
    looks->pair_count = next;
    return (short)next;
}

struct look looks_find(struct looks *looks, unsigned role, unsigned overlay)
{
    static const struct {
        unsigned style;
        attr_t attribute;
    } attributes[] = {
        { STYLE_BOLD, A_BOLD },           { STYLE_DIM, A_DIM },         { STYLE_ITALIC, A_ITALIC },
        { STYLE_UNDERLINE, A_UNDERLINE }, { STYLE_REVERSE, A_REVERSE },
    };
    struct look *look = &looks->known[role][overlay];
    if (look->known)
        return *look;
    struct style style = theme_style_of(&looks->theme, role, overlay);
    bool wants_bold = false, ignored = false;
    look->known = true;
    for (size_t i = 0; i < sizeof attributes / sizeof *attributes; i++)
        if (style.attributes & attributes[i].style)
            look->attributes |= attributes[i].attribute;
    if (looks->colours > 0) {
        int foreground = colour_number(&style.foreground, looks->colours, &wants_bold);
        int background = colour_number(&style.background, looks->colours, &ignored);
        /* Two colours that this terminal cannot tell apart. */
        if (foreground == background && foreground >= 0)
            foreground = background == COLOR_BLACK ? COLOR_WHITE : COLOR_BLACK;
        /* Where bold means bright, bold black is grey, and lost on any colour. */
        if (looks->colours < 16 && foreground == COLOR_BLACK)
            look->attributes &= ~A_BOLD;
        look->pair = pair_of(looks, foreground, background);
    }
    if (wants_bold)
        look->attributes |= A_BOLD;
    return *look;
}
