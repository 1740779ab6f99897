#include "fetch/settings.h"

#include "base/arena.h"

#include <stdlib.h>
#include <string.h>

enum { VALUE_LIMIT = 8 << 10, FILE_LIMIT = 256 << 10 };

static const char tor_proxy[] = "socks5h://127.0.0.1:9050";

/* ---- copies ---- */

static size_t text_fields(struct fetch_settings *settings, struct slice *fields[])
{
    struct slice *const single[] = {
        &settings->user_agent, &settings->proxy,       &settings->credentials, &settings->cookies,
        &settings->cookie_file, &settings->authorities, &settings->certificate, &settings->private_key,
    };
    size_t count = 0;
    for (; count < sizeof single / sizeof *single; count++)
        fields[count] = single[count];
    for (size_t i = 0; i < settings->header_count; i++)
        fields[count++] = &settings->headers[i];
    return count;
}

struct fetch_settings settings_copy(const struct fetch_settings *settings, char **owned)
{
    struct fetch_settings copy = *settings;
    struct slice *fields[8 + FETCH_OWN_HEADERS];
    if (copy.header_count > FETCH_OWN_HEADERS)
        copy.header_count = FETCH_OWN_HEADERS;
    size_t count = text_fields(&copy, fields), bytes = 0;
    for (size_t i = 0; i < count; i++)
        bytes += fields[i]->length ? fields[i]->length + 1 : 0;
    char *next = *owned = bytes ? allocate(bytes, 1) : NULL;
    for (size_t i = 0; i < count; i++) {
        if (fields[i]->length == 0) {
            *fields[i] = (struct slice){ 0 };
            continue;
        }
        memcpy(next, fields[i]->bytes, fields[i]->length);
        fields[i]->bytes = next;
        next += fields[i]->length + 1;
    }
    return copy;
}

/* ---- what must not be in them ---- */

static bool is_one_line(struct slice value)
{
    for (size_t i = 0; i < value.length; i++) {
        unsigned char byte = (unsigned char)value.bytes[i];
        if ((byte < 0x20 && byte != '\t') || byte == 0x7F)
            return false;
    }
    return value.length <= VALUE_LIMIT;
}

static bool is_file_text(struct slice value)
{
    return value.length <= FILE_LIMIT && (value.length == 0 || !memchr(value.bytes, '\0', value.length));
}

/* RFC 9110 5.6.2: token. */
static bool is_token(struct slice name)
{
    static const char others[] = "!#$%&'*+-.^_`|~";
    for (size_t i = 0; i < name.length; i++) {
        char byte = name.bytes[i];
        bool letter = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
        if (!letter && !(byte >= '0' && byte <= '9') && (byte == '\0' || !strchr(others, byte)))
            return false;
    }
    return name.length > 0;
}

/* What says where a request ends, and to whom it goes, is libcurl's to say. */
static bool is_reserved(struct slice name)
{
    static const char *const reserved[] = { "Host", "Content-Length", "Transfer-Encoding", "Connection", "Upgrade" };
    for (size_t i = 0; i < sizeof reserved / sizeof *reserved; i++)
        if (slice_equal_ignoring_case(name, slice_of(reserved[i])))
            return true;
    return false;
}

static bool is_header(struct slice header)
{
    size_t colon = slice_find(header, SLICE(":"));
    struct slice name = slice_part(header, 0, colon);
    return colon < header.length && is_one_line(header) && is_token(name) && !is_reserved(name);
}

static bool is_proxy(struct slice proxy)
{
    static const char *const schemes[] = { "http", "https", "socks4", "socks4a", "socks5", "socks5h" };
    size_t end = slice_find(proxy, SLICE("://"));
    if (!is_one_line(proxy) || memchr(proxy.bytes, ' ', proxy.length))
        return false;
    if (end == proxy.length)
        return true; /* a host, "tor" or "none" */
    for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++)
        if (slice_equal_ignoring_case(slice_part(proxy, 0, end), slice_of(schemes[i])))
            return true;
    return false;
}

static bool refuse(const char *host, const char *what, struct error *error)
{
    return error_set(error, ERROR_CONFIG, "%.100s: %s; look at this source in the feeds file", host, what);
}

bool settings_are_sound(const struct fetch_settings *settings, const char *host, struct error *error)
{
    if (!is_one_line(settings->user_agent))
        return refuse(host, "its user agent is not one line", error);
    if (settings->proxy.length && !is_proxy(settings->proxy))
        return refuse(host, "its proxy is not host:port after http://, https://, socks4://, socks4a://, socks5:// or "
                            "socks5h://", error);
    if (!is_one_line(settings->credentials))
        return refuse(host, "its user name and password are not one line", error);
    if (!is_one_line(settings->cookies))
        return refuse(host, "its cookies are not one line", error);
    if (settings->header_count > FETCH_OWN_HEADERS)
        return refuse(host, "it has more than 16 header fields of its own", error);
    for (size_t i = 0; i < settings->header_count; i++)
        if (!is_header(settings->headers[i]))
            return refuse(host, "one of its header fields is not \"Name: value\" on one line, or is one that khabar "
                                "has to write itself", error);
    if (!is_file_text(settings->cookie_file) || !is_file_text(settings->authorities) ||
        !is_file_text(settings->certificate) || !is_file_text(settings->private_key))
        return refuse(host, "its file of cookies or certificates is no text, or larger than 256 KiB", error);
    return true;
}

/* ---- libcurl ---- */

static void set_proxy(const struct fetch_settings *settings, CURL *easy)
{
    if (slice_equal(settings->proxy, SLICE("none")))
        curl_easy_setopt(easy, CURLOPT_PROXY, "");
    else if (slice_equal(settings->proxy, SLICE("tor")))
        curl_easy_setopt(easy, CURLOPT_PROXY, tor_proxy);
    else if (settings->proxy.length)
        curl_easy_setopt(easy, CURLOPT_PROXY, settings->proxy.bytes);
    if (settings->proxy.length)
        curl_easy_setopt(easy, CURLOPT_NOPROXY, ""); /* what the environment excludes, it excludes from its own */
}

/* libcurl takes a line at a time, and words like ALL for commands: those have no tab. */
void settings_begin_cookies(const struct fetch_settings *settings, CURL *easy)
{
    struct slice file = settings->cookie_file, line;
    curl_easy_setopt(easy, CURLOPT_COOKIEFILE, "");
    while (slice_next_line(&file, &line)) {
        if (line.length == 0 || line.length > VALUE_LIMIT || !memchr(line.bytes, '\t', line.length))
            continue;
        char *copy = strndup(line.bytes, line.length);
        curl_easy_setopt(easy, CURLOPT_COOKIELIST, copy);
        free(copy);
    }
}

static long login_methods(enum fetch_login login)
{
    switch (login) {
    case FETCH_LOGIN_DIGEST: return (long)CURLAUTH_DIGEST;
    case FETCH_LOGIN_ANY: return (long)(CURLAUTH_BASIC | CURLAUTH_DIGEST);
    case FETCH_LOGIN_BASIC: break;
    }
    return (long)CURLAUTH_BASIC;
}

static long least_version(enum fetch_tls_version version)
{
    switch (version) {
    case FETCH_TLS_1_0: return CURL_SSLVERSION_TLSv1_0;
    case FETCH_TLS_1_1: return CURL_SSLVERSION_TLSv1_1;
    case FETCH_TLS_1_3: return CURL_SSLVERSION_TLSv1_3;
    case FETCH_TLS_USUAL:
    case FETCH_TLS_1_2: break;
    }
    return CURL_SSLVERSION_TLSv1_2;
}

/* An empty text takes back what an earlier hop had. */
static CURLcode set_blob(CURL *easy, CURLoption option, struct slice text)
{
    struct curl_blob blob = { .data = (void *)(uintptr_t)text.bytes, .len = text.length, .flags = CURL_BLOB_COPY };
    return curl_easy_setopt(easy, option, text.length ? &blob : NULL);
}

static bool set_certificates(const struct fetch_settings *settings, CURL *easy, bool at_home, const char *host,
                             struct error *error)
{
    struct slice none = { 0 };
    struct slice key = settings->private_key.length ? settings->private_key : settings->certificate;
    if (!settings->authorities.length && !settings->certificate.length)
        return true;
    CURLcode code = settings->authorities.length
                        ? set_blob(easy, CURLOPT_CAINFO_BLOB, at_home ? settings->authorities : none)
                        : CURLE_OK;
    if (code == CURLE_OK && settings->certificate.length)
        code = set_blob(easy, CURLOPT_SSLCERT_BLOB, at_home ? settings->certificate : none);
    if (code == CURLE_OK && settings->certificate.length)
        code = set_blob(easy, CURLOPT_SSLKEY_BLOB, at_home ? key : none);
    return code == CURLE_OK ||
           error_set(error, ERROR_TLS, "%.100s: the libcurl on this system cannot use certificates of a source's own",
                     host);
}

bool settings_apply(const struct fetch_settings *settings, CURL *easy, bool at_home, const char *host,
                    struct error *error)
{
    bool unverified = settings->unverified && at_home;
    if (settings->user_agent.length)
        curl_easy_setopt(easy, CURLOPT_USERAGENT, settings->user_agent.bytes);
    set_proxy(settings, easy);
    curl_easy_setopt(easy, CURLOPT_COOKIE, at_home ? settings->cookies.bytes : NULL);
    curl_easy_setopt(easy, CURLOPT_USERPWD, at_home ? settings->credentials.bytes : NULL);
    curl_easy_setopt(easy, CURLOPT_HTTPAUTH, login_methods(settings->login));
    curl_easy_setopt(easy, CURLOPT_SSLVERSION, least_version(settings->least_tls));
    curl_easy_setopt(easy, CURLOPT_SSL_VERIFYPEER, unverified ? 0L : 1L);
    curl_easy_setopt(easy, CURLOPT_SSL_VERIFYHOST, unverified ? 0L : 2L);
    return set_certificates(settings, easy, at_home, host, error);
}
