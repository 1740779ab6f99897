/* The theme in use: the option's, else the config's, until a key takes the next one. */
#ifndef KHABAR_APP_THEMING_H
#define KHABAR_APP_THEMING_H

#include "app/reading.h"

/* `option` is --theme, NULL: none; it is borrowed. False only where it names no theme: what is wrong with the config's
 * is said in the status line. */
bool theming_start(struct reading *reading, const char *option, struct error *error);
/* The config has another theme now, or the terminal has told its background. */
void theming_change(struct reading *reading);
/* Does it follow the terminal's background? */
bool theming_is_automatic(const struct reading *reading);
/* The terminal turned dark or light, if it did. */
void theming_follow_ground(struct reading *reading);
/* The one of this name, for the session. */
void theming_take(struct reading *reading, struct slice name);
void theming_next(struct reading *reading);
/* The name behind this one, round to the first. */
struct slice theming_next_name(const struct reading *reading, struct slice name, struct arena *arena);

#endif
