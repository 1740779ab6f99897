#include "base/error.h"

#include "../cmocka.h"

#include <string.h>

static void no_control_character_is_in_an_error(void **state)
{
    struct error error = { 0 };
    (void)state;
    assert_false(error_set(&error, ERROR_CONFIG, "%s: no such file", "a\x1b[31m\nb\x7f\xc2\x9bخبر\xc2\xa0"));
    assert_string_equal(error.text, "a [31m b   خبر\xc2\xa0: no such file");
}

static void no_character_is_cut_in_two(void **state)
{
    struct error error = { 0 };
    char name[sizeof error.text + 8];
    (void)state;
    for (size_t i = 0; i + 1 < sizeof name; i += 2)
        memcpy(name + i, "خ", 2);
    name[sizeof name - 2] = name[sizeof name - 1] = '\0';
    error_set(&error, ERROR_CONFIG, "x%s", name);
    assert_int_equal(strlen(error.text) % 2, 1);
    error_set(&error, ERROR_CONFIG, "%s", name);
    assert_int_equal(strlen(error.text) % 2, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_control_character_is_in_an_error),
        cmocka_unit_test(no_character_is_cut_in_two),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
