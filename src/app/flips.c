#include "app/flips.h"

#include "app/article.h"
#include "base/catalogue.h"
#include "base/utf8.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* ---- remembering ---------------------------------------------------------------------------------------------- */

/* A single file is read without the database, until there is something to remember. */
static bool open_store(struct reading *reading, struct error *error)
{
    struct app *app = reading->app;
    if (app->store)
        return true;
    if (app->paths_error.kind != ERROR_NONE) {
        *error = app->paths_error;
        return false;
    }
    if (!app_open_database(app, error))
        return false;
    if (app->store_notice.kind != ERROR_NONE)
        status_say_error(&reading->status, &app->store_notice);
    return true;
}

static struct direction_subject source_of(const struct reading *reading)
{
    return (struct direction_subject){ .scope = SCOPE_FEED, .id = reading->open.entry.feed_id };
}

static void note_flip(struct reading *reading, uint64_t key, enum direction direction);

/* Standard input and the welcome have no name to be remembered by. */
static bool find_article(struct reading *reading, struct direction_subject *article)
{
    struct open_article *open = &reading->open;
    *article = (struct direction_subject){ .scope = SCOPE_ENTRY, .id = open->entry.id };
    if (open->entry.id != 0)
        return true;
    article->scope = SCOPE_PLACE;
    if (reading->path && !open->place.bytes)
        open->place = article_place_name(reading->path, &open->arena);
    article->place = open->place;
    return article->place.length > 0;
}

static enum direction load_directions(struct reading *reading, const struct direction_subject *subject)
{
    struct arena scratch = { 0 };
    struct error error = { 0 };
    struct stored_direction *directions;
    size_t count;
    enum direction whole = DIRECTION_AUTO;
    if (!store_directions(reading->app->store, subject, &scratch, &directions, &count, &error))
        status_say_error(&reading->status, &error);
    for (size_t i = 0; i < count; i++) {
        enum direction direction = directions[i].rtl ? DIRECTION_RTL : DIRECTION_LTR;
        if (directions[i].paragraph == WHOLE_SUBJECT)
            whole = direction;
        else
            note_flip(reading, directions[i].paragraph, direction);
    }
    arena_finish(&scratch);
    return whole;
}

/* First in a message: narrow screens cut what follows. */
static const char *way(enum direction direction)
{
    return direction == DIRECTION_RTL ? _("Right to left") : direction == DIRECTION_LTR ? _("Left to right") : _("As it was found");
}

static enum turned turned_of(enum direction direction)
{
    return direction == DIRECTION_AUTO ? TURNED_NOT : direction == DIRECTION_RTL ? TURNED_RTL : TURNED_LTR;
}

static bool remember(struct reading *reading, const struct direction_turn *turns, size_t count, struct slice of,
                     enum direction direction, struct error *error)
{
    char words[STEP_WORDS_BYTES];
    snprintf(words, sizeof words, "%s: %.*s", way(direction), SLICE_ARGUMENT(utf8_prefix(of, STEP_WORDS_BYTES / 2)));
    return open_store(reading, error) && store_turn(reading->app->store, turns, count, words, error);
}

/* `wanted` is what it comes to, `chosen` what is kept of that: nothing, where it was found so. */
static bool remember_for_article(struct reading *reading, uint64_t paragraph, enum direction wanted,
                                 enum direction chosen, struct error *error)
{
    struct direction_turn turn = { .paragraph = paragraph, .to = turned_of(chosen) };
    if (!find_article(reading, &turn.subject)) /* what was never remembered is taken back without a word */
        return chosen == DIRECTION_AUTO || error_set(error, ERROR_FILE, "no name to remember it by");
    struct slice title = reading->open.entry.id != 0 ? reading->open.entry.title : slice_of(reading->path);
    return remember(reading, &turn, 1, title, wanted, error);
}

/* ---- what holds now ------------------------------------------------------------------------------------------- */

static void put_into_options(struct reading *reading)
{
    const struct open_article *open = &reading->open;
    reading->options.direction = open->article_direction ? open->article_direction : open->source_direction;
    reading->options.flips = open->flips;
    reading->options.flip_count = open->flip_count;
}

static void show(struct reading *reading)
{
    put_into_options(reading);
    reading_lay_out_anew(reading);
}

static void note_flip(struct reading *reading, uint64_t key, enum direction direction)
{
    struct open_article *open = &reading->open;
    struct paragraph_flip *flips = ARENA_ARRAY(&open->arena, struct paragraph_flip, open->flip_count + 1);
    if (open->flip_count > 0)
        memcpy(flips, open->flips, open->flip_count * sizeof *flips);
    flips[open->flip_count++] = (struct paragraph_flip){ key, direction };
    open->flips = flips;
}

static void drop_flip(struct reading *reading, uint64_t key)
{
    struct open_article *open = &reading->open;
    for (size_t i = 0; i < open->flip_count; i++)
        if (open->flips[i].key == key)
            open->flips[i--] = open->flips[--open->flip_count];
}

/* What the feeds file says of the source, where no key was pressed. */
static enum direction direction_by_hand(const struct reading *reading)
{
    const struct source *source = app_source_of(reading->app, reading->open.entry.feed_id);
    enum source_direction direction = source ? source->direction : SOURCE_DIRECTION_AUTO;
    return direction == SOURCE_DIRECTION_RTL   ? DIRECTION_RTL
           : direction == SOURCE_DIRECTION_LTR ? DIRECTION_LTR
                                               : DIRECTION_AUTO;
}

void flips_load(struct reading *reading)
{
    struct error error = { 0 };
    struct direction_subject source = source_of(reading), article;
    bool has_database = reading->app->store || access(reading->app->paths.database, F_OK) == 0;
    if (!has_database || !find_article(reading, &article))
        return;
    if (!open_store(reading, &error)) {
        status_say_error(&reading->status, &error);
        return;
    }
    if (reading->open.entry.id != 0)
        reading->open.source_direction = load_directions(reading, &source);
    if (reading->open.source_direction == DIRECTION_AUTO)
        reading->open.source_direction = direction_by_hand(reading);
    reading->open.article_direction = load_directions(reading, &article);
    put_into_options(reading);
}

void flips_load_anew(struct reading *reading)
{
    struct direction_subject article;
    if (!reading->open.page || !find_article(reading, &article))
        return;
    reading->open.source_direction = reading->open.article_direction = DIRECTION_AUTO;
    reading->open.flip_count = 0;
    flips_load(reading);
    reading_lay_out_anew(reading);
}

void flips_forget(struct reading *reading)
{
    reading->options.direction = DIRECTION_AUTO;
    reading->options.flips = NULL;
    reading->options.flip_count = 0;
}

/* ---- turning round -------------------------------------------------------------------------------------------- */

static enum direction opposite(enum direction direction)
{
    return direction == DIRECTION_RTL ? DIRECTION_LTR : DIRECTION_RTL;
}

/* `error` says why it holds for now only. */
static void say(struct reading *reading, const char *what, const struct error *error)
{
    struct error said;
    if (error->kind == ERROR_NONE) {
        status_say(&reading->status, "%s", what);
        return;
    }
    error_set(&said, error->kind, "%s, for now: %s", what, error->text);
    status_say_error(&reading->status, &said);
}

static enum direction direction_at(const struct reading *reading, size_t position)
{
    struct page_paragraph paragraph = { 0 };
    page_paragraph_at(reading->open.page, page_place_of(reading->open.page, position), &paragraph);
    return paragraph.direction;
}

void flips_turn_paragraph(struct reading *reading)
{
    char what[STATUS_BYTES];
    struct error error = { 0 };
    struct page_paragraph paragraph;
    size_t number = reading->number_is_typed ? reading->typed_number : 0;
    if (!reader_paragraph(&reading->reader, number, &paragraph)) {
        status_say(&reading->status, "There is no such paragraph on the screen");
        return;
    }
    enum direction wanted = opposite(paragraph.direction), chosen = DIRECTION_AUTO;
    drop_flip(reading, paragraph.key);
    show(reading);
    if (direction_at(reading, paragraph.position) != wanted) {
        chosen = wanted;
        note_flip(reading, paragraph.key, chosen);
        show(reading);
    }
    remember_for_article(reading, paragraph.key, wanted, chosen, &error);
    snprintf(what, sizeof what, _("%s: this paragraph"), way(wanted));
    say(reading, what, &error);
}

void flips_turn_article(struct reading *reading)
{
    char what[STATUS_BYTES];
    struct error error = { 0 };
    struct open_article *open = &reading->open;
    if (!open->page)
        return;
    enum direction now = reading->options.direction ? reading->options.direction : reader_direction(&reading->reader);
    enum direction wanted = opposite(now);
    bool goes_back = open->article_direction && (!open->source_direction || open->source_direction == wanted);
    open->article_direction = goes_back ? DIRECTION_AUTO : wanted;
    show(reading);
    remember_for_article(reading, WHOLE_SUBJECT, reading->options.direction, open->article_direction, &error);
    snprintf(what, sizeof what, _("%s: this article"), way(reading->options.direction));
    say(reading, what, &error);
}

void flips_turn_source(struct reading *reading)
{
    char what[STATUS_BYTES];
    struct error error = { 0 };
    struct open_article *open = &reading->open;
    if (open->entry.id == 0) {
        status_say(&reading->status, "This article is of no source");
        return;
    }
    enum direction of_article = open->article_direction;
    if (open->source_direction)
        open->source_direction = DIRECTION_AUTO;
    else
        open->source_direction = of_article ? of_article : opposite(reader_direction(&reading->reader));
    if (open->source_direction)
        open->article_direction = DIRECTION_AUTO;
    show(reading);
    struct direction_turn turns[2] = { [0] = { .subject = source_of(reading), .to = turned_of(open->source_direction) } };
    bool takes_articles = of_article && open->source_direction && find_article(reading, &turns[1].subject);
    remember(reading, turns, takes_articles ? 2 : 1, open->entry.feed_title, open->source_direction, &error);
    snprintf(what, sizeof what, _("%s: all of this source"), way(open->source_direction));
    say(reading, what, &error);
}
