#include "app/reading.h"

#include "app/adding.h"
#include "app/article.h"
#include "app/copying.h"
#include "app/finding.h"
#include "app/identify.h"
#include "app/idle.h"
#include "app/linking.h"
#include "app/lists.h"
#include "app/notifying.h"
#include "app/order.h"
#include "app/selecting.h"
#include "app/signals.h"
#include "app/sourcing.h"
#include "app/state.h"
#include "app/theming.h"
#include "base/catalogue.h"
#include "base/utf8.h"

#include <locale.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { DRAW_PROGRESS_MILLISECONDS = 40 };

/* The page of an entry that cannot be had: what the feed sent of it is there all the same. */
static void open_without_page(struct reading *reading, const struct error *error)
{
    struct error ignored = { 0 };
    status_say_error(&reading->status, error);
    if (reading->opening.id != 0)
        reading->opening_job = article_open_stored(reading->app, &reading->opening, &ignored);
}

static void on_fetched(void *context, uint64_t id, const struct fetch_response *response)
{
    struct reading *reading = context;
    struct error error = { 0 };
    if (adding_on_fetched(reading, id, response))
        return;
    if (id != reading->opening_job) {
        refresh_on_fetched(reading->refresh, id, response);
        return;
    }
    reading->opening_job = article_open_fetched(reading->app, response, &error);
    if (!reading->opening_job)
        open_without_page(reading, &error);
}

static void on_page_begun(void *context, uint64_t job, const struct error *error)
{
    struct reading *reading = context;
    if (reading->opening_job != GATHER_PAGE_LATER) { /* something else was opened meanwhile */
        workers_cancel(reading->app->workers, job);
        return;
    }
    reading->opening_job = job;
    if (!job)
        open_without_page(reading, error);
}

static void on_feed_entries(void *context, uint64_t id, const struct parsed_entry *entries, size_t count)
{
    struct reading *reading = context;
    if (!adding_on_feed_entries(reading, id, count))
        refresh_on_feed_entries(reading->refresh, id, entries, count);
}

static void on_feed_parsed(void *context, uint64_t id, const struct feed *feed, const struct error *error)
{
    struct reading *reading = context;
    if (!adding_on_feed_parsed(reading, id, feed, error))
        refresh_on_feed_parsed(reading->refresh, id, feed, error);
}

static void on_feeds_found(void *context, uint64_t id, const struct feed_link *links, size_t count,
                           const struct error *error)
{
    struct reading *reading = context;
    adding_on_feeds_found(reading, id, links, count, error);
}

/* An entry opens all the same, with the reason for its text: so the next and the previous one can be gone to. */
static void show_failure(struct reading *reading, const struct error *error)
{
    struct buffer tape = buffer_create(4096);
    status_say_error(&reading->status, error);
    if (reading->opening.id) {
        struct doc notice = article_notice(&tape, slice_of(error->text));
        reading_show_doc(reading, &notice, &reading->opening);
        reading->open.is_notice = true;
    }
    buffer_finish(&tape);
}

static void on_article(void *context, uint64_t id, const struct doc *doc, const struct error *error)
{
    struct reading *reading = context;
    if (id != reading->opening_job)
        return;
    reading->opening_job = 0;
    if (doc && reading->path && !article_has_text(doc))
        status_say(&reading->status, "%.200s: there is no text in it to read", reading->path);
    else if (doc)
        reading_show_doc(reading, doc, reading->opening.id ? &reading->opening : NULL);
    else
        show_failure(reading, error);
}

/* "12 new; 3 of 20 sources failed   E: which and why" */
static void say_some_failed(struct reading *reading, const struct refresh_progress *progress)
{
    char key[KEY_NAME_BYTES];
    bool has_key = keymap_first_key_of(reading->keymap, reading->reading ? VIEW_READER : VIEW_HEADLINES, COMMAND_SHOW_FAILING,
                                       key);
    status_say(&reading->status, has_key ? N_("%zu new; %zu of %zu sources failed   %s: which, and why")
                                         : N_("%zu new; %zu of %zu sources failed"),
               progress->new_entries, progress->failed, progress->total, key);
}

static void say_older(struct reading *reading, const struct refresh_result *result)
{
    char key[KEY_NAME_BYTES];
    bool has_key = result->more && keymap_first_key_of(reading->keymap, VIEW_HEADLINES, COMMAND_OLDER, key);
    status_say(&reading->status, !result->more ? catalogue_plural("%zu older; this source names no more of them", "%zu older; this source names no more of them", result->new_entries)
                                 : has_key     ? catalogue_plural("%zu older; there are more   %s: fetch them", "%zu older; there are more   %s: fetch them", result->new_entries)
                                               : catalogue_plural("%zu older; there are more", "%zu older; there are more", result->new_entries),
               result->new_entries, key);
}

static void on_source_done(void *context, const struct refresh_result *result)
{
    struct reading *reading = context;
    struct refresh_progress progress = refresh_progress(reading->refresh);
    if (result->new_entries > 0)
        reading->list_is_stale = true;
    reading->sources_are_stale = true;
    idle_wake(reading);
    if (progress.done < progress.total)
        return;
    reading->list_opened_at = 0; /* the last one: what is new is listed at once */
    if (reading->status.is_error || (reading->refresh_is_automatic && progress.new_entries == 0 && !progress.offline))
        return; /* an error stays until a key was pressed */
    if (progress.offline) {
        struct error offline = { 0 };
        error_set(&offline, ERROR_NETWORK, "No network: none of %zu sources could be reached; connect and refresh again",
                  progress.total);
        status_say_error(&reading->status, &offline);
    } else if (progress.total == 1 && progress.failed == 0 && result->older)
        say_older(reading, result);
    else if (progress.total == 1 && result->moved_to.length > 0)
        status_say(&reading->status, "%zu new; this source has moved and is asked at %.*s from now on",
                   progress.new_entries, SLICE_ARGUMENT(utf8_prefix(result->moved_to, 120)));
    else if (progress.failed == 0 && progress.damaged > 0)
        status_say(&reading->status, "%zu new from %zu sources; of %zu that were damaged or cut short, what could be read",
                   progress.new_entries, progress.total, progress.damaged);
    else if (progress.failed == 0)
        status_say(&reading->status, catalogue_plural("%zu new from %zu source", "%zu new from %zu sources", progress.total),
                   progress.new_entries, progress.total);
    else if (progress.failed == progress.total && progress.total > 1) {
        struct error none_answered = { 0 };
        error_set(&none_answered, progress.last_error.kind, "None of %zu sources answered; the last: %s",
                  progress.total, progress.last_error.text);
        status_say_error(&reading->status, &none_answered);
    } else if (progress.failed == progress.total)
        status_say_error(&reading->status, &progress.last_error);
    else
        say_some_failed(reading, &progress);
}

static void take_signals(struct reading *reading)
{
    for (int signal_number; (signal_number = signals_take()) != 0;) {
        reading->wants_draw = true;
        switch (signal_number) {
        case SIGWINCH:
            screen_resize(reading->screen);
            identify_outside_soon(reading);
            break;
        case SIGCHLD: linking_tell_of_failure(reading); break;
        case SIGTSTP: reading_run(reading, COMMAND_SUSPEND); break;
        case SIGCONT: reading_run(reading, COMMAND_REDRAW); break;
        case SIGINT: reading->wants_quit = true; break;
        default:
            reading->wants_quit = true;
            reading->last_signal = signal_number;
        }
    }
}

static int sooner(int a, int b)
{
    return a < 0 ? b : b < 0 || a < b ? a : b;
}

/* What came too late to wait for it, over a slow link, and who is outside of tmux by now. */
static void take_replies(struct reading *reading)
{
    struct terminal_replies replies;
    if (screen_take_replies(reading->screen, &replies))
        identify_terminal(reading, &replies);
    theming_follow_ground(reading);
    identify_outside_when_due(reading);
}

/* Idle work is done in between, a few milliseconds at a time, and nothing is drawn for it. */
static int wait_for(struct pollfd *descriptors, size_t count, int timeout, struct reading *reading)
{
    int64_t end = timeout < 0 ? INT64_MAX : reading_clock() + timeout;
    while (idle_has_work(reading) && reading_clock() < end) {
        int ready = poll(descriptors, count, 0);
        if (ready != 0)
            return ready;
        idle_work(reading);
        if (lists_timeout(reading) == 0) /* more was found for the list */
            end = reading_clock();
    }
    int64_t left = end - reading_clock();
    return poll(descriptors, count, timeout < 0 ? -1 : left > 0 ? (int)left : 0);
}

static bool take_keys(struct reading *reading)
{
    bool pressed = false;
    for (struct key key; !reading->wants_quit && (key = screen_read_key(reading->screen)).code != KEY_CODE_NONE;) {
        reading_press(reading, key);
        reading->pressed_at = reading_clock();
        pressed = true;
    }
    reading->wants_draw = reading->wants_draw || pressed;
    return pressed;
}

/* Not always with a signal. A terminal that is gone can be read at any time, like one where a key waits. */
static bool ends_with_its_terminal(struct reading *reading)
{
    if (!screen_is_gone(reading->screen))
        return false;
    reading->wants_quit = true;
    reading->last_signal = SIGHUP;
    return true;
}

/* While sources come in, one at a time, their number alone is drawn a few times a second; -1: nothing is held back. */
static int milliseconds_to_draw(const struct reading *reading)
{
    if (!reading->draws_later)
        return -1;
    int64_t left = reading->drawn_at + DRAW_PROGRESS_MILLISECONDS - reading_clock();
    return left > 0 ? (int)left : 0;
}

static void draw_when_due(struct reading *reading)
{
    bool only_progress = reading->refresh && refresh_is_running(reading->refresh) && !reading->wants_draw &&
                         !reading->opening_job;
    reading->draws_later = only_progress;
    if (only_progress && milliseconds_to_draw(reading) > 0)
        return;
    reading->draws_later = reading->wants_draw = false;
    reading->drawn_at = reading_clock();
    reading_draw(reading);
}

/* One poll for everything: keyboard, signals, workers, timers. */
static void wait_and_dispatch(struct reading *reading)
{
    struct workers *workers = reading->app->workers;
    enum { OWN_DESCRIPTORS = 4 };
    struct pollfd descriptors[OWN_DESCRIPTORS + WORKERS_POLL_MAX + GATHERER_POLL_MAX] = {
        { .fd = screen_input_descriptor(reading->screen), .events = POLLIN },
        { .fd = signals_descriptor(), .events = POLLIN },
        { .fd = clipboard_descriptor(&reading->clipboard), .events = POLLOUT },
        { .fd = checking_descriptor(&reading->checking), .events = POLLIN },
    };
    struct pollfd *of_workers = descriptors + OWN_DESCRIPTORS;
    size_t worker_count = workers_poll_descriptors(workers, of_workers, WORKERS_POLL_MAX);
    size_t count = OWN_DESCRIPTORS + worker_count;
    int timeout = sooner(workers_poll_timeout(workers), lists_timeout(reading));
    timeout = sooner(timeout, finding_timeout(reading));
    timeout = sooner(timeout, sourcing_timeout(reading));
    if (reading->gatherer) {
        timeout = sooner(timeout, gatherer_poll_timeout(reading->gatherer));
        count += gatherer_poll_descriptors(reading->gatherer, descriptors + count, GATHERER_POLL_MAX);
    }
    timeout = sooner(timeout, clipboard_timeout(&reading->clipboard));
    timeout = sooner(timeout, screen_input_timeout(reading->screen));
    timeout = sooner(timeout, identify_timeout(reading));
    timeout = sooner(timeout, selecting_timeout(reading));
    timeout = sooner(timeout, idle_timeout(reading));
    timeout = sooner(timeout, highlights_are_behind(reading->highlights) ? 0 : -1);
    timeout = sooner(timeout, milliseconds_to_draw(reading));
    if (wait_for(descriptors, count, timeout, reading) < 0)
        for (size_t i = 0; i < count; i++)
            descriptors[i].revents = 0;
    take_signals(reading);
    /* Keys first: they are about what is on the screen, not about what the workers bring. The answer is drawn before
     * anything else is done. */
    if (take_keys(reading) || ends_with_its_terminal(reading))
        return;
    take_replies(reading);
    workers_dispatch(workers, of_workers, worker_count);
    if (reading_key_waits(reading))
        return;
    if (reading->gatherer)
        gatherer_work(reading->gatherer);
    copying_work(reading);
    checking_work(reading);
    selecting_work(reading);
    if (reading->path || reading_key_waits(reading))
        return;
    finding_work(reading);
    lists_work(reading);
    sourcing_work(reading);
    idle_look_around(reading);
}

/* Those for one view go before those for all, wherever they stand in the file. */
static void bind_keys(struct reading *reading, bool of_one_view)
{
    const struct config *config = &reading->app->config;
    for (size_t i = 0; i < config->binding_count; i++) {
        const struct keymap_line *line = &config->bindings[i];
        struct error error = { 0 }, named = { 0 };
        if ((line->view != VIEW_COUNT) != of_one_view || keymap_bind(reading->keymap, line, &error))
            continue;
        error_set(&named, ERROR_CONFIG, "%.100s:%d: %.140s", reading->app->paths.config, line->number, error.text);
        status_say_error(&reading->status, &named);
    }
}

/* Of the locale of characters: whoever writes Persian has its keyboard, whatever language messages are in. */
static void start_layouts(struct reading *reading)
{
    struct key_layouts *layouts = keymap_layouts(reading->keymap);
    struct slice locale = slice_of(setlocale(LC_CTYPE, NULL));
    layouts->choice = reading->app->config.keyboard_layout;
    layouts->language = arena_copy(&reading->app->arena, slice_part(locale, 0, slice_find(locale, SLICE("_"))));
}

static bool list_is_empty(const struct reading *reading)
{
    return reading->list->headlines.source.count == 0;
}

/* The most important of what is to be said at the start, the last said wins. */
static void say_notices(struct reading *reading)
{
    struct app *app = reading->app;
    char lack[SCREEN_LACK_BYTES];
    bool is_first_start = !reading->path && list_is_empty(reading);
    if (is_first_start && reading->order == ORDER_AUTO && terminal_is_doubtful(&reading->found))
        status_say(&reading->status, "If words are in the wrong order: khabar doctor --calibrate");
    if (screen_say_lack(reading->screen, lack))
        status_say(&reading->status, "%s", lack);
    if (app->config_error.kind != ERROR_NONE)
        status_say_error(&reading->status, &app->config_error);
    if (reading->highlight_error.kind != ERROR_NONE)
        status_say_error(&reading->status, &reading->highlight_error);
    if (app->sources.notice.kind != ERROR_NONE)
        status_say_error(&reading->status, &app->sources.notice);
    for (size_t i = 0; i < app->sources.rules.count; i++)
        if (app->sources.rules.items[i].error.kind != ERROR_NONE)
            status_say_error(&reading->status, &app->sources.rules.items[i].error);
    if (app->store_notice.kind != ERROR_NONE)
        status_say_error(&reading->status, &app->store_notice);
}

/* Where no locale says which encoding it is, the terminal is asked; one that the user did choose is respected. */
static bool start_screen(struct reading *reading, const struct command_line *line, struct inquiry *inquiry,
                         struct error *error)
{
    inquiry_end(inquiry);
    if (screen_locale_is_ascii() && inquiry->takes_utf8)
        setlocale(LC_CTYPE, "C.UTF-8");
    identify_terminal(reading, &inquiry->replies);
    if (theming_start(reading, line->theme, error))
        reading->screen = screen_create(&reading->terminal, &reading->theme, inquiry, error);
    if (!reading->screen)
        return false;
    reading->keymap = keymap_create();
    start_layouts(reading);
    if (!reading->path)
        state_load(reading->app->paths.state, &reading->sizes, &reading->folds);
    reading->options.letters = order_letters(reading);
    bind_keys(reading, false);
    bind_keys(reading, true);
    say_notices(reading);
    return true;
}

static bool start_news(struct reading *reading, struct error *error)
{
    enum { CACHE_KIBIBYTES = 2048 }; /* the system keeps more of it in its own */
    struct app *app = reading->app;
    if (app->paths_error.kind != ERROR_NONE)
        return error_set(error, app->paths_error.kind, "%s", app->paths_error.text);
    if (!app_open_store(app, error))
        return false;
    reading->highlights = highlights_create(app, &reading->highlight_error);
    if (!lists_start(reading, error))
        return false;
    store_limit_memory(app->store, CACHE_KIBIBYTES);
    store_bear_log(app->store, LOG_PAGES_BETWEEN_KEYS);
    reading->gatherer = app_start_gatherer(app, on_source_done, notifying_tell, reading_on_failed, reading);
    gatherer_tell_pages(reading->gatherer, on_page_begun);
    reading->refresh = gatherer_refresh(reading->gatherer);
    return true;
}

/* The first start has no headlines: the welcome is there instead. */
static void open_welcome_if_empty(struct reading *reading)
{
    if (list_is_empty(reading)) {
        reading->opening_job = article_open_welcome(reading->app);
        reading->reading = true;
    }
}

/* Once the first screen is there: all sources are looked through for what is due. */
static void begin_what_can_wait(struct reading *reading)
{
    if (reading->path)
        return;
    if (reading->app->config.refresh_minutes > 0 && !store_is_read_only(reading->app->store))
        reading_refresh_due(reading);
    reading->looked_around_at = reading_clock();
    idle_wake(reading);
    checking_start(reading);
}

/* Where it cannot be kept nobody is kept from ending for it. */
static void keep_state(struct reading *reading)
{
    struct error ignored = { 0 };
    if (reading->state_is_changed && reading->app->paths_error.kind == ERROR_NONE)
        state_save(reading->app->paths.state_folder, reading->app->paths.state, &reading->sizes, &reading->folds, &ignored);
}

static void finish(struct reading *reading)
{
    keep_state(reading);
    clipboard_finish(&reading->clipboard);
    checking_finish(&reading->checking);
    adding_give_up(reading);
    screen_destroy(reading->screen);
    signals_stop(0);
    reading_finish_article(reading);
    gatherer_destroy(reading->gatherer);
    keymap_destroy(reading->keymap);
    canvas_finish(&reading->canvas);
    arena_finish(&reading->frame_arena);
    lists_finish(reading);
    highlights_destroy(reading->highlights);
    arena_finish(&reading->sources_arena);
    folds_finish(&reading->folds);
    free(reading->picks);
    arena_finish(&reading->opening_arena);
    arena_finish(&reading->history_arena);
    arena_finish(&reading->completion_arena);
    arena_finish(&reading->doubtful_arena);
}

static bool start_file(struct reading *reading, const struct command_line *line, struct inquiry *inquiry,
                       struct error *error)
{
    struct file_window *file = article_open_long_text(reading->path, error);
    reading->reading = true;
    if (!file && error->kind == ERROR_NONE)
        reading->opening_job = article_open_typed(reading->app, reading->path, line->content_type, error);
    if (error->kind != ERROR_NONE || !start_screen(reading, line, inquiry, error)) {
        file_window_close(file);
        return false;
    }
    if (file)
        reading_show_file(reading, file);
    return true;
}

static bool start_asked(struct reading *reading, const struct command_line *line, struct inquiry *inquiry,
                        struct error *error)
{
    if (!app_start_engine(reading->app, error))
        return false;
    if (reading->path)
        return start_file(reading, line, inquiry, error);
    if (!start_news(reading, error) || !start_screen(reading, line, inquiry, error))
        return false;
    open_welcome_if_empty(reading);
    return true;
}

/* The terminal answers while the store is opened. */
static bool start(struct reading *reading, const struct command_line *line, struct error *error)
{
    struct inquiry inquiry;
    if (!screen_is_possible(error) || !signals_start(error) ||
        !inquiry_begin(&inquiry, screen_locale_is_ascii(), error))
        return false;
    bool started = start_asked(reading, line, &inquiry, error);
    inquiry_finish(&inquiry);
    return started;
}

/* A single file that cannot be shown ends the program with the reason, not an empty screen. */
static bool file_failed(const struct reading *reading)
{
    return reading->path && !reading->opening_job && !reading->open.page;
}

int command_read(struct app *app, const struct command_line *line)
{
    if (!isatty(STDOUT_FILENO))
        return app_usage("standard output is no terminal; khabar list and khabar dump print");
    struct error error = { 0 };
    struct reading reading = {
        .app = app, .path = line->argument_count ? line->arguments[0] : NULL, .list = listing_create()
    };
    struct worker_events events = {
        .context = &reading,
        .fetched = on_fetched,
        .feed_entries = on_feed_entries,
        .feed_parsed = on_feed_parsed,
        .feeds_found = on_feeds_found,
        .article_parsed = on_article,
    };
    bool started = app_start_workers(app, &events, &error) && start(&reading, line, &error);
    if (started && !file_failed(&reading)) {
        draw_when_due(&reading);
        begin_what_can_wait(&reading);
    }
    while (started && !reading.wants_quit && !file_failed(&reading)) {
        draw_when_due(&reading);
        wait_and_dispatch(&reading);
    }
    if (started && file_failed(&reading))
        started = error_set(&error, ERROR_FORMAT, "%s", reading.status.message);
    int last_signal = reading.last_signal;
    finish(&reading);
    if (last_signal)
        raise(last_signal);
    return started ? 0 : app_fail(&error);
}
