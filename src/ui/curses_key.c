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
        { CURSES_KEY_CTRL_LEFT, KEY_CODE_CTRL_LEFT }, { CURSES_KEY_CTRL_RIGHT, KEY_CODE_CTRL_RIGHT },
        { CURSES_KEY_ALT_LEFT, KEY_ALT | KEY_CODE_LEFT }, { CURSES_KEY_ALT_RIGHT, KEY_ALT | KEY_CODE_RIGHT },
    };
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (keys[i].curses == number)
            return (struct key){ keys[i].code };
    if (number >= (unsigned)KEY_F(1) && number <= (unsigned)KEY_F(12))
        return (struct key){ KEY_CODE_F1 + number - (unsigned)KEY_F(1) };
    return (struct key){ KEY_CODE_OTHER };
}

void curses_key_define_own(void)
{
    static const struct {
        const char *sequence;
        enum curses_key_own key;
    } keys[] = {
        { "\033[<", CURSES_KEY_MOUSE }, /* xterm, "SGR" */
        { "\033[?997;1n", CURSES_KEY_DARK },      { "\033[?997;2n", CURSES_KEY_LIGHT },
        { "\033[200~", CURSES_KEY_PASTE_START }, { "\033[201~", CURSES_KEY_PASTE_END }, /* xterm, "Bracketed Paste" */
        { "\033[1;5D", CURSES_KEY_CTRL_LEFT },   { "\033[1;5C", CURSES_KEY_CTRL_RIGHT },
        { "\033Od", CURSES_KEY_CTRL_LEFT },      { "\033Oc", CURSES_KEY_CTRL_RIGHT }, /* rxvt */
        { "\033[1;3D", CURSES_KEY_ALT_LEFT },    { "\033[1;3C", CURSES_KEY_ALT_RIGHT },
    };
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        define_key(keys[i].sequence, (int)keys[i].key);
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
