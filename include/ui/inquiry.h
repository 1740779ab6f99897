/* Asks the terminal who it is, before there is a screen. What the user types meanwhile is not lost. */
#ifndef KHABAR_UI_INQUIRY_H
#define KHABAR_UI_INQUIRY_H

#include "base/error.h"
#include "term/terminal.h"

struct keyboard;

struct inquiry {
    struct keyboard *keyboard; /* screen_create takes it over */
    struct terminal_replies replies;
    bool takes_utf8; /* when that was asked; what does not answer is taken for a terminal of today */
};

/* Puts the terminal into raw mode, sends the questions in one burst and waits for the answer to the last, 200 ms at
 * most, a second over ssh; leaves nothing on the screen. What comes later is screen_take_replies'.
 * Asks nobody where TERM says that it would be shown. `asks_encoding`: the locale does not tell whether this is UTF-8.
 * False with ERROR_TERMINAL: there is no terminal to ask; `inquiry` is then empty. */
bool inquiry_make(struct inquiry *inquiry, bool asks_encoding, struct error *error);
/* Gives the keyboard back, unless a screen took it over. */
void inquiry_finish(struct inquiry *inquiry);

#endif
