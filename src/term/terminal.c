#include "term/terminal.h"

#include <string.h>

#define EXPLICIT_ORDER "\033[8l" /* BDSM of ECMA-48: rows are shown as they are sent */
#define IMPLICIT_ORDER "\033[8h"

/* One row a terminal, the first match wins. A variable's value must start with `value_prefix`.
 * What a multiplexer or TERM says comes before the variables that terminals leave to whatever is started in them. */
struct terminal_row {
    const char *variable, *value_prefix;
    struct terminal terminal;
    bool has_256_colours; /* even where TERM is just "xterm" */
};

static const struct terminal_row terminal_rows[] = {
    { .variable = "TMUX",
      .value_prefix = "",
      .terminal = { .name = "tmux", .switch_on = "", .switch_off = "", .shows_marks = true } },
    { .variable = "STY",
      .value_prefix = "",
      .terminal = { .name = "screen", .switch_on = "", .switch_off = "", .shows_marks = true } },
    { .variable = "TERM",
      .value_prefix = "tmux",
      .terminal = { .name = "tmux", .switch_on = "", .switch_off = "", .shows_marks = true } },
    { .variable = "TERM",
      .value_prefix = "screen",
      .terminal = { .name = "screen", .switch_on = "", .switch_off = "", .shows_marks = true } },
    { .variable = "TERM",
      .value_prefix = "foot",
      .terminal = { .name = "foot", .switch_on = EXPLICIT_ORDER, .switch_off = "", .shows_marks = false } },
    { .variable = "TERM",
      .value_prefix = "alacritty",
      .terminal = { .name = "alacritty", .switch_on = EXPLICIT_ORDER, .switch_off = "", .shows_marks = false } },
    { .variable = "TERM",
      .value_prefix = "xterm-kitty",
      .terminal = { .name = "kitty", .switch_on = EXPLICIT_ORDER, .switch_off = "", .shows_marks = false } },
    { .variable = "TERM",
      .value_prefix = "linux",
      .terminal = { .name = "Linux console", .switch_on = EXPLICIT_ORDER, .switch_off = "", .shows_marks = false } },
    /* OSC 50 sets xterm's font: an xterm that was started from Konsole must not be taken for it. */
    { .variable = "XTERM_VERSION",
      .value_prefix = "",
      .terminal = { .name = "xterm", .switch_on = EXPLICIT_ORDER, .switch_off = "", .shows_marks = true },
      .has_256_colours = true },
    { .variable = "VTE_VERSION",
      .value_prefix = "",
      .terminal = { .name = "VTE", .switch_on = EXPLICIT_ORDER, .switch_off = IMPLICIT_ORDER, .shows_marks = true },
      .has_256_colours = true },
    { .variable = "MLTERM",
      .value_prefix = "",
      .terminal = { .name = "mlterm",
                    .switch_on = "\033]5379;use_ctl=false\a",
                    .switch_off = "\033]5379;use_ctl=true\a",
                    .shows_marks = true } },
    { .variable = "KONSOLE_VERSION",
      .value_prefix = "",
      .terminal = { .name = "Konsole",
                    .switch_on = "\033]50;BidiRenderingEnabled=false\a",
                    .switch_off = "\033]50;BidiRenderingEnabled=true\a",
                    .shows_marks = true },
      .has_256_colours = true },
};

/* No restore: of all terminals measured only VTE changed, and it tells itself by VTE_VERSION. */
static const struct terminal any_other = {
    .name = "other", .encoding = { .order = ORDER_VISUAL }, .switch_on = EXPLICIT_ORDER, .switch_off = "", .shows_marks = true
};

static bool row_matches(const struct terminal_row *row, const char *value)
{
    return value && *value && strncmp(value, row->value_prefix, strlen(row->value_prefix)) == 0;
}

static struct terminal terminal_of(const struct terminal_row *row, const char *type)
{
    struct terminal terminal = row->terminal;
    terminal.encoding.order = ORDER_VISUAL;
    terminal.told_by = row->variable;
    if (row->has_256_colours && type && strcmp(type, "xterm") == 0)
        terminal.type = "xterm-256color";
    return terminal;
}

struct terminal terminal_identify(const struct terminal_clues *clues)
{
    for (size_t i = 0; i < sizeof terminal_rows / sizeof *terminal_rows; i++)
        if (row_matches(&terminal_rows[i], clues->get_environment(terminal_rows[i].variable)))
            return terminal_of(&terminal_rows[i], clues->get_environment("TERM"));
    return any_other;
}

struct terminal terminal_in_order(const struct terminal *terminal, enum order order)
{
    struct terminal in_order = *terminal;
    if (order == ORDER_AUTO)
        return in_order;
    in_order.encoding.order = order;
    if (order != ORDER_VISUAL)
        in_order.switch_on = in_order.switch_off = "";
    return in_order;
}
