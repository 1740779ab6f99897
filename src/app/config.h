/* The user's settings: $XDG_CONFIG_HOME/khabar/config. */
#ifndef KHABAR_APP_CONFIG_H
#define KHABAR_APP_CONFIG_H

#include "base/arena.h"
#include "base/error.h"

enum config_marks { CONFIG_MARKS_AUTO, CONFIG_MARKS_SHOW, CONFIG_MARKS_HIDE };

/* A line of the [keys] section; the keymap judges it. */
struct config_binding {
    struct slice command, keys;
    int line;
};

struct config {
    struct slice theme;          /* a name */
    enum config_marks marks;
    int measure;                 /* columns of text at most, 100 by default; 0: the pane's */
    int refresh_minutes;         /* older sources are refreshed at start; 0: only by key */
    struct config_binding *bindings;
    size_t binding_count;
};

/* A missing file gives the defaults. On a bad line the rest of the file still counts; the first error
 * is told ("path:line: …") and the result is false. Strings live in `arena`. */
bool config_load(const char *path, struct arena *arena, struct config *config, struct error *error);

#endif
