#include "base/catalogue.h"
#include "base/message.h"
#include "work/pool.h"

#include <stdio.h>

enum { WHY_BYTES = 2 * PROCESS_END_BYTES };

/* ---- processes that end ---- */

/* One of those under way may have killed it; they are tried again after those that only waited. */
static void lose_fetcher(struct workers *workers)
{
    process_end(&workers->fetcher, workers->fetch_end);
    if (++workers->fetch_deaths >= QUICK_DEATHS)
        workers->fetch_not_before = now_in_milliseconds() + RESTART_PAUSE_MILLISECONDS;
    char why[WHY_BYTES];
    message_print(why, sizeof why, _("not fetched, for the fetch worker failed (%s); refresh again"), workers->fetch_end);
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
        char why[WHY_BYTES];
        message_print(why, sizeof why, _("could not be read, for its parser failed (%s)"), what_it_did ? _(what_it_did) : how);
        job_fail(workers, job, ERROR_WORKER, why);
    }
}

/* ---- what they send ---- */

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

/* All that is there, as long as there is time; `parser` is NULL for the fetch worker. */
static enum message_state answer_messages(struct workers *workers, struct process *process, struct parser *parser)
{
    enum message_state state;
    struct message message;
    while ((state = process_take(process, &message)) == MESSAGE_WHOLE) {
        if (!(parser ? parse_answer(workers, parser, &message) : fetch_answer(workers, &message)))
            return MESSAGE_BAD;
        if (!has_time(workers))
            break;
    }
    return state;
}

void fetcher_serve(struct workers *workers, bool is_readable)
{
    if (!process_is_running(&workers->fetcher))
        return;
    bool open = take_in(&workers->fetcher, is_readable);
    if (answer_messages(workers, &workers->fetcher, NULL) == MESSAGE_BAD || !open)
        lose_fetcher(workers);
}

void parser_serve(struct workers *workers, struct parser *parser, bool is_readable)
{
    if (!process_is_running(&parser->process))
        return;
    bool open = take_in(&parser->process, is_readable);
    if (answer_messages(workers, &parser->process, parser) == MESSAGE_BAD)
        lose_parser(workers, parser, N_("it gave an answer that makes no sense"));
    else if (!open)
        lose_parser(workers, parser, NULL);
}

void parsers_stop_late(struct workers *workers)
{
    int64_t now = now_in_milliseconds();
    for (size_t i = 0; i < PARSER_LIMIT; i++)
        if (workers->parsers[i].jobs[0] && now >= workers->parsers[i].deadline &&
            !process_has_message(&workers->parsers[i].process))
            lose_parser(workers, &workers->parsers[i], N_("it took more than 10 s"));
}
