/* Keys as curses tells them. */
#ifndef KHABAR_UI_CURSES_KEY_H
#define KHABAR_UI_CURSES_KEY_H

#include "ui/key.h"

/* Of a KEY_… number of curses; KEY_CODE_OTHER for those without a name here. */
struct key curses_key_of(unsigned number);

/* Arrows as they are typed before curses has told the terminal how to send them, and by terminals that it cannot tell. */
void curses_key_define_arrows(void);

#endif
