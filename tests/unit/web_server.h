/* Starts tests/server.py for a test and ends it. */
#ifndef KHABAR_TESTS_WEB_SERVER_H
#define KHABAR_TESTS_WEB_SERVER_H

#include <fcntl.h>
#include <spawn.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

struct web_server {
    pid_t pid;
    int hold; /* closing it ends the server */
    int port;
    char certificate[512];
};

extern char **environ;

/* `option`: NULL or one of those that server.py names. */
static bool web_server_start_as(struct web_server *server, const char *folder, const char *option)
{
    int to_server[2], from_server[2];
    *server = (struct web_server) { 0 };
    if (pipe(to_server) != 0)
        return false;
    if (pipe(from_server) != 0)
        return false;
    fcntl(to_server[1], F_SETFD, FD_CLOEXEC);
    fcntl(from_server[0], F_SETFD, FD_CLOEXEC);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, to_server[0], 0);
    posix_spawn_file_actions_adddup2(&actions, from_server[1], 1);
    char *arguments[] = { (char[]) { "python3" }, (char[]) { "tests/server.py" }, strdup(folder),
                          option ? strdup(option) : NULL, NULL };
    bool started = posix_spawnp(&server->pid, "python3", &actions, NULL, arguments, environ) == 0;
    posix_spawn_file_actions_destroy(&actions);
    free(arguments[2]);
    free(arguments[3]);
    close(to_server[0]);
    close(from_server[1]);
    server->hold = to_server[1];
    FILE *lines = fdopen(from_server[0], "r");
    char line[512];
    if (started && fgets(line, sizeof line, lines))
        server->port = (int)strtol(line, NULL, 10);
    bool has_certificate = option && (strncmp(option, "--tls", 5) == 0 || strcmp(option, "--http2") == 0);
    if (has_certificate && server->port && fgets(server->certificate, sizeof server->certificate, lines))
        server->certificate[strcspn(server->certificate, "\n")] = '\0';
    fclose(lines);
    return server->port != 0;
}

static bool web_server_start(struct web_server *server, const char *folder, bool tls)
{
    return web_server_start_as(server, folder, tls ? "--tls" : NULL);
}

static void web_server_stop(struct web_server *server)
{
    close(server->hold);
    waitpid(server->pid, NULL, 0);
}

#endif
