/* Which terminal this is, and the sequences that make it show rows in visual order.
 * Pure: the caller asks the environment and writes the bytes. */
#ifndef KHABAR_TERM_TERM_H
#define KHABAR_TERM_TERM_H

#include "base/slice.h"

struct terminal {
    const char *name;       /* "xterm", "VTE", …; for people */
    const char *switch_on;  /* bytes to send before curses starts; "" for none */
    const char *switch_off; /* and what gives the terminal back as it was found; safe in a signal handler */
    bool shows_marks;       /* combining marks land on their base */
    const char *type;       /* for terminfo, where TERM says less than the terminal can; NULL: TERM */
};

/* `get_environment` is getenv or a test's stand-in. */
struct terminal terminal_identify(const char *(*get_environment)(const char *name));

#endif
