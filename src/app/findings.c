#include "app/findings.h"

#include "base/catalogue.h"
#include "base/message.h"

#include <stdio.h>

bool findings_are_doubtful(const struct findings *findings)
{
    return terminal_is_doubtful(findings->terminal) && findings->config->order == ORDER_AUTO;
}

struct page_options findings_page_options(const struct findings *findings)
{
    return config_page_options(findings->config, findings->used->shows_marks);
}

const struct config_line *findings_reason(const struct findings *findings, const char *setting)
{
    const struct config_line *line = config_find_line(findings->config, slice_of(findings->name), slice_of(setting));
    return line && !slice_equal_string(line->value, "auto") ? line : NULL;
}

void findings_format_line(char *line, size_t size, const char *format, va_list arguments)
{
    message_print_list(line, size, _(format), arguments);
    for (char *byte = line; *byte; byte++)
        if (*byte == '\n')
            *byte = ' ';
}
