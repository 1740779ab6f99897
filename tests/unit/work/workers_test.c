/* Jobs go in, answers come out. */
#include "bench.h"

#include <curl/curl.h>

static void each_kind_of_job_is_answered(void **state)
{
    struct bench *bench = *state;
    uint64_t feed = submit_feed(bench), article = submit_article(bench, "<p>نصٌّ <b>قوي</b></p>");
    uint64_t outlines = workers_parse_outlines(
        bench->workers, SLICE("<opml version='2.0'><body><outline xmlUrl='https://a.example/'/></body></opml>"));
    uint64_t fetch = workers_fetch(bench->workers, &(struct fetch_request){ .url = SLICE("http://127.0.0.1:1/") });
    assert_int_equal(workers_pending(bench->workers), 4);
    run(bench);
    assert_int_equal(bench->count, 4);
    assert_good(bench, feed);
    assert_string_equal(answer_to(bench, feed)->title, "خبر");
    assert_int_equal(answer_to(bench, feed)->entries, 2);
    assert_good(bench, article);
    assert_non_null(strstr(answer_to(bench, article)->text, "نصٌّ قوي"));
    assert_int_equal(answer_to(bench, outlines)->entries, 1);
    assert_int_equal(answer_to(bench, fetch)->error.kind, ERROR_NETWORK);
}

static void a_hundred_jobs_are_each_answered_once(void **state)
{
    struct bench *bench = *state;
    uint64_t ids[100];
    for (size_t i = 0; i < 100; i++)
        ids[i] = i % 2 ? submit_feed(bench) : submit_article(bench, "<p>x");
    run(bench);
    assert_int_equal(bench->count, 100);
    for (size_t i = 0; i < 100; i++)
        assert_good(bench, ids[i]);
}

static void a_failure_names_the_source(void **state)
{
    struct bench *bench = *state;
    uint64_t id = workers_parse_feed(bench->workers, SLICE("<html><body>no feed</body></html>"), SLICE(""),
                                     SLICE("https://news.example/feed"));
    run(bench);
    assert_int_equal(answer_to(bench, id)->error.kind, ERROR_FORMAT);
    assert_int_equal(strncmp(answer_to(bench, id)->error.text, "https://news.example/feed: ", 27), 0);
}

static void an_answer_may_ask_for_more(void **state)
{
    struct bench *bench = *state;
    bench->resubmit = submit_feed(bench);
    run(bench);
    assert_int_equal(bench->count, 2);
    assert_true(bench->answers[1].good);
}

static void what_is_cancelled_is_never_answered(void **state)
{
    struct bench *bench = *state;
    uint64_t ids[40];
    for (size_t i = 0; i < 40; i++)
        ids[i] = submit_feed(bench);
    uint64_t fetch = workers_fetch(bench->workers, &(struct fetch_request){ .url = SLICE("http://127.0.0.1:1/") });
    workers_cancel(bench->workers, fetch);
    for (size_t i = 0; i < 40; i += 2) {
        workers_cancel(bench->workers, ids[i]);
        workers_cancel(bench->workers, ids[i]);
    }
    assert_int_equal(workers_pending(bench->workers), 20);
    run(bench);
    assert_int_equal(bench->count, 20);
    for (size_t i = 1; i < 40; i += 2)
        assert_good(bench, ids[i]);
}

static void a_large_feed_arrives_in_pieces(void **state)
{
    struct bench *bench = *state;
    struct worker_events events = { .context = bench, .feed_entries = on_entries, .feed_parsed = on_feed };
    struct workers *workers = workers_create(&events, NULL);
    struct buffer text = buffer_create(10 << 20);
    buffer_append_string(&text, "<rss version='2.0'><channel><title>t</title>");
    for (int i = 0; i < 100; i++) {
        buffer_append_format(&text, "<item><guid>%d</guid><title>t</title><description>", i);
        for (int words = 0; words < (i < 50 ? 1 : 5000); words++) /* the later ones fill a piece by their length */
            buffer_append_format(&text, "word %d ", words * i);
        buffer_append_string(&text, "</description></item>");
    }
    buffer_append_string(&text, "</channel></rss>");
    bench->expected_entry = 100;
    uint64_t id = workers_parse_feed(workers, buffer_slice(&text), SLICE(""), SLICE(""));
    while (!workers_run(workers))
        continue;
    assert_good(bench, id);
    assert_int_equal(answer_to(bench, id)->entries, 100);
    assert_int_equal(bench->expected_entry, 0);
    assert_int_equal(bench->most_in_a_piece, 32);
    assert_in_range(bench->pieces, 8, 30);
    workers_destroy(workers);
    buffer_finish(&text);
}

/* 17 letters a second; the texts begin at each place of a word of eight bytes. */
static void the_time_to_read_counts_letters_of_any_script_and_no_spaces_or_markup(void **state)
{
    struct bench *bench = *state;
    struct worker_events events = { .context = bench, .feed_entries = on_entries, .feed_parsed = on_feed };
    struct workers *workers = workers_create(&events, NULL);
    struct buffer text = buffer_create(1 << 20);
    buffer_append_string(&text, "<rss version='2.0'><channel><title>t</title>");
    for (int i = 0; i < 8; i++) {
        buffer_append_format(&text, "<item><guid>%d</guid><description>%.*s&lt;b title='no letters here'&gt; ", i, i, "aaaaaaaa");
        for (int tens = 0; tens < 17; tens++)
            buffer_append_string(&text, "خبر\n שלום 日本 é");
        buffer_append_string(&text, "</description></item>");
    }
    buffer_append_string(&text, "</channel></rss>");
    bench->expected_entry = 8;
    workers_parse_feed(workers, buffer_slice(&text), SLICE(""), SLICE(""));
    while (!workers_run(workers))
        continue;
    assert_int_equal(bench->reading_seconds, 10 + 7 * 11); /* 170 letters, then 171 to 177 */
    workers_destroy(workers);
    buffer_finish(&text);
}

static void a_host_is_named_in_any_script_whatever_the_locale(void **state)
{
    struct bench *bench = *state;
    if (!(curl_version_info(CURLVERSION_NOW)->features & CURL_VERSION_IDN))
        return;
    setenv("LC_ALL", "C", 1);
    uint64_t id = workers_fetch(bench->workers, &(struct fetch_request){ .url = SLICE("http://خبر.invalid/") });
    unsetenv("LC_ALL");
    run(bench);
    assert_non_null(strstr(answer_to(bench, id)->error.text, "خبر.invalid: no ")); /* such host; or no network */
}

static void the_content_type_tells_the_encoding(void **state)
{
    struct bench *bench = *state;
    static const char feed[] = "<rss version='2.0'><channel><title>\xCE\xC8\xD1</title></channel></rss>";
    struct slice content_type = SLICE("text/xml; charset=\"windows-1256\"");
    struct article_job job = { .bytes = SLICE("<p>\xCE\xC8\xD1"), .content_type = SLICE("text/html; charset=windows-1256") };
    uint64_t feed_id = workers_parse_feed(bench->workers, slice_of(feed), content_type, SLICE(""));
    uint64_t article_id = workers_parse_article(bench->workers, &job);
    run(bench);
    assert_string_equal(answer_to(bench, feed_id)->title, "خبر");
    assert_string_equal(answer_to(bench, article_id)->text, "خبر\n");
}

static void a_long_article_arrives_whole(void **state)
{
    struct bench *bench = *state;
    char *text = repeated("كلمة واحدة ثم أخرى.\n\n", 8 << 20);
    struct article_job job = { .bytes = slice_of(text), .http_charset = SLICE("utf-8"), .format = ARTICLE_PLAIN };
    uint64_t id = workers_parse_article(bench->workers, &job);
    free(text);
    run(bench);
    assert_good(bench, id);
    assert_false(answer_to(bench, id)->has_notice);
}

static void a_job_past_the_limit_is_refused_in_words(void **state)
{
    struct bench *bench = *state;
    char *text = repeated("x", (48 << 20) + 1);
    uint64_t id = submit_article(bench, text);
    free(text);
    run(bench);
    assert_int_equal(answer_to(bench, id)->error.kind, ERROR_LIMIT);
}

static void a_worker_gets_none_of_the_readers_environment(void **state)
{
    struct bench *bench = *state;
    setenv("SECRET", "x", 1);
    setenv("HOME", "/nowhere", 1);
    setenv("KHABAR_PASSED", "passed", 1);
    setenv("KHABAR_TEST_WORKER", "poor", 1);
    uint64_t id = submit_feed(bench);
    run(bench);
    unsetenv("KHABAR_PASSED");
    assert_good(bench, id);
}

int main(int argc, char **argv)
{
    if (worker_is_wanted(argc, argv))
        return misbehaving_worker_main(argc, argv);
    const struct CMUnitTest tests[] = {
        WITH_WORKERS(each_kind_of_job_is_answered),
        WITH_WORKERS(a_hundred_jobs_are_each_answered_once),
        WITH_WORKERS(a_failure_names_the_source),
        WITH_WORKERS(an_answer_may_ask_for_more),
        WITH_WORKERS(what_is_cancelled_is_never_answered),
        WITH_WORKERS(a_large_feed_arrives_in_pieces),
        WITH_WORKERS(the_time_to_read_counts_letters_of_any_script_and_no_spaces_or_markup),
        WITH_WORKERS(a_host_is_named_in_any_script_whatever_the_locale),
        WITH_WORKERS(the_content_type_tells_the_encoding),
        WITH_WORKERS(a_long_article_arrives_whole),
        WITH_WORKERS(a_job_past_the_limit_is_refused_in_words),
        WITH_WORKERS(a_worker_gets_none_of_the_readers_environment),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
