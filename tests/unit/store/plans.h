/* How SQLite means to run a statement, with and without statistics: a walk over a whole table would be one over all
 * headlines that were ever kept. */
#ifndef TESTS_STORE_PLANS_H
#define TESTS_STORE_PLANS_H

#include "support.h"

#include "store/database.h"

/* Tables of a few rows at most may be walked: sources, and what waits. */
static inline bool is_short_table(const char *step)
{
    static const char *const tables[] = { "SCAN feeds", "SCAN marks_to_restore", "SCAN search_backlog", "SCAN CONSTANT",
                                          "SCAN search_version", "SCAN feed_tags", "SCAN (subquery" /* that is what it is of */ };
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
        if (strncmp(step, tables[i], strlen(tables[i])) == 0)
            return true;
    return false;
}

/* Fails on a walk over a table whose size is that of all entries. */
static inline void assert_no_scan(struct store *store, const char *sql)
{
    char text[4096];
    sqlite3_stmt *plan;
    snprintf(text, sizeof text, "EXPLAIN QUERY PLAN %s", sql);
    if (sqlite3_prepare_v2(store->database, text, -1, &plan, NULL) != SQLITE_OK)
        fail_msg("%s: %s", sql, sqlite3_errmsg(store->database));
    while (sqlite3_step(plan) == SQLITE_ROW) {
        const char *step = (const char *)sqlite3_column_text(plan, 3);
        if (strncmp(step, "SCAN", 4) == 0 && !strstr(step, "USING") && !strstr(step, "VIRTUAL") && !is_short_table(step))
            fail_msg("%s: %s", sql, step);
    }
    sqlite3_finalize(plan);
}

#endif
