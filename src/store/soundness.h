/* When it is looked whether the pages of a database are whole, and what is remembered of it until it was. */
#ifndef KHABAR_STORE_SOUNDNESS_H
#define KHABAR_STORE_SOUNDNESS_H

#include "store/database.h"

/* SQLite's codes for a database that is to be set aside. */
bool soundness_is_damage(int code);

/* At the opening: SQLITE_OK, SQLITE_CORRUPT, or why it cannot be known. After damage was met all is read. After a bad end all
 * of a small database is; of a large one what cannot be fetched again, and the rest is noted as unchecked. */
int soundness_look(struct store *store);

#endif
