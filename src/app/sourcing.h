/* The view of sources: what is in it, and what its keys do. */
#ifndef KHABAR_APP_SOURCING_H
#define KHABAR_APP_SOURCING_H

#include "app/reading.h"

/* Opens it, or goes back to the list; with the selection on the source of what is selected there. */
void sourcing_toggle(struct reading *reading);
/* Opens it at the next source that fails. */
void sourcing_show_failing(struct reading *reading);
/* Its rows as the store has them now. */
bool sourcing_load(struct reading *reading, struct error *error);
/* Does what the command says in this view; false when it is none of its own. */
bool sourcing_run(struct reading *reading, enum command command);
/* The user said yes. */
void sourcing_remove(struct reading *reading);

/* Milliseconds until there is a query to count; -1: none. */
int sourcing_timeout(const struct reading *reading);
void sourcing_work(struct reading *reading);

#endif
