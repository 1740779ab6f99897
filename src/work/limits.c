#include "work/limits.h"

#include <stdbool.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <unistd.h>

#ifdef __linux__
#include <signal.h>
#include <sys/prctl.h>
#endif

#if defined(__SANITIZE_ADDRESS__)
#define ADDRESS_SPACE_IS_SHADOWED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define ADDRESS_SPACE_IS_SHADOWED 1
#endif
#endif
#ifndef ADDRESS_SPACE_IS_SHADOWED
#define ADDRESS_SPACE_IS_SHADOWED 0
#endif

enum { FIRST_INHERITED_DESCRIPTOR = 3, FETCH_DESCRIPTORS = 256, PARSE_DESCRIPTORS = 16 };

static void set_limit(int resource, rlim_t value)
{
    struct rlimit limit = { .rlim_cur = value, .rlim_max = value };
    setrlimit(resource, &limit);
}

/* What the shell left open for khabar is none of a worker's business. */
static void close_inherited(void)
{
#if defined(__linux__) && defined(__GLIBC__) && (__GLIBC__ > 2 || __GLIBC_MINOR__ >= 34)
    if (close_range(FIRST_INHERITED_DESCRIPTOR, ~0u, 0) == 0)
        return;
#endif
    for (int descriptor = FIRST_INHERITED_DESCRIPTOR; descriptor < 1024; descriptor++)
        close(descriptor);
}

/* khabar answers a key, and keeps what came, before more is made for it. */
enum { NICENESS = 10 };

static void set_common(void)
{
    setpriority(PRIO_PROCESS, 0, NICENESS);
    close_inherited();
#ifdef __linux__
    /* A parser in the middle of a job does not outlive khabar. */
    prctl(PR_SET_PDEATHSIG, SIGKILL);
#endif
    set_limit(RLIMIT_CORE, 0);
    /* A test that keeps a worker's stderr may have sent it to a file. */
    if (!getenv("KHABAR_WORKER_STDERR"))
        set_limit(RLIMIT_FSIZE, 0);
}

void limits_for_fetch(void)
{
    set_common();
    set_limit(RLIMIT_NOFILE, FETCH_DESCRIPTORS);
}

void limits_for_parse(void)
{
    set_common();
    set_limit(RLIMIT_NOFILE, PARSE_DESCRIPTORS);
#ifdef RLIMIT_AS
    if (!ADDRESS_SPACE_IS_SHADOWED)
        set_limit(RLIMIT_AS, (rlim_t)LIMIT_PARSE_MEMORY_MIB << 20);
#endif
}

void limits_begin_job(void)
{
    struct rusage used;
    struct rlimit limit;
    if (getrusage(RUSAGE_SELF, &used) != 0 || getrlimit(RLIMIT_CPU, &limit) != 0)
        return;
    rlim_t seconds = (rlim_t)(used.ru_utime.tv_sec + used.ru_stime.tv_sec + 1) + LIMIT_PARSE_CPU_SECONDS;
    limit.rlim_cur = limit.rlim_max != RLIM_INFINITY && seconds > limit.rlim_max ? limit.rlim_max : seconds;
    setrlimit(RLIMIT_CPU, &limit);
}
