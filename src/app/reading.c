#include "app/reading.h"

#include "app/article.h"
#include "app/flips.h"
#include "app/linking.h"
#include "app/marking.h"
#include "app/places.h"
#include "base/catalogue.h"
#include "lang/language.h"

#include <poll.h>
#include <time.h>

int64_t reading_clock(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

bool reading_key_waits(const struct reading *reading)
{
    struct pollfd input = { .fd = screen_input_descriptor(reading->screen), .events = POLLIN };
    return poll(&input, 1, 0) > 0;
}

bool reading_is_mirrored(const struct reading *reading)
{
    if (reading->options.linear)
        return false;
    switch (reading->app->config.mirrored) {
    case MIRRORED_YES: return true;
    case MIRRORED_NO: return false;
    case MIRRORED_AUTO: break;
    }
    return language_is_rtl(slice_of(catalogue_language()));
}

/* The entry with its text copied, so that it survives a new list. */
static struct stored_entry copy_entry(struct arena *arena, const struct stored_entry *entry)
{
    struct stored_entry copy = *entry;
    copy.tags = NULL; /* they change; who needs them asks the store */
    copy.tag_count = 0;
    copy.title = arena_copy(arena, entry->title);
    copy.link = arena_copy(arena, entry->link);
    copy.author = arena_copy(arena, entry->author);
    copy.language = arena_copy(arena, entry->language);
    copy.feed_title = arena_copy(arena, entry->feed_title);
    return copy;
}

void reading_finish_article(struct reading *reading)
{
    places_keep(reading);
    reader_open(&reading->reader, NULL);
    linking_close(reading);
    page_destroy(reading->open.page);
    matcher_destroy(reading->open.matcher);
    file_window_close(reading->open.file);
    flips_forget(reading);
    arena_finish(&reading->open.arena);
    reading->open = (struct open_article){ 0 };
}

void reading_show_doc(struct reading *reading, const struct doc *doc, const struct stored_entry *entry)
{
    bool comes_back = reading->opening_by_jump || (entry && reading->open.entry.id == entry->id);
    reading->opening_by_jump = false;
    reading_finish_article(reading);
    if (entry)
        reading->open.entry = copy_entry(&reading->open.arena, entry);
    reading->open.doc.tape = arena_copy(&reading->open.arena, doc->tape);
    flips_load(reading);
    if (entry)
        reading->open.page = article_page_of_entry(reading->app, doc, &reading->open.entry, &reading->options);
    else
        reading->open.page = page_create(reading->app->engine, doc, NULL, &reading->options);
    reader_open(&reading->reader, reading->open.page);
    places_go_to(reading, comes_back);
    if (entry && reading->list->phrase_count > 0) {
        reading->open.matcher = matcher_create(reading->list->phrases, reading->list->phrase_count);
        reader_light(&reading->reader, reading->open.matcher, reading->open.entry.language);
    }
}

void reading_show_file(struct reading *reading, struct file_window *file)
{
    reading_finish_article(reading);
    reading->open.file = file;
    flips_load(reading);
    reading->open.page = page_create_of_file(reading->app->engine, file, &reading->options);
    reader_open(&reading->reader, reading->open.page);
    places_go_to(reading, false);
}

void reading_lay_out_anew(struct reading *reading)
{
    if (!reading->open.page)
        return;
    page_set_options(reading->open.page, &reading->options);
    reader_lay_out_anew(&reading->reader);
}

void reading_open_entry(struct reading *reading, const struct stored_entry *entry)
{
    struct error error = { 0 };
    if (reading->opening_job)
        workers_cancel(reading->app->workers, reading->opening_job);
    reading->opening_by_jump = false;
    arena_reset(&reading->opening_arena);
    reading->opening = copy_entry(&reading->opening_arena, entry);
    reading->opening_job = article_open_entry(reading->app, reading->gatherer, entry, &error);
    if (error.kind != ERROR_NONE)
        status_say_error(&reading->status, &error);
    if (!reading->opening_job)
        return;
    headlines_select(&reading->list->headlines, reading->opening.id); /* chosen: what comes in does not move it */
    jumps_note(&reading->jumps, reading->opening.id);
    marking_opened(reading, &reading->opening);
    reading->reading = true;
}

void reading_on_failed(void *context, const struct error *error)
{
    struct reading *reading = context;
    status_say_error(&reading->status, error);
}

void reading_refresh_due(struct reading *reading)
{
    reading->next_due_at = 0;
    reading_refresh(reading, 0, true);
    reading->refresh_is_automatic = true;
}

static bool can_fetch(struct reading *reading)
{
    bool can = !store_is_read_only(reading->app->store);
    if (!can)
        status_say(&reading->status, "The database is open read-only: nothing can be fetched into it");
    return can;
}

void reading_fetch_older(struct reading *reading, store_id feed)
{
    struct arena arena = { 0 };
    struct error error = { 0 };
    struct stored_feed stored;
    reading->refresh_is_automatic = false;
    if (!can_fetch(reading))
        return;
    if (!store_feed(reading->app->store, feed, &arena, &stored, &error))
        status_say_error(&reading->status, &error);
    else if (!gather_older(reading->gatherer, &stored, &error))
        status_say(&reading->status, "\"%.*s\" %s", SLICE_ARGUMENT(stored.name), error.text);
    arena_finish(&arena);
}

void reading_refresh(struct reading *reading, store_id feed, bool only_due)
{
    struct arena arena = { 0 };
    struct error error = { 0 };
    struct stored_feed *feeds;
    size_t count, started = 0;
    int64_t now = time(NULL);
    reading->refresh_is_automatic = false;
    if (!can_fetch(reading))
        return;
    if (!store_feeds(reading->app->store, &arena, &feeds, &count, &error)) {
        status_say_error(&reading->status, &error);
    } else {
        for (size_t i = 0; i < count; i++) {
            int64_t due_at = gather_due_at(reading->gatherer, &feeds[i]);
            bool wanted = feed != 0 ? feeds[i].id == feed : only_due ? due_at <= now : !feeds[i].gone;
            bool later = only_due && !wanted && due_at != GATHER_NEVER;
            if (later && (reading->next_due_at == 0 || due_at < reading->next_due_at))
                reading->next_due_at = due_at;
            if (!wanted)
                continue;
            gather_source(reading->gatherer, &feeds[i]);
            started++;
        }
        if (started == 0 && feed != 0)
            status_say(&reading->status, "The source of this article was removed: there is nothing to fetch");
        else if (count == 0 && !only_due)
            status_say(&reading->status, "There are no sources: khabar add URL adds one");
    }
    arena_finish(&arena);
}
