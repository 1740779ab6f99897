#include "support.h"

static struct slice url_at(const struct web_server *server, const char *path)
{
    static char urls[4][1024];
    static size_t next;
    char *url = urls[next++ % 4];
    snprintf(url, sizeof urls[0], "http://127.0.0.1:%d%s", server->port, path);
    return slice_of(url);
}

static const struct answer *fetch_with(struct bench *bench, struct slice url, const struct fetch_settings *settings)
{
    return fetch(bench, &(struct fetch_request){ .url = url, .timeout_seconds = 20, .settings = *settings });
}

static const struct fetch_settings all_secrets = {
    .user_agent = { "reader/2", 8 },
    .headers = { { "X-Key: hush-1", 13 }, { "Accept-Language: ar, fa;q=0.5", 29 } },
    .header_count = 2,
    .credentials = { "reader:hush-2", 13 },
    .cookies = { "session=hush-3", 14 },
};

static void a_source_sends_what_it_is_told_to(void **state)
{
    struct bench *bench = *state;
    const struct answer *answer = fetch_with(bench, url_at(&bench->server, "/echo"), &all_secrets);
    assert_non_null(strstr(answer->body, "User-Agent: reader/2"));
    assert_non_null(strstr(answer->body, "X-Key: hush-1"));
    assert_non_null(strstr(answer->body, "Accept-Language: ar, fa;q=0.5"));
    assert_non_null(strstr(answer->body, "Authorization: Basic cmVhZGVyOmh1c2gtMg=="));
    assert_non_null(strstr(answer->body, "Cookie: session=hush-3"));
}

static void assert_keeps_secrets(const struct answer *answer)
{
    assert_int_equal(answer->status, 200);
    assert_non_null(strstr(answer->body, "GET /echo"));
    assert_null(strstr(answer->body, "hush"));
    assert_null(strstr(answer->body, "Authorization"));
    assert_null(strstr(answer->body, "Cookie"));
    assert_non_null(strstr(answer->body, "User-Agent: reader/2")); /* which is no secret */
}

static void no_secret_goes_to_another_host_or_port(void **state)
{
    struct bench *bench = *state;
    char path[512];
    snprintf(path, sizeof path, "/to?url=http://localhost:%d/echo", bench->server.port);
    assert_keeps_secrets(fetch_with(bench, url_at(&bench->server, path), &all_secrets));
    struct web_server second;
    assert_true(web_server_start(&second, bench->folder, false));
    snprintf(path, sizeof path, "/to?url=http://127.0.0.1:%d/echo", second.port);
    assert_keeps_secrets(fetch_with(bench, url_at(&bench->server, path), &all_secrets));
    web_server_stop(&second);
}

static void settings_stay_at_home_where_a_source_is_asked_elsewhere(void **state)
{
    struct bench *bench = *state;
    char home[512];
    snprintf(home, sizeof home, "http://reader:hush@localhost:%d/feed", bench->server.port);
    struct fetch_request request = { .url = url_at(&bench->server, "/echo"), .home = slice_of(home) };
    request.settings = all_secrets;
    assert_keeps_secrets(fetch(bench, &request));
    snprintf(home, sizeof home, "http://reader:hush@127.0.0.1:%d/feed", bench->server.port);
    request.settings.credentials = (struct slice){ 0 };
    const struct answer *answer = fetch(bench, &request);
    assert_non_null(strstr(answer->body, "X-Key: hush-1"));
    assert_non_null(strstr(answer->body, "Authorization: Basic")); /* the login of its own address */
}

static void a_login_in_the_address_goes_to_no_other_host(void **state)
{
    struct bench *bench = *state;
    char url[512];
    snprintf(url, sizeof url, "http://reader:hush@127.0.0.1:%d/to?url=http://localhost:%d/echo", bench->server.port,
             bench->server.port);
    const struct answer *answer = fetch(bench, &(struct fetch_request){ .url = slice_of(url) });
    assert_int_equal(answer->status, 200);
    assert_null(strstr(answer->body, "Authorization"));
    snprintf(url, sizeof url, "http://reader:hush@127.0.0.1:%d/to?url=http://127.0.0.1:%d/echo", bench->server.port,
             bench->server.port);
    assert_non_null(strstr(fetch(bench, &(struct fetch_request){ .url = slice_of(url) })->body, "Authorization: Basic"));
}

static void secrets_come_along_where_a_host_redirects_to_itself(void **state)
{
    struct bench *bench = *state;
    const struct answer *answer = fetch_with(bench, url_at(&bench->server, "/to?url=/echo"), &all_secrets);
    assert_non_null(strstr(answer->body, "X-Key: hush-1"));
    assert_non_null(strstr(answer->body, "Authorization: Basic"));
    assert_non_null(strstr(answer->body, "Cookie: session=hush-3"));
}

static const struct answer *fetch_by(struct bench *bench, enum fetch_login login, const char *path)
{
    struct fetch_settings settings = all_secrets;
    settings.login = login;
    return fetch_with(bench, url_at(&bench->server, path), &settings);
}

static void a_digest_login_never_sends_the_password(void **state)
{
    static const struct {
        enum fetch_login login;
        const char *path;
    } cases[] = {
        { FETCH_LOGIN_DIGEST, "/digest" },
        { FETCH_LOGIN_ANY, "/digest" },
        { FETCH_LOGIN_DIGEST, "/digest?offer=basic" },
        { FETCH_LOGIN_ANY, "/digest?offer=basic" },
        { FETCH_LOGIN_DIGEST, "/digest?to=/digest" },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct answer *answer = fetch_by(*state, cases[i].login, cases[i].path);
        if (!strstr(answer->body, "Authorization: Digest") || !strstr(answer->body, "nonce=\"covered\""))
            fail_msg("%s: \"%s\" %s", cases[i].path, answer->body, answer->error.text);
        assert_null(strstr(answer->body, "hush-2"));
    }
}

static void a_digest_login_goes_to_no_other_host(void **state)
{
    struct bench *bench = *state;
    char path[512];
    snprintf(path, sizeof path, "/digest?to=http://localhost:%d/echo", bench->server.port);
    assert_keeps_secrets(fetch_by(bench, FETCH_LOGIN_DIGEST, path));
    snprintf(path, sizeof path, "/digest?to=http://localhost:%d/digest", bench->server.port);
    const struct answer *answer = fetch_by(bench, FETCH_LOGIN_ANY, path);
    assert_int_equal(answer->status, 401); /* though that one asks for it */
}

static void a_login_that_the_server_does_not_take_is_told(void **state)
{
    assert_failed(fetch_by(*state, FETCH_LOGIN_BASIC, "/digest"), ERROR_HTTP, "login = digest");
    struct bench *bench = *state;
    struct fetch_settings wrong = { .credentials = SLICE("reader:other"), .login = FETCH_LOGIN_DIGEST };
    const struct answer *answer = fetch_with(bench, url_at(&bench->server, "/digest"), &wrong);
    assert_failed(answer, ERROR_HTTP, "check the one it has");
    assert_null(strstr(answer->error.text, "other"));
}

static void cookies_out_of_a_file_go_to_their_domain(void **state)
{
    struct bench *bench = *state;
    char path[512];
    struct fetch_settings settings = {
        .cookie_file = SLICE("# Netscape HTTP Cookie File\nALL\n127.0.0.1\tFALSE\t/\tFALSE\t0\tname\tvalue\n"),
    };
    assert_non_null(strstr(fetch_with(bench, url_at(&bench->server, "/echo"), &settings)->body, "Cookie: name=value"));
    snprintf(path, sizeof path, "/to?url=http://localhost:%d/echo", bench->server.port);
    assert_null(strstr(fetch_with(bench, url_at(&bench->server, path), &settings)->body, "Cookie"));
    const struct answer *answer = fetch_with(bench, url_at(&bench->server, "/wall?to=/echo"), &settings);
    assert_int_equal(answer->status, 200); /* what a server adds on the way is kept beside them */
    assert_non_null(strstr(answer->body, "name=value"));
    assert_non_null(strstr(answer->body, "passed=yes"));
}

static void nothing_can_smuggle_a_header(void **state)
{
    struct bench *bench = *state;
    const struct fetch_settings bad[] = {
        { .user_agent = SLICE("a\r\nX-Smuggled: yes") },
        { .cookies = SLICE("a=b\nX-Smuggled: yes") },
        { .credentials = SLICE("a:b\r\nX-Smuggled: yes") },
        { .headers = { SLICE("X: a\r\nX-Smuggled: yes") }, .header_count = 1 },
        { .headers = { SLICE("X: a\nX-Smuggled: yes") }, .header_count = 1 },
        { .headers = { SLICE("X: a\0b") }, .header_count = 1 },
        { .headers = { SLICE("no colon") }, .header_count = 1 },
        { .headers = { SLICE("two words: x") }, .header_count = 1 },
        { .headers = { SLICE("Host: other.example") }, .header_count = 1 },
        { .headers = { SLICE("content-length: 5") }, .header_count = 1 },
        { .proxy = SLICE("file:///etc/passwd") },
        { .proxy = SLICE("socks5://a\nb") },
        { .authorities = SLICE("a\0b") },
    };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        const struct answer *answer = fetch_with(bench, url_at(&bench->server, "/echo"), &bad[i]);
        assert_failed(answer, ERROR_CONFIG, "look at this source in the feeds file");
        assert_null(strstr(answer->error.text, "yes"));
    }
}

static void every_kind_of_proxy_is_gone_through(void **state)
{
    struct bench *bench = *state;
    static const struct {
        const char *scheme, *through;
    } cases[] = {
        { "socks4a", "Through: SOCKS4 news.example" },
        { "socks5h", "Through: SOCKS5 news.example" },
        { "socks4", "Through: SOCKS4 127.0.0.1" },
        { "socks5", "Through: SOCKS5 127.0.0.1" },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char proxy[128];
        bool resolves_there = strstr(cases[i].through, "news") != NULL;
        snprintf(proxy, sizeof proxy, "%s://127.0.0.1:%d", cases[i].scheme, bench->socks_server.port);
        struct fetch_settings settings = { .proxy = slice_of(proxy) };
        struct slice url = resolves_there ? SLICE("http://news.example/echo") : url_at(&bench->server, "/echo");
        const struct answer *answer = fetch_with(bench, url, &settings);
        if (!strstr(answer->body, cases[i].through))
            fail_msg("%s: \"%s\" %s", proxy, answer->body, answer->error.text);
    }
}

static void a_proxy_of_its_own_goes_before_that_of_the_environment(void **state)
{
    struct bench *bench = *state;
    setenv("http_proxy", "http://127.0.0.1:1", 1);
    setenv("no_proxy", "*", 1);
    char proxy[128];
    snprintf(proxy, sizeof proxy, "http://127.0.0.1:%d", bench->server.port);
    struct fetch_settings own = { .proxy = slice_of(proxy) }, none = { .proxy = SLICE("none") };
    struct answer through = *fetch_with(bench, SLICE("http://news.example/echo"), &own);
    unsetenv("no_proxy");
    struct answer direct = *fetch_with(bench, url_at(&bench->server, "/echo"), &none);
    unsetenv("http_proxy");
    assert_non_null(strstr(through.body, "GET http://news.example/echo"));
    assert_non_null(strstr(direct.body, "GET /echo"));
}

static void a_proxy_that_is_not_there_is_told_without_its_password(void **state)
{
    struct fetch_settings settings = { .proxy = SLICE("socks5h://me:hush@127.0.0.1:1") };
    const struct answer *answer = fetch_with(*state, SLICE("http://news.example/"), &settings);
    assert_int_equal(answer->error.kind, ERROR_NETWORK);
    assert_null(strstr(answer->error.text, "hush"));
}

static uint32_t fresh_after(struct bench *bench, const char *fields)
{
    char path[512];
    snprintf(path, sizeof path, "/fields?%s", fields);
    const struct answer *answer = fetch_with(bench, url_at(&bench->server, path), &(struct fetch_settings){ 0 });
    assert_int_equal(answer->status, 200);
    return answer->fresh_seconds;
}

static void an_answer_says_how_long_it_holds(void **state)
{
    assert_int_equal(fresh_after(*state, "X=y"), 0);
    assert_int_equal(fresh_after(*state, "Cache_Control=public,max-age=600"), 600);
    assert_int_equal(fresh_after(*state, "Cache_Control=max-age=%22600%22&Age=100"), 500);
    assert_int_equal(fresh_after(*state, "Cache_Control=max-age=600,no-cache"), 0);
    assert_int_equal(fresh_after(*state, "Cache_Control=max-age=99999999999999999999"), 30 * 86400);
    assert_int_equal(fresh_after(*state, "Cache_Control=max-age=10&Age=20"), 0);
    assert_int_equal(fresh_after(*state, "Cache_Control=max-age=-5"), 0);
    assert_int_equal(fresh_after(*state, "Expires=0"), 0);
    assert_int_equal(fresh_after(*state, "Expires=Thu,%2001%20Dec%201994%2016:00:00%20GMT"), 0);
    uint32_t long_time = fresh_after(*state, "Expires=Thu,%2001%20Dec%202095%2016:00:00%20GMT");
    assert_int_equal(long_time, 30 * 86400);
}

static void a_date_to_wait_until_is_heard(void **state)
{
    struct bench *bench = *state;
    char path[256];
    time_t soon = time(NULL) + 600;
    strftime(path, sizeof path, "/status/503?retry=%a,%%20%d%%20%b%%20%Y%%20%H:%M:%S%%20GMT", gmtime(&soon));
    const struct answer *answer = get(bench, path);
    assert_in_range(answer->retry_after_seconds, 590, 600);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_source_sends_what_it_is_told_to),
        cmocka_unit_test(no_secret_goes_to_another_host_or_port),
        cmocka_unit_test(settings_stay_at_home_where_a_source_is_asked_elsewhere),
        cmocka_unit_test(a_login_in_the_address_goes_to_no_other_host),
        cmocka_unit_test(secrets_come_along_where_a_host_redirects_to_itself),
        cmocka_unit_test(a_digest_login_never_sends_the_password),
        cmocka_unit_test(a_digest_login_goes_to_no_other_host),
        cmocka_unit_test(a_login_that_the_server_does_not_take_is_told),
        cmocka_unit_test(cookies_out_of_a_file_go_to_their_domain),
        cmocka_unit_test(nothing_can_smuggle_a_header),
        cmocka_unit_test(every_kind_of_proxy_is_gone_through),
        cmocka_unit_test(a_proxy_of_its_own_goes_before_that_of_the_environment),
        cmocka_unit_test(a_proxy_that_is_not_there_is_told_without_its_password),
        cmocka_unit_test(an_answer_says_how_long_it_holds),
        cmocka_unit_test(a_date_to_wait_until_is_heard),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
