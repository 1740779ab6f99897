/* A refresh: fetch what is due, parse it, save it, source by source; one's failure never touches another.
 * Driven by the workers' events, so the screen stays alive meanwhile. */
#ifndef KHABAR_SOURCE_REFRESH_H
#define KHABAR_SOURCE_REFRESH_H

#include "store/store.h"
#include "work/workers.h"

struct refresh_progress {
    size_t total, done, failed, unchanged;
    size_t damaged; /* not well-formed or cut short: what was readable was saved */
    size_t new_entries;
    bool offline;   /* it is over, and not one host was reached: no source is to blame */
    struct error last_error; /* kind ERROR_NONE when none */
};

/* What became of one source, told when it is kept on the disk. Borrowed for the length of the call. */
struct refresh_result {
    store_id feed;
    size_t new_entries;
    bool unchanged, damaged; /* as in refresh_progress */
    bool older, more;      /* it was a page of older entries, and that names one more */
    bool gone;             /* it ended (410); it is not asked again but by name */
    struct slice moved_to; /* it says that it lives there and is asked there from now on; else empty */
    struct error error;    /* kind ERROR_NONE when it went well */
};
typedef void refresh_source_done(void *context, const struct refresh_result *result);
/* New entries of one source, just saved: for rules. An answer may come in several calls. `is_news`: they came since the
 * source was asked before; the first answer of a source and a page of older entries are none. */
typedef void refresh_arrived(void *context, store_id feed, const store_id *entries, size_t count, bool is_news);
/* What was fetched for a source, before it is parsed. True: its bytes are taken to be made better, and come back through
 * refresh_take_bytes or refresh_take_failure. */
typedef bool refresh_filter(void *context, store_id feed, const struct fetch_response *response);

struct refresh;

struct refresh *refresh_create(struct store *store, struct workers *workers, refresh_source_done *done, void *context);
void refresh_destroy(struct refresh *refresh);
/* Both get the context of refresh_create; NULL: nobody. */
void refresh_watch(struct refresh *refresh, refresh_arrived *arrived, refresh_filter *filter);
/* How often sources are asked that do not say it, and of which the reader does not; 0: the usual half an hour. */
void refresh_set_usual_interval(struct refresh *refresh, uint32_t seconds);

/* How one source is asked. */
struct refresh_request {
    const struct stored_feed *feed;
    struct fetch_settings settings;
    uint32_t timeout_seconds; /* 0: as all */
    uint32_t every_seconds;   /* the reader's own interval for it; 0: none */
};

/* Starts on one feed, due or not; nothing happens when it is under way already. Progress counts from 0 when all was
 * idle. */
void refresh_source(struct refresh *refresh, const struct refresh_request *request);
void refresh_feed(struct refresh *refresh, const struct stored_feed *feed); /* with nothing special */
/* One page of older entries (RFC 5005). False when the feed is not known to have any. That it fails is told, but is no
 * failure of the source. */
bool refresh_older(struct refresh *refresh, const struct refresh_request *request);
/* Starts on a source that is not fetched: its bytes come by refresh_take_bytes. */
void refresh_await(struct refresh *refresh, const struct refresh_request *request);
/* False when the feed is not waiting for them. */
bool refresh_take_bytes(struct refresh *refresh, store_id feed, struct slice bytes, struct slice content_type);
bool refresh_take_failure(struct refresh *refresh, store_id feed, const struct error *error);

/* What came is kept in short batches, several sources at once. For the one poll: milliseconds until refresh_work must be
 * called again, -1: no timer. It is to be called after every dispatch. */
int refresh_poll_timeout(const struct refresh *refresh);
void refresh_work(struct refresh *refresh);
/* Polls until all is done: for the command line. False when a signal interrupted it. */
bool refresh_run(struct refresh *refresh);

/* Until the last result is told. */
bool refresh_is_running(const struct refresh *refresh);
struct refresh_progress refresh_progress(const struct refresh *refresh);
/* Gives up what has not been answered. */
void refresh_stop(struct refresh *refresh);

/* Hand the workers' events here first; true when the job was this refresh's. */
bool refresh_on_fetched(struct refresh *refresh, uint64_t id, const struct fetch_response *response);
bool refresh_on_feed_entries(struct refresh *refresh, uint64_t id, const struct parsed_entry *entries, size_t count);
bool refresh_on_feed_parsed(struct refresh *refresh, uint64_t id, const struct feed *feed, const struct error *error);

#endif
