#include "app/commands.h"

#include "base/file.h"

#include <stdio.h>

/* What looking at a new source found out. */
struct look {
    struct app *app;
    struct fetch_response response; /* kind and text of its error are all that is used after the call */
    struct arena arena;
    struct feed feed;               /* title and entry_count only */
    struct error error;
    uint64_t parse_id;
};

static void on_fetched(void *context, uint64_t id, const struct fetch_response *response)
{
    struct look *look = context;
    (void)id;
    if (response->error.kind != ERROR_NONE) {
        look->error = response->error;
        return;
    }
    look->parse_id =
        workers_parse_feed(look->app->workers, response->body, response->content_type, response->final_url);
}

static void on_feed_parsed(void *context, uint64_t id, const struct feed *feed, const struct error *error)
{
    struct look *look = context;
    (void)id;
    if (!feed) {
        look->error = *error;
        return;
    }
    look->feed.title = arena_copy(&look->arena, feed->title);
    look->feed.entry_count = feed->entry_count;
}

static bool look_at_source(struct app *app, struct slice url, struct look *look, struct error *error)
{
    struct worker_events events = { .context = look, .fetched = on_fetched, .feed_parsed = on_feed_parsed };
    if (!app_start_workers(app, &events, error))
        return false;
    workers_fetch(app->workers, &(struct fetch_request){ .url = url });
    if (!workers_run(app->workers))
        return error_set(error, ERROR_NETWORK, "interrupted; nothing was added");
    if (look->error.kind != ERROR_NONE)
        return error_set(error, look->error.kind, "%.150s; nothing was added (--offline adds it unseen)",
                         look->error.text);
    return true;
}

int command_add(struct app *app, const struct command_line *line)
{
    struct error error = { 0 };
    struct look look = { .app = app };
    struct slice url = slice_of(line->arguments[0]);
    if (slice_find(url, SLICE("://")) == url.length)
        url = arena_format(&app->arena, "https://%s", line->arguments[0]);
    bool added = source_address_is_sound(url, &error) &&
                 (line->offline || look_at_source(app, url, &look, &error));
    if (added) {
        struct slice wanted = line->name ? slice_of(line->name) : look.feed.title, name;
        struct source source = { .url = url, .name = wanted, .folder = slice_of(line->folder) };
        added = folder_make(app->paths.config_folder, &error) &&
                sources_add(app->paths.feeds, &source, &name, &app->arena, &error);
        if (added) {
            app_print(name);
            printf(": added%s\n", line->offline ? "" : "; khabar refresh fetches it");
        }
    }
    arena_finish(&look.arena);
    return added ? 0 : app_fail(&error);
}

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
    if (!folder_make(importing->app->paths.config_folder, &failure) ||
        !sources_import(importing->app->paths.feeds, outlines, &added, &known, &failure)) {
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
