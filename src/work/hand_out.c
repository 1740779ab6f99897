#include "work/pool.h"

#include "base/catalogue.h"

#include <assert.h>

enum { PARSE_QUEUE_BYTES = 1 << 20 /* more waiting, and no further fetch begins */ };

/* ---- fetches ---- */

static bool fetcher_is_ready(struct workers *workers, struct error *error)
{
    if (process_is_running(&workers->fetcher))
        return true;
    if (now_in_milliseconds() < workers->fetch_not_before)
        return error_set(error, ERROR_WORKER, "the fetch worker keeps ending (%s); try again in %d s",
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
            job_fail(workers, job, ERROR_LIMIT, _("too many requests at once; refresh again"));
        } else {
            job_list_append(&workers->fetching, job);
        }
    }
    if (process_is_running(&workers->fetcher))
        process_flush(&workers->fetcher);
}

/* ---- parses ---- */

static size_t job_count(const struct parser *parser)
{
    size_t count = 0;
    while (count < PARSER_JOBS && parser->jobs[count])
        count++;
    return count;
}

/* A long job waits in the queue until what is sent before it has gone. Nothing is too long for one that is idle. */
static bool has_room(const struct parser *parser, const struct job *job)
{
    const struct buffer *out = &parser->process.out;
    return job_count(parser) < PARSER_JOBS && job->message.length <= out->limit - out->length;
}

/* Killed while idle, or it answered what it had not read: that must not cost the next article anything. */
static bool is_useless(const struct parser *parser)
{
    return process_is_running(&parser->process) && !parser->jobs[0] &&
           (process_has_unsent(&parser->process) || !process_is_alive(&parser->process));
}

/* The one with the least to do that has room; a new one while there are fewer than cores and none is idle. */
static struct parser *free_parser(struct workers *workers, const struct job *job, struct error *error)
{
    struct parser *absent = NULL, *least = NULL;
    for (size_t i = 0; i < workers->parser_limit; i++) {
        struct parser *parser = &workers->parsers[i];
        if (is_useless(parser))
            process_end(&parser->process, NULL);
        if (!process_is_running(&parser->process))
            absent = absent ? absent : parser;
        else if (has_room(parser, job) && (!least || job_count(parser) < job_count(least)))
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
    assert(has_room(parser, job));
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
        struct parser *parser = free_parser(workers, workers->to_parse.first, &error);
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

void hand_out(struct workers *workers)
{
    start_fetches(workers);
    start_parses(workers);
    hold_fetches(workers);
}
