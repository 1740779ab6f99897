/* A refresh of sources as the feeds file has them: each is fetched, run or read as its section says, piped through its
 * filter, with its login and its settings. What arrives goes through the rules. Owns the refresh that it drives. */
#ifndef KHABAR_SOURCE_GATHER_H
#define KHABAR_SOURCE_GATHER_H

#include "source/programs.h"
#include "source/refresh.h"
#include "source/sources.h"

struct gatherer;
/* A rule, or the program that tells, failed; the refresh goes on. */
typedef void gatherer_failed(void *context, const struct error *error);
/* "Harbour News: 3 new", and their titles, a line each. Names and titles are clean, on one line, and isolated. */
typedef void gatherer_notify(void *context, struct slice summary, struct slice body);

/* `sources` are borrowed, and may be read anew meanwhile: into another array, the old one left as it is. */
struct gatherer *gatherer_create(struct store *store, struct workers *workers, const struct sources *sources,
                                 refresh_source_done *done, void *context);
void gatherer_destroy(struct gatherer *gatherer);
/* When a refresh is over somebody is told of what rules and sources with `notify` found in it, in one piece, and not again
 * before a minute is over: a program, summary and body as its last two arguments, else `notify`. Both NULL: nobody is. That
 * the program failed is said once. The functions get the context of gatherer_create. */
void gatherer_tell(struct gatherer *gatherer, const struct texts *notify_command, gatherer_notify *notify,
                   gatherer_failed *failed);
/* For the workers' events and for the progress. */
struct refresh *gatherer_refresh(struct gatherer *gatherer);

/* In place of refresh_source and refresh_older: starts on one feed, due or not. Of older entries `error` says why there
 * are none to ask for, as what is said of the source: "names no …". */
void gather_source(struct gatherer *gatherer, const struct stored_feed *feed);
bool gather_older(struct gatherer *gatherer, const struct stored_feed *feed, struct error *error);
/* When it is to be asked without having been named, in Unix seconds. */
#define GATHER_NEVER INT64_MAX
int64_t gather_due_at(struct gatherer *gatherer, const struct stored_feed *feed);

/* A web page that a source's entry leads to, asked for as the source is: through its proxy, with its login. The fetch's
 * job of the workers; or GATHER_PAGE_LATER when a program has to give the password first: `begun` is then called once
 * with the job, or with 0 and why there is none, unless another page is asked for before. 0: `error` says why. */
#define GATHER_PAGE_LATER UINT64_MAX
typedef void gather_page_begun(void *context, uint64_t job, const struct error *error);
uint64_t gather_page(struct gatherer *gatherer, const struct source *source, struct slice address, struct error *error);
/* `begun` gets the context of gatherer_create. */
void gatherer_tell_pages(struct gatherer *gatherer, gather_page_begun *begun);

/* For the one poll, beside the workers'; gatherer_work is to be called after every dispatch of theirs. */
enum { GATHERER_POLL_MAX = PROGRAMS_POLL_MAX };
size_t gatherer_poll_descriptors(const struct gatherer *gatherer, struct pollfd *descriptors, size_t capacity);
int gatherer_poll_timeout(const struct gatherer *gatherer);
void gatherer_work(struct gatherer *gatherer);
bool gatherer_is_running(const struct gatherer *gatherer);
/* Polls until all is done: for the command line. False when a signal interrupted it. */
bool gatherer_run(struct gatherer *gatherer, struct workers *workers);

#endif
