#include "app/commands.h"

#include "base/catalogue.h"
#include "base/file.h"
#include "base/message.h"
#include "source/discover.h"

#include <stdio.h>
#include <unistd.h>

struct adding {
    struct app *app;
    struct discovery *discovery;
};

static void on_fetched(void *context, uint64_t id, const struct fetch_response *response)
{
    struct adding *adding = context;
    discovery_on_fetched(adding->discovery, id, response);
}

static void on_feed_entries(void *context, uint64_t id, const struct parsed_entry *entries, size_t count)
{
    struct adding *adding = context;
    (void)entries;
    discovery_on_feed_entries(adding->discovery, id, count);
}

static void on_feed_parsed(void *context, uint64_t id, const struct feed *feed, const struct error *error)
{
    struct adding *adding = context;
    discovery_on_feed_parsed(adding->discovery, id, feed, error);
}

static void on_feeds_found(void *context, uint64_t id, const struct feed_link *links, size_t count,
                           const struct error *error)
{
    struct adding *adding = context;
    discovery_on_feeds_found(adding->discovery, id, links, count, error);
}

static void print_choice(const struct discovered *results, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        printf("%3zu  ", i + 1);
        app_print(results[i].title);
        fputs(results[i].title.length ? "  " : "", stdout);
        app_print(results[i].url);
        putchar('\n');
    }
}

/* From 1; 0 for none of them. */
static size_t ask(size_t count)
{
    char line[32];
    app_say("which one? [%d-%zu, Enter for none] ", 1, count);
    fflush(stdout);
    if (!fgets(line, sizeof line, stdin))
        return 0;
    size_t number = message_number(slice_trim(slice_of(line)), count);
    return number <= count ? number : 0;
}

static bool choose(const struct adding *adding, const struct command_line *line, struct error *error)
{
    size_t count, number = line->choice;
    const struct discovered *results = discovery_results(adding->discovery, &count);
    bool asks = number == 0 && isatty(STDIN_FILENO) && isatty(STDOUT_FILENO);
    if (number == 0 || number > count)
        print_choice(results, count);
    if (asks)
        number = ask(count);
    if (number > count || (number == 0 && !asks))
        return error_set(error, ERROR_USAGE, "the site has %zu feeds; say which one with --choose 1 to %zu", count, count);
    if (number == 0)
        return error_set(error, ERROR_USAGE, "nothing was added");
    discovery_choose(adding->discovery, number - 1);
    return true;
}

/* Looks until there is one feed, or none. */
static bool find_feed(struct adding *adding, const struct command_line *line, struct error *error)
{
    struct worker_events events = { .context = adding,
                                    .fetched = on_fetched,
                                    .feed_entries = on_feed_entries,
                                    .feed_parsed = on_feed_parsed,
                                    .feeds_found = on_feeds_found };
    if (!app_start_workers(adding->app, &events, error))
        return false;
    adding->discovery = discovery_start(adding->app->workers, slice_of(line->arguments[0]), error);
    while (adding->discovery && discovery_state(adding->discovery) != DISCOVERY_FOUND) {
        if (discovery_state(adding->discovery) == DISCOVERY_CHOICE && !choose(adding, line, error))
            return false;
        if (!workers_run(adding->app->workers))
            return error_set(error, ERROR_NETWORK, "interrupted; nothing was added");
        if (discovery_state(adding->discovery) == DISCOVERY_FAILED)
            return error_set(error, discovery_error(adding->discovery)->kind,
                             "%.150s; nothing was added (--offline adds it unseen)",
                             discovery_error(adding->discovery)->text);
    }
    return adding->discovery != NULL;
}

static bool add(struct app *app, const struct command_line *line, const struct discovered *feed, struct error *error)
{
    struct slice name;
    struct source source = { .url = feed->url,
                             .name = line->name ? slice_of(line->name) : feed->title,
                             .folder = slice_of(line->folder) };
    if (!folder_make(app->paths.config_folder, error) ||
        !sources_add(app->paths.feeds, &source, &name, &app->arena, error))
        return false;
    if (line->offline)
        app_say("%.*s: added\n", SLICE_ARGUMENT(name));
    else
        app_say(catalogue_plural("%.*s: added, %zu entry; khabar refresh fetches it\n",
                                 "%.*s: added, %zu entries; khabar refresh fetches it\n", feed->entry_count),
                SLICE_ARGUMENT(name), feed->entry_count);
    return true;
}

static bool add_unseen(struct app *app, const struct command_line *line, struct error *error)
{
    struct slice url = slice_of(line->arguments[0]);
    if (slice_find(url, SLICE("://")) == url.length)
        url = arena_format(&app->arena, "https://%s", line->arguments[0]);
    return source_address_is_sound(url, error) && add(app, line, &(struct discovered){ .url = url }, error);
}

int command_add(struct app *app, const struct command_line *line)
{
    struct error error = { 0 };
    struct adding adding = { .app = app };
    size_t count;
    bool added = line->offline ? add_unseen(app, line, &error)
                               : find_feed(&adding, line, &error) &&
                                     add(app, line, discovery_results(adding.discovery, &count), &error);
    discovery_destroy(adding.discovery);
    return added ? 0 : app_fail(&error);
}
