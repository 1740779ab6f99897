#include "term/term.h"

#include <string.h>

#define EXPLICIT_ORDER "\033[8l" /* BDSM of ECMA-48: rows are shown as they are sent */
#define IMPLICIT_ORDER "\033[8h"

/* One row a terminal, the first match wins. A variable's value must start with `value_prefix`.
 * What a multiplexer or TERM says comes before the variables that terminals leave to whatever is started in them. */
struct terminal_row {
    const char *variable, *value_prefix;
    struct terminal terminal;
};

static const struct terminal_row terminal_rows[] = {
    { "TMUX", "", { .name = "tmux", .switch_on = "", .switch_off = "", .shows_marks = true } },
    { "STY", "", { .name = "screen", .switch_on = "", .switch_off = "", .shows_marks = true } },
    { "TERM", "tmux", { .name = "tmux", .switch_on = "", .switch_off = "", .shows_marks = true } },
    { "TERM", "screen", { .name = "screen", .switch_on = "", .switch_off = "", .shows_marks = true } },
    { "TERM", "foot", { .name = "foot", .switch_on = EXPLICIT_ORDER, .switch_off = "", .shows_marks = false } },
    { "TERM", "alacritty",
      { .name = "alacritty", .switch_on = EXPLICIT_ORDER, .switch_off = "", .shows_marks = false } },
    { "TERM", "xterm-kitty",
      { .name = "kitty", .switch_on = EXPLICIT_ORDER, .switch_off = "", .shows_marks = false } },
    { "TERM", "linux",
      { .name = "Linux console", .switch_on = EXPLICIT_ORDER, .switch_off = "", .shows_marks = false } },
    /* OSC 50 sets xterm's font: an xterm that was started from Konsole must not be taken for it. */
    { "XTERM_VERSION", "",
      { .name = "xterm", .switch_on = EXPLICIT_ORDER, .switch_off = "", .shows_marks = true } },
    { "VTE_VERSION", "",
      { .name = "VTE", .switch_on = EXPLICIT_ORDER, .switch_off = IMPLICIT_ORDER, .shows_marks = true } },
    { "MLTERM", "",
      { .name = "mlterm",
        .switch_on = "\033]5379;use_ctl=false\a",
        .switch_off = "\033]5379;use_ctl=true\a",
        .shows_marks = true } },
    { "KONSOLE_VERSION", "",
      { .name = "Konsole",
        .switch_on = "\033]50;BidiRenderingEnabled=false\a",
        .switch_off = "\033]50;BidiRenderingEnabled=true\a",
        .shows_marks = true } },
};

/* No restore: of all terminals measured only VTE changed, and it tells itself by VTE_VERSION. */
static const struct terminal any_other = {
    .name = "other", .switch_on = EXPLICIT_ORDER, .switch_off = "", .shows_marks = true
};

static bool row_matches(const struct terminal_row *row, const char *value)
{
    return value && *value && strncmp(value, row->value_prefix, strlen(row->value_prefix)) == 0;
}

struct terminal terminal_identify(const char *(*get_environment)(const char *name))
{
    for (size_t i = 0; i < sizeof terminal_rows / sizeof *terminal_rows; i++)
        if (row_matches(&terminal_rows[i], get_environment(terminal_rows[i].variable)))
            return terminal_rows[i].terminal;
    return any_other;
}
