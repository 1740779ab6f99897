#include "show.h"

#include <time.h>

static void an_engine_is_ready_in_two_milliseconds(void **state)
{
    (void)state;
    double best = 1e9;
    for (int round = 0; round < 5; round++) {
        struct error error = { 0 };
        clock_t started = clock();
        struct text_engine *engine = text_engine_create(&error);
        double seconds = (double)(clock() - started) / CLOCKS_PER_SEC;
        assert_non_null(engine);
        text_engine_destroy(engine);
        if (seconds < best)
            best = seconds;
    }
#ifndef __SANITIZE_ADDRESS__
    assert_true(best < 0.002);
#endif
}

static void destroying_no_engine_is_no_error(void **state)
{
    (void)state;
    text_engine_destroy(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_engine_is_ready_in_two_milliseconds),
        cmocka_unit_test(destroying_no_engine_is_no_error),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
