/* Text on its way to the clipboard, by whatever reaches it from here; the interface never waits for it. */
#ifndef KHABAR_APP_CLIPBOARD_H
#define KHABAR_APP_CLIPBOARD_H

#include "base/buffer.h"

#include <sys/types.h>

/* As in the config file: auto osc52 tools. */
enum clipboard_choice { CLIPBOARD_AUTO, CLIPBOARD_OSC52, CLIPBOARD_TOOLS };

enum clipboard_place { CLIPBOARD_TMUX, CLIPBOARD_DESKTOP, CLIPBOARD_TERMINAL };

struct clipboard_way {
    enum clipboard_place place;
    struct slice command; /* program and arguments, spaces between; reads the text. Borrowed; of no terminal */
    bool takes_utf16;     /* little-endian; else UTF-8 */
};

/* clipboard_bytes: what is longer is not copied. */
enum { CLIPBOARD_WAYS = 8, CLIPBOARD_BYTES = 16 << 20 };

/* The ways to be tried, in order; returns how many. `command`: the user's own, goes before all; may be empty. What the
 * terminal is sent reaches the user's own screen over ssh, where a tool would fill the clipboard of another machine. */
size_t clipboard_ways(enum clipboard_choice choice, struct slice command, const char *(*get_environment)(const char *name),
                      struct clipboard_way ways[CLIPBOARD_WAYS]);

struct clipboard {
    bool (*send)(void *context, struct slice sequence); /* to the terminal; false: it cannot take it */
    void *context;
    bool through_screen;   /* GNU screen stands before the terminal */
    struct clipboard_way ways[CLIPBOARD_WAYS];
    size_t way_count, next_way;
    struct buffer text, utf16;
    struct slice left;     /* that the program has not taken yet */
    pid_t child;           /* 0: none */
    int input;             /* of the child; -1 once it has all */
    int64_t deadline;      /* of the child, in monotonic milliseconds */
    int64_t end;           /* of all; 0: none yet */
    bool reached[CLIPBOARD_TERMINAL + 1];
};

/* Takes a copy of `text`; what was under way before is given up. The ways must be set. */
void clipboard_start(struct clipboard *clipboard, struct slice text);
bool clipboard_is_busy(const struct clipboard *clipboard);
/* For poll: writable when the program takes more; -1 for none. */
int clipboard_descriptor(const struct clipboard *clipboard);
/* Milliseconds until clipboard_work must be called; -1: need not be. */
int clipboard_timeout(const struct clipboard *clipboard);
/* True when it has just ended: `reached` tells where it is now, perhaps nowhere. */
bool clipboard_work(struct clipboard *clipboard);
/* Lets what is under way end first, in the time of one program: what comes after one that hangs is not tried any more, but
 * for the terminal. */
void clipboard_finish(struct clipboard *clipboard);

#endif
