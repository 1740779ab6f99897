#include "app/undoing.h"

#include "app/flips.h"
#include "app/lists.h"
#include "app/marking.h"
#include "app/sourcing.h"
#include "base/catalogue.h"
#include "base/message.h"
#include "base/utf8.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

void undoing_say(struct reading *reading, const char *what)
{
    char key[KEY_NAME_BYTES];
    if (keymap_first_key_of(reading->keymap, reading_view(reading), COMMAND_UNDO, key))
        status_say(&reading->status, "%s   %s: undo", what, key);
    else
        status_say(&reading->status, "%s", what);
}

/* ---- what was undone ------------------------------------------------------------------------------------------ */

static const char *format_of_marks(enum entry_mark mark, bool value, size_t count)
{
    switch (mark) {
    case MARK_READ:
        return value ? catalogue_plural("%zu marked as read", "%zu marked as read", count)
                     : catalogue_plural("%zu marked as unread", "%zu marked as unread", count);
    case MARK_STARRED:
        return value ? catalogue_plural("%zu starred", "%zu starred", count)
                     : catalogue_plural("%zu no longer starred", "%zu no longer starred", count);
    case MARK_SAVED:
        return value ? catalogue_plural("%zu kept for later", "%zu kept for later", count)
                     : catalogue_plural("%zu no longer for later", "%zu no longer for later", count);
    case MARK_HIDDEN:
    case MARK_COUNT: break;
    }
    return value ? catalogue_plural("%zu hidden", "%zu hidden", count) : catalogue_plural("%zu shown again", "%zu shown again", count);
}

static void put_many(const struct step_said *said, char what[STATUS_BYTES])
{
    if (said->kind == STEP_TAGS)
        message_print(what, STATUS_BYTES, said->value ? catalogue_plural("%zu tagged \"%s\"", "%zu tagged \"%s\"", said->count)
                                                 : catalogue_plural("%zu no longer tagged \"%s\"", "%zu no longer tagged \"%s\"", said->count),
                 said->count, said->words);
    else
        message_print(what, STATUS_BYTES, format_of_marks(said->mark, said->value, said->count), said->count);
}

/* "Starred: The title" */
static void put_one(const struct step_said *said, struct slice title, char what[STATUS_BYTES])
{
    char done[STATUS_BYTES];
    struct slice shown = utf8_prefix(title, STATUS_BYTES / 2);
    if (said->kind == STEP_TAGS)
        snprintf(done, sizeof done, said->value ? _("Tagged: %.*s") : _("Tag taken away: %.*s"),
                 SLICE_ARGUMENT(slice_of(said->words)));
    else
        snprintf(done, sizeof done, "%s", marking_words(said->mark, said->value));
    snprintf(what, STATUS_BYTES, "%.*s: %.*s", SLICE_ARGUMENT(utf8_prefix(slice_of(done), STATUS_BYTES / 2 - 3)),
             SLICE_ARGUMENT(shown));
}

static void say_done(struct reading *reading, const char *format, const struct step_said *said)
{
    char what[STATUS_BYTES];
    struct arena arena = { 0 };
    struct slice title = { 0 };
    if (said->kind == STEP_OTHER)
        snprintf(what, sizeof what, "%s", said->words);
    else if (said->entry != 0 && store_title(reading->app->store, said->entry, &arena, &title, NULL) && title.length > 0)
        put_one(said, title, what);
    else
        put_many(said, what);
    status_say(&reading->status, format, what);
    arena_finish(&arena);
}

/* What was hidden, or removed, is back. */
static bool show_change(struct reading *reading, const struct step_said *said, struct error *error)
{
    if (said->kind == STEP_OTHER)
        flips_load_anew(reading);
    if (reading->path)
        return true;
    reading->list->headlines.chosen = true;
    bool reopened = lists_reopen(reading, error);
    marking_after_change(reading);
    return reopened;
}

static void say_why_not(struct reading *reading, const char *format, const struct error *error)
{
    struct error said = { 0 };
    error_set(&said, error->kind, format, error->text);
    status_say_error(&reading->status, &said);
}

/* `error` may be there all the same: how it went otherwise than expected. */
static void tell(struct reading *reading, const char *format, const struct step_said *said, struct error *error)
{
    struct error reopening = { 0 };
    if (!show_change(reading, said, &reopening) && error->kind == ERROR_NONE)
        *error = reopening;
    if (error->kind == ERROR_NONE)
        say_done(reading, format, said);
    else
        status_say_error(&reading->status, error);
}

void undoing_undo(struct reading *reading)
{
    struct error error = { 0 };
    struct step_said said;
    if (reading->app->store && store_undo(reading->app->store, &said, &error))
        tell(reading, N_("Undone: %s"), &said, &error);
    else if (error.kind != ERROR_NONE)
        say_why_not(reading, N_("Cannot be undone: %s"), &error);
    else
        status_say(&reading->status, "There is nothing to undo");
}

void undoing_redo(struct reading *reading)
{
    struct error error = { 0 };
    struct step_said said;
    if (reading->app->store && store_redo(reading->app->store, &said, &error))
        tell(reading, N_("Done again: %s"), &said, &error);
    else if (error.kind != ERROR_NONE)
        say_why_not(reading, N_("Cannot be done again: %s"), &error);
    else
        status_say(&reading->status, "There is nothing to do again");
}

/* ---- sources -------------------------------------------------------------------------------------------------- */

/* Its section, as it stood when it was last taken out. */
struct source_step {
    struct reading *reading;
    bool was_added;
    struct feeds_piece piece;
    struct arena arena;
    struct slice name;
};

static bool put_back(struct source_step *step, struct error *notice, struct error *error)
{
    const char *path = step->reading->app->paths.feeds;
    bool moved;
    if (!sources_put_back(path, &step->piece, &moved, error))
        return false;
    if (moved)
        error_set(notice, ERROR_CONFIG, "\"%.*s\" is back, at the end of %s: somebody edited it meanwhile",
                  SLICE_ARGUMENT(utf8_prefix(step->name, 60)), path);
    return true;
}

static bool take_out(struct source_step *step, struct error *notice, struct error *error)
{
    struct app *app = step->reading->app;
    return sources_remove(app->paths.feeds, step->piece.url, &step->piece, &step->arena, error) &&
           (store_set_feed_aside(app->store, step->piece.url, time(NULL), notice) || true);
}

/* The file is what counts: what fails after it was changed is said, and made good at the next start. */
static enum step_outcome turn_source(void *context, bool undoes, struct error *error)
{
    struct source_step *step = context;
    struct error notice = { 0 };
    bool adds = undoes != step->was_added;
    if (!(adds ? put_back(step, &notice, error) : take_out(step, &notice, error)))
        return error->kind == ERROR_USAGE ? STEP_IMPOSSIBLE : STEP_FAILED;
    sourcing_follow_file(step->reading, &notice);
    *error = notice;
    return STEP_DONE;
}

static void destroy_source_step(void *context)
{
    struct source_step *step = context;
    arena_finish(&step->arena);
    free(step);
}

void undoing_note_source(struct reading *reading, struct slice name, const struct feeds_piece *piece, bool was_added)
{
    char words[STEP_WORDS_BYTES];
    struct source_step *step = allocate(1, sizeof *step);
    *step = (struct source_step){ .reading = reading, .was_added = was_added, .piece = *piece };
    step->piece.url = arena_copy(&step->arena, piece->url);
    step->piece.text = arena_copy(&step->arena, piece->text);
    step->name = arena_copy(&step->arena, name);
    snprintf(words, sizeof words, was_added ? _("Added: %.*s") : _("Removed: %.*s"), SLICE_ARGUMENT(name));
    store_note_step(reading->app->store, &(struct outside_step){ turn_source, destroy_source_step, step, words });
}
