#include "show.h"

#include "text/forms.h"

/* Expected texts are in visual order, the last letter of a word first. */

static void letters_join_as_their_neighbours_allow(void **state)
{
    assert_string_equal(show(*state, "بيت", 80, DIRECTION_AUTO), "\uFE96\uFEF4\uFE91");
    assert_string_equal(show(*state, "دار", 80, DIRECTION_AUTO), "\uFEAD\uFE8D\uFEA9");
    assert_string_equal(show(*state, "ب", 80, DIRECTION_AUTO), "\uFE8F");
    assert_string_equal(show(*state, "ماء", 80, DIRECTION_AUTO), "\uFE80\uFE8E\uFEE3");
}

/* HarfBuzz's fallback for fonts without GSUB gets this one wrong. */
static void a_lone_lam_stays_a_lam(void **state)
{
    assert_string_equal(show(*state, "ل", 80, DIRECTION_AUTO), "\uFEDD");
    assert_string_equal(show(*state, "ل ا", 80, DIRECTION_AUTO), "\uFE8D \uFEDD");
}

static void persian_and_urdu_letters_have_their_own_forms(void **state)
{
    assert_string_equal(show(*state, "گپ", 80, DIRECTION_AUTO), "\uFB57\uFB94");
    assert_string_equal(show(*state, "ہے", 80, DIRECTION_AUTO), "\uFBAF\uFBA8");
    assert_string_equal(show(*state, "ی", 80, DIRECTION_AUTO), "\uFBFC");
}

static void a_letter_without_forms_keeps_its_shape_while_its_neighbours_join(void **state)
{
    /* U+06B5, lam with a small v: dual-joining, with no presentation forms. */
    assert_string_equal(show(*state, "ب\u06B5ب", 80, DIRECTION_AUTO), "\uFE90\u06B5\uFE91");
}

static void letters_without_forms_borrow_those_of_their_likes(void **state)
{
    assert_string_equal(show(*state, "ئەمە", 80, DIRECTION_AUTO), "\uFEEA\uFEE3\uFEEA\uFE8B");
    assert_string_equal(show(*state, "دەب", 80, DIRECTION_AUTO), "\uFE8F\uFEE9\uFEA9");
    assert_string_equal(show(*state, "صلوٰۃ رحمۃ", 80, DIRECTION_AUTO),
                        "\uFE94\uFEE4\uFEA3\uFEAD \uFE93\uFEEE\u0670\uFEE0\uFEBB");
}

/* Kurdish, Pashto, Sindhi: their neighbours reach out to those that join, and not beyond those that do not. */
static void letters_without_forms_join_on_the_sides_that_they_join(void **state)
{
    assert_string_equal(show(*state, "بێب", 80, DIRECTION_AUTO), "\uFE90\u06CE\uFE91");
    assert_string_equal(show(*state, "بڕب", 80, DIRECTION_AUTO), "\uFE8F\u0695\uFE91");
    assert_string_equal(show(*state, "پښتو", 80, DIRECTION_AUTO), "\uFEEE\uFE98\u069A\uFB58");
    assert_string_equal(show(*state, "بۍ", 80, DIRECTION_AUTO), "\u06CD\uFE91");
    assert_string_equal(show(*state, "بڏب", 80, DIRECTION_AUTO), "\uFE8F\u068F\uFE91");
    assert_string_equal(show(*state, "بڪب", 80, DIRECTION_AUTO), "\uFE90\u06AA\uFE91");
}

static void lam_alef_is_one_cell(void **state)
{
    struct fixture *fixture = *state;
    const struct paragraph *paragraph = lay_out(fixture, slice_of("سلام لا"), DIRECTION_AUTO);
    struct row row = paragraph_single_row(paragraph, 80, &fixture->arena);
    assert_int_equal(row.cell_count, 5);
    assert_int_equal(row.width, 5);
    assert_string_equal(show(fixture, "سلام لا", 80, DIRECTION_AUTO), "\uFEFB \uFEE1\uFEFC\uFEB3");
    assert_int_equal(row.cells[0].source.start, 9);
    assert_int_equal(row.cells[0].source.end, 13);
}

static void all_four_lam_alefs_are_known(void **state)
{
    assert_string_equal(show(*state, "لآ لأ لإ لا", 80, DIRECTION_AUTO), "\uFEFB \uFEF9 \uFEF7 \uFEF5");
}

static void marks_between_lam_and_alef_do_not_part_them(void **state)
{
    assert_string_equal(show(*state, "لَا", 80, DIRECTION_AUTO), "\uFEFB\u064E");
    assert_string_equal(show(*state, "لَأْ", 80, DIRECTION_AUTO), "\uFEF7\u064E\u0652");
}

static void marks_follow_their_letter_in_logical_order(void **state)
{
    assert_string_equal(show(*state, "يُمهِّد", 80, DIRECTION_AUTO),
                        "\uFEAA\uFEEC\u0650\u0651\uFEE4\uFEF3\u064F");
}

static void hebrew_points_follow_their_letter(void **state)
{
    assert_string_equal(show(*state, "שָׁלוֹם", 80, DIRECTION_AUTO), "ם\u05D5\u05B9\u05DC\u05E9\u05B8\u05C1");
}

static void hamza_and_madda_marks_compose_with_their_letter(void **state)
{
    assert_string_equal(show(*state, "ا\u0653", 80, DIRECTION_AUTO), "\uFE81");
    assert_string_equal(show(*state, "لا\u0654", 80, DIRECTION_AUTO), "\uFEF7");
    assert_string_equal(show(*state, "ب\u0654", 80, DIRECTION_AUTO), "\uFE8F\u0654");
}

static void a_letter_that_is_another_with_hamza_takes_its_forms(void **state)
{
    assert_string_equal(show(*state, "عۂ", 80, DIRECTION_AUTO), "\uFBA7\u0654\uFECB");
    assert_string_equal(show(*state, "ع\u06C1\u0654", 80, DIRECTION_AUTO), "\uFBA7\u0654\uFECB");
}

static void zwnj_parts_letters_and_is_not_shown(void **state)
{
    assert_string_equal(show(*state, "می\u200Cخواهم", 80, DIRECTION_AUTO),
                        "\uFEE2\uFEEB\uFE8D\uFEEE\uFEA7\uFBFD\uFEE3");
    assert_string_equal(show(*state, "ل\u200Cا", 80, DIRECTION_AUTO), "\uFE8D\uFEDD");
}

static void zwj_makes_a_letter_join_and_is_not_shown(void **state)
{
    assert_string_equal(show(*state, "ه\u200D", 80, DIRECTION_AUTO), "\uFEEB");
    assert_string_equal(show(*state, "\u200Dه", 80, DIRECTION_AUTO), "\uFEEA");
}

static void tatweel_joins_on_both_sides(void **state)
{
    assert_string_equal(show(*state, "بـب", 80, DIRECTION_AUTO), "\uFE90\u0640\uFE91");
}

static void letters_join_across_styles(void **state)
{
    struct fixture *fixture = *state;
    const struct style_run styles[] = { { 2, 3 }, { 6, 4 } };
    struct paragraph_options options = { .styles = styles, .style_count = 2 };
    const struct paragraph *paragraph = paragraph_create(fixture->engine, &fixture->arena, slice_of("بيت"), &options);
    struct row row = paragraph_single_row(paragraph, 80, &fixture->arena);
    assert_int_equal(row.cell_count, 3);
    assert_memory_equal(row.cells[2].cluster.bytes, "\uFE91", 3);
    assert_int_equal(row.cells[2].role, 3);
    assert_int_equal(row.cells[1].role, 4);
    assert_int_equal(row.cells[0].role, 4);
}

static void a_ligature_has_the_role_of_its_first_letter(void **state)
{
    struct fixture *fixture = *state;
    const struct style_run styles[] = { { 2, 7 } };
    struct paragraph_options options = { .styles = styles, .style_count = 1 };
    const struct paragraph *paragraph = paragraph_create(fixture->engine, &fixture->arena, slice_of("لا"), &options);
    struct row row = paragraph_single_row(paragraph, 80, &fixture->arena);
    assert_int_equal(row.cell_count, 1);
    assert_int_equal(row.cells[0].role, 7);
}

static void letters_join_across_invisible_controls(void **state)
{
    assert_string_equal(show(*state, "ب\u00ADب", 80, DIRECTION_AUTO), "\uFE90\uFE91");
    assert_string_equal(show(*state, "ب\u2060ب", 80, DIRECTION_AUTO), "\uFE90\uFE91");
}

/* Nothing is known of a letter beyond a piece; within it, runs given to the shaper are cut where nothing joins. */
static void joining_does_not_depend_on_where_long_text_is_cut(void **state)
{
    struct fixture *fixture = *state;
    struct buffer text = buffer_create(1 << 20);
    for (int i = 0; i < 6000; i++)
        buffer_append_string(&text, "بيت ");
    const struct paragraph *paragraph = lay_out(fixture, buffer_slice(&text), DIRECTION_AUTO);
    struct breaks breaks = paragraph_break(paragraph, 3, BREAK_GREEDY, &fixture->arena);
    size_t words = 0;
    for (; words < breaks.row_count; words++) {
        struct row row = paragraph_row(paragraph, &breaks, words, JUSTIFY_NOT, &fixture->arena);
        struct buffer shown = buffer_create(64);
        append_row(&shown, &row);
        assert_string_equal(shown.bytes, "\uFE96\uFEF4\uFE91");
        buffer_finish(&shown);
    }
    assert_int_equal(words, 6000);
    buffer_finish(&text);
}

static void shapes_let_go_of_one_neighbour(void **state)
{
    (void)state;
    assert_int_equal(shape_not_joined_to_next(0xFE91), 0xFE8F);     /* beh: initial, isolated */
    assert_int_equal(shape_not_joined_to_next(0xFE92), 0xFE90);     /* medial, final */
    assert_int_equal(shape_not_joined_to_previous(0xFE92), 0xFE91); /* medial, initial */
    assert_int_equal(shape_not_joined_to_previous(0xFE90), 0xFE8F); /* final, isolated */
    assert_int_equal(shape_not_joined_to_next(0xFE90), 0xFE90);
    assert_int_equal(shape_not_joined_to_previous(0xFEFC), 0xFEFB); /* lam-alef */
    assert_int_equal(shape_not_joined_to_next(0xFBE9), 0xFEF0);     /* alef maksura */
    assert_int_equal(shape_not_joined_to_next('a'), 'a');
}

/* The rule by which shapes are changed is read off Unicode's table: it must hold for every letter in it. */
static void letting_go_leads_to_the_same_letters_other_form(void **state)
{
    (void)state;
    struct presentation_forms *forms = allocate(1, sizeof *forms);
    assert_true(presentation_forms_collect(forms));
    for (size_t i = 0; i < forms->letter_counts[FORM_INITIAL]; i++) {
        uint32_t letter = forms->letters[FORM_INITIAL][i].letter;
        assert_int_equal(shape_not_joined_to_next(forms->letters[FORM_INITIAL][i].shape),
                         presentation_form_of(forms, letter, FORM_ISOLATED));
        assert_int_equal(shape_not_joined_to_next(presentation_form_of(forms, letter, FORM_MEDIAL)),
                         presentation_form_of(forms, letter, FORM_FINAL));
        assert_int_equal(shape_not_joined_to_previous(presentation_form_of(forms, letter, FORM_MEDIAL)),
                         forms->letters[FORM_INITIAL][i].shape);
    }
    for (size_t i = 0; i < forms->letter_counts[FORM_FINAL]; i++)
        assert_int_equal(shape_not_joined_to_previous(forms->letters[FORM_FINAL][i].shape),
                         presentation_form_of(forms, forms->letters[FORM_FINAL][i].letter, FORM_ISOLATED));
    assert_true(forms->letter_counts[FORM_INITIAL] > 40);
    assert_int_equal(forms->lam_alef_counts[FORM_ISOLATED], 4);
    assert_int_equal(forms->lam_alef_counts[FORM_FINAL], 4);
    free(forms);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(letters_join_as_their_neighbours_allow),
        cmocka_unit_test(a_lone_lam_stays_a_lam),
        cmocka_unit_test(persian_and_urdu_letters_have_their_own_forms),
        cmocka_unit_test(a_letter_without_forms_keeps_its_shape_while_its_neighbours_join),
        cmocka_unit_test(letters_without_forms_borrow_those_of_their_likes),
        cmocka_unit_test(letters_without_forms_join_on_the_sides_that_they_join),
        cmocka_unit_test(lam_alef_is_one_cell),
        cmocka_unit_test(all_four_lam_alefs_are_known),
        cmocka_unit_test(marks_between_lam_and_alef_do_not_part_them),
        cmocka_unit_test(marks_follow_their_letter_in_logical_order),
        cmocka_unit_test(hebrew_points_follow_their_letter),
        cmocka_unit_test(hamza_and_madda_marks_compose_with_their_letter),
        cmocka_unit_test(a_letter_that_is_another_with_hamza_takes_its_forms),
        cmocka_unit_test(zwnj_parts_letters_and_is_not_shown),
        cmocka_unit_test(zwj_makes_a_letter_join_and_is_not_shown),
        cmocka_unit_test(tatweel_joins_on_both_sides),
        cmocka_unit_test(letters_join_across_styles),
        cmocka_unit_test(a_ligature_has_the_role_of_its_first_letter),
        cmocka_unit_test(letters_join_across_invisible_controls),
        cmocka_unit_test(joining_does_not_depend_on_where_long_text_is_cut),
        cmocka_unit_test(shapes_let_go_of_one_neighbour),
        cmocka_unit_test(letting_go_leads_to_the_same_letters_other_form),
    };
    return cmocka_run_group_tests(tests, fixture_setup, fixture_teardown);
}
