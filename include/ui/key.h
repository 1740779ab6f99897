/* Keys as a person names them: "j", "é", "ت", "Space", "Enter", "PageDown", "Ctrl-L", "Alt-b", "F1". */
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
    KEY_CODE_CTRL_LEFT,
    KEY_CODE_CTRL_RIGHT,
    KEY_CODE_F1,
    KEY_CODE_F12 = KEY_CODE_F1 + 11,
    KEY_CODE_OTHER,        /* a key that has no name here; bound to nothing */
    KEY_CODE_MOUSE,        /* no key: screen_mouse tells what the mouse did */
    KEY_CODE_PASTE,        /* no key: screen_paste has the text */
    KEY_ALT = 0x200000,    /* added to the code of a key that is pressed with Alt, or right after Escape */
};

struct key {
    uint32_t code;
};

/* A name has room for those of a few keys, one after the other. */
enum { KEY_NAME_BYTES = 64, KEY_LAM = 0x0644 };

/* As it arrives from the terminal: LF is Enter, BS is Backspace, other controls are Ctrl and a letter. */
struct key key_of_code_point(uint32_t code_point);
/* False when there is no such key. Names ignore case, single characters do not, not even after "Alt-". */
bool key_parse(struct slice name, struct key *key);
void key_to_name(struct key key, char name[KEY_NAME_BYTES]);
/* The nearest name, or NULL. */
const char *key_suggest(struct slice mistyped);
/* The one key of an Arabic keyboard that types lam and this letter (U+FEF5, FEF7, FEF9, FEFB); KEY_CODE_NONE: none does. */
uint32_t key_lam_alef(uint32_t alef);
/* What is typed by it: the alef of such a key; 0 for others. */
uint32_t key_alef_of(struct key key);
/* Does it type a character into a prompt? */
bool key_is_text(struct key key);

#endif
