#include "app/commands.h"

#include "base/file.h"

#include <stdio.h>

int command_remove(struct app *app, const struct command_line *line)
{
    struct error error = { 0 };
    struct slice url;
    if (!app_open_store(app, &error))
        return app_fail(&error);
    app_report_notices(app);
    if (!folder_make(app->paths.config_folder, &error) ||
        !sources_remove(app->paths.feeds, slice_of(line->arguments[0]), &url, &app->arena, &error) ||
        !store_remove_feed(app->store, url, &error))
        return app_fail(&error);
    app_print(url);
    puts(": removed");
    return 0;
}

struct importing {
    struct app *app;
    const char *path;
    int status;
};

static void on_outlines(void *context, uint64_t id, const struct outlines *outlines, const struct error *error)
{
    struct importing *importing = context;
    struct error failure = { 0 };
    size_t added, known;
    (void)id;
    if (!outlines) {
        fprintf(stderr, "khabar: %s: %s\n", importing->path, error->text);
        return;
    }
    struct import_list list = { 0 };
    for (size_t i = 0; i < outlines->count; i++) {
        struct source *source = import_list_add(&list, &importing->app->arena);
        source->url = outlines->items[i].url;
        source->name = outlines->items[i].title;
        source->folder = outlines->items[i].folder;
    }
    if (!folder_make(importing->app->paths.config_folder, &failure) ||
        !sources_import(importing->app->paths.feeds, &list, &added, &known, &failure)) {
        app_fail(&failure);
        return;
    }
    printf("%zu added, %zu known already", added, known);
    if (outlines->refused)
        printf(", %zu refused (not http or https)", outlines->refused);
    putchar('\n');
    importing->status = 0;
}

int command_import(struct app *app, const struct command_line *line)
{
    enum { OPML_BYTES_LIMIT = 16 << 20 };
    struct error error = { 0 };
    struct importing importing = { .app = app, .path = line->arguments[0], .status = 1 };
    struct worker_events events = { .context = &importing, .outlines_parsed = on_outlines };
    struct buffer bytes = buffer_create(OPML_BYTES_LIMIT);
    bool started = file_read(importing.path, &bytes, &error) && app_start_workers(app, &events, &error);
    if (started) {
        workers_parse_outlines(app->workers, buffer_slice(&bytes));
        workers_run(app->workers);
    }
    buffer_finish(&bytes);
    return started ? importing.status : app_fail(&error);
}

int command_export(struct app *app, const struct command_line *line)
{
    struct error error = { 0 };
    struct outlines outlines;
    struct buffer out = buffer_create(64 << 20);
    (void)line;
    if (!sources_load(app->paths.feeds, &app->arena, &app->sources, &error))
        return app_fail(&error);
    sources_export(&app->sources, &app->arena, &outlines);
    bool written = opml_write(&outlines, &out) && fwrite(out.bytes, 1, out.length, stdout) == out.length;
    buffer_finish(&out);
    return written ? 0 : 1;
}
