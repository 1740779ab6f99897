#include "app/commands.h"

#include "base/file.h"

#include <stdio.h>

int command_remove(struct app *app, const struct command_line *line)
{
    struct error error = { 0 };
    struct feeds_piece removed;
    if (!app_open_store(app, &error))
        return app_fail(&error);
    app_report_notices(app);
    if (!folder_make(app->paths.config_folder, &error) ||
        !sources_remove(app->paths.feeds, slice_of(line->arguments[0]), &removed, &app->arena, &error) ||
        !store_remove_feed(app->store, removed.url, &error))
        return app_fail(&error);
    app_say("%.*s: removed\n", SLICE_ARGUMENT(removed.url));
    return 0;
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
    if (outlines.count < app->sources.count)
        app_warn("%zu of %zu sources were left out: OPML has addresses of the web only; copy %s to take the others along",
                 app->sources.count - outlines.count, app->sources.count, app->paths.feeds);
    return written ? 0 : 1;
}
