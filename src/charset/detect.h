/* Which encoding bytes are in that say nothing about it. */
#ifndef KHABAR_CHARSET_DETECT_H
#define KHABAR_CHARSET_DETECT_H

#include "charset/encoding.h"

/* UTF-16 or UTF-32 by where the zero bytes are; NULL when it is neither. */
const struct encoding *detect_wide(struct slice bytes);
/* ISO-2022 by its escape sequences, in bytes that are all ASCII; NULL when it is none. */
const struct encoding *detect_escaped(struct slice bytes);
/* The best guess for bytes that are not UTF-8; never NULL. */
const struct encoding *detect_legacy(struct slice bytes);
/* Most bytes above ASCII stand in words made of nothing else: no Latin script has that. */
bool words_are_not_latin(struct slice bytes);

#endif
