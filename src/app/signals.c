#include "app/signals.h"

#include "ui/screen.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* The signal handlers' only way out. */
static int pipe_ends[2] = { -1, -1 };

static const int caught[] = { SIGWINCH, SIGTERM, SIGHUP, SIGINT, SIGTSTP, SIGCONT, SIGCHLD };
#if defined(__SANITIZE_ADDRESS__)
static const int fatal[] = { SIGILL, SIGFPE, SIGABRT }; /* the sanitizer reports the others itself */
#else
static const int fatal[] = { SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT };
#endif
enum { CAUGHT_COUNT = sizeof caught / sizeof caught[0], FATAL_COUNT = sizeof fatal / sizeof fatal[0] };

static void on_caught(int signal_number)
{
    int saved = errno;
    unsigned char byte = (unsigned char)signal_number;
    ssize_t written = write(pipe_ends[1], &byte, 1); /* a full pipe holds enough to wake us */
    (void)written;
    errno = saved;
}

/* SA_RESETHAND: raising it again takes the default action. */
static void on_fatal(int signal_number)
{
    screen_emergency_restore();
    raise(signal_number);
}

static void set_action(int signal_number, void (*handler)(int))
{
    struct sigaction action = { .sa_handler = handler, .sa_flags = SA_RESTART };
    sigaction(signal_number, &action, NULL);
}

bool signals_start(struct error *error)
{
    static char alternate_stack[64 << 10]; /* a stack that overflowed cannot run its handler */
    if (pipe(pipe_ends) != 0)
        return error_set(error, ERROR_FILE, "cannot make a pipe: %s", system_reason(errno));
    for (int end = 0; end < 2; end++) {
        fcntl(pipe_ends[end], F_SETFD, FD_CLOEXEC);
        fcntl(pipe_ends[end], F_SETFL, O_NONBLOCK);
    }
    sigaltstack(&(stack_t){ .ss_sp = alternate_stack, .ss_size = sizeof alternate_stack }, NULL);
    for (size_t i = 0; i < CAUGHT_COUNT; i++)
        set_action(caught[i], on_caught);
    for (size_t i = 0; i < FATAL_COUNT; i++) {
        struct sigaction action = { .sa_handler = on_fatal, .sa_flags = (int)SA_RESETHAND | SA_ONSTACK | SA_NODEFER };
        sigaction(fatal[i], &action, NULL);
    }
    return true;
}

int signals_descriptor(void)
{
    return pipe_ends[0];
}

int signals_take(void)
{
    unsigned char byte;
    return read(pipe_ends[0], &byte, 1) == 1 ? byte : 0;
}

void signals_suspend(void)
{
    /* Not SIGSTOP: the default action of SIGTSTP spares a process that no shell could ever continue. */
    set_action(SIGTSTP, SIG_DFL);
    raise(SIGTSTP);
    set_action(SIGTSTP, on_caught);
}

void signals_lend_terminal(void)
{
    set_action(SIGINT, SIG_IGN);
    set_action(SIGTSTP, SIG_DFL);
}

void signals_take_terminal(void)
{
    set_action(SIGINT, on_caught);
    set_action(SIGTSTP, on_caught);
}

void signals_stop(int last)
{
    for (size_t i = 0; i < CAUGHT_COUNT; i++)
        signal(caught[i], SIG_DFL);
    for (size_t i = 0; i < FATAL_COUNT; i++)
        signal(fatal[i], SIG_DFL);
    close(pipe_ends[0]);
    close(pipe_ends[1]);
    pipe_ends[0] = pipe_ends[1] = -1;
    if (last != 0)
        raise(last);
}
