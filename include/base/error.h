/* Why something failed, for the program (kind) and for a person (text).
 * A text says what failed, where, and what to do. */
#ifndef KHABAR_BASE_ERROR_H
#define KHABAR_BASE_ERROR_H

#include <stdbool.h>

enum error_kind {
    ERROR_NONE,
    ERROR_USAGE,     /* the command line or a command's argument is wrong */
    ERROR_FILE,      /* a file or folder could not be read or written */
    ERROR_LIMIT,     /* too large, too deep, too many */
    ERROR_FORMAT,    /* not what it claims to be, or damaged */
    ERROR_NETWORK,   /* no connection, no name, no answer in time */
    ERROR_HTTP,      /* the server answered with an error */
    ERROR_TLS,       /* the connection cannot be trusted */
    ERROR_STORE,     /* the database refused */
    ERROR_WORKER,    /* a worker process died or said something impossible */
    ERROR_TERMINAL,  /* the terminal cannot do what is needed */
    ERROR_CONFIG,    /* a line of the user's own files is wrong */
    ERROR_KIND_COUNT
};

struct error {
    enum error_kind kind;
    char text[512]; /* UTF-8 */
};

/* Always returns false, so that a failing function can return it. `error` may be NULL. The format is translated here.
 * A text that is too long is cut at a character's border. */
bool error_set(struct error *error, enum error_kind kind, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* What the system says of an `errno`, translated where the C library may not: it knows few languages, and those only where
 * their locale is installed. */
const char *system_reason(int code);

#endif
