/* Which terminal this is, and what it takes to show rows right in it.
 * Pure: the caller asks the terminal and the environment, and writes the bytes. */
#ifndef KHABAR_TERM_TERMINAL_H
#define KHABAR_TERM_TERMINAL_H

#include "base/slice.h"
#include "term/encode.h"
#include "term/notification.h"

/* What the terminal answered (TERMINALS: XTVERSION, DA1–DA3, DECRQM, OSC 11). */
struct terminal_replies {
    bool complete;     /* DA1, the last question, which every terminal answers, was answered */
    char version[64];  /* XTVERSION: "XTerm(379)", "kitty(0.26.5)"; "": silent */
    char font[64];     /* kitty's, by its PostScript name: "DejaVuSansMono"; "": silent */
    int da2[3];        /* secondary device attributes: type, version, … */
    int da2_count;     /* 0: silent */
    char unit_id[16];  /* DA3, decoded: "~VTE"; "": silent */
    int mode_8;        /* DECRQM of BDSM: 0 not known to it, 1 set (it reorders), 2 reset, 3 and 4 for ever; -1: silent */
    int background;    /* OSC 11: 0xRRGGBB; -1: silent */
    char use_ctl[8];   /* mlterm's own: "true" or "false"; "": silent */
};

struct terminal_clues {
    const char *(*get_environment)(const char *name); /* getenv or a test's stand-in */
    const struct terminal_replies *replies;           /* NULL: nobody asked */
    const char *outside; /* tmux's "#{client_termtype}|#{client_termname}"; NULL: not asked, not known */
};

/* On what text stands in it: as it answered, else as COLORFGBG says, which rxvt and Konsole set and others hand on. */
enum ground { GROUND_UNKNOWN, GROUND_DARK, GROUND_LIGHT };
enum ground terminal_ground(const struct terminal_clues *clues);

/* False where questions are known to be shown or to have no answer; `type` is TERM. */
bool terminal_can_be_asked(const char *type);

struct terminal {
    const char *name;        /* "xterm", "VTE", …; for people, and for [terminal NAME] in the config file */
    char version[32];        /* "" when it does not tell */
    const char *told_by;     /* "XTVERSION", "VTE_VERSION", …: what gave it away; "" for one that is not known */
    const char *multiplexer; /* "tmux" or "screen" in between, the name too when nothing is known behind it; NULL */
    struct row_encoding encoding;
    enum order order_unswitched; /* shows rows right when nothing is switched */
    const char *switch_on;   /* bytes to send before curses starts; "" for none */
    const char *switch_off;  /* and what gives the terminal back as it was found; safe in a signal handler */
    bool shows_marks;        /* combining marks land on their base */
    bool has_true_colour;    /* 24-bit colours, by what it is or by COLORTERM */
    bool has_hyperlinks;     /* it opens links by itself (OSC 8), or hands them on to one that does */
    enum notification_way notification; /* that it is known to understand from here */
    const char *type;        /* for terminfo, where TERM says less than the terminal can; NULL: TERM */
};

/* The strings are literals. */
struct terminal terminal_identify(const struct terminal_clues *clues);

enum { TERMINAL_NAME_BYTES = 64 };
/* "xterm", or with a multiplexer in between "tmux in Konsole" ("tmux" where it does not tell in what): [terminal NAME] of
 * the config file, for what is right inside is not right outside. */
void terminal_full_name(const struct terminal *terminal, char name[TERMINAL_NAME_BYTES]);

/* "tmux", "screen": does it stand before the terminal, or is it all that is known of it? */
bool terminal_is_behind(const struct terminal *terminal, const char *multiplexer);

/* Is its order a guess? Nothing told which one it is, or which one is around the multiplexer. */
bool terminal_is_doubtful(const struct terminal *terminal);

/* The same terminal with the order that the user asks for; nothing is switched but for visual order. ORDER_AUTO changes
 * nothing. */
struct terminal terminal_in_order(const struct terminal *terminal, enum order order);

/* The same terminal with its own reordering as the user has it: nothing is sent to switch it. */
struct terminal terminal_left_alone(const struct terminal *terminal);

#endif
