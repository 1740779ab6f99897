#include "app/calibrate.h"
#include "app/commands.h"
#include "app/findings.h"
#include "app/json.h"

#include <fcntl.h>
#include <langinfo.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

static const char *environment(const char *name)
{
    return getenv(name);
}

static void find_environment(struct findings *findings)
{
    const char *no_color = getenv("NO_COLOR");
    findings->type = getenv("TERM");
    findings->terminfo = terminfo_find(findings->type);
    findings->colorterm = getenv("COLORTERM");
    findings->without_colours = no_color && *no_color;
    findings->locale = setlocale(LC_CTYPE, NULL);
    findings->encoding = nl_langinfo(CODESET);
}

static int print(const struct findings *findings, bool as_json)
{
    if (as_json)
        return json_print(findings_json(findings)) ? 0 : 1;
    struct buffer text = buffer_create(1 << 20);
    findings_append_text(findings, &text);
    bool printed = app_print(buffer_slice(&text));
    buffer_finish(&text);
    return printed ? 0 : 1;
}

int command_doctor(struct app *app, const struct command_line *line)
{
    struct findings findings = { .config = &app->config, .config_path = app->paths.config,
                                 .config_error = &app->config_error, .takes_utf8 = true };
    for (size_t i = 0; i < SAMPLE_COUNT; i++)
        findings.widths[i] = WIDTH_NOT_TOLD;
    find_environment(&findings);
    struct terminal terminal = terminal_identify(&(struct terminal_clues){ .get_environment = environment });
    terminal_full_name(&terminal, findings.name);
    config_enter_terminal(&app->config, slice_of(findings.name));
    if (line->calibrate)
        return calibrate(app, &terminal);
    struct terminal used = terminal_in_order(&terminal, app->config.order);
    findings.terminal = &terminal;
    findings.used = &used;
    return print(&findings, line->json);
}
