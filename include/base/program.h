/* Starts other programs: argument vectors, never a shell. */
#ifndef KHABAR_BASE_PROGRAM_H
#define KHABAR_BASE_PROGRAM_H

#include "base/slice.h"

#include <stdbool.h>
#include <sys/types.h>

enum { PROGRAM_NOTHING = -1, PROGRAM_TERMINAL = -2 };

/* What a program reads and writes: descriptors, PROGRAM_NOTHING for /dev/null, or PROGRAM_TERMINAL for what we have. */
struct program_files {
    int input, output, errors;
};

/* Looks for arguments[0] on PATH; ends with NULL. Without `files`, or when it writes to the terminal, it has the terminal
 * as it is; else it has none, and is the leader of a group that kill(-child, …) reaches. 0, or an errno. */
int program_start(char *const *arguments, const struct program_files *files, pid_t *child);
/* A pipe that no other program inherits and whose end on our side does not block; `ours` is 0 to read from it, 1 to write. */
bool program_pipe(int ends[2], int ours);
/* A file without a name that holds the text, at its start: for a program that may read all of it, some of it or nothing, at
 * any time. The caller closes it; -1, and errno, when there is no room. */
int program_text(struct slice text);

#endif
