#include "../cmocka.h"

#include "ui/link_list.h"

static const struct link_row rows[] = {
    { .number = 0, .text = SLICE("مكتبة المرفأ"), .host = SLICE("harbour.example"), .rest = SLICE("/ar") },
    { .number = 1, .text = SLICE("القُدس"), .host = SLICE("news.example"), .rest = SLICE("/first") },
    { .number = 2, .text = SLICE("Café"), .host = SLICE("other.example"), .rest = SLICE("/café") },
    { .number = 3, .text = SLICE(""), .host = SLICE("news.example"), .rest = SLICE("/Second") },
};
enum { COUNT = sizeof rows / sizeof *rows };

static void a_link_is_found_by_its_text_or_its_address_however_it_is_written(void **state)
{
    (void)state;
    struct link_list list = { .rows = rows, .count = COUNT };
    assert_int_equal(link_list_find(&list, SLICE("القدس"), 0), LINK_FOUND);
    assert_int_equal(list.selected, 1);
    assert_int_equal(link_list_find(&list, SLICE("CAFE"), 0), LINK_FOUND);
    assert_int_equal(list.selected, 2);
    assert_int_equal(link_list_find(&list, SLICE("example/second"), 0), LINK_FOUND);
    assert_int_equal(list.selected, 3);
    assert_int_equal(link_list_find(&list, SLICE("nowhere"), 0), LINK_NOT_FOUND);
    assert_int_equal(link_list_find(&list, SLICE(""), 1), LINK_NOT_FOUND);
    assert_int_equal(list.selected, 3);
}

static void the_search_goes_on_and_round_both_ways(void **state)
{
    (void)state;
    struct link_list list = { .rows = rows, .count = COUNT };
    struct slice words = SLICE("news");
    assert_int_equal(link_list_find(&list, words, 0), LINK_FOUND);
    assert_int_equal(list.selected, 1);
    assert_int_equal(link_list_find(&list, words, 0), LINK_FOUND);
    assert_int_equal(list.selected, 1);
    assert_int_equal(link_list_find(&list, words, 1), LINK_FOUND);
    assert_int_equal(list.selected, 3);
    assert_int_equal(link_list_find(&list, words, 1), LINK_FOUND_ROUND);
    assert_int_equal(list.selected, 1);
    assert_int_equal(link_list_find(&list, words, -1), LINK_FOUND_ROUND);
    assert_int_equal(list.selected, 3);
    assert_int_equal(link_list_find(&list, words, -1), LINK_FOUND);
    assert_int_equal(list.selected, 1);
    assert_int_equal(link_list_find(&list, SLICE("القدس"), 1), LINK_FOUND_ROUND); /* the only one */
    assert_int_equal(list.selected, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_link_is_found_by_its_text_or_its_address_however_it_is_written),
        cmocka_unit_test(the_search_goes_on_and_round_both_ways),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
