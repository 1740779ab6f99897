/* HTTP for the fetch worker: many transfers at once with limits and validators (RFC 9110, 9111).
 * Knows nothing of what it carries. */
#ifndef KHABAR_FETCH_FETCH_H
#define KHABAR_FETCH_FETCH_H

#include "base/buffer.h"
#include "base/error.h"

enum { FETCH_BODY_LIMIT = 16 << 20, FETCH_HEADER_LIMIT = 256 << 10 };

struct fetch_request {
    uint64_t id;                /* the caller's */
    struct slice url;           /* http or https */
    struct slice etag;          /* validators of what the caller has; may be empty */
    struct slice last_modified;
    uint32_t timeout_seconds;   /* 0: 60 */
};

struct fetch_response {
    uint64_t id;
    int status;                 /* HTTP status, 0 when there was none */
    struct error error;         /* kind ERROR_NONE when status is 200–299 or 304; the text names host and reason */
    struct slice final_url;     /* after redirects */
    bool moved_permanently;     /* every redirect on the way was 301 or 308 */
    struct slice etag, last_modified, content_type; /* content_type as sent, with its charset */
    struct slice body;          /* decoded */
    uint32_t retry_after_seconds;
};

struct fetcher;
typedef void fetch_done(void *context, const struct fetch_response *borrowed_response);
typedef void fetch_begun(void *context, uint64_t id);

struct fetcher *fetcher_create(fetch_done *done, void *context, struct error *error);
void fetcher_destroy(struct fetcher *fetcher);
/* Calls `begun` before a transfer's first byte is sent; until then it waits for its turn. */
void fetcher_tell_begun(struct fetcher *fetcher, fetch_begun *begun);
/* While held no transfer begins; those under way go on. */
void fetcher_hold(struct fetcher *fetcher, bool held);
/* Copies what it needs. An address that cannot be fetched is answered through `done` like any failure. */
void fetcher_start(struct fetcher *fetcher, const struct fetch_request *request);
void fetcher_cancel(struct fetcher *fetcher, uint64_t id);
size_t fetcher_active(const struct fetcher *fetcher);
/* Waits up to `timeout_milliseconds` (-1: as long as it takes) for the network or for `descriptor` to become
 * readable, moves every transfer on and calls `done` for the finished. True when `descriptor` is readable. */
bool fetcher_poll(struct fetcher *fetcher, int descriptor, int timeout_milliseconds);

#endif
