/* One request on its way: libcurl's handle for it, its limits, and what came back so far. */
#ifndef KHABAR_FETCH_TRANSFER_H
#define KHABAR_FETCH_TRANSFER_H

#include "fetch/fetch.h"
#include "fetch/freshness.h"

#include <curl/curl.h>

enum { TRANSFER_VALUE_BYTES = 1024, TRANSFER_HOST_BYTES = 256 };
enum { TRANSFER_REDIRECT_LIMIT = 5, TRANSFER_CONNECT_SECONDS = 10, TRANSFER_SLOW_SECONDS = 20 };

/* Why we stopped a transfer ourselves. */
enum transfer_refusal {
    TRANSFER_NOT_REFUSED,
    TRANSFER_BODY_TOO_LARGE,
    TRANSFER_HEADERS_TOO_LARGE,
    TRANSFER_REDIRECTED_INSIDE,  /* from out there to a local address */
    TRANSFER_REDIRECTED_TO_HTTP, /* from https */
    TRANSFER_REDIRECTED_OFF_WEB, /* to another protocol */
    TRANSFER_REDIRECTED_TOO_OFTEN,
};

/* The value of a header field; longer ones are as if they were not sent. */
struct transfer_value {
    char bytes[TRANSFER_VALUE_BYTES];
    size_t length;
};

struct transfer {
    struct transfer *next;
    uint64_t id;
    char *url;  /* owned, as are the validators */
    char *home; /* owned: whose secrets the settings are */
    char *etag, *last_modified;
    uint32_t timeout_seconds;
    char host[TRANSFER_HOST_BYTES]; /* of `url`, clean; empty when it has none */
    bool address_is_sound;          /* http or https with a host */
    struct fetch_settings settings; /* in `settings_text`, each followed by a NUL */
    char *settings_text;            /* owned */

    CURL *easy; /* NULL until it starts */
    struct curl_slist *fields;
    char curl_text[CURL_ERROR_SIZE];
    enum transfer_refusal refusal;
    int64_t deadline; /* monotonic milliseconds, for all hops together */
    bool through_proxy;
    bool began_inside; /* the address that the reader asked for is a local one */
    bool was_https;    /* on some hop so far */

    struct buffer body;
    size_t header_bytes;
    unsigned hops, permanent_hops;
    struct transfer_value received_etag, received_last_modified, content_type;
    struct freshness freshness;
};

struct transfer *transfer_create(const struct fetch_request *request);
void transfer_destroy(struct transfer *transfer);
/* Makes the handle with every setting. */
bool transfer_prepare(struct transfer *transfer, struct error *error);
/* It ended well: is it to be started once more, at where the answer points to? */
bool transfer_follow(struct transfer *transfer);
/* What became of it; borrowed from the transfer and from `final_url`. */
struct fetch_response transfer_response(struct transfer *transfer, CURLcode result, struct buffer *final_url);

#endif
