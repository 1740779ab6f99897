#include "show.h"

static void engines_do_not_know_of_each_other(void **state)
{
    struct fixture *fixture = *state;
    struct error error = { 0 };
    char *before = show(fixture, "سلام لا", 80, DIRECTION_AUTO);
    struct text_engine *other = text_engine_create(&error);
    assert_non_null(other);
    text_engine_destroy(other);
    assert_string_equal(show(fixture, "سلام لا", 80, DIRECTION_AUTO), before);
}

static void destroying_no_engine_is_no_error(void **state)
{
    (void)state;
    text_engine_destroy(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(engines_do_not_know_of_each_other),
        cmocka_unit_test(destroying_no_engine_is_no_error),
    };
    return cmocka_run_group_tests(tests, fixture_setup, fixture_teardown);
}
