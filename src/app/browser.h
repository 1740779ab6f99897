/* Opens an address in the user's browser: an argument vector, never a shell. */
#ifndef KHABAR_APP_BROWSER_H
#define KHABAR_APP_BROWSER_H

#include "base/error.h"
#include "base/slice.h"

/* Runs $BROWSER (names divided by ":", each may have arguments and a %s), else xdg-open, open, w3m or lynx, and waits
 * for it to end. The address must be sound (source_address_is_sound) and is exactly one argument. The terminal must have been given back. */
bool browser_open(struct slice address, struct error *error);

#endif
