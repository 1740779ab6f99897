/* The terminal's side that is typed at. Between it and curses stand, until all are in, the answers to what the terminal
 * was asked: they are taken out, and what was typed goes on unchanged. */
#ifndef KHABAR_UI_KEYBOARD_H
#define KHABAR_UI_KEYBOARD_H

#include "base/error.h"
#include "term/replies.h"

#include <stdio.h>

struct keyboard;

/* In raw mode. Standard input, or /dev/tty when that is no terminal; NULL with ERROR_TERMINAL when there is none. */
struct keyboard *keyboard_open(struct error *error);
/* Modes as they were found. NULL is allowed. */
void keyboard_close(struct keyboard *keyboard);

/* Sends `questions`, which await so many answers (as replies_expect), then what else this terminal understands
 * (replies_next_question), and waits for the answers to all of it so long. */
void keyboard_ask(struct keyboard *keyboard, const char *questions, int fences, int cursors, int milliseconds);
/* Sends what needs no answer. */
void keyboard_tell(struct keyboard *keyboard, const char *bytes);
const struct reply_reader *keyboard_replies(const struct keyboard *keyboard);

/* What curses reads; lives as long as the keyboard. NULL: no more descriptors. */
FILE *keyboard_for_curses(struct keyboard *keyboard);
/* For poll: readable when there is something for keyboard_pump. */
int keyboard_descriptor(const struct keyboard *keyboard);
/* Milliseconds until keyboard_pump is due all the same; -1: never. */
int keyboard_timeout(const struct keyboard *keyboard);
/* Hands on to curses what was typed. True when the last answer has just come. */
bool keyboard_pump(struct keyboard *keyboard);

/* The terminal's modes are those in which it was found; answers that are still to come are waited for first, so that
 * nobody else reads them. Curses sets its own again. */
void keyboard_give_back(struct keyboard *keyboard);
/* Async-signal-safe. */
void keyboard_restore_modes(const struct keyboard *keyboard);

#endif
