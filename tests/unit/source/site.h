/* A folder of its own, and a loopback server that shows it. */
#ifndef KHABAR_TESTS_SOURCE_SITE_H
#define KHABAR_TESTS_SOURCE_SITE_H

#include "base/file.h"

#include "../cmocka.h"
#include "../web_server.h"

struct site {
    struct web_server server;
    char folder[64];
};

static inline bool site_open(struct site *site)
{
    strcpy(site->folder, "/tmp/khabar-site-XXXXXX");
    return mkdtemp(site->folder) && web_server_start(&site->server, site->folder, false);
}

/* The exit status of a teardown. */
static inline int site_close(struct site *site)
{
    char command[128];
    web_server_stop(&site->server);
    snprintf(command, sizeof command, "rm -r %s", site->folder);
    return system(command);
}

/* `name` may be in folders that are not there yet. */
static inline void site_publish(struct site *site, const char *name, const char *text)
{
    char path[256];
    snprintf(path, sizeof path, "%s/%s", site->folder, name);
    char *slash = strrchr(path, '/');
    *slash = '\0';
    assert_true(folder_make(path, NULL));
    *slash = '/';
    assert_true(file_replace(path, slice_of(text), NULL));
}

#endif
