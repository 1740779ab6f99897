#include "round_trip.h"

#include "../cmocka.h"
#include "../growth.h"

#include <stdio.h>
#include <stdlib.h>

enum { MAX_CELLS = 400, RANDOM_ROWS = 120000 };

static const struct row_encoding runs = { .order = ORDER_RUNS, .takes_lrm = true };
static const struct row_encoding runs_without_mark = { .order = ORDER_RUNS };
static const struct row_encoding first_strong = { .order = ORDER_RUNS, .by_first_strong = true, .takes_lrm = true };
static const struct row_encoding first_strong_without_mark = { .order = ORDER_RUNS, .by_first_strong = true };
static const struct row_encoding words = { .order = ORDER_WORDS };
static const struct row_encoding override = { .order = ORDER_VISUAL_LRO };

static int set_up(void **state)
{
    *state = allocate(1, sizeof(struct arena));
    return 0;
}

static int tear_down(void **state)
{
    arena_finish(*state);
    free(*state);
    return 0;
}

static void append_code_point(struct buffer *out, uint32_t code_point)
{
    char bytes[4];
    buffer_append(out, (struct slice){ bytes, utf8_encode(code_point, bytes) });
}

/* The row as it is sent; <L> for U+200E, <N> for U+200C, <O> for U+202D, _ for the braille blank. */
static const char *sent(struct arena *arena, const struct row_encoding *encoding, const char *seen)
{
    struct shown_cell cells[MAX_CELLS];
    struct buffer out = buffer_create(1 << 20);
    size_t count = cells_of(seen, cells, MAX_CELLS);
    row_encode(encoding, cells, count, arena);
    for (size_t i = 0; i < count; i++) {
        for (int k = 0; k < cells[i].count; k++) {
            switch (cells[i].code_points[k]) {
            case 0x200E: buffer_append_string(&out, "<L>"); break;
            case 0x200C: buffer_append_string(&out, "<N>"); break;
            case 0x202D: buffer_append_string(&out, "<O>"); break;
            case 0x2800: buffer_append_string(&out, "_"); break;
            default: append_code_point(&out, cells[i].code_points[k]);
            }
        }
    }
    const char *copy = arena_copy_string(arena, buffer_slice(&out));
    buffer_finish(&out);
    return copy;
}

static bool comes_back(struct arena *arena, const struct row_encoding *encoding, const char *seen)
{
    struct shown_cell cells[MAX_CELLS];
    size_t count = cells_of(seen, cells, MAX_CELLS);
    return row_comes_back(encoding, cells, count, arena);
}

/* ---- rows of every kind --------------------------------------------------------------------------------------- */

/* As they are seen: Hebrew for R, Arabic for AL, both kinds of digits. */
static const char *const stress[] = {
    "אבג", " אבג", "abc אבג def", "אבג דהו", "אבג 15 דהו", "סלאم", "دجا ثبت",
    "25.5% دجا", "دجا 25.5%", "دجا 25.5% ثبت", "25.5% גבא", "גבא 25.5% וה",
    "$15 دجا", "دجا $15", "دجا $15 ثبت", "15$ دجا", "דה $15 גבא",
    "100% دجا", "دجا 100%", "دجا 100% ثبت", "دجا %100 ثبت", "דה 100% גבא",
    "012-345 دجا", "دجا 012-345", "دجا 012-345 ثبت", "دجا 345-012 ثبت", "דה 012-345 גבא",
    "دجا ١٢ ثبت", "١٢ ٣٤", "١٢٣.٤ دجا", "دجا ١٢,٣ 45", "١٢-٣٤", "%١٢ دجا", "١٢ 34 ٥٦", "دجا (١٢) ثبت",
    "(دجا)", "(دجا) ثبت", "دجا (ثبت)", ".(دجا) ثبت (a) ", "[دجا] (abc) {ثبت}", "(a دجا) b", "((دجا) b)", ")دجا(",
    "«دجا» ثبت", "‹abc› دجا", "دجا (ثبت) [12] abc", "abc (دجا", "دجا) abc", "( دجا ( ثبت ( abc (",
    "دجا : ثبت", "دجا: abc: ثبت", ":دجا", "!abc دجا!", "?دجا abc?", "...دجا", "- دجا -", "دجا / ثبت / abc",
    "12:30 دجا 13:45", "2024/05/06 دجا", "دجا 2024/05/06 abc", "+5 دجا -7", "דגא +5 -7 גבא", "a1 דגא 1a",
    "│دجا│ثبت│", "دجا │ ثبت", "│ دجا 12 │ 34 ثبت │ abc │", "───دجا───", "█دجا█ ▌ثبت", "▶ دجا 12 ● ثبت",
    "漢字 دجا 漢 ثبت 漢", "漢دجا漢", "😀 دجا 😀 ثبت", "دـج 12 ـث",
    "كِتَابٌ 12 دُجَا", "שָׁלוֹם 12 (שׁ)", "a\u0301 دجا b\u0301 1\u0301 ثبت", "(\u0301دجا)\u0301 ثبت",
    "دجا\u00a012\u00a0ثبت", "#1 دجا #2", "№ 5 دجا", "50 € دجا 50 €", "€50 دجا", "5° دجا 5′",
    "user@example.org دجا", "دجا-ثبت_abc", "C++ دجا C#", "دجا & abc & ثبت",
};

static void every_row_comes_back_where_marks_guard(void **state)
{
    for (size_t i = 0; i < sizeof stress / sizeof *stress; i++) {
        if (!comes_back(*state, &runs, stress[i]))
            fail_msg("%s", stress[i]);
        char with_margin[512];
        snprintf(with_margin, sizeof with_margin, " %s", stress[i]);
        if (!comes_back(*state, &first_strong, with_margin) || !comes_back(*state, &override, with_margin))
            fail_msg("%s", with_margin);
    }
}

static void panes_do_not_disturb_each_other(void **state)
{
    enum { COUNT = sizeof stress / sizeof *stress };
    for (size_t pair = 0; pair < COUNT * COUNT; pair++) {
        char row[1024];
        snprintf(row, sizeof row, " %s  │ %s │", stress[pair / COUNT], stress[pair % COUNT]);
        if (!comes_back(*state, &runs, row) || !comes_back(*state, &first_strong, row) ||
            !comes_back(*state, &runs_without_mark, row) || !comes_back(*state, &first_strong_without_mark, row))
            fail_msg("%s", row);
        arena_reset(*state);
    }
}

static void rows_come_back_where_blanks_guard(void **state)
{
    for (size_t i = 0; i < sizeof stress / sizeof *stress; i++) {
        char with_margin[512];
        snprintf(with_margin, sizeof with_margin, " %s", stress[i]);
        if (!comes_back(*state, &runs_without_mark, stress[i]) ||
            !comes_back(*state, &first_strong_without_mark, with_margin))
            fail_msg("%s", with_margin);
    }
}

static void only_letters_are_turned_where_marks_guard(void **state)
{
    assert_string_equal(sent(*state, &runs, "دجا 25.5% ثبت abc"), "اجد<L> 25.5% تبث abc");
    assert_string_equal(sent(*state, &runs, "abc 15 (a)"), "abc 15 (a)");
    assert_string_equal(sent(*state, &first_strong, " دجا."), " <L>اجد.");
}

static void letters_that_are_not_joined_stay_so_where_the_terminal_joins(void **state)
{
    const struct row_encoding joining = { .order = ORDER_RUNS, .takes_lrm = true, .joins_letters = true };
    assert_string_equal(sent(*state, &joining, "ﺪﻧﺎﻣﯽﻣ"), "ﻣﯽ<N>ﻣﺎﻧﺪ");
    assert_string_equal(sent(*state, &joining, "12 ﻻﯽﻣ"), "12 ﻣﯽ<N>ﻻ");
    assert_string_equal(sent(*state, &joining, "12 ﻡ ﻡﺩﺍ"), "12 ﻡ<L> ﺍﺩﻡ");
    assert_true(comes_back(*state, &joining, "12 ﺪﻧﺎﻣﯽﻣ 12 ﻻﯽﻣ"));
}

static void whole_runs_are_turned_where_no_mark_guards(void **state)
{
    assert_string_equal(sent(*state, &runs_without_mark, "ثبت دجا"), "اجد تبث");
    assert_string_equal(sent(*state, &runs_without_mark, "ثبت 25.5% دجا"), "اجد %25.5 تبث");
    assert_string_equal(sent(*state, &runs_without_mark, "دجا 12 abc"), "اجد_12 abc");
    assert_string_equal(sent(*state, &runs_without_mark, "دجا\u00a0.1"), "اجد_.1");
    assert_string_equal(sent(*state, &runs_without_mark, "ثبت │ دجا"), "تبث_│ اجد");
    assert_string_equal(sent(*state, &runs_without_mark, "(ثبت)دجا"), "(اجد(تبث");
    assert_string_equal(sent(*state, &runs_without_mark, "ثبت-012-345-دجا"), "اجد-345-012-تبث");
    assert_string_equal(sent(*state, &first_strong_without_mark, " دجا."), "_اجد.");
}

/* No blank is between, and a number that comes first in a run would not be in it. */
static void a_number_glued_to_the_right_of_a_word_needs_a_mark(void **state)
{
    assert_true(comes_back(*state, &runs, "abc دجا/12"));
    assert_false(comes_back(*state, &runs_without_mark, "abc دجا/12"));
}

static void the_last_of_five_code_points_gives_way_to_a_guard(void **state)
{
    struct shown_cell cells[2] = { { .code_points = { 0x628, 0x651, 0x64E, 0x670, 0x6D6 }, .count = 5, .width = 1 },
                                   { .code_points = { '1' }, .count = 1, .width = 1 } };
    row_encode(&runs, cells, 2, *state);
    const uint32_t guarded[] = { 0x628, 0x651, 0x64E, 0x670, 0x200E };
    assert_int_equal(cells[0].count, 5);
    assert_memory_equal(cells[0].code_points, guarded, sizeof guarded);
}

static void an_override_goes_before_all_that_is_seen(void **state)
{
    assert_int_equal(row_encoding_margin(&override), 1);
    assert_string_equal(sent(*state, &override, " دجا 12"), " <O>دجا 12");
}

static void words_are_turned_with_their_brackets(void **state)
{
    assert_string_equal(sent(*state, &words, "(ثبت) دجا 12 (abc)"), "(تبث) اجد 12 (abc)");
}

static void a_piece_of_a_word_goes_by_its_first_script(void **state)
{
    assert_string_equal(sent(*state, &words, "19ثبت Googleدجا"), "تبث91 اجدelgooG");
    assert_string_equal(sent(*state, &words, "١٢ ؟! دجا│ثبت"), "٢١ ؟! اجد│تبث");
}

static void letters_of_another_font_are_turned_apart(void **state)
{
    const struct row_encoding apart = { .order = ORDER_WORDS, .arabic_apart = true };
    assert_string_equal(sent(*state, &apart, "(ثبت) .دجا 19ثبت Googleدجا"), "(تبث) .اجد 19تبث Googleاجد");
    assert_string_equal(sent(*state, &apart, "؛دجا ١٢ثبت"), "اجد؛ تبث٢١");
    assert_string_equal(sent(*state, &apart, ".אבג"), "גבא.");
}

/* Urdu's heh, the alef of the Quran, a mark that only another font has. */
static void letters_that_the_usual_font_lacks_are_turned_apart(void **state)
{
    assert_string_equal(sent(*state, &words, "ﻢﻫ"), "ﻫﻢ");
    assert_string_equal(sent(*state, &words, "ﻢﮨ"), "ﻢﮨ");
    assert_string_equal(sent(*state, &words, "ﻪﻠﻟ\uFB50"), "ﻟﻠﻪ\uFB50");
    assert_string_equal(sent(*state, &words, "ﻦﻣ\u06E1"), "ﻦﻣ\u06E1");
}

static void words_are_turned_face_by_face_and_looks_stay(void **state)
{
    struct shown_cell cells[8];
    size_t count = cells_of("ثبتجاد", cells, 8);
    const unsigned faces[] = { 1, 1, 0, 0, 0, 0 }, looks[] = { 7, 7, 7, 2, 2, 3 };
    for (size_t i = 0; i < count; i++) {
        cells[i].face = faces[i];
        cells[i].look = looks[i];
        cells[i].column = (unsigned)i;
    }
    struct shown_cell seen[8];
    memcpy(seen, cells, sizeof seen);
    row_encode(&words, cells, count, *state);
    static const size_t from[] = { 1, 0, 5, 4, 3, 2 };
    for (size_t i = 0; i < count; i++) {
        assert_int_equal(cells[i].code_points[0], seen[from[i]].code_points[0]);
        assert_int_equal(cells[i].face, faces[i]);
        assert_int_equal(cells[i].look, looks[i]);
        assert_int_equal(cells[i].column, i);
    }
}

static void a_look_can_be_a_row_of_its_own(void **state)
{
    const struct row_encoding alone = { .order = ORDER_RUNS, .each_look_alone = true };
    assert_string_equal(sent(*state, &alone, "ثبت 漢 دجا"), "تبث 漢 اجد");
    struct shown_cell cells[8];
    size_t count = cells_of("ثبتجاد", cells, 8);
    cells[0].look = cells[1].look = 7;
    struct shown_cell seen[8];
    memcpy(seen, cells, sizeof seen);
    row_encode(&alone, cells, count, *state);
    static const size_t from[] = { 1, 0, 5, 4, 3, 2 };
    for (size_t i = 0; i < count; i++) {
        assert_int_equal(cells[i].code_points[0], seen[from[i]].code_points[0]);
        assert_int_equal(cells[i].look, seen[from[i]].look);
    }
}

static uint32_t next_random(uint32_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 17;
    *state ^= *state << 5;
    return *state;
}

/* Characters of every class, marks, wide ones, brackets, borders. */
static size_t random_row(uint32_t *seed, struct shown_cell *cells, size_t most)
{
    static const uint32_t bases[] = {
        'a',    'Z',    0xE9,   0x5D0,  0x5E9,  0xFB2A, 0x627,  0xFE8D, 0xFEDF, 0xFEFB, 0x640,  '1',    '2',   0x6F5,
        0x661,  0x662,  0x66B,  '+',    '-',    0x2212, '$',    '%',    0x20AC, 0x66A,  '.',    ',',    ':',   '/',
        0xA0,   ' ',    ' ',    ' ',    '(',    ')',    '[',    ']',    0xAB,   0xBB,   '<',    '>',    '!',   '&',
        0x2502, 0x2500, 0x2588, 0x25CF, 0x6F22, 0x1F600, 0x3008, 0x3009, 0xFF08, 0xFF09, 0x60C, 0x61F,  0x2026, 0x6DD,
    };
    static const uint32_t marks[] = { 0x64B, 0x5B0, 0x301, 0x651 };
    size_t count = 1 + next_random(seed) % most;
    unsigned few = 1 + next_random(seed) % (sizeof bases / sizeof *bases);
    unsigned first = next_random(seed);
    for (size_t i = 0; i < count; i++) {
        struct shown_cell *cell = &cells[i];
        *cell = (struct shown_cell){ .count = 1, .column = (unsigned)i, .look = next_random(seed) % 3 };
        cell->code_points[0] = bases[(first + next_random(seed) % few) % (sizeof bases / sizeof *bases)];
        cell->width = code_point_width(cell->code_points[0]);
        for (uint32_t more = next_random(seed) % 16; more < 3; more++)
            cell->code_points[cell->count++] = marks[next_random(seed) % 4];
    }
    return count;
}

static void random_rows_come_back(void **state)
{
    struct shown_cell cells[MAX_CELLS];
    uint32_t seed = 20240229;
    for (int i = 0; i < RANDOM_ROWS; i++) {
        size_t count = random_row(&seed, cells + 1, i % 16 ? 24 : 200) + 1;
        cells[0] = (struct shown_cell){ .code_points = { ' ' }, .count = 1, .width = 1 };
        assert_true(row_comes_back(&runs, cells + 1, count - 1, *state));
        assert_true(row_comes_back(&first_strong, cells, count, *state));
        assert_true(row_comes_back(&override, cells, count, *state));
        arena_reset(*state);
    }
}

static void encode(void *context, struct slice input)
{
    struct arena *arena = context;
    struct shown_cell *cells = ARENA_ARRAY(arena, struct shown_cell, input.length + 1);
    size_t count = cells_of(arena_copy_string(arena, input), cells, input.length);
    for (enum order order = ORDER_VISUAL; order < ORDER_COUNT; order++) {
        struct row_encoding encoding = { .order = order };
        row_encode(&encoding, cells, count, arena);
        encoding.takes_lrm = encoding.arabic_apart = encoding.each_look_alone = true;
        row_encode(&encoding, cells, count, arena);
    }
    arena_reset(arena);
}

static void work_grows_with_the_row(void **state)
{
    assert_true(growth_is_linear(encode, *state, "", "د 1%.", 4000, ""));
    assert_true(growth_is_linear(encode, *state, "د", "%", 20000, "د"));
    assert_true(growth_is_linear(encode, *state, "", "א%", 8000, ""));
    assert_true(growth_is_linear(encode, *state, "", "د", 20000, ""));
}

/* Where each word, number and sign has a blank at its right, which guards what comes next. */
static void random_words_come_back_without_marks(void **state)
{
    struct shown_cell row[MAX_CELLS], cells[2 * MAX_CELLS + 1];
    uint32_t seed = 77;
    for (int i = 0; i < RANDOM_ROWS / 4; i++) {
        size_t count = random_row(&seed, row, i % 16 ? 24 : 200);
        for (size_t k = 0; k <= 2 * count; k++) {
            cells[k] = k % 2 ? row[k / 2] : (struct shown_cell){ .code_points = { ' ' }, .count = 1, .width = 1 };
            cells[k].column = (unsigned)k;
        }
        assert_true(row_comes_back(&runs_without_mark, cells + 1, 2 * count, *state));
        assert_true(row_comes_back(&first_strong_without_mark, cells, 2 * count + 1, *state));
        arena_reset(*state);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(every_row_comes_back_where_marks_guard, set_up, tear_down),
        cmocka_unit_test_setup_teardown(panes_do_not_disturb_each_other, set_up, tear_down),
        cmocka_unit_test_setup_teardown(rows_come_back_where_blanks_guard, set_up, tear_down),
        cmocka_unit_test_setup_teardown(only_letters_are_turned_where_marks_guard, set_up, tear_down),
        cmocka_unit_test_setup_teardown(letters_that_are_not_joined_stay_so_where_the_terminal_joins, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(whole_runs_are_turned_where_no_mark_guards, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(a_number_glued_to_the_right_of_a_word_needs_a_mark, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_last_of_five_code_points_gives_way_to_a_guard, set_up, tear_down),
        cmocka_unit_test_setup_teardown(an_override_goes_before_all_that_is_seen, set_up, tear_down),
        cmocka_unit_test_setup_teardown(words_are_turned_with_their_brackets, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_piece_of_a_word_goes_by_its_first_script, set_up, tear_down),
        cmocka_unit_test_setup_teardown(letters_of_another_font_are_turned_apart, set_up, tear_down),
        cmocka_unit_test_setup_teardown(letters_that_the_usual_font_lacks_are_turned_apart, set_up, tear_down),
        cmocka_unit_test_setup_teardown(words_are_turned_face_by_face_and_looks_stay, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_look_can_be_a_row_of_its_own, set_up, tear_down),
        cmocka_unit_test_setup_teardown(random_rows_come_back, set_up, tear_down),
        cmocka_unit_test_setup_teardown(work_grows_with_the_row, set_up, tear_down),
        cmocka_unit_test_setup_teardown(random_words_come_back_without_marks, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
