/* From what a person types to the feed behind it: a feed's own address, or a site's. Driven by the workers' events, so
 * that the command line and the screen can both offer it. */
#ifndef KHABAR_SOURCE_DISCOVER_H
#define KHABAR_SOURCE_DISCOVER_H

#include "work/workers.h"

enum discovery_state {
    DISCOVERY_LOOKING, /* events are to come */
    DISCOVERY_CHOICE,  /* the site has several: discovery_choose goes on with one */
    DISCOVERY_FOUND,   /* the one feed, read and understood */
    DISCOVERY_FAILED
};

struct discovered {
    struct slice url;   /* where it is from now on, redirects for good followed */
    struct slice title; /* may be empty */
    size_t entry_count; /* 0 in a choice: not looked at yet */
};

struct discovery;

/* `typed` may lack its scheme, and may be @user@host as in the fediverse. NULL: it is no address at all. */
struct discovery *discovery_start(struct workers *workers, struct slice typed, struct error *error);
/* Gives up what has not been answered. */
void discovery_destroy(struct discovery *discovery);

enum discovery_state discovery_state(const struct discovery *discovery);
/* The feed that was found, or the choice, the likeliest first; until the next event. */
const struct discovered *discovery_results(const struct discovery *discovery, size_t *count);
void discovery_choose(struct discovery *discovery, size_t index);
/* Why there is none, in words. */
const struct error *discovery_error(const struct discovery *discovery);

/* Hand the workers' events here; true when the job was this discovery's. */
bool discovery_on_fetched(struct discovery *discovery, uint64_t id, const struct fetch_response *response);
bool discovery_on_feed_entries(struct discovery *discovery, uint64_t id, size_t count);
bool discovery_on_feed_parsed(struct discovery *discovery, uint64_t id, const struct feed *feed,
                              const struct error *error);
bool discovery_on_feeds_found(struct discovery *discovery, uint64_t id, const struct feed_link *links, size_t count,
                              const struct error *error);

#endif
