#include "show.h"

#include "text/forms.h"
#include "text/spelling.h"

/* What is shown for `text` must be what is shown for `letters`. */
static void assert_shown_as(void **state, const char *text, const char *letters)
{
    assert_string_equal(show(*state, text, 80, DIRECTION_RTL), show(*state, letters, 80, DIRECTION_RTL));
}

static void words_in_one_sign_are_spelled_out(void **state)
{
    assert_string_equal(show(*state, "ﷲ", 80, DIRECTION_AUTO), "\uFEEA\uFEE0\uFEDF\uFE8D");
    assert_shown_as(state, "ﷴ", "محمد");
    assert_shown_as(state, "٥ ﷼", "٥ ریال");
}

static void formulas_are_spelled_out(void **state)
{
    assert_shown_as(state, "ﷺ", "صلى الله عليه وسلم");
    assert_shown_as(state, "ﷻ", "جل جلاله");
    assert_shown_as(state, "\uFDFD", "بسم الله الرحمن الرحيم");
    assert_shown_as(state, "\uFD47", "عليه السلام");
    assert_shown_as(state, "\uFDFF", "عز وجل");
}

static void every_formula_of_unicode_is_known(void **state)
{
    (void)state;
    struct spellings *spellings = allocate(1, sizeof *spellings);
    assert_true(spellings_collect(spellings));
    for (uint32_t sign = 0xFD40; sign <= 0xFD4F; sign++)
        assert_non_null(spelling_of(spellings, sign));
    for (uint32_t sign = 0xFDF0; sign <= 0xFDFF; sign++)
        assert_non_null(spelling_of(spellings, sign));
    assert_non_null(spelling_of(spellings, 0xFDCF));
    assert_null(spelling_of(spellings, 0xFD3E)); /* a parenthesis */
    assert_null(spelling_of(spellings, 0x0628));
    free(spellings);
}

static void a_formula_is_parted_from_the_word_that_it_is_written_to(void **state)
{
    assert_shown_as(state, "محمدﷺ", "محمد صلى الله عليه وسلم");
    assert_shown_as(state, "محمدٌ\uFD47قال", "محمدٌ عليه السلام قال");
    assert_shown_as(state, "(ﷺ)", "(صلى الله عليه وسلم)");
    assert_shown_as(state, "١٠٠﷼", "١٠٠ ریال");
}

static void a_prefix_joins_the_word_that_a_sign_stands_for(void **state)
{
    assert_shown_as(state, "وﷲ بﷴ عبدﷲ", "والله بمحمد عبدالله");
}

static void all_cells_of_a_sign_have_its_bytes(void **state)
{
    struct fixture *fixture = *state;
    const struct paragraph *paragraph = lay_out(fixture, slice_of("نﷲن"), DIRECTION_AUTO);
    struct row row = paragraph_single_row(paragraph, 80, &fixture->arena);
    assert_int_equal(row.cell_count, 6);
    for (size_t i = 1; i < 5; i++) {
        assert_int_equal(row.cells[i].source.start, 2);
        assert_int_equal(row.cells[i].source.end, 5);
    }
    assert_int_equal(row.cells[5].source.end, 2);
    assert_int_equal(row.cells[0].source.start, 5);
}

static void rows_break_between_the_words_of_a_sign(void **state)
{
    struct fixture *fixture = *state;
    const struct paragraph *paragraph = lay_out(fixture, slice_of("قال ﷺ هنا"), DIRECTION_AUTO);
    struct breaks breaks = paragraph_break(paragraph, 9, BREAK_GREEDY, &fixture->arena);
    assert_int_equal(breaks.row_count, 3);
    struct row first = paragraph_row(paragraph, &breaks, 0, JUSTIFY_NOT, &fixture->arena);
    struct row second = paragraph_row(paragraph, &breaks, 1, JUSTIFY_NOT, &fixture->arena);
    assert_int_equal(first.source.end, 10);
    assert_int_equal(second.source.start, 7);
    assert_int_equal(second.source.end, 10);
    assert_shown_as(state, "قال ﷺ هنا", "قال صلى الله عليه وسلم هنا");
}

static void a_sign_of_which_a_row_shows_nothing_is_not_its_own(void **state)
{
    struct fixture *fixture = *state;
    const struct paragraph *paragraph = lay_out(fixture, slice_of("محمدﷺ"), DIRECTION_AUTO);
    struct breaks breaks = paragraph_break(paragraph, 5, BREAK_GREEDY, &fixture->arena);
    struct row row = paragraph_row(paragraph, &breaks, 0, JUSTIFY_NOT, &fixture->arena);
    assert_int_equal(row.source.end, 8);
}

static void presentation_forms_in_a_word_are_its_letters(void **state)
{
    assert_shown_as(state, "\uFE91\uFEF4\uFE96", "بيت");
    assert_shown_as(state, "الس\uFEFCم ا\uFEF7خبار", "السلام الأخبار");
    assert_shown_as(state, "\uFE91\u064Eا", "بَا");
    assert_shown_as(state, "\uFC00", "ئج");
    assert_shown_as(state, "ب\uFE76ت\uFE77", "بَتـَ");
    assert_shown_as(state, "\uFB58د\uFBAD", "پدھ");
}

static void a_presentation_form_alone_is_shown_as_itself(void **state)
{
    assert_string_equal(show(*state, "\uFE8F \uFE91 \uFE92 \uFE90", 80, DIRECTION_RTL), "\uFE90 \uFE92 \uFE91 \uFE8F");
    assert_string_equal(show(*state, "(\uFE91\u064E)", 80, DIRECTION_RTL), "(\uFE91\u064E)");
}

/* Alone and in a word, whatever it stands for; parentheses and symbols are no letters. */
static void in_base_letters_no_form_is_left(void **state)
{
    const struct paragraph_options base = { .letters = LETTERS_BASE };
    for (uint32_t form = 0xFB50; form <= 0xFEFC; form++) {
        char text[16] = { 0 }, *shown;
        size_t length = utf8_encode(form, text);
        memcpy(text + length, " بـ", sizeof " بـ" - 1);
        utf8_encode(form, text + length + sizeof " بـ" - 1);
        shown = show_options(*state, text, 80, &base);
        struct slice cells = slice_of(shown);
        for (size_t offset = 0; offset < cells.length;) {
            enum letter_form ignored;
            uint32_t letter, seen = utf8_next(cells, &offset);
            assert_false(shape_read(seen, &letter, &ignored));
        }
        arena_reset(&((struct fixture *)*state)->arena);
    }
}

static void base_letters_keep_their_marks_and_order(void **state)
{
    const struct paragraph_options base = { .letters = LETTERS_BASE };
    assert_string_equal(show_options(*state, "لَا (٣) ﻻ", 80, &base), "ال (٣) الَ");
    assert_string_equal(show_options(*state, "قلعۂ", 80, &base), "ۂعلق");
}

static void a_linear_paragraph_is_shown_as_it_is_read(void **state)
{
    const struct paragraph_options linear = { .linear = true, .direction = DIRECTION_RTL, .isolates_tokens = true };
    const char *const text = "قال (زيد): 15-20 من C++ و\"نعم\".";
    assert_string_equal(show_options(*state, text, 80, &linear), text);
    struct fixture *fixture = *state;
    const struct paragraph *paragraph = paragraph_create(fixture->engine, &fixture->arena, slice_of(text), &linear);
    struct row row = paragraph_single_row(paragraph, 12, &fixture->arena);
    assert_string_equal(row.cells[row.cell_count - 1].cluster.bytes, "\u2026");
    assert_int_equal(row.direction, DIRECTION_LTR);
}

/* A piece ends before or behind a sign, never within. */
static void long_text_is_not_cut_within_a_sign(void **state)
{
    struct fixture *fixture = *state;
    for (size_t lead = 0; lead < 24; lead++) {
        struct buffer text = buffer_create(1 << 20), letters = buffer_create(1 << 20);
        for (size_t i = 0; i < lead; i++) {
            buffer_append_string(&text, "ا");
            buffer_append_string(&letters, "ا");
        }
        for (int i = 0; i < 900; i++) {
            buffer_append_string(&text, "،ﷺ،سسسسسسسسسسسسسس");
            buffer_append_string(&letters, "،صلى الله عليه وسلم،سسسسسسسسسسسسسس");
        }
        assert_shown_as(state, text.bytes, letters.bytes);
        buffer_finish(&text);
        buffer_finish(&letters);
        arena_reset(&fixture->arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_in_one_sign_are_spelled_out),
        cmocka_unit_test(formulas_are_spelled_out),
        cmocka_unit_test(every_formula_of_unicode_is_known),
        cmocka_unit_test(a_formula_is_parted_from_the_word_that_it_is_written_to),
        cmocka_unit_test(a_prefix_joins_the_word_that_a_sign_stands_for),
        cmocka_unit_test(all_cells_of_a_sign_have_its_bytes),
        cmocka_unit_test(rows_break_between_the_words_of_a_sign),
        cmocka_unit_test(a_sign_of_which_a_row_shows_nothing_is_not_its_own),
        cmocka_unit_test(presentation_forms_in_a_word_are_its_letters),
        cmocka_unit_test(a_presentation_form_alone_is_shown_as_itself),
        cmocka_unit_test(in_base_letters_no_form_is_left),
        cmocka_unit_test(base_letters_keep_their_marks_and_order),
        cmocka_unit_test(a_linear_paragraph_is_shown_as_it_is_read),
        cmocka_unit_test(long_text_is_not_cut_within_a_sign),
    };
    return cmocka_run_group_tests(tests, fixture_setup, fixture_teardown);
}
