#include "app/commands.h"
#include "app/json.h"

#include "lang/language.h"
#include "store/list.h"
#include "store/search.h"
#include "text/direction.h"

#include <stdio.h>
#include <time.h>

/* 0 when no source is called so. */
static bool find_feed(struct app *app, const char *which, store_id *id, struct error *error)
{
    struct stored_feed *feeds;
    size_t count;
    if (!store_feeds(app->store, &app->arena, &feeds, &count, error))
        return false;
    *id = 0;
    for (size_t i = 0; i < count && *id == 0; i++)
        if (slice_equal_string(feeds[i].url, which) || slice_equal_string(feeds[i].name, which))
            *id = feeds[i].id;
    return true;
}

/* The arguments are one query. */
static bool parse_arguments(struct app *app, const struct command_line *line, const struct query **query,
                            struct error *error)
{
    struct slice text = { 0 };
    for (int i = 0; i < line->argument_count; i++)
        text = arena_format(&app->arena, "%.*s%s%s", SLICE_ARGUMENT(text), i ? " " : "", line->arguments[i]);
    if (line->unread)
        text = text.length ? arena_format(&app->arena, "(%.*s) unread", SLICE_ARGUMENT(text)) : SLICE("unread");
    return query_parse(text, time(NULL), &app->arena, query, error);
}

static bool wish_of(struct app *app, const struct command_line *line, struct list_wish *wish, struct error *error)
{
    struct command_line rest = *line;
    if (line->argument_count == 1 && !find_feed(app, line->arguments[0], &wish->feed, error))
        return false;
    if (wish->feed)
        rest.argument_count = 0;
    return parse_arguments(app, &rest, &wish->query, error);
}

static json_t *tags_json(struct store *store, store_id entry, struct arena *arena)
{
    struct slice *tags;
    size_t count = 0;
    json_t *array = json_array();
    if (store_entry_tags(store, entry, arena, &tags, &count, NULL))
        for (size_t i = 0; i < count; i++)
            json_array_append_new(array, json_text(tags[i]));
    return array;
}

static json_t *number_or_null(uint64_t number)
{
    return number > 0 ? json_integer((json_int_t)number) : json_null();
}

static json_t *enclosures_json(struct store *store, store_id entry, struct arena *arena)
{
    struct stored_enclosure *enclosures;
    size_t count = 0;
    json_t *array = json_array();
    if (!store_enclosures(store, entry, arena, &enclosures, &count, NULL))
        return array;
    for (const struct stored_enclosure *each = enclosures; each < enclosures + count; each++)
        json_array_append_new(array, json_pack("{s:o, s:o, s:o, s:o}", "url", json_text(each->url), "type",
                                               json_text(each->type), "length", number_or_null(each->length), "duration",
                                               number_or_null(each->duration_seconds)));
    return array;
}

static const char *direction_of(const struct stored_entry *entry)
{
    enum direction evidence = language_is_rtl(entry->language) ? DIRECTION_RTL : DIRECTION_LTR;
    return text_direction(entry->title, evidence) == DIRECTION_RTL ? "rtl" : "ltr";
}

static json_t *entry_json(struct store *store, const struct stored_entry *entry, struct arena *arena)
{
    json_t *seconds = entry->reading_seconds ? json_integer(entry->reading_seconds) : json_null();
    return json_pack("{s:I, s:o, s:o, s:o, s:o, s:o, s:b, s:b, s:b, s:o, s:o, s:o, s:s, s:o, s:o}", "id", (json_int_t)entry->id, "title",
                     json_text(entry->title), "link", json_text(entry->link), "source", json_text(entry->feed_title),
                     "author", json_text(entry->author), "published", json_time(entry->published), "read",
                     (int)entry->read, "starred", (int)entry->starred, "saved", (int)entry->saved, "received", json_time(entry->received), "tags", tags_json(store, entry->id, arena),
                     "language", json_text(entry->language), "direction", direction_of(entry), "reading_seconds", seconds,
                     "enclosures", enclosures_json(store, entry->id, arena));
}

/* Tabs between the fields, so that cut and awk can tell them apart. */
static bool print_entry(struct dates *dates, const struct stored_entry *entry, int64_t now)
{
    char date[DATE_TEXT_BYTES];
    date_format_in_list(dates, entry->published, now, 0, date);
    printf("%s\t", entry->read ? " " : "*");
    return app_print(slice_of(date)) && putchar('\t') != EOF && app_print(entry->feed_title) && putchar('\t') != EOF && app_print(entry->title) && putchar('\n') != EOF;
}

static bool print_entries(struct app *app, struct entry_list *list, const struct command_line *line, struct error *error)
{
    enum { ROWS_AT_ONCE = 500 };
    size_t count = entry_list_count(list), limit = line->limit ? line->limit : SIZE_MAX, got = 0;
    json_t *array = line->json ? json_array() : NULL;
    struct arena arena = { 0 };
    bool good = true;
    count = count < limit ? count : limit;
    for (size_t first = 0; first < count && good; first += got) {
        struct stored_entry *rows;
        size_t some = count - first < ROWS_AT_ONCE ? count - first : ROWS_AT_ONCE;
        arena_reset(&arena);
        good = entry_list_rows(list, first, some, &arena, &rows, &got, error) && got > 0;
        for (size_t i = 0; i < got && good; i++) {
            if (array)
                json_array_append_new(array, entry_json(app->store, &rows[i], &arena));
            else
                good = print_entry(app_dates(app, app->config.page.digits), &rows[i], time(NULL));
        }
    }
    arena_finish(&arena);
    return array ? json_print(array) && good : good;
}

/* For a status bar. */
static bool print_count(struct entry_list *list)
{
    return printf("%zu\n", entry_list_count(list)) > 0;
}

static int list_wish(struct app *app, const struct command_line *line, const struct list_wish *wish)
{
    struct error error = { 0 };
    struct entry_list *list = entry_list_open(app->store, wish, &error);
    bool good = list && (line->count ? print_count(list) : print_entries(app, list, line, &error));
    entry_list_close(list);
    return good ? 0 : error.kind ? app_fail(&error) : 1;
}

int command_list(struct app *app, const struct command_line *line)
{
    struct error error = { 0 };
    struct list_wish wish = { 0 };
    if (!app_open_store(app, &error))
        return app_fail(&error);
    app_report_notices(app);
    return wish_of(app, line, &wish, &error) ? list_wish(app, line, &wish) : app_fail(&error);
}

/* Then the search is quicker, and so is the next one; to look through what still waits is quicker than to index it. */
static void index_some(struct app *app)
{
    enum { MILLISECONDS = 1000 };
    struct error error;
    size_t left;
    store_index_some(app->store, MILLISECONDS, &left, &error);
}

int command_search(struct app *app, const struct command_line *line)
{
    struct error error = { 0 };
    struct list_wish wish = { 0 };
    if (!app_open_store(app, &error))
        return app_fail(&error);
    app_report_notices(app);
    if (!parse_arguments(app, line, &wish.query, &error))
        return app_fail(&error);
    index_some(app);
    return list_wish(app, line, &wish);
}
