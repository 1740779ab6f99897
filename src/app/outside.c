#include "app/outside.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

extern char **environ;

enum { PATIENCE_MILLISECONDS = 200 };

static bool start_tmux(const char *format, int output, pid_t *child)
{
    const char *const arguments[] = { "tmux", "display-message", "-p", format, NULL };
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    bool started = posix_spawnp(child, arguments[0], &actions, NULL, (char *const *)arguments, environ) == 0;
    posix_spawn_file_actions_destroy(&actions);
    return started;
}

static int milliseconds_since(const struct timespec *start)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int)((now.tv_sec - start->tv_sec) * 1000 + (now.tv_nsec - start->tv_nsec) / 1000000);
}

/* One line, up to its end. */
static bool read_line(int input, char *line, size_t size)
{
    struct timespec start;
    size_t length = 0;
    clock_gettime(CLOCK_MONOTONIC, &start);
    for (int left; (left = PATIENCE_MILLISECONDS - milliseconds_since(&start)) > 0;) {
        struct pollfd state = { .fd = input, .events = POLLIN };
        if (poll(&state, 1, left) <= 0)
            continue;
        ssize_t count = read(input, line + length, size - 1 - length);
        if (count <= 0)
            return false;
        length += (size_t)count;
        line[length] = '\0';
        char *end = strchr(line, '\n');
        if (end) {
            *end = '\0';
            return true;
        }
        if (length + 1 == size)
            return false;
    }
    return false;
}

bool outside_ask(const char *format, char answer[OUTSIDE_BYTES])
{
    int ends[2];
    pid_t child;
    bool said = false;
    if (pipe(ends) != 0)
        return false;
    fcntl(ends[0], F_SETFD, FD_CLOEXEC);
    fcntl(ends[1], F_SETFD, FD_CLOEXEC);
    bool started = start_tmux(format, ends[1], &child);
    close(ends[1]);
    if (started) {
        said = read_line(ends[0], answer, OUTSIDE_BYTES);
        kill(child, SIGKILL); /* it has said all, or it never will */
        while (waitpid(child, NULL, 0) < 0 && errno == EINTR)
            continue;
    }
    close(ends[0]);
    return said;
}
