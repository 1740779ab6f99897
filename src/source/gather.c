#include "source/gather.h"

#include "base/catalogue.h"
#include "base/lookup.h"
#include "feed/parse.h"
#include "source/articles.h"
#include "source/notice.h"
#include "source/settings.h"
#include "store/query.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* Sources are due at moments of their own: a thousand of them would tell every other second. */
enum { NOTIFY_SECONDS = 20, NOTICE_EVERY_MILLISECONDS = 60 * 1000 };

/* A program that runs for a source, and what its output is. */
enum purpose { FOR_FEED, FOR_FILTER, FOR_PASSWORD, FOR_PASSWORD_OF_OLDER };

struct errand {
    struct errand *next;
    uint64_t program;
    store_id feed;
    enum purpose purpose;
    const struct source *source;
};

/* New entries of one source. */
struct arrived {
    struct arrived *next;
    store_id feed, *ids;
    size_t count;
    bool is_news;
};

/* The page that waits for its source's password. */
struct waiting_page {
    uint64_t program; /* 0: none waits */
    const struct source *source;
    struct arena arena;
    struct slice address;
};

struct gatherer {
    struct store *store;
    struct workers *workers;
    const struct sources *sources;
    const struct source *known; /* the items of which by_url holds the index: another list came when they are others */
    struct lookup by_url;
    struct refresh *refresh;
    struct programs *programs;
    struct errand *errands;
    struct waiting_page page;
    gather_page_begun *page_begun;
    struct arrived *arrived, **arrived_end; /* since the rules were run last */
    struct notice notice;
    int64_t told_at;           /* monotonic milliseconds; 0: never */
    const struct texts *notify_command;
    gatherer_notify *notify;
    bool failure_is_told;      /* of the program that tells */
    gatherer_failed *failed;
    refresh_source_done *done;
    void *context;
};

static void on_done(void *context, const struct refresh_result *result);
static void on_arrived(void *context, store_id feed, const store_id *ids, size_t count, bool is_news);
static bool on_fetched_for_filter(void *context, store_id feed, const struct fetch_response *response);
static void on_program(void *context, uint64_t id, const struct slice *output, const struct error *error);

struct gatherer *gatherer_create(struct store *store, struct workers *workers, const struct sources *sources,
                                 refresh_source_done *done, void *context)
{
    struct gatherer *gatherer = allocate(1, sizeof *gatherer);
    gatherer->store = store;
    gatherer->workers = workers;
    gatherer->sources = sources;
    gatherer->done = done;
    gatherer->context = context;
    gatherer->programs = programs_create(on_program, gatherer);
    gatherer->refresh = refresh_create(store, workers, on_done, gatherer);
    refresh_watch(gatherer->refresh, on_arrived, on_fetched_for_filter);
    gatherer->arrived_end = &gatherer->arrived;
    return gatherer;
}

void gatherer_tell(struct gatherer *gatherer, const struct texts *notify_command, gatherer_notify *notify,
                   gatherer_failed *failed)
{
    gatherer->notify_command = notify_command;
    gatherer->notify = notify;
    gatherer->failed = failed;
    gatherer->failure_is_told = false;
}

static void forget_arrived(struct gatherer *gatherer)
{
    for (struct arrived *arrived = gatherer->arrived, *next; arrived; arrived = next) {
        next = arrived->next;
        free(arrived->ids);
        free(arrived);
    }
    gatherer->arrived = NULL;
    gatherer->arrived_end = &gatherer->arrived;
}

void gatherer_destroy(struct gatherer *gatherer)
{
    if (!gatherer)
        return;
    programs_destroy(gatherer->programs);
    refresh_destroy(gatherer->refresh);
    for (struct errand *errand = gatherer->errands, *next; errand; errand = next) {
        next = errand->next;
        free(errand);
    }
    arena_finish(&gatherer->page.arena);
    forget_arrived(gatherer);
    notice_clear(&gatherer->notice);
    lookup_finish(&gatherer->by_url);
    free(gatherer);
}

struct refresh *gatherer_refresh(struct gatherer *gatherer)
{
    return gatherer->refresh;
}

static void know_sources(struct gatherer *gatherer)
{
    lookup_finish(&gatherer->by_url);
    gatherer->known = gatherer->sources->items;
    for (size_t i = 0; i < gatherer->sources->count; i++)
        lookup_add(&gatherer->by_url, gatherer->sources->items[i].url, i);
}

/* NULL for one that is stored, but that the feeds file does not know (any more). */
static const struct source *source_of(struct gatherer *gatherer, struct slice url)
{
    size_t index;
    if (gatherer->known != gatherer->sources->items)
        know_sources(gatherer);
    return lookup_find(&gatherer->by_url, url, &index) ? &gatherer->sources->items[index] : NULL;
}

static void say_failure(struct gatherer *gatherer, const struct error *error)
{
    if (gatherer->failed && error->kind != ERROR_NONE)
        gatherer->failed(gatherer->context, error);
}

/* What is more than the source may keep goes, a few hundred at a time; what does not fit into one time goes the next. */
static void expire(struct gatherer *gatherer, store_id feed)
{
    enum { TIMES = 10 };
    struct arena arena = { 0 };
    struct stored_feed stored;
    struct error error = { 0 };
    size_t removed = 1;
    const struct source *source = NULL;
    if (store_feed(gatherer->store, feed, &arena, &stored, NULL))
        source = source_of(gatherer, stored.url);
    for (int i = 0; source && (source->keep_entries || source->keep_days) && i < TIMES && removed > 0; i++) {
        struct retention retention = { source->keep_entries, source->keep_days, source->expire_unread,
                                       source->expire_starred };
        if (!store_expire(gatherer->store, feed, &retention, (int64_t)time(NULL), &removed, &error)) {
            say_failure(gatherer, &error);
            break;
        }
    }
    arena_finish(&arena);
}

static void on_done(void *context, const struct refresh_result *result)
{
    struct gatherer *gatherer = context;
    if (result->error.kind == ERROR_NONE && !result->unchanged)
        expire(gatherer, result->feed);
    if (gatherer->done)
        gatherer->done(gatherer->context, result);
}

/* ---- starting ---- */

static void send(struct gatherer *gatherer, const struct source *source, enum purpose purpose, store_id feed,
                 const struct texts *arguments, struct slice input)
{
    struct errand *errand = allocate(1, sizeof *errand);
    *errand = (struct errand){ .next = gatherer->errands, .feed = feed, .purpose = purpose, .source = source };
    gatherer->errands = errand;
    errand->program = programs_start(gatherer->programs, arguments, input, source->timeout_seconds);
}

static void fail(struct gatherer *gatherer, const struct refresh_request *request, const struct error *error)
{
    refresh_await(gatherer->refresh, request);
    refresh_take_failure(gatherer->refresh, request->feed->id, error);
}

static void take_file(struct gatherer *gatherer, const struct source *source, const struct refresh_request *request)
{
    struct arena arena = { 0 };
    struct error error = { 0 };
    struct buffer bytes = buffer_create(FEED_BYTES_LIMIT);
    const char *path = arena_copy_string(&arena, source->path);
    bool is_folder = source->kind == SOURCE_ARTICLES;
    bool good = is_folder ? articles_read(path, &bytes, &error) : feed_file_read(path, &bytes, &error);
    refresh_await(gatherer->refresh, request);
    if (good)
        refresh_take_bytes(gatherer->refresh, request->feed->id, buffer_slice(&bytes),
                           is_folder ? SLICE("application/feed+json; charset=utf-8") : SLICE(""));
    else
        refresh_take_failure(gatherer->refresh, request->feed->id, &error);
    buffer_finish(&bytes);
    arena_finish(&arena);
}

static bool is_on_errand(const struct gatherer *gatherer, store_id feed)
{
    for (const struct errand *errand = gatherer->errands; errand; errand = errand->next)
        if (errand->feed == feed)
            return true;
    return false;
}

static void fetch(struct gatherer *gatherer, const struct source *source, struct slice password, bool older,
                  struct refresh_request *request)
{
    struct arena arena = { 0 };
    struct error error = { 0 };
    if (source && !source_fetch_settings(source, password, &arena, &request->settings, &error))
        fail(gatherer, request, &error);
    else if (older)
        refresh_older(gatherer->refresh, request);
    else
        refresh_source(gatherer->refresh, request);
    arena_finish(&arena);
}

static struct refresh_request request_of(const struct source *source, const struct stored_feed *feed)
{
    struct refresh_request request = { .feed = feed };
    if (source) {
        request.timeout_seconds = source->timeout_seconds;
        request.every_seconds = source->refresh_minutes == SOURCE_NEVER ? 0 : source->refresh_minutes * 60;
    }
    return request;
}

static void ask_web(struct gatherer *gatherer, const struct source *source, const struct stored_feed *feed, bool older)
{
    struct refresh_request request = request_of(source, feed);
    if (source && source->password_command.count > 0)
        send(gatherer, source, older ? FOR_PASSWORD_OF_OLDER : FOR_PASSWORD, feed->id, &source->password_command, SLICE(""));
    else
        fetch(gatherer, source, SLICE(""), older, &request);
}

void gather_source(struct gatherer *gatherer, const struct stored_feed *feed)
{
    const struct source *source = source_of(gatherer, feed->url);
    struct refresh_request request = request_of(source, feed);
    if (is_on_errand(gatherer, feed->id))
        return;
    if (!source) {
        ask_web(gatherer, NULL, feed, false);
    } else if (source->is_refused) {
        fail(gatherer, &request, &gatherer->sources->notice);
    } else if (source->kind == SOURCE_PROGRAM) {
        refresh_await(gatherer->refresh, &request);
        send(gatherer, source, FOR_FEED, feed->id, &source->command, SLICE(""));
    } else if (source->kind == SOURCE_FILE || source->kind == SOURCE_ARTICLES) {
        take_file(gatherer, source, &request);
    } else {
        ask_web(gatherer, source, feed, false);
    }
}

bool gather_older(struct gatherer *gatherer, const struct stored_feed *feed, struct error *error)
{
    const struct source *source = source_of(gatherer, feed->url);
    if (source && source->is_refused) {
        *error = gatherer->sources->notice;
        return false;
    }
    if (source && source->kind != SOURCE_WEB)
        return error_set(error, ERROR_USAGE, "is no feed of the web; only those have pages of older entries");
    if (feed->older_page.length == 0)
        return error_set(error, ERROR_FORMAT, feed->checked_at == 0 ? N_("was never fetched; fetch it first")
                                                                    : N_("names no page of older entries that is not here"));
    if (!is_on_errand(gatherer, feed->id))
        ask_web(gatherer, source, feed, true);
    return true;
}

int64_t gather_due_at(struct gatherer *gatherer, const struct stored_feed *feed)
{
    const struct source *source = source_of(gatherer, feed->url);
    bool is_never = feed->gone || (source && source->refresh_minutes == SOURCE_NEVER);
    return is_never ? GATHER_NEVER : feed->due_at;
}

/* ---- pages of entries ---- */

void gatherer_tell_pages(struct gatherer *gatherer, gather_page_begun *begun)
{
    gatherer->page_begun = begun;
}

/* What is secret stays at the source's own host, wherever the page is. */
static uint64_t fetch_page(struct gatherer *gatherer, const struct source *source, struct slice address,
                           struct slice password, struct error *error)
{
    struct arena arena = { 0 };
    struct fetch_request request = { .url = address, .home = source->url, .timeout_seconds = source->timeout_seconds };
    uint64_t job = 0;
    if (source_fetch_settings(source, password, &arena, &request.settings, error))
        job = workers_fetch(gatherer->workers, &request);
    arena_finish(&arena);
    return job;
}

static struct waiting_page take_waiting_page(struct gatherer *gatherer)
{
    struct waiting_page page = gatherer->page;
    gatherer->page = (struct waiting_page){ 0 };
    return page;
}

static void forget_waiting_page(struct gatherer *gatherer)
{
    struct waiting_page page = take_waiting_page(gatherer);
    if (page.program)
        programs_stop(gatherer->programs, page.program);
    arena_finish(&page.arena);
}

uint64_t gather_page(struct gatherer *gatherer, const struct source *source, struct slice address, struct error *error)
{
    forget_waiting_page(gatherer);
    if (source->is_refused) {
        *error = gatherer->sources->notice;
        return 0;
    }
    if (source->password_command.count == 0)
        return fetch_page(gatherer, source, address, SLICE(""), error);
    struct waiting_page *page = &gatherer->page;
    page->source = source;
    page->address = arena_copy(&page->arena, address);
    page->program = programs_start(gatherer->programs, &source->password_command, SLICE(""), source->timeout_seconds);
    return GATHER_PAGE_LATER;
}

/* ---- what programs yield ---- */

static bool on_fetched_for_filter(void *context, store_id feed, const struct fetch_response *response)
{
    struct gatherer *gatherer = context;
    struct arena arena = { 0 };
    struct stored_feed stored;
    const struct source *source = NULL;
    if (store_feed(gatherer->store, feed, &arena, &stored, NULL))
        source = source_of(gatherer, stored.url);
    bool is_filtered = source && source->filter.count > 0;
    if (is_filtered)
        send(gatherer, source, FOR_FILTER, feed, &source->filter, response->body);
    arena_finish(&arena);
    return is_filtered;
}

/* ---- rules ---- */

static void on_arrived(void *context, store_id feed, const store_id *ids, size_t count, bool is_news)
{
    struct gatherer *gatherer = context;
    struct arrived *arrived = allocate(1, sizeof *arrived);
    *arrived = (struct arrived){ .feed = feed, .count = count, .is_news = is_news };
    arrived->ids = allocate(count, sizeof *arrived->ids);
    if (count)
        memcpy(arrived->ids, ids, count * sizeof *ids);
    *gatherer->arrived_end = arrived;
    gatherer->arrived_end = &arrived->next;
}

/* The source's own rules first: what they hide the others do not see. */
static void run_source_rules(struct gatherer *gatherer, const struct arrived *arrived, int64_t now, struct arena *arena)
{
    struct stored_feed stored;
    struct error error = { 0 };
    if (!store_feed(gatherer->store, arrived->feed, arena, &stored, NULL))
        return;
    const struct source *source = source_of(gatherer, stored.url);
    if (source && !source_rules_run(source, gatherer->sources->path, gatherer->store, arrived->ids, arrived->count, now,
                                    &error))
        say_failure(gatherer, &error);
}

static store_id *all_arrived(const struct gatherer *gatherer, struct arena *arena, size_t *count)
{
    *count = 0;
    for (const struct arrived *arrived = gatherer->arrived; arrived; arrived = arrived->next)
        *count += arrived->count;
    store_id *ids = ARENA_ARRAY(arena, store_id, *count);
    size_t at = 0;
    for (const struct arrived *arrived = gatherer->arrived; arrived; arrived = arrived->next)
        for (size_t i = 0; i < arrived->count; i++)
            ids[at++] = arrived->ids[i];
    return ids;
}

static int compare_ids(const void *a, const void *b)
{
    store_id first = *(const store_id *)a, second = *(const store_id *)b;
    return (first > second) - (first < second);
}

/* Those that a rule asks to be told of, or all that its source may show; each once, the newest first. */
static void note_arrived(struct gatherer *gatherer, const struct arrived *arrived, const struct rules_outcome *outcome,
                         struct arena *arena)
{
    struct stored_feed stored;
    store_id *shown = ARENA_ARRAY(arena, store_id, arrived->count);
    size_t shown_count = 0;
    if (!store_feed(gatherer->store, arrived->feed, arena, &stored, NULL))
        return;
    const struct source *source = source_of(gatherer, stored.url);
    if (source && source->notify)
        query_filter_ids(gatherer->store, NULL, arrived->ids, arrived->count, shown, &shown_count, NULL);
    for (size_t i = arrived->count; i > 0; i--) {
        struct slice title;
        store_id id = arrived->ids[i - 1];
        bool is_shown = shown_count > 0 && shown[shown_count - 1] == id;
        shown_count -= is_shown;
        bool is_wanted = is_shown || (outcome->notified_count > 0 &&
                                      bsearch(&id, outcome->notified, outcome->notified_count, sizeof id, compare_ids));
        if (is_wanted && store_title(gatherer->store, id, arena, &title, NULL))
            notice_add(&gatherer->notice, arrived->feed, source ? source->name : stored.name, title);
    }
}

static void note_news(struct gatherer *gatherer, struct rules_outcome *outcome, struct arena *arena)
{
    if (!gatherer->notify_command && !gatherer->notify)
        return;
    if (outcome->notified_count > 0)
        qsort(outcome->notified, outcome->notified_count, sizeof *outcome->notified, compare_ids);
    for (const struct arrived *arrived = gatherer->arrived; arrived; arrived = arrived->next)
        if (arrived->is_news)
            note_arrived(gatherer, arrived, outcome, arena);
}

static void run_rules(struct gatherer *gatherer)
{
    struct arena arena = { 0 };
    struct error error = { 0 };
    struct rules_outcome outcome = { 0 };
    struct rule_list rules = gatherer->sources->rules;
    int64_t now = (int64_t)time(NULL);
    size_t count;
    for (const struct arrived *arrived = gatherer->arrived; arrived; arrived = arrived->next)
        run_source_rules(gatherer, arrived, now, &arena);
    const store_id *ids = all_arrived(gatherer, &arena, &count);
    if (!rules_run(&rules, gatherer->sources->path, gatherer->store, ids, count, now, &arena, &outcome, &error))
        say_failure(gatherer, &error);
    note_news(gatherer, &outcome, &arena);
    forget_arrived(gatherer);
    arena_finish(&arena);
}

/* ---- telling ---- */

static int64_t now_in_milliseconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* -1: there is nothing to tell, or the refresh is not over. */
static int milliseconds_to_tell(const struct gatherer *gatherer)
{
    if (gatherer->notice.entries == 0 || refresh_is_running(gatherer->refresh))
        return -1;
    int64_t left = gatherer->told_at + NOTICE_EVERY_MILLISECONDS - now_in_milliseconds();
    return gatherer->told_at == 0 || left < 0 ? 0 : (int)left;
}

static void run_notify_command(struct gatherer *gatherer, struct slice summary, struct slice body)
{
    struct arena arena = { 0 };
    const struct texts *command = gatherer->notify_command;
    struct slice *arguments = ARENA_ARRAY(&arena, struct slice, command->count + 2);
    memcpy(arguments, command->items, command->count * sizeof *arguments);
    arguments[command->count] = summary;
    arguments[command->count + 1] = body;
    programs_start(gatherer->programs, &(struct texts){ arguments, command->count + 2 }, SLICE(""), NOTIFY_SECONDS);
    arena_finish(&arena);
}

static void tell(struct gatherer *gatherer)
{
    struct buffer summary = buffer_create(NOTICE_SUMMARY_BYTES), body = buffer_create(NOTICE_BODY_BYTES);
    notice_append_summary(&gatherer->notice, &summary);
    notice_append_body(&gatherer->notice, &body);
    notice_clear(&gatherer->notice);
    gatherer->told_at = now_in_milliseconds();
    if (gatherer->notify_command)
        run_notify_command(gatherer, buffer_slice(&summary), buffer_slice(&body));
    else if (gatherer->notify)
        gatherer->notify(gatherer->context, buffer_slice(&summary), buffer_slice(&body));
    buffer_finish(&summary);
    buffer_finish(&body);
}

/* Once, for it would be said after every refresh; again when it had worked meanwhile. */
static void on_told(struct gatherer *gatherer, const struct error *error)
{
    struct error named = { 0 };
    bool is_known = gatherer->failure_is_told;
    gatherer->failure_is_told = error != NULL;
    if (!error || is_known)
        return;
    error_set(&named, error->kind, "notify: %s", error->text);
    say_failure(gatherer, &named);
}

static struct errand take_errand(struct gatherer *gatherer, uint64_t program)
{
    struct errand taken = { 0 };
    for (struct errand **link = &gatherer->errands; *link; link = &(*link)->next)
        if ((*link)->program == program) {
            struct errand *errand = *link;
            taken = *errand;
            *link = errand->next;
            free(errand);
            return taken;
        }
    return taken;
}

static struct slice first_line(struct slice text)
{
    struct slice line = { 0 };
    slice_next_line(&text, &line);
    return line;
}

static void take_password(struct gatherer *gatherer, const struct errand *errand, const struct slice *output,
                          const struct error *error)
{
    struct arena arena = { 0 };
    struct stored_feed feed;
    if (store_feed(gatherer->store, errand->feed, &arena, &feed, NULL)) {
        struct refresh_request request = request_of(errand->source, &feed);
        if (output)
            fetch(gatherer, errand->source, first_line(*output), errand->purpose == FOR_PASSWORD_OF_OLDER, &request);
        else
            fail(gatherer, &request, error);
    }
    arena_finish(&arena);
}

static void take_password_of_page(struct gatherer *gatherer, const struct slice *output, const struct error *error)
{
    struct error reason = { 0 };
    struct waiting_page page = take_waiting_page(gatherer);
    uint64_t job = output ? fetch_page(gatherer, page.source, page.address, first_line(*output), &reason) : 0;
    gatherer->page_begun(gatherer->context, job, error ? error : &reason);
    arena_finish(&page.arena);
}

static void on_program(void *context, uint64_t id, const struct slice *output, const struct error *error)
{
    struct gatherer *gatherer = context;
    if (id == gatherer->page.program) {
        take_password_of_page(gatherer, output, error);
        return;
    }
    struct errand errand = take_errand(gatherer, id);
    if (errand.feed == 0) { /* the one that tells */
        on_told(gatherer, error);
        return;
    }
    if (errand.purpose == FOR_PASSWORD || errand.purpose == FOR_PASSWORD_OF_OLDER)
        take_password(gatherer, &errand, output, error);
    else if (output)
        refresh_take_bytes(gatherer->refresh, errand.feed, *output, SLICE(""));
    else
        refresh_take_failure(gatherer->refresh, errand.feed, error);
}

/* ---- the poll ---- */

static int sooner(int a, int b)
{
    return a < 0 ? b : b < 0 || a < b ? a : b;
}

size_t gatherer_poll_descriptors(const struct gatherer *gatherer, struct pollfd *descriptors, size_t capacity)
{
    return programs_poll_descriptors(gatherer->programs, descriptors, capacity);
}

int gatherer_poll_timeout(const struct gatherer *gatherer)
{
    int timeout = sooner(programs_poll_timeout(gatherer->programs), refresh_poll_timeout(gatherer->refresh));
    return sooner(timeout, milliseconds_to_tell(gatherer));
}

void gatherer_work(struct gatherer *gatherer)
{
    programs_dispatch(gatherer->programs);
    /* Before a source is told to be through. */
    if (gatherer->arrived && refresh_poll_timeout(gatherer->refresh) == 0)
        run_rules(gatherer);
    refresh_work(gatherer->refresh);
    if (milliseconds_to_tell(gatherer) == 0)
        tell(gatherer);
}

bool gatherer_is_running(const struct gatherer *gatherer)
{
    return refresh_is_running(gatherer->refresh) || programs_pending(gatherer->programs) > 0;
}

bool gatherer_run(struct gatherer *gatherer, struct workers *workers)
{
    while (gatherer_is_running(gatherer)) {
        struct pollfd descriptors[WORKERS_POLL_MAX + GATHERER_POLL_MAX];
        size_t count = workers_poll_descriptors(workers, descriptors, WORKERS_POLL_MAX);
        size_t own = gatherer_poll_descriptors(gatherer, descriptors + count, GATHERER_POLL_MAX);
        int timeout = sooner(workers_poll_timeout(workers), gatherer_poll_timeout(gatherer));
        int ready = poll(descriptors, (nfds_t)(count + own), timeout);
        if (ready < 0 && errno == EINTR)
            return false;
        workers_dispatch(workers, descriptors, ready < 0 ? 0 : count);
        gatherer_work(gatherer);
    }
    return true;
}
