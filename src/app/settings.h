/* Settings of the config file, changed while the program runs: until it ends, and for this terminal as for all. */
#ifndef KHABAR_APP_SETTINGS_H
#define KHABAR_APP_SETTINGS_H

#include "app/reading.h"

/* "marks hide": the name, then the value, which goes before what the file says and what was chosen by key. */
void settings_change(struct reading *reading, struct slice text);

#endif
