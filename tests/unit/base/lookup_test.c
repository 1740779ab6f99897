#include "base/lookup.h"

#include "../cmocka.h"

#include <stdio.h>
#include <stdlib.h>

static void each_text_is_found_with_its_first_number(void **state)
{
    (void)state;
    enum { COUNT = 20000 };
    static char texts[COUNT][8];
    struct lookup lookup = { 0 };
    size_t number;
    assert_false(lookup_find(&lookup, SLICE("x"), &number));
    for (unsigned i = 0; i < COUNT; i++) {
        snprintf(texts[i], sizeof texts[i], "%u", i);
        assert_true(lookup_add(&lookup, slice_of(texts[i]), i));
        assert_false(lookup_add(&lookup, slice_of(texts[i]), i + 1));
    }
    for (unsigned i = 0; i < COUNT; i++) {
        assert_true(lookup_find(&lookup, slice_of(texts[i]), &number));
        assert_int_equal(number, i);
    }
    assert_false(lookup_find(&lookup, SLICE("-1"), &number));
    assert_true(lookup_add(&lookup, SLICE(""), 7));
    assert_true(lookup_find(&lookup, SLICE(""), &number));
    assert_int_equal(number, 7);
    lookup_finish(&lookup);
    assert_int_equal(lookup.count, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(each_text_is_found_with_its_first_number) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
