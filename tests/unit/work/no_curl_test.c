/* A system without libcurl: this program is the worker, and looks for a file that is not there. */
#undef CURL_LIBRARY
#define CURL_LIBRARY "libcurl-of-nowhere.so.4"
#include "../../../src/fetch/curl_library.c"

#include "bench.h"

static void a_fetch_is_answered_by_what_is_missing(void **state)
{
    struct bench *bench = *state;
    for (int i = 0; i < 3; i++) {
        uint64_t id = workers_fetch(bench->workers, &(struct fetch_request){ .url = SLICE("http://127.0.0.1:1/") });
        run(bench);
        assert_int_equal(answer_to(bench, id)->error.kind, ERROR_NETWORK);
        assert_non_null(strstr(answer_to(bench, id)->error.text, "cannot fetch: libcurl does not load (libcurl-of-nowhere.so.4"));
        assert_non_null(strstr(answer_to(bench, id)->error.text, "install libcurl"));
    }
}

static void what_is_fetched_nowhere_is_parsed_all_the_same(void **state)
{
    struct bench *bench = *state;
    uint64_t id = submit_feed(bench);
    run(bench);
    assert_good(bench, id);
}

int main(int argc, char **argv)
{
    if (worker_is_wanted(argc, argv))
        return worker_main(argc, argv);
    const struct CMUnitTest tests[] = {
        WITH_WORKERS(a_fetch_is_answered_by_what_is_missing),
        WITH_WORKERS(what_is_fetched_nowhere_is_parsed_all_the_same),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
