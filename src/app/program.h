/* Starts other programs: argument vectors, never a shell. */
#ifndef KHABAR_APP_PROGRAM_H
#define KHABAR_APP_PROGRAM_H

#include <sys/types.h>

/* Looks for arguments[0] on PATH; ends with NULL. `input` -1: the program gets the terminal as it is; else it reads from
 * that descriptor, is not heard, and outlives the terminal (a process group of its own). 0, or an errno. */
int program_start(char *const *arguments, int input, pid_t *child);

#endif
