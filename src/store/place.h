/* The files of a database: their modes, their names, and what becomes of damaged ones. */
#ifndef KHABAR_STORE_PLACE_H
#define KHABAR_STORE_PLACE_H

#include "base/arena.h"
#include "base/error.h"

#include <limits.h>

/* The folder (0700) and an empty file (0600) where there is none; SQLite gives its -wal and -shm the same mode.
 * A file that others could read is closed to them. */
bool place_prepare(const char *path, struct error *error);
/* Renames the database and its log to PATH.damaged-YYYYMMDD-HHMMSS, which is `aside` then. */
bool place_set_aside(const char *path, char aside[PATH_MAX], struct error *error);

/* Waits for it. Whoever opens a database does so with others; whoever looks at one to replace it looks alone: SQLite
 * finds the log by the database's name, so one that is half-way through opening the old file would take the new one's
 * log for its own, and delete it. -1 where that cannot be had; place_unlock takes it. Drop one before taking the other. */
enum place_use { PLACE_SHARED, PLACE_ALONE };
int place_lock(const char *path, enum place_use use);
void place_unlock(int lock);

/* The name of a file that is kept beside the database; false where there is none to be had, as for one in memory. */
bool place_name_beside(const char *path, const char *suffix, char name[PATH_MAX]);

/* What one run leaves for the next: damage was met; or the last one ended badly, and not all was read since. */
enum place_note { NOTE_SUSPECT, NOTE_UNCHECKED };
bool place_has_note(const char *path, enum place_note note);
void place_note(const char *path, enum place_note note);
void place_forget_note(const char *path, enum place_note note);

/* A log that is not empty lies beside the database. */
bool place_has_log(const char *path);
/* As a URI that makes SQLite need no other file. */
const char *place_immutable_name(const char *path, struct arena *arena);

#endif
