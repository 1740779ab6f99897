/* What is fetched over TLS: certificates on both sides, and HTTP/2. */
#include "support.h"

static struct slice read_file(const char *path, char *bytes, size_t size)
{
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    size_t length = fread(bytes, 1, size, file);
    fclose(file);
    return (struct slice){ bytes, length };
}

/* Into the block: what is trusted; `own`, when not NULL, is the name of the certificate that is shown. */
struct papers {
    char authorities[8192], certificate[8192], key[8192];
};

static struct fetch_settings settings_for(const struct web_server *server, const char *own, struct papers *papers)
{
    char path[1024];
    int folder = (int)(strrchr(server->certificate, '/') - server->certificate);
    struct fetch_settings settings = {
        .authorities = read_file(server->certificate, papers->authorities, sizeof papers->authorities),
    };
    if (own) {
        snprintf(path, sizeof path, "%.*s/%s.pem", folder, server->certificate, own);
        settings.certificate = read_file(path, papers->certificate, sizeof papers->certificate);
        snprintf(path, sizeof path, "%.*s/%s-key.pem", folder, server->certificate, own);
        settings.private_key = read_file(path, papers->key, sizeof papers->key);
    }
    return settings;
}

static const struct answer *fetch_feed(struct bench *bench, const struct web_server *server,
                                       const struct fetch_settings *settings)
{
    char url[512];
    snprintf(url, sizeof url, "https://127.0.0.1:%d/feed.xml", server->port);
    return fetch(bench, &(struct fetch_request){ .url = slice_of(url), .timeout_seconds = 20, .settings = *settings });
}

static void a_certificate_is_trusted_by_its_own_file_or_not_looked_at(void **state)
{
    struct bench *bench = *state;
    struct papers papers;
    struct fetch_settings trusting = settings_for(&bench->tls_server, NULL, &papers), usual = { 0 };
    assert_string_equal(fetch_feed(bench, &bench->tls_server, &trusting)->body, "<rss/>");
    assert_string_equal(fetch_feed(bench, &bench->tls_server, &(struct fetch_settings){ .unverified = true })->body,
                        "<rss/>");
    assert_failed(fetch_feed(bench, &bench->tls_server, &usual), ERROR_TLS, "by tls-ca in the feeds file");
}

static void trust_in_one_host_is_not_lent_to_another(void **state)
{
    struct bench *bench = *state;
    char url[512];
    snprintf(url, sizeof url, "https://127.0.0.1:%d/to?url=https://localhost:%d/feed.xml", bench->tls_server.port,
             bench->tls_server.port);
    struct fetch_request request = { .url = slice_of(url), .settings = { .unverified = true } };
    assert_failed(fetch(bench, &request), ERROR_TLS, "cannot be trusted");
}

static void assert_is_not_trusted(struct bench *bench, const char *option, const char *words)
{
    struct web_server server;
    struct papers papers;
    assert_true(web_server_start_as(&server, bench->folder, option));
    struct fetch_settings settings = settings_for(&server, NULL, &papers);
    assert_failed(fetch_feed(bench, &server, &settings), ERROR_TLS, words);
    web_server_stop(&server);
}

static void an_expired_certificate_is_told_as_such(void **state)
{
    assert_is_not_trusted(*state, "--tls=expired", "cannot be trusted (certificate has expired); check the address and the clock");
}

static void a_certificate_for_another_host_is_told_as_such(void **state)
{
    assert_is_not_trusted(*state, "--tls=other-host", "cannot be trusted (it is for another host); check");
}

static void a_certificate_of_our_own_is_shown_to_who_asks_for_it(void **state)
{
    static const struct {
        const char *own; /* NULL: none */
        const char *words; /* of the error; NULL: none */
    } cases[] = {
        { "client", NULL },
        { NULL, "wants a certificate of yours; give this source tls-certificate and tls-key" },
        { "client-old", "does not take the certificate that this source is given (it has expired)" },
        { "certificate", "does not take the certificate that this source is given (it does not know who signed it)" },
    };
    struct bench *bench = *state;
    struct web_server server;
    assert_true(web_server_start_as(&server, bench->folder, "--tls=client"));
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct papers papers;
        struct fetch_settings settings = settings_for(&server, cases[i].own, &papers);
        const struct answer *answer = fetch_feed(bench, &server, &settings);
        if (cases[i].words)
            assert_failed(answer, ERROR_TLS, cases[i].words);
        else
            assert_string_equal(answer->body, "<rss/>");
    }
    web_server_stop(&server);
}

static void a_certificate_of_our_own_goes_to_no_other_host(void **state)
{
    struct bench *bench = *state;
    struct web_server server;
    struct papers papers;
    char url[512];
    assert_true(web_server_start_as(&server, bench->folder, "--tls=client"));
    setenv("SSL_CERT_FILE", server.certificate, 1);
    struct fetch_settings settings = settings_for(&server, "client", &papers);
    snprintf(url, sizeof url, "https://127.0.0.1:%d/to?url=https://localhost:%d/feed.xml", server.port, server.port);
    const struct answer *answer = fetch(bench, &(struct fetch_request){ .url = slice_of(url), .settings = settings });
    unsetenv("SSL_CERT_FILE");
    assert_failed(answer, ERROR_TLS, "wants a certificate of yours");
    web_server_stop(&server);
}

static void a_certificate_and_a_key_that_do_not_fit_are_told(void **state)
{
    struct bench *bench = *state;
    struct papers papers;
    struct fetch_settings settings = settings_for(&bench->tls_server, "certificate", &papers);
    settings.private_key = SLICE("no key at all");
    assert_failed(fetch_feed(bench, &bench->tls_server, &settings), ERROR_TLS, "cannot be used; check its file");
    settings.certificate = SLICE("no certificate at all");
    assert_failed(fetch_feed(bench, &bench->tls_server, &settings), ERROR_TLS, "cannot be used; check its file");
}

/* nghttpd speaks nothing older: an answer is an answer over HTTP/2. */
static void start_http_2(struct web_server *server, const struct bench *bench)
{
    if (!web_server_start_as(server, bench->folder, "--http2")) {
        web_server_stop(server);
        fail_msg("there is no nghttpd, or it does not start: make deps installs it (package nghttp2-server)");
    }
}

static void http_2_is_spoken_and_validators_with_it(void **state)
{
    struct bench *bench = *state;
    struct web_server server;
    struct papers papers;
    char url[512], changed[128];
    start_http_2(&server, bench);
    struct fetch_settings settings = settings_for(&server, NULL, &papers);
    const struct answer *answer = fetch_feed(bench, &server, &settings);
    assert_int_equal(answer->error.kind, ERROR_NONE);
    assert_int_equal(answer->status, 200);
    assert_string_equal(answer->body, "<rss/>");
    strcpy(changed, answer->last_modified);
    assert_int_not_equal(changed[0], '\0');
    snprintf(url, sizeof url, "https://127.0.0.1:%d/feed.xml", server.port);
    struct fetch_request again = { .url = slice_of(url), .settings = settings, .last_modified = slice_of(changed) };
    assert_int_equal(fetch(bench, &again)->status, 304);
    snprintf(url, sizeof url, "https://127.0.0.1:%d/none.xml", server.port);
    again.url = slice_of(url);
    assert_failed(fetch(bench, &again), ERROR_HTTP, "404");
    web_server_stop(&server);
}

static void many_at_once_share_a_connection_of_http_2(void **state)
{
    struct bench *bench = *state;
    struct web_server server;
    struct papers papers;
    char url[512];
    start_http_2(&server, bench);
    struct fetcher *fetcher = fetcher_create(keep, bench, NULL);
    snprintf(url, sizeof url, "https://127.0.0.1:%d/feed.xml", server.port);
    bench->answer_count = 0;
    for (uint64_t id = 1; id <= ANSWERS; id++)
        fetcher_start(fetcher, &(struct fetch_request){ .id = id, .url = slice_of(url),
                                                        .settings = settings_for(&server, NULL, &papers) });
    while (fetcher_active(fetcher) > 0)
        fetcher_poll(fetcher, -1, 1000);
    fetcher_destroy(fetcher);
    assert_int_equal(bench->answer_count, ANSWERS);
    for (size_t i = 0; i < ANSWERS; i++)
        assert_string_equal(bench->answers[i].body, "<rss/>");
    web_server_stop(&server);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_certificate_is_trusted_by_its_own_file_or_not_looked_at),
        cmocka_unit_test(trust_in_one_host_is_not_lent_to_another),
        cmocka_unit_test(an_expired_certificate_is_told_as_such),
        cmocka_unit_test(a_certificate_for_another_host_is_told_as_such),
        cmocka_unit_test(a_certificate_of_our_own_is_shown_to_who_asks_for_it),
        cmocka_unit_test(a_certificate_of_our_own_goes_to_no_other_host),
        cmocka_unit_test(a_certificate_and_a_key_that_do_not_fit_are_told),
        cmocka_unit_test(http_2_is_spoken_and_validators_with_it),
        cmocka_unit_test(many_at_once_share_a_connection_of_http_2),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
