/* What gives the terminal back when the program dies: ready at any moment, for a signal handler. */
#ifndef KHABAR_UI_EMERGENCY_H
#define KHABAR_UI_EMERGENCY_H

#include "ui/keyboard.h"

#include <stddef.h>

enum { EMERGENCY_BYTES = 512 };

/* From the next signal on, `bytes` are sent (what is more than EMERGENCY_BYTES is left out) and the keyboard, which
 * must outlive this, gets its modes back. Copied. */
void emergency_prepare(const struct keyboard *keyboard, const char *bytes, size_t length);
/* The terminal is as it was found. */
void emergency_disarm(void);
/* Async-signal-safe; once. */
void emergency_restore(void);

#endif
