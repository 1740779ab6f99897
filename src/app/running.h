/* Programs that the user's config names, with what is at hand among their arguments: vectors, never a shell.
 *
 *   mpv --no-video {url}       {url} is one argument, or a part of one, whatever is in it
 *   background mpv {url}       runs beside khabar, without the terminal
 *
 * {url}, {title}, {source} and {author} are replaced; each in logical order, on one line. Quoting: source/arguments.h. */
#ifndef KHABAR_APP_RUNNING_H
#define KHABAR_APP_RUNNING_H

#include "base/arena.h"
#include "base/error.h"
#include "base/slice.h"

#include <sys/types.h>

struct run_values {
    struct slice url; /* sound (opening_address_is_sound), or empty */
    struct slice title, source, author;
};

struct run {
    char **arguments; /* NULL at the end */
    bool background;
};

/* Is it a program and its arguments, with no other {word} than these? */
bool run_check(struct slice command, struct error *error);
/* In the arena. What stands at an argument's start and begins with "-" gets a space before it, so that no title is taken
 * for an option. False when {url} is wanted and there is none, and as run_check. */
bool run_prepare(struct slice command, const struct run_values *values, struct arena *arena, struct run *run,
                 struct error *error);

/* Runs it with the terminal, which must have been given back, and waits for its end. `what` for the error, which says what
 * is wrong and what to do: "[open], line 12". `input`: a descriptor, or PROGRAM_TERMINAL. *leaves_output (may be NULL, begins as
 * false): nobody has looked at what it printed, for it read no single keys, as what fills the screen does, or it failed. */
bool run_in_terminal(const struct run *run, int input, const char *what, bool *leaves_output, struct error *error);

/* Those that run beside khabar. Begins as { 0 }. */
enum { BACKGROUND_MOST = 32, BACKGROUND_NAME_BYTES = 64 };
struct background {
    struct background_program {
        pid_t child;
        int complaints; /* a file; PROGRAM_NOTHING: nobody listens to it */
        char name[BACKGROUND_NAME_BYTES];
    } programs[BACKGROUND_MOST];
    size_t count;
};
/* `input`: a descriptor, or PROGRAM_NOTHING. What is given something to read is also listened to. */
bool run_in_background(struct background *background, const struct run *run, int input, const char *what,
                       struct error *error);
/* Once for each that ended badly, after SIGCHLD: true, and how, with the first line of its complaint. */
bool background_take_failure(struct background *background, struct error *error);

#endif
