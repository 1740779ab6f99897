#include "store/database.h"

enum { STEPS_BETWEEN = 1000 }; /* of SQLite's virtual machine: less than a millisecond, also where each row is an article */

static int ask(void *context)
{
    struct store *store = context;
    return store->interruption.wanted(store->interruption.context);
}

void store_interrupt_when(struct store *store, bool (*wanted)(void *context), void *context)
{
    store->interruption.wanted = wanted;
    store->interruption.context = context;
    sqlite3_progress_handler(store->database, wanted ? STEPS_BETWEEN : 0, wanted ? ask : NULL, store);
}
