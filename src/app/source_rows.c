#include "app/source_rows.h"

#include "app/folds.h"
#include "base/catalogue.h"
#include "base/message.h"
#include "lang/language.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

struct making {
    struct reading *reading;
    struct arena *arena;
    struct dates *dates;
    int64_t now;
    bool any_is_unverified;
    struct sources_row *rows;
    size_t count;
};

/* ---- a source ------------------------------------------------------------------------------------------------- */

static struct slice words_of_age(struct dates *dates, int64_t then, int64_t now, struct arena *arena)
{
    char text[DATE_TEXT_BYTES];
    bool lasts = date_format_since(dates, then, now, text);
    return arena_format(arena, lasts ? _("for %s") : _("since %s"), text);
}

/* Whoever answers for such a source is believed. Most readers have none: `any` spares them the search. */
static bool is_unverified(const struct sources *sources, bool any, const struct stored_feed *feed)
{
    for (size_t i = 0; any && i < sources->count; i++)
        if (sources->items[i].tls_unverified && slice_equal(sources->items[i].url, feed->url))
            return true;
    return false;
}

static bool any_is_unverified(const struct sources *sources)
{
    size_t i = 0;
    while (i < sources->count && !sources->items[i].tls_unverified)
        i++;
    return i < sources->count;
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
        return message_format(arena, catalogue_plural("%.*s (%.*s, tried %lld time); %s tries again",
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

void source_row_describe(const struct reading *reading, struct sources_row *row, struct arena *arena)
{
    struct stored_feed feed;
    struct error error = { 0 };
    if (row->kind != SOURCES_FEED || row->detail.length > 0)
        return;
    if (store_feed(reading->app->store, row->id, arena, &feed, &error))
        row->detail = detail_of(reading, &feed, row->doubtful, time(NULL), arena);
    else
        row->detail = arena_copy(arena, slice_of(error.text)); /* none: another khabar removed it */
}

static struct sources_row row_of_feed(struct making *making, const struct stored_feed *feed)
{
    bool unverified = is_unverified(&making->reading->app->sources, making->any_is_unverified, feed);
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
        .note = note_of(making->dates, feed, unverified, making->now, making->arena),
    };
}

/* ---- all of them ---------------------------------------------------------------------------------------------- */

static struct sources_row *add(struct making *making, struct sources_row row)
{
    struct sources_row *added = &making->rows[making->count++];
    *added = row;
    return added;
}

static struct slice quoted_query(const char *name, struct slice value, struct arena *arena)
{
    return arena_format(arena, "%s:\"%.*s\"", name, SLICE_ARGUMENT(value));
}

/* The numbers of those that are queries are not known yet: they are counted when nothing else is to be done. */
static void add_smart_lists(struct making *making, const struct stored_feed *feeds, size_t count)
{
    time_t now = time(NULL);
    struct tm today;
    struct sources_row all = { .kind = SOURCES_ALL, .name = slice_of(_("All headlines")), .counted = true };
    for (size_t i = 0; i < count; i++) {
        all.unread += feeds[i].unread_count;
        all.total += feeds[i].entry_count;
    }
    localtime_r(&now, &today);
    add(making, all);
    add(making, (struct sources_row){ .kind = SOURCES_QUERY, .name = slice_of(_("Today")),
                                      .query = arena_format(making->arena, "since:%d-%02d-%02d", today.tm_year + 1900,
                                                            today.tm_mon + 1, today.tm_mday) });
    add(making, (struct sources_row){ .kind = SOURCES_UNREAD, .name = slice_of(_("Unread")), .counted = true,
                                      .unread = all.unread, .total = all.unread });
    add(making, (struct sources_row){ .kind = SOURCES_STARRED, .name = slice_of(_("Starred")), .query = SLICE("starred") });
    add(making, (struct sources_row){ .kind = SOURCES_SAVED, .name = slice_of(_("For later")), .query = SLICE("saved") });
}

static void add_queries(struct making *making)
{
    const struct sources *sources = &making->reading->app->sources;
    for (size_t i = 0; i < sources->count; i++)
        if (sources->items[i].kind == SOURCE_QUERY)
            add(making, (struct sources_row){ .kind = SOURCES_QUERY, .name = sources->items[i].name,
                                              .query = sources->items[i].query, .detail = sources->items[i].query });
}

static int compare_texts(const void *a, const void *b)
{
    return slice_compare(*(const struct slice *)a, *(const struct slice *)b);
}

/* Those of entries and those of sources, each once. */
static size_t find_tags(struct making *making, struct slice **tags, struct error *error)
{
    const struct sources *sources = &making->reading->app->sources;
    struct slice *known;
    size_t known_count, count = 0, kept = 0;
    if (!store_known_tags(making->reading->app->store, making->arena, &known, &known_count, error))
        return 0;
    size_t most = known_count;
    for (size_t i = 0; i < sources->count; i++)
        most += sources->items[i].tags.count;
    struct slice *all = ARENA_ARRAY(making->arena, struct slice, most);
    for (size_t i = 0; i < known_count; i++)
        all[count++] = known[i];
    for (size_t i = 0; i < sources->count; i++)
        for (size_t j = 0; j < sources->items[i].tags.count; j++)
            all[count++] = sources->items[i].tags.items[j];
    if (count > 0)
        qsort(all, count, sizeof *all, compare_texts);
    for (size_t i = 0; i < count; i++)
        if (kept == 0 || !slice_equal(all[kept - 1], all[i]))
            all[kept++] = all[i];
    *tags = all;
    return kept;
}

static void add_tags(struct making *making, const struct slice *tags, size_t count)
{
    if (count == 0)
        return;
    struct sources_row *heading = add(making, (struct sources_row){ .kind = SOURCES_TAGS, .name = slice_of(_("Tags")) });
    heading->folded = folds_has(&making->reading->folds, heading);
    for (size_t i = 0; i < count && !heading->folded; i++)
        add(making, (struct sources_row){ .kind = SOURCES_QUERY, .name = tags[i], .indented = true,
                                          .query = quoted_query("tag", tags[i], making->arena) });
}

/* Those in no folder first, then by folder; in each by name, as the store has them. */
static int compare_folders(const void *a, const void *b)
{
    const struct stored_feed *left = *(const struct stored_feed *const *)a, *right = *(const struct stored_feed *const *)b;
    int order = slice_compare(left->folder, right->folder);
    return order != 0 ? order : (left > right) - (left < right);
}

static struct sources_row *add_folder(struct making *making, struct slice name)
{
    struct sources_row *folder = add(making, (struct sources_row){ .kind = SOURCES_FOLDER, .name = name, .counted = true,
                                                                   .query = quoted_query("folder", name, making->arena) });
    folder->folded = folds_has(&making->reading->folds, folder);
    return folder;
}

/* What is wrong in a folder is seen at its own row while its sources are not. */
static void count_in(struct sources_row *folder, const struct sources_row *feed)
{
    folder->unread += feed->unread;
    folder->total += feed->total;
    folder->failing = folder->failing || (folder->folded && feed->failing);
}

static void add_feeds(struct making *making, const struct stored_feed *feeds, size_t count)
{
    const struct stored_feed **sorted = ARENA_ARRAY(making->arena, const struct stored_feed *, count);
    struct sources_row *folder = NULL;
    struct slice name = { 0 };
    for (size_t i = 0; i < count; i++)
        sorted[i] = &feeds[i];
    if (count > 0)
        qsort(sorted, count, sizeof *sorted, compare_folders);
    for (size_t i = 0; i < count; i++) {
        if (!slice_equal(sorted[i]->folder, name)) {
            name = sorted[i]->folder;
            folder = add_folder(making, name);
        }
        struct sources_row feed = row_of_feed(making, sorted[i]);
        if (folder)
            count_in(folder, &feed);
        if (!folder || !folder->folded)
            add(making, feed);
    }
}

bool source_rows_make(struct reading *reading, struct arena *arena, struct sources_row **rows, size_t *count,
                      struct error *error)
{
    enum { FIXED_ROWS = 6 };
    struct making making = {
        .reading = reading,
        .arena = arena,
        .dates = app_dates(reading->app, reading->options.digits),
        .now = time(NULL),
        .any_is_unverified = any_is_unverified(&reading->app->sources),
    };
    struct stored_feed *feeds;
    struct slice *tags = NULL;
    size_t feed_count;
    if (!store_feeds(reading->app->store, arena, &feeds, &feed_count, error))
        return false;
    size_t tag_count = find_tags(&making, &tags, error);
    if (error->kind != ERROR_NONE)
        return false;
    making.rows = ARENA_ARRAY(arena, struct sources_row,
                              FIXED_ROWS + tag_count + reading->app->sources.count + 2 * feed_count);
    add_smart_lists(&making, feeds, feed_count);
    add_queries(&making);
    add_tags(&making, tags, tag_count);
    add_feeds(&making, feeds, feed_count);
    *rows = making.rows;
    *count = making.count;
    return true;
}
