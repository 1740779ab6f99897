/* Asks the terminal who it is, before there is a screen. What the user types meanwhile is not lost. */
#ifndef KHABAR_UI_INQUIRY_H
#define KHABAR_UI_INQUIRY_H

#include "base/error.h"
#include "term/terminal.h"

struct keyboard;

struct inquiry {
    struct keyboard *keyboard; /* screen_create takes it over */
    bool was_asked; /* it is known to take questions, or not known at all */
    struct terminal_replies replies;
    bool takes_utf8; /* when that was asked; what does not answer is taken for a terminal of today */
    bool is_open;          /* was asked, and has not ended */
    int64_t answers_until; /* milliseconds of the monotonic clock */
};

/* Puts the terminal into raw mode and sends the questions in one burst. Asks nobody where TERM says that it would be
 * shown. `asks_encoding`: the locale does not tell whether this is UTF-8.
 * False with ERROR_TERMINAL: there is no terminal to ask; `inquiry` is then empty. */
bool inquiry_begin(struct inquiry *inquiry, bool asks_encoding, struct error *error);
/* Waits for the answer to the last question, mlterm's own after it, until 20 ms after the beginning, 200 where the encoding
 * depends on it, a second over ssh; leaves nothing on the screen. What comes later is screen_take_replies'. */
void inquiry_end(struct inquiry *inquiry);
/* Both. */
bool inquiry_make(struct inquiry *inquiry, bool asks_encoding, struct error *error);
/* Waits for what has not been answered yet, for who can: so long at most. */
void inquiry_wait(struct inquiry *inquiry, int milliseconds);
/* How many columns each text takes, in one more burst; false when it did not say in time. For at most INQUIRY_WIDTHS_MOST
 * texts, after inquiry_make and where the terminal takes UTF-8. What stood in the cursor's line is gone. */
enum { INQUIRY_WIDTHS_MOST = 48 };
bool inquiry_ask_widths(struct inquiry *inquiry, const char *const *texts, size_t count, int *widths);
/* Gives the keyboard back, unless a screen took it over. */
void inquiry_finish(struct inquiry *inquiry);

#endif
