#include "work/process.h"

#include "base/arena.h"
#include "base/catalogue.h"
#include "base/message.h"
#include "work/limits.h"
#include "work/self.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#ifndef MSG_NOSIGNAL
#define MSG_NOSIGNAL 0
#endif

extern char **environ;

enum {
    RECEIVE_STEP = 256 << 10,
    RECEIVE_AT_ONCE = 512 << 10, /* then the keyboard has its turn */
    KEPT_BYTES = 1 << 20,      /* a buffer that grew past it is given back when it is empty */
    /* One parse job, or the requests of ten thousand sources. */
    OUT_LIMIT = MESSAGE_LIMIT + (16 << 20),
    IN_LIMIT = MESSAGE_LIMIT + 4 + RECEIVE_STEP,
};

/* ---- starting ---- */

struct passed_variable {
    const char *name;
    bool prefix, fetch_only;
};

/* A worker gets nothing else of the reader's environment. */
static const struct passed_variable passed_variables[] = {
    { "LANG", false, false },
    { "LC_", true, false },
    { "KHABAR_", true, false },
    { "ASAN_OPTIONS", false, false },
    { "UBSAN_OPTIONS", false, false },
    { "LSAN_OPTIONS", false, false },
    { "http_proxy", false, true },
    { "https_proxy", false, true },
    { "HTTPS_PROXY", false, true },
    { "all_proxy", false, true },
    { "ALL_PROXY", false, true },
    { "no_proxy", false, true },
    { "NO_PROXY", false, true },
    { "SSL_CERT_FILE", false, true },
    { "SSL_CERT_DIR", false, true },
};

static bool is_passed_on(const char *variable, bool to_fetch)
{
    for (size_t i = 0; i < sizeof passed_variables / sizeof *passed_variables; i++) {
        const struct passed_variable *passed = &passed_variables[i];
        size_t length = strlen(passed->name);
        if (strncmp(variable, passed->name, length) != 0 || (passed->fetch_only && !to_fetch))
            continue;
        if (passed->prefix || variable[length] == '=')
            return true;
    }
    return false;
}

/* Free the array, not its strings. */
static char **worker_environment(bool to_fetch)
{
    size_t total = 0, kept = 0;
    while (environ && environ[total])
        total++;
    char **variables = allocate(total + 1, sizeof *variables);
    for (size_t i = 0; i < total; i++)
        if (is_passed_on(environ[i], to_fetch))
            variables[kept++] = environ[i];
    return variables;
}

/* Signals as a new program expects them; a process group of its own, so that ^C and ^Z are khabar's to answer. */
static int prepare_attributes(posix_spawnattr_t *attributes)
{
    sigset_t all, none;
    sigfillset(&all);
    sigemptyset(&none);
    posix_spawnattr_setsigdefault(attributes, &all);
    posix_spawnattr_setsigmask(attributes, &none);
    posix_spawnattr_setpgroup(attributes, 0);
    return posix_spawnattr_setflags(attributes, POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETPGROUP);
}

static int spawn(pid_t *pid, const char *path, const char *role, int child_socket)
{
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    int code = posix_spawn_file_actions_init(&actions);
    if (code != 0)
        return code;
    code = posix_spawnattr_init(&attributes);
    if (code != 0) {
        posix_spawn_file_actions_destroy(&actions);
        return code;
    }
    code = prepare_attributes(&attributes);
    if (code == 0)
        code = posix_spawn_file_actions_adddup2(&actions, child_socket, STDIN_FILENO);
    if (code == 0)
        code = posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    if (code == 0 && !getenv("KHABAR_WORKER_STDERR"))
        code = posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    if (code == 0) {
        char zero[16];
        snprintf(zero, sizeof zero, "%u", (unsigned)message_zero());
        char *arguments[] = { (char[]){ "khabar" }, (char[]){ "--worker" }, strdup(role), strdup(catalogue_language()), zero, NULL };
        char **variables = worker_environment(strcmp(role, "fetch") == 0);
        code = posix_spawn(pid, path, &actions, &attributes, arguments, variables);
        free(variables);
        free(arguments[2]);
        free(arguments[3]);
    }
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    return code;
}

/* The next job is there for a parser that has ended one, also while khabar has something else to do. */
enum { SOCKET_BYTES = 1 << 20 };

static bool socket_pair(int pair[2])
{
    if (socketpair(AF_UNIX, SOCK_STREAM, 0, pair) != 0)
        return false;
    for (int side = 0; side < 2; side++) {
        int room = SOCKET_BYTES; /* a wish: the system has a limit of its own */
        setsockopt(pair[side], SOL_SOCKET, SO_SNDBUF, &room, sizeof room);
        fcntl(pair[side], F_SETFD, FD_CLOEXEC);
    }
    fcntl(pair[0], F_SETFL, O_NONBLOCK);
#ifdef SO_NOSIGPIPE
    int on = 1;
    setsockopt(pair[0], SOL_SOCKET, SO_NOSIGPIPE, &on, sizeof on);
#endif
    return true;
}

bool process_start(struct process *process, const char *role, struct error *error)
{
    int pair[2];
    char path[PATH_MAX];
    if (!self_path(path))
        return error_set(error, ERROR_WORKER,
                         "cannot start a worker: khabar does not find its own program file; "
                         "start it by its full path");
    if (!socket_pair(pair))
        return error_set(error, ERROR_WORKER, "cannot start a worker: %s", system_reason(errno));
    pid_t pid = 0;
    int code = spawn(&pid, path, role, pair[1]);
    close(pair[1]);
    if (code != 0) {
        close(pair[0]);
        return error_set(error, ERROR_WORKER, "cannot start a worker: %s", system_reason(code));
    }
    *process = (struct process){
        .pid = pid,
        .socket = pair[0],
        .out = buffer_create(OUT_LIMIT),
        .in = buffer_create(IN_LIMIT),
    };
    return true;
}

bool process_is_alive(const struct process *process)
{
    siginfo_t info = { 0 };
    /* WNOWAIT: process_end still wants to know how it ended. */
    if (waitid(P_PID, (id_t)process->pid, &info, WEXITED | WNOHANG | WNOWAIT) != 0)
        return false;
    return info.si_pid == 0;
}

/* ---- talking ---- */

static void empty(struct buffer *buffer, size_t *done)
{
    *done = 0;
    if (buffer->capacity > KEPT_BYTES)
        buffer_finish(buffer);
    else
        buffer_clear(buffer);
}

void process_send(struct process *process, struct buffer *message)
{
    size_t limit = process->out.limit;
    if (process->out.length == 0 && message->length <= limit) {
        buffer_finish(&process->out);
        process->out = *message;
        process->out.limit = limit;
        process->sent = 0;
        *message = buffer_create(message->limit);
        return;
    }
    buffer_append(&process->out, buffer_slice(message));
    buffer_finish(message);
}

void process_flush(struct process *process)
{
    while (process_has_unsent(process)) {
        struct slice unsent = slice_part(buffer_slice(&process->out), process->sent, process->out.length);
        ssize_t sent = send(process->socket, unsent.bytes, unsent.length, MSG_NOSIGNAL);
        if (sent < 0 && errno == EINTR)
            continue;
        if (sent < 0)
            return; /* full for now; or gone, which the next receive will tell */
        process->sent += (size_t)sent;
    }
    empty(&process->out, &process->sent);
}

static void drop_taken(struct process *process)
{
    if (process->taken == process->in.length) {
        empty(&process->in, &process->taken);
    } else if (process->taken > 0) {
        buffer_consume(&process->in, process->taken);
        process->taken = 0;
    }
}

bool process_receive(struct process *process)
{
    drop_taken(process);
    for (size_t received = 0; received < RECEIVE_AT_ONCE;) {
        char *room = buffer_reserve(&process->in, RECEIVE_STEP);
        if (!room)
            return true; /* a whole message is waiting: no message is longer than this */
        ssize_t got = recv(process->socket, room, RECEIVE_STEP, 0);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return errno == EAGAIN || errno == EWOULDBLOCK;
        if (got == 0)
            return false;
        buffer_grew(&process->in, (size_t)got);
        received += (size_t)got;
    }
    return true;
}

bool process_has_message(const struct process *process)
{
    struct slice rest = slice_part(buffer_slice(&process->in), process->taken, process->in.length);
    struct message message;
    return process_is_running(process) && message_take(&rest, &message) != MESSAGE_PARTIAL;
}

enum message_state process_take(struct process *process, struct message *message)
{
    struct slice rest = slice_part(buffer_slice(&process->in), process->taken, process->in.length);
    enum message_state state = message_take(&rest, message);
    process->taken = process->in.length - rest.length;
    return state;
}

/* ---- ending ---- */

static void say_how(int status, char how[PROCESS_END_BYTES])
{
    if (WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU)
        message_print(how, PROCESS_END_BYTES, _("it used more than %d s of processor time"), LIMIT_PARSE_CPU_SECONDS);
    else if (WIFSIGNALED(status))
        message_print(how, PROCESS_END_BYTES, _("it was killed by signal %d: %s"), WTERMSIG(status), strsignal(WTERMSIG(status)));
    else
        message_print(how, PROCESS_END_BYTES, _("it ended with status %d"), WEXITSTATUS(status));
}

void process_end(struct process *process, char how[PROCESS_END_BYTES])
{
    if (!process_is_running(process))
        return;
    int status = 0;
    pid_t reaped;
    kill(process->pid, SIGKILL);
    do
        reaped = waitpid(process->pid, &status, 0);
    while (reaped < 0 && errno == EINTR);
    if (how && reaped == process->pid)
        say_how(status, how);
    else if (how)
        message_print(how, PROCESS_END_BYTES, "%s", _("it ended"));
    close(process->socket);
    buffer_finish(&process->out);
    buffer_finish(&process->in);
    *process = (struct process){ 0 };
}
