/* Keys as a person names them: "j", "é", "ت", "Space", "Enter", "PageDown", "Ctrl-L", "F1". */
#ifndef KHABAR_UI_KEY_H
#define KHABAR_UI_KEY_H

#include "base/slice.h"

/* Keys that type a character are that code point; Ctrl-A … Ctrl-Z are 1 … 26 but for those named here. */
enum key_code {
    KEY_CODE_NONE = 0,     /* nothing was pressed */
    KEY_CODE_TAB = 9,
    KEY_CODE_ENTER = 13,
    KEY_CODE_ESCAPE = 27,
    KEY_CODE_BACKSPACE = 127,
    KEY_CODE_UP = 0x110000, /* past the last code point */
    KEY_CODE_DOWN,
    KEY_CODE_LEFT,
    KEY_CODE_RIGHT,
    KEY_CODE_HOME,
    KEY_CODE_END,
    KEY_CODE_PAGE_UP,
    KEY_CODE_PAGE_DOWN,
    KEY_CODE_INSERT,
    KEY_CODE_DELETE,
    KEY_CODE_BACK_TAB,
    KEY_CODE_F1,
    KEY_CODE_F12 = KEY_CODE_F1 + 11,
    KEY_CODE_OTHER,        /* a key that has no name here; bound to nothing */
    KEY_CODE_MOUSE,        /* no key: screen_mouse tells what the mouse did */
};

struct key {
    uint32_t code;
};

enum { KEY_NAME_BYTES = 16 };

/* As it arrives from the terminal: LF is Enter, BS is Backspace, other controls are Ctrl and a letter. */
struct key key_of_code_point(uint32_t code_point);
/* False when there is no such key. Names ignore case, single characters do not. */
bool key_parse(struct slice name, struct key *key);
void key_to_name(struct key key, char name[KEY_NAME_BYTES]);
/* The nearest name, or NULL. */
const char *key_suggest(struct slice mistyped);
/* Does it type a character into a prompt? */
bool key_is_text(struct key key);

#endif
