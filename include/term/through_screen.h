/* What GNU screen hands on to the terminal outside. Pure. */
#ifndef KHABAR_TERM_THROUGH_SCREEN_H
#define KHABAR_TERM_THROUGH_SCREEN_H

#include "base/buffer.h"

/* Appends `sequence` in pieces that screen takes. It must not hold an ST, which would end a piece: strings end by BEL. */
bool through_screen_append(struct slice sequence, struct buffer *out);

#endif
