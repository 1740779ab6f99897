/* Whether whoever had the database open last came to an orderly end: a file beside it is there as long as one has it open,
 * and each that has holds a lock on it. */
#ifndef KHABAR_STORE_SESSION_H
#define KHABAR_STORE_SESSION_H

#include <stdbool.h>

/* -1 where that cannot be known; session_end takes it. */
int session_begin(const char *path, bool *ended_badly);
void session_end(const char *path, int session);

#endif
