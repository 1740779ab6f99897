/* The user's settings: $XDG_CONFIG_HOME/khabar/config, and the options of the command line that go before it. */
#ifndef KHABAR_APP_CONFIG_H
#define KHABAR_APP_CONFIG_H

#include "base/arena.h"
#include "base/error.h"
#include "page/page.h"
#include "term/order.h"
#include "ui/field.h"

enum config_marks { CONFIG_MARKS_AUTO, CONFIG_MARKS_SHOW, CONFIG_MARKS_DIM, CONFIG_MARKS_HIDE };

/* A line of the [keys] section; the keymap judges it. */
struct config_binding {
    struct slice command, keys;
    int line;
};

struct config {
    struct slice theme;          /* a name */
    enum config_marks marks[MARK_CLASS_COUNT];
    struct page_options page;    /* but its marks, which may be left to the terminal, and its direction */
    enum alignment titles;       /* of headlines in the list */
    enum order order;            /* of the cells of a row on their way to the terminal */
    int refresh_minutes;         /* older sources are refreshed at start; 0: only by key */
    struct config_binding *bindings;
    size_t binding_count;
};

/* A missing file gives the defaults. On a bad line the rest of the file still counts; the first error
 * is told ("path:line: …") and the result is false. Strings live in `arena`. */
bool config_load(const char *path, struct arena *arena, struct config *config, struct error *error);
/* One setting, as a line of the file would; `value` is borrowed. An error begins with the setting's name. */
bool config_set(struct config *config, struct slice name, struct slice value, struct error *error);

/* How pages are laid out; what is left to the terminal shows marks when it can. */
struct page_options config_page_options(const struct config *config, bool terminal_shows_marks);

#endif
