#include "app/commands.h"

#include "base/catalogue.h"
#include "base/file.h"
#include "source/import.h"

#include <stdio.h>
#include <string.h>

enum { IMPORT_BYTES_LIMIT = 16 << 20 };

struct importing {
    struct app *app;
    const char *path;
    enum import_format format;
    struct import import;
    struct error error;
};

static void on_outlines(void *context, uint64_t id, const struct outlines *outlines, const struct error *error)
{
    struct importing *importing = context;
    (void)id;
    if (outlines)
        import_outlines(outlines, &importing->app->arena, &importing->import);
    else
        error_set(&importing->error, error->kind, "%.100s: %.150s", importing->path, error->text);
}

static bool read_opml(struct importing *importing, struct slice bytes, struct error *error)
{
    struct worker_events events = { .context = importing, .outlines_parsed = on_outlines };
    if (!app_start_workers(importing->app, &events, error))
        return false;
    workers_parse_outlines(importing->app->workers, bytes);
    if (!workers_run(importing->app->workers))
        return error_set(error, ERROR_WORKER, "interrupted; nothing was imported");
    if (importing->error.kind == ERROR_NONE)
        return true;
    *error = importing->error;
    return false;
}

static bool read_text(struct importing *importing, struct error *error)
{
    struct arena *arena = &importing->app->arena;
    struct buffer text = buffer_create(IMPORT_BYTES_LIMIT);
    bool good = file_read(importing->path, &text, error);
    struct slice bytes = good ? arena_copy(arena, buffer_slice(&text)) : SLICE("");
    buffer_finish(&text);
    if (!good)
        return false;
    importing->format = import_recognize(bytes);
    switch (importing->format) {
    case IMPORT_NEWSBOAT_URLS: import_newsboat_urls(bytes, arena, &importing->import); return true;
    case IMPORT_NEWSRAFT_FEEDS: import_newsraft_feeds(bytes, arena, &importing->import); return true;
    case IMPORT_OPML: return read_opml(importing, bytes, error);
    default:
        return error_set(error, ERROR_FORMAT, "%.120s: neither OPML nor newsboat's urls or cache.db nor newsraft's feeds",
                         importing->path);
    }
}

/* A database may be larger than any list of sources: its first bytes tell it apart. */
static bool is_database(const char *path)
{
    char bytes[16];
    FILE *file = strcmp(path, "-") == 0 ? NULL : fopen(path, "rb");
    size_t length = file ? fread(bytes, 1, sizeof bytes, file) : 0;
    if (file)
        fclose(file);
    return import_recognize((struct slice){ bytes, length }) == IMPORT_NEWSBOAT_CACHE;
}

static bool read_list(struct importing *importing, struct error *error)
{
    if (!is_database(importing->path))
        return read_text(importing, error);
    importing->format = IMPORT_NEWSBOAT_CACHE;
    return import_newsboat_cache(importing->path, &importing->app->arena, &importing->import, error);
}

/* What was not taken over, and why: on standard error, for a person to act on. */
static void print_notes(const struct importing *importing)
{
    for (size_t i = 0; i < importing->import.note_count; i++) {
        const struct import_note *note = &importing->import.notes[i];
        if (note->line_number > 0)
            app_warn("%s:%zu: not taken over: %.*s (%s)", importing->path, note->line_number, SLICE_ARGUMENT(note->what), _(note->why));
        else
            app_warn("not taken over: %.*s (%s)", SLICE_ARGUMENT(note->what), _(note->why));
    }
}

static bool write_list(struct importing *importing, struct error *error)
{
    struct app *app = importing->app;
    size_t added, known;
    import_merge(&importing->import, &app->arena);
    if (!folder_make(app->paths.config_folder, error) ||
        !sources_import(app->paths.feeds, &importing->import.sources, &added, &known, error))
        return false;
    app_say("%zu added, %zu known already, %zu not taken over\n", added, known, importing->import.note_count);
    print_notes(importing);
    if (importing->import.partial)
        app_warn("%s: damaged, cut short or too long; only what could be read of it was taken over, compare it with khabar feeds",
                 importing->path);
    return true;
}

static bool take_marks(struct importing *importing, struct error *error)
{
    struct app *app = importing->app;
    size_t applied = 0, waiting = 0;
    if (importing->format != IMPORT_NEWSBOAT_CACHE)
        return true;
    if (!app_open_store(app, error) ||
        !import_newsboat_marks(importing->path, &app->sources, app->store, &applied, &waiting, error))
        return false;
    app_report_notices(app);
    app_say(catalogue_plural("%zu entry marked as it was in newsboat, %zu more will be when they are fetched\n",
                             "%zu entries marked as they were in newsboat, %zu more will be when they are fetched\n", applied),
            applied, waiting);
    return true;
}

int command_import(struct app *app, const struct command_line *line)
{
    struct error error = { 0 };
    struct importing importing = { .app = app, .path = line->arguments[0] };
    bool good = read_list(&importing, &error) && write_list(&importing, &error) && take_marks(&importing, &error);
    return good ? 0 : app_fail(&error);
}
