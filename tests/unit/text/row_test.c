#include "show.h"

static struct row single(struct fixture *fixture, const char *text, int width, enum direction direction)
{
    const struct paragraph *paragraph = lay_out(fixture, slice_of(text), direction);
    return paragraph_single_row(paragraph, width, &fixture->arena);
}

static char *show_single(struct fixture *fixture, const char *caps, int width, enum direction direction)
{
    struct buffer out = buffer_create(1 << 16);
    struct row row = single(fixture, caps_to_letters(&fixture->arena, caps), width, direction);
    assert_in_range(row.width, 0, width);
    append_row(&out, &row);
    char *shown = letters_to_caps(&fixture->arena, out.bytes ? out.bytes : "");
    buffer_finish(&out);
    return shown;
}

static void an_empty_text_has_one_empty_row(void **state)
{
    struct fixture *fixture = *state;
    const struct paragraph *paragraph = lay_out(fixture, slice_of(""), DIRECTION_RTL);
    struct breaks breaks = paragraph_break(paragraph, 80, BREAK_GREEDY, &fixture->arena);
    assert_int_equal(breaks.row_count, 1);
    struct row row = paragraph_row(paragraph, &breaks, 0, JUSTIFY_NOT, &fixture->arena);
    assert_int_equal(row.cell_count, 0);
    assert_int_equal(row.width, 0);
    assert_int_equal(row.direction, DIRECTION_RTL);
}

static void rows_break_at_white_space_which_hangs(void **state)
{
    assert_string_equal(show(*state, "one two  three", 5, DIRECTION_LTR), "one/two/three");
    assert_string_equal(show(*state, "one    ", 3, DIRECTION_LTR), "one");
    assert_string_equal(show(*state, "one two", 7, DIRECTION_LTR), "one two");
}

static void white_space_before_text_stays(void **state)
{
    assert_string_equal(show(*state, "  one", 9, DIRECTION_LTR), "  one");
    assert_string_equal(show(*state, "a\n  b", 9, DIRECTION_LTR), "a/  b");
}

static void a_no_break_space_holds(void **state)
{
    assert_string_equal(show(*state, "a b\u00A0c", 4, DIRECTION_LTR), "a/b\u00A0c");
}

static void an_overlong_word_is_cut_at_cells(void **state)
{
    assert_string_equal(show(*state, "abcdefgh", 3, DIRECTION_LTR), "abc/def/gh");
    assert_string_equal(show(*state, "e\u0301e\u0301e\u0301", 2, DIRECTION_LTR), "e\u0301e\u0301/e\u0301");
}

static void a_word_goes_whole_to_the_next_row_before_it_is_cut(void **state)
{
    assert_string_equal(show(*state, "ab cdefghij", 4, DIRECTION_LTR), "ab/cdef/ghij");
}

static void letters_do_not_join_over_the_end_of_a_row(void **state)
{
    assert_string_equal(show(*state, "ببببب", 2, DIRECTION_AUTO),
                        "\uFE90\uFE91/\uFE90\uFE91/\uFE8F");
}

static void a_cell_wider_than_the_row_stands_alone(void **state)
{
    assert_string_equal(show(*state, "漢字", 1, DIRECTION_LTR), "漢/字");
    assert_string_equal(show(*state, "a", 0, DIRECTION_LTR), "a");
}

static void what_hangs_after_an_overwide_cell_makes_no_row_of_its_own(void **state)
{
    assert_string_equal(show(*state, "漢 字\n漢", 1, DIRECTION_LTR), "漢/字/漢");
    assert_string_equal(show(*state, "א\u2066漢字\u2069 א", 1, DIRECTION_AUTO), "א/漢/字/א");
}

static void wide_characters_take_two_columns(void **state)
{
    struct row row = single(*state, "漢字a", 80, DIRECTION_LTR);
    assert_int_equal(row.width, 5);
    assert_int_equal(row.cells[0].width, 2);
    assert_string_equal(show(*state, "漢字漢", 5, DIRECTION_LTR), "漢字/漢");
}

static void line_separators_force_a_row(void **state)
{
    assert_string_equal(show(*state, "a\nb\r\nc\u2028d\u2029e", 80, DIRECTION_LTR), "a/b/c/d/e");
    assert_string_equal(show(*state, "a\n\nb", 80, DIRECTION_LTR), "a//b");
    assert_string_equal(show(*state, "a\n", 80, DIRECTION_LTR), "a");
}

static void tabs_are_one_space(void **state)
{
    assert_string_equal(show(*state, "a\tb", 80, DIRECTION_LTR), "a b");
}

static void controls_never_come_out(void **state)
{
    struct fixture *fixture = *state;
    char text[0x100 * 3];
    size_t length = 0;
    for (uint32_t code_point = 0; code_point < 0xA0; code_point++) {
        length += utf8_encode(code_point, text + length);
        text[length++] = 'x';
    }
    const struct paragraph *paragraph = lay_out(fixture, (struct slice){ text, length }, DIRECTION_LTR);
    struct breaks breaks = paragraph_break(paragraph, 80, BREAK_GREEDY, &fixture->arena);
    for (size_t index = 0; index < breaks.row_count; index++) {
        struct row row = paragraph_row(paragraph, &breaks, index, JUSTIFY_NOT, &fixture->arena);
        for (size_t i = 0; i < row.cell_count; i++)
            for (size_t offset = 0; offset < row.cells[i].cluster.length;)
                assert_false(code_point_is_control(utf8_next(row.cells[i].cluster, &offset)));
    }
}

static void invisible_characters_are_not_shown(void **state)
{
    assert_string_equal(show(*state, "a\u200Bb\uFEFFc\u00ADd\u200Ee\u2060f\u202Ag\u202Ch\u2066i\u2069\uFE0Fj", 80,
                             DIRECTION_LTR), "abcdefghij");
    assert_string_equal(show(*state, "\u200F", 80, DIRECTION_LTR), "");
}

static void a_zero_width_space_is_a_place_to_break(void **state)
{
    assert_string_equal(show(*state, "abc\u200Bdef", 4, DIRECTION_LTR), "abc/def");
}

static void ill_formed_bytes_show_as_replacement_characters(void **state)
{
    assert_string_equal(show(*state, "a\xFF\xC3" "b\xE2\x82", 80, DIRECTION_LTR), "a\uFFFD\uFFFD" "b\uFFFD");
}

static void private_and_unassigned_characters_show_as_replacement_characters(void **state)
{
    assert_string_equal(show(*state, "\uE000\uFFFF\U0010FFFE\u0378", 80, DIRECTION_LTR), "\uFFFD\uFFFD\uFFFD\uFFFD");
}

static void a_cell_shows_four_marks_and_owns_them_all(void **state)
{
    struct row row = single(*state, "a\u0301\u0302\u0303\u0304\u0305\u0306", 80, DIRECTION_LTR);
    assert_int_equal(row.cell_count, 1);
    assert_int_equal(row.cells[0].cluster.length, 1 + 4 * 2);
    assert_memory_equal(row.cells[0].cluster.bytes, "a\u0301\u0302\u0303\u0304", 9);
    assert_int_equal(row.cells[0].source.end, 13);
}

static void a_mark_without_a_base_gets_a_dotted_circle(void **state)
{
    assert_string_equal(show(*state, "\u064Ea", 80, DIRECTION_LTR), "\u25CC\u064Ea");
    assert_string_equal(show(*state, "a\n\u0301b", 80, DIRECTION_LTR), "a/\u25CC\u0301b");
}

static void parts_of_an_emoji_sequence_keep_their_columns(void **state)
{
    struct row row = single(*state, "👨\u200D👩\u200D👧x", 80, DIRECTION_LTR);
    assert_int_equal(row.cell_count, 2);
    assert_int_equal(row.cells[0].width, 6);
    assert_int_equal(row.cells[0].cluster.length, 12);
    row = single(*state, "👍🏽", 80, DIRECTION_LTR);
    assert_int_equal(row.width, 2);
    row = single(*state, "🇸🇦", 80, DIRECTION_LTR);
    assert_int_equal(row.cell_count, 1);
    assert_int_equal(row.width, 2);
}

static void a_cell_never_grows_over_eight_columns_a_character(void **state)
{
    struct fixture *fixture = *state;
    struct buffer text = buffer_create(1 << 16);
    buffer_append_string(&text, "क");
    for (int i = 0; i < 1000; i++)
        buffer_append_string(&text, "\u0903");
    const struct paragraph *paragraph = lay_out(fixture, buffer_slice(&text), DIRECTION_LTR);
    assert_int_equal(paragraph_width(paragraph), 1001);
    struct row row = paragraph_single_row(paragraph, 2000, &fixture->arena);
    for (size_t i = 0; i < row.cell_count; i++)
        assert_in_range(row.cells[i].width, 1, 8);
    buffer_finish(&text);
}

static void what_fits_is_one_row_without_an_ellipsis(void **state)
{
    assert_string_equal(show_single(*state, "ABC def", 7, DIRECTION_AUTO), "def CBA");
    assert_string_equal(show_single(*state, "abc", 3, DIRECTION_AUTO), "abc");
    assert_string_equal(show_single(*state, "", 3, DIRECTION_AUTO), "");
}

static void an_ellipsis_stands_at_the_logical_end(void **state)
{
    assert_string_equal(show_single(*state, "ABCDEFG", 5, DIRECTION_AUTO), "…DCBA");
    assert_string_equal(show_single(*state, "abcdefg", 5, DIRECTION_AUTO), "abcd…");
    assert_string_equal(show_single(*state, "ABC defghi", 7, DIRECTION_AUTO), "…de CBA");
    assert_string_equal(show_single(*state, "abc DEFGHI", 7, DIRECTION_AUTO), "abc ED…");
}

static void an_ellipsis_takes_the_place_of_white_space_before_it(void **state)
{
    assert_string_equal(show_single(*state, "abc defg", 5, DIRECTION_AUTO), "abc…");
}

static void narrow_single_rows_hold_what_they_can(void **state)
{
    assert_string_equal(show_single(*state, "abc", 1, DIRECTION_AUTO), "…");
    assert_string_equal(show_single(*state, "abc", 0, DIRECTION_AUTO), "");
    assert_string_equal(show_single(*state, "漢字", 3, DIRECTION_AUTO), "漢…");
}

static void the_ellipsis_stands_for_all_that_is_left(void **state)
{
    struct row row = single(*state, "abc defg", 5, DIRECTION_LTR);
    assert_int_equal(row.cells[3].source.start, 3);
    assert_int_equal(row.cells[3].source.end, 8);
    assert_int_equal(row.source.end, 8);
}

static void newlines_in_a_single_row_are_spaces(void **state)
{
    assert_string_equal(show_single(*state, "abc\ndef\n", 20, DIRECTION_AUTO), "abc def");
}

static void the_width_is_that_of_a_single_row(void **state)
{
    const char *const texts[] = { "", "abc", "abc\ndef\n\n", "سلام ", "漢字", "\u200F", "e\u0301" };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct fixture *fixture = *state;
        const struct paragraph *paragraph = lay_out(fixture, slice_of(texts[i]), DIRECTION_AUTO);
        assert_int_equal(paragraph_single_row(paragraph, 1000, &fixture->arena).width, paragraph_width(paragraph));
    }
}

static void a_single_row_keeps_white_space_at_its_end(void **state)
{
    assert_string_equal(show_single(*state, "ABC ", 20, DIRECTION_AUTO), " CBA");
    assert_string_equal(show_single(*state, "abc DEF ", 20, DIRECTION_LTR), "abc FED ");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_empty_text_has_one_empty_row),
        cmocka_unit_test(rows_break_at_white_space_which_hangs),
        cmocka_unit_test(white_space_before_text_stays),
        cmocka_unit_test(a_no_break_space_holds),
        cmocka_unit_test(an_overlong_word_is_cut_at_cells),
        cmocka_unit_test(a_word_goes_whole_to_the_next_row_before_it_is_cut),
        cmocka_unit_test(letters_do_not_join_over_the_end_of_a_row),
        cmocka_unit_test(a_cell_wider_than_the_row_stands_alone),
        cmocka_unit_test(what_hangs_after_an_overwide_cell_makes_no_row_of_its_own),
        cmocka_unit_test(wide_characters_take_two_columns),
        cmocka_unit_test(line_separators_force_a_row),
        cmocka_unit_test(tabs_are_one_space),
        cmocka_unit_test(controls_never_come_out),
        cmocka_unit_test(invisible_characters_are_not_shown),
        cmocka_unit_test(a_zero_width_space_is_a_place_to_break),
        cmocka_unit_test(ill_formed_bytes_show_as_replacement_characters),
        cmocka_unit_test(private_and_unassigned_characters_show_as_replacement_characters),
        cmocka_unit_test(a_cell_shows_four_marks_and_owns_them_all),
        cmocka_unit_test(a_mark_without_a_base_gets_a_dotted_circle),
        cmocka_unit_test(parts_of_an_emoji_sequence_keep_their_columns),
        cmocka_unit_test(a_cell_never_grows_over_eight_columns_a_character),
        cmocka_unit_test(what_fits_is_one_row_without_an_ellipsis),
        cmocka_unit_test(an_ellipsis_stands_at_the_logical_end),
        cmocka_unit_test(an_ellipsis_takes_the_place_of_white_space_before_it),
        cmocka_unit_test(narrow_single_rows_hold_what_they_can),
        cmocka_unit_test(the_ellipsis_stands_for_all_that_is_left),
        cmocka_unit_test(newlines_in_a_single_row_are_spaces),
        cmocka_unit_test(the_width_is_that_of_a_single_row),
        cmocka_unit_test(a_single_row_keeps_white_space_at_its_end),
    };
    return cmocka_run_group_tests(tests, fixture_setup, fixture_teardown);
}
