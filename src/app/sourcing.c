#include "app/sourcing.h"

#include "app/lists.h"
#include "app/marking.h"
#include "app/prompting.h"
#include "base/catalogue.h"
#include "base/utf8.h"
#include "lang/language.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* ---- rows ----------------------------------------------------------------------------------------------------- */

static struct slice words_of_age(struct dates *dates, int64_t then, int64_t now, struct arena *arena)
{
    char text[DATE_TEXT_BYTES];
    bool lasts = date_format_since(dates, then, now, text);
    return arena_format(arena, lasts ? _("for %s") : _("since %s"), text);
}

/* Whoever answers for such a source is believed. */
static bool is_unverified(const struct sources *sources, const struct stored_feed *feed)
{
    for (size_t i = 0; i < sources->count; i++)
        if (sources->items[i].tls_unverified && slice_equal(sources->items[i].url, feed->url))
            return true;
    return false;
}

static struct slice note_of(struct dates *dates, const struct stored_feed *feed, bool unverified, int64_t now, struct arena *arena)
{
    if (feed->gone)
        return slice_of(_("gone"));
    if (feed->error_text.length > 0)
        return arena_format(arena, _("failing %.*s"), SLICE_ARGUMENT(words_of_age(dates, feed->error_since, now, arena)));
    if (unverified)
        return slice_of(_("certificate unchecked"));
    if (feed->moved_to.length > 0)
        return slice_of(_("moved"));
    return feed->checked_at == 0 ? slice_of(_("never fetched")) : SLICE("");
}

/* What, since when, what to do. */
static struct slice state_of(const struct reading *reading, const struct stored_feed *feed, int64_t now, struct arena *arena)
{
    char remove[KEY_NAME_BYTES] = "khabar remove", again[KEY_NAME_BYTES] = "khabar refresh", age[DATE_TEXT_BYTES];
    struct dates *dates = app_dates(reading->app, reading->options.digits);
    keymap_first_key_of(reading->keymap, VIEW_SOURCES, COMMAND_REMOVE_SOURCE, remove);
    keymap_first_key_of(reading->keymap, VIEW_SOURCES, COMMAND_REFRESH, again);
    if (feed->gone)
        return arena_format(arena, _("%.*s: it has ended, says its server, and is not asked any more; %s removes it"),
                            SLICE_ARGUMENT(feed->url), remove);
    if (feed->error_text.length > 0)
        return arena_format(arena, catalogue_plural("%.*s (%.*s, tried %lld time); %s tries again",
                                                    "%.*s (%.*s, tried %lld times); %s tries again",
                                                    (unsigned long)feed->failures), SLICE_ARGUMENT(feed->error_text),
                            SLICE_ARGUMENT(words_of_age(dates, feed->error_since, now, arena)), (long long)feed->failures, again);
    if (feed->moved_to.length > 0)
        return arena_format(arena, _("%.*s: it moved, and is asked at %.*s"), SLICE_ARGUMENT(feed->url),
                            SLICE_ARGUMENT(feed->moved_to));
    if (feed->checked_at == 0)
        return arena_format(arena, _("%.*s: never fetched; %s fetches it"), SLICE_ARGUMENT(feed->url), again);
    date_format_in_list(dates, feed->checked_at, now, 0, age);
    return arena_format(arena, _("%.*s, fetched: %s"), SLICE_ARGUMENT(feed->url), age);
}

static struct slice detail_of(const struct reading *reading, const struct stored_feed *feed, bool unverified, int64_t now,
                              struct arena *arena)
{
    const char *warning = _("Whoever answers is believed, its certificate is not checked (tls-verify = no)");
    struct slice state = state_of(reading, feed, now, arena);
    if (!unverified)
        return state;
    if (feed->gone || feed->error_text.length > 0) /* what is to be done comes first: there may be no room for more */
        return arena_format(arena, "%.*s. %s", SLICE_ARGUMENT(state), warning);
    return arena_format(arena, "%s. %.*s", warning, SLICE_ARGUMENT(state));
}

static struct sources_row row_of_feed(const struct reading *reading, const struct stored_feed *feed, int64_t now,
                                      struct arena *arena)
{
    bool unverified = is_unverified(&reading->app->sources, feed);
    return (struct sources_row){
        .kind = SOURCES_FEED,
        .id = feed->id,
        .name = feed->name,
        .evidence = language_is_rtl(feed->language) ? DIRECTION_RTL : DIRECTION_AUTO,
        .indented = feed->folder.length > 0,
        .counted = true,
        .unread = feed->unread_count,
        .total = feed->entry_count,
        .failing = feed->gone || feed->error_text.length > 0,
        .doubtful = unverified,
        .note = note_of(app_dates(reading->app, reading->options.digits), feed, unverified, now, arena),
        .detail = detail_of(reading, feed, unverified, now, arena),
    };
}

/* Those in no folder first, then by folder; in each by name, as the store has them. */
static int compare_folders(const void *a, const void *b)
{
    const struct stored_feed *left = *(const struct stored_feed *const *)a, *right = *(const struct stored_feed *const *)b;
    int order = slice_compare(left->folder, right->folder);
    return order != 0 ? order : (left > right) - (left < right);
}

static struct slice quoted_query(const char *name, struct slice value, struct arena *arena)
{
    return arena_format(arena, "%s:\"%.*s\"", name, SLICE_ARGUMENT(value));
}

static void add_feeds(struct reading *reading, struct stored_feed *feeds, size_t count, struct sources_row *rows,
                      size_t *row_count)
{
    struct arena *arena = &reading->sources_arena;
    const struct stored_feed **sorted = ARENA_ARRAY(arena, const struct stored_feed *, count);
    struct sources_row *folder = NULL;
    struct slice name = { 0 };
    int64_t now = time(NULL);
    for (size_t i = 0; i < count; i++)
        sorted[i] = &feeds[i];
    if (count > 0)
        qsort(sorted, count, sizeof *sorted, compare_folders);
    for (size_t i = 0; i < count; i++) {
        if (!slice_equal(sorted[i]->folder, name)) {
            name = sorted[i]->folder;
            folder = &rows[(*row_count)++];
            *folder = (struct sources_row){ .kind = SOURCES_FOLDER, .name = name, .counted = true,
                                            .query = quoted_query("folder", name, arena) };
        }
        if (folder) {
            folder->unread += sorted[i]->unread_count;
            folder->total += sorted[i]->entry_count;
        }
        rows[(*row_count)++] = row_of_feed(reading, sorted[i], now, arena);
    }
}

/* Their numbers are not known yet: they are counted when nothing else is to be done. */
static void add_queries(struct reading *reading, struct sources_row *rows, size_t *row_count)
{
    static const struct {
        const char *name, *query;
    } fixed[] = { { N_("Unread"), "unread" }, { N_("Starred"), "starred" }, { N_("For later"), "saved" } };
    const struct sources *sources = &reading->app->sources;
    for (size_t i = 0; i < sizeof fixed / sizeof *fixed; i++)
        rows[(*row_count)++] = (struct sources_row){ .kind = SOURCES_QUERY, .name = slice_of(_(fixed[i].name)),
                                                     .query = slice_of(fixed[i].query) };
    for (size_t i = 0; i < sources->count; i++)
        if (sources->items[i].kind == SOURCE_QUERY)
            rows[(*row_count)++] = (struct sources_row){ .kind = SOURCES_QUERY, .name = sources->items[i].name,
                                                         .query = sources->items[i].query,
                                                         .detail = sources->items[i].query };
}

static void add_all(const struct stored_feed *feeds, size_t count, struct sources_row *rows, size_t *row_count)
{
    struct sources_row *all = &rows[(*row_count)++];
    *all = (struct sources_row){ .kind = SOURCES_ALL, .name = slice_of(_("All headlines")), .counted = true };
    for (size_t i = 0; i < count; i++) {
        all->unread += feeds[i].unread_count;
        all->total += feeds[i].entry_count;
    }
}

bool sourcing_load(struct reading *reading, struct error *error)
{
    enum { FIXED_ROWS = 4 };
    struct arena old = reading->sources_arena;
    struct stored_feed *feeds;
    size_t count, row_count = 0;
    reading->sources_arena = (struct arena){ 0 };
    bool good = store_feeds(reading->app->store, &reading->sources_arena, &feeds, &count, error);
    if (good) {
        size_t most = FIXED_ROWS + reading->app->sources.count + 2 * count;
        struct sources_row *rows = ARENA_ARRAY(&reading->sources_arena, struct sources_row, most);
        add_all(feeds, count, rows, &row_count);
        add_queries(reading, rows, &row_count);
        add_feeds(reading, feeds, count, rows, &row_count);
        sources_view_set(&reading->sources, rows, row_count);
        reading->source_rows = rows;
        reading->sources_counted = 0;
    }
    arena_finish(good ? &old : &reading->sources_arena);
    if (!good)
        reading->sources_arena = old;
    return good;
}

/* ---- counting queries ----------------------------------------------------------------------------------------- */

int sourcing_timeout(const struct reading *reading)
{
    return reading->sources_are_open && reading->sources_counted < reading->sources.count ? 0 : -1;
}

static void count_query(struct reading *reading, struct sources_row *row)
{
    struct error error = { 0 };
    struct listing_wish wish = { 0 };
    struct listing *list = listing_create();
    snprintf(wish.scope, sizeof wish.scope, "%.*s", SLICE_ARGUMENT(row->query));
    row->counted = listing_open(list, reading->app->store, &wish, &error);
    row->total = row->counted ? (int64_t)entry_list_count(list->list) : 0;
    wish.show = SHOW_UNREAD;
    if (row->counted && listing_open(list, reading->app->store, &wish, &error))
        row->unread = (int64_t)entry_list_count(list->list);
    if (error.kind != ERROR_NONE) {
        row->failing = true;
        row->note = slice_of(_("no query"));
        row->detail = arena_copy(&reading->sources_arena, slice_of(error.text));
    }
    listing_destroy(list);
}

/* One a turn, so that a key never waits for more than one. */
void sourcing_work(struct reading *reading)
{
    while (sourcing_timeout(reading) == 0) {
        struct sources_row *row = &reading->source_rows[reading->sources_counted++];
        if (row->kind != SOURCES_QUERY)
            continue;
        count_query(reading, row);
        return;
    }
}

/* ---- going there and back ------------------------------------------------------------------------------------- */

static void select_source(struct reading *reading, store_id feed)
{
    for (size_t i = 0; feed != 0 && i < reading->sources.count; i++)
        if (reading->sources.rows[i].id == feed)
            reading->sources.selected = i;
}

static bool open_view(struct reading *reading)
{
    struct error error = { 0 };
    const struct stored_entry *entry = reading_entry_at_hand(reading);
    if (!sourcing_load(reading, &error)) {
        status_say_error(&reading->status, &error);
        return false;
    }
    if (!reading->sources_were_seen && entry)
        select_source(reading, entry->feed_id);
    reading->sources_were_seen = reading->sources_are_open = true;
    reading->reading = false;
    return true;
}

void sourcing_toggle(struct reading *reading)
{
    if (reading->sources_are_open)
        reading->sources_are_open = false;
    else
        open_view(reading);
}

void sourcing_show_failing(struct reading *reading)
{
    if ((reading->sources_are_open || open_view(reading)) && !sources_view_next_failing(&reading->sources))
        status_say(&reading->status, "No source fails");
}

/* As the feeds file wants the headlines of this source; else as they are now. */
static void order_by_hand(struct reading *reading, struct listing_wish *wish)
{
    static const enum list_order orders[] = {
        [SOURCE_ORDER_DEFAULT] = ORDER_BY_DATE,  [SOURCE_ORDER_NEWEST] = ORDER_BY_DATE,
        [SOURCE_ORDER_OLDEST] = ORDER_BY_DATE,   [SOURCE_ORDER_ARRIVAL] = ORDER_BY_ARRIVAL,
        [SOURCE_ORDER_TITLE] = ORDER_BY_TITLE,   [SOURCE_ORDER_READING_TIME] = ORDER_BY_READING_TIME,
    };
    const struct source *source = app_source_of(reading->app, wish->feed);
    if (!source || source->order == SOURCE_ORDER_DEFAULT)
        return;
    wish->order = orders[source->order];
    wish->reversed = source->order == SOURCE_ORDER_OLDEST;
}

/* ---- what keys do --------------------------------------------------------------------------------------------- */

static void open_selected(struct reading *reading)
{
    const struct sources_row *row = sources_view_selected(&reading->sources);
    struct listing_wish wish = { 0 };
    if (!row)
        return;
    reading->sources_are_open = false;
    lists_leave_all(reading);
    if (row->kind == SOURCES_ALL)
        return;
    snprintf(wish.name, sizeof wish.name, "%.*s", SLICE_ARGUMENT(utf8_prefix(row->name, sizeof wish.name - 1)));
    snprintf(wish.scope, sizeof wish.scope, "%.*s", SLICE_ARGUMENT(row->query));
    wish.feed = row->id;
    order_by_hand(reading, &wish);
    reading->sources_are_open = !lists_enter(reading, &wish);
    reading->list_is_of_sources_view = !reading->sources_are_open;
}

static void refresh_selected(struct reading *reading)
{
    const struct sources_row *row = sources_view_selected(&reading->sources);
    if (row && row->kind == SOURCES_FEED)
        reading_refresh(reading, row->id, false);
    else
        reading_refresh(reading, 0, false);
}

static void fetch_older(struct reading *reading)
{
    const struct sources_row *row = sources_view_selected(&reading->sources);
    if (row && row->kind == SOURCES_FEED)
        reading_fetch_older(reading, row->id);
    else
        status_say(&reading->status, "Select one source first: older entries are fetched of one at a time");
}

static void mark_selected_read(struct reading *reading)
{
    struct error error = { 0 };
    const struct sources_row *row = sources_view_selected(&reading->sources);
    if (row && row->kind != SOURCES_FEED)
        status_say(&reading->status, "Open it first: then the same key marks what is listed");
    else if (row) {
        marking_source_read(reading, row->id, row->name);
        if (!sourcing_load(reading, &error))
            status_say_error(&reading->status, &error);
    }
}

static void ask_to_remove(struct reading *reading)
{
    const struct sources_row *row = sources_view_selected(&reading->sources);
    if (row && row->kind == SOURCES_FEED)
        /* TRANSLATORS: the answers stay y and n, on any keyboard. */
        prompting_ask(reading, PROMPT_TO_REMOVE, "Remove (y/n)? %.*s ", SLICE_ARGUMENT(row->name));
    else
        status_say(&reading->status, "Only a source can be removed here; edit the feeds file for others");
}

void sourcing_remove(struct reading *reading)
{
    struct arena arena = { 0 };
    struct error error = { 0 };
    struct stored_feed feed;
    struct slice url;
    struct app *app = reading->app;
    const struct sources_row *row = sources_view_selected(&reading->sources);
    if (row && store_feed(app->store, row->id, &arena, &feed, &error) &&
        sources_remove(app->paths.feeds, feed.url, &url, &arena, &error) &&
        store_remove_feed(app->store, feed.url, &error) && app_read_sources_anew(app, &error) &&
        sourcing_load(reading, &error)) {
        reading->list_is_stale = true;
        status_say(&reading->status, "Removed: %.*s", SLICE_ARGUMENT(feed.name));
    }
    if (error.kind != ERROR_NONE)
        status_say_error(&reading->status, &error);
    arena_finish(&arena);
}

bool sourcing_run(struct reading *reading, enum command command)
{
    struct sources_view *view = &reading->sources;
    switch (command) {
    case COMMAND_DOWN: sources_view_move(view, (long)reading_count(reading)); return true;
    case COMMAND_UP: sources_view_move(view, -(long)reading_count(reading)); return true;
    case COMMAND_PAGE_DOWN: sources_view_move_page(view, 1); return true;
    case COMMAND_PAGE_UP: sources_view_move_page(view, -1); return true;
    case COMMAND_START: sources_view_move(view, -(long)view->count); return true;
    case COMMAND_END: sources_view_move(view, (long)view->count); return true;
    case COMMAND_OPEN: open_selected(reading); return true;
    case COMMAND_BACK: reading->sources_are_open = false; return true;
    case COMMAND_REFRESH: refresh_selected(reading); return true;
    case COMMAND_OLDER: fetch_older(reading); return true;
    case COMMAND_MARK_ALL_READ: mark_selected_read(reading); return true;
    case COMMAND_REMOVE_SOURCE: ask_to_remove(reading); return true;
    default: return false;
    }
}
