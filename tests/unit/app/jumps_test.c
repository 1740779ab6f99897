#include "../cmocka.h"

#include "app/jumping.h"

static store_id at(const struct jumps *jumps, int step)
{
    store_id id;
    return jumps_find(jumps, step, &id) ? id : 0;
}

static void what_was_read_is_gone_back_to_and_forward_again(void **state)
{
    (void)state;
    struct jumps jumps = { 0 };
    assert_int_equal(at(&jumps, -1) + at(&jumps, 0) + at(&jumps, 1), 0);
    for (store_id id = 1; id <= 3; id++)
        jumps_note(&jumps, id);
    assert_int_equal(at(&jumps, 0), 3);
    assert_int_equal(at(&jumps, 1), 0);
    assert_int_equal(at(&jumps, -1), 2);
    jumps_go(&jumps, -1);
    jumps_note(&jumps, 2); /* it is opened */
    assert_int_equal(at(&jumps, -1), 1);
    assert_int_equal(at(&jumps, 1), 3);
    jumps_go(&jumps, -1);
    assert_int_equal(at(&jumps, -1), 0);
    jumps_go(&jumps, -1);
    assert_int_equal(at(&jumps, 0), 1);
}

static void reading_something_else_forgets_what_was_gone_back_from(void **state)
{
    (void)state;
    struct jumps jumps = { 0 };
    for (store_id id = 1; id <= 3; id++)
        jumps_note(&jumps, id);
    jumps_go(&jumps, -1);
    jumps_note(&jumps, 9);
    assert_int_equal(at(&jumps, 1), 0);
    assert_int_equal(at(&jumps, 0), 9);
    assert_int_equal(at(&jumps, -1), 2);
}

static void the_oldest_goes_when_there_are_too_many(void **state)
{
    (void)state;
    struct jumps jumps = { 0 };
    for (store_id id = 1; id <= JUMPS_MOST + 5; id++)
        jumps_note(&jumps, id);
    assert_int_equal(jumps.count, JUMPS_MOST);
    for (int i = 1; i < JUMPS_MOST; i++)
        jumps_go(&jumps, -1);
    assert_int_equal(at(&jumps, 0), 6);
    assert_int_equal(at(&jumps, -1), 0);
}

static void one_that_is_gone_is_passed_over(void **state)
{
    (void)state;
    struct jumps jumps = { 0 };
    for (store_id id = 1; id <= 3; id++)
        jumps_note(&jumps, id);
    jumps_drop(&jumps, -1);
    assert_int_equal(at(&jumps, 0), 3);
    assert_int_equal(at(&jumps, -1), 1);
    jumps_go(&jumps, -1);
    jumps_drop(&jumps, 1);
    assert_int_equal(at(&jumps, 1), 0);
    assert_int_equal(at(&jumps, 0), 1);
    jumps_drop(&jumps, 0);
    assert_int_equal(at(&jumps, 0), 0);
    assert_int_equal(jumps.count, 0);
    jumps_note(&jumps, 4);
    assert_int_equal(at(&jumps, 0), 4);
}

static void a_place_is_kept_for_each_article(void **state)
{
    (void)state;
    struct jumps jumps = { 0 };
    assert_int_equal(jumps_place(&jumps, 1, false), 0);
    for (store_id id = 1; id <= PLACES_MOST; id++)
        jumps_keep_place(&jumps, id, (size_t)id * 10, false);
    jumps_keep_place(&jumps, 2, 7, false);
    assert_int_equal(jumps_place(&jumps, 2, false), 7);
    assert_int_equal(jumps_place(&jumps, PLACES_MOST, false), PLACES_MOST * 10);
    jumps_keep_place(&jumps, 2, 7, true); /* it was read to its end */
    assert_int_equal(jumps_place(&jumps, 2, false), 0);
    assert_int_equal(jumps_place(&jumps, 2, true), 7);
    jumps_keep_place(&jumps, 2, 7, false);
    jumps_keep_place(&jumps, 10000, 3, false); /* the oldest goes */
    assert_int_equal(jumps_place(&jumps, 10000, false), 3);
    assert_int_equal(jumps_place(&jumps, 1, false), 0);
    assert_int_equal(jumps_place(&jumps, 2, false), 7);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_was_read_is_gone_back_to_and_forward_again),
        cmocka_unit_test(reading_something_else_forgets_what_was_gone_back_from),
        cmocka_unit_test(the_oldest_goes_when_there_are_too_many),
        cmocka_unit_test(one_that_is_gone_is_passed_over),
        cmocka_unit_test(a_place_is_kept_for_each_article),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
