#include "sample.h"

#include <string.h>

static void add_cell(struct sample *sample, unsigned flags, const char *text)
{
    doc_enter(&sample->builder, DOC_TABLE_CELL, DOC_DIRECTION_INHERIT, flags, 0, slice_of(NULL));
    const char *end = strchr(text, '/');
    doc_text(&sample->builder, 0, (struct slice){ text, end ? (size_t)(end - text) : strlen(text) });
    if (end) {
        sample_enter(sample, DOC_LINE_BREAK);
        sample_exit(sample);
        sample_text(sample, end + 1);
    }
    sample_exit(sample);
}

/* Cells of two columns; a slash is a line break. */
static void add_row(struct sample *sample, unsigned flags, const char *first, const char *second)
{
    sample_enter(sample, DOC_TABLE_ROW);
    add_cell(sample, flags, first);
    add_cell(sample, flags, second);
    sample_exit(sample);
}

static void add_opening_hours(struct sample *sample)
{
    sample_enter(sample, DOC_TABLE);
    add_row(sample, DOC_HEADER, "weekday", "open");
    add_row(sample, 0, "Sunday/and Monday", "from nine until five/or later");
    add_row(sample, 0, "Tuesday", "never");
    sample_exit(sample);
}

static struct page_place place_of_words(const struct page *page, const char *words, struct range *match)
{
    assert_true(page_find(page, slice_of(words), (struct range){ 0, SIZE_MAX }, match));
    return page_place_of(page, match->start);
}

/* What a row shows of a range, as it is drawn. */
static const char *shown_of(struct sample *sample, struct page_place place, struct range range)
{
    struct page_row row = page_row_at(sample->page, place, &sample->rows);
    buffer_clear(&sample->dump);
    for (size_t i = 0; i < row.row.cell_count; i++) {
        struct range source = row.row.cells[i].source;
        if (source.start < range.end && range.start < source.end)
            buffer_append(&sample->dump, row.row.cells[i].cluster);
    }
    return sample->dump.length ? sample->dump.bytes : "";
}

static void what_is_found_in_a_cell_is_on_the_row_that_shows_it(void **state)
{
    (void)state;
    static const char *const words[] = { "Sunday", "Monday", "nine", "five", "later", "Tuesday", "never" };
    struct sample sample;
    sample_begin(&sample, "en");
    add_opening_hours(&sample);
    struct page *page = sample_page(&sample, 80);
    for (int width = 8; width <= 80; width += 8) {
        page_lay_out(page, width);
        for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
            struct range match;
            struct page_place place = place_of_words(page, words[i], &match);
            assert_string_equal(shown_of(&sample, place, match), words[i]);
        }
    }
    sample_end(&sample);
}

static void what_headers_say_is_found_in_the_first_record(void **state)
{
    (void)state;
    struct sample sample;
    sample_begin(&sample, "en");
    add_opening_hours(&sample);
    struct page *page = sample_page(&sample, 17);
    assert_string_equal(sample_dump(&sample, PAGE_LOGICAL),
                        "weekday: Sunday\nand Monday\nopen: from nine\nuntil five\nor later\n\n"
                        "weekday: Tuesday\nopen: never\n");
    struct page_place first;
    struct range match;
    assert_true(page_first(page, &first));
    assert_int_equal(page_place_compare(place_of_words(page, "open", &match), first), 0);
    assert_false(page_previous(page, &first));
    sample_end(&sample);
}

static void words_around_a_line_break_in_a_cell_are_found_and_copied_as_words(void **state)
{
    (void)state;
    struct sample sample;
    sample_begin(&sample, "en");
    add_opening_hours(&sample);
    struct page *page = sample_page(&sample, 80);
    struct range match;
    place_of_words(page, "Sunday and Monday", &match);
    match.end = page_text(page).length;
    buffer_clear(&sample.dump);
    assert_true(page_append_text(page, match, &sample.dump));
    assert_string_equal(sample.dump.bytes, "Sunday and Monday │ from nine until five or later\nTuesday │ never\n");
    sample_end(&sample);
}

static void links_in_cells_have_their_numbers_in_the_cells(void **state)
{
    (void)state;
    struct sample sample;
    sample_begin(&sample, "ar");
    sample_enter(&sample, DOC_TABLE);
    sample_enter(&sample, DOC_TABLE_ROW);
    add_cell(&sample, 0, "سطر");
    sample_enter(&sample, DOC_TABLE_CELL);
    sample_link(&sample, "https://example.org/", "خبر");
    sample_exit(&sample);
    sample_exit(&sample);
    sample_exit(&sample);
    struct page *page = sample_page(&sample, 30);
    assert_string_equal(sample_dump(&sample, PAGE_LOGICAL), "سطر │ خبر[1]\n\n[1] https://example.org/\n");
    struct range source = page_link_at(page, 0)->source;
    assert_string_equal(shown_of(&sample, page_place_of(page, source.start), source), "ﺮﺒﺧ");
    sample_end(&sample);
}

static void cells_of_the_layout_stand_for_no_text(void **state)
{
    (void)state;
    struct sample sample;
    sample_begin(&sample, "en");
    add_opening_hours(&sample);
    struct page *page = sample_page(&sample, 40);
    struct page_row *rows;
    struct page_place *places;
    size_t count = sample_rows(&sample, &rows, &places);
    for (size_t i = 0; i < count; i++) {
        for (size_t j = 0; j < rows[i].row.cell_count; j++) {
            struct cell cell = rows[i].row.cells[j];
            struct slice source = slice_part(page_text(page), cell.source.start, cell.source.end);
            assert_true(cell.role == PAGE_MARKER ? source.length == 0 : slice_equal(cell.cluster, source));
        }
    }
    sample_end(&sample);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_found_in_a_cell_is_on_the_row_that_shows_it),
        cmocka_unit_test(what_headers_say_is_found_in_the_first_record),
        cmocka_unit_test(words_around_a_line_break_in_a_cell_are_found_and_copied_as_words),
        cmocka_unit_test(links_in_cells_have_their_numbers_in_the_cells),
        cmocka_unit_test(cells_of_the_layout_stand_for_no_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
