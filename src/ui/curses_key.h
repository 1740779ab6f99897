/* Keys as curses tells them. */
#ifndef KHABAR_UI_CURSES_KEY_H
#define KHABAR_UI_CURSES_KEY_H

#include "ui/key.h"

/* What terminals send that terminfo does not name: numbers past those that curses gives to a terminal's own keys. */
enum curses_key_own {
    CURSES_KEY_MOUSE = 0x4000, /* how a report begins */
    CURSES_KEY_DARK,           /* what the terminal turned to */
    CURSES_KEY_LIGHT,
    CURSES_KEY_PASTE_START,
    CURSES_KEY_PASTE_END,
    CURSES_KEY_CTRL_LEFT,
    CURSES_KEY_CTRL_RIGHT,
    CURSES_KEY_ALT_LEFT,
    CURSES_KEY_ALT_RIGHT,
};

/* Of a KEY_… number of curses; KEY_CODE_OTHER for those without a name here. */
struct key curses_key_of(unsigned number);

/* Makes curses know those of our own. */
void curses_key_define_own(void);
/* Arrows as they are typed before curses has told the terminal how to send them, and by terminals that it cannot tell. */
void curses_key_define_arrows(void);

#endif
