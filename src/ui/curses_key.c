#define NCURSES_WIDECHAR 1
#define NCURSES_NOMACROS 1

#include "ui/curses_key.h"

#include <curses.h>

struct key curses_key_of(unsigned number)
{
    static const struct {
        unsigned curses;
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
    if (number >= (unsigned)KEY_F(1) && number <= (unsigned)KEY_F(12))
        return (struct key){ KEY_CODE_F1 + number - (unsigned)KEY_F(1) };
    return (struct key){ KEY_CODE_OTHER };
}
