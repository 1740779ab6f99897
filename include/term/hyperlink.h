/* Links that the terminal opens by itself: OSC 8 ("Hyperlinks in terminal emulators", Egmont Koblinger). Pure. */
#ifndef KHABAR_TERM_HYPERLINK_H
#define KHABAR_TERM_HYPERLINK_H

#include "base/buffer.h"

/* VTE's limit; what is longer terminals drop. */
enum { HYPERLINK_ADDRESS_BYTES = 2083 };

/* Ends what the sequence of hyperlink_append began. */
#define HYPERLINK_END "\033]8;;\033\\"

/* Appends the sequence that makes what is written next part of the link: the address in ASCII, everything else
 * percent-encoded (RFC 3987 3.1), and an id by which its parts in several rows are one. False, and nothing is appended, for what
 * is not a web page's, a file server's or a mailbox's, has a control character in it, or is too long. */
bool hyperlink_append(struct slice address, struct buffer *out);

#endif
