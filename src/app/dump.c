#include "app/article.h"
#include "app/commands.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

struct dump {
    struct app *app;
    const struct command_line *line;
    enum page_order order;
    int status;
};

static int width_of_terminal(void)
{
    struct winsize size;
    uint32_t columns;
    if (isatty(STDOUT_FILENO) && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
        return size.ws_col;
    /* Of the window that another program will show it in: mutt and man say so. */
    return slice_read_number(slice_of(getenv("COLUMNS")), 10000, &columns) && columns > 0 ? (int)columns : 80;
}

/* Whoever names a width means it; else rows are no longer than in the reader. */
static int width_of_output(const struct dump *dump)
{
    int terminal = width_of_terminal(), measure = dump->app->config.page.measure;
    if (dump->line->width > 0)
        return dump->line->width;
    return measure > 0 && measure < terminal ? measure : terminal;
}

static void print_rows(const struct page *page, enum page_order order)
{
    struct buffer out = buffer_create(SIZE_MAX);
    struct page_place place;
    for (bool any = page_first(page, &place); any; any = page_next(page, &place)) {
        buffer_clear(&out);
        if (!page_append_row(page, place, order, &out) || fwrite(out.bytes, 1, out.length, stdout) < out.length)
            break;
    }
    buffer_finish(&out);
}

/* The setting is about a screen: what is printed is put in order by whoever shows it, unless this command is told not
 * to leave it to them. */
static bool find_order(const char *word, enum page_order *order)
{
    *order = word && strcmp(word, "visual") == 0 ? PAGE_VISUAL : PAGE_LOGICAL;
    return !word || *order == PAGE_VISUAL || strcmp(word, "logical") == 0;
}

static struct page_options page_options(const struct dump *dump)
{
    struct page_options options = config_page_options(&dump->app->config, true);
    options.measure = 0; /* there is no pane in whose middle the column could stand */
    options.linear = dump->app->config.order == ORDER_LOGICAL;
    return options;
}

static void print_page(struct dump *dump, struct page *page)
{
    page_lay_out(page, width_of_output(dump));
    print_rows(page, dump->order);
    page_destroy(page);
    dump->status = 0;
}

static void print_doc(struct dump *dump, const struct doc *doc)
{
    struct page_options options = page_options(dump);
    print_page(dump, page_create(dump->app->engine, doc, NULL, &options));
}

static void print_file(struct dump *dump, struct file_window *file)
{
    struct page_options options = page_options(dump);
    print_page(dump, page_create_of_file(dump->app->engine, file, &options));
    file_window_close(file);
}

static void on_fetched(void *context, uint64_t id, const struct fetch_response *response)
{
    struct dump *dump = context;
    struct error error = { 0 };
    (void)id;
    if (!article_open_fetched(dump->app, response, &error))
        app_fail(&error);
}

static void on_article(void *context, uint64_t id, const struct doc *doc, const struct error *error)
{
    struct dump *dump = context;
    (void)id;
    if (!doc) {
        app_fail(error);
    } else if (!article_has_text(doc)) {
        app_warn("%s: there is no text in it to read", dump->line->arguments[0]);
    } else {
        print_doc(dump, doc);
    }
}

int command_dump(struct app *app, const struct command_line *line)
{
    struct error error = { 0 };
    struct dump dump = { .app = app, .line = line, .status = 1 };
    struct worker_events events = { .context = &dump, .fetched = on_fetched, .article_parsed = on_article };
    if (!find_order(line->order, &dump.order))
        return app_usage("dump prints in logical or visual order, not \"%s\"", line->order);
    app_report_notices(app);
    struct file_window *file = article_open_long_text(line->arguments[0], &error);
    if (error.kind != ERROR_NONE)
        return app_fail(&error);
    /* The worker starts up while the engine does. */
    if ((!file && !(app_start_workers(app, &events, &error) && article_open_typed(app, line->arguments[0], line->content_type, &error))) ||
        !app_start_engine(app, &error)) {
        file_window_close(file);
        return app_fail(&error);
    }
    if (file)
        print_file(&dump, file);
    else
        workers_run(app->workers);
    return dump.status;
}
