/* The other side: main() hands over to this when the program was started as a worker. */
#ifndef KHABAR_WORK_WORKER_H
#define KHABAR_WORK_WORKER_H

#include <stdbool.h>

/* Is this `argv` one that workers_create starts a worker with? */
bool worker_is_wanted(int argc, char *const *argv);
/* Serves its socket (standard input) until it closes; returns the exit status. */
int worker_main(int argc, char *const *argv);

#endif
