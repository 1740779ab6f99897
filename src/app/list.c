#include "app/commands.h"
#include "app/json.h"

#include "lang/age.h"

#include <stdio.h>
#include <time.h>

static bool find_feed(struct app *app, const char *which, store_id *id, struct error *error)
{
    struct stored_feed *feeds;
    size_t count;
    if (!store_feeds(app->store, &app->arena, &feeds, &count, error))
        return false;
    for (size_t i = 0; i < count; i++) {
        if (slice_equal_string(feeds[i].url, which) || slice_equal_string(feeds[i].name, which)) {
            *id = feeds[i].id;
            return true;
        }
    }
    return error_set(error, ERROR_USAGE, "no source is called \"%s\"; khabar feeds lists them", which);
}

static json_t *entry_json(const struct stored_entry *entry)
{
    return json_pack("{s:I, s:o, s:o, s:o, s:o, s:o, s:b}", "id", (json_int_t)entry->id, "title",
                     json_text(entry->title), "link", json_text(entry->link), "source", json_text(entry->feed_title),
                     "author", json_text(entry->author), "published", json_time(entry->published), "read",
                     (int)entry->read);
}

/* Tabs between the fields, so that cut and awk can tell them apart. */
static bool print_entry(const struct stored_entry *entry, int64_t now)
{
    char age[AGE_TEXT_BYTES];
    age_format(entry->published, now, age);
    printf("%s\t%s\t", entry->read ? " " : "*", age);
    return app_print(entry->feed_title) && putchar('\t') != EOF && app_print(entry->title) && putchar('\n') != EOF;
}

int command_list(struct app *app, const struct command_line *line)
{
    struct error error = { 0 };
    struct entry_query query = { .unread_only = line->unread, .limit = line->limit };
    struct stored_entry *entries;
    size_t count;
    if (!app_open_store(app, &error))
        return app_fail(&error);
    app_report_notices(app);
    if ((line->argument_count == 1 && !find_feed(app, line->arguments[0], &query.feed, &error)) ||
        !store_entries(app->store, &query, &app->arena, &entries, &count, &error))
        return app_fail(&error);
    if (line->json) {
        json_t *array = json_array();
        for (size_t i = 0; i < count; i++)
            json_array_append_new(array, entry_json(&entries[i]));
        return json_print(array) ? 0 : 1;
    }
    int64_t now = time(NULL);
    for (size_t i = 0; i < count; i++)
        if (!print_entry(&entries[i], now))
            return 1;
    return 0;
}
