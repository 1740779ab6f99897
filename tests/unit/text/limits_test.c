/* Texts that a stranger may send to stop a reader. Time is compared with that of a quarter of the text, not with a
 * clock, so that a slow machine passes and quadratic work does not. */
#include "show.h"

#include <time.h>

static const struct {
    const char *name, *unit;
    size_t count;
} hostile_texts[] = {
    { "nested isolates", "\u2067", 100000 },
    { "nested first-strong isolates", "\u2068", 100000 },
    { "isolates side by side", "\u2067a\u2069", 30000 },
    { "nested embeddings", "\u202B", 100000 },
    { "marks on one base", "\u064B", 70000 },
    { "points on one base", "\u05B0", 70000 },
    { "hamzas on one base", "\u0654", 70000 },
    { "brackets without a letter", "[]!", 99000 },
    { "brackets that stay open", "[", 100000 },
    { "joiners alone", "\u200D", 100000 },
    { "no white space", "\u0628", 100000 },
    { "white space", " ", 200000 },
    { "openers and spaces", "( ", 100000 },
    { "regional indicators", "\U0001F1E6", 50000 },
    { "emoji joined", "\U0001F468\u200D", 50000 },
    { "prepended signs", "\u0600", 50000 },
    { "spacing marks", "\u0903", 50000 },
    { "newlines", "\n", 50000 },
    { "broken bytes", "\xF0\x9F", 100000 },
    { "tags without an end", "#a", 100000 },
    { "names without a letter", "@1.", 60000 },
    { "schemes without an address", "http://", 30000 },
    { "addresses side by side", "http://\u05D0 ", 20000 },
    { "dots and letters", "a.", 100000 },
    { "slashes", "/a\\", 60000 },
    { "dashes", "--", 100000 },
    { "closing brackets", "a)", 100000 },
    { "words with signs", "c++ \u05D0", 30000 },
    { "numbers of telephones", "+1 2 ", 40000 },
    { "names far from words", "a.txt          ", 20000 },
    { "formulas", "\uFDFD", 30000 },
    { "presentation forms", "\uFE91\u064B", 30000 },
    { "straight quotation marks", "\"", 200000 },
    { "quotation marks in words", "\u05D0\"a\" ", 40000 },
    { "guillemets that stay open", "\u00AB", 100000 },
    { "guillemets that only close", "\u05D0\u00BB", 60000 },
    { "sentences that end quotations", "\u00ABa!\u00BB", 40000 },
    { "quotations that were not opened", "a! \u00BB", 40000 },
    { "at signs", "@", 200000 },
    { "names glued to names", "@a", 100000 },
    { "tags of Arabic letters", "#\u0628", 60000 },
    { "addresses in one word", "https://", 40000 },
    { "overrides that stay open", "\u202Eab ", 40000 },
    { "words that stretch", "\u0633\u0628\u062A ", 30000 },
    { "letters that stretch", "\u0633\u0628", 50000 },
    { "tatweel", "\u0640", 60000 },
    { "numbers", "1\u0662.", 40000 },
    { "numbers between isolates", "\u20671\u2069 ", 30000 },
};

static struct buffer repeat(const char *unit, size_t count)
{
    struct buffer text = buffer_create(16 << 20);
    for (size_t i = 0; i < count; i++)
        assert_true(buffer_append_string(&text, unit));
    return text;
}

static void lay_out_all(struct fixture *fixture, struct slice text, const struct paragraph_options *options,
                        enum breaking breaking, enum justification justification)
{
    const struct paragraph *paragraph = paragraph_create(fixture->engine, &fixture->arena, text, options);
    struct arena rows = { 0 };
    struct breaks breaks = paragraph_break(paragraph, 80, breaking, &fixture->arena);
    for (size_t i = 0; i < breaks.row_count; i++) {
        paragraph_row(paragraph, &breaks, i, justification, &rows);
        arena_reset(&rows);
    }
    paragraph_single_row(paragraph, 80, &rows);
    arena_finish(&rows);
}

/* All that can be asked for, and nothing of it. */
static double seconds_to_lay_out(struct fixture *fixture, struct slice text, bool with_all)
{
    const struct paragraph_options none = { .direction = DIRECTION_LTR };
    const struct paragraph_options all = {
        .direction = DIRECTION_RTL, .isolates_tokens = true, .marks = marks_all(MARKS_DIM),
        .digits = DIGITS_NATIVE, .native_zero = 0x660, .rigid_roles = 2,
    };
    double best = 1e9;
    for (int round = 0; round < 3; round++) {
        arena_reset(&fixture->arena);
        clock_t started = clock();
        if (with_all)
            lay_out_all(fixture, text, &all, BREAK_BALANCED, JUSTIFY_KASHIDA);
        else
            lay_out_all(fixture, text, &none, BREAK_GREEDY, JUSTIFY_NOT);
        double seconds = (double)(clock() - started) / CLOCKS_PER_SEC;
        if (seconds < best)
            best = seconds;
    }
    return best;
}

/* Linear work takes 4 times as long, quadratic work 16 times; the constant covers what is too short to measure. A busy
 * machine may disturb a measurement, but not three. */
static bool grows_with_the_text(struct fixture *fixture, struct slice text, bool with_all)
{
    for (int attempt = 0; attempt < 3; attempt++) {
        double of_quarter = seconds_to_lay_out(fixture, slice_part(text, 0, text.length / 4), with_all);
        if (seconds_to_lay_out(fixture, text, with_all) < of_quarter * 9 + 0.02)
            return true;
    }
    return false;
}

static void time_grows_with_the_text(void **state)
{
    struct fixture *fixture = *state;
    for (size_t i = 0; i < sizeof hostile_texts / sizeof *hostile_texts; i++) {
        struct buffer text = repeat(hostile_texts[i].unit, hostile_texts[i].count);
        bool is_linear = grows_with_the_text(fixture, buffer_slice(&text), false) &&
                         grows_with_the_text(fixture, buffer_slice(&text), true);
        buffer_finish(&text);
        if (!is_linear)
            fail_msg("%s: more than nine times the work for four times the text", hostile_texts[i].name);
    }
}

static void a_long_paragraph_costs_as_much_as_its_parts(void **state)
{
    struct fixture *fixture = *state;
    struct buffer text = repeat("كلمة وكلمة word 25 ", 20000);
    bool is_linear = grows_with_the_text(fixture, buffer_slice(&text), true);
    buffer_finish(&text);
    assert_true(is_linear);
}

/* Isolates of either direction in turn put what is inside one level up each; the 65th no longer does. */
static void isolates_deeper_than_sixty_four_are_ignored(void **state)
{
    struct fixture *fixture = *state;
    uint32_t code_points[66];
    bidi_level levels[66];
    for (size_t depth = 62; depth <= 65; depth++) {
        for (size_t i = 0; i < depth; i++)
            code_points[i] = i % 2 ? 0x2066 : 0x2067;
        code_points[depth] = 0x5D0;
        bidi_levels(code_points, depth + 1, DIRECTION_LTR, levels, &fixture->arena);
        size_t counted = depth < 64 ? depth : 64;
        assert_int_equal(levels[depth], counted + (counted % 2 == 0));
    }
}

/* FriBidi 1.0.8 counts these isolates once on the way in and not on the way out, and then reads outside its arrays. */
static void isolates_past_the_highest_level_leave_no_trace(void **state)
{
    struct fixture *fixture = *state;
    enum { ROUNDS = 20, DEPTH = 80, COUNT = ROUNDS * (2 * DEPTH + 3) };
    uint32_t *code_points = ARENA_ARRAY(&fixture->arena, uint32_t, COUNT);
    bidi_level *levels = ARENA_ARRAY(&fixture->arena, bidi_level, COUNT);
    size_t count = 0;
    for (size_t round = 0; round < ROUNDS; round++) {
        for (size_t i = 0; i < DEPTH; i++)
            code_points[count++] = 0x2067;
        code_points[count++] = 0x5D0;
        for (size_t i = 0; i < DEPTH; i++)
            code_points[count++] = 0x2069;
        code_points[count++] = 0x2045; /* a bracket */
        code_points[count++] = 'a';
    }
    bidi_levels(code_points, count, DIRECTION_RTL, levels, &fixture->arena);
    for (size_t i = 0; i < count; i++)
        assert_in_range(levels[i], 1, 126);
    for (size_t i = 2 * DEPTH + 2; i < count; i += 2 * DEPTH + 3) {
        assert_int_equal(levels[i], 2);
        assert_int_equal(levels[i - DEPTH - 2], 125);
    }
}

static void embeddings_past_the_highest_level_end_where_they_should(void **state)
{
    struct fixture *fixture = *state;
    uint32_t code_points[300];
    bidi_level levels[300];
    for (size_t i = 0; i < 100; i++) {
        code_points[i] = 0x202B;
        code_points[101 + i] = 0x202C;
    }
    code_points[100] = 'a';
    code_points[201] = 'b';
    bidi_levels(code_points, 202, DIRECTION_LTR, levels, &fixture->arena);
    assert_int_equal(levels[100], 126);
    assert_int_equal(levels[201], 0);
}

/* 22 letters for three bytes, but not more than a letter for each byte in the long run. */
static void memory_for_formulas_does_not_grow_with_what_they_stand_for(void **state)
{
    struct fixture *fixture = *state;
    struct buffer text = repeat("\uFDFD", 30000);
    const struct paragraph *paragraph = lay_out(fixture, buffer_slice(&text), DIRECTION_AUTO);
    assert_in_range(paragraph_width(paragraph), 22 * 150, text.length + 4096);
    buffer_finish(&text);
}

static void memory_for_marks_does_not_grow_with_what_is_shown(void **state)
{
    struct fixture *fixture = *state;
    struct buffer text = buffer_create(1 << 20);
    buffer_append_string(&text, "ب");
    for (int i = 0; i < 70000; i++)
        buffer_append_string(&text, "\u0651");
    const struct paragraph *paragraph = lay_out(fixture, buffer_slice(&text), DIRECTION_AUTO);
    struct row row = paragraph_single_row(paragraph, 80, &fixture->arena);
    assert_int_equal(row.cell_count, 1);
    assert_int_equal(row.cells[0].cluster.length, 3 + 4 * 2);
    assert_int_equal(row.cells[0].source.end, text.length);
    buffer_finish(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(time_grows_with_the_text),
        cmocka_unit_test(a_long_paragraph_costs_as_much_as_its_parts),
        cmocka_unit_test(isolates_deeper_than_sixty_four_are_ignored),
        cmocka_unit_test(isolates_past_the_highest_level_leave_no_trace),
        cmocka_unit_test(embeddings_past_the_highest_level_end_where_they_should),
        cmocka_unit_test(memory_for_formulas_does_not_grow_with_what_they_stand_for),
        cmocka_unit_test(memory_for_marks_does_not_grow_with_what_is_shown),
    };
    return cmocka_run_group_tests(tests, fixture_setup, fixture_teardown);
}
