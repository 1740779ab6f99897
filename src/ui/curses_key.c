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

void curses_key_define_arrows(void)
{
    static const struct {
        const char *sequence;
        int key;
    } arrows[] = {
        { "\033[A", KEY_UP },   { "\033[B", KEY_DOWN },  { "\033[C", KEY_RIGHT }, { "\033[D", KEY_LEFT },
        { "\033[H", KEY_HOME }, { "\033[F", KEY_END },   { "\033OA", KEY_UP },    { "\033OB", KEY_DOWN },
        { "\033OC", KEY_RIGHT }, { "\033OD", KEY_LEFT }, { "\033OH", KEY_HOME },  { "\033OF", KEY_END },
    };
    for (size_t i = 0; i < sizeof arrows / sizeof *arrows; i++)
        if (key_defined(arrows[i].sequence) == 0)
            define_key(arrows[i].sequence, arrows[i].key);
}
