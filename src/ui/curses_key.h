/* Keys as curses tells them. */
#ifndef KHABAR_UI_CURSES_KEY_H
#define KHABAR_UI_CURSES_KEY_H

#include "ui/key.h"

/* Of a KEY_… number of curses; KEY_CODE_OTHER for those without a name here. */
struct key curses_key_of(unsigned number);

#endif
