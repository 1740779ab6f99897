#include "app/findings.h"

#include <string.h>

bool findings_are_doubtful(const struct terminal *terminal, enum order configured)
{
    bool is_known = terminal->told_by && terminal->told_by[0] &&
                    !(terminal->multiplexer && strcmp(terminal->multiplexer, terminal->name) == 0);
    return !is_known && configured == ORDER_AUTO;
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
