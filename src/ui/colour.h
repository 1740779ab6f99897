/* Colours by name and number, and the nearest that a terminal has. */
#ifndef KHABAR_UI_COLOUR_H
#define KHABAR_UI_COLOUR_H

#include "ui/theme.h"

/* "red", "bright-blue", "0" … "255", "#rrggbb", "default", "-". */
bool colour_parse(struct slice word, struct colour *colour);
enum { COLOUR_NAME_COUNT = 17 };
extern const char *const colour_names[COLOUR_NAME_COUNT];

#endif
