#include "store/database.h"

bool store_known_tags(struct store *store, struct arena *arena, struct slice **tags, size_t *count, struct error *error)
{
    sqlite3_stmt *list = store_prepare(store, STATEMENT_KNOWN_TAGS, error);
    return list && store_take_texts(store, list, 0, arena, tags, count, error);
}
