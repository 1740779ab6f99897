/* What a shell can complete of a command line, as a script for it. English: the names of commands and options are. */
#ifndef KHABAR_APP_COMPLETION_H
#define KHABAR_APP_COMPLETION_H

#include "base/buffer.h"

struct completion_command {
    const char *name;
    const char *usage; /* names its arguments: FILE, SOURCE, QUERY, SHELL */
    const char *help;  /* names its own options: --json */
};

struct completion_option {
    const char *name; /* without "--" */
    bool takes_value;
    const char *words; /* of its value, spaces between; NULL: any */
};

struct completion_table {
    const struct completion_command *commands;
    size_t command_count;
    const struct completion_option *options; /* those that no command names are for all of them */
    size_t option_count;
    struct slice themes; /* names, spaces between */
};

#define COMPLETION_SHELL_WORDS "bash zsh fish"

/* False when there is none for this shell. */
bool completion_append(const char *shell, const struct completion_table *table, struct buffer *out);

#endif
