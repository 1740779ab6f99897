/* Programs that yield something: a feed, a fetched feed made better, a password. They run beside all else, in the one
 * poll, without a terminal and within limits; one that hangs, prints without end or fails costs itself an error. */
#ifndef KHABAR_SOURCE_PROGRAMS_H
#define KHABAR_SOURCE_PROGRAMS_H

#include "base/error.h"
#include "source/source.h"

#include <poll.h>

enum { PROGRAM_OUTPUT_LIMIT = 16 << 20, PROGRAM_SECONDS = 60 };

/* What it printed, or NULL and why not: that it could not be started, how it ended and the first line of what it
 * complained. Borrowed for the length of the call, from which programs may be started and stopped. */
typedef void program_done(void *context, uint64_t id, const struct slice *output, const struct error *error);

struct programs;

struct programs *programs_create(program_done *done, void *context);
/* Ends those that run, and what they started; nobody is told. */
void programs_destroy(struct programs *programs);

/* Copies what it is given and returns the program's id, never 0. A few run at once, the rest waits. `input` is what it
 * reads. `seconds` 0: PROGRAM_SECONDS. Answered exactly once, not before the next dispatch. */
uint64_t programs_start(struct programs *programs, const struct texts *arguments, struct slice input, uint32_t seconds);
/* No answer will come. */
void programs_stop(struct programs *programs, uint64_t id);
size_t programs_pending(const struct programs *programs);

/* For the one poll. At most `capacity` descriptors are written; returns how many. */
enum { PROGRAMS_POLL_MAX = 12 };
size_t programs_poll_descriptors(const struct programs *programs, struct pollfd *descriptors, size_t capacity);
/* Milliseconds until one must be looked at; -1: no timer. */
int programs_poll_timeout(const struct programs *programs);
/* Looks at all of them, whatever poll said. */
void programs_dispatch(struct programs *programs);

#endif
