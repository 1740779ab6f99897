#include "work/pool.h"

#include "feed/parse.h"

/* ---- failures ---- */

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

void failed_jobs_report(struct workers *workers)
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

/* ---- fetches ---- */

static bool note_begun(struct workers *workers, uint64_t id, const struct message *message)
{
    struct job *job = job_find(&workers->jobs, id);
    if (job && job->list == &workers->fetching)
        job->begun = true;
    return message_is_done(message) && id != 0 && id <= workers->last_id;
}

/* One message about a fetch; false when it is nonsense. */
bool fetch_answer(struct workers *workers, struct message *message)
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

/* ---- parses ---- */

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
bool parse_answer(struct workers *workers, struct parser *parser, struct message *message)
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
