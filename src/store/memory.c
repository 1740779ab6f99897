#include "store/database.h"

#include <stdio.h>

void store_limit_memory(struct store *store, unsigned kibibytes)
{
    char pragma[64];
    snprintf(pragma, sizeof pragma, "PRAGMA cache_size = -%u", kibibytes);
    sqlite3_exec(store->database, pragma, NULL, NULL, NULL); /* a wish: without it more is used */
}
