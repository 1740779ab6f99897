#include "app/saving.h"

#include "app/prompting.h"
#include "base/file.h"
#include "base/utf8.h"
#include "source/arguments.h"

#include <stdio.h>
#include <string.h>

/* NULL: a file, which has nothing but itself. */
static const struct stored_entry *entry_of(const struct reading *reading)
{
    return reading->open.entry.id ? &reading->open.entry : NULL;
}

static bool has_article(struct reading *reading)
{
    bool has = reading->open.page && !reading->open.is_notice && !reading->open.file && reading->open.doc.tape.length > 0;
    if (!has && reading->open.file)
        status_say(&reading->status, "This long text is read from its file, piece by piece: copy that file");
    else if (!has)
        status_say(&reading->status, "No article is open");
    return has;
}

bool saving_append_article(struct reading *reading, enum export_format format, struct buffer *text)
{
    struct error error = { 0 };
    if (!has_article(reading))
        return false;
    bool good = export_append(reading->app, &reading->open.doc, entry_of(reading), format, text, &error);
    if (!good)
        status_say_error(&reading->status, &error);
    return good;
}

/* ---- asking ---------------------------------------------------------------------------------------------------- */

static void append_title(struct reading *reading, struct buffer *name)
{
    struct arena arena = { 0 };
    const struct stored_entry *entry = entry_of(reading);
    struct slice title = entry ? entry->title : doc_title(&reading->open.doc, &arena);
    export_append_name(title, (enum export_format)reading->app->config.save_format, name);
    arena_finish(&arena);
}

void saving_ask(struct reading *reading)
{
    struct slice folder = reading->app->config.save_folder;
    struct buffer place = buffer_create(PROMPT_BYTES);
    if (!has_article(reading))
        return;
    if (folder.length > 0 && folder.length < PROMPT_BYTES - EXPORT_NAME_BYTES)
        buffer_append_format(&place, "%.*s%s", SLICE_ARGUMENT(folder), folder.bytes[folder.length - 1] == '/' ? "" : "/");
    append_title(reading, &place);
    prompting_ask(reading, PROMPT_TO_SAVE, "Save as: ");
    prompt_complete(&reading->prompt, 0, buffer_slice(&place));
    buffer_finish(&place);
}

/* ---- saving ---------------------------------------------------------------------------------------------------- */

/* "~/" is the home folder; what is relative is so to where khabar was started. */
static struct slice expand(struct slice name, struct arena *arena)
{
    struct slice absolute;
    struct error ignored;
    if (!slice_starts_with(name, SLICE("~/")))
        return arena_copy(arena, name);
    return path_expand(name, arena, &absolute, &ignored) ? absolute : arena_copy(arena, name);
}

/* The folder of the setting is made when it is wanted first; one that was typed may be a slip. */
static bool make_folder(struct reading *reading, struct slice path, struct arena *arena, struct error *error)
{
    struct slice folder = expand(reading->app->config.save_folder, arena);
    bool is_in_it = folder.length > 0 && slice_starts_with(path, folder);
    return !is_in_it || folder_make(arena_copy_string(arena, folder), error);
}

/* A path runs from left to right, whatever its names are written in. */
static void say_saved(struct reading *reading, struct slice name)
{
    struct arena arena = { 0 };
    struct slice isolated = arena_format(&arena, "\u2066%.*s\u2069", SLICE_ARGUMENT(name));
    status_say(&reading->status, "Saved: %.*s", SLICE_ARGUMENT(isolated));
    arena_finish(&arena);
}

static void ask_to_overwrite(struct reading *reading, struct slice name)
{
    snprintf(reading->save_name, sizeof reading->save_name, "%.*s", SLICE_ARGUMENT(name));
    /* TRANSLATORS: the answers stay y and n, on any keyboard. */
    prompting_ask(reading, PROMPT_TO_OVERWRITE, "Overwrite it (y/n)? It exists. ");
}

static void save(struct reading *reading, struct slice name, bool overwrite)
{
    struct arena arena = { 0 };
    struct error error = { 0 };
    struct buffer text = buffer_create(EXPORT_BYTES_LIMIT);
    enum export_format format;
    bool exists = false;
    struct slice path = expand(name, &arena);
    const char *place = arena_copy_string(&arena, path);
    bool good = export_format_of_name(path, &format, &error) && saving_append_article(reading, format, &text) &&
                make_folder(reading, path, &arena, &error) &&
                (overwrite ? file_replace(place, buffer_slice(&text), &error)
                           : file_create(place, buffer_slice(&text), &exists, &error));
    if (good)
        say_saved(reading, name);
    else if (exists)
        ask_to_overwrite(reading, name);
    else if (error.kind != ERROR_NONE)
        status_say_error(&reading->status, &error);
    buffer_finish(&text);
    arena_finish(&arena);
}

void saving_take_name(struct reading *reading, struct slice name)
{
    name = slice_trim(name);
    if (name.length > 0)
        save(reading, name, false);
}

void saving_overwrite(struct reading *reading)
{
    save(reading, slice_of(reading->save_name), true);
}
