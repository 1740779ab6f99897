#define NCURSES_NOMACROS 1

#include "ui/terminfo.h"

#include <curses.h>
#include <string.h>
#include <term.h>
#include <unistd.h>

static bool has_string(const char *name)
{
    const char *value = tigetstr(name);
    return value && value != (const char *)-1;
}

struct terminfo_entry terminfo_find(const char *type)
{
    int status;
    if (!type || !*type || setupterm(type, STDOUT_FILENO, &status) != OK)
        return (struct terminfo_entry){ .is_known = false };
    const char *move = has_string("cup") ? tigetstr("cup") : NULL;
    int colours = tigetnum("colors");
    struct terminfo_entry entry = {
        .is_known = true,
        .moves_cursor = move != NULL,
        .is_ecma_48 = move && strncmp(move, "\033[", 2) == 0,
        .colours = colours > 0 ? colours : 0,
        .has_true_colour = tigetflag("RGB") > 0 || tigetnum("RGB") > 0 || has_string("RGB") || tigetflag("Tc") > 0,
    };
    del_curterm(cur_term);
    return entry;
}
