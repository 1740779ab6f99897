#include "app/commands.h"

#include "base/arena.h"
#include "base/catalogue.h"
#include "base/file.h"
#include "feed/parse.h"

#include <stdio.h>
#include <time.h>

static void print_field(const char *name, struct slice text)
{
    if (text.length == 0)
        return;
    printf("%s\t", name);
    app_print(text);
    putchar('\n');
}

static void print_moment(int64_t seconds)
{
    time_t moment = (time_t)seconds;
    struct tm utc;
    char text[32];
    bool known = seconds != 0 && gmtime_r(&moment, &utc) && strftime(text, sizeof text, "%Y-%m-%d %H:%M", &utc) > 0;
    printf("%-16s", known ? text : "");
}

/* What is shown of an entry. */
struct line {
    struct line *next;
    int64_t moment;
    struct slice title, link;
};

struct parsing {
    int status;
    struct arena arena;
    struct line *lines; /* so far: from the last entry of the feed upwards */
};

static void on_feed_entries(void *context, uint64_t id, const struct parsed_entry *entries, size_t count)
{
    struct parsing *parsing = context;
    (void)id;
    for (size_t i = count; i-- > 0;) { /* the last ones come first */
        const struct entry *entry = &entries[i].entry;
        struct line *line = ARENA_NEW(&parsing->arena, struct line);
        *line = (struct line){
            .next = parsing->lines,
            .moment = entry->published ? entry->published : entry->updated,
            .title = arena_copy(&parsing->arena, entry->title),
            .link = arena_copy(&parsing->arena, entry->link),
        };
        parsing->lines = line;
    }
}

/* Tabs between the fields, as in khabar list. */
static void print_lines(const struct line *line)
{
    for (; line; line = line->next) {
        print_moment(line->moment);
        putchar('\t');
        app_print(line->title);
        putchar('\t');
        app_print(line->link);
        putchar('\n');
    }
}

/* It ends the entries. */
static void on_feed_parsed(void *context, uint64_t id, const struct feed *feed, const struct error *error)
{
    struct parsing *parsing = context;
    (void)id;
    parsing->status = feed ? 0 : app_fail(error);
    if (!feed)
        return;
    print_lines(parsing->lines);
    printf("\n%s%s\n", feed->format,
           feed->damaged ? _(", not well-formed or cut short; what could be read is here") : "");
    print_field("title", feed->title);
    print_field("site", feed->link);
    print_field("language", feed->language);
    print_field("description", feed->description);
}

static void on_feed_described(void *context, uint64_t id, struct slice json, const struct error *error)
{
    struct parsing *parsing = context;
    (void)id;
    parsing->status = json.length > 0 ? 0 : app_fail(error);
    if (json.length > 0)
        fwrite(json.bytes, 1, json.length, stdout);
}

int command_parse(struct app *app, const struct command_line *line)
{
    struct parsing parsing = { .status = 1 };
    struct error error = { 0 };
    struct worker_events events = {
        .context = &parsing,
        .feed_entries = on_feed_entries,
        .feed_parsed = on_feed_parsed,
        .feed_described = on_feed_described,
    };
    struct buffer file = buffer_create(FEED_BYTES_LIMIT);
    bool read = file_read(line->arguments[0], &file, &error) && app_start_workers(app, &events, &error);
    if (read) {
        struct slice type = slice_of(line->content_type), address = slice_of(line->address);
        if (line->json)
            workers_describe_feed(app->workers, buffer_slice(&file), type, address);
        else
            workers_parse_feed(app->workers, buffer_slice(&file), type, address);
        workers_run(app->workers);
    } else {
        app_fail(&error);
    }
    buffer_finish(&file);
    arena_finish(&parsing.arena);
    return parsing.status;
}
