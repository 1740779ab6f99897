/* Whoever waits for a key's sake is let in between two batches of another khabar that refreshes: locks alone are taken
 * again before one that waits has looked. A file beside the database says that somebody waits; it is there only then. */
#ifndef KHABAR_STORE_TURN_H
#define KHABAR_STORE_TURN_H

#include <stdbool.h>

/* -1 where there is none to be had; turn_end takes it. */
int turn_ask(const char *path);
void turn_end(const char *path, int turn);
bool turn_is_wanted(const char *path);
/* Lets those that wait begin, and is back soon in any case. */
void turn_give(const char *path);

#endif
