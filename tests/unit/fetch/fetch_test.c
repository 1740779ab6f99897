#include "support.h"

#include <sys/resource.h>

static void a_file_comes_whole_with_its_validators(void **state)
{
    const struct answer *answer = get(*state, "/feed.xml");
    assert_int_equal(answer->error.kind, ERROR_NONE);
    assert_int_equal(answer->status, 200);
    assert_true(answer->id == 7);
    assert_string_equal(answer->body, "<rss/>");
    assert_string_equal(answer->content_type, "application/xml");
    assert_int_equal(strlen(answer->etag), 18);
    assert_non_null(strstr(answer->last_modified, "GMT"));
    assert_non_null(strstr(answer->final_url, "/feed.xml"));
    assert_false(answer->moved_permanently);
}

static void what_did_not_change_is_not_sent_again(void **state)
{
    struct bench *bench = *state;
    struct answer first = *get(bench, "/feed.xml");
    char url[512];
    snprintf(url, sizeof url, "http://127.0.0.1:%d/feed.xml", bench->server.port);
    struct fetch_request by_tag = { .id = 1, .url = slice_of(url), .etag = slice_of(first.etag) };
    const struct answer *answer = fetch(bench, &by_tag);
    assert_int_equal(answer->status, 304);
    assert_int_equal(answer->error.kind, ERROR_NONE);
    assert_int_equal(answer->body_length, 0);
    struct fetch_request by_date = { .id = 1, .url = slice_of(url), .last_modified = slice_of(first.last_modified) };
    assert_int_equal(fetch(bench, &by_date)->status, 304);
}

static void a_304_that_nobody_asked_for_is_an_error(void **state)
{
    const struct answer *answer = get(*state, "/status/304");
    assert_failed(answer, ERROR_HTTP, "answered 304");
}

static void an_error_status_is_told_in_words_and_has_no_body(void **state)
{
    const struct answer *answer = get(*state, "/status/404");
    assert_int_equal(answer->status, 404);
    assert_failed(answer, ERROR_HTTP, "127.0.0.1: answered 404 (not found); the feed may have moved");
    assert_failed(get(*state, "/status/403"), ERROR_HTTP, "403 (forbidden)");
    assert_failed(get(*state, "/status/410"), ERROR_HTTP, "410 (gone)");
    assert_failed(get(*state, "/status/500"), ERROR_HTTP, "500 (trouble at the server)");
    assert_failed(get(*state, "/status/418"), ERROR_HTTP, "answered 418");
}

static void a_server_that_asks_to_wait_is_heard(void **state)
{
    const struct answer *answer = get(*state, "/status/429?retry=90");
    assert_int_equal(answer->retry_after_seconds, 90);
    assert_failed(answer, ERROR_HTTP, "wait 90 s");
}

static void redirects_are_followed_and_remembered(void **state)
{
    const struct answer *answer = get(*state, "/redirect/3");
    assert_int_equal(answer->status, 200);
    assert_non_null(strstr(answer->final_url, "/redirect/0"));
    assert_false(answer->moved_permanently);
    answer = get(*state, "/redirect/2?code=301");
    assert_int_equal(answer->status, 200);
    assert_true(answer->moved_permanently);
    assert_true(get(*state, "/redirect/1?code=308")->moved_permanently);
    assert_false(get(*state, "/to?code=301&url=/redirect/1")->moved_permanently);
}

static void too_many_redirects_end(void **state)
{
    assert_failed(get(*state, "/redirect/6"), ERROR_NETWORK, "more than 5 times");
}

static void a_redirect_to_another_protocol_is_not_followed(void **state)
{
    assert_failed(get(*state, "/to?url=file:///etc/passwd"), ERROR_NETWORK, "not http or https");
    assert_failed(get(*state, "/to?url=ftp://127.0.0.1/x"), ERROR_NETWORK, "not http or https");
}

static void what_the_reader_typed_may_be_local(void **state)
{
    struct bench *bench = *state;
    char path[256];
    snprintf(path, sizeof path, "/to?url=http://localhost:%d/feed.xml", bench->server.port);
    assert_int_equal(get(bench, path)->error.kind, ERROR_NONE);
}

/* The test server as a proxy stands for a host out there. */
static void a_source_out_there_may_not_point_inside(void **state)
{
    struct bench *bench = *state;
    char proxy[64];
    snprintf(proxy, sizeof proxy, "http://127.0.0.1:%d", bench->server.port);
    setenv("http_proxy", proxy, 1);
    struct answer inside[] = {
        *fetch(bench, &(struct fetch_request){ .url = SLICE("http://news.example/to?url=http://192.168.1.1/") }),
        *fetch(bench, &(struct fetch_request){ .url = SLICE("http://news.example/to?url=http://%5b::1%5d/feed.xml") }),
        *fetch(bench, &(struct fetch_request){ .url = SLICE("http://news.example/to?url=http://169.254.169.254/") }),
        *fetch(bench, &(struct fetch_request){ .url = SLICE("http://news.example/to?url=http://localhost./") }),
    };
    struct answer outside =
        *fetch(bench, &(struct fetch_request){ .url = SLICE("http://news.example/to?url=http://b.example/feed.xml") });
    unsetenv("http_proxy");
    for (size_t i = 0; i < sizeof inside / sizeof *inside; i++)
        assert_failed(&inside[i], ERROR_NETWORK, "news.example: points to an address inside your own network");
    assert_string_equal(outside.body, "<rss/>");
}

static double seconds_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static long most_memory_mib(void)
{
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss >> 10;
}

static void bodies_and_headers_without_end_are_stopped(void **state)
{
    double start = seconds_now();
    long before = most_memory_mib();
    assert_failed(get(*state, "/endless"), ERROR_LIMIT, "larger than 16 MiB");
    assert_failed(get(*state, "/gzip-bomb"), ERROR_LIMIT, "larger than 16 MiB");
    assert_failed(get(*state, "/big-headers"), ERROR_LIMIT, "256 KiB of headers");
    assert_true(seconds_now() - start < 20);
    assert_true(most_memory_mib() - before < 200);
}

static void a_damaged_answer_is_told_apart(void **state)
{
    assert_failed(get(*state, "/truncated"), ERROR_NETWORK, "cut short");
    assert_failed(get(*state, "/bad-gzip"), ERROR_FORMAT, "compressed answer is damaged");
    assert_failed(get(*state, "/bad-gzip?as=br"), ERROR_FORMAT, "compressed answer is damaged");
    assert_failed(get(*state, "/bad-gzip?as=something"), ERROR_FORMAT, "compressed answer is damaged");
    assert_failed(get(*state, "/status/304"), ERROR_HTTP, "304 (unchanged) though it was not asked");
    assert_failed(get(*state, "/close"), ERROR_NETWORK, "without an answer");
    assert_failed(get(*state, "/garbage"), ERROR_NETWORK, "its answer is not HTTP");
}

static void a_slow_server_is_given_up_on(void **state)
{
    struct bench *bench = *state;
    char url[512];
    snprintf(url, sizeof url, "http://127.0.0.1:%d/slow?seconds=5", bench->server.port);
    const struct answer *answer = fetch(bench, &(struct fetch_request){ .url = slice_of(url), .timeout_seconds = 1 });
    assert_failed(answer, ERROR_NETWORK, "no answer in 1 s");
    snprintf(url, sizeof url, "http://127.0.0.1:%d/stall", bench->server.port);
    answer = fetch(bench, &(struct fetch_request){ .url = slice_of(url), .timeout_seconds = 1 });
    assert_failed(answer, ERROR_NETWORK, "not done after 1 s");
}

static void nobody_listening_is_told(void **state)
{
    const struct answer *answer =
        fetch(*state, &(struct fetch_request){ .url = SLICE("http://127.0.0.1:1/"), .timeout_seconds = 5 });
    assert_failed(answer, ERROR_NETWORK, "127.0.0.1: refused the connection");
}

static void a_host_that_is_none_is_told(void **state)
{
    const struct answer *answer =
        fetch(*state, &(struct fetch_request){ .url = SLICE("http://no-such-host.invalid/"), .timeout_seconds = 20 });
    assert_int_equal(answer->error.kind, ERROR_NETWORK);
    assert_non_null(strstr(answer->error.text, "no-such-host.invalid: no "));
}

static void an_address_that_is_none_is_answered_too(void **state)
{
    assert_failed(fetch(*state, &(struct fetch_request){ .url = SLICE("ftp://example.org/feed") }), ERROR_USAGE,
                  "http://");
    assert_failed(fetch(*state, &(struct fetch_request){ .url = SLICE("file:///etc/passwd") }), ERROR_USAGE,
                  "http://");
    assert_failed(fetch(*state, &(struct fetch_request){ .url = SLICE("") }), ERROR_USAGE, "http://");
    assert_failed(fetch(*state, &(struct fetch_request){ .url = SLICE("http://127.0.0.1\0@example.org/") }),
                  ERROR_USAGE, "http://");
}

static void the_request_says_who_and_what_and_carries_no_cookie(void **state)
{
    struct bench *bench = *state;
    get(bench, "/echo");
    const struct answer *answer = get(bench, "/echo");
    assert_non_null(strstr(answer->body, "User-Agent: khabar/"));
    assert_non_null(strstr(answer->body, "application/atom+xml"));
    assert_non_null(strstr(answer->body, "gzip"));
    assert_null(strstr(answer->body, "Cookie"));
    assert_null(strstr(answer->body, "If-None-Match"));
}

/* As walls that ask for consent or a login do. */
static void a_cookie_is_kept_from_hop_to_hop_for_its_host(void **state)
{
    struct bench *bench = *state;
    char path[128];
    const struct answer *answer = get(bench, "/wall?to=/echo");
    assert_int_equal(answer->status, 200);
    assert_non_null(strstr(answer->body, "Cookie: passed=yes"));
    snprintf(path, sizeof path, "/wall?to=http://localhost:%d/echo", bench->server.port);
    answer = get(bench, path);
    assert_int_equal(answer->status, 200);
    assert_null(strstr(answer->body, "Cookie"));
    assert_failed(get(bench, "/wall?to=/echo&host=example.org"), ERROR_NETWORK, "more than 5 times");
    assert_null(strstr(get(bench, "/echo")->body, "Cookie"));
}

static void a_validator_cannot_smuggle_a_header(void **state)
{
    struct bench *bench = *state;
    char url[512];
    snprintf(url, sizeof url, "http://127.0.0.1:%d/echo", bench->server.port);
    struct fetch_request request = { .url = slice_of(url), .etag = SLICE("\"a\"\r\nX-Smuggled: yes") };
    assert_null(strstr(fetch(bench, &request)->body, "Smuggled"));
}

static void a_certificate_that_nobody_signed_is_not_trusted(void **state)
{
    struct bench *bench = *state;
    char url[512];
    snprintf(url, sizeof url, "https://127.0.0.1:%d/feed.xml", bench->tls_server.port);
    const struct answer *answer = fetch(bench, &(struct fetch_request){ .url = slice_of(url), .timeout_seconds = 20 });
    assert_failed(answer, ERROR_TLS, "certificate cannot be trusted (self-signed certificate");
}

static void a_trusted_certificate_lets_through_but_never_down_to_http(void **state)
{
    struct bench *bench = *state;
    setenv("SSL_CERT_FILE", bench->tls_server.certificate, 1);
    char url[512];
    snprintf(url, sizeof url, "https://127.0.0.1:%d/feed.xml", bench->tls_server.port);
    struct answer good = *fetch(bench, &(struct fetch_request){ .url = slice_of(url), .timeout_seconds = 20 });
    snprintf(url, sizeof url, "https://127.0.0.1:%d/to?url=http://127.0.0.1:%d/feed.xml", bench->tls_server.port,
             bench->server.port);
    struct answer down = *fetch(bench, &(struct fetch_request){ .url = slice_of(url), .timeout_seconds = 20 });
    unsetenv("SSL_CERT_FILE");
    assert_int_equal(good.error.kind, ERROR_NONE);
    assert_string_equal(good.body, "<rss/>");
    assert_failed(&down, ERROR_TLS, "https to plain http");
}

static void many_are_fetched_at_once_and_each_is_answered_once(void **state)
{
    struct bench *bench = *state;
    bench->answer_count = 0;
    struct fetcher *fetcher = fetcher_create(keep, bench, NULL);
    char url[512];
    snprintf(url, sizeof url, "http://127.0.0.1:%d/feed.xml", bench->server.port);
    for (uint64_t id = 1; id <= 40; id++)
        fetcher_start(fetcher, &(struct fetch_request){ .id = id, .url = slice_of(url), .timeout_seconds = 30 });
    fetcher_cancel(fetcher, 40);
    fetcher_poll(fetcher, -1, 0);
    fetcher_cancel(fetcher, 39);
    while (fetcher_active(fetcher) > 0)
        fetcher_poll(fetcher, -1, 1000);
    fetcher_destroy(fetcher);
    uint64_t seen = 0;
    for (size_t i = 0; i < bench->answer_count; i++) {
        assert_int_equal(bench->answers[i].status, 200);
        seen += bench->answers[i].id;
    }
    assert_int_equal(bench->answer_count, 38);
    assert_true(seen == 38 * 39 / 2);
}

static void note_begun(void *context, uint64_t id)
{
    struct bench *bench = context;
    assert_int_equal(bench->answer_count, 0);
    bench->begun = id;
}

static void a_held_fetcher_begins_nothing(void **state)
{
    struct bench *bench = *state;
    bench->answer_count = 0;
    bench->begun = 0;
    struct fetcher *fetcher = fetcher_create(keep, bench, NULL);
    char url[512];
    snprintf(url, sizeof url, "http://127.0.0.1:%d/feed.xml", bench->server.port);
    fetcher_tell_begun(fetcher, note_begun);
    fetcher_hold(fetcher, true);
    fetcher_start(fetcher, &(struct fetch_request){ .id = 5, .url = slice_of(url), .timeout_seconds = 30 });
    fetcher_poll(fetcher, -1, 20);
    assert_int_equal(fetcher_active(fetcher), 1);
    assert_int_equal(bench->begun, 0);
    fetcher_hold(fetcher, false);
    while (fetcher_active(fetcher) > 0)
        fetcher_poll(fetcher, -1, 1000);
    fetcher_destroy(fetcher);
    assert_int_equal(bench->begun, 5);
    assert_int_equal(bench->answers[0].status, 200);
}

static void a_login_is_used_and_told_to_nobody_else(void **state)
{
    struct bench *bench = *state;
    char url[512], plain[512];
    snprintf(url, sizeof url, "http://reader:secret@127.0.0.1:%d/echo", bench->server.port);
    snprintf(plain, sizeof plain, "http://127.0.0.1:%d/echo", bench->server.port);
    const struct answer *answer = fetch(bench, &(struct fetch_request){ .url = slice_of(url) });
    assert_non_null(strstr(answer->body, "Authorization: Basic"));
    assert_string_equal(answer->final_url, plain);
    assert_failed(fetch(bench, &(struct fetch_request){ .url = SLICE("http://reader:secret@127.0.0.1:1/") }),
                  ERROR_NETWORK, "127.0.0.1: refused");
    assert_null(strstr(bench->answers[0].error.text, "secret"));
}

static void an_address_in_another_script_is_asked_for_in_ascii(void **state)
{
    assert_non_null(strstr(get(*state, "/echo?س=١")->body, "GET /echo?%D8%B3=%D9%A1 HTTP"));
}

static void waiting_ends_when_the_descriptor_is_readable(void **state)
{
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    struct fetcher *fetcher = fetcher_create(keep, *state, NULL);
    assert_false(fetcher_poll(fetcher, ends[0], 0));
    assert_int_equal(write(ends[1], "x", 1), 1);
    assert_true(fetcher_poll(fetcher, ends[0], 20000));
    fetcher_destroy(fetcher);
    close(ends[0]);
    close(ends[1]);
}

static void unchanged_is_unchanged_wherever_it_points(void **state)
{
    struct bench *bench = *state;
    char url[512];
    snprintf(url, sizeof url, "http://127.0.0.1:%d/to?code=304&url=/feed.xml", bench->server.port);
    const struct answer *answer = fetch(bench, &(struct fetch_request){ .url = slice_of(url), .etag = SLICE("\"x\"") });
    assert_int_equal(answer->error.kind, ERROR_NONE);
    assert_int_equal(answer->status, 304);
    assert_string_equal(answer->final_url, url);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(unchanged_is_unchanged_wherever_it_points),
        cmocka_unit_test(a_file_comes_whole_with_its_validators),
        cmocka_unit_test(what_did_not_change_is_not_sent_again),
        cmocka_unit_test(a_304_that_nobody_asked_for_is_an_error),
        cmocka_unit_test(an_error_status_is_told_in_words_and_has_no_body),
        cmocka_unit_test(a_server_that_asks_to_wait_is_heard),
        cmocka_unit_test(redirects_are_followed_and_remembered),
        cmocka_unit_test(too_many_redirects_end),
        cmocka_unit_test(a_redirect_to_another_protocol_is_not_followed),
        cmocka_unit_test(what_the_reader_typed_may_be_local),
        cmocka_unit_test(a_source_out_there_may_not_point_inside),
        cmocka_unit_test(bodies_and_headers_without_end_are_stopped),
        cmocka_unit_test(a_damaged_answer_is_told_apart),
        cmocka_unit_test(a_slow_server_is_given_up_on),
        cmocka_unit_test(nobody_listening_is_told),
        cmocka_unit_test(a_host_that_is_none_is_told),
        cmocka_unit_test(an_address_that_is_none_is_answered_too),
        cmocka_unit_test(the_request_says_who_and_what_and_carries_no_cookie),
        cmocka_unit_test(a_cookie_is_kept_from_hop_to_hop_for_its_host),
        cmocka_unit_test(a_validator_cannot_smuggle_a_header),
        cmocka_unit_test(a_certificate_that_nobody_signed_is_not_trusted),
        cmocka_unit_test(a_trusted_certificate_lets_through_but_never_down_to_http),
        cmocka_unit_test(many_are_fetched_at_once_and_each_is_answered_once),
        cmocka_unit_test(a_held_fetcher_begins_nothing),
        cmocka_unit_test(a_login_is_used_and_told_to_nobody_else),
        cmocka_unit_test(an_address_in_another_script_is_asked_for_in_ascii),
        cmocka_unit_test(waiting_ends_when_the_descriptor_is_readable),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
