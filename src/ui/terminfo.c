#define NCURSES_NOMACROS 1

#include "ui/terminfo.h"

#include <curses.h>
#include <string.h>
#include <term.h>
#include <unistd.h>

struct terminfo_entry terminfo_find(const char *type)
{
    int status;
    if (!type || !*type || setupterm(type, STDOUT_FILENO, &status) != OK)
        return (struct terminfo_entry){ .is_known = false };
    const char *move = tigetstr("cup");
    int colours = tigetnum("colors");
    struct terminfo_entry entry = {
        .is_known = true,
        .moves_cursor = move && move != (const char *)-1,
        .is_ecma_48 = move && move != (const char *)-1 && strncmp(move, "\033[", 2) == 0,
        .colours = colours > 0 ? colours : 0,
    };
    del_curterm(cur_term);
    return entry;
}
