#include "ui/command.h"

#include <assert.h>

#define COMMAND(id, command_name, command_keys, command_views, command_help) \
    [id] = { .name = command_name, .keys = command_keys, .views = command_views, .help = command_help },
static const struct command_row rows[COMMAND_COUNT] = {
    [COMMAND_NONE] = { .name = "none", .keys = "", .help = "does nothing" },
    COMMANDS(COMMAND)
};
#undef COMMAND

#define COMMAND(id, command_name, command_keys, command_views, command_help) [id] = command_name,
static const char *const names[COMMAND_COUNT] = { [COMMAND_NONE] = "none", COMMANDS(COMMAND) };
#undef COMMAND

const struct command_row *command_row_of(enum command command)
{
    assert(command < COMMAND_COUNT);
    return &rows[command];
}

enum command command_find(struct slice name)
{
    for (enum command command = COMMAND_NONE + 1; command < COMMAND_COUNT; command++)
        if (slice_equal_string(name, names[command]))
            return command;
    return COMMAND_NONE;
}

const char *const *command_names(void)
{
    return names;
}

/* A punctuation mark would end or open something in mdoc: \& keeps it a word. */
static bool print_keys(const char *keys, struct buffer *out)
{
    struct slice rest = slice_of(keys);
    for (bool first = true; rest.length > 0; first = false) {
        size_t end = slice_find(rest, SLICE(" "));
        struct slice key = slice_part(rest, 0, end);
        if (!buffer_append_format(out, "%s\\&%.*s", first ? " " : " , ", SLICE_ARGUMENT(key)))
            return false;
        rest = slice_part(rest, end + 1, rest.length);
    }
    return true;
}

bool command_print_mdoc(struct buffer *out)
{
    bool ok = buffer_append_string(out, ".Bl -tag -width Ds\n");
    for (enum command command = COMMAND_NONE + 1; ok && command < COMMAND_COUNT; command++) {
        const struct command_row *row = &rows[command];
        ok = buffer_append_format(out, ".It Ic %s", row->name) && buffer_append_string(out, " Pq") &&
             print_keys(row->keys, out) && buffer_append_format(out, "\n%s\n", row->help);
    }
    return ok && buffer_append_string(out, ".El\n");
}
