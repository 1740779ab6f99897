#include "source/programs.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/catalogue.h"
#include "base/program.h"
#include "base/utf8.h"
#include "source/arguments.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum {
    RUNNING_LIMIT = 4,
    COMPLAINT_BYTES = 120,
    LOOK_EVERY_MILLISECONDS = 250,   /* whether it ended, which its output need not tell */
    LOOK_SOON_MILLISECONDS = 20,     /* where one of the two has come, and the other is expected */
    LINGERING_MILLISECONDS = 1000,   /* what it started may hold its output open so long after its own end */
    READ_BYTES = 64 << 10,
};
struct program {
    struct program *next;
    uint64_t id;
    struct arena arena;
    char **arguments;
    struct buffer input, output, errors;
    size_t written;
    uint32_t seconds;
    bool runs, ended;
    pid_t child;
    int status;
    int input_end, output_end, errors_end; /* ours; -1: closed */
    int64_t deadline;
    struct error error;
};

struct programs {
    program_done *done;
    void *context;
    uint64_t last_id;
    struct program *first; /* in the order of their start */
    size_t running, pending;
};
_Static_assert(PROGRAMS_POLL_MAX / 3 == RUNNING_LIMIT, "each descriptor can be waited for");

static void start(struct programs *programs, struct program *program);
static void move_on(struct program *program);
static bool is_over(struct program *program);
static void end(struct programs *programs, struct program *program);

static int64_t now_in_milliseconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

struct programs *programs_create(program_done *done, void *context)
{
    struct programs *programs = allocate(1, sizeof *programs);
    programs->done = done;
    programs->context = context;
    return programs;
}

static void program_free(struct program *program)
{
    buffer_finish(&program->input);
    buffer_finish(&program->output);
    buffer_finish(&program->errors);
    arena_finish(&program->arena);
    free(program);
}

void programs_destroy(struct programs *programs)
{
    if (!programs)
        return;
    while (programs->first)
        programs_stop(programs, programs->first->id);
    free(programs);
}

uint64_t programs_start(struct programs *programs, const struct texts *arguments, struct slice input, uint32_t seconds)
{
    struct program *program = allocate(1, sizeof *program), **last = &programs->first;
    program->id = ++programs->last_id;
    program->arguments = arguments_vector(arguments, &program->arena);
    program->seconds = seconds ? seconds : PROGRAM_SECONDS;
    program->input = buffer_create(input.length + 1);
    program->output = buffer_create(PROGRAM_OUTPUT_LIMIT);
    program->errors = buffer_create(COMPLAINT_BYTES);
    program->input_end = program->output_end = program->errors_end = -1;
    buffer_append(&program->input, input);
    while (*last)
        last = &(*last)->next;
    *last = program;
    programs->pending++;
    if (programs->running < RUNNING_LIMIT)
        start(programs, program);
    return program->id;
}

static struct program *unlink_program(struct programs *programs, uint64_t id)
{
    for (struct program **link = &programs->first; *link; link = &(*link)->next)
        if ((*link)->id == id) {
            struct program *program = *link;
            *link = program->next;
            programs->pending--;
            return program;
        }
    return NULL;
}

void programs_stop(struct programs *programs, uint64_t id)
{
    struct program *program = unlink_program(programs, id);
    if (!program)
        return;
    end(programs, program);
    program_free(program);
}

size_t programs_pending(const struct programs *programs)
{
    return programs->pending;
}

/* ---- the poll ---- */

static size_t wait_for(int descriptor, short events, struct pollfd *descriptors, size_t capacity)
{
    if (descriptor < 0 || capacity == 0)
        return 0;
    *descriptors = (struct pollfd){ .fd = descriptor, .events = events };
    return 1;
}

size_t programs_poll_descriptors(const struct programs *programs, struct pollfd *descriptors, size_t capacity)
{
    size_t count = 0;
    for (const struct program *program = programs->first; program; program = program->next) {
        count += wait_for(program->input_end, POLLOUT, descriptors + count, capacity - count);
        count += wait_for(program->output_end, POLLIN, descriptors + count, capacity - count);
        count += wait_for(program->errors_end, POLLIN, descriptors + count, capacity - count);
    }
    return count;
}

int programs_poll_timeout(const struct programs *programs)
{
    int64_t soonest = -1, now = now_in_milliseconds();
    for (const struct program *program = programs->first; program; program = program->next) {
        bool is_half_over = program->runs && (program->ended || program->output_end < 0);
        int64_t left = program->error.kind != ERROR_NONE ? 0 : program->deadline - now;
        int64_t next_look = is_half_over ? LOOK_SOON_MILLISECONDS : LOOK_EVERY_MILLISECONDS;
        left = left < next_look ? left : next_look;
        bool is_waiting = !program->runs && program->error.kind == ERROR_NONE;
        if (!is_waiting && (soonest < 0 || left < soonest))
            soonest = left > 0 ? left : 0;
    }
    return (int)soonest;
}

static struct program *first_over(struct programs *programs)
{
    for (struct program *program = programs->first; program; program = program->next)
        if (is_over(program))
            return program;
    return NULL;
}

static void start_waiting(struct programs *programs)
{
    for (struct program *program = programs->first; program && programs->running < RUNNING_LIMIT;
         program = program->next)
        if (!program->runs && program->error.kind == ERROR_NONE)
            start(programs, program);
}

void programs_dispatch(struct programs *programs)
{
    for (struct program *program = programs->first; program; program = program->next)
        move_on(program);
    for (struct program *program; (program = first_over(programs)) != NULL;) {
        unlink_program(programs, program->id);
        end(programs, program);
        start_waiting(programs);
        struct slice output = buffer_slice(&program->output);
        bool good = program->error.kind == ERROR_NONE;
        programs->done(programs->context, program->id, good ? &output : NULL, good ? NULL : &program->error);
        program_free(program);
    }
}

/* ---- one program ---- */

static void close_end(int *descriptor)
{
    if (*descriptor >= 0)
        close(*descriptor);
    *descriptor = -1;
}

static bool make_pipes(int input[2], int output[2], int errors[2])
{
    int *pipes[] = { input, output, errors };
    for (int i = 0; i < 3; i++)
        if (!program_pipe(pipes[i], i == 0)) {
            int code = errno;
            for (int j = 0; j < i; j++)
                close(pipes[j][0]), close(pipes[j][1]);
            errno = code;
            return false;
        }
    return true;
}

static void start(struct programs *programs, struct program *program)
{
    int input[2], output[2], errors[2];
    if (!make_pipes(input, output, errors)) {
        error_set(&program->error, ERROR_WORKER, "%.80s: %s", program->arguments[0], system_reason(errno));
        return;
    }
    struct program_files files = { input[0], output[1], errors[1] };
    int code = program_start(program->arguments, &files, &program->child);
    close(input[0]);
    close(output[1]);
    close(errors[1]);
    program->input_end = input[1];
    program->output_end = output[0];
    program->errors_end = errors[0];
    program->runs = code == 0;
    programs->running += program->runs;
    program->deadline = now_in_milliseconds() + (int64_t)program->seconds * 1000;
    if (code != 0)
        error_set(&program->error, ERROR_WORKER, "%.80s: could not be started: %s; correct the line that names it",
                  program->arguments[0], system_reason(code));
}

/* One that does not read all of it may still be right. */
static void write_input(struct program *program)
{
    while (program->input_end >= 0 && program->written < program->input.length) {
        ssize_t count = write(program->input_end, program->input.bytes + program->written,
                              program->input.length - program->written);
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0 && errno == EAGAIN)
            return;
        if (count < 0)
            break;
        program->written += (size_t)count;
    }
    close_end(&program->input_end);
}

/* What goes past the buffer's limit is read all the same, so that the program can end. */
static void read_all(int *descriptor, struct buffer *buffer)
{
    char bytes[READ_BYTES];
    while (*descriptor >= 0) {
        ssize_t count = read(*descriptor, bytes, sizeof bytes);
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0 && errno == EAGAIN)
            return;
        if (count <= 0) {
            close_end(descriptor);
            return;
        }
        size_t room = buffer->limit - buffer->length;
        if (!buffer_append(buffer, (struct slice){ bytes, (size_t)count })) {
            buffer_append(buffer, (struct slice){ bytes, room });
            return; /* it may print faster than we read: to whoever waits in the same poll that is no end */
        }
    }
}

static void look_whether_it_ended(struct program *program)
{
    if (program->ended || waitpid(program->child, &program->status, WNOHANG) != program->child)
        return;
    int64_t latest = now_in_milliseconds() + LINGERING_MILLISECONDS;
    program->ended = true;
    if (program->deadline > latest)
        program->deadline = latest;
}

static void move_on(struct program *program)
{
    if (!program->runs)
        return;
    write_input(program);
    look_whether_it_ended(program); /* before the last look at its output */
    read_all(&program->output_end, &program->output);
    read_all(&program->errors_end, &program->errors);
}

/* The first line of what it complained, clean. */
static struct slice complaint_of(struct program *program)
{
    struct slice rest = buffer_slice(&program->errors), line = { 0 };
    while (line.length == 0 && slice_next_line(&rest, &line))
        line = slice_trim(line);
    struct buffer clean = buffer_create(4 * COMPLAINT_BYTES);
    utf8_append_clean(&clean, line);
    line = arena_copy(&program->arena, utf8_prefix(buffer_slice(&clean), COMPLAINT_BYTES));
    buffer_finish(&clean);
    return line;
}

static void say_status(struct program *program)
{
    const char *name = program->arguments[0];
    struct slice complaint = complaint_of(program);
    if (WIFSIGNALED(program->status) && complaint.length > 0)
        error_set(&program->error, ERROR_WORKER, "%.80s was ended by signal %d: %.*s", name, WTERMSIG(program->status),
                  SLICE_ARGUMENT(complaint));
    else if (WIFSIGNALED(program->status))
        error_set(&program->error, ERROR_WORKER, "%.80s was ended by signal %d", name, WTERMSIG(program->status));
    else if (WEXITSTATUS(program->status) != 0 && complaint.length > 0)
        error_set(&program->error, ERROR_WORKER, "%.80s ended with status %d: %.*s", name, WEXITSTATUS(program->status),
                  SLICE_ARGUMENT(complaint));
    else if (WEXITSTATUS(program->status) != 0)
        error_set(&program->error, ERROR_WORKER, "%.80s ended with status %d", name, WEXITSTATUS(program->status));
}

static bool is_over(struct program *program)
{
    if (program->error.kind != ERROR_NONE)
        return true;
    if (!program->runs)
        return false;
    if (program->output.overflowed)
        return !error_set(&program->error, ERROR_WORKER, "%.80s printed more than %d MiB and was ended",
                          program->arguments[0], PROGRAM_OUTPUT_LIMIT >> 20);
    bool is_late = now_in_milliseconds() >= program->deadline;
    if (!program->ended && is_late)
        return !error_set(&program->error, ERROR_WORKER, "%.80s did not end within %u s and was ended",
                          program->arguments[0], program->seconds);
    if (!program->ended || (program->output_end >= 0 && !is_late))
        return false;
    say_status(program);
    return true;
}

/* What is cut off goes with all that it started; what ended by itself may have left a service running (gpg-agent). */
static void end(struct programs *programs, struct program *program)
{
    bool is_cut_off = !program->ended || program->output_end >= 0;
    close_end(&program->input_end);
    close_end(&program->output_end);
    close_end(&program->errors_end);
    if (!program->runs)
        return;
    if (is_cut_off)
        kill(-program->child, SIGKILL);
    while (!program->ended && waitpid(program->child, &program->status, 0) < 0 && errno == EINTR)
        continue;
    program->runs = false;
    programs->running--;
}
