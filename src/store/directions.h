/* Directions as a step of what can be undone; inside a transaction. */
#ifndef KHABAR_STORE_DIRECTIONS_H
#define KHABAR_STORE_DIRECTIONS_H

#include "store/database.h"

/* Only what still runs as the step left it. */
bool directions_set_back(struct store *store, const struct undo_step *step, bool undoes, struct error *error);

#endif
