/* HTTP for the fetch worker: many transfers at once with limits and validators (RFC 9110, 9111).
 * Knows nothing of what it carries. */
#ifndef KHABAR_FETCH_FETCH_H
#define KHABAR_FETCH_FETCH_H

#include "base/buffer.h"
#include "base/error.h"

enum { FETCH_BODY_LIMIT = 16 << 20, FETCH_HEADER_LIMIT = 256 << 10 };

enum { FETCH_OWN_HEADERS = 16 };
/* How the credentials are shown (RFC 7617, 7616); the last two only once the server has asked. */
enum fetch_login { FETCH_LOGIN_BASIC, FETCH_LOGIN_DIGEST, FETCH_LOGIN_ANY /* the better one of what it offers */ };
enum fetch_tls_version { FETCH_TLS_USUAL /* 1.2 */, FETCH_TLS_1_0, FETCH_TLS_1_1, FETCH_TLS_1_2, FETCH_TLS_1_3 };

/* What a source wants beyond its address; all may be empty. What is secret, and what is trusted for this source, goes to
 * its own host only, is never sent on to where that redirects, and never becomes part of an error. */
struct fetch_settings {
    struct slice user_agent;   /* in place of khabar's own */
    struct slice proxy;        /* [scheme://][user:password@]host[:port] with http, https, socks4, socks4a, socks5 or
                                  socks5h; "tor": the one on this machine; "none": not even the environment's */
    struct slice headers[FETCH_OWN_HEADERS]; /* "Name: value" */
    size_t header_count;
    struct slice credentials;  /* "user:password" */
    enum fetch_login login;
    struct slice cookies;      /* "name=value; name=value" */
    struct slice cookie_file;  /* the content of one, in Netscape's format: each cookie for the domain it names */
    struct slice authorities;  /* certificates (PEM) that are trusted in place of the system's */
    struct slice certificate;  /* the reader's own (PEM) … */
    struct slice private_key;  /* … and its key; empty: it is in `certificate` */
    enum fetch_tls_version least_tls;
    bool unverified;           /* whoever answers is believed: must be said wherever the source is shown */
};

struct fetch_request {
    uint64_t id;                /* the caller's */
    struct slice url;           /* http or https */
    struct slice etag;          /* validators of what the caller has; may be empty */
    struct slice last_modified;
    uint32_t timeout_seconds;   /* 0: 60 */
    struct fetch_settings settings;
    struct slice home;          /* the address that the settings are meant for; empty: `url` */
};

struct fetch_response {
    uint64_t id;
    int status;                 /* HTTP status, 0 when there was none */
    struct error error;         /* kind ERROR_NONE when status is 200–299 or 304; the text names host and reason */
    struct slice final_url;     /* after redirects */
    bool moved_permanently;     /* every redirect on the way was 301 or 308 */
    struct slice etag, last_modified, content_type; /* content_type as sent, with its charset */
    struct slice body;          /* decoded */
    uint32_t retry_after_seconds; /* also from a date */
    bool unreached;             /* no name was found, or no way there: the source may be as well as ever */
    uint32_t fresh_seconds;     /* asking again sooner brings nothing new (RFC 9111 4.2); 0: not said */
};

struct fetcher;
typedef void fetch_done(void *context, const struct fetch_response *borrowed_response);
typedef void fetch_begun(void *context, uint64_t id);

struct fetcher *fetcher_create(fetch_done *done, void *context, struct error *error);
void fetcher_destroy(struct fetcher *fetcher);
/* Calls `begun` before a transfer's first byte is sent; until then it waits for its turn. */
void fetcher_tell_begun(struct fetcher *fetcher, fetch_begun *begun);
enum { FETCH_MOST_AT_ONCE = 100 };
/* Connections, of all and of one host; 24 and 4 when nothing is said. */
void fetcher_set_connections(struct fetcher *fetcher, size_t at_once, size_t a_host);
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
