#include "base/arena.h"
#include "page/table.h"

#include "../cmocka.h"

#include <stdio.h>
#include <string.h>

/* ---- what a cell needs ---------------------------------------------------------------------------------------- */

static struct table_measure measure(const char *text)
{
    return table_measure(slice_of(text), LETTERS_JOINED);
}

static void a_cell_needs_its_longest_word_and_its_longest_row(void **state)
{
    (void)state;
    assert_int_equal(measure("one seventeen of them").least, 9);
    assert_int_equal(measure("one seventeen of them").most, 21);
    assert_int_equal(measure("first \u2028second").most, 6);
    assert_int_equal(measure("漢字漢字漢字漢字").most, 16);
    assert_int_equal(measure("漢字漢字漢字漢字").least, 8);
    assert_int_equal(measure("https://a.example/averyverylongaddress").least, 16);
    assert_int_equal(measure("محمد \uFDFA").most, 23);
    assert_int_equal(measure("").most, 1);
}

static void an_alef_after_a_lam_needs_no_column(void **state)
{
    (void)state;
    assert_int_equal(measure("سلام").most, 3);
    assert_int_equal(measure("الأولى").most, 5);
    assert_int_equal(measure("لَا").most, 1);
    assert_int_equal(measure("ل\u200Cا").most, 2);
    assert_int_equal(measure("لبا").most, 3);
}

static void in_base_letters_an_alef_after_a_lam_needs_a_column(void **state)
{
    (void)state;
    assert_int_equal(table_measure(slice_of("سلام"), LETTERS_BASE).most, 4);
    assert_int_equal(table_measure(slice_of("ﺳﻼم"), LETTERS_BASE).most, 4);
}

static void a_number_has_digits_and_no_letters(void **state)
{
    (void)state;
    static const char *const numbers[] = {
        "0", "-4", "31°", "$1,200", "12.5%", "٣٫٥", "۱۴۰۳/۲/۵", "(7)", "10:30", "12[3]",
    };
    static const char *const others[] = { "", "-", "12 km", "٣ كم", "no. 5", "n/a", "%" };
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        assert_true(measure(numbers[i]).is_number);
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        assert_false(measure(others[i]).is_number);
}

static void a_fraction_begins_at_the_decimal_mark(void **state)
{
    (void)state;
    static const struct {
        const char *number;
        int tail;
    } cases[] = {
        { "12.5", 2 }, { "12.5%", 3 }, { "12%", 1 }, { "7", 0 }, { "1,234", 0 }, { "1,234.50", 3 }, { "1.234.567", 0 },
        { "1.234,5", 2 }, { "3,14", 3 }, { "٣٫٥", 2 }, { "17.5.2024", 0 }, { "5.", 1 }, { "1.5[3]", 5 }, { "2[3]", 3 },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_int_equal(measure(cases[i].number).tail, cases[i].tail);
}

/* ---- which cell stands in which column ------------------------------------------------------------------------ */

struct sketch {
    struct arena arena;
    char text[1024];
    struct table table;
};

/* "city|#goals:2x1|": a cell each, "#" before a header, ":COLUMNSxROWS" after one that spans. */
static void add_row(struct sketch *sketch, const char *row)
{
    struct table_cell cells[16];
    size_t count = 0;
    for (const char *at = row; *at; at++) {
        struct table_cell *cell = &cells[count++];
        *cell = (struct table_cell){ .columns = 1, .rows = 1, .start = (uint32_t)strlen(sketch->text) };
        cell->is_header = *at == '#';
        at += *at == '#';
        size_t length = strcspn(at, "|:");
        strncat(sketch->text, at, length);
        cell->end = (uint32_t)strlen(sketch->text);
        at += length;
        if (*at == ':') {
            cell->columns = (uint16_t)(at[1] - '0');
            cell->rows = (uint16_t)(at[3] - '0');
            at += 4;
        }
    }
    table_add_row(&sketch->table, cells, count, &sketch->arena);
    sketch->table.rows_seen++;
}

static void finish(struct sketch *sketch)
{
    table_finish(&sketch->table, slice_of(sketch->text), &sketch->arena);
}

static void assert_columns(const struct table_row *row, const char *expected)
{
    char columns[64] = "";
    for (size_t i = 0; i < row->cell_count; i++) {
        char *end = columns + strlen(columns);
        *end++ = (char)('0' + row->cells[i].column);
        if (row->cells[i].columns > 1) {
            *end++ = '+';
            *end++ = (char)('0' + row->cells[i].columns - 1);
        }
        *end++ = ' ';
        *end = '\0';
    }
    assert_string_equal(columns, expected);
}

static void cells_make_way_for_those_that_reach_down(void **state)
{
    (void)state;
    struct sketch sketch = { 0 };
    add_row(&sketch, "a:1x2|b|c:1x3|");
    add_row(&sketch, "d|");
    add_row(&sketch, "e|f|");
    finish(&sketch);
    const struct table_row *row = sketch.table.first_row;
    assert_int_equal(sketch.table.column_count, 3);
    assert_columns(row, "0 1 2 ");
    assert_columns(row->next, "1 ");
    assert_columns(row->next->next, "0 1 ");
    arena_finish(&sketch.arena);
}

static void a_wide_cell_ends_where_one_from_above_stands(void **state)
{
    (void)state;
    struct sketch sketch = { 0 };
    add_row(&sketch, "a|b|c:1x2|");
    add_row(&sketch, "wide:3x1|d|");
    finish(&sketch);
    assert_columns(sketch.table.first_row->next, "0+1 3 ");
    arena_finish(&sketch.arena);
}

static void columns_without_text_vanish(void **state)
{
    (void)state;
    struct sketch sketch = { 0 };
    add_row(&sketch, "|a||b|");
    add_row(&sketch, "|wide:9x1|");
    add_row(&sketch, "|c||d|");
    finish(&sketch);
    assert_int_equal(sketch.table.column_count, 2);
    assert_columns(sketch.table.first_row, "0 1 ");
    assert_columns(sketch.table.first_row->next, "0+1 ");
    arena_finish(&sketch.arena);
}

static void headers_are_the_rows_at_the_top_that_hold_nothing_else(void **state)
{
    (void)state;
    struct sketch sketch = { 0 };
    add_row(&sketch, "#year|#goals:2x1|");
    add_row(&sketch, "|#home|#away|");
    add_row(&sketch, "#2024|3|4|");
    finish(&sketch);
    const struct table_row *row = sketch.table.first_row;
    assert_true(row->is_header && row->next->is_header && !row->next->next->is_header);
    arena_finish(&sketch.arena);

    struct sketch alone = { 0 };
    add_row(&alone, "#year|#goals|");
    finish(&alone);
    assert_false(alone.table.first_row->is_header);
    arena_finish(&alone.arena);
}

static void a_column_of_numbers_is_one_whose_cells_mostly_are(void **state)
{
    (void)state;
    struct sketch sketch = { 0 };
    add_row(&sketch, "#city|#heat|#rain|");
    add_row(&sketch, "Cairo|31.25|-|");
    add_row(&sketch, "Haifa|200|-|");
    add_row(&sketch, "Oslo|-|1|");
    finish(&sketch);
    const struct table_column *columns = sketch.table.columns;
    assert_false(columns[0].has_numbers || columns[2].has_numbers);
    assert_true(columns[1].has_numbers);
    assert_int_equal(columns[1].tail, 3);
    assert_int_equal(columns[1].most, 6);
    arena_finish(&sketch.arena);
}

static void no_row_has_more_columns_than_the_most(void **state)
{
    (void)state;
    struct sketch sketch = { 0 };
    struct table_cell cells[MOST_TABLE_COLUMNS];
    strcpy(sketch.text, "x");
    for (size_t i = 0; i < MOST_TABLE_COLUMNS; i++)
        cells[i] = (struct table_cell){ .end = 1, .columns = UINT16_MAX, .rows = UINT16_MAX };
    for (int i = 0; i < 3; i++) {
        table_add_row(&sketch.table, cells, MOST_TABLE_COLUMNS, &sketch.arena);
        sketch.table.rows_seen++;
    }
    table_add_row(&sketch.table, cells, 1, &sketch.arena);
    finish(&sketch);
    assert_int_equal(sketch.table.column_count, MOST_TABLE_COLUMNS);
    for (size_t i = 0; i < MOST_TABLE_COLUMNS; i++)
        assert_int_equal(sketch.table.first_row->next->cells[i].column, i);
    arena_finish(&sketch.arena);
}

/* ---- how wide columns are ------------------------------------------------------------------------------------- */

static void assert_widths(const char *needs, int width, const char *expected)
{
    struct table_column columns[8] = { 0 };
    struct table table = { .columns = columns };
    int used = 0;
    while (sscanf(needs, "%d-%d%n", &columns[table.column_count].least, &columns[table.column_count].most, &used) == 2) {
        table.column_count++;
        needs += used;
    }
    char found[64] = "records";
    if (table_fit(&table, width)) {
        found[0] = '\0';
        for (size_t i = 0; i < table.column_count; i++)
            sprintf(found + strlen(found), i ? " %d" : "%d", columns[i].width);
        assert_true(table_width(&table, 0, table.column_count) <= width);
    }
    assert_string_equal(found, expected);
}

static void columns_are_as_wide_as_their_longest_cells_where_there_is_room(void **state)
{
    (void)state;
    assert_widths("4-10 2-5", 18, "10 5");
    assert_widths("4-10 2-5", 80, "10 5");
    assert_widths("", 1, "");
}

static void short_columns_keep_their_width_beside_long_ones(void **state)
{
    (void)state;
    assert_widths("5-12 8-500 3-6", 60, "12 36 6");
    assert_widths("6-12 16-20", 31, "12 16");
    assert_widths("6-12 16-20", 30, "9 18");
}

static void long_columns_share_what_is_left_by_what_they_could_use(void **state)
{
    (void)state;
    assert_widths("10-110 10-310", 63, "20 40");
    assert_widths("10-110 10-110 10-110", 67, "20 20 21");
}

static void columns_whose_words_do_not_fit_become_records(void **state)
{
    (void)state;
    assert_widths("8-20 8-20", 19, "8 8");
    assert_widths("8-20 8-20", 18, "records");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_cell_needs_its_longest_word_and_its_longest_row),
        cmocka_unit_test(an_alef_after_a_lam_needs_no_column),
        cmocka_unit_test(in_base_letters_an_alef_after_a_lam_needs_a_column),
        cmocka_unit_test(a_number_has_digits_and_no_letters),
        cmocka_unit_test(a_fraction_begins_at_the_decimal_mark),
        cmocka_unit_test(cells_make_way_for_those_that_reach_down),
        cmocka_unit_test(a_wide_cell_ends_where_one_from_above_stands),
        cmocka_unit_test(columns_without_text_vanish),
        cmocka_unit_test(headers_are_the_rows_at_the_top_that_hold_nothing_else),
        cmocka_unit_test(a_column_of_numbers_is_one_whose_cells_mostly_are),
        cmocka_unit_test(no_row_has_more_columns_than_the_most),
        cmocka_unit_test(columns_are_as_wide_as_their_longest_cells_where_there_is_room),
        cmocka_unit_test(short_columns_keep_their_width_beside_long_ones),
        cmocka_unit_test(long_columns_share_what_is_left_by_what_they_could_use),
        cmocka_unit_test(columns_whose_words_do_not_fit_become_records),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
