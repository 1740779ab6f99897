/* The prompt at the bottom: what it asks for, and who takes the answer. */
#ifndef KHABAR_APP_PROMPTING_H
#define KHABAR_APP_PROMPTING_H

#include "app/reading.h"

/* The label is translated and formatted. */
void prompting_ask(struct reading *reading, enum prompt_purpose purpose, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
void prompting_press(struct reading *reading, struct key key);
/* Of the search command: in the article or in the list, for its argument or for what is typed then. */
void prompting_search(struct reading *reading);

#endif
