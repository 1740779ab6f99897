/* The terminal outside of tmux, which only tmux knows. */
#ifndef KHABAR_APP_OUTSIDE_H
#define KHABAR_APP_OUTSIDE_H

#include <stdbool.h>

enum { OUTSIDE_BYTES = 128 };

/* What tmux makes of a format (FORMATS in tmux(1)): "#{client_termname}". False when it does not say it within a fifth of
 * a second. */
bool outside_ask(const char *format, char answer[OUTSIDE_BYTES]);

#endif
