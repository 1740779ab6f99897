/* Marks that wait for their entries. */
#ifndef KHABAR_STORE_RESTORE_H
#define KHABAR_STORE_RESTORE_H

#include "store/database.h"

struct waiting_marks {
    bool read, starred, saved, hidden;
    struct slice tags; /* a line each */
};

/* Whether there are any for entries of this feed; then store->answer says so, and restore_take looks. */
bool restore_is_waiting(struct store *store, store_id feed);
/* Takes those of one entry that is about to be saved; none is no error. Within its transaction. */
bool restore_take(struct store *store, store_id feed, int64_t guid_hash, struct arena *arena, struct waiting_marks *marks,
                  struct error *error);
bool restore_tags(struct store *store, store_id entry, const struct waiting_marks *marks, struct error *error);

#endif
