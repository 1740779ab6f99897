/* The mode in which text of the article is selected, by keys or by the mouse. */
#ifndef KHABAR_APP_SELECTING_H
#define KHABAR_APP_SELECTING_H

#include "app/reading.h"

bool selecting_is_on(const struct reading *reading);
/* False: the command is none of the mode's. */
bool selecting_run(struct reading *reading, enum command command);
/* What is selected goes to the place that was found. */
void selecting_take_match(struct reading *reading);
void selecting_point(struct reading *reading, struct mouse mouse);

/* While the mouse is held past an edge of the text, it scrolls: milliseconds until selecting_work is due, or -1. */
int selecting_timeout(const struct reading *reading);
void selecting_work(struct reading *reading);

#endif
