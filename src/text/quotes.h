/* Quotation marks as pairs for rule N0 of UAX #9, which knows brackets only: without it the closing mark of
 * "قرأ «Clean Code» (2008)" goes with the Latin words and the number, away from its partner. */
#ifndef KHABAR_TEXT_QUOTES_H
#define KHABAR_TEXT_QUOTES_H

#include <fribidi.h>

#include "text/bidi.h"

/* Adds «», ‹›, “” and pairs of " to `brackets`. Linear. */
void quotes_pair(const uint32_t *code_points, size_t count, FriBidiBracketType *brackets);

#endif
