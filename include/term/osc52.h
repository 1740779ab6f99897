/* The clipboard through the terminal: OSC 52 (xterm, "Manipulate Selection Data"). Pure. */
#ifndef KHABAR_TERM_OSC52_H
#define KHABAR_TERM_OSC52_H

#include "base/buffer.h"

/* Of text in one sequence. xterm takes 600 kB of base64, tmux 1 MiB; what is longer they drop without a word. */
enum { OSC52_TEXT_BYTES = 440000 };

/* Appends the sequence that puts `text` on the clipboard: base64, no other byte of the text. `through_screen`: in pieces
 * that GNU screen hands on to the terminal outside. False, and `out` of no use, when the text is too long. */
bool osc52_append(struct slice text, bool through_screen, struct buffer *out);

#endif
