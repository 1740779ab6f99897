/* What is done when nobody waits for anything: words are indexed, sources asked that are due, and it is seen what another
 * khabar brought. */
#ifndef KHABAR_APP_IDLE_H
#define KHABAR_APP_IDLE_H

#include "app/reading.h"

/* Something came, or the program began: there may be work. */
void idle_wake(struct reading *reading);
/* Is there work now? Then the poll does not wait, and idle_work is called when nothing else came. */
bool idle_has_work(const struct reading *reading);
/* A few milliseconds of it. */
void idle_work(struct reading *reading);

/* Milliseconds until it is time to look around: once a minute. */
int idle_timeout(const struct reading *reading);
void idle_look_around(struct reading *reading);

#endif
