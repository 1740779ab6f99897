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
    struct error last_error; /* kind ERROR_NONE when none */
};

/* One source is through; `error` has kind ERROR_NONE when it went well. `damaged` as in refresh_progress. */
typedef void refresh_source_done(void *context, store_id feed, size_t new_entries, bool damaged,
                                 const struct error *error);

struct refresh;

struct refresh *refresh_create(struct store *store, struct workers *workers, refresh_source_done *done, void *context);
void refresh_destroy(struct refresh *refresh);

/* Starts on one feed; nothing happens when it is under way already. Progress counts from 0 when all was idle. */
void refresh_feed(struct refresh *refresh, const struct stored_feed *feed);
bool refresh_is_running(const struct refresh *refresh);
struct refresh_progress refresh_progress(const struct refresh *refresh);
/* Gives up what has not been answered. */
void refresh_stop(struct refresh *refresh);

/* Hand the workers' events here first; true when the job was this refresh's. */
bool refresh_on_fetched(struct refresh *refresh, uint64_t id, const struct fetch_response *response);
bool refresh_on_feed_entries(struct refresh *refresh, uint64_t id, const struct parsed_entry *entries, size_t count);
bool refresh_on_feed_parsed(struct refresh *refresh, uint64_t id, const struct feed *feed, const struct error *error);

#endif
