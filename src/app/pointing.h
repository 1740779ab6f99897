/* The mouse, while no text is being selected: a click selects, two open, the wheel scrolls what is under it, a border goes
 * where it is dragged. */
#ifndef KHABAR_APP_POINTING_H
#define KHABAR_APP_POINTING_H

#include "app/reading.h"

/* Is it khabar's? With Shift it is the terminal's all the same, in most terminals. */
bool pointing_is_on(const struct reading *reading);
void pointing_point(struct reading *reading, struct mouse mouse);

#endif
