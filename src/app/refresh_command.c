#include "app/commands.h"

#include "base/catalogue.h"
#include "store/search.h"

#include <stdio.h>
#include <time.h>

struct refreshing {
    struct app *app;
    struct gatherer *gatherer;
    struct refresh *refresh; /* the gatherer's */
    struct stored_feed *feeds;
    size_t feed_count;
};

static void on_fetched(void *context, uint64_t id, const struct fetch_response *response)
{
    struct refreshing *refreshing = context;
    refresh_on_fetched(refreshing->refresh, id, response);
}

static void on_feed_entries(void *context, uint64_t id, const struct parsed_entry *entries, size_t count)
{
    struct refreshing *refreshing = context;
    refresh_on_feed_entries(refreshing->refresh, id, entries, count);
}

static void on_feed_parsed(void *context, uint64_t id, const struct feed *feed, const struct error *error)
{
    struct refreshing *refreshing = context;
    refresh_on_feed_parsed(refreshing->refresh, id, feed, error);
}

static struct slice name_of(const struct refreshing *refreshing, store_id id)
{
    for (size_t i = 0; i < refreshing->feed_count; i++)
        if (refreshing->feeds[i].id == id)
            return refreshing->feeds[i].name;
    return SLICE("?");
}

static const char *result_format(const struct refresh_result *result)
{
    size_t count = result->new_entries;
    if (!result->older)
        return catalogue_plural("%.*s: %zu new", "%.*s: %zu new", count);
    return result->more ? catalogue_plural("%.*s: %zu older; there are more", "%.*s: %zu older; there are more", count)
                        : catalogue_plural("%.*s: %zu older; there are no more", "%.*s: %zu older; there are no more", count);
}

static void on_source_done(void *context, const struct refresh_result *result)
{
    struct refreshing *refreshing = context;
    struct slice name = name_of(refreshing, result->feed);
    if (result->error.kind != ERROR_NONE) {
        app_warn("%.*s: %s", SLICE_ARGUMENT(name), result->error.text);
        return;
    }
    app_say(result_format(result), SLICE_ARGUMENT(name), result->new_entries);
    if (result->damaged)
        app_say(" (the feed is not well-formed or was cut short; what could be read of it is here)");
    putchar('\n');
    if (result->moved_to.length > 0)
        app_say("%.*s has moved and is asked from now on at %.*s\n", SLICE_ARGUMENT(name), SLICE_ARGUMENT(result->moved_to));
}

static void on_failed(void *context, const struct error *error)
{
    (void)context;
    app_warn("%s", error->text);
}

static bool is_named(const struct stored_feed *feed, const struct command_line *line)
{
    for (int i = 0; i < line->argument_count; i++)
        if (slice_equal_string(feed->url, line->arguments[i]) || slice_equal_string(feed->name, line->arguments[i]))
            return true;
    return false;
}

static bool is_wanted(const struct refreshing *refreshing, const struct stored_feed *feed,
                      const struct command_line *line)
{
    if (line->argument_count > 0)
        return is_named(feed, line);
    return line->due ? gather_due_at(refreshing->gatherer, feed) <= (int64_t)time(NULL) : !feed->gone;
}

static bool start_feed(const struct refreshing *refreshing, const struct stored_feed *feed,
                       const struct command_line *line)
{
    struct error error = { 0 };
    if (!line->older)
        gather_source(refreshing->gatherer, feed);
    else if (!gather_older(refreshing->gatherer, feed, &error))
        app_warn("\"%.*s\" %s", SLICE_ARGUMENT(feed->name), error.text);
    return error.kind == ERROR_NONE;
}

/* False: of a source there is nothing to ask for. */
static bool start(const struct refreshing *refreshing, const struct command_line *line)
{
    size_t ended = 0;
    bool good = true;
    for (size_t i = 0; i < refreshing->feed_count; i++) {
        const struct stored_feed *feed = &refreshing->feeds[i];
        if (is_wanted(refreshing, feed, line))
            good = start_feed(refreshing, feed, line) && good;
        else
            ended += feed->gone && line->argument_count == 0;
    }
    if (ended > 0)
        app_say(catalogue_plural("%zu source was not asked, having ended (410); khabar refresh NAME asks one again\n",
                                 "%zu sources were not asked, having ended (410); khabar refresh NAME asks one again\n", ended),
                ended);
    return good;
}

static bool every_name_is_known(const struct refreshing *refreshing, const struct command_line *line, struct error *error)
{
    for (int i = 0; i < line->argument_count; i++) {
        bool known = false;
        for (size_t j = 0; j < refreshing->feed_count && !known; j++)
            known = slice_equal_string(refreshing->feeds[j].url, line->arguments[i]) ||
                    slice_equal_string(refreshing->feeds[j].name, line->arguments[i]);
        if (!known) {
            error_set(error, ERROR_USAGE, "no source is called \"%.200s\"; khabar feeds lists them", line->arguments[i]);
            return false;
        }
    }
    return true;
}

/* Each time: what anybody on the way can change should not be forgotten. */
static void warn_of_unverified(const struct app *app)
{
    for (size_t i = 0; i < app->sources.count; i++)
        if (app->sources.items[i].tls_unverified)
            app_warn("%.*s: whoever answers is believed, its certificate is not checked (tls-verify = no)",
                     SLICE_ARGUMENT(app->sources.items[i].name));
}

/* A usual refresh leaves nothing to do before a search, and what it removed leaves the index, too. After a large one
 * whoever waits for its end would wait long: that is work for the idle time of a reader, or for khabar search; a search
 * looks into what waits. What cannot be done is no fault of the refresh. */
static void index_a_little(struct app *app)
{
    enum { USUAL_ENTRIES = 1000, SLICES = 6, SLICE_MILLISECONDS = 50, MERGES = 30 };
    size_t left = 0;
    bool more = true, good = store_index_some(app->store, 0, &left, NULL) && left <= USUAL_ENTRIES;
    for (int i = 0; i < SLICES && good && left > 0; i++) {
        good = store_index_some(app->store, SLICE_MILLISECONDS, &left, NULL);
        store_tidy(app->store);
    }
    for (int i = 0; i < MERGES && good && left == 0 && more; i++) {
        good = store_merge_index_some(app->store, &more, NULL);
        store_tidy(app->store);
    }
    store_tidy(app->store); /* where a reader is open, who would have to do it, the log is not written back at the end */
}

int command_refresh(struct app *app, const struct command_line *line)
{
    struct error error = { 0 };
    struct refreshing refreshing = { .app = app };
    struct worker_events events = {
        .context = &refreshing,
        .fetched = on_fetched,
        .feed_entries = on_feed_entries,
        .feed_parsed = on_feed_parsed,
    };
    if (!app_open_store(app, &error) ||
        !store_feeds(app->store, &app->arena, &refreshing.feeds, &refreshing.feed_count, &error))
        return app_fail(&error);
    app_report_notices(app);
    warn_of_unverified(app);
    store_bear_log(app->store, LOG_PAGES_BETWEEN_KEYS); /* written back once, at the end */
    if (line->older && line->argument_count == 0)
        return app_usage("refresh --older needs the names of sources");
    if (!every_name_is_known(&refreshing, line, &error))
        return app_fail(&error);
    if (!app_start_workers(app, &events, &error))
        return app_fail(&error);
    refreshing.gatherer = app_start_gatherer(app, on_source_done, NULL, on_failed, &refreshing);
    refreshing.refresh = gatherer_refresh(refreshing.gatherer);
    bool started = start(&refreshing, line);
    bool finished = gatherer_run(refreshing.gatherer, app->workers);
    struct refresh_progress progress = refresh_progress(refreshing.refresh);
    app_say(catalogue_plural("%zu of %zu sources answered, %zu new entries\n", "%zu of %zu sources answered, %zu new entries\n",
                             progress.new_entries),
            progress.done - progress.failed, progress.total, progress.new_entries);
    if (progress.offline)
        app_warn("no network: not one source could be reached; connect and refresh again");
    gatherer_destroy(refreshing.gatherer);
    if (finished && fflush(stdout) == 0)
        index_a_little(app);
    return started && finished && progress.failed == 0 ? 0 : 1;
}
