/* How articles are laid out, by key: until the session ends, for the config file is the user's own. */
#ifndef KHABAR_APP_CHOICES_H
#define KHABAR_APP_CHOICES_H

#include "app/reading.h"

/* The next choice of the command's option, round to the first; the status line says what it is. */
void choices_next(struct reading *reading, enum command command);
/* All vowel marks are shown, then dimmed, then hidden; where the config tells their classes apart, that comes round,
 * too. */
void choices_next_marks(struct reading *reading);

#endif
