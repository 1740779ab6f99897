#include "../cmocka.h"

#include "app/signals.h"
#include "ui/inquiry.h"

#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

static void abort_now(void)
{
    abort();
}

static int open_terminal(int *slave)
{
    int master = posix_openpt(O_RDWR | O_NOCTTY);
    if (master < 0 || grantpt(master) != 0 || unlockpt(master) != 0)
        return -1;
    *slave = open(ptsname(master), O_RDWR | O_NOCTTY);
    return master;
}

/* The signal that a child died of in which `crash` was called while the terminal was taken. */
static int die_of(void (*crash)(void), int slave)
{
    pid_t child = fork();
    if (child == 0) {
        struct inquiry inquiry;
        struct error error;
        setrlimit(RLIMIT_CORE, &(struct rlimit){ 0, 0 });
        dup2(slave, STDIN_FILENO);
        dup2(slave, STDOUT_FILENO);
        setenv("TERM", "dumb", 1); /* which is not asked */
        if (signals_start(&error) && inquiry_make(&inquiry, false, &error))
            crash();
        _exit(1);
    }
    int status = 0;
    waitpid(child, &status, 0);
    return WIFSIGNALED(status) ? WTERMSIG(status) : 0;
}

static void check_modes_after(void (*crash)(void), int signal_number)
{
    int slave = -1, master = open_terminal(&slave);
    struct termios before, after;
    assert_true(master >= 0 && slave >= 0);
    assert_int_equal(tcgetattr(slave, &before), 0);
    assert_int_equal(die_of(crash, slave), signal_number);
    assert_int_equal(tcgetattr(slave, &after), 0);
    assert_int_equal(after.c_lflag, before.c_lflag);
    assert_int_equal(after.c_iflag, before.c_iflag);
    close(slave);
    close(master);
}

static void an_abort_gives_the_terminal_back(void **state)
{
    (void)state;
    check_modes_after(abort_now, SIGABRT);
}

#if !defined(__SANITIZE_ADDRESS__) /* which reports it itself */
/* Not a tail call, and of frames that are used. */
static int overflow_stack(volatile int depth)
{
    volatile char frame[4096];
    frame[depth & 4095] = 1;
    return depth < 0 ? 0 : overflow_stack(depth + 1) + frame[depth & 4095];
}

static void overflow(void)
{
    setrlimit(RLIMIT_STACK, &(struct rlimit){ 1 << 20, 1 << 20 });
    exit(overflow_stack(0));
}

static void a_stack_that_overflowed_is_enough_to_give_the_terminal_back(void **state)
{
    (void)state;
    check_modes_after(overflow, SIGSEGV);
}
#endif

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_abort_gives_the_terminal_back),
#if !defined(__SANITIZE_ADDRESS__)
        cmocka_unit_test(a_stack_that_overflowed_is_enough_to_give_the_terminal_back),
#endif
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
