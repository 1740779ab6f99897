#include "app/commands.h"
#include "app/json.h"

#include "store/list.h"
#include "store/query.h"

#include <stdio.h>
#include <time.h>

/* What the store keeps of a source, and what the feeds file says of it. */
static json_t *feed_json(const struct stored_feed *feed, const struct source *source)
{
    static const char *const kinds[SOURCE_KIND_COUNT] = { "web", "program", "file", "articles", "query" };
    json_t *tags = json_array();
    for (size_t i = 0; source && i < source->tags.count; i++)
        json_array_append_new(tags, json_text(source->tags.items[i]));
    return json_pack("{s:o, s:o, s:s, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:b, s:I, s:I}", "name",
                     json_text(feed->name), "url", json_text(feed->url), "kind", kinds[source ? source->kind : 0],
                     "folder", json_text(feed->folder), "tags", tags, "site", json_text(feed->site), "language",
                     json_text(feed->language), "checked", json_time(feed->checked_at), "due", json_time(feed->due_at),
                     "error", feed->error_text.length ? json_text(feed->error_text) : json_null(), "error_since",
                     json_time(feed->error_text.length ? feed->error_since : 0), "moved_to",
                     feed->moved_to.length ? json_text(feed->moved_to) : json_null(), "ended", (int)feed->gone,
                     "entries", (json_int_t)feed->entry_count, "unread", (json_int_t)feed->unread_count);
}

static bool print_feed(struct dates *dates, const struct stored_feed *feed, const struct source *source)
{
    char since[DATE_TEXT_BYTES];
    printf("%lld/%lld\t", (long long)feed->unread_count, (long long)feed->entry_count);
    if (!app_print(feed->name) || putchar('\t') == EOF || !app_print(feed->url) || putchar('\t') == EOF ||
        !app_print(feed->folder) || putchar('\t') == EOF)
        return false;
    for (size_t i = 0; source && i < source->tags.count; i++) {
        fputs(i ? ", " : "", stdout);
        app_print(source->tags.items[i]);
    }
    if (feed->error_text.length) {
        putchar('\t');
        if (date_format_in_list(dates, feed->error_since, time(NULL), 0, since)) { /* a query has no history */
            app_print(slice_of(since));
            fputs(": ", stdout);
        }
        app_print(feed->error_text);
    }
    return putchar('\n') != EOF;
}

static int64_t count_found(struct app *app, struct slice query, struct error *error)
{
    struct list_wish wish = { 0 };
    struct entry_list *list = NULL;
    if (query_parse(query, time(NULL), &app->arena, &wish.query, error))
        list = entry_list_open(app->store, &wish, error);
    int64_t count = list ? (int64_t)entry_list_count(list) : 0;
    entry_list_close(list);
    return count;
}

/* It has no entries of its own: what it finds is counted now. */
static struct stored_feed count_query(struct app *app, const struct source *source)
{
    struct stored_feed counted = { .url = source->url, .name = source->name, .folder = source->folder };
    struct error error = { 0 };
    struct slice unread = arena_format(&app->arena, "unread (%.*s)", SLICE_ARGUMENT(source->query));
    counted.entry_count = count_found(app, source->query, &error);
    if (error.kind == ERROR_NONE)
        counted.unread_count = count_found(app, unread, &error);
    counted.error_text = arena_copy(&app->arena, slice_of(error.text));
    return counted;
}

static bool show_feed(struct dates *dates, const struct stored_feed *feed, const struct source *source, json_t *array)
{
    if (!array)
        return print_feed(dates, feed, source);
    return json_array_append_new(array, feed_json(feed, source)) == 0;
}

int command_feeds(struct app *app, const struct command_line *line)
{
    struct error error = { 0 };
    struct stored_feed *feeds;
    size_t count;
    if (!app_open_store(app, &error) || !store_feeds(app->store, &app->arena, &feeds, &count, &error))
        return app_fail(&error);
    app_report_notices(app);
    struct dates *dates = app_dates(app, app->config.page.digits);
    json_t *array = line->json ? json_array() : NULL;
    bool good = true;
    for (size_t i = 0; i < count && good; i++)
        good = show_feed(dates, &feeds[i], sources_find(&app->sources, feeds[i].url), array);
    for (size_t i = 0; i < app->sources.count && good; i++) {
        const struct source *source = &app->sources.items[i];
        if (source->kind != SOURCE_QUERY)
            continue;
        struct stored_feed counted = count_query(app, source);
        good = show_feed(dates, &counted, source, array);
    }
    return (array ? json_print(array) : good) ? 0 : 1;
}
