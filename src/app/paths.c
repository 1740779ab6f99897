#include "app/paths.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A relative path in an XDG variable is invalid and must be ignored (XDG Base Directory Specification 0.8). */
static bool base_folder(const char *variable, const char *below_home, char *folder, struct error *error)
{
    const char *value = getenv(variable);
    int length;
    if (value && value[0] == '/') {
        length = snprintf(folder, PATH_MAX, "%s/khabar", value);
    } else {
        const char *home = getenv("HOME");
        if (!home || home[0] != '/')
            return error_set(error, ERROR_FILE, "HOME is not set; set it, or %s, to an absolute path", variable);
        length = snprintf(folder, PATH_MAX, "%s/%s/khabar", home, below_home);
    }
    if (length < 0 || length >= PATH_MAX - 32)
        return error_set(error, ERROR_FILE, "%s: the path is too long; choose a shorter one", variable);
    return true;
}

static void join(char *path, const char *folder, const char *name)
{
    size_t length = strlen(folder);
    memcpy(path, folder, length);
    snprintf(path + length, PATH_MAX - length, "/%s", name);
}

bool paths_find(struct paths *paths, struct error *error)
{
    if (!base_folder("XDG_CONFIG_HOME", ".config", paths->config_folder, error) ||
        !base_folder("XDG_DATA_HOME", ".local/share", paths->data_folder, error) ||
        !base_folder("XDG_STATE_HOME", ".local/state", paths->state_folder, error))
        return false;
    join(paths->config, paths->config_folder, "config");
    join(paths->feeds, paths->config_folder, "feeds");
    join(paths->state, paths->state_folder, "state");
    join(paths->themes, paths->config_folder, "themes");
    join(paths->history, paths->data_folder, "history");
    join(paths->database, paths->data_folder, "khabar.db");
    return true;
}
