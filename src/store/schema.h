/* The shape of the database, as steps from each version to the next. */
#ifndef KHABAR_STORE_SCHEMA_H
#define KHABAR_STORE_SCHEMA_H

#include "base/slice.h"

#include <sqlite3.h>

/* "khbr": tells our files from other programs' (file(1) knows the field). */
enum { STORE_APPLICATION_ID = 0x6b686272 };

extern const char *const schema_steps[]; /* [n] leads from version n to n + 1 */
extern const int schema_version;         /* how many there are */

/* Runs the steps that are missing, each in one transaction with its version's number; SQLite's result code. */
int schema_migrate(sqlite3 *database, const char *const *steps, int count);
/* What entries are found by within their feed. */
int64_t schema_guid_hash(struct slice guid);
/* SQLite's result code; the fields of the file's header. */
int schema_read_version(sqlite3 *database, int *version);
int schema_read_application(sqlite3 *database, int *application_id);

#endif
