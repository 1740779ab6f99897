#include "show.h"

#include "text/bidi.h"

static void latin_words_keep_their_order_inside_rtl(void **state)
{
    assert_string_equal(show_caps(*state, "THE CAR is here NOW", 80, DIRECTION_AUTO), "WON is here RAC EHT");
}

static void rtl_words_are_turned_inside_latin(void **state)
{
    assert_string_equal(show_caps(*state, "car is THE CAR in arabic", 80, DIRECTION_AUTO), "car is RAC EHT in arabic");
}

static void numbers_keep_left_to_right_order_inside_rtl(void **state)
{
    assert_string_equal(show_caps(*state, "YEAR 2025 PAGE 12.50", 80, DIRECTION_AUTO), "12.50 EGAP 2025 RAEY");
}

static void brackets_are_mirrored_and_pair_in_rtl(void **state)
{
    assert_string_equal(show_caps(*state, "A (B) C [d] E", 80, DIRECTION_AUTO), "E [d] C (B) A");
    assert_string_equal(show_caps(*state, "A (b", 80, DIRECTION_RTL), "b) A");
}

/* N0: the bracket pair takes the paragraph's direction, whatever is inside. */
static void a_bracket_stays_with_its_pair_at_a_change_of_direction(void **state)
{
    assert_string_equal(show_caps(*state, "A (b c) D", 80, DIRECTION_RTL), "D (b c) A");
    assert_string_equal(show_caps(*state, "a (B) c", 80, DIRECTION_LTR), "a (B) c");
    assert_string_equal(show_caps(*state, "A HTML (BETA) B", 80, DIRECTION_RTL), "B (ATEB) LMTH A");
}

static void guillemets_and_quotes_stand_the_right_way_round(void **state)
{
    assert_string_equal(show_caps(*state, "A «B C» D", 80, DIRECTION_RTL), "D «C B» A");
    assert_string_equal(show_caps(*state, "A \"B\" C.", 80, DIRECTION_RTL), ".C \"B\" A");
    assert_string_equal(show_caps(*state, "A ‹b› C", 80, DIRECTION_RTL), "C ‹b› A");
}

static void punctuation_at_the_end_goes_to_the_end_side(void **state)
{
    assert_string_equal(show_caps(*state, "HELLO world!", 80, DIRECTION_RTL), "!world OLLEH");
    assert_string_equal(show_caps(*state, "hello WORLD!", 80, DIRECTION_LTR), "hello DLROW!");
}

static void the_given_direction_wins_over_the_first_letter(void **state)
{
    assert_string_equal(show_caps(*state, "abc DEF.", 80, DIRECTION_RTL), ".FED abc");
    assert_string_equal(show_caps(*state, "ABC def.", 80, DIRECTION_LTR), "CBA def.");
}

static void without_a_strong_letter_the_document_decides(void **state)
{
    struct paragraph_options options = { .no_strong = DIRECTION_RTL };
    assert_string_equal(show_options(*state, "12 (34)", 80, &options), "(34) 12");
    options.no_strong = DIRECTION_LTR;
    assert_string_equal(show_options(*state, "12 (34)", 80, &options), "12 (34)");
}

static void a_first_letter_inside_an_isolate_does_not_decide(void **state)
{
    (void)state;
    uint32_t isolated[] = { 0x2068, 'a', 0x2069, 0x5D0 };
    assert_int_equal(bidi_first_strong(isolated, 4, DIRECTION_AUTO), DIRECTION_RTL);
    assert_int_equal(bidi_first_strong(isolated, 3, DIRECTION_AUTO), DIRECTION_AUTO);
}

static void a_closing_isolate_parts_the_runs_beside_it(void **state)
{
    assert_string_equal(show_caps(*state, "\u2067AB\u2069CD", 80, DIRECTION_LTR), "BADC");
}

/* FriBidi 1.0.8 takes the first isolate's letter for the left neighbour of the exclamation mark. */
static void isolates_side_by_side_do_not_know_of_each_other(void **state)
{
    assert_string_equal(show_caps(*state, "\u2067\u2067A\u2069\u2066!B\u2069\u2069", 80, DIRECTION_LTR), "!BA");
}

static void an_isolate_is_one_neutral_to_its_surroundings(void **state)
{
    assert_string_equal(show_caps(*state, "A \u2066b (c)\u2069 D", 80, DIRECTION_RTL), "D b (c) A");
    assert_string_equal(show_caps(*state, "a \u2068B, c\u2069, d", 80, DIRECTION_LTR), "a c ,B, d");
    assert_string_equal(show_caps(*state, "a (\u2067B) C\u2069) d", 80, DIRECTION_LTR), "a (C (B) d");
}

static void a_tab_inside_an_isolate_parts_columns_too(void **state)
{
    assert_string_equal(show_caps(*state, "\u2067AB\tCD\u2069", 80, DIRECTION_LTR), "BA DC");
}

static void an_override_turns_latin_round(void **state)
{
    assert_string_equal(show(*state, "a \u202Ebcd\u202C e", 80, DIRECTION_LTR), "a dcb e");
}

/* L1: a tab does not belong to the run on either side. */
static void a_tab_parts_columns_in_the_paragraphs_direction(void **state)
{
    assert_string_equal(show_caps(*state, "ab\tCD\tEF", 80, DIRECTION_RTL), "FE DC ab");
    assert_string_equal(show_caps(*state, "AB \tCD", 80, DIRECTION_LTR), "BA  DC");
}

static void wrapping_comes_before_reordering(void **state)
{
    assert_string_equal(show_caps(*state, "ABC DEF GHI", 7, DIRECTION_AUTO), "FED CBA/IHG");
    assert_string_equal(show_caps(*state, "abc DEF GHI jkl", 8, DIRECTION_AUTO), "abc FED/IHG jkl");
}

static void levels_of_long_text_do_not_depend_on_where_it_is_cut(void **state)
{
    (void)state;
    enum { COUNT = 50000 };
    uint32_t *code_points = allocate(COUNT, sizeof *code_points);
    bidi_level *levels = allocate(COUNT, 1);
    struct arena scratch = { 0 };
    const uint32_t sample[] = { 0x5D0, 0x5D1, ' ', 'a', '1', ' ', 0x5D2, '(', 'b', ')', ' ', 0x5D3, ' ', 0x5D4 };
    const bidi_level expected[] = { 1, 1, 1, 2, 2, 1, 1, 1, 2, 1, 1, 1, 1, 1 };
    for (size_t i = 0; i < COUNT; i++)
        code_points[i] = sample[i % 14];
    assert_int_equal(bidi_levels(code_points, COUNT, DIRECTION_AUTO, levels, &scratch), 1);
    for (size_t i = 0; i < COUNT - COUNT % 14; i++)
        assert_int_equal(levels[i], expected[i % 14]);
    arena_finish(&scratch);
    free(code_points);
    free(levels);
}

static void reordering_turns_each_level_from_the_highest(void **state)
{
    (void)state;
    const bidi_level levels[] = { 1, 1, 2, 2, 3, 3, 2, 1, 0 };
    const uint32_t expected[] = { 7, 2, 3, 5, 4, 6, 1, 0, 8 };
    uint32_t order[9];
    bidi_reorder(levels, 9, order);
    assert_memory_equal(order, expected, sizeof expected);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(latin_words_keep_their_order_inside_rtl),
        cmocka_unit_test(rtl_words_are_turned_inside_latin),
        cmocka_unit_test(numbers_keep_left_to_right_order_inside_rtl),
        cmocka_unit_test(brackets_are_mirrored_and_pair_in_rtl),
        cmocka_unit_test(a_bracket_stays_with_its_pair_at_a_change_of_direction),
        cmocka_unit_test(guillemets_and_quotes_stand_the_right_way_round),
        cmocka_unit_test(punctuation_at_the_end_goes_to_the_end_side),
        cmocka_unit_test(the_given_direction_wins_over_the_first_letter),
        cmocka_unit_test(without_a_strong_letter_the_document_decides),
        cmocka_unit_test(a_first_letter_inside_an_isolate_does_not_decide),
        cmocka_unit_test(a_closing_isolate_parts_the_runs_beside_it),
        cmocka_unit_test(isolates_side_by_side_do_not_know_of_each_other),
        cmocka_unit_test(an_isolate_is_one_neutral_to_its_surroundings),
        cmocka_unit_test(a_tab_inside_an_isolate_parts_columns_too),
        cmocka_unit_test(an_override_turns_latin_round),
        cmocka_unit_test(a_tab_parts_columns_in_the_paragraphs_direction),
        cmocka_unit_test(wrapping_comes_before_reordering),
        cmocka_unit_test(levels_of_long_text_do_not_depend_on_where_it_is_cut),
        cmocka_unit_test(reordering_turns_each_level_from_the_highest),
    };
    return cmocka_run_group_tests(tests, fixture_setup, fixture_teardown);
}
