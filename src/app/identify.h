/* Which terminal khabar runs in, from the start on and when it is seen from another one. */
#ifndef KHABAR_APP_IDENTIFY_H
#define KHABAR_APP_IDENTIFY_H

#include "app/reading.h"

/* By what it answered, the environment, and tmux. */
struct terminal identify_find(const struct terminal_replies *replies);
/* The same for the screen program; the config is the one for this terminal from now on, and the screen follows if there
 * is one already. What was chosen by key stays. */
void identify_terminal(struct reading *reading, const struct terminal_replies *replies);
/* tmux may have been attached to from another terminal: it is asked when no more such signs have come for a moment. */
void identify_outside_soon(struct reading *reading);
/* Milliseconds until identify_outside_when_due has something to do; -1: nothing. */
int identify_timeout(const struct reading *reading);
void identify_outside_when_due(struct reading *reading);

#endif
