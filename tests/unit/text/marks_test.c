#include "show.h"

#include "text/marks.h"
#include "text/width.h"

static struct row single(struct fixture *fixture, const char *text, struct marks_choices marks)
{
    struct paragraph_options options = { .marks = marks };
    const struct paragraph *paragraph = paragraph_create(fixture->engine, &fixture->arena, slice_of(text), &options);
    return paragraph_single_row(paragraph, 80, &fixture->arena);
}

static char *show_with(void **state, const char *text, enum marks_choice harakat, enum marks_choice niqqud,
                       enum marks_choice reciting)
{
    struct paragraph_options options = { .marks = { { harakat, niqqud, reciting } } };
    return show_options(*state, text, 80, &options);
}

static void vowels_are_marks_but_maddah_and_hamza_are_not(void **state)
{
    (void)state;
    assert_int_equal(mark_class_of(0x064E), MARKS_HARAKAT);
    assert_int_equal(mark_class_of(0x0651), MARKS_HARAKAT);
    assert_int_equal(mark_class_of(0x0670), MARKS_HARAKAT);
    assert_int_equal(mark_class_of(0x05B8), MARKS_NIQQUD);
    assert_int_equal(mark_class_of(0x05C1), MARKS_NIQQUD);
    assert_int_equal(mark_class_of(0x0591), MARKS_RECITING);
    assert_int_equal(mark_class_of(0x06D6), MARKS_RECITING);
    assert_false(code_point_is_vowel_mark(0x0653));
    assert_false(code_point_is_vowel_mark(0x0654));
    assert_false(code_point_is_vowel_mark(0x0301));
    assert_false(code_point_is_vowel_mark(0x05BE)); /* maqaf */
    assert_false(code_point_is_vowel_mark(0x06DD)); /* end of ayah */
}

/* What the Quran writes otherwise is read as in other text. */
static void the_sukun_and_tanwin_of_the_quran_are_harakat(void **state)
{
    (void)state;
    assert_int_equal(mark_class_of(0x06E1), MARKS_HARAKAT);
    assert_int_equal(mark_class_of(0x08F0), MARKS_HARAKAT);
}

static void every_vowel_mark_takes_no_column(void **state)
{
    (void)state;
    for (uint32_t code_point = 0; code_point <= 0x10FFFF; code_point++) {
        if (code_point_is_vowel_mark(code_point))
            assert_int_equal(code_point_width(code_point), 0);
    }
}

static void hidden_marks_leave_the_letters_joined(void **state)
{
    assert_string_equal(show_with(state, "يُمهِّد لَا", MARKS_HIDE, MARKS_HIDE, MARKS_HIDE),
                        "\uFEFB \uFEAA\uFEEC\uFEE4\uFEF3");
    assert_string_equal(show_with(state, "שָׁ", MARKS_HIDE, MARKS_HIDE, MARKS_HIDE), "ש");
}

static void hidden_marks_are_still_in_a_cells_source(void **state)
{
    struct row row = single(*state, "مُد", marks_all(MARKS_HIDE));
    assert_int_equal(row.cell_count, 2);
    assert_int_equal(row.cells[1].source.end, 4);
}

static void each_class_is_hidden_for_itself(void **state)
{
    static const char text[] = "ב\u05B8\u0596 ب\u064E\u06D6";
    assert_string_equal(show_with(state, text, MARKS_HIDE, MARKS_SHOW, MARKS_SHOW), "\uFE8F\u06D6 ב\u05B8\u0596");
    assert_string_equal(show_with(state, text, MARKS_SHOW, MARKS_HIDE, MARKS_SHOW), "\uFE8F\u064E\u06D6 ב\u0596");
    assert_string_equal(show_with(state, text, MARKS_SHOW, MARKS_SHOW, MARKS_HIDE), "\uFE8F\u064E ב\u05B8");
}

static void hamza_and_madda_are_never_hidden(void **state)
{
    assert_string_equal(show_with(state, "ب\u0654 آ", MARKS_HIDE, MARKS_HIDE, MARKS_HIDE), "\uFE81 \uFE8F\u0654");
}

static void a_cell_with_a_dimmed_mark_says_so(void **state)
{
    struct row row = single(*state, "مُد", marks_all(MARKS_DIM));
    assert_int_equal(row.cell_count, 2);
    assert_true(row.cells[1].dim);
    assert_false(row.cells[0].dim);
    assert_memory_equal(row.cells[1].cluster.bytes, "\uFEE3\u064F", 5);
}

static void only_marks_of_a_dimmed_class_dim_a_cell(void **state)
{
    const struct marks_choices niqqud = { { MARKS_SHOW, MARKS_DIM, MARKS_HIDE } };
    struct row row = single(*state, "ב\u05B8 ב\u0596 ب\u064E e\u0301", niqqud);
    assert_int_equal(row.cell_count, 7);
    for (size_t i = 0; i < row.cell_count; i++)
        assert_int_equal(row.cells[i].dim, row.cells[i].source.start == 0);
    assert_false(single(*state, "مُد", marks_all(MARKS_SHOW)).cells[1].dim);
}

/* Shin with its dot, dagesh, qamats and meteg, and an accent. */
static void the_most_important_four_marks_are_shown(void **state)
{
    assert_string_equal(show(*state, "ש\u0596\u05B8\u05BD\u05BC\u05C1", 80, DIRECTION_AUTO), "ש\u05B8\u05BD\u05BC\u05C1");
    assert_string_equal(show(*state, "ש\u05B8\u05BC\u05BD\u0596\u05C1", 80, DIRECTION_AUTO), "ש\u05B8\u05BC\u05BD\u05C1");
    assert_string_equal(show(*state, "ب\u06D6\u0652\u0670\u064E\u0651\u0654", 80, DIRECTION_AUTO),
                        "\uFE8F\u0652\u064E\u0651\u0654");
}

static void of_equal_marks_the_first_are_shown(void **state)
{
    assert_string_equal(show(*state, "ب\u064E\u064F\u0650\u064B\u064C", 80, DIRECTION_AUTO),
                        "\uFE8F\u064E\u064F\u0650\u064B");
    assert_string_equal(show(*state, "ب\u0670\u064F\u0670\u064B\u064C", 80, DIRECTION_AUTO),
                        "\uFE8F\u0670\u064F\u064B\u064C");
}

static void marks_that_are_not_shown_stay_in_the_source(void **state)
{
    struct row row = single(*state, "ش\u06D6\u06D7\u0670\u064E\u0651د", marks_all(MARKS_SHOW));
    assert_int_equal(row.cell_count, 2);
    assert_int_equal(row.cells[1].source.end, 12);
}

static void a_mark_that_made_room_dims_no_cell(void **state)
{
    const struct marks_choices reciting = { { MARKS_SHOW, MARKS_SHOW, MARKS_DIM } };
    struct row row = single(*state, "ب\u06D6\u064E\u0651\u0670\u0654", reciting);
    assert_false(row.cells[0].dim);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(vowels_are_marks_but_maddah_and_hamza_are_not),
        cmocka_unit_test(the_sukun_and_tanwin_of_the_quran_are_harakat),
        cmocka_unit_test(every_vowel_mark_takes_no_column),
        cmocka_unit_test(hidden_marks_leave_the_letters_joined),
        cmocka_unit_test(hidden_marks_are_still_in_a_cells_source),
        cmocka_unit_test(each_class_is_hidden_for_itself),
        cmocka_unit_test(hamza_and_madda_are_never_hidden),
        cmocka_unit_test(a_cell_with_a_dimmed_mark_says_so),
        cmocka_unit_test(only_marks_of_a_dimmed_class_dim_a_cell),
        cmocka_unit_test(the_most_important_four_marks_are_shown),
        cmocka_unit_test(of_equal_marks_the_first_are_shown),
        cmocka_unit_test(marks_that_are_not_shown_stay_in_the_source),
        cmocka_unit_test(a_mark_that_made_room_dims_no_cell),
    };
    return cmocka_run_group_tests(tests, fixture_setup, fixture_teardown);
}
