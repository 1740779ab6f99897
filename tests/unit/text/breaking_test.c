#include "show.h"

#include "../growth.h"

static char *show_balanced(struct fixture *fixture, const char *text, int width)
{
    const struct paragraph *paragraph = lay_out(fixture, slice_of(text), DIRECTION_LTR);
    return show_rows(fixture, paragraph, width, BREAK_BALANCED, JUSTIFY_NOT);
}

static void free_columns_are_spread_over_the_rows(void **state)
{
    assert_string_equal(show(*state, "aaa bb cc ddddd eee", 6, DIRECTION_LTR), "aaa bb/cc/ddddd/eee");
    assert_string_equal(show_balanced(*state, "aaa bb cc ddddd eee", 6), "aaa/bb cc/ddddd/eee");
}

static void the_last_row_may_be_short(void **state)
{
    assert_string_equal(show_balanced(*state, "aaaa bbbb cccc dddd e ee", 9), "aaaa bbbb/cccc dddd/e ee");
}

static void one_short_word_is_not_left_alone_at_the_end(void **state)
{
    assert_string_equal(show(*state, "aaaaa bb cc dd", 11, DIRECTION_LTR), "aaaaa bb cc/dd");
    assert_string_equal(show_balanced(*state, "aaaaa bb cc dd", 11), "aaaaa bb/cc dd");
}

static void a_word_that_is_alone_for_want_of_company_stays(void **state)
{
    assert_string_equal(show_balanced(*state, "aaaaaaaaaa b", 11), "aaaaaaaaaa/b");
    assert_string_equal(show_balanced(*state, "aaaaaaaaaa b\nc", 11), "aaaaaaaaaa/b/c");
}

static void each_line_of_a_text_is_balanced_for_itself(void **state)
{
    assert_string_equal(show_balanced(*state, "aaa bb cc ddddd eee\n\naaa bb cc ddddd eee\n", 6),
                        "aaa/bb cc/ddddd/eee//aaa/bb cc/ddddd/eee");
}

static void an_overlong_word_is_cut_as_in_greedy_rows(void **state)
{
    assert_string_equal(show_balanced(*state, "aa b cc dddddddddd ee f ggggg hh", 6),
                        "aa b/cc/dddddd/dddd/ee f/ggggg/hh");
    assert_string_equal(show_balanced(*state, "漢字 a", 1), "漢/字/a");
}

static void white_space_never_begins_a_row(void **state)
{
    assert_string_equal(show_balanced(*state, "aaaa \tbb \tcc \tdd e", 7), "aaaa/bb  cc/dd e");
}

static void gaps_wider_than_a_row_do_not_fit_into_one(void **state)
{
    assert_string_equal(show_balanced(*state, "a          b c d e f g", 5), "a/b c d/e f g");
}

static void a_paragraph_that_fits_is_one_row(void **state)
{
    assert_string_equal(show_balanced(*state, "aaa bb", 80), "aaa bb");
    assert_string_equal(show_balanced(*state, "aaa bb", INT32_MAX), "aaa bb");
    assert_string_equal(show_balanced(*state, "", 80), "");
}

/* ---- against the plain way: every row that fits, for every place ---------------------------------------------- */

enum { MOST_WORDS = 60, ROUNDS = 400 };

static uint32_t chance(uint32_t *seed, uint32_t limit)
{
    *seed = *seed * 1664525u + 1013904223u;
    return (*seed >> 10) % limit;
}

struct way {
    int rows;
    long cost;
};

static bool is_better(struct way a, struct way b)
{
    return a.rows < b.rows || (a.rows == b.rows && a.cost < b.cost);
}

static struct way way_of_words(const int *lengths, int count, int width)
{
    struct way ways[MOST_WORDS + 1] = { { 0 } };
    for (int end = 1; end <= count; end++) {
        int columns = -1;
        ways[end].rows = INT32_MAX;
        for (int start = end - 1; start >= 0; start--) {
            columns += lengths[start] + 1;
            if (columns > width)
                break;
            bool is_free = end == count && end - start > 1;
            long cost = is_free ? 0 : (long)(width - columns) * (width - columns);
            struct way way = { ways[start].rows + 1, ways[start].cost + cost };
            if (is_better(way, ways[end]))
                ways[end] = way;
        }
    }
    return ways[count];
}

static struct way way_of_rows(struct fixture *fixture, const struct paragraph *paragraph, int width)
{
    struct breaks breaks = paragraph_break(paragraph, width, BREAK_BALANCED, &fixture->arena);
    struct way way = { .rows = (int)breaks.row_count };
    for (size_t i = 0; i < breaks.row_count; i++) {
        struct row row = paragraph_row(paragraph, &breaks, i, JUSTIFY_NOT, &fixture->arena);
        bool is_alone = true;
        assert_in_range(row.width, 1, width);
        for (size_t k = 0; k < row.cell_count; k++)
            is_alone = is_alone && row.cells[k].cluster.bytes[0] != ' ';
        if (i + 1 < breaks.row_count || is_alone)
            way.cost += (long)(width - row.width) * (width - row.width);
    }
    return way;
}

static void no_way_with_as_few_rows_is_less_ragged(void **state)
{
    struct fixture *fixture = *state;
    uint32_t seed = 5;
    for (int round = 0; round < ROUNDS; round++) {
        int lengths[MOST_WORDS], count = 1 + (int)chance(&seed, MOST_WORDS), width = 8 + (int)chance(&seed, 30);
        char text[MOST_WORDS * 10], *end = text;
        for (int i = 0; i < count; i++) {
            lengths[i] = 1 + (int)chance(&seed, 8);
            memset(end, 'x', (size_t)lengths[i]);
            end += lengths[i];
            *end++ = ' ';
        }
        struct slice words = { text, (size_t)(end - text) };
        struct way best = way_of_words(lengths, count, width);
        struct way found = way_of_rows(fixture, lay_out(fixture, words, DIRECTION_LTR), width);
        assert_int_equal(found.rows, best.rows);
        assert_int_equal(found.cost, best.cost);
        arena_reset(&fixture->arena);
    }
}

/* ---- what a stranger may send ---------------------------------------------------------------------------------- */

static void break_at_many_widths(void *context, struct slice text)
{
    static const int widths[] = { 1, 2, 80, 4096 };
    struct fixture *fixture = context;
    const struct paragraph *paragraph = lay_out(fixture, text, DIRECTION_LTR);
    for (size_t i = 0; i < sizeof widths / sizeof *widths; i++)
        paragraph_break(paragraph, widths[i], BREAK_BALANCED, &fixture->arena);
    arena_reset(&fixture->arena);
}

static void time_grows_with_the_text_at_any_width(void **state)
{
    static const struct {
        const char *head, *piece;
        size_t count;
    } texts[] = {
        { "", "a ", 1 << 17 }, { "", "a", 1 << 18 }, { "", "\u200D", 90000 }, { "", "\n", 1 << 18 },
        { "", " ", 1 << 18 }, { "a ", "b      ", 40000 }, { "", "( ", 1 << 17 }, { "", "漢", 90000 },
        { "", " \t", 1 << 17 },
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        if (!growth_is_linear(break_at_many_widths, *state, texts[i].head, texts[i].piece, texts[i].count, ""))
            fail_msg("\"%s\" again and again: work grows faster than the text", texts[i].piece);
    }
}

static void a_text_of_many_rows_keeps_their_number_and_width(void **state)
{
    struct fixture *fixture = *state;
    struct buffer text = buffer_create(1 << 20);
    for (int i = 0; i < 3000; i++)
        buffer_append_string(&text, "aaa bb cc ddddd eee ");
    const struct paragraph *paragraph = lay_out(fixture, buffer_slice(&text), DIRECTION_LTR);
    struct breaks greedy = paragraph_break(paragraph, 11, BREAK_GREEDY, &fixture->arena);
    assert_int_equal(way_of_rows(fixture, paragraph, 11).rows, greedy.row_count);
    buffer_finish(&text);
}

static void an_address_does_not_break_behind_its_scheme(void **state)
{
    assert_string_equal(show(*state, "see http://example.net/d", 12, DIRECTION_LTR), "see/http://examp/le.net/d");
    assert_string_equal(show(*state, "see http://example.net/d", 20, DIRECTION_LTR), "see/http://example.net/d");
    assert_string_equal(show(*state, "one a//b", 7, DIRECTION_LTR), "one a///b");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_address_does_not_break_behind_its_scheme),
        cmocka_unit_test(free_columns_are_spread_over_the_rows),
        cmocka_unit_test(the_last_row_may_be_short),
        cmocka_unit_test(one_short_word_is_not_left_alone_at_the_end),
        cmocka_unit_test(a_word_that_is_alone_for_want_of_company_stays),
        cmocka_unit_test(each_line_of_a_text_is_balanced_for_itself),
        cmocka_unit_test(an_overlong_word_is_cut_as_in_greedy_rows),
        cmocka_unit_test(white_space_never_begins_a_row),
        cmocka_unit_test(gaps_wider_than_a_row_do_not_fit_into_one),
        cmocka_unit_test(a_paragraph_that_fits_is_one_row),
        cmocka_unit_test(no_way_with_as_few_rows_is_less_ragged),
        cmocka_unit_test(a_text_of_many_rows_keeps_their_number_and_width),
        cmocka_unit_test(time_grows_with_the_text_at_any_width),
    };
    return cmocka_run_group_tests(tests, fixture_setup, fixture_teardown);
}
