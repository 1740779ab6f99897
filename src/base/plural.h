/* What stands behind "plural=" in a catalogue's head: C, of `n` alone, that tells which form a number takes (GNU gettext
 * manual, "Additional functions for plural forms"). */
#ifndef KHABAR_BASE_PLURAL_H
#define KHABAR_BASE_PLURAL_H

#include "base/slice.h"

#include <stdbool.h>

/* False when the expression is no such, or divides by zero. */
bool plural_evaluate(struct slice expression, unsigned long n, unsigned long *form);

#endif
