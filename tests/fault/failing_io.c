/* Loaded before the C library (LD_PRELOAD): calls on the database's files fail now and then, as a dying disk's do.
 *
 *   KHABAR_FAILING_IO=SEED:THOUSANDTHS:CALLS   which share of the calls fails; CALLS of r (read), w (write), s (sync),
 *                                              t (truncate) */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

static unsigned long long state;
static unsigned thousandths;
static char calls[16];

__attribute__((constructor)) static void start(void)
{
    const char *wish = getenv("KHABAR_FAILING_IO");
    unsigned long long seed = 0;
    if (wish && sscanf(wish, "%llu:%u:%15s", &seed, &thousandths, calls) == 3)
        state = seed * 2862933555777941757ULL + 3037000493ULL;
}

static int is_of_the_database(int descriptor)
{
    char link[64], path[4096];
    snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
    ssize_t length = readlink(link, path, sizeof path - 1);
    path[length > 0 ? length : 0] = '\0';
    return strstr(path, "/khabar.db") != NULL;
}

static int fails(int descriptor, char call)
{
    if (thousandths == 0 || !strchr(calls, call) || !is_of_the_database(descriptor))
        return 0;
    state = state * 6364136223846793005ULL + 1442695040888963407ULL;
    if ((state >> 33) % 1000 >= thousandths)
        return 0;
    errno = EIO;
    return 1;
}

#define REAL(type, name, ...)                                                                                        \
    static type (*real)(__VA_ARGS__);                                                                                \
    if (!real)                                                                                                       \
        *(void **)&real = dlsym(RTLD_NEXT, name)

ssize_t pread64(int descriptor, void *bytes, size_t length, off64_t offset)
{
    REAL(ssize_t, "pread64", int, void *, size_t, off64_t);
    return fails(descriptor, 'r') ? -1 : real(descriptor, bytes, length, offset);
}

ssize_t pread(int descriptor, void *bytes, size_t length, off_t offset)
{
    REAL(ssize_t, "pread", int, void *, size_t, off_t);
    return fails(descriptor, 'r') ? -1 : real(descriptor, bytes, length, offset);
}

/* Half of what is written arrives when it fails: a torn page. */
ssize_t pwrite64(int descriptor, const void *bytes, size_t length, off64_t offset)
{
    REAL(ssize_t, "pwrite64", int, const void *, size_t, off64_t);
    if (!fails(descriptor, 'w'))
        return real(descriptor, bytes, length, offset);
    if (length > 1)
        real(descriptor, bytes, length / 2, offset);
    errno = EIO;
    return -1;
}

ssize_t pwrite(int descriptor, const void *bytes, size_t length, off_t offset)
{
    return pwrite64(descriptor, bytes, length, offset);
}

int fsync(int descriptor)
{
    REAL(int, "fsync", int);
    return fails(descriptor, 's') ? -1 : real(descriptor);
}

int fdatasync(int descriptor)
{
    REAL(int, "fdatasync", int);
    return fails(descriptor, 's') ? -1 : real(descriptor);
}

int ftruncate64(int descriptor, off64_t length)
{
    REAL(int, "ftruncate64", int, off64_t);
    return fails(descriptor, 't') ? -1 : real(descriptor, length);
}

int ftruncate(int descriptor, off_t length)
{
    return ftruncate64(descriptor, length);
}
