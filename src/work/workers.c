#include "work/workers.h"

#include "feed/parse.h"
#include "work/job.h"
#include "work/process.h"

#include <assert.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum {
    PARSER_LIMIT = 8,
    PARSER_JOBS = 2,
    PARSE_MILLISECONDS = 10000,
    QUICK_DEATHS = 3,
    RESTART_PAUSE_MILLISECONDS = 5000,
    PARSE_QUEUE_BYTES = 1 << 20, /* more waiting, and no further fetch begins */
    DISPATCH_MICROSECONDS = 1500, /* then the keyboard has its turn */
};

/* It has its next job at hand when it is done with one, so that it never waits for khabar. */
struct parser {
    struct process process;
    struct job *jobs[PARSER_JOBS]; /* in the order in which they are answered; NULL: room */
    int64_t deadline; /* of the first one */
};

struct workers {
    struct worker_events events;
    uint64_t last_id;
    size_t pending;
    struct job_index jobs;
    int64_t dispatch_end; /* microseconds; answers that come after it wait for the next dispatch */
    bool dispatching; /* no process may be started or ended under the feet of a callback */

    struct process fetcher;
    struct job_list to_fetch, fetching;
    bool fetches_are_held;
    uint32_t at_once, a_host; /* connections; 0: as the worker has it */
    unsigned fetch_deaths; /* without an answer in between */
    int64_t fetch_not_before;
    char fetch_end[PROCESS_END_BYTES];

    struct parser parsers[PARSER_LIMIT];
    size_t parser_limit, first_served; /* by the next dispatch */
    struct job_list to_parse;

    struct job_list failed; /* answered by the next dispatch */
};
_Static_assert(PARSER_LIMIT + 1 <= WORKERS_POLL_MAX, "each worker can be waited for");

static void start_waiting(struct workers *workers);
static void serve_fetcher(struct workers *workers, bool is_readable);
static void serve_parser(struct workers *workers, struct parser *parser, bool is_readable);
static void stop_late_parsers(struct workers *workers);
static void report_failed(struct workers *workers);

static int64_t now_in_microseconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

static int64_t now_in_milliseconds(void)
{
    return now_in_microseconds() / 1000;
}

struct workers *workers_create(const struct worker_events *events, struct error *error)
{
    (void)error; /* processes start when first needed */
    struct workers *workers = allocate(1, sizeof *workers);
    workers->events = *events;
    long cores = sysconf(_SC_NPROCESSORS_ONLN);
    workers->parser_limit = cores < 1 ? 1 : cores > PARSER_LIMIT ? PARSER_LIMIT : (size_t)cores;
    return workers;
}

void workers_set_connections(struct workers *workers, uint32_t at_once, uint32_t a_host)
{
    workers->at_once = at_once;
    workers->a_host = a_host;
}

/* ---- jobs ---- */

void workers_destroy(struct workers *workers)
{
    if (!workers)
        return;
    process_end(&workers->fetcher, NULL);
    for (size_t i = 0; i < PARSER_LIMIT; i++)
        process_end(&workers->parsers[i].process, NULL);
    job_index_finish(&workers->jobs);
    free(workers);
}

static struct job *job_new(struct workers *workers, enum wire_type type, struct slice address)
{
    return job_create(&workers->jobs, ++workers->last_id, type, address);
}

static void job_fail(struct workers *workers, struct job *job, enum error_kind kind, const char *why)
{
    error_set(&job->error, kind, "%s%s%s", job->where, job->where[0] ? ": " : "", why);
    job_list_append(&workers->failed, job);
}

static uint64_t submit(struct workers *workers, struct job *job, bool fits)
{
    uint64_t id = job->id;
    workers->pending++;
    if (!fits)
        job_fail(workers, job, ERROR_LIMIT, "larger than 48 MiB, the most that is read at once");
    else
        job_list_append(job->type == WIRE_FETCH ? &workers->to_fetch : &workers->to_parse, job);
    if (!workers->dispatching)
        start_waiting(workers);
    return id;
}

uint64_t workers_fetch(struct workers *workers, const struct fetch_request *request)
{
    struct job *job = job_new(workers, WIRE_FETCH, request->url);
    return submit(workers, job, wire_put_fetch(&job->message, job->id, request));
}

uint64_t workers_parse_feed(struct workers *workers, struct slice bytes, struct slice content_type,
                            struct slice address)
{
    struct job *job = job_new(workers, WIRE_PARSE_FEED, address);
    struct wire_feed_job feed = { .bytes = bytes, .content_type = content_type, .address = address };
    return submit(workers, job, wire_put_feed_job(&job->message, job->id, &feed));
}

uint64_t workers_describe_feed(struct workers *workers, struct slice bytes, struct slice content_type,
                               struct slice address)
{
    struct job *job = job_new(workers, WIRE_DESCRIBE_FEED, address);
    struct wire_feed_job feed = { .bytes = bytes, .content_type = content_type, .address = address };
    return submit(workers, job, wire_put_describe_job(&job->message, job->id, &feed));
}

uint64_t workers_find_feeds(struct workers *workers, struct slice bytes, struct slice content_type,
                            struct slice address)
{
    struct job *job = job_new(workers, WIRE_FIND_FEEDS, address);
    struct wire_feed_job page = { .bytes = bytes, .content_type = content_type, .address = address };
    return submit(workers, job, wire_put_find_feeds_job(&job->message, job->id, &page));
}

uint64_t workers_parse_article(struct workers *workers, const struct article_job *article)
{
    struct job *job = job_new(workers, WIRE_PARSE_ARTICLE, article->address);
    return submit(workers, job, wire_put_article_job(&job->message, job->id, article));
}

uint64_t workers_parse_outlines(struct workers *workers, struct slice bytes)
{
    struct job *job = job_new(workers, WIRE_PARSE_OUTLINES, (struct slice){ 0 });
    return submit(workers, job, wire_put_outlines_job(&job->message, job->id, bytes));
}

void workers_cancel(struct workers *workers, uint64_t id)
{
    struct job *job = job_find(&workers->jobs, id);
    if (!job || job->cancelled)
        return;
    workers->pending--;
    if (!job->list) { /* a parser has it and is nearly done; its answer will be dropped */
        job->cancelled = true;
        return;
    }
    if (job->list == &workers->fetching && process_is_running(&workers->fetcher))
        wire_put_cancel_fetch(&workers->fetcher.out, id);
    job_destroy(&workers->jobs, job);
}

size_t workers_pending(const struct workers *workers)
{
    return workers->pending;
}

/* ---- the poll ---- */

static size_t add_descriptor(const struct process *process, struct pollfd *descriptors, size_t used, size_t capacity)
{
    if (!process_is_running(process) || used == capacity)
        return used;
    short events = process_has_unsent(process) ? POLLIN | POLLOUT : POLLIN;
    descriptors[used] = (struct pollfd){ .fd = process->socket, .events = events };
    return used + 1;
}

size_t workers_poll_descriptors(const struct workers *workers, struct pollfd *descriptors, size_t capacity)
{
    size_t used = add_descriptor(&workers->fetcher, descriptors, 0, capacity);
    for (size_t i = 0; i < PARSER_LIMIT; i++)
        used = add_descriptor(&workers->parsers[i].process, descriptors, used, capacity);
    return used;
}

int workers_poll_timeout(const struct workers *workers)
{
    if (workers->failed.first || process_has_message(&workers->fetcher))
        return 0;
    int64_t now = now_in_milliseconds(), soonest = -1;
    for (size_t i = 0; i < PARSER_LIMIT; i++) {
        if (process_has_message(&workers->parsers[i].process))
            return 0;
        if (!workers->parsers[i].jobs[0])
            continue;
        int64_t left = workers->parsers[i].deadline - now;
        if (left < 0)
            left = 0;
        if (soonest < 0 || left < soonest)
            soonest = left;
    }
    return (int)soonest;
}

static short events_of(const struct process *process, const struct pollfd *descriptors, size_t count)
{
    for (size_t i = 0; process_is_running(process) && i < count; i++)
        if (descriptors[i].fd == process->socket)
            return descriptors[i].revents;
    return 0;
}

void workers_dispatch(struct workers *workers, const struct pollfd *descriptors, size_t count)
{
    assert(!workers->dispatching);
    workers->dispatching = true;
    workers->dispatch_end = now_in_microseconds() + DISPATCH_MICROSECONDS;
    /* What is parsed first: that frees memory and makes room. Each gets its turn to be the first one. */
    for (size_t i = 0; i < PARSER_LIMIT; i++) {
        struct parser *parser = &workers->parsers[(workers->first_served + i) % PARSER_LIMIT];
        serve_parser(workers, parser, events_of(&parser->process, descriptors, count) & ~POLLOUT);
    }
    workers->first_served = (workers->first_served + 1) % workers->parser_limit;
    serve_fetcher(workers, events_of(&workers->fetcher, descriptors, count) & ~POLLOUT);
    stop_late_parsers(workers);
    report_failed(workers);
    workers->dispatching = false;
    start_waiting(workers);
}

bool workers_run(struct workers *workers)
{
    while (workers->pending > 0) {
        struct pollfd descriptors[WORKERS_POLL_MAX];
        size_t count = workers_poll_descriptors(workers, descriptors, WORKERS_POLL_MAX);
        int ready = poll(descriptors, (nfds_t)count, workers_poll_timeout(workers));
        if (ready < 0 && errno == EINTR)
            return false;
        workers_dispatch(workers, descriptors, ready < 0 ? 0 : count);
    }
    return true;
}

/* ---- handing out ---- */

static bool fetcher_is_ready(struct workers *workers, struct error *error)
{
    if (process_is_running(&workers->fetcher))
        return true;
    if (now_in_milliseconds() < workers->fetch_not_before)
        return error_set(error, ERROR_WORKER, "the fetch worker keeps ending (it %s); try again in %d s",
                         workers->fetch_end, RESTART_PAUSE_MILLISECONDS / 1000);
    if (!process_start(&workers->fetcher, "fetch", error))
        return false;
    if (workers->at_once > 0)
        wire_put_limit_fetches(&workers->fetcher.out, workers->at_once, workers->a_host);
    return true;
}

/* What was under way when the fetch worker died goes alone the second time: then it is known which one it was. */
static bool may_fetch_next(const struct workers *workers)
{
    const struct job *next = workers->to_fetch.first, *under_way = workers->fetching.first;
    return next && (!under_way || (!next->begun_before && !under_way->begun_before));
}

static void start_fetches(struct workers *workers)
{
    while (may_fetch_next(workers)) {
        struct job *job = job_list_pop(&workers->to_fetch);
        struct error error;
        if (!fetcher_is_ready(workers, &error)) {
            job_fail(workers, job, error.kind, error.text);
        } else if (!buffer_append(&workers->fetcher.out, buffer_slice(&job->message))) {
            job_fail(workers, job, ERROR_LIMIT, "too many requests at once; refresh again");
        } else {
            job_list_append(&workers->fetching, job);
        }
    }
    if (process_is_running(&workers->fetcher))
        process_flush(&workers->fetcher);
}

static size_t job_count(const struct parser *parser)
{
    size_t count = 0;
    while (count < PARSER_JOBS && parser->jobs[count])
        count++;
    return count;
}

/* The one with the least to do that has room; a new one while there are fewer than cores and none is idle. */
static struct parser *free_parser(struct workers *workers, struct error *error)
{
    struct parser *absent = NULL, *least = NULL;
    for (size_t i = 0; i < workers->parser_limit; i++) {
        struct parser *parser = &workers->parsers[i];
        /* Killed while idle: that must not cost the next article anything. */
        if (!parser->jobs[0] && process_is_running(&parser->process) && !process_is_alive(&parser->process))
            process_end(&parser->process, NULL);
        if (!process_is_running(&parser->process))
            absent = absent ? absent : parser;
        else if (job_count(parser) < PARSER_JOBS && (!least || job_count(parser) < job_count(least)))
            least = parser;
    }
    bool wants_another = absent && (!least || least->jobs[0]);
    if (!wants_another)
        return least;
    if (process_start(&absent->process, "parse", error))
        return absent;
    if (least)
        *error = (struct error){ 0 };
    return least;
}

static void give(struct parser *parser, struct job *job)
{
    size_t count = job_count(parser);
    assert(count < PARSER_JOBS);
    parser->jobs[count] = job;
    if (count == 0)
        parser->deadline = now_in_milliseconds() + PARSE_MILLISECONDS;
    /* An article has a second try; what waits behind another may have to go elsewhere. */
    if (job->type == WIRE_PARSE_ARTICLE || count > 0)
        buffer_append(&parser->process.out, buffer_slice(&job->message));
    else
        process_send(&parser->process, &job->message);
}

static void start_parses(struct workers *workers)
{
    while (workers->to_parse.first) {
        struct error error = { 0 };
        struct parser *parser = free_parser(workers, &error);
        if (!parser && error.kind == ERROR_NONE)
            break; /* all are busy */
        struct job *job = job_list_pop(&workers->to_parse);
        if (parser)
            give(parser, job);
        else
            job_fail(workers, job, error.kind, error.text);
    }
    for (size_t i = 0; i < PARSER_LIMIT; i++)
        if (process_is_running(&workers->parsers[i].process))
            process_flush(&workers->parsers[i].process);
}

/* What is fetched faster than it is parsed would fill the memory. */
static void hold_fetches(struct workers *workers)
{
    if (!process_is_running(&workers->fetcher))
        return;
    size_t enough = workers->fetches_are_held ? PARSE_QUEUE_BYTES / 2 : PARSE_QUEUE_BYTES;
    bool hold = workers->to_parse.bytes > enough;
    if (hold == workers->fetches_are_held || !wire_put_hold_fetches(&workers->fetcher.out, hold))
        return;
    workers->fetches_are_held = hold;
    process_flush(&workers->fetcher);
}

static void start_waiting(struct workers *workers)
{
    start_fetches(workers);
    start_parses(workers);
    hold_fetches(workers);
}

/* ---- answers ---- */

static bool note_begun(struct workers *workers, uint64_t id, const struct message *message)
{
    struct job *job = job_find(&workers->jobs, id);
    if (job && job->list == &workers->fetching)
        job->begun = true;
    return message_is_done(message) && id != 0 && id <= workers->last_id;
}

/* One message about a fetch; false when it is nonsense. */
static bool answer_fetch(struct workers *workers, struct message *message)
{
    uint64_t id = wire_get_id(message);
    if (message->type == WIRE_FETCH_BEGUN)
        return note_begun(workers, id, message);
    struct fetch_response response = { .id = id };
    if (message->type != WIRE_FETCHED || !wire_get_fetched(message, &response) || id == 0 || id > workers->last_id)
        return false;
    workers->fetch_deaths = 0;
    struct job *job = job_find(&workers->jobs, id);
    if (!job || job->list != &workers->fetching)
        return true; /* cancelled meanwhile */
    job_unlist(job);
    workers->pending--;
    workers->events.fetched(workers->events.context, id, &response);
    job_destroy(&workers->jobs, job);
    return true;
}

/* One of those under way may have killed it; they are tried again after those that only waited. */
static void lose_fetcher(struct workers *workers)
{
    process_end(&workers->fetcher, workers->fetch_end);
    if (++workers->fetch_deaths >= QUICK_DEATHS)
        workers->fetch_not_before = now_in_milliseconds() + RESTART_PAUSE_MILLISECONDS;
    char why[PROCESS_END_BYTES + 64];
    snprintf(why, sizeof why, "not fetched: the fetch worker %s; refresh again", workers->fetch_end);
    workers->fetches_are_held = false;
    struct job_list suspects = { 0 };
    for (struct job *job; (job = job_list_pop(&workers->fetching));) {
        if (job->begun && job->begun_before)
            job_fail(workers, job, ERROR_WORKER, why);
        else
            job_list_append(job->begun || job->begun_before ? &suspects : &workers->to_fetch, job);
    }
    for (struct job *job; (job = job_list_pop(&suspects));) {
        job->begun = false;
        job->begun_before = true;
        job_list_append(&workers->to_fetch, job);
    }
}

/* At least one message each time, so that nothing starves; then as long as there is time. */
static bool has_time(const struct workers *workers)
{
    return now_in_microseconds() < workers->dispatch_end;
}

/* What came before is handed out before more is taken in. */
static bool take_in(struct process *process, bool is_readable)
{
    return !is_readable || process_has_message(process) || process_receive(process);
}

static void serve_fetcher(struct workers *workers, bool is_readable)
{
    if (!process_is_running(&workers->fetcher))
        return;
    bool open = take_in(&workers->fetcher, is_readable);
    enum message_state state;
    struct message message;
    while ((state = process_take(&workers->fetcher, &message)) == MESSAGE_WHOLE)
        if (!answer_fetch(workers, &message)) {
            state = MESSAGE_BAD;
            break;
        } else if (!has_time(workers)) {
            break;
        }
    if (state == MESSAGE_BAD || !open)
        lose_fetcher(workers);
}

static void report_error(struct workers *workers, const struct job *job, const struct error *error)
{
    const struct worker_events *events = &workers->events;
    struct fetch_response response = { .id = job->id, .error = *error };
    switch (job->type) {
    case WIRE_FETCH: events->fetched(events->context, job->id, &response); break;
    case WIRE_PARSE_FEED: events->feed_parsed(events->context, job->id, NULL, error); break;
    case WIRE_PARSE_ARTICLE: events->article_parsed(events->context, job->id, NULL, error); break;
    case WIRE_PARSE_OUTLINES: events->outlines_parsed(events->context, job->id, NULL, error); break;
    case WIRE_DESCRIBE_FEED: events->feed_described(events->context, job->id, (struct slice){ 0 }, error); break;
    case WIRE_FIND_FEEDS: events->feeds_found(events->context, job->id, NULL, 0, error); break;
    default: break; /* only these are jobs */
    }
}

static void report_failed(struct workers *workers)
{
    /* A job that a callback submits waits for the next dispatch: one that always fails cannot hold us here. */
    uint64_t newest = workers->last_id;
    while (workers->failed.first && workers->failed.first->id <= newest) {
        struct job *job = job_list_pop(&workers->failed);
        workers->pending--;
        report_error(workers, job, &job->error);
        job_destroy(&workers->jobs, job);
    }
}

/* A parser does not know the address; a person wants to. */
static void report_parse_error(struct workers *workers, const struct job *job, const struct error *error)
{
    struct error named = *error;
    struct slice text = slice_of(error->text);
    if (job->where[0] && slice_find(text, slice_of(job->where)) == text.length)
        error_set(&named, error->kind, "%s: %s", job->where, error->text);
    report_error(workers, job, &named);
}

static bool answer_feed(struct workers *workers, const struct job *job, struct message *message, struct arena *arena)
{
    struct feed feed;
    if (!wire_get_feed(message, arena, &feed) || feed.entry_count != job->entry_count)
        return false;
    if (!job->cancelled)
        workers->events.feed_parsed(workers->events.context, job->id, &feed, NULL);
    return true;
}

/* Some of a feed's entries; more are to come, and the feed itself at last. */
static bool answer_entries(struct workers *workers, struct parser *parser, struct message *message)
{
    struct job *job = parser->jobs[0];
    struct arena arena = { 0 };
    struct parsed_entry *entries;
    size_t count;
    bool sound = wire_get_entries(message, &arena, &entries, &count) && job->entry_count + count <= FEED_ENTRY_LIMIT;
    if (sound && !job->cancelled && workers->events.feed_entries)
        workers->events.feed_entries(workers->events.context, job->id, entries, count);
    job->entry_count += count;
    parser->deadline = now_in_milliseconds() + PARSE_MILLISECONDS;
    arena_finish(&arena);
    return sound;
}

static bool answer_article(struct workers *workers, const struct job *job, struct message *message)
{
    struct doc doc;
    if (!wire_get_article(message, &doc))
        return false;
    if (!job->cancelled)
        workers->events.article_parsed(workers->events.context, job->id, &doc, NULL);
    return true;
}

static bool answer_outlines(struct workers *workers, const struct job *job, struct message *message,
                            struct arena *arena)
{
    struct outlines outlines;
    if (!wire_get_outlines(message, arena, &outlines))
        return false;
    if (!job->cancelled)
        workers->events.outlines_parsed(workers->events.context, job->id, &outlines, NULL);
    return true;
}

static bool answer_description(struct workers *workers, const struct job *job, struct message *message)
{
    struct slice json;
    if (!wire_get_description(message, &json))
        return false;
    if (!job->cancelled)
        workers->events.feed_described(workers->events.context, job->id, json, NULL);
    return true;
}

static bool answer_feed_links(struct workers *workers, const struct job *job, struct message *message,
                              struct arena *arena)
{
    const struct feed_link none = { .declared = false };
    struct feed_link *links;
    size_t count;
    if (!wire_get_feed_links(message, arena, &links, &count))
        return false;
    if (!job->cancelled)
        workers->events.feeds_found(workers->events.context, job->id, count ? links : &none, count, NULL);
    return true;
}

static bool answer_failure(struct workers *workers, const struct job *job, struct message *message)
{
    struct error error;
    if (!wire_get_failed(message, &error))
        return false;
    if (!job->cancelled)
        report_parse_error(workers, job, &error);
    return true;
}

static bool answer_matches(const struct job *job, const struct message *message)
{
    return message->type == WIRE_FAILED || (job->type == WIRE_PARSE_FEED && message->type == WIRE_FEED) ||
           (job->type == WIRE_PARSE_ARTICLE && message->type == WIRE_ARTICLE) ||
           (job->type == WIRE_PARSE_OUTLINES && message->type == WIRE_OUTLINES) ||
           (job->type == WIRE_DESCRIBE_FEED && message->type == WIRE_DESCRIPTION) ||
           (job->type == WIRE_FIND_FEEDS && message->type == WIRE_FEED_LINKS);
}

static bool answer_last(struct workers *workers, struct job *job, struct message *message)
{
    struct arena arena = { 0 };
    bool sound = false;
    switch (message->type) {
    case WIRE_FEED: sound = answer_feed(workers, job, message, &arena); break;
    case WIRE_ARTICLE: sound = answer_article(workers, job, message); break;
    case WIRE_OUTLINES: sound = answer_outlines(workers, job, message, &arena); break;
    case WIRE_DESCRIPTION: sound = answer_description(workers, job, message); break;
    case WIRE_FEED_LINKS: sound = answer_feed_links(workers, job, message, &arena); break;
    case WIRE_FAILED: sound = answer_failure(workers, job, message); break;
    default: break;
    }
    arena_finish(&arena);
    return sound;
}

static void begin_next(struct parser *parser)
{
    for (size_t i = 1; i < PARSER_JOBS; i++)
        parser->jobs[i - 1] = parser->jobs[i];
    parser->jobs[PARSER_JOBS - 1] = NULL;
    if (parser->jobs[0] && parser->jobs[0]->type != WIRE_PARSE_ARTICLE)
        buffer_finish(&parser->jobs[0]->message); /* it has its only try */
    parser->deadline = now_in_milliseconds() + PARSE_MILLISECONDS;
}

/* A message about one parse; false, and the parser keeps its job, when it is nonsense. */
static bool answer_parse(struct workers *workers, struct parser *parser, struct message *message)
{
    struct job *job = parser->jobs[0];
    if (!job || wire_get_id(message) != job->id)
        return false;
    if (job->type == WIRE_PARSE_FEED && message->type == WIRE_ENTRIES)
        return answer_entries(workers, parser, message);
    if (!answer_matches(job, message))
        return false;
    /* Not pending any more when its answer is looked at: that may be all that khabar waits for. */
    bool counted = !job->cancelled;
    workers->pending -= counted;
    if (!answer_last(workers, job, message)) {
        workers->pending += counted;
        return false;
    }
    begin_next(parser);
    job_destroy(&workers->jobs, job);
    return true;
}

/* Those that only waited for their turn go to another one, before all others. */
static void take_back_waiting(struct workers *workers, struct parser *parser)
{
    for (size_t i = PARSER_JOBS; i-- > 1;) {
        struct job *job = parser->jobs[i];
        parser->jobs[i] = NULL;
        if (job && job->cancelled)
            job_destroy(&workers->jobs, job);
        else if (job)
            job_list_prepend(&workers->to_parse, job);
    }
}

static void lose_parser(struct workers *workers, struct parser *parser, const char *what_it_did)
{
    struct job *job = parser->jobs[0];
    char how[PROCESS_END_BYTES];
    process_end(&parser->process, how);
    take_back_waiting(workers, parser);
    parser->jobs[0] = NULL;
    if (!job)
        return;
    if (job->cancelled) {
        job_destroy(&workers->jobs, job);
    } else if (job->type == WIRE_PARSE_ARTICLE && !job->stripped) {
        wire_make_stripped(&job->message);
        job->stripped = true;
        job_list_prepend(&workers->to_parse, job);
    } else {
        char why[PROCESS_END_BYTES + 64];
        snprintf(why, sizeof why, "could not be read: its parser %s and was given up", what_it_did ? what_it_did : how);
        job_fail(workers, job, ERROR_WORKER, why);
    }
}

static void serve_parser(struct workers *workers, struct parser *parser, bool is_readable)
{
    if (!process_is_running(&parser->process))
        return;
    bool open = take_in(&parser->process, is_readable);
    enum message_state state;
    struct message message;
    while ((state = process_take(&parser->process, &message)) == MESSAGE_WHOLE)
        if (!answer_parse(workers, parser, &message)) {
            state = MESSAGE_BAD;
            break;
        } else if (!has_time(workers)) {
            break;
        }
    if (state == MESSAGE_BAD)
        lose_parser(workers, parser, "gave an answer that makes no sense");
    else if (!open)
        lose_parser(workers, parser, NULL);
}

static void stop_late_parsers(struct workers *workers)
{
    int64_t now = now_in_milliseconds();
    for (size_t i = 0; i < PARSER_LIMIT; i++)
        if (workers->parsers[i].jobs[0] && now >= workers->parsers[i].deadline &&
            !process_has_message(&workers->parsers[i].process))
            lose_parser(workers, &workers->parsers[i], "took more than 10 s");
}
