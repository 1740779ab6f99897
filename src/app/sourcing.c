#include "app/sourcing.h"

#include "app/lists.h"
#include "app/marking.h"
#include "app/prompting.h"
#include "app/source_rows.h"
#include "app/undoing.h"
#include "base/catalogue.h"
#include "base/utf8.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

/* A mark that was set, or an article that was opened, is counted when the hands rest. */
enum { RELOAD_EVERY_MILLISECONDS = 300, AFTER_KEY_MILLISECONDS = 150, COUNT_MILLISECONDS = 10 };

/* ---- rows ----------------------------------------------------------------------------------------------------- */

/* Numbers are shown until they are counted again: nothing flickers. */
static void keep_counts(const struct sources_view *old, struct sources_row *rows, size_t count)
{
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < old->count && !rows[i].counted && rows[i].query.length > 0; j++)
            if (old->rows[j].counted && slice_equal(old->rows[j].query, rows[i].query)) {
                rows[i].counted = true;
                rows[i].unread = old->rows[j].unread;
                rows[i].total = old->rows[j].total;
            }
}

bool sourcing_load(struct reading *reading, struct error *error)
{
    struct arena anew = { 0 };
    struct sources_row *rows;
    size_t count;
    if (!source_rows_make(reading, &anew, &rows, &count, error)) {
        arena_finish(&anew);
        return false;
    }
    keep_counts(&reading->sources, rows, count);
    sources_view_set(&reading->sources, rows, count);
    arena_finish(&reading->sources_arena);
    reading->sources_arena = anew;
    reading->source_rows = rows;
    reading->sources_counted = 0;
    reading->sources_are_stale = false;
    reading->sources_loaded_at = reading_clock();
    return true;
}

static void reload(struct reading *reading)
{
    struct error error = { 0 };
    if (!sourcing_load(reading, &error)) {
        status_say_error(&reading->status, &error);
        reading->sources_are_stale = false; /* it is not tried again and again */
    }
}

void sourcing_prepare(struct reading *reading)
{
    if (!reading->source_rows)
        reload(reading);
    if (reading->sources.selected < reading->sources.count)
        source_row_describe(reading, &reading->source_rows[reading->sources.selected], &reading->sources_arena);
}

/* ---- the list of a row ---------------------------------------------------------------------------------------- */

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

static bool is_of_marks(const struct sources_row *row)
{
    return row->kind == SOURCES_UNREAD || row->kind == SOURCES_STARRED || row->kind == SOURCES_SAVED;
}

/* One of marks is listed by them alone, so that the key that lists others goes on from there. */
static struct listing_wish wish_for(struct reading *reading, const struct sources_row *row)
{
    static const enum listing_show shows[] = { [SOURCES_UNREAD] = SHOW_UNREAD, [SOURCES_STARRED] = SHOW_STARRED,
                                               [SOURCES_SAVED] = SHOW_SAVED };
    struct listing_wish wish = { .feed = row->id, .is_of_sources_view = true, .is_of_query = row->kind == SOURCES_QUERY };
    if (is_of_marks(row)) {
        wish.show = shows[row->kind];
        return wish;
    }
    snprintf(wish.name, sizeof wish.name, "%.*s", SLICE_ARGUMENT(utf8_prefix(row->name, sizeof wish.name - 1)));
    snprintf(wish.scope, sizeof wish.scope, "%.*s", SLICE_ARGUMENT(row->query));
    order_by_hand(reading, &wish);
    return wish;
}

static bool is_listed(const struct reading *reading, const struct sources_row *row, const struct listing_wish *wish)
{
    const struct listing_wish *now = &reading->list->wish;
    if (row->kind == SOURCES_ALL)
        return !reading->list->below;
    return now->is_of_sources_view && now->feed == wish->feed && strcmp(now->name, wish->name) == 0 &&
           strcmp(now->scope, wish->scope) == 0 && (!is_of_marks(row) || now->show == wish->show);
}

static bool try_list(struct reading *reading, const struct sources_row *row, struct error *error)
{
    struct listing_wish wish = wish_for(reading, row);
    if (row->kind == SOURCES_TAGS || is_listed(reading, row, &wish))
        return true;
    if (row->kind != SOURCES_ALL)
        return lists_try_switch(reading, &wish, error);
    lists_leave_all(reading);
    return true;
}

bool sourcing_list_next_unread(struct reading *reading, struct error *error)
{
    struct arena arena = { 0 };
    struct stored_feed *feeds;
    size_t count = 0, now = 0;
    bool listed = false, good = store_feeds(reading->app->store, &arena, &feeds, &count, error);
    while (now < count && feeds[now].id != reading->list->wish.feed)
        now++;
    for (size_t i = 1; good && !listed && i < count; i++) {
        const struct stored_feed *feed = &feeds[(now + i) % count];
        struct sources_row row = { .kind = SOURCES_FEED, .id = feed->id, .name = feed->name };
        if (feed->unread_count == 0)
            continue;
        good = try_list(reading, &row, error);
        listed = good;
    }
    arena_finish(&arena);
    return listed;
}

/* ---- meanwhile ------------------------------------------------------------------------------------------------ */

static bool is_on_screen(const struct reading *reading)
{
    return reading->sources_are_open || reading->panes.at[PANE_SOURCES].width > 0;
}

static int milliseconds_until(int64_t moment)
{
    int64_t left = moment - reading_clock();
    return left > 0 ? (int)left : 0;
}

static int milliseconds_to_reload(const struct reading *reading)
{
    int64_t every = reading->sources_loaded_at + RELOAD_EVERY_MILLISECONDS;
    int64_t at_rest = reading->pressed_at + AFTER_KEY_MILLISECONDS;
    return reading->sources_are_stale ? milliseconds_until(every > at_rest ? every : at_rest) : -1;
}

/* Rows that are listened to change when the view is opened, not by themselves. */
int sourcing_timeout(const struct reading *reading)
{
    if (reading->source_is_due)
        return 0;
    if (!is_on_screen(reading))
        return -1;
    if (reading->sources_counted < reading->sources.count && listing_can_look_on(reading->list))
        return -1; /* what waits is looked through for one search at a time */
    if (reading->sources_counted < reading->sources.count)
        return milliseconds_until(reading->pressed_at + (reading->sources_are_open ? 0 : AFTER_KEY_MILLISECONDS));
    return reading->options.linear ? -1 : milliseconds_to_reload(reading);
}

static bool key_waits(void *context)
{
    return reading_key_waits(context);
}

/* After a large refresh a search takes seconds, which are spent in slices; while it goes on they would be spent again and
 * again, and the numbers are of the newest. */
static bool count_found(struct reading *reading, struct slice text, struct arena *arena, size_t *count, bool *more,
                        struct error *error)
{
    const struct query *query;
    bool is_refreshing = reading->refresh && refresh_is_running(reading->refresh);
    *count = 0;
    *more = false;
    if (!query_parse(text, (int64_t)time(NULL), arena, &query, error))
        return false;
    if (query && !is_refreshing && !query_prepare(reading->app->store, query, COUNT_MILLISECONDS, more, error))
        return false;
    return !query || *more || query_count(reading->app->store, query, COUNT_MILLISECONDS, count, error);
}

/* False: a key came, or it goes on another time. The numbers are those of before as long as that. */
static bool count_query(struct reading *reading, struct sources_row *row)
{
    struct arena arena = { 0 };
    struct error error = { 0 };
    size_t total = 0, unread = 0;
    bool more = false;
    store_interrupt_when(reading->app->store, key_waits, reading);
    bool counted = count_found(reading, row->query, &arena, &total, &more, &error) &&
                   count_found(reading, arena_format(&arena, "unread (%.*s)", SLICE_ARGUMENT(row->query)), &arena, &unread, &more,
                                     &error);
    store_interrupt_when(reading->app->store, NULL, NULL);
    arena_finish(&arena);
    if (more || (!counted && reading_key_waits(reading)))
        return false;
    row->counted = counted;
    row->total = (int64_t)total;
    row->unread = (int64_t)unread;
    if (error.kind != ERROR_NONE) {
        row->failing = true;
        row->note = slice_of(_("no query"));
        row->detail = arena_copy(&reading->sources_arena, slice_of(error.text));
    }
    return true;
}

static bool is_counted_by_query(const struct sources_row *row)
{
    return row->kind == SOURCES_QUERY || row->kind == SOURCES_STARRED || row->kind == SOURCES_SAVED;
}

static void count_next(struct reading *reading)
{
    while (reading->sources_counted < reading->sources.count) {
        struct sources_row *row = &reading->source_rows[reading->sources_counted];
        bool is_query = is_counted_by_query(row);
        if (is_query && !count_query(reading, row))
            return;
        reading->sources_counted++;
        if (is_query)
            return;
    }
}

/* Beside the view stands the list of its row: of the one where the moving ends. */
static void list_selected(struct reading *reading)
{
    const struct sources_row *row = sources_view_selected(&reading->sources);
    struct error error = { 0 };
    store_interrupt_when(reading->app->store, key_waits, reading);
    bool listed = !row || try_list(reading, row, &error);
    store_interrupt_when(reading->app->store, NULL, NULL);
    if (!listed && reading_key_waits(reading))
        return;
    reading->source_is_due = false;
    if (!listed)
        status_say_error(&reading->status, &error);
}

/* One a turn, so that a key never waits for more than one. */
void sourcing_work(struct reading *reading)
{
    if (sourcing_timeout(reading) != 0)
        return;
    if (reading->source_is_due)
        list_selected(reading);
    else if (reading->sources_counted < reading->sources.count)
        count_next(reading);
    else
        reload(reading);
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
    bool is_beside = reading->panes.at[PANE_SOURCES].width > 0;
    if (!sourcing_load(reading, &error)) {
        status_say_error(&reading->status, &error);
        return false;
    }
    if (!reading->sources_were_seen && entry && !is_beside)
        select_source(reading, entry->feed_id);
    reading->sources_were_seen = reading->sources_are_open = true;
    reading->reading = false;
    return true;
}

void sourcing_enter(struct reading *reading)
{
    if (!reading->sources_are_open)
        open_view(reading);
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

/* ---- what keys do --------------------------------------------------------------------------------------------- */

static void turn_fold(struct reading *reading, const struct sources_row *row)
{
    folds_turn(&reading->folds, row);
    reading->state_is_changed = true;
    reload(reading);
}

void sourcing_open_selected(struct reading *reading)
{
    const struct sources_row *row = sources_view_selected(&reading->sources);
    struct error error = { 0 };
    if (!row)
        return;
    reading->source_is_due = false;
    if (row->kind == SOURCES_TAGS)
        turn_fold(reading, row);
    else if (try_list(reading, row, &error))
        reading->sources_are_open = false;
    else
        status_say_error(&reading->status, &error);
}

/* What is in a folder folds it, and the selection is on it then. */
void sourcing_fold(struct reading *reading)
{
    const struct sources_row *row = sources_view_selected(&reading->sources);
    if (row && (sources_row_folds(row) || sources_view_select_parent(&reading->sources)))
        turn_fold(reading, sources_view_selected(&reading->sources));
    else
        status_say(&reading->status, "This is in no folder: there is nothing to fold");
}

void sourcing_moved(struct reading *reading)
{
    reading->source_is_due = reading->panes.at[PANE_HEADLINES].width > 0 && !reading->options.linear;
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

void sourcing_follow_file(struct reading *reading, struct error *error)
{
    highlights_forget(reading->highlights, true);
    reading->list_is_stale = true;
    if (app_read_sources_anew(reading->app, error) && reading->source_rows)
        sourcing_load(reading, error);
}

void sourcing_remove(struct reading *reading)
{
    struct arena arena = { 0 };
    struct error error = { 0 };
    struct stored_feed feed;
    struct feeds_piece piece;
    struct app *app = reading->app;
    char what[STATUS_BYTES];
    const struct sources_row *row = sources_view_selected(&reading->sources);
    if (row && store_feed(app->store, row->id, &arena, &feed, &error) &&
        sources_remove(app->paths.feeds, feed.url, &piece, &arena, &error)) {
        undoing_note_source(reading, feed.name, &piece, false);
        if (reading->list->wish.feed == feed.id)
            lists_leave_all(reading);
        snprintf(what, sizeof what, _("Removed: %.*s"), SLICE_ARGUMENT(feed.name));
        undoing_say(reading, what);
        if (store_set_feed_aside(app->store, feed.url, time(NULL), &error))
            sourcing_follow_file(reading, &error);
    }
    if (error.kind != ERROR_NONE)
        status_say_error(&reading->status, &error);
    arena_finish(&arena);
}

bool sourcing_run(struct reading *reading, enum command command)
{
    struct sources_view *view = &reading->sources;
    switch (command) {
    case COMMAND_DOWN: sources_view_move(view, (long)reading_count(reading)); break;
    case COMMAND_UP: sources_view_move(view, -(long)reading_count(reading)); break;
    case COMMAND_PAGE_DOWN: sources_view_move_page(view, 1); break;
    case COMMAND_PAGE_UP: sources_view_move_page(view, -1); break;
    case COMMAND_START: sources_view_move(view, -(long)view->count); break;
    case COMMAND_END: sources_view_move(view, (long)view->count); break;
    case COMMAND_OPEN: sourcing_open_selected(reading); return true;
    case COMMAND_FOLD: sourcing_fold(reading); return true;
    case COMMAND_LEAVE_SOURCES: reading->sources_are_open = false; return true;
    case COMMAND_REFRESH: refresh_selected(reading); return true;
    case COMMAND_OLDER: fetch_older(reading); return true;
    case COMMAND_MARK_ALL_READ: mark_selected_read(reading); return true;
    case COMMAND_REMOVE_SOURCE: ask_to_remove(reading); return true;
    default: return false;
    }
    sourcing_moved(reading);
    return true;
}
