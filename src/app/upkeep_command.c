#include "app/commands.h"

#include "base/catalogue.h"
#include "store/upkeep.h"

#include <signal.h>
#include <stdio.h>
#include <unistd.h>

static void print_line(void *context, const char *line)
{
    (void)context;
    app_print(slice_of(line));
    putchar('\n');
    fflush(stdout);
}

/* Over what it wrote before; the line is empty when none is left. */
static void show_left(void *context, size_t articles)
{
    (void)context;
    if (!isatty(STDERR_FILENO))
        return;
    fputc('\r', stderr);
    if (articles > 0)
        fprintf(stderr, catalogue_plural("%10zu article is left to be indexed ", "%10zu articles are left to be indexed ", articles),
                articles);
    else
        fprintf(stderr, "%50s\r", "");
}

static const struct upkeep_listener listener = { .say = print_line, .left = show_left };

/* Where the khabar that asked is gone, the answer meets a closed pipe: this one then ends as badly, so that the next start
 * sees it. */
static void give_way(void)
{
    signal(SIGPIPE, SIG_DFL);
    (void)!nice(19);
}

int command_check(struct app *app, const struct command_line *line)
{
    struct error error = { 0 };
    size_t problems = 0;
    if (line->pages)
        give_way();
    if (!app_open_database(app, &error))
        return app_fail(&error);
    app_report_notices(app);
    if (!(line->pages ? store_check_pages(app->store, &listener, &problems, &error)
                      : store_check(app->store, line->repair, &listener, &problems, &error)))
        return app_fail(&error);
    if (problems == 0)
        app_say("The database is sound.\n");
    return problems == 0 ? 0 : 1;
}

int command_compact(struct app *app, const struct command_line *line)
{
    struct error error = { 0 };
    (void)line;
    if (!app_open_store(app, &error))
        return app_fail(&error);
    app_report_notices(app);
    return store_compact(app->store, &listener, &error) ? 0 : app_fail(&error);
}
