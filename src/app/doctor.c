#include "app/calibrate.h"
#include "app/commands.h"
#include "app/findings.h"
#include "app/identify.h"
#include "app/json.h"
#include "app/outside.h"
#include "app/signals.h"

#include "base/catalogue.h"
#include "base/message.h"
#include "ui/screen.h"

#include <fcntl.h>
#include <langinfo.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum { PATIENCE_MILLISECONDS = 1000 }; /* nobody waits for a screen here */

static void find_environment(struct findings *findings, struct arena *arena)
{
    const char *no_color = getenv("NO_COLOR");
    findings->type = getenv("TERM");
    findings->terminfo = terminfo_find(findings->type);
    findings->colorterm = getenv("COLORTERM");
    findings->without_colours = no_color && *no_color;
    findings->locale = arena_copy_string(arena, slice_of(setlocale(LC_CTYPE, NULL)));
    findings->encoding = arena_copy_string(arena, slice_of(nl_langinfo(CODESET)));
}

static void find_size(struct findings *findings)
{
    struct winsize size;
    int terminal = open("/dev/tty", O_RDONLY | O_CLOEXEC | O_NOCTTY);
    if (terminal >= 0 && ioctl(terminal, TIOCGWINSZ, &size) == 0) {
        findings->columns = size.ws_col;
        findings->rows = size.ws_row;
    }
    if (terminal >= 0)
        close(terminal);
}

/* Where each byte has a column, some of them would do something. */
static void find_widths(struct findings *findings, struct inquiry *inquiry)
{
    char bytes[SAMPLE_COUNT][SAMPLE_BYTES];
    const char *texts[SAMPLE_COUNT];
    for (size_t i = 0; i < SAMPLE_COUNT; i++) {
        width_sample_text(&width_samples[i], bytes[i]);
        texts[i] = bytes[i];
        findings->widths[i] = WIDTH_NOT_TOLD;
    }
    if (inquiry->keyboard && inquiry->replies.complete && inquiry->takes_utf8)
        inquiry_ask_widths(inquiry, texts, SAMPLE_COUNT, findings->widths);
}

static bool tmux_is_without_utf8(const struct terminal *terminal)
{
    char answer[OUTSIDE_BYTES];
    return terminal->multiplexer && strcmp(terminal->multiplexer, "tmux") == 0 && getenv("TMUX") &&
           outside_ask("#{client_utf8}", answer) && strcmp(answer, "0") == 0;
}

static int print(const struct findings *findings, bool as_json)
{
    if (as_json) {
        catalogue_choose(SLICE("en")); /* for programs, whatever the reader's language is */
        message_use_digits(0);
        return json_print(findings_json(findings)) ? 0 : 1;
    }
    struct buffer text = buffer_create(1 << 20);
    findings_append_text(findings, &text);
    bool printed = app_print(buffer_slice(&text));
    buffer_finish(&text);
    return printed ? 0 : 1;
}

static int report(struct app *app, struct inquiry *inquiry, const struct terminal *terminal, struct findings *findings,
                  bool as_json)
{
    struct terminal used = terminal_in_order(terminal, app->config.order);
    if (terminal->type)
        findings->terminfo.colours = terminfo_find(terminal->type).colours;
    if (!findings->terminfo.is_ecma_48)
        used.switch_on = used.switch_off = "";
    findings->terminal = terminal;
    findings->used = &used;
    findings->has_terminal = inquiry->keyboard != NULL;
    findings->replies = inquiry->was_asked ? &inquiry->replies : NULL;
    findings->takes_utf8 = inquiry->takes_utf8;
    findings->multiplexer_without_utf8 = tmux_is_without_utf8(terminal);
    findings->config = &app->config;
    findings->config_path = app->paths.config;
    findings->config_error = &app->config_error;
    terminal_full_name(terminal, findings->name);
    find_size(findings);
    find_widths(findings, inquiry);
    inquiry_finish(inquiry);
    return print(findings, as_json);
}

/* From here on the config is the one for this terminal. */
static struct terminal find_terminal(struct app *app, const struct inquiry *inquiry)
{
    struct terminal found = identify_find(inquiry->keyboard ? &inquiry->replies : NULL);
    char name[TERMINAL_NAME_BYTES];
    terminal_full_name(&found, name);
    config_enter_terminal(&app->config, slice_of(name));
    config_choose_language(&app->config);
    return config_terminal(&app->config, &found);
}

static int examine(struct app *app, const struct command_line *line)
{
    struct error error = { 0 };
    struct inquiry inquiry;
    struct findings findings = { 0 };
    find_environment(&findings, &app->arena);
    if (inquiry_make(&inquiry, true, &error))
        inquiry_wait(&inquiry, PATIENCE_MILLISECONDS);
    else if (line->calibrate)
        return app_fail(&error);
    if (screen_locale_is_ascii() && inquiry.takes_utf8)
        setlocale(LC_CTYPE, "C.UTF-8");
    struct terminal terminal = find_terminal(app, &inquiry);
    int status = line->calibrate ? calibrate(app, &terminal, &inquiry)
                                 : report(app, &inquiry, &terminal, &findings, line->json);
    inquiry_finish(&inquiry);
    return status;
}

/* The last that wanted an end; 0: none did. */
static int signal_that_ended(void)
{
    int last = 0;
    for (int signal_number; (signal_number = signals_take()) != 0;)
        if (signal_number == SIGTERM || signal_number == SIGHUP || signal_number == SIGINT)
            last = signal_number;
    return last;
}

int command_doctor(struct app *app, const struct command_line *line)
{
    struct error error = { 0 };
    if (line->calibrate && app->paths_error.kind != ERROR_NONE)
        return app_fail(&app->paths_error);
    if (line->calibrate && !screen_is_possible(&error))
        return app_fail(&error);
    if (!signals_start(&error))
        return app_fail(&error);
    int status = examine(app, line);
    signals_stop(signal_that_ended());
    return status;
}
