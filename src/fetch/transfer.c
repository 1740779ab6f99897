#include "fetch/transfer.h"

#include "base/arena.h"
#include "base/uri.h"
#include "base/utf8.h"
#include "fetch/address.h"
#include "fetch/reason.h"
#include "fetch/settings.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { SLOW_BYTES_PER_SECOND = 50, DEFAULT_SECONDS = 60, LONGEST_SECONDS = 3600 };

static const char accepted_types[] =
    "Accept: application/atom+xml, application/rss+xml, application/rdf+xml;q=0.9, application/xml;q=0.9, "
    "text/xml;q=0.8, text/html;q=0.5, */*;q=0.1";

static void read_host(struct transfer *transfer);
static size_t take_body(char *bytes, size_t size, size_t count, void *context);
static size_t take_header(char *bytes, size_t size, size_t count, void *context);
static bool is_home(const char *source_url, const char *url);
static int allow_hop(void *context, char *remote, char *local, int remote_port, int local_port);

static char *copy_string(struct slice text)
{
    char *copy = allocate(text.length + 1, 1);
    if (text.length)
        memcpy(copy, text.bytes, text.length);
    return copy;
}

/* libcurl leaves a query as it is; RFC 9112 wants ASCII. */
static char *copy_address(struct slice address)
{
    struct buffer uri = buffer_create(3 * address.length + 1);
    uri_append(&uri, address);
    char *copy = copy_string(buffer_slice(&uri));
    buffer_finish(&uri);
    return copy;
}

struct transfer *transfer_create(const struct fetch_request *request)
{
    struct transfer *transfer = allocate(1, sizeof *transfer);
    transfer->id = request->id;
    transfer->url = copy_address(request->url);
    transfer->home = copy_address(request->home.length ? request->home : request->url);
    transfer->etag = copy_string(request->etag);
    transfer->last_modified = copy_string(request->last_modified);
    transfer->timeout_seconds = request->timeout_seconds ? request->timeout_seconds : DEFAULT_SECONDS;
    if (transfer->timeout_seconds > LONGEST_SECONDS)
        transfer->timeout_seconds = LONGEST_SECONDS;
    transfer->body = buffer_create(FETCH_BODY_LIMIT);
    transfer->settings = settings_copy(&request->settings, &transfer->settings_text);
    read_host(transfer);
    /* A NUL inside would make the two of us see different addresses. */
    if (request->url.length && memchr(request->url.bytes, '\0', request->url.length))
        transfer->address_is_sound = false;
    return transfer;
}

void transfer_destroy(struct transfer *transfer)
{
    if (!transfer)
        return;
    curl_easy_cleanup(transfer->easy);
    curl_slist_free_all(transfer->fields);
    buffer_finish(&transfer->body);
    free(transfer->url);
    free(transfer->home);
    free(transfer->etag);
    free(transfer->last_modified);
    free(transfer->settings_text);
    free(transfer);
}

/* One clean line, cut to fit. */
static void copy_line(char *line, size_t size, struct slice text)
{
    struct buffer clean = buffer_create(text.length * 3 + 1);
    utf8_append_clean_line(&clean, text);
    struct slice fitting = utf8_prefix(buffer_slice(&clean), size - 1);
    memcpy(line, fitting.bytes ? fitting.bytes : "", fitting.length);
    line[fitting.length] = '\0';
    buffer_finish(&clean);
}

static void read_host(struct transfer *transfer)
{
    CURLU *parts = curl_url();
    char *scheme = NULL, *host = NULL;
    if (parts && curl_url_set(parts, CURLUPART_URL, transfer->url, CURLU_NON_SUPPORT_SCHEME) == CURLUE_OK) {
        curl_url_get(parts, CURLUPART_SCHEME, &scheme, 0);
        curl_url_get(parts, CURLUPART_HOST, &host, 0);
    }
    if (host)
        copy_line(transfer->host, sizeof transfer->host, slice_of(host));
    bool web = scheme && (strcmp(scheme, "http") == 0 || strcmp(scheme, "https") == 0);
    transfer->address_is_sound = web && transfer->host[0] != '\0';
    curl_free(scheme);
    curl_free(host);
    curl_url_cleanup(parts);
}

/* ---- settings ---- */

static bool proxy_is_set(void)
{
    static const char *const names[] = { "http_proxy", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY" };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const char *value = getenv(names[i]);
        if (value && *value)
            return true;
    }
    return false;
}

static void add_field(struct transfer *transfer, const char *field)
{
    struct curl_slist *longer = curl_slist_append(transfer->fields, field);
    if (longer)
        transfer->fields = longer;
}

/* What a server sent once is sent back to it, unless it would make a second field. */
static void add_validator(struct transfer *transfer, const char *name, const char *value)
{
    for (const char *byte = value; *byte; byte++)
        if ((unsigned char)*byte < 0x20 || *byte == 0x7F)
            return;
    char field[TRANSFER_VALUE_BYTES + 64];
    int length = snprintf(field, sizeof field, "%s: %s", name, value);
    if (*value && length > 0 && (size_t)length < sizeof field)
        add_field(transfer, field);
}

static void set_limits(struct transfer *transfer)
{
    CURL *easy = transfer->easy;
    curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT, (long)TRANSFER_CONNECT_SECONDS);
    curl_easy_setopt(easy, CURLOPT_LOW_SPEED_LIMIT, (long)SLOW_BYTES_PER_SECOND);
    curl_easy_setopt(easy, CURLOPT_LOW_SPEED_TIME, (long)TRANSFER_SLOW_SECONDS);
    /* Spares a transfer that says beforehand that it is too long; what lies is stopped by take_body. */
    curl_easy_setopt(easy, CURLOPT_MAXFILESIZE_LARGE, (curl_off_t)FETCH_BODY_LIMIT);
    curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, take_body);
    curl_easy_setopt(easy, CURLOPT_WRITEDATA, transfer);
    curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, take_header);
    curl_easy_setopt(easy, CURLOPT_HEADERDATA, transfer);
    curl_easy_setopt(easy, CURLOPT_PREREQFUNCTION, allow_hop);
    curl_easy_setopt(easy, CURLOPT_PREREQDATA, transfer);
}

static void set_trust(CURL *easy)
{
    curl_easy_setopt(easy, CURLOPT_NETRC, (long)CURL_NETRC_IGNORED);
    /* The names that OpenSSL's own programs go by; libcurl leaves them to its caller. */
    const char *file = getenv("SSL_CERT_FILE"), *folder = getenv("SSL_CERT_DIR");
    if (file && *file)
        curl_easy_setopt(easy, CURLOPT_CAINFO, file);
    if (folder && *folder)
        curl_easy_setopt(easy, CURLOPT_CAPATH, folder);
}

static int64_t now_in_milliseconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* A login that stands in the address is one of the settings: so it comes along to where that redirects at home. */
static void take_login(struct transfer *transfer)
{
    CURLU *parts = curl_url();
    char *user = NULL, *password = NULL;
    if (parts && curl_url_set(parts, CURLUPART_URL, transfer->home, 0) == CURLUE_OK) {
        curl_url_get(parts, CURLUPART_USER, &user, CURLU_URLDECODE);
        curl_url_get(parts, CURLUPART_PASSWORD, &password, CURLU_URLDECODE);
    }
    if (user)
        curl_easy_setopt(transfer->easy, CURLOPT_USERNAME, user);
    if (user && password)
        curl_easy_setopt(transfer->easy, CURLOPT_PASSWORD, password);
    curl_free(user);
    curl_free(password);
    curl_url_cleanup(parts);
}

/* For the next hop. What is the source's own is for its own host: libcurl alone would send its header fields on to
 * whoever is redirected to. */
static bool aim(struct transfer *transfer, const char *url, struct error *error)
{
    CURL *easy = transfer->easy;
    bool at_home = is_home(transfer->home, url);
    if (!settings_apply(&transfer->settings, easy, at_home, transfer->host, error))
        return false;
    if (at_home && transfer->settings.credentials.length == 0)
        take_login(transfer);
    curl_slist_free_all(transfer->fields);
    transfer->fields = NULL;
    add_field(transfer, accepted_types);
    add_validator(transfer, "If-None-Match", transfer->etag);
    add_validator(transfer, "If-Modified-Since", transfer->last_modified);
    for (size_t i = 0; at_home && i < transfer->settings.header_count; i++)
        add_field(transfer, transfer->settings.headers[i].bytes);
    int64_t left = transfer->deadline - now_in_milliseconds();
    curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, left > 0 ? (long)left : 1L);
    curl_easy_setopt(easy, CURLOPT_HTTPHEADER, transfer->fields);
    return curl_easy_setopt(easy, CURLOPT_URL, url) == CURLE_OK;
}

bool transfer_prepare(struct transfer *transfer, struct error *error)
{
    if (!settings_are_sound(&transfer->settings, transfer->host, error))
        return false;
    transfer->easy = curl_easy_init();
    if (!transfer->easy)
        return error_set(error, ERROR_NETWORK, "%s: not enough memory to fetch it", transfer->host);
    CURL *easy = transfer->easy;
    bool own_proxy = transfer->settings.proxy.length > 0;
    transfer->through_proxy = own_proxy ? settings_have_proxy(&transfer->settings) : proxy_is_set();
    transfer->deadline = now_in_milliseconds() + (int64_t)transfer->timeout_seconds * 1000;
    set_limits(transfer);
    set_trust(easy);
    settings_begin_cookies(&transfer->settings, easy);
    curl_easy_setopt(easy, CURLOPT_USERAGENT, "khabar/" KHABAR_VERSION);
    curl_easy_setopt(easy, CURLOPT_ACCEPT_ENCODING, "");
    curl_easy_setopt(easy, CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_2TLS);
    curl_easy_setopt(easy, CURLOPT_PIPEWAIT, 1L); /* HTTP/2: one connection for all */
    curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, transfer->curl_text);
    curl_easy_setopt(easy, CURLOPT_PRIVATE, transfer);
    return aim(transfer, transfer->url, error) || (error->kind != ERROR_NONE) ||
           error_set(error, ERROR_NETWORK, "%s: cannot be fetched", transfer->host);
}

/* ---- redirects ---- */

struct origin {
    char *scheme, *host, *port;
};

static struct origin origin_of(const char *url)
{
    struct origin origin = { 0 };
    CURLU *parts = curl_url();
    if (parts && curl_url_set(parts, CURLUPART_URL, url, 0) == CURLUE_OK) {
        curl_url_get(parts, CURLUPART_SCHEME, &origin.scheme, 0);
        curl_url_get(parts, CURLUPART_HOST, &origin.host, 0);
        curl_url_get(parts, CURLUPART_PORT, &origin.port, CURLU_DEFAULT_PORT);
    }
    curl_url_cleanup(parts);
    return origin;
}

static void origin_finish(struct origin *origin)
{
    curl_free(origin->scheme);
    curl_free(origin->host);
    curl_free(origin->port);
}

static bool same(const char *a, const char *b)
{
    return a && b && slice_equal_ignoring_case(slice_of(a), slice_of(b));
}

/* The same host at the same door, or at its secure one. */
static bool is_home(const char *source_url, const char *url)
{
    struct origin home = origin_of(source_url), there = origin_of(url);
    bool same_door = same(home.scheme, there.scheme) && same(home.port, there.port);
    bool secured = same(home.scheme, "http") && same(home.port, "80") && same(there.scheme, "https") &&
                   same(there.port, "443");
    bool at_home = same(home.host, there.host) && (same_door || secured);
    origin_finish(&home);
    origin_finish(&there);
    return at_home;
}

static bool is_web(const char *url)
{
    struct slice text = slice_of(url);
    return slice_starts_with_ignoring_case(text, SLICE("http://")) ||
           slice_starts_with_ignoring_case(text, SLICE("https://"));
}

static long current_status(const struct transfer *transfer)
{
    long status = 0;
    curl_easy_getinfo(transfer->easy, CURLINFO_RESPONSE_CODE, &status);
    return status;
}

/* 304 is no redirect, whatever Location some send with it; libcurl would have it followed. */
static bool points_on(long status)
{
    return status >= 300 && status < 400 && status != 304;
}

bool transfer_follow(struct transfer *transfer)
{
    char *borrowed = NULL;
    struct error error = { 0 };
    curl_easy_getinfo(transfer->easy, CURLINFO_REDIRECT_URL, &borrowed);
    if (!borrowed || !points_on(current_status(transfer)) || transfer->refusal != TRANSFER_NOT_REFUSED)
        return false;
    if (!is_web(borrowed)) {
        transfer->refusal = TRANSFER_REDIRECTED_OFF_WEB;
        return false;
    }
    if (transfer->hops > TRANSFER_REDIRECT_LIMIT) {
        transfer->refusal = TRANSFER_REDIRECTED_TOO_OFTEN;
        return false;
    }
    char *url = copy_string(slice_of(borrowed));
    bool aimed = aim(transfer, url, &error);
    free(url);
    if (!aimed)
        transfer->refusal = TRANSFER_REDIRECTED_OFF_WEB;
    return aimed;
}

/* ---- while it runs ---- */

static size_t take_body(char *bytes, size_t size, size_t count, void *context)
{
    struct transfer *transfer = context;
    size_t length = size * count;
    if (buffer_append(&transfer->body, (struct slice){ bytes, length }))
        return length;
    transfer->refusal = TRANSFER_BODY_TOO_LARGE;
    return CURL_WRITEFUNC_ERROR;
}

/* RFC 9110 5.5 allows bytes past ASCII; we show and store text, so such a value must be clean UTF-8. */
static void keep_value(struct transfer_value *value, struct slice text)
{
    text = slice_trim(text);
    value->length = 0;
    bool one_line = text.length == 0 || (!memchr(text.bytes, '\t', text.length) && utf8_is_clean(text));
    if (!one_line || text.length > sizeof value->bytes)
        return;
    if (text.length)
        memcpy(value->bytes, text.bytes, text.length);
    value->length = text.length;
}

static bool is_field(struct slice line, struct slice name)
{
    return slice_starts_with_ignoring_case(line, name) && line.length > name.length && line.bytes[name.length] == ':';
}

static void begin_response(struct transfer *transfer)
{
    buffer_clear(&transfer->body);
    transfer->received_etag.length = 0;
    transfer->received_last_modified.length = 0;
    transfer->content_type.length = 0;
    transfer->freshness = (struct freshness){ 0 };
}

static size_t take_header(char *bytes, size_t size, size_t count, void *context)
{
    struct transfer *transfer = context;
    size_t length = size * count;
    transfer->header_bytes += length;
    if (transfer->header_bytes > FETCH_HEADER_LIMIT) {
        transfer->refusal = TRANSFER_HEADERS_TOO_LARGE;
        return CURL_WRITEFUNC_ERROR;
    }
    struct slice line = slice_trim((struct slice){ bytes, length });
    if (slice_starts_with(line, SLICE("HTTP/")))
        begin_response(transfer);
    else if (is_field(line, SLICE("ETag")))
        keep_value(&transfer->received_etag, slice_part(line, 5, line.length));
    else if (is_field(line, SLICE("Last-Modified")))
        keep_value(&transfer->received_last_modified, slice_part(line, 14, line.length));
    else if (is_field(line, SLICE("Content-Type")))
        keep_value(&transfer->content_type, slice_part(line, 13, line.length));
    else if (is_field(line, SLICE("Location"))) {
        long status = current_status(transfer);
        transfer->hops += points_on(status);
        transfer->permanent_hops += status == 301 || status == 308;
    } else {
        freshness_read(&transfer->freshness, line);
    }
    return length;
}

static struct slice part_of_url(CURL *easy, CURLUPart which, CURLU *parts, char **owned)
{
    char *url = NULL;
    curl_easy_getinfo(easy, CURLINFO_EFFECTIVE_URL, &url);
    if (!url || curl_url_set(parts, CURLUPART_URL, url, 0) != CURLUE_OK)
        return (struct slice){ 0 };
    curl_url_get(parts, which, owned, 0);
    return slice_of(*owned);
}

/* Through a proxy the numeric address is the proxy's; then only the host's name can tell. */
static bool hop_is_inside(const struct transfer *transfer, const char *remote)
{
    if (!transfer->through_proxy && remote && address_is_local(remote))
        return true;
    CURLU *parts = curl_url();
    char *host = NULL;
    bool inside = parts && host_is_local(part_of_url(transfer->easy, CURLUPART_HOST, parts, &host));
    curl_free(host);
    curl_url_cleanup(parts);
    return inside;
}

static bool hop_is_https(const struct transfer *transfer)
{
    CURLU *parts = curl_url();
    char *scheme = NULL;
    bool https = parts && slice_equal_string(part_of_url(transfer->easy, CURLUPART_SCHEME, parts, &scheme), "https");
    curl_free(scheme);
    curl_url_cleanup(parts);
    return https;
}

/* Called when a connection stands and before a byte of the request goes out, once for each hop. A source out there
 * must not make us talk to the reader's router; what the reader typed is another matter. */
static int allow_hop(void *context, char *remote, char *local, int remote_port, int local_port)
{
    (void)local, (void)remote_port, (void)local_port;
    struct transfer *transfer = context;
    bool inside = hop_is_inside(transfer, remote), https = hop_is_https(transfer);
    if (transfer->hops == 0)
        transfer->began_inside = inside;
    else if (inside && !transfer->began_inside)
        transfer->refusal = TRANSFER_REDIRECTED_INSIDE;
    else if (transfer->was_https && !https)
        transfer->refusal = TRANSFER_REDIRECTED_TO_HTTP;
    transfer->was_https = transfer->was_https || https;
    return transfer->refusal == TRANSFER_NOT_REFUSED ? CURL_PREREQFUNC_OK : CURL_PREREQFUNC_ABORT;
}

/* ---- the end ---- */

static struct slice value_slice(const struct transfer_value *value)
{
    return (struct slice){ value->bytes, value->length };
}

/* Where the answer came from. Without a login: links are made from it, and shown, and handed to others. */
static void read_final_url(const struct transfer *transfer, struct buffer *final_url)
{
    CURLU *parts = curl_url();
    char *url = NULL;
    if (parts && part_of_url(transfer->easy, CURLUPART_URL, parts, &url).length > 0) {
        curl_free(url);
        url = NULL;
        curl_url_set(parts, CURLUPART_USER, NULL, 0);
        curl_url_set(parts, CURLUPART_PASSWORD, NULL, 0);
        curl_url_get(parts, CURLUPART_URL, &url, 0);
    }
    struct slice text = slice_of(url);
    bool one_line = text.length > 0 && !memchr(text.bytes, '\n', text.length) && !memchr(text.bytes, '\t', text.length);
    buffer_clear(final_url);
    if (url && is_web(url) && one_line && utf8_is_clean(text))
        buffer_append(final_url, text);
    curl_free(url);
    curl_url_cleanup(parts);
}

static uint32_t retry_after(const struct transfer *transfer)
{
    curl_off_t seconds = 0;
    curl_easy_getinfo(transfer->easy, CURLINFO_RETRY_AFTER, &seconds);
    return seconds <= 0 ? 0 : seconds > INT_MAX ? INT_MAX : (uint32_t)seconds;
}

static bool asked_whether_changed(const struct transfer *transfer)
{
    return transfer->etag[0] || transfer->last_modified[0];
}

static bool was_unreached(const struct transfer *transfer, CURLcode result)
{
    long code = 0;
    curl_easy_getinfo(transfer->easy, CURLINFO_OS_ERRNO, &code);
    bool no_way = code == ENETUNREACH || code == EHOSTUNREACH || code == ENETDOWN;
    return result == CURLE_COULDNT_RESOLVE_HOST || (result == CURLE_COULDNT_CONNECT && no_way);
}

struct fetch_response transfer_response(struct transfer *transfer, CURLcode result, struct buffer *final_url)
{
    struct fetch_response response = { .id = transfer->id };
    if (!transfer->address_is_sound) {
        reason_of_address(transfer, &response.error);
        return response;
    }
    if (!transfer->easy) {
        reason_of_failure(transfer, result, &response.error);
        return response;
    }
    long status = current_status(transfer);
    read_final_url(transfer, final_url);
    response.status = status > 0 && status < 1000 ? (int)status : 0;
    response.final_url = buffer_slice(final_url);
    response.retry_after_seconds = retry_after(transfer);
    response.moved_permanently = transfer->hops > 0 && transfer->hops == transfer->permanent_hops;
    response.unreached = was_unreached(transfer, result);
    if (result != CURLE_OK || transfer->refusal != TRANSFER_NOT_REFUSED) {
        reason_of_failure(transfer, result, &response.error);
        return response;
    }
    bool fresh = status >= 200 && status < 300, unchanged = status == 304 && asked_whether_changed(transfer);
    if (!fresh && !unchanged) {
        reason_of_status(transfer, status, response.retry_after_seconds, &response.error);
        return response;
    }
    response.fresh_seconds = freshness_seconds(&transfer->freshness, (int64_t)time(NULL));
    response.etag = value_slice(&transfer->received_etag);
    response.last_modified = value_slice(&transfer->received_last_modified);
    response.content_type = value_slice(&transfer->content_type);
    if (fresh)
        response.body = buffer_slice(&transfer->body);
    return response;
}
