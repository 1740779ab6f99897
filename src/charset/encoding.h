/* The encodings that the web has, under the names and labels of the WHATWG Encoding Standard, with the DOS
 * code pages that old text files are in. */
#ifndef KHABAR_CHARSET_ENCODING_H
#define KHABAR_CHARSET_ENCODING_H

#include "base/buffer.h"

enum encoding_kind {
    ENCODING_UTF8,
    ENCODING_WIDE,      /* UTF-16 and UTF-32: full of zero bytes */
    ENCODING_ESCAPED,   /* ISO-2022: nothing but ASCII bytes */
    ENCODING_MULTIBYTE,
    ENCODING_LATIN,     /* single bytes; most letters are ASCII */
    ENCODING_SCRIPT,    /* single bytes; a script of its own above ASCII */
};

struct encoding {
    const char *name;
    const char *converter; /* ICU's name */
    enum encoding_kind kind;
    const char *labels; /* lower case, each followed by one space */
};

/* By a label as it stands in a header or a declaration; NULL when no such encoding is known. */
const struct encoding *encoding_find(struct slice label);
/* By its own name, which must be in the table. */
const struct encoding *encoding_named(const char *name);

/* Appends the bytes as UTF-8, what is illegal as U+FFFD. False when the buffer is full. */
bool encoding_convert(const struct encoding *encoding, struct slice bytes, struct buffer *utf8);

#endif
