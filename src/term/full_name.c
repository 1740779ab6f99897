#include "term/terminal.h"

#include <stdio.h>
#include <string.h>

void terminal_full_name(const struct terminal *terminal, char name[TERMINAL_NAME_BYTES])
{
    bool is_inside = terminal->multiplexer && strcmp(terminal->multiplexer, terminal->name) != 0;
    snprintf(name, TERMINAL_NAME_BYTES, "%s%s%s", is_inside ? terminal->multiplexer : "", is_inside ? " in " : "",
             terminal->name);
}
