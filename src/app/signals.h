/* Signals as bytes in a pipe, so that one poll waits for everything. */
#ifndef KHABAR_APP_SIGNALS_H
#define KHABAR_APP_SIGNALS_H

#include "base/error.h"

/* Catches WINCH, TERM, HUP, INT, TSTP, CONT and CHLD for the pipe; on SEGV, BUS, ILL, FPE and ABRT the terminal is given
 * back first and the signal then does what it does. Call before the screen is made. */
bool signals_start(struct error *error);
/* For poll. */
int signals_descriptor(void);
/* The next signal that came, or 0. */
int signals_take(void);
/* Stops the program as Ctrl-Z does, until it is told to go on. Where nobody could tell it to (it is all that runs in its
 * window) nothing happens. */
void signals_suspend(void);
/* While another program has the terminal: Ctrl-C is for that one alone, Ctrl-Z stops both. */
void signals_lend_terminal(void);
void signals_take_terminal(void);
/* Default actions again; then, with `last` not 0, dies of it, so that the parent sees why. */
void signals_stop(int last);

#endif
