/* What khabar asks. */
#include "wire_samples.h"

static void what_a_source_asks_for_travels_whole(void **state)
{
    (void)state;
    struct fetch_request sent = { .url = SLICE("https://a.example/"), .timeout_seconds = 5 }, got = { 0 };
    sent.settings = (struct fetch_settings){
        .user_agent = SLICE("u"),
        .proxy = SLICE("tor"),
        .headers = { SLICE("A: b"), SLICE("C: d") },
        .header_count = 2,
        .credentials = SLICE("me:secret"),
        .cookies = SLICE("a=b"),
        .cookie_file = SLICE("x\ty"),
        .authorities = SLICE("pem 1"),
        .certificate = SLICE("pem 2"),
        .private_key = SLICE("pem 3"),
        .login = FETCH_LOGIN_ANY,
        .least_tls = FETCH_TLS_1_3,
        .unverified = true,
    };
    struct buffer out = buffer_create(10000);
    assert_true(wire_put_fetch(&out, 9, &sent));
    struct message message = only_message(&out), cut;
    cut = message;
    assert_true(wire_get_fetch(&message, &got));
    assert_int_equal(got.settings.header_count, 2);
    assert_true(slice_equal(got.settings.headers[1], SLICE("C: d")));
    assert_true(slice_equal(got.settings.user_agent, sent.settings.user_agent));
    assert_true(slice_equal(got.settings.proxy, sent.settings.proxy));
    assert_true(slice_equal(got.settings.credentials, sent.settings.credentials));
    assert_true(slice_equal(got.settings.cookies, sent.settings.cookies));
    assert_true(slice_equal(got.settings.cookie_file, sent.settings.cookie_file));
    assert_true(slice_equal(got.settings.authorities, sent.settings.authorities));
    assert_true(slice_equal(got.settings.certificate, sent.settings.certificate));
    assert_true(slice_equal(got.settings.private_key, sent.settings.private_key));
    assert_int_equal(got.settings.login, FETCH_LOGIN_ANY);
    assert_int_equal(got.settings.least_tls, FETCH_TLS_1_3);
    assert_true(got.settings.unverified);
    cut.rest.length--;
    assert_false(wire_get_fetch(&cut, &got));
    buffer_finish(&out);
}

static void the_second_try_of_an_article_says_so(void **state)
{
    (void)state;
    struct article_job sent = { .bytes = SLICE("<p>x"), .address = SLICE("x.html"), .format = ARTICLE_HTML }, job;
    struct buffer out = buffer_create(10000);
    enum wire_article_mode mode;
    assert_true(wire_put_article_job(&out, 9, &sent));
    struct message message = only_message(&out);
    assert_true(wire_get_article_job(&message, &job, &mode));
    assert_int_equal(mode, WIRE_WHOLE);
    wire_make_stripped(&out);
    message = only_message(&out);
    assert_true(wire_get_article_job(&message, &job, &mode));
    assert_int_equal(mode, WIRE_STRIPPED);
    assert_true(slice_equal(job.bytes, sent.bytes));
    assert_int_equal(job.format, ARTICLE_HTML);
    buffer_finish(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_a_source_asks_for_travels_whole),
        cmocka_unit_test(the_second_try_of_an_article_says_so),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
