#include "app/commands.h"

#include "base/file.h"
#include "base/utf8.h"
#include "source/import.h"

#include <stdio.h>

enum { IMPORT_BYTES_LIMIT = 16 << 20, SNIFF_BYTES = 16 };

struct importing {
    struct app *app;
    const char *path;
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

static bool read_list(struct importing *importing, struct slice bytes, struct error *error)
{
    struct arena *arena = &importing->app->arena;
    switch (import_recognize(bytes)) {
    case IMPORT_NEWSBOAT_URLS: import_newsboat_urls(arena_copy(arena, bytes), arena, &importing->import); return true;
    case IMPORT_NEWSRAFT_FEEDS: import_newsraft_feeds(arena_copy(arena, bytes), arena, &importing->import); return true;
    case IMPORT_OPML: return read_opml(importing, bytes, error);
    default:
        return error_set(error, ERROR_FORMAT, "%.150s: neither OPML nor newsboat's or newsraft's list of feeds",
                         importing->path);
    }
}

/* What was not taken over, and why: on standard error, for a person to act on. */
static void print_notes(const struct importing *importing)
{
    for (size_t i = 0; i < importing->import.note_count; i++) {
        const struct import_note *note = &importing->import.notes[i];
        if (note->line_number > 0)
            fprintf(stderr, "%s:%zu: ", importing->path, note->line_number);
        fprintf(stderr, "not taken over: %.*s (%s)\n", SLICE_ARGUMENT(note->what), note->why);
    }
}

static bool write_list(struct importing *importing, struct error *error)
{
    struct app *app = importing->app;
    size_t added, known;
    if (!folder_make(app->paths.config_folder, error) ||
        !sources_import(app->paths.feeds, &importing->import.sources, &added, &known, error))
        return false;
    printf("%zu added, %zu known already, %zu not taken over\n", added, known, importing->import.note_count);
    print_notes(importing);
    return true;
}

int command_import(struct app *app, const struct command_line *line)
{
    struct error error = { 0 };
    struct importing importing = { .app = app, .path = line->arguments[0] };
    struct buffer bytes = buffer_create(IMPORT_BYTES_LIMIT);
    bool good = file_read(importing.path, &bytes, &error) &&
                read_list(&importing, buffer_slice(&bytes), &error) && write_list(&importing, &error);
    buffer_finish(&bytes);
    return good ? 0 : app_fail(&error);
}
