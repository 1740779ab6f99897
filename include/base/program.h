/* Starts other programs: argument vectors, never a shell. */
#ifndef KHABAR_BASE_PROGRAM_H
#define KHABAR_BASE_PROGRAM_H

#include <stdbool.h>
#include <sys/types.h>

enum { PROGRAM_NOTHING = -1 };

/* What a program reads and writes: descriptors, or PROGRAM_NOTHING for /dev/null. */
struct program_files {
    int input, output, errors;
};

/* Looks for arguments[0] on PATH; ends with NULL. Without `files` it gets the terminal as it is; with them it has none, and
 * is the leader of a group that kill(-child, …) reaches. 0, or an errno. */
int program_start(char *const *arguments, const struct program_files *files, pid_t *child);
/* A pipe that no other program inherits and whose end on our side does not block; `ours` is 0 to read from it, 1 to write. */
bool program_pipe(int ends[2], int ours);

#endif
