/* Terminfo's entry of a terminal with 24-bit colours. TERM mostly names the entry with 256, and curses sends no other
 * colours than its entry knows. */
#ifndef KHABAR_UI_DIRECT_COLOUR_H
#define KHABAR_UI_DIRECT_COLOUR_H

#include "base/buffer.h"

enum {
    DIRECT_COLOURS = 1 << 24,
    DIRECT_INDEXES = 256, /* numbers below are indexes of the palette; the darkest blues are one green brighter for it */
};

/* Appends the value for TERMINFO ("b64:…", ncurses 6.1 and later) in which `type` is as it is elsewhere, but with colours
 * by red, green and blue. False: `type` is not known, or has fewer than 256 colours, so that it is no such terminal. Not
 * while a screen is up. */
bool direct_colour_append_entry(const char *type, struct buffer *out);
/* 0xRRGGBB as a number for curses. */
int direct_colour_number(uint8_t red, uint8_t green, uint8_t blue);

#endif
