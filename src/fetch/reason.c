#include "fetch/reason.h"

#include "base/catalogue.h"

#include <errno.h>
#include <ifaddrs.h>
#include <net/if.h>
#include <string.h>
#include <sys/socket.h>

struct status_words {
    long status;
    const char *words; /* for the host's name */
};

static const struct status_words known_statuses[] = {
    { 304, N_("%s: answered 304 (unchanged) though it was not asked whether; try again later") },
    { 400, N_("%s: answered 400 (bad request); check the address") },
    { 401, N_("%s: answered 401 (needs a login); give this source one in the feeds file, or check the one it has") },
    { 402, N_("%s: answered 402 (payment required)") },
    { 403, N_("%s: answered 403 (forbidden); the source refuses this program or needs an account") },
    { 404, N_("%s: answered 404 (not found); the feed may have moved: look for its new address on the site") },
    { 406, N_("%s: answered 406 (not acceptable); check the address") },
    { 407, N_("%s: answered 407 (the proxy needs a login); check the proxy's settings") },
    { 410, N_("%s: answered 410 (gone); the feed has ended: remove it or look for its new address") },
    { 429, N_("%s: answered 429 (too many requests); wait before the next refresh") },
    { 451, N_("%s: answered 451 (withheld for legal reasons)") },
};

void reason_of_address(const struct transfer *transfer, struct error *error)
{
    error_set(error, ERROR_USAGE, "%s%snot an address that can be fetched; it must begin with http:// or https://",
              transfer->host, transfer->host[0] ? ": " : "");
}

static const char *words_of_status(long status)
{
    for (size_t i = 0; i < sizeof known_statuses / sizeof *known_statuses; i++)
        if (known_statuses[i].status == status)
            return known_statuses[i].words;
    return NULL;
}

static bool wants_digest_instead(const struct transfer *transfer)
{
    long offered = 0;
    curl_easy_getinfo(transfer->easy, CURLINFO_HTTPAUTH_AVAIL, &offered);
    return transfer->settings.login == FETCH_LOGIN_BASIC && transfer->settings.credentials.length > 0 &&
           (offered & (long)CURLAUTH_DIGEST) && !(offered & (long)CURLAUTH_BASIC);
}

void reason_of_status(const struct transfer *transfer, long status, uint32_t retry_after_seconds, struct error *error)
{
    const char *host = transfer->host, *words = words_of_status(status);
    if (status == 429 && retry_after_seconds > 0)
        error_set(error, ERROR_HTTP, "%s: answered 429 (too many requests) and asks to wait %u s before the next refresh", host,
                  retry_after_seconds);
    else if (status == 503 && retry_after_seconds > 0)
        error_set(error, ERROR_HTTP, "%s: answered 503 (overloaded) and asks to wait %u s before the next refresh", host,
                  retry_after_seconds);
    else if (status == 401 && wants_digest_instead(transfer))
        error_set(error, ERROR_HTTP, "%s: answered 401 (takes a login by Digest only); give this source login = digest "
                  "in the feeds file", host);
    else if (words)
        error_set(error, ERROR_HTTP, words, host);
    else if (status >= 500)
        error_set(error, ERROR_HTTP, "%s: answered %.3ld (trouble at the server); try again later", host, status);
    else if (status >= 300 && status < 400)
        error_set(error, ERROR_HTTP, "%s: answered %.3ld (moved) but not to where; check the address", host, status);
    else
        error_set(error, ERROR_HTTP, "%s: answered %.3ld; check the address", host, status);
}

/* Without any interface but loopback every name fails to resolve; saying "no such host" would be a lie. */
static bool network_is_there(void)
{
    struct ifaddrs *all = NULL;
    if (getifaddrs(&all) != 0)
        return true;
    bool found = false;
    for (const struct ifaddrs *one = all; one && !found; one = one->ifa_next)
        found = one->ifa_addr && (one->ifa_flags & IFF_UP) && !(one->ifa_flags & IFF_LOOPBACK) &&
                (one->ifa_addr->sa_family == AF_INET || one->ifa_addr->sa_family == AF_INET6);
    freeifaddrs(all);
    return found;
}

static void reason_of_refusal(const struct transfer *transfer, struct error *error)
{
    const char *host = transfer->host;
    switch (transfer->refusal) {
    case TRANSFER_BODY_TOO_LARGE:
        error_set(error, ERROR_LIMIT, "%s: larger than %d MiB, the most that is fetched; check the address", host,
                  FETCH_BODY_LIMIT >> 20);
        break;
    case TRANSFER_HEADERS_TOO_LARGE:
        error_set(error, ERROR_LIMIT, "%s: sent more than %d KiB of headers; check the address", host,
                  FETCH_HEADER_LIMIT >> 10);
        break;
    case TRANSFER_REDIRECTED_INSIDE:
        error_set(error, ERROR_NETWORK,
                  "%s: points to an address inside your own network, which was not followed; check the address", host);
        break;
    case TRANSFER_REDIRECTED_TO_HTTP:
        error_set(error, ERROR_TLS, "%s: points from https to plain http, which was not followed; check the address",
                  host);
        break;
    case TRANSFER_REDIRECTED_OFF_WEB:
        error_set(error, ERROR_NETWORK, "%s: points to an address that is not http or https; check the address", host);
        break;
    case TRANSFER_REDIRECTED_TOO_OFTEN:
        error_set(error, ERROR_NETWORK,
                  "%s: points on from one address to the next more than %d times; check the address", host,
                  TRANSFER_REDIRECT_LIMIT);
        break;
    case TRANSFER_NOT_REFUSED: break;
    }
}

static void reason_of_timeout(const struct transfer *transfer, struct error *error)
{
    curl_off_t connected = 0, first_byte = 0;
    curl_easy_getinfo(transfer->easy, CURLINFO_CONNECT_TIME_T, &connected);
    curl_easy_getinfo(transfer->easy, CURLINFO_STARTTRANSFER_TIME_T, &first_byte);
    bool stalled = strstr(transfer->curl_text, "too slow") != NULL;
    unsigned seconds = stalled ? TRANSFER_SLOW_SECONDS : transfer->timeout_seconds;
    const char *host = transfer->host;
    if (connected == 0 && !stalled)
        error_set(error, ERROR_NETWORK, "%s: no connection in %u s; check the network or try again later", host,
                  seconds < TRANSFER_CONNECT_SECONDS ? seconds : TRANSFER_CONNECT_SECONDS);
    else if (first_byte == 0)
        error_set(error, ERROR_NETWORK, "%s: no answer in %u s; try again later", host, seconds);
    else if (stalled)
        error_set(error, ERROR_NETWORK, "%s: hardly anything came for %u s in the middle of the answer; try again later", host,
                  seconds);
    else
        error_set(error, ERROR_NETWORK, "%s: not done after %u s; try again later", host, seconds);
}

static void reason_of_certificate(const struct transfer *transfer, struct error *error)
{
    static const char marker[] = "SSL certificate problem: ";
    const char *found = strstr(transfer->curl_text, marker);
    const char *detail = found ? found + sizeof marker - 1 : NULL;
    if (!detail && strstr(transfer->curl_text, "subject name"))
        detail = _("it is for another host");
    if (!detail)
        error_set(error, ERROR_TLS, "%s: the certificate cannot be trusted; check the address and the clock", transfer->host);
    else if (strstr(detail, "signed certificate") || strstr(detail, "issuer certificate"))
        error_set(error, ERROR_TLS, "%s: the certificate cannot be trusted (%.100s); check the address, or name who signed it "
                  "by tls-ca in the feeds file", transfer->host, detail);
    else
        error_set(error, ERROR_TLS, "%s: the certificate cannot be trusted (%.100s); check the address and the clock",
                  transfer->host, detail);
}

/* Why a server does not take who we say we are, as its alert has it (RFC 8446 6.2, in OpenSSL's words). */
static const char refusal[] = N_("%s: does not take the certificate that this source is given; look at its "
                                "tls-certificate in the feeds file"),
                  refusal_of_old[] = N_("%s: does not take the certificate that this source is given (it has expired); look "
                                        "at its tls-certificate in the feeds file"),
                  refusal_of_unknown[] = N_("%s: does not take the certificate that this source is given (it does not know "
                                            "who signed it); look at its tls-certificate in the feeds file"),
                  refusal_of_revoked[] = N_("%s: does not take the certificate that this source is given (it was revoked); "
                                            "look at its tls-certificate in the feeds file");

static const struct alert_words {
    const char *alert, *words; /* for the host's name */
} alerts_about_us[] = {
    { "alert certificate expired", refusal_of_old },
    { "alert unknown ca", refusal_of_unknown },
    { "alert certificate revoked", refusal_of_revoked },
    { "alert bad certificate", refusal },
    { "alert certificate unknown", refusal },
    { "alert unsupported certificate", refusal },
    { "alert access denied", refusal },
};

/* NULL: it was not about us. An expired one is told by libcurl as if it were the server's, but without a problem. */
static const char *refusal_of_our_certificate(const struct transfer *transfer)
{
    for (size_t i = 0; i < sizeof alerts_about_us / sizeof *alerts_about_us; i++)
        if (strstr(transfer->curl_text, alerts_about_us[i].alert))
            return alerts_about_us[i].words;
    return strstr(transfer->curl_text, "SSL certificate verification failed") ? alerts_about_us[0].words : NULL;
}

static bool reason_of_our_certificate(const struct transfer *transfer, CURLcode result, struct error *error)
{
    bool has_one = transfer->settings.certificate.length > 0;
    const char *words = has_one ? refusal_of_our_certificate(transfer) : NULL;
    if (words)
        error_set(error, ERROR_TLS, words, transfer->host);
    else if (result == CURLE_SSL_CLIENTCERT || strstr(transfer->curl_text, "alert certificate required"))
        error_set(error, ERROR_TLS, "%s: wants a certificate of yours; give this source tls-certificate and tls-key in the "
                  "feeds file", transfer->host);
    else
        return false;
    return true;
}

static void reason_of_connection(const struct transfer *transfer, struct error *error)
{
    long code = 0;
    curl_easy_getinfo(transfer->easy, CURLINFO_OS_ERRNO, &code);
    const char *host = transfer->host;
    if (code == ECONNREFUSED)
        error_set(error, ERROR_NETWORK, "%s: refused the connection; check the address or try again later", host);
    else if (code == ENETUNREACH || !network_is_there())
        error_set(error, ERROR_NETWORK, "%s: no network; connect and refresh again", host);
    else
        error_set(error, ERROR_NETWORK, "%s: no connection (%s); try again later", host,
                  code ? system_reason((int)code) : _("the host does not answer"));
}

void reason_of_failure(const struct transfer *transfer, CURLcode result, struct error *error)
{
    const char *host = transfer->host;
    if (transfer->refusal != TRANSFER_NOT_REFUSED) {
        reason_of_refusal(transfer, error);
        return;
    }
    if (reason_of_our_certificate(transfer, result, error))
        return;
    bool older_than_http = strstr(transfer->curl_text, "HTTP/0.9") != NULL;
    switch (older_than_http ? CURLE_WEIRD_SERVER_REPLY : result) {
    case CURLE_URL_MALFORMAT:
    case CURLE_UNSUPPORTED_PROTOCOL:
        error_set(error, ERROR_NETWORK, "%s: not a name that a host can have; check the address", host);
        break;
    case CURLE_COULDNT_RESOLVE_HOST:
        if (network_is_there())
            error_set(error, ERROR_NETWORK, "%s: no such host; check the address or the network", host);
        else
            error_set(error, ERROR_NETWORK, "%s: no network; connect and refresh again", host);
        break;
    case CURLE_COULDNT_RESOLVE_PROXY:
        error_set(error, ERROR_NETWORK, "%s: the proxy is not found; check the proxy's settings", host);
        break;
    case CURLE_PROXY:
        error_set(error, ERROR_NETWORK, "%s: the proxy could not connect to it; check the address and the proxy", host);
        break;
    case CURLE_SSL_CERTPROBLEM:
        error_set(error, ERROR_TLS, "%s: the certificate or key that this source is given cannot be used; check its file",
                  host);
        break;
    case CURLE_COULDNT_CONNECT: reason_of_connection(transfer, error); break;
    case CURLE_OPERATION_TIMEDOUT: reason_of_timeout(transfer, error); break;
    case CURLE_FILESIZE_EXCEEDED:
        error_set(error, ERROR_LIMIT, "%s: larger than %d MiB, the most that is fetched; check the address", host,
                  FETCH_BODY_LIMIT >> 20);
        break;
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_INVALIDCERTSTATUS: reason_of_certificate(transfer, error); break;
    case CURLE_SSL_CACERT_BADFILE:
        error_set(error, ERROR_TLS, "%s: no list of trusted certificates on this system; install ca-certificates",
                  host);
        break;
    case CURLE_SSL_CONNECT_ERROR:
        error_set(error, ERROR_TLS, "%s: no secure connection could be agreed on; check the address", host);
        break;
    case CURLE_BAD_CONTENT_ENCODING:
    case CURLE_WRITE_ERROR: /* a decoder's, as our own refusal was told above */
        error_set(error, ERROR_FORMAT, "%s: its compressed answer is damaged; try again later", host);
        break;
    case CURLE_PARTIAL_FILE:
    case CURLE_HTTP2_STREAM:
        error_set(error, ERROR_NETWORK, "%s: the answer was cut short; try again later", host);
        break;
    case CURLE_GOT_NOTHING:
        error_set(error, ERROR_NETWORK, "%s: closed the connection without an answer; try again later", host);
        break;
    case CURLE_SEND_ERROR:
    case CURLE_RECV_ERROR: error_set(error, ERROR_NETWORK, "%s: the connection broke; try again later", host); break;
    case CURLE_WEIRD_SERVER_REPLY:
        error_set(error, ERROR_NETWORK, "%s: its answer is not HTTP; check the address", host);
        break;
    default: error_set(error, ERROR_NETWORK, "%s: %s; try again later", host, curl_easy_strerror(result));
    }
}
