/* One headline by its id. */
#ifndef KHABAR_STORE_HEADLINE_H
#define KHABAR_STORE_HEADLINE_H

#include "store/database.h"

/* All zero, which is no error, when it is no longer there. */
bool store_headline(struct store *store, store_id id, struct arena *arena, struct stored_entry *entry,
                    struct error *error);

#endif
