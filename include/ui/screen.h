/* The terminal's screen: the only part that knows curses. Shows a canvas, reads keys, gives the terminal back.
 *
 *     setlocale(LC_ALL, "")                 (in no encoding: LC_CTYPE "C.UTF-8", if inquiry.takes_utf8)
 *     install signal handlers               (curses leaves alone what is not SIG_DFL)
 *     inquiry_make                          (which terminal is this?)
 *     screen_create … poll on screen_input_descriptor, screen_read_key until KEY_CODE_NONE …
 *     draw on a canvas of screen_width × screen_height, screen_show, reset the frame's arena
 *     SIGWINCH: screen_resize;  SIGTSTP or Ctrl-Z: screen_suspend, raise(SIGSTOP), screen_resume
 *     another program on this terminal: screen_suspend, run it, screen_resume
 *     SIGTERM, SIGHUP, SIGINT: leave the loop, screen_destroy;  SIGSEGV, SIGABRT …: screen_emergency_restore
 */
#ifndef KHABAR_UI_SCREEN_H
#define KHABAR_UI_SCREEN_H

#include "base/error.h"
#include "term/terminal.h"
#include "ui/canvas.h"
#include "ui/inquiry.h"
#include "ui/key.h"
#include "ui/mouse.h"
#include "ui/theme.h"

struct screen;

/* Can there be a screen? Nothing is sent to find out. False with ERROR_TERMINAL: standard output is no terminal, TERM is
 * not set, unknown, or one that cannot move its cursor. */
bool screen_is_possible(struct error *error);
/* `terminal` is copied; its strings are borrowed. There can be one screen at a time (curses). The inquiry's keyboard,
 * and what was typed at it, are the screen's from now on. NULL with ERROR_TERMINAL: see screen_is_possible. */
struct screen *screen_create(const struct terminal *terminal, const struct theme *theme, struct inquiry *inquiry,
                             struct error *error);
/* Gives the terminal back as it was. NULL is allowed. */
void screen_destroy(struct screen *screen);

/* The old terminal is given back and the new one taken; everything is sent anew, and the width may have changed. */
void screen_set_terminal(struct screen *screen, const struct terminal *terminal);
/* The same when the old one was a mistake: it is not switched back. */
void screen_correct_terminal(struct screen *screen, const struct terminal *terminal);
/* The next screen_show paints in these colours. */
void screen_set_theme(struct screen *screen, const struct theme *theme);
int screen_width(const struct screen *screen);
int screen_height(const struct screen *screen);
/* Asks the terminal for its size; true when it changed. */
bool screen_resize(struct screen *screen);

/* Sends what changed. Whatever the cells hold, only characters that take their columns reach the terminal. */
void screen_show(struct screen *screen, const struct canvas *canvas);
/* The same, with each row of the canvas in an encoding of its own. */
void screen_show_encoded(struct screen *screen, const struct canvas *canvas, const struct row_encoding *encodings);
/* Sends a sequence that shows nothing and moves nothing, between two frames. False where it would be shown: the terminal
 * is of another kind than ECMA-48's. */
bool screen_send(struct screen *screen, struct slice sequence);
/* The next screen_show sends everything. */
void screen_redraw(struct screen *screen);

/* For poll: readable when a key was pressed, or so many milliseconds after (-1: not by itself). */
int screen_input_descriptor(const struct screen *screen);
int screen_input_timeout(const struct screen *screen);
/* Never waits; KEY_CODE_NONE when there is no (further) key. */
struct key screen_read_key(struct screen *screen);
/* Once: true when the terminal has answered after the inquiry gave up waiting. For after screen_read_key. */
bool screen_take_replies(struct screen *screen, struct terminal_replies *replies);
/* Asks the terminal to report its mouse, or no more to; until then the mouse is the terminal's own. */
void screen_set_mouse(struct screen *screen, bool reports);
/* Asks the terminal to tell when it turns dark or light (mode 2031 of Contour, kitty, VTE …), or no more to. */
void screen_tell_ground(struct screen *screen, bool tells);
/* Once: what it turned to since the last call; GROUND_UNKNOWN: nothing was told. For after screen_read_key. */
enum ground screen_take_ground(struct screen *screen);
/* What the last KEY_CODE_PASTE was, as it came: anything may be in it. Until the next screen_read_key. */
struct slice screen_paste(const struct screen *screen);
/* What the last KEY_CODE_MOUSE was. */
struct mouse screen_mouse(const struct screen *screen);
/* The terminal is gone (end of input). */
bool screen_is_gone(const struct screen *screen);

/* Gives the terminal back for a while, and takes it again; everything is sent anew and the size may have changed. */
void screen_suspend(struct screen *screen);
void screen_resume(struct screen *screen);

/* False where presentation forms cannot be drawn, by the locale's encoding or a console's font: send LETTERS_BASE. */
bool screen_has_joined_letters(const struct screen *screen);
enum { SCREEN_LACK_BYTES = 128 };
/* What a reader of right-to-left text will miss here, and what to do about it. False: nothing. */
bool screen_say_lack(const struct screen *screen, char text[SCREEN_LACK_BYTES]);
/* No locale at all (LANG=C, cron, a bare container): it says nothing about the terminal. */
bool screen_locale_is_ascii(void);

/* Async-signal-safe: writes what gives the terminal back, prepared by screen_create; nothing when no screen is up. */
void screen_emergency_restore(void);

#endif
