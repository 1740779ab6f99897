/* What the user did, beside the database: his marks, what he starred, saved or tagged with its articles, and the
 * directions that he chose. All else can be fetched again. */
#ifndef KHABAR_STORE_BACKUP_H
#define KHABAR_STORE_BACKUP_H

#include "store/database.h"

/* At the end of a session, when the newest is older than an hour: the older two move on at most once a day. What it
 * cannot write it leaves as it was. */
void backup_keep(struct store *store);
/* Into a new database: what can still be read of the one that was set aside as `damaged`, then what the backups have.
 * Marks wait for their entries to be fetched again. `*marks` is how many came back. */
void backup_restore(struct store *store, const char *damaged, int64_t *marks);

#endif
