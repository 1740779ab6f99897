#include "app/commands.h"

#include "app/article.h"
#include "app/export.h"
#include "base/file.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct saving {
    struct app *app;
    const struct command_line *line;
    enum export_format format;
    struct stored_entry entry; /* id 0: a file or an address */
    int status;
};

/* Standard output is a file that nobody named. */
static bool put(const struct saving *saving, struct slice text, struct error *error)
{
    const char *path = saving->line->output;
    bool exists;
    if (path)
        return file_create(path, text, &exists, error);
    fwrite(text.bytes, 1, text.length, stdout); /* main says what is wrong with it */
    return true;
}

static void save(struct saving *saving, const struct doc *doc)
{
    struct error error = { 0 };
    struct buffer text = buffer_create(EXPORT_BYTES_LIMIT);
    const struct stored_entry *entry = saving->entry.id ? &saving->entry : NULL;
    bool good = export_append(saving->app, doc, entry, saving->format, &text, &error) &&
                put(saving, buffer_slice(&text), &error);
    saving->status = good ? 0 : app_fail(&error);
    buffer_finish(&text);
}

static void on_fetched(void *context, uint64_t id, const struct fetch_response *response)
{
    struct saving *saving = context;
    struct error error = { 0 };
    (void)id;
    if (!article_open_fetched(saving->app, response, &error))
        app_fail(&error);
}

static void on_article(void *context, uint64_t id, const struct doc *doc, const struct error *error)
{
    struct saving *saving = context;
    (void)id;
    if (!doc)
        app_fail(error);
    else if (!saving->entry.id && !article_has_text(doc))
        app_warn("%s: there is no text in it to save", saving->line->arguments[0]);
    else
        save(saving, doc);
}

static bool is_number(const char *word, store_id *id)
{
    uint32_t number;
    bool is = slice_read_number(slice_of(word), UINT32_MAX, &number);
    *id = is ? number : 0;
    return is && number > 0;
}

/* A number is an entry's id, as list --json says it; a file of such a name is ./12. */
static bool open_article(struct saving *saving, struct error *error)
{
    struct app *app = saving->app;
    const char *place = saving->line->arguments[0];
    store_id id;
    if (!is_number(place, &id))
        return article_open_typed(app, place, saving->line->content_type, error) != 0;
    if (app->paths_error.kind != ERROR_NONE)
        return error_set(error, app->paths_error.kind, "%s", app->paths_error.text);
    if (!app_open_store(app, error) || !store_headline(app->store, id, &app->arena, &saving->entry, error))
        return false;
    if (saving->entry.id == 0)
        return error_set(error, ERROR_USAGE, "There is no entry %s; khabar list --json says their ids", place);
    return article_open_stored(app, &saving->entry, error) != 0;
}

/* What --as says, else the name of the file, else Markdown. */
static bool choose_format(const struct command_line *line, enum export_format *format, struct error *error)
{
    *format = EXPORT_MARKDOWN;
    if (line->format)
        return export_find_format(slice_of(line->format), format) ||
               error_set(error, ERROR_USAGE, "--as is html, md or txt, not \"%s\"", line->format);
    return !line->output || export_format_of_name(slice_of(line->output), format, error);
}

int command_save(struct app *app, const struct command_line *line)
{
    struct error error = { 0 };
    struct saving saving = { .app = app, .line = line, .status = 1 };
    struct worker_events events = { .context = &saving, .fetched = on_fetched, .article_parsed = on_article };
    if (!choose_format(line, &saving.format, &error))
        return app_usage("%s", error.text);
    if (!app_start_workers(app, &events, &error) || !open_article(&saving, &error) || !app_start_engine(app, &error))
        return app_fail(&error);
    app_report_notices(app);
    workers_run(app->workers);
    return saving.status;
}
