#include "base/program.h"

#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

extern char **environ;

/* A session of its own has no terminal to write to; where that cannot be had, a group of its own outlives ours. */
#ifdef POSIX_SPAWN_SETSID
enum { APART = POSIX_SPAWN_SETSID };
#else
enum { APART = POSIX_SPAWN_SETPGROUP };
#endif

static void give(posix_spawn_file_actions_t *actions, int descriptor, int target)
{
    if (descriptor == PROGRAM_TERMINAL)
        return;
    if (descriptor == PROGRAM_NOTHING)
        posix_spawn_file_actions_addopen(actions, target, "/dev/null", target == STDIN_FILENO ? O_RDONLY : O_WRONLY, 0);
    else
        posix_spawn_file_actions_adddup2(actions, descriptor, target);
}

int program_start(char *const *arguments, const struct program_files *files, pid_t *child)
{
    posix_spawnattr_t attributes;
    posix_spawn_file_actions_t actions;
    sigset_t defaults;
    bool is_apart = files && files->output != PROGRAM_TERMINAL;
    /* The signals that khabar ignores or catches must not be inherited as ignored. */
    sigemptyset(&defaults);
    sigaddset(&defaults, SIGPIPE);
    sigaddset(&defaults, SIGINT);
    sigaddset(&defaults, SIGTSTP);
    posix_spawnattr_init(&attributes);
    posix_spawn_file_actions_init(&actions);
    posix_spawnattr_setsigdefault(&attributes, &defaults);
    posix_spawnattr_setpgroup(&attributes, 0);
    posix_spawnattr_setflags(&attributes, (short)(POSIX_SPAWN_SETSIGDEF | (is_apart ? APART : 0)));
    if (files) {
        give(&actions, files->input, STDIN_FILENO);
        give(&actions, files->output, STDOUT_FILENO);
        give(&actions, files->errors, STDERR_FILENO);
    }
    int code = posix_spawnp(child, arguments[0], &actions, &attributes, arguments, environ);
    posix_spawn_file_actions_destroy(&actions);
    posix_spawnattr_destroy(&attributes);
    return code;
}

bool program_pipe(int ends[2], int ours)
{
    if (pipe(ends) != 0)
        return false;
    fcntl(ends[0], F_SETFD, FD_CLOEXEC);
    fcntl(ends[1], F_SETFD, FD_CLOEXEC);
    fcntl(ends[ours], F_SETFL, O_NONBLOCK);
    return true;
}

int program_text(struct slice text)
{
    const char *folder = getenv("TMPDIR");
    char name[PATH_MAX];
    int length = snprintf(name, sizeof name, "%s/khabar.XXXXXX", folder && folder[0] == '/' ? folder : "/tmp");
    int descriptor = length < (int)sizeof name ? mkstemp(name) : -1;
    if (descriptor < 0)
        return -1;
    unlink(name);
    fcntl(descriptor, F_SETFD, FD_CLOEXEC);
    if (descriptor_write(descriptor, text) && lseek(descriptor, 0, SEEK_SET) == 0)
        return descriptor;
    int code = errno;
    close(descriptor);
    errno = code;
    return -1;
}
