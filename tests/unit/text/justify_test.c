#include "show.h"

#include "../growth.h"

static char *show_justified(struct fixture *fixture, const char *text, int width, enum justification justification)
{
    const struct paragraph *paragraph = lay_out(fixture, slice_of(text), DIRECTION_AUTO);
    return show_rows(fixture, paragraph, width, BREAK_GREEDY, justification);
}

static char *show_spaced(struct fixture *fixture, const char *caps, int width)
{
    char *text = caps_to_letters(&fixture->arena, caps);
    return letters_to_caps(&fixture->arena, show_justified(fixture, text, width, JUSTIFY_SPACES));
}

/* ---- spaces ---------------------------------------------------------------------------------------------------- */

static void rows_but_the_last_are_filled_at_their_spaces(void **state)
{
    assert_string_equal(show_spaced(*state, "aa bb cc dddd ee ff", 10), "aa  bb  cc/dddd ee ff");
    assert_string_equal(show_spaced(*state, "AA BB CC DDDD EE FF", 10), "CC  BB  AA/FF EE DDDD");
}

static void gaps_of_rows_in_turn_are_widened_at_different_ends(void **state)
{
    assert_string_equal(show_spaced(*state, "aaa bbb ccc ddd eee fff gg", 12), "aaa bbb  ccc/ddd  eee fff/gg");
}

static void a_row_that_ends_with_a_newline_stays_ragged(void **state)
{
    assert_string_equal(show_spaced(*state, "aaa bbb\nccc ddd\n", 9), "aaa bbb/ccc ddd");
}

static void a_row_that_is_far_from_full_stays_ragged(void **state)
{
    assert_string_equal(show_spaced(*state, "aa bb ccccccccccc dd", 11), "aa bb/ccccccccccc/dd");
    assert_string_equal(show_spaced(*state, "aaa bbbb cccccccccc dd", 11), "aaa    bbbb/cccccccccc/dd");
}

static void a_row_with_a_tab_stays_ragged(void **state)
{
    assert_string_equal(show_spaced(*state, "aaa\tbbb ccc", 9), "aaa bbb/ccc");
}

static void indentation_is_not_stretched(void **state)
{
    assert_string_equal(show_spaced(*state, "  aaa bbb cccc", 11), "  aaa   bbb/cccc");
}

static void a_row_without_spaces_stays_ragged(void **state)
{
    assert_string_equal(show_spaced(*state, "漢字漢字漢字", 7), "漢字漢/字漢字");
}

static void nothing_is_added_to_a_token_or_to_code(void **state)
{
    struct fixture *fixture = *state;
    const struct style_run styles[] = { { 3, 0 }, { 8, 6 }, { 100, 0 } };
    const struct paragraph_options code = { .rigid_roles = 1u << 6, .styles = styles, .style_count = 3 };
    const struct paragraph *paragraph =
        paragraph_create(fixture->engine, &fixture->arena, slice_of("aa ls -l bb cccccc"), &code);
    assert_string_equal(show_rows(fixture, paragraph, 14, BREAK_GREEDY, JUSTIFY_SPACES), "aa  ls -l   bb/cccccc");

    const struct paragraph_options tokens = { .direction = DIRECTION_RTL, .isolates_tokens = true };
    paragraph = paragraph_create(fixture->engine, &fixture->arena,
                                 slice_of(caps_to_letters(&fixture->arena, "AA +966 50 123 4567 BB CCCCCCCC")), &tokens);
    assert_string_equal(letters_to_caps(&fixture->arena,
                                        show_rows(fixture, paragraph, 26, BREAK_GREEDY, JUSTIFY_SPACES)),
                        "BB   +966 50 123 4567   AA/CCCCCCCC");
    paragraph = paragraph_create(fixture->engine, &fixture->arena,
                                 slice_of("في https://example.org/سبب نجد سببا"), &tokens);
    char *shown = show_rows(fixture, paragraph, 33, BREAK_GREEDY, JUSTIFY_KASHIDA);
    assert_non_null(strstr(shown, "example.org/\uFE90\uFE92\uFEB3"));
}

static void spaces_of_an_island_count_too(void **state)
{
    assert_string_equal(show_spaced(*state, "ABC de fg HIJ KLMNOPQ", 15), "JIH  de  fg CBA/QPONMLK");
}

static void no_break_spaces_keep_their_width(void **state)
{
    assert_string_equal(show_spaced(*state, "aa\u00A0bb cc dddd", 10), "aa\u00A0bb   cc/dddd");
}

static void what_is_added_stands_for_nothing_and_looks_like_the_cell_before(void **state)
{
    struct fixture *fixture = *state;
    const struct style_run styles[] = { { .end = 3, .role = 7 }, { .end = 16, .role = 8 } };
    struct paragraph_options options = { .styles = styles, .style_count = 2 };
    const struct paragraph *paragraph =
        paragraph_create(fixture->engine, &fixture->arena, SLICE("aa bbb cccccccc"), &options);
    struct breaks breaks = paragraph_break(paragraph, 8, BREAK_GREEDY, &fixture->arena);
    struct row row = paragraph_row(paragraph, &breaks, 0, JUSTIFY_SPACES, &fixture->arena);
    assert_int_equal(row.width, 8);
    assert_int_equal(row.cell_count, 8);
    for (size_t i = 3; i < 5; i++) {
        assert_int_equal(row.cells[i].source.start, 3);
        assert_int_equal(row.cells[i].source.end, 3);
        assert_int_equal(row.cells[i].role, 7);
    }
    assert_int_equal(row.cells[5].source.start, 3);
    assert_int_equal(row.cells[5].role, 8);
}

/* ---- kashida --------------------------------------------------------------------------------------------------- */

/* A right-to-left row in logical order: the text itself, and what was added to it. */
static char *read_row(struct fixture *fixture, const struct row *row, struct slice text)
{
    struct buffer out = buffer_create(1 << 16);
    for (size_t i = row->cell_count; i-- > 0;) {
        const struct cell *cell = &row->cells[i];
        bool is_added = cell->source.start == cell->source.end;
        buffer_append(&out, is_added ? cell->cluster : slice_part(text, cell->source.start, cell->source.end));
    }
    char *read = arena_copy_string(&fixture->arena, buffer_slice(&out));
    buffer_finish(&out);
    return read;
}

/* The words alone in a row that is so many columns wider. */
static char *stretch(struct fixture *fixture, const char *words, int columns)
{
    struct slice text = arena_format(&fixture->arena, "%s xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", words);
    const struct paragraph *paragraph = lay_out(fixture, text, DIRECTION_RTL);
    int width = paragraph_width(lay_out(fixture, slice_of(words), DIRECTION_RTL)) + columns;
    struct breaks breaks = paragraph_break(paragraph, width, BREAK_GREEDY, &fixture->arena);
    struct row row = paragraph_row(paragraph, &breaks, 0, JUSTIFY_KASHIDA, &fixture->arena);
    return read_row(fixture, &row, text);
}

static void assert_stretched(struct fixture *fixture, const char *const (*cases)[2], size_t count)
{
    for (size_t i = 0; i < count; i++)
        assert_string_equal(stretch(fixture, cases[i][0], 1), cases[i][1]);
}

#define ASSERT_STRETCHED(state, ...)                                                                         \
    assert_stretched(state, (const char *const[][2]){ __VA_ARGS__ },                                         \
                     sizeof((const char *const[][2]){ __VA_ARGS__ }) / sizeof(char *[2]))

static void a_kashida_goes_where_the_author_wrote_one(void **state)
{
    ASSERT_STRETCHED(*state, { "كـبيرة", "كــبيرة" }, { "سـماء", "ســماء" });
}

static void else_after_seen_and_sad(void **state)
{
    ASSERT_STRETCHED(*state, { "سماء", "سـماء" }, { "مسجد", "مسـجد" }, { "العاصمة", "العاصـمة" },
                     { "مستشفيات", "مستشـفيات" });
}

static void else_before_final_heh_teh_marbuta_and_dal(void **state)
{
    ASSERT_STRETCHED(*state, { "مدينة", "مدينـة" }, { "محمد", "محمـد" }, { "كتابه", "كتابـه" }, { "الذي", "الـذي" });
}

static void else_before_final_alef_tah_lam_and_kaf(void **state)
{
    ASSERT_STRETCHED(*state, { "كتاب", "كتـاب" }, { "جميل", "جميـل" }, { "ملك", "ملـك" },
                     { "محيط", "محيـط" }, { "برگ", "بـرگ" });
}

static void else_before_beh_and_its_like_when_reh_or_yeh_follows(void **state)
{
    ASSERT_STRETCHED(*state, { "كبير", "كبـير" }, { "حتى", "حـتى" }, { "التي", "الـتي" });
}

static void else_before_final_waw_ain_qaf_and_feh(void **state)
{
    ASSERT_STRETCHED(*state, { "نحو", "نحـو" }, { "جميع", "جميـع" }, { "يوم", "يـوم" }, { "توقف", "توقـف" });
}

static void else_before_another_final_letter_or_anywhere(void **state)
{
    ASSERT_STRETCHED(*state, { "عين", "عيـن" }, { "مجلس", "مجلـس" }, { "علي", "عـلي" });
}

static void never_before_a_final_yeh_but_after_seen(void **state)
{
    ASSERT_STRETCHED(*state, { "في", "في" }, { "إلى", "إلى" }, { "علي", "عـلي" }, { "کے", "کے" },
                     { "كرسي", "كرسـي" });
}

static void never_inside_lam_alef(void **state)
{
    ASSERT_STRETCHED(*state, { "لا", "لا" }, { "لَا", "لَا" }, { "بلاد", "بـلاد" }, { "ل\u200Dا", "ل\u200Dا" });
}

static void never_inside_the_word_allah(void **state)
{
    /* The last is one sign, spelled out: each of its letters reads as the whole. */
    ASSERT_STRETCHED(*state, { "الله", "الله" }, { "لله", "لله" }, { "اللَّه", "اللَّه" }, { "بالله", "بـالله" },
                     { "عبدالله", "عبـدالله" },
                     { "ﷲ", "ﷲﷲﷲﷲ" });
}

static void never_where_letters_do_not_join(void **state)
{
    ASSERT_STRETCHED(*state, { "دار", "دار" }, { "ܫܠܡܐ", "ܫܠܡܐ" }, { "שלום", "שלום" }, { "می\u200Cخواهم", "می\u200Cخـواهم" },
                     { "ه\u200D", "ه\u200D" }, { "هـ", "هـ" });
}

static void letters_forced_left_to_right_are_not_stretched(void **state)
{
    assert_string_equal(show_justified(*state, "\u202Dكتاب\u202C xxxxxx", 5, JUSTIFY_KASHIDA),
                        show_justified(*state, "\u202Dكتاب\u202C xxxxxx", 5, JUSTIFY_NOT));
}

static void words_of_two_letters_are_stretched_only_for_want_of_others(void **state)
{
    ASSERT_STRETCHED(*state, { "هل كتب", "هل كتـب" }, { "كتب بل", "كتـب بل" }, { "هل", "هـل" });
}

static void marks_stay_on_their_letter(void **state)
{
    ASSERT_STRETCHED(*state, { "مُحَمَّدٌ", "مُحَمَّـدٌ" }, { "سِرَاج", "سِـرَاج" });
}

static void a_kashida_has_the_role_of_the_letter_before_it(void **state)
{
    struct fixture *fixture = *state;
    const struct style_run styles[] = { { .end = 4, .role = 7 }, { .end = 100, .role = 8 } };
    struct paragraph_options options = { .styles = styles, .style_count = 2 };
    const struct paragraph *paragraph =
        paragraph_create(fixture->engine, &fixture->arena, SLICE("كتاب xxxxxxxx"), &options);
    struct breaks breaks = paragraph_break(paragraph, 5, BREAK_GREEDY, &fixture->arena);
    struct row row = paragraph_row(paragraph, &breaks, 0, JUSTIFY_KASHIDA, &fixture->arena);
    const struct cell *kashida = &row.cells[2];
    assert_int_equal(row.cell_count, 5);
    assert_memory_equal(kashida->cluster.bytes, "ـ", 2);
    assert_int_equal(kashida->role, 7);
    assert_true(kashida->rtl);
    assert_int_equal(kashida->source.start, 4);
    assert_int_equal(kashida->source.end, 4);
}

static void many_words_are_stretched_a_little_rather_than_one_a_lot(void **state)
{
    assert_string_equal(stretch(*state, "كتاب كتاب كتاب كتاب", 2), "كتاب كتـاب كتاب كتـاب");
    assert_string_equal(stretch(*state, "كتاب كتاب كتاب كتاب", 4), "كتـاب كتـاب كتـاب كتـاب");
    assert_string_equal(stretch(*state, "كتاب كتاب كتاب كتاب", 6), "كتـاب كتــاب كتـاب كتــاب");
    assert_string_equal(stretch(*state, "كتاب مدينة كتاب سلام", 2), "كتاب مدينـة كتاب سـلام");
}

static void what_kashida_cannot_take_goes_to_spaces(void **state)
{
    assert_string_equal(stretch(*state, "كتاب אבגדה אבגדה אבגדה", 6), "كتـــاب  אבגדה  אבגדה  אבגדה");
}

static void a_row_that_cannot_be_filled_is_left_as_it_is(void **state)
{
    assert_string_equal(stretch(*state, "كتابאבגדהוז", 5), "كتابאבגדהוז");
}

/* ---- what a stranger may send ---------------------------------------------------------------------------------- */

static void justify_at_many_widths(void *context, struct slice text)
{
    static const int widths[] = { 1, 2, 80, 4096 };
    struct fixture *fixture = context;
    const struct paragraph *paragraph = lay_out(fixture, text, DIRECTION_RTL);
    struct arena rows = { 0 };
    for (size_t i = 0; i < sizeof widths / sizeof *widths; i++) {
        struct breaks breaks = paragraph_break(paragraph, widths[i], BREAK_BALANCED, &fixture->arena);
        for (size_t k = 0; k < breaks.row_count; k++) {
            paragraph_row(paragraph, &breaks, k, JUSTIFY_KASHIDA, &rows);
            arena_reset(&rows);
        }
    }
    arena_finish(&rows);
    arena_reset(&fixture->arena);
}

static void time_grows_with_the_text_at_any_width(void **state)
{
    static const struct {
        const char *piece;
        size_t count;
    } texts[] = {
        { "ب ", 40000 }, { "ببب ", 20000 }, { "ببببببب", 8000 }, { "\u200D", 30000 }, { "ـ", 50000 }, { "\n", 90000 },
        { "ب\u064B", 20000 }, { "(ب ", 20000 }, { "לל\u2066ب ", 8000 }, { "ببب\t", 20000 },
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        if (!growth_is_linear(justify_at_many_widths, *state, "", texts[i].piece, texts[i].count, ""))
            fail_msg("\"%s\" again and again: work grows faster than the text", texts[i].piece);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_but_the_last_are_filled_at_their_spaces),
        cmocka_unit_test(gaps_of_rows_in_turn_are_widened_at_different_ends),
        cmocka_unit_test(a_row_that_ends_with_a_newline_stays_ragged),
        cmocka_unit_test(a_row_that_is_far_from_full_stays_ragged),
        cmocka_unit_test(a_row_with_a_tab_stays_ragged),
        cmocka_unit_test(indentation_is_not_stretched),
        cmocka_unit_test(a_row_without_spaces_stays_ragged),
        cmocka_unit_test(nothing_is_added_to_a_token_or_to_code),
        cmocka_unit_test(spaces_of_an_island_count_too),
        cmocka_unit_test(no_break_spaces_keep_their_width),
        cmocka_unit_test(what_is_added_stands_for_nothing_and_looks_like_the_cell_before),
        cmocka_unit_test(a_kashida_goes_where_the_author_wrote_one),
        cmocka_unit_test(else_after_seen_and_sad),
        cmocka_unit_test(else_before_final_heh_teh_marbuta_and_dal),
        cmocka_unit_test(else_before_final_alef_tah_lam_and_kaf),
        cmocka_unit_test(else_before_beh_and_its_like_when_reh_or_yeh_follows),
        cmocka_unit_test(else_before_final_waw_ain_qaf_and_feh),
        cmocka_unit_test(else_before_another_final_letter_or_anywhere),
        cmocka_unit_test(never_before_a_final_yeh_but_after_seen),
        cmocka_unit_test(never_inside_lam_alef),
        cmocka_unit_test(never_inside_the_word_allah),
        cmocka_unit_test(never_where_letters_do_not_join),
        cmocka_unit_test(letters_forced_left_to_right_are_not_stretched),
        cmocka_unit_test(words_of_two_letters_are_stretched_only_for_want_of_others),
        cmocka_unit_test(marks_stay_on_their_letter),
        cmocka_unit_test(a_kashida_has_the_role_of_the_letter_before_it),
        cmocka_unit_test(many_words_are_stretched_a_little_rather_than_one_a_lot),
        cmocka_unit_test(what_kashida_cannot_take_goes_to_spaces),
        cmocka_unit_test(a_row_that_cannot_be_filled_is_left_as_it_is),
        cmocka_unit_test(time_grows_with_the_text_at_any_width),
    };
    return cmocka_run_group_tests(tests, fixture_setup, fixture_teardown);
}
