/* What terminfo has about a type of terminal. */
#ifndef KHABAR_UI_TERMINFO_H
#define KHABAR_UI_TERMINFO_H

#include <stdbool.h>

struct terminfo_entry {
    bool is_known;
    bool moves_cursor;
    bool is_ecma_48; /* takes sequences that begin with ESC [ and knows to pass over those that it does not know */
    int colours; /* 0: none */
    bool has_true_colour; /* RGB, or Tc, which tmux and vim go by */
};

/* `type` is TERM; NULL and "" are not known. Not while a screen is up. */
struct terminfo_entry terminfo_find(const char *type);

#endif
