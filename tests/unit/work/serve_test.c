/* Workers that crash, hang, end and talk nonsense. */
#include "bench.h"

static void a_parser_that_crashes_costs_its_feed_an_error_and_no_more(void **state)
{
    struct bench *bench = *state;
    setenv("KHABAR_TEST_WORKER", "crash", 1);
    uint64_t lost = submit_feed(bench);
    run(bench);
    assert_lost(bench, lost, "news.example: could not be read, for its parser failed (it was killed by signal 11");
    unsetenv("KHABAR_TEST_WORKER");
    uint64_t next = submit_feed(bench);
    run(bench);
    assert_good(bench, next);
}

static void a_parser_that_ends_is_told(void **state)
{
    struct bench *bench = *state;
    setenv("KHABAR_TEST_WORKER", "exit", 1);
    uint64_t lost = submit_feed(bench);
    run(bench);
    assert_lost(bench, lost, "ended with status 5");
}

static void an_article_that_kills_its_parser_is_shown_as_its_text(void **state)
{
    struct bench *bench = *state;
    setenv("KHABAR_TEST_WORKER", "crash-once", 1);
    uint64_t id = submit_article(bench, "<h1>Title</h1><p>Some &amp; words</p>");
    run(bench);
    assert_good(bench, id);
    assert_true(answer_to(bench, id)->has_notice);
    assert_non_null(strstr(answer_to(bench, id)->text, "words"));
}

static void plain_text_that_kills_its_parser_is_shown_too(void **state)
{
    struct bench *bench = *state;
    setenv("KHABAR_TEST_WORKER", "crash-once", 1);
    struct article_job job = { .bytes = SLICE("one\ntwo\n\nthree"), .format = ARTICLE_PLAIN };
    uint64_t id = workers_parse_article(bench->workers, &job);
    run(bench);
    assert_good(bench, id);
    assert_true(answer_to(bench, id)->has_notice);
    assert_non_null(strstr(answer_to(bench, id)->text, "one two\nthree"));
}

static void an_article_that_kills_twice_is_an_error(void **state)
{
    struct bench *bench = *state;
    setenv("KHABAR_TEST_WORKER", "crash", 1);
    uint64_t id = submit_article(bench, "<p>x");
    run(bench);
    assert_lost(bench, id, "killed by signal 11");
}

static void nonsense_is_not_believed(void **state)
{
    static const char *const kinds[] = { "garbage", "unclean", "wrong-id" };
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        setenv("KHABAR_TEST_WORKER", kinds[i], 1);
        set_up(state);
        struct bench *bench = *state;
        uint64_t lost = submit_feed(bench);
        run(bench);
        assert_lost(bench, lost, "makes no sense");
        unsetenv("KHABAR_TEST_WORKER");
        uint64_t next = submit_feed(bench);
        run(bench);
        assert_good(bench, next);
        tear_down(state);
    }
}

static void a_parser_that_hangs_is_given_up_on(void **state)
{
    struct bench *bench = *state;
    setenv("KHABAR_TEST_WORKER", "hang", 1);
    uint64_t lost = submit_feed(bench);
    assert_in_range(workers_poll_timeout(bench->workers), 1, 10000);
    clock_seconds_forward += 9;
    workers_dispatch(bench->workers, NULL, 0);
    assert_int_equal(workers_pending(bench->workers), 1);
    clock_seconds_forward += 2;
    run(bench);
    assert_lost(bench, lost, "took more than 10 s");
}

static void a_parser_out_of_processor_time_is_told(void **state)
{
    struct bench *bench = *state;
    setenv("KHABAR_TEST_WORKER", "spin", 1);
    uint64_t lost = submit_feed(bench);
    run(bench);
    assert_lost(bench, lost, "used more than 5 s of processor time");
}

static void a_parser_killed_at_work_is_replaced(void **state)
{
    struct bench *bench = *state;
    uint64_t first = submit_feed(bench);
    run(bench);
    assert_good(bench, first);
    pid_t worker = only_child();
    if (worker == 0)
        return; /* no /proc here */
    kill(worker, SIGSTOP); /* so that it is surely in the middle */
    uint64_t lost = submit_feed(bench);
    kill(worker, SIGKILL);
    run(bench);
    assert_lost(bench, lost, "killed by signal 9");
    uint64_t next = submit_feed(bench);
    run(bench);
    assert_good(bench, next);
}

static void a_fetch_worker_that_dies_once_costs_nothing(void **state)
{
    struct bench *bench = *state;
    struct fetch_request request = { .url = SLICE("http://127.0.0.1:1/") };
    setenv("KHABAR_TEST_WORKER", "hang", 1);
    uint64_t one = workers_fetch(bench->workers, &request), two = workers_fetch(bench->workers, &request);
    unsetenv("KHABAR_TEST_WORKER");
    pid_t worker = only_child();
    if (worker == 0)
        return; /* no /proc here */
    kill(worker, SIGKILL);
    run(bench);
    assert_int_equal(answer_to(bench, one)->error.kind, ERROR_NETWORK);
    assert_int_equal(answer_to(bench, two)->error.kind, ERROR_NETWORK);
}

static void an_answer_that_kills_the_fetch_worker_costs_its_source_alone(void **state)
{
    struct bench *bench = *state;
    uint64_t good[20], poison = 0;
    setenv("KHABAR_TEST_WORKER", "poison", 1);
    for (size_t i = 0; i < 20; i++) {
        good[i] = workers_fetch(bench->workers, &(struct fetch_request){ .url = SLICE("http://good.example/") });
        if (i == 10)
            poison = workers_fetch(bench->workers, &(struct fetch_request){ .url = SLICE("http://poison.example/") });
    }
    run(bench);
    assert_lost(bench, poison, "poison.example: not fetched, for the fetch worker failed (it was killed by signal 11");
    for (size_t i = 0; i < 20; i++)
        assert_good(bench, good[i]);
}

static void hostile_markup_ends_in_a_page_or_a_reason_and_the_next_job_works(void **state)
{
    struct bench *bench = *state;
    static const char *const pieces[] = { "<div>",    "<table><tr><td>", "<b><i><u>", "<a b=c ",
                                          "&#x202e;", "<p><b>x",         "\xD9\x8E" };
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        char *html = repeated(pieces[i], 2 << 20);
        uint64_t id = submit_article(bench, html), next = submit_article(bench, "<p>the next one</p>");
        run(bench);
        const struct answer *answer = answer_to(bench, id);
        assert_true(answer->good || answer->error.text[0]);
        assert_good(bench, next);
        free(html);
    }
}

int main(int argc, char **argv)
{
    if (worker_is_wanted(argc, argv))
        return misbehaving_worker_main(argc, argv);
    const struct CMUnitTest tests[] = {
        WITH_WORKERS(a_parser_that_crashes_costs_its_feed_an_error_and_no_more),
        WITH_WORKERS(a_parser_that_ends_is_told),
        WITH_WORKERS(an_article_that_kills_its_parser_is_shown_as_its_text),
        WITH_WORKERS(plain_text_that_kills_its_parser_is_shown_too),
        WITH_WORKERS(an_article_that_kills_twice_is_an_error),
        cmocka_unit_test(nonsense_is_not_believed),
        WITH_WORKERS(a_parser_that_hangs_is_given_up_on),
        WITH_WORKERS(a_parser_out_of_processor_time_is_told),
        WITH_WORKERS(a_parser_killed_at_work_is_replaced),
        WITH_WORKERS(a_fetch_worker_that_dies_once_costs_nothing),
        WITH_WORKERS(an_answer_that_kills_the_fetch_worker_costs_its_source_alone),
        WITH_WORKERS(hostile_markup_ends_in_a_page_or_a_reason_and_the_next_job_works),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
