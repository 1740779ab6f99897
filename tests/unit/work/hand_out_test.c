/* Which process gets a job, and when. */
#include "bench.h"

#include "work/pool.h"

#include <sys/wait.h>

static void what_waits_at_a_parser_that_dies_goes_to_another(void **state)
{
    struct bench *bench = *state;
    enum { MOST = 16 };
    uint64_t ids[2 * MOST];
    long cores = sysconf(_SC_NPROCESSORS_ONLN);
    size_t parsers = cores > 8 ? 8 : (size_t)cores;
    setenv("KHABAR_TEST_WORKER", "crash", 1);
    for (size_t i = 0; i < 2 * parsers; i++)
        ids[i] = submit_feed(bench);
    unsetenv("KHABAR_TEST_WORKER");
    run(bench);
    for (size_t i = 0; i < parsers; i++)
        assert_lost(bench, ids[i], "was killed by signal 11");
    for (size_t i = parsers; i < 2 * parsers; i++)
        assert_good(bench, ids[i]);
}

static void a_parser_killed_in_its_sleep_costs_nothing(void **state)
{
    struct bench *bench = *state;
    uint64_t first = submit_feed(bench);
    run(bench);
    assert_good(bench, first);
    pid_t worker = only_child();
    if (worker == 0)
        return; /* no /proc here */
    assert_int_equal(kill(worker, SIGKILL), 0);
    siginfo_t ended;
    assert_int_equal(waitid(P_PID, (id_t)worker, &ended, WEXITED | WNOWAIT), 0);
    uint64_t next = submit_feed(bench);
    run(bench);
    assert_good(bench, next);
}

static void a_fetch_worker_that_keeps_dying_has_a_pause(void **state)
{
    struct bench *bench = *state;
    struct fetch_request request = { .url = SLICE("http://127.0.0.1:1/") };
    setenv("KHABAR_TEST_WORKER", "crash", 1);
    uint64_t first = workers_fetch(bench->workers, &request), second = workers_fetch(bench->workers, &request);
    run(bench);
    assert_lost(bench, first, "127.0.0.1:1: the fetch worker keeps ending (it was killed by signal 11");
    assert_lost(bench, second, "try again in 5 s");
}

static void what_is_fetched_faster_than_it_is_parsed_has_to_wait(void **state)
{
    struct bench *bench = *state;
    setenv("KHABAR_TEST_WORKER", "flood", 1);
    bench->parse_what_is_fetched = true;
    for (size_t i = 0; i < ANSWERS / 2; i++)
        workers_fetch(bench->workers, &(struct fetch_request){ .url = SLICE("http://flood.example/") });
    run(bench);
    assert_int_equal(bench->count, ANSWERS);
    for (size_t i = 0; i < ANSWERS; i++)
        assert_true(bench->answers[i].good);
    /* The limit of the queue, what one receive takes in, and what the socket holds. */
    assert_in_range(bench->most_unparsed, 1, (12 << 20) / FLOOD_BYTES);
}

/* More than what may wait for one process: the second has its turn when the first has gone. */
static void two_very_long_jobs_are_answered_one_after_the_other(void **state)
{
    enum { LONG = 36 << 20 };
    struct bench *bench = *state;
    bench->workers->parser_limit = 1;
    char *text = repeated(" ", LONG);
    memcpy(text, feed_text, sizeof feed_text - 1);
    struct slice bytes = { text, LONG };
    uint64_t first = workers_parse_feed(bench->workers, bytes, SLICE(""), SLICE("https://a.example/feed"));
    uint64_t second = workers_parse_feed(bench->workers, bytes, SLICE(""), SLICE("https://b.example/feed"));
    uint64_t short_one = submit_feed(bench);
    free(text);
    run(bench);
    /* What the parser says of them, not that it was too late. */
    assert_non_null(strstr(answer_to(bench, first)->error.text, "larger than"));
    assert_non_null(strstr(answer_to(bench, second)->error.text, "larger than"));
    assert_good(bench, short_one);
}

int main(int argc, char **argv)
{
    if (worker_is_wanted(argc, argv))
        return misbehaving_worker_main(argc, argv);
    const struct CMUnitTest tests[] = {
        WITH_WORKERS(what_waits_at_a_parser_that_dies_goes_to_another),
        WITH_WORKERS(a_parser_killed_in_its_sleep_costs_nothing),
        WITH_WORKERS(a_fetch_worker_that_keeps_dying_has_a_pause),
        WITH_WORKERS(two_very_long_jobs_are_answered_one_after_the_other),
        WITH_WORKERS(what_is_fetched_faster_than_it_is_parsed_has_to_wait),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
