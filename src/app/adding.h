/* Adding a source from inside the program. */
#ifndef KHABAR_APP_ADDING_H
#define KHABAR_APP_ADDING_H

#include "app/reading.h"

/* What was typed at the prompt for an address. */
void adding_take_address(struct reading *reading, struct slice address);
/* Which of several feeds of a site. */
void adding_take_choice(struct reading *reading, struct slice answer);

#endif
