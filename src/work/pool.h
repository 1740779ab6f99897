/* khabar's side of the workers, as its parts see it: the pool (workers.c), what gives its processes their jobs
 * (hand_out.c), what takes in what they send and replaces those that end (serve.c), and what is
 * in an answer (answer.c). */
#ifndef KHABAR_WORK_POOL_H
#define KHABAR_WORK_POOL_H

#include "work/job.h"
#include "work/process.h"

#include <time.h>

enum {
    PARSER_LIMIT = 8,
    PARSER_JOBS = 2,
    PARSE_MILLISECONDS = 10000,
    QUICK_DEATHS = 3, /* of the fetch worker, and it has a pause */
    RESTART_PAUSE_MILLISECONDS = 5000,
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

static inline int64_t now_in_microseconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

static inline int64_t now_in_milliseconds(void)
{
    return now_in_microseconds() / 1000;
}

/* ---- workers.c ---- */

/* Its answer, by the next dispatch, is that it failed: `why`, after the place that it is about. */
void job_fail(struct workers *workers, struct job *job, enum error_kind kind, const char *why);

/* ---- hand_out.c ---- */

/* Gives what waits to whoever has room, and starts the processes that it takes. */
void hand_out(struct workers *workers);

/* ---- serve.c ---- */

/* Takes in what a process has sent and hands it to answer.c; one that died or talks nonsense loses its jobs. */
void fetcher_serve(struct workers *workers, bool is_readable);
void parser_serve(struct workers *workers, struct parser *parser, bool is_readable);
void parsers_stop_late(struct workers *workers);

/* ---- answer.c ---- */

/* One message; whoever submitted the job is told. False, and the job left as it was, when it is nonsense. */
bool fetch_answer(struct workers *workers, struct message *message);
bool parse_answer(struct workers *workers, struct parser *parser, struct message *message);
void failed_jobs_report(struct workers *workers);

#endif
