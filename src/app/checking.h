/* A database that a bad end left behind and that is too large to be read at the start: "khabar check --pages" reads it
 * meanwhile, as a program of its own that gives way to everything else. */
#ifndef KHABAR_APP_CHECKING_H
#define KHABAR_APP_CHECKING_H

#include <stdbool.h>
#include <sys/types.h>

struct reading;

struct checking {
    pid_t child; /* 0: none */
    int output;  /* closed by the child's end */
};

/* Starts it where the store wants it. */
void checking_start(struct reading *reading);
/* For poll: readable when there is work; -1: nothing is checked. */
int checking_descriptor(const struct checking *checking);
/* Says what came out. */
void checking_work(struct reading *reading);
/* One that has not ended is done again at the next start. Before the store closes, whose end is then the last. */
void checking_finish(struct checking *checking);

#endif
