#include "work/workers.h"

#include "base/catalogue.h"
#include "work/pool.h"

#include <assert.h>
#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

enum { DISPATCH_MICROSECONDS = 1500 /* then the keyboard has its turn */ };
_Static_assert(PARSER_LIMIT + 1 <= WORKERS_POLL_MAX, "each worker can be waited for");

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

/* ---- jobs ---- */

static struct job *job_new(struct workers *workers, enum wire_type type, struct slice address)
{
    return job_create(&workers->jobs, ++workers->last_id, type, address);
}

void job_fail(struct workers *workers, struct job *job, enum error_kind kind, const char *why)
{
    error_set(&job->error, kind, "%s%s%s", job->where, job->where[0] ? ": " : "", why);
    job_list_append(&workers->failed, job);
}

static uint64_t submit(struct workers *workers, struct job *job, bool fits)
{
    uint64_t id = job->id;
    workers->pending++;
    if (!fits)
        job_fail(workers, job, ERROR_LIMIT, _("larger than 48 MiB, the most that is read at once"));
    else
        job_list_append(job->type == WIRE_FETCH ? &workers->to_fetch : &workers->to_parse, job);
    if (!workers->dispatching)
        hand_out(workers);
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
        parser_serve(workers, parser, events_of(&parser->process, descriptors, count) & ~POLLOUT);
    }
    workers->first_served = (workers->first_served + 1) % workers->parser_limit;
    fetcher_serve(workers, events_of(&workers->fetcher, descriptors, count) & ~POLLOUT);
    parsers_stop_late(workers);
    failed_jobs_report(workers);
    workers->dispatching = false;
    hand_out(workers);
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
