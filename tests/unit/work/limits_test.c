#include "work/limits.h"

#include "../cmocka.h"

#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

/* AddressSanitizer's shadow is larger than any limit, so limits.c sets none. */
#if defined(__SANITIZE_ADDRESS__)
#define MEMORY_IS_LIMITED 0
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define MEMORY_IS_LIMITED 0
#endif
#endif
#ifndef MEMORY_IS_LIMITED
#define MEMORY_IS_LIMITED 1
#endif

/* How a child ended that took the limits of a parser and did `work`. */
static int status_after(void (*work)(void))
{
    pid_t pid = fork();
    if (pid == 0) {
        limits_for_parse();
        limits_begin_job();
        work();
        _exit(0);
    }
    int status = -1;
    assert_true(pid > 0);
    assert_int_equal(waitpid(pid, &status, 0), pid);
    return status;
}

/* Takes most of the time away again: waiting for all of it would prove no more. */
static void spin(void)
{
    struct rlimit limit;
    getrlimit(RLIMIT_CPU, &limit);
    if (limit.rlim_cur < LIMIT_PARSE_CPU_SECONDS || limit.rlim_cur > LIMIT_PARSE_CPU_SECONDS + 1)
        _exit(9);
    limit.rlim_cur = 1;
    setrlimit(RLIMIT_CPU, &limit);
    for (volatile unsigned long turns = 0;; turns++)
        continue;
}

#if MEMORY_IS_LIMITED
static void eat(void)
{
    for (size_t mebibytes = 0; mebibytes < LIMIT_PARSE_MEMORY_MIB; mebibytes++) {
        char *piece = malloc(1 << 20);
        if (!piece)
            _exit(9);
        memset(piece, 1, 1 << 20);
    }
}

static void memory_past_the_limit_is_refused(void **state)
{
    (void)state;
    assert_int_equal(WEXITSTATUS(status_after(eat)), 9);
}
#endif

static void write_a_file(void)
{
    char path[] = "/tmp/khabar-limits-XXXXXX";
    int descriptor = mkstemp(path);
    unlink(path);
    signal(SIGXFSZ, SIG_IGN);
    _exit(descriptor >= 0 && write(descriptor, "x", 1) == 1 ? 0 : 9);
}

static void use_what_was_inherited(void)
{
    _exit(fcntl(40, F_GETFD) >= 0 ? 0 : 9);
}

static void processor_time_past_the_limit_kills(void **state)
{
    (void)state;
    int status = status_after(spin);
    assert_true(WIFSIGNALED(status));
    assert_int_equal(WTERMSIG(status), SIGXCPU);
}

static void no_file_can_be_written(void **state)
{
    (void)state;
    unsetenv("KHABAR_WORKER_STDERR");
    assert_int_equal(WEXITSTATUS(status_after(write_a_file)), 9);
}

static void inherited_descriptors_are_closed(void **state)
{
    (void)state;
    assert_int_equal(dup2(0, 40), 40);
    assert_int_equal(WEXITSTATUS(status_after(use_what_was_inherited)), 9);
    close(40);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(processor_time_past_the_limit_kills),
#if MEMORY_IS_LIMITED
        cmocka_unit_test(memory_past_the_limit_is_refused),
#endif
        cmocka_unit_test(no_file_can_be_written),
        cmocka_unit_test(inherited_descriptors_are_closed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
