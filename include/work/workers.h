/* khabar's side of the worker processes: one fetch worker, one parse worker a core, started when first needed.
 * Everything that comes back is checked here before anyone else sees it. A worker that dies, hangs or talks
 * nonsense costs its item an error; it is replaced. */
#ifndef KHABAR_WORK_WORKERS_H
#define KHABAR_WORK_WORKERS_H

#include "base/error.h"
#include "base/pack.h"
#include "doc/doc.h"
#include "feed/discover.h"
#include "feed/entry.h"
#include "feed/opml.h"
#include "fetch/fetch.h"

#include <poll.h>

enum article_format { ARTICLE_GUESS, ARTICLE_PLAIN, ARTICLE_HTML, ARTICLE_MARKDOWN };

struct article_job {
    struct slice bytes;        /* as they came */
    struct slice http_charset; /* "utf-8" for what the store holds; empty: as the content type says */
    struct slice address;      /* for relative links and for the format (a file's name or a URL); may be empty */
    struct slice content_type; /* may be empty */
    struct slice language;     /* may be empty */
    enum article_format format;
};

/* What the parse worker would take a job for, by its beginning and without any parser. `*encoding` (a static string) is
 * NULL, and `error` set, for what is no text; the format is never ARTICLE_GUESS. */
enum article_format article_recognize(const struct article_job *job, const char **encoding, struct error *error);

/* An entry as it leaves the parser: its content is empty there and packed here, its language the feed's where it has
 * none of its own. */
struct parsed_entry {
    struct entry entry;
    struct packed content;
    uint32_t reading_seconds; /* 0: there is nothing to read */
};

/* Called from workers_dispatch. On failure `error` is set and the result is NULL. Results are borrowed
 * for the length of the call. `id` is what the submit returned; each job is answered exactly once. */
struct worker_events {
    void *context;
    void (*fetched)(void *context, uint64_t id, const struct fetch_response *response);
    /* Some of a feed's entries, the last ones first; may be NULL. */
    void (*feed_entries)(void *context, uint64_t id, const struct parsed_entry *entries, size_t count);
    /* The end of it: the feed itself. `entry_count` is how many came before; `entries` is NULL. */
    void (*feed_parsed)(void *context, uint64_t id, const struct feed *feed, const struct error *error);
    void (*article_parsed)(void *context, uint64_t id, const struct doc *doc, const struct error *error);
    void (*outlines_parsed)(void *context, uint64_t id, const struct outlines *outlines, const struct error *error);
    void (*feed_described)(void *context, uint64_t id, struct slice json, const struct error *error);
    /* None is an answer, too; `links` is NULL only on failure. */
    void (*feeds_found)(void *context, uint64_t id, const struct feed_link *links, size_t count,
                        const struct error *error);
};

struct workers;

struct workers *workers_create(const struct worker_events *events, struct error *error);
/* Ends the processes; unanswered jobs are forgotten. */
void workers_destroy(struct workers *workers);

/* How many are fetched at once, and of one host, by a fetch worker that is started from now on. */
void workers_set_connections(struct workers *workers, uint32_t at_once, uint32_t a_host);

/* Each copies what it is given and returns the job's id, never 0. Never blocks; jobs queue. */
uint64_t workers_fetch(struct workers *workers, const struct fetch_request *request);
uint64_t workers_parse_feed(struct workers *workers, struct slice bytes, struct slice content_type,
                            struct slice address);
uint64_t workers_parse_article(struct workers *workers, const struct article_job *job);
/* JSON for programs (feed/describe.h). */
uint64_t workers_describe_feed(struct workers *workers, struct slice bytes, struct slice content_type,
                               struct slice address);
/* The feeds that a web page names (feed/discover.h). */
uint64_t workers_find_feeds(struct workers *workers, struct slice bytes, struct slice content_type,
                            struct slice address);
uint64_t workers_parse_outlines(struct workers *workers, struct slice bytes);
/* No answer will come. */
void workers_cancel(struct workers *workers, uint64_t id);
size_t workers_pending(const struct workers *workers);

/* For the one poll of the program. At most `capacity` descriptors are written; returns how many. */
enum { WORKERS_POLL_MAX = 18 };
size_t workers_poll_descriptors(const struct workers *workers, struct pollfd *descriptors, size_t capacity);
/* Milliseconds until a worker must be given up on; -1: no timer. */
int workers_poll_timeout(const struct workers *workers);
void workers_dispatch(struct workers *workers, const struct pollfd *descriptors, size_t count);
/* Polls and dispatches until no job is pending: for the command line. False when a signal interrupted it. */
bool workers_run(struct workers *workers);

#endif
