/* The terminal outside of tmux, which only tmux knows. */
#ifndef KHABAR_APP_OUTSIDE_H
#define KHABAR_APP_OUTSIDE_H

#include <stdbool.h>

enum { OUTSIDE_BYTES = 128 };

/* "type|name" for struct terminal_clues; false when tmux does not say it within a fifth of a second. */
bool outside_ask(char outside[OUTSIDE_BYTES]);

#endif
