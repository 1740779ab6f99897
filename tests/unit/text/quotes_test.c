#include "show.h"

static char *show_quoted(struct fixture *fixture, const char *caps, enum direction direction)
{
    struct paragraph_options options = { .direction = direction, .isolates_tokens = true };
    char *text = caps_to_letters(&fixture->arena, caps);
    return letters_to_caps(&fixture->arena, show_options(fixture, text, 80, &options));
}

static void both_marks_of_a_pair_stay_with_what_they_hold(void **state)
{
    assert_string_equal(show_quoted(*state, "ABC «clean code» (2008) DEF", DIRECTION_RTL), "FED (2008) «clean code» CBA");
    assert_string_equal(show_quoted(*state, "ABC \"clean code\" 2008 DEF", DIRECTION_RTL),
                        "FED 2008 \"clean code\" CBA");
    assert_string_equal(show_quoted(*state, "ABC “clean code” 2008 DEF", DIRECTION_RTL), "FED 2008 ”clean code“ CBA");
    assert_string_equal(show_quoted(*state, "ABC ‹a› 2 DEF", DIRECTION_RTL), "FED 2 ‹a› CBA");
}

static void in_left_to_right_text_a_number_stays_behind_the_quotation(void **state)
{
    assert_string_equal(show_quoted(*state, "the film \"ABC\" 2010 was", DIRECTION_LTR), "the film \"CBA\" 2010 was");
    assert_string_equal(show_quoted(*state, "a «ABC», «DEF» 3", DIRECTION_LTR), "a «CBA», «FED» 3");
}

static void a_mark_without_its_partner_is_a_neutral_as_before(void **state)
{
    assert_string_equal(show_quoted(*state, "ABC «clean code (2008) DEF", DIRECTION_RTL), "FED clean code (2008)» CBA");
    assert_string_equal(show_quoted(*state, "ABC 27\" x 5", DIRECTION_RTL), "x 5 \"27 CBA");
}

static void gershayim_and_inches_are_no_quotation_marks(void **state)
{
    assert_string_equal(show_quoted(*state, "AB\"C «a» 1 D\"EF", DIRECTION_RTL), "FE\"D 1 «a» C\"BA");
    assert_string_equal(show_quoted(*state, "AB\"C S\"windows\" 11 DEF", DIRECTION_RTL), "FED 11 \"windows\"S C\"BA");
    assert_string_equal(show_quoted(*state, "ABC 27\" \"lg\" 3 DEF", DIRECTION_RTL), "FED 3 \"lg\" \"27 CBA");
}

static void quotations_hold_words_of_both_directions(void **state)
{
    assert_string_equal(show_quoted(*state, "ABC «DEF ab» 5", DIRECTION_RTL), "5 «ab FED» CBA");
    assert_string_equal(show_quoted(*state, "a «ABC de» 5", DIRECTION_LTR), "a «CBA de» 5");
}

static void without_the_option_unicodes_brackets_alone_pair(void **state)
{
    char *text = caps_to_letters(&((struct fixture *)*state)->arena, "ABC «a b» 2");
    char *shown = letters_to_caps(&((struct fixture *)*state)->arena, show(*state, text, 80, DIRECTION_RTL));
    assert_string_equal(shown, "a b» 2» CBA");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(both_marks_of_a_pair_stay_with_what_they_hold),
        cmocka_unit_test(in_left_to_right_text_a_number_stays_behind_the_quotation),
        cmocka_unit_test(a_mark_without_its_partner_is_a_neutral_as_before),
        cmocka_unit_test(gershayim_and_inches_are_no_quotation_marks),
        cmocka_unit_test(quotations_hold_words_of_both_directions),
        cmocka_unit_test(without_the_option_unicodes_brackets_alone_pair),
    };
    return cmocka_run_group_tests(tests, fixture_setup, fixture_teardown);
}
