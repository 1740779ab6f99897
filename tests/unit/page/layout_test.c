#include "sample.h"

#include <stdio.h>
#include <string.h>

static void add_list_in_quote(struct sample *sample)
{
    sample_add(sample, DOC_HEADING, "عنوان الخبر Reuters 2025");
    sample_add(sample, DOC_PARAGRAPH, "نص فيه (قوسان) و 15% و Google ثم كلمات كثيرة حتى يمتد إلى أسطر.");
    sample_enter(sample, DOC_QUOTE);
    sample_add(sample, DOC_PARAGRAPH, "قال قائل قولا طويلا لا ينتهي في سطر واحد.");
    doc_enter(&sample->builder, DOC_LIST, DOC_DIRECTION_INHERIT, DOC_ORDERED, 9, slice_of(NULL));
    sample_add(sample, DOC_ITEM, "أولها كلمتان ثم زيادة");
    sample_add(sample, DOC_ITEM, "English item that is long");
    sample_exit(sample);
    sample_exit(sample);
    sample_add(sample, DOC_PREFORMATTED, "int\tx;\n\n    // تعليق\n");
    sample_enter(sample, DOC_RULE);
    sample_exit(sample);
    sample_add(sample, DOC_PARAGRAPH, "سطر\u2028قسمه كاتبه");
}

static void rows_cover_the_text_once_at_every_width(void **state)
{
    (void)state;
    struct sample sample;
    sample_begin(&sample, "ar");
    add_list_in_quote(&sample);
    struct page *page = sample_page(&sample, 80);
    for (int width = 1; width <= 80; width++) {
        page_lay_out(page, width);
        size_t covered = 0;
        struct page_row *rows;
        struct page_place *places;
        size_t count = sample_rows(&sample, &rows, &places);
        for (size_t i = 0; i < count; i++) {
            const struct page_row *row = &rows[i];
            if (row->blank)
                continue;
            assert_int_equal(row->row.source.start, covered);
            covered = row->row.source.end;
            if (page_text(page).bytes[covered] == '\n')
                covered++;
            int columns = 0;
            for (size_t j = 0; j < row->row.cell_count; j++) {
                columns += row->row.cells[j].width;
                assert_true(row->row.cells[j].source.start >= row->row.source.start);
                assert_true(row->row.cells[j].source.end <= row->row.source.end);
            }
            assert_int_equal(columns, row->row.width);
            assert_true(row->column >= 0 && row->column + row->row.width <= width);
        }
        assert_int_equal(covered, page_text(page).length);
    }
    sample_end(&sample);
}

static void a_place_in_the_text_survives_every_width(void **state)
{
    (void)state;
    struct sample sample;
    sample_begin(&sample, "ar");
    add_list_in_quote(&sample);
    struct page *page = sample_page(&sample, 80);
    for (int width = 1; width <= 80; width++) {
        page_lay_out(page, width);
        struct page_row *rows;
        struct page_place *places;
        size_t count = sample_rows(&sample, &rows, &places);
        for (size_t i = 0; i < count; i++) {
            size_t shown = i + rows[i].blank;
            struct page_place found = page_place_of(page, page_position_of(page, places[i]));
            assert_int_equal(page_place_compare(found, places[shown]), 0);
            struct range source = rows[shown].row.source;
            if (source.end > source.start)
                assert_int_equal(page_place_compare(page_place_of(page, source.end - 1), places[shown]), 0);
        }
        assert_int_equal(page_place_compare(page_place_of(page, SIZE_MAX), places[count - 1]), 0);
    }
    struct page_place nowhere = { 1000, 0 };
    assert_int_equal(page_position_of(page, nowhere), page_text(page).length);
    assert_true(page_row_at(page, nowhere, &sample.rows).blank);
    sample_end(&sample);
}

static void the_way_up_passes_the_same_rows_as_the_way_down(void **state)
{
    (void)state;
    struct sample sample;
    sample_begin(&sample, "ar");
    add_list_in_quote(&sample);
    struct page *page = sample_page(&sample, 80);
    for (int width = 1; width <= 80; width++) {
        page_lay_out(page, width);
        struct page_row *rows;
        struct page_place *places, place;
        size_t count = sample_rows(&sample, &rows, &places);
        assert_true(page_last(page, &place));
        for (size_t i = count; i > 0; i--) {
            assert_int_equal(page_place_compare(place, places[i - 1]), 0);
            assert_int_equal(page_previous(page, &place), i > 1);
        }
        assert_int_equal(page_move(page, &place, 1000), count - 1);
        assert_int_equal(page_place_compare(place, places[count - 1]), 0);
        assert_int_equal(page_move(page, &place, -3), 3);
        assert_int_equal(page_place_compare(place, places[count - 4]), 0);
    }
    sample_end(&sample);
}

static void an_empty_document_has_no_rows(void **state)
{
    (void)state;
    struct sample sample;
    struct page_place place;
    sample_begin(&sample, "");
    struct page *page = sample_page(&sample, 10);
    assert_false(page_first(page, &place));
    assert_false(page_last(page, &place));
    place = page_place_of(page, 0);
    assert_false(page_next(page, &place));
    assert_false(page_previous(page, &place));
    assert_string_equal(sample_dump(&sample, PAGE_VISUAL), "");
    sample_end(&sample);
}

static void each_language_starts_at_its_own_edge(void **state)
{
    (void)state;
    struct sample sample;
    sample_begin(&sample, "he");
    sample_add(&sample, DOC_PARAGRAPH, "אבג");
    sample_add(&sample, DOC_PARAGRAPH, "abc");
    sample_add(&sample, DOC_PARAGRAPH, "123");
    sample_page(&sample, 10);
    assert_string_equal(sample_dump(&sample, PAGE_VISUAL), "       גבא\n\nabc\n\n       123\n");
    assert_string_equal(sample_dump(&sample, PAGE_LOGICAL), "אבג\n\nabc\n\n123\n");
    sample_end(&sample);
}

static void other_options_are_as_good_as_a_page_made_with_them(void **state)
{
    (void)state;
    const struct page_options options = { .marks = marks_all(MARKS_HIDE), .direction = DIRECTION_LTR, .measure = 12 };
    struct buffer made = buffer_create(1 << 16);
    for (int later = 0; later < 2; later++) {
        struct sample sample;
        sample_begin(&sample, "ar");
        sample_add(&sample, DOC_QUOTE, "كَتَبَ الوَلَدُ رِسالَةً طَويلَةً إلى صَديقِهِ");
        struct page *page = sample_page_with(&sample, NULL, later ? NULL : &options, 20);
        if (later) {
            assert_string_not_equal(sample_dump(&sample, PAGE_VISUAL), made.bytes);
            page_set_options(page, &options);
            assert_string_equal(sample_dump(&sample, PAGE_VISUAL), made.bytes);
        } else {
            buffer_append_string(&made, sample_dump(&sample, PAGE_VISUAL));
        }
        sample_end(&sample);
    }
    buffer_finish(&made);
}

static void linear_rows_are_what_is_read_from_the_left_edge_on(void **state)
{
    (void)state;
    struct sample sample;
    sample_begin(&sample, "ar");
    sample_add(&sample, DOC_PARAGRAPH, "قال (الأول) 15 كلمة ثم Linux وسكت");
    sample_add(&sample, DOC_QUOTE, "سلام عليكم ورحمة الله");
    const char *const read = "قال (الأول) 15\nكلمة ثم Linux\nوسكت\n\n> سلام عليكم\n  ورحمة الله\n";
    struct page_options options = { .linear = true, .justification = JUSTIFY_KASHIDA, .spacing = SPACING_ALL };
    for (int direction = DIRECTION_AUTO; direction <= DIRECTION_RTL; direction++) {
        options.direction = (enum direction)direction;
        struct page *page = sample.page ? sample.page : sample_page_with(&sample, NULL, &options, 15);
        page_set_options(page, &options);
        assert_string_equal(sample_dump(&sample, PAGE_VISUAL), read);
        assert_string_equal(sample_dump(&sample, PAGE_LOGICAL), read);
    }
    sample_end(&sample);
}

static void a_table_becomes_records_and_columns_again(void **state)
{
    (void)state;
    struct sample sample;
    sample_begin(&sample, "ar");
    sample_enter(&sample, DOC_TABLE);
    static const char *const cells[2][2] = { { "الاسم", "عدد" }, { "لاعب", "3" } };
    for (int row = 0; row < 2; row++) {
        sample_enter(&sample, DOC_TABLE_ROW);
        for (int column = 0; column < 2; column++) {
            doc_enter(&sample.builder, DOC_TABLE_CELL, DOC_DIRECTION_INHERIT, row == 0 ? DOC_HEADER : 0, 0, SLICE(""));
            sample_text(&sample, cells[row][column]);
            sample_exit(&sample);
        }
        sample_exit(&sample);
    }
    sample_exit(&sample);
    struct page *page = sample_page_with(&sample, NULL, NULL, 40);
    char columns[512];
    snprintf(columns, sizeof columns, "%s", sample_dump(&sample, PAGE_VISUAL));
    assert_non_null(strstr(columns, "│"));
    page_set_options(page, &(struct page_options){ .linear = true });
    assert_string_equal(sample_dump(&sample, PAGE_VISUAL), "الاسم: لاعب\nعدد: 3\n");
    page_set_options(page, &(struct page_options){ .letters = LETTERS_BASE });
    assert_non_null(strstr(sample_dump(&sample, PAGE_VISUAL), "مسالا")); /* its column has room for lam and alef */
    page_set_options(page, &(struct page_options){ 0 });
    assert_string_equal(sample_dump(&sample, PAGE_VISUAL), columns);
    sample_end(&sample);
}

static void a_measure_keeps_the_column_narrow_and_centred(void **state)
{
    (void)state;
    struct sample sample;
    sample_begin(&sample, "he");
    sample_add(&sample, DOC_PARAGRAPH, "אבג דהו");
    sample_add(&sample, DOC_PARAGRAPH, "abc def");
    sample_page_with(&sample, NULL, &(struct page_options){ .measure = 6 }, 12);
    assert_string_equal(sample_dump(&sample, PAGE_VISUAL), "      גבא\n      והד\n\n   abc\n   def\n");
    assert_string_equal(sample_dump(&sample, PAGE_LOGICAL), "אבג\nדהו\n\n   abc\n   def\n");
    sample_end(&sample);
}

static void ordinals_stand_in_line_on_the_side_of_their_list(void **state)
{
    (void)state;
    struct sample sample;
    sample_begin(&sample, "he");
    doc_enter(&sample.builder, DOC_LIST, DOC_DIRECTION_INHERIT, DOC_ORDERED, 9, slice_of(NULL));
    sample_add(&sample, DOC_ITEM, "אבג דהו");
    sample_add(&sample, DOC_ITEM, "זחט");
    sample_add(&sample, DOC_ITEM, "abc def");
    sample_exit(&sample);
    sample_page(&sample, 10);
    assert_string_equal(sample_dump(&sample, PAGE_VISUAL),
                        "   גבא .9\n   והד\n   טחז .10\nabc    .11\ndef\n");
    assert_string_equal(sample_dump(&sample, PAGE_LOGICAL), " 9. אבג\n    דהו\n10. זחט\n11. abc\n    def\n");
    sample_end(&sample);
}

static void quotes_in_a_narrow_pane_lose_bars_before_text(void **state)
{
    (void)state;
    struct sample sample;
    sample_begin(&sample, "en");
    for (int i = 0; i < 100; i++)
        sample_enter(&sample, DOC_QUOTE);
    sample_add(&sample, DOC_PARAGRAPH, "ab cd");
    sample_page(&sample, 6);
    assert_string_equal(sample_dump(&sample, PAGE_VISUAL), "│ ab\n│ cd\n");
    page_lay_out(sample.page, 2);
    assert_string_equal(sample_dump(&sample, PAGE_VISUAL), "ab\ncd\n");
    sample_end(&sample);
}

static void a_tight_list_has_no_blank_rows_and_a_loose_one_has(void **state)
{
    (void)state;
    struct sample sample;
    sample_begin(&sample, "en");
    sample_enter(&sample, DOC_LIST);
    sample_enter(&sample, DOC_ITEM);
    sample_add(&sample, DOC_PARAGRAPH, "one");
    sample_enter(&sample, DOC_LIST);
    sample_add(&sample, DOC_ITEM, "inner");
    sample_exit(&sample);
    sample_exit(&sample);
    sample_add(&sample, DOC_ITEM, "two");
    sample_exit(&sample);
    sample_enter(&sample, DOC_LIST);
    sample_enter(&sample, DOC_ITEM);
    sample_add(&sample, DOC_PARAGRAPH, "long");
    sample_add(&sample, DOC_PARAGRAPH, "more");
    sample_exit(&sample);
    sample_add(&sample, DOC_ITEM, "last");
    sample_exit(&sample);
    sample_page(&sample, 20);
    assert_string_equal(sample_dump(&sample, PAGE_LOGICAL),
                        "• one\n  • inner\n• two\n\n• long\n\n  more\n\n• last\n");
    sample_end(&sample);
}

static void preformatted_text_keeps_its_columns(void **state)
{
    (void)state;
    struct sample sample;
    sample_begin(&sample, "ar");
    sample_add(&sample, DOC_PREFORMATTED, "\n\n  if\tx\n\n\nعد\n\n");
    sample_page(&sample, 20);
    assert_string_equal(sample_dump(&sample, PAGE_LOGICAL), "  if    x\n\n\nعد\n");
    struct page_row *rows;
    struct page_place *places;
    assert_int_equal(sample_rows(&sample, &rows, &places), 4);
    assert_int_equal(rows[0].column, 0);
    assert_int_equal(rows[3].column, 18);
    sample_end(&sample);
}

static void tabs_count_what_stands_before_in_another_style(void **state)
{
    (void)state;
    struct sample sample;
    sample_begin(&sample, "en");
    sample_enter(&sample, DOC_PREFORMATTED);
    sample_text(&sample, "abc");
    doc_text(&sample.builder, DOC_STRONG, SLICE("d\te\n\tf"));
    sample_exit(&sample);
    sample_page(&sample, 20);
    assert_string_equal(sample_dump(&sample, PAGE_LOGICAL), "abcd    e\n        f\n");
    sample_end(&sample);
}

static size_t longest_line(struct slice text)
{
    size_t longest = 0;
    struct slice line;
    while (slice_next_line(&text, &line))
        longest = line.length > longest ? line.length : longest;
    return longest;
}

/* Memory is taken by the line: whoever writes a book without a paragraph must not have a dozen times its bytes. */
static void a_block_beyond_measure_goes_on_in_lines_of_its_own(void **state)
{
    (void)state;
    enum { WORDS = 100000, LINE_MOST = 384 << 10 };
    struct sample sample;
    struct buffer text = buffer_create(4 << 20);
    sample_begin(&sample, "en");
    for (int i = 0; i < WORDS; i++)
        buffer_append_string(&text, i % 2 ? "Reuters " : "قال ");
    sample_add(&sample, DOC_PARAGRAPH, text.bytes);
    sample_add(&sample, DOC_PREFORMATTED, text.bytes);
    struct page *page = sample_page(&sample, 72);
    size_t words = 0;
    for (size_t i = 0; i < page_text(page).length; i++)
        words += page_text(page).bytes[i] == 'R';
    assert_int_equal(words, WORDS);
    assert_true(longest_line(page_text(page)) < LINE_MOST);
    struct page_row *rows;
    struct page_place *places;
    size_t count = sample_rows(&sample, &rows, &places);
    for (size_t i = 0; i < count / 2; i++)
        assert_int_equal(rows[i].row.direction, DIRECTION_RTL);
    buffer_finish(&text);
    sample_end(&sample);
}

static void a_row_stays_while_others_are_made(void **state)
{
    (void)state;
    struct sample sample;
    sample_begin(&sample, "en");
    for (int i = 0; i < 200000; i++) {
        char text[32];
        snprintf(text, sizeof text, "paragraph %d", i);
        sample_add(&sample, DOC_PARAGRAPH, text);
    }
    struct page *page = sample_page(&sample, 40);
    struct page_place place;
    assert_true(page_first(page, &place));
    struct page_row first = page_row_at(page, place, &sample.rows);
    assert_int_equal(page_move(page, &place, 1000000), 399998);
    assert_false(page_next(page, &place));
    struct page_row last = page_row_at(page, place, &sample.rows);
    char shown[2][32] = { "", "" };
    for (size_t i = 0; i < 11; i++) {
        strncat(shown[0], first.row.cells[i].cluster.bytes, first.row.cells[i].cluster.length);
        strncat(shown[1], last.row.cells[i + 5].cluster.bytes, last.row.cells[i + 5].cluster.length);
    }
    assert_string_equal(shown[0], "paragraph 0");
    assert_string_equal(shown[1], "raph 199999");
    sample_end(&sample);
}

static void a_million_empty_paragraphs_are_passed_at_once(void **state)
{
    (void)state;
    enum { COUNT = 1000000 };
    struct sample sample;
    sample_begin(&sample, "ar");
    for (int i = 0; i < COUNT; i++)
        sample_add(&sample, DOC_PARAGRAPH, i % 2 ? "\u200B" : ""); /* what looks empty has a row, what is empty none */
    struct page *page = sample_page(&sample, 80);
    struct page_place first, last;
    assert_true(page_first(page, &first));
    assert_true(page_last(page, &last));
    assert_int_equal(page_position_of(page, last), page_length(page) - 4);
    assert_int_equal(page_move(page, &last, -100), 100);
    assert_int_equal(page_position_of(page, last), page_length(page) - 50 * 4 - 4);
    page_lay_out(page, 20);
    assert_int_equal(page_move(page, &first, 100), 100);
    assert_int_equal(page_position_of(page, first), 50 * 4);
    sample_end(&sample);
}

static const struct page_options all_spaced = { .spacing = SPACING_ALL };
static const struct page_options vocalised_spaced = { .spacing = SPACING_VOCALISED };

static void a_blank_row_stands_between_the_rows_of_spaced_prose(void **state)
{
    (void)state;
    struct sample sample;
    sample_begin(&sample, "en");
    sample_add(&sample, DOC_PARAGRAPH, "abc def");
    sample_add(&sample, DOC_PREFORMATTED, "abcd efgh");
    sample_enter(&sample, DOC_LIST);
    sample_add(&sample, DOC_ITEM, "ab cd");
    sample_add(&sample, DOC_ITEM, "ef");
    sample_exit(&sample);
    sample_page_with(&sample, NULL, &all_spaced, 4);
    assert_string_equal(sample_dump(&sample, PAGE_LOGICAL),
                        "abc\n\ndef\n\nabcd\nefgh\n\n• ab\n\n  cd\n\n• ef\n");
    sample_end(&sample);
}

static void the_bar_of_a_quote_goes_through_spaced_rows(void **state)
{
    (void)state;
    struct sample sample;
    sample_begin(&sample, "en");
    sample_enter(&sample, DOC_QUOTE);
    sample_enter(&sample, DOC_PARAGRAPH);
    sample_text(&sample, "ab cd");
    sample_enter(&sample, DOC_LINE_BREAK);
    sample_exit(&sample);
    sample_text(&sample, "ef");
    sample_exit(&sample);
    sample_exit(&sample);
    sample_page_with(&sample, NULL, &all_spaced, 4);
    assert_string_equal(sample_dump(&sample, PAGE_VISUAL), "│ ab\n│\n│ cd\n│\n│ ef\n");
    sample_end(&sample);
}

static void only_vocalised_paragraphs_are_spaced_when_that_is_asked_for(void **state)
{
    (void)state;
    static const struct {
        const char *text, *shown;
    } cases[] = {
        { "קטן גדול", "קטן\nגדול\n" },
        { "שָׁלוֹם לָכֶם", "שָׁלוֹם\n\nלָכֶם\n" },
        { "كتب ولد", "كتب\nولد\n" },
        { "كَتَبَ وَلَدٌ", "كَتَبَ\n\nوَلَدٌ\n" },
        { "كتبَ مهندس", "كتبَ\nمهندس\n" },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct sample sample;
        sample_begin(&sample, "");
        sample_add(&sample, DOC_PARAGRAPH, cases[i].text);
        sample_page_with(&sample, NULL, &vocalised_spaced, 5);
        assert_string_equal(sample_dump(&sample, PAGE_LOGICAL), cases[i].shown);
        sample_end(&sample);
    }
}

static void marks_that_are_hidden_need_no_space(void **state)
{
    (void)state;
    struct sample sample;
    sample_begin(&sample, "ar");
    sample_add(&sample, DOC_PARAGRAPH, "كَتَبَ وَلَدٌ");
    sample_page_with(&sample, NULL,
                     &(struct page_options){ .spacing = SPACING_VOCALISED, .marks = marks_all(MARKS_HIDE) }, 5);
    assert_string_equal(sample_dump(&sample, PAGE_LOGICAL), "كَتَبَ\nوَلَدٌ\n");
    sample_end(&sample);
}

static void a_sign_that_is_spelled_out_over_rows_is_printed_once(void **state)
{
    (void)state;
    struct sample sample;
    sample_begin(&sample, "ar");
    sample_add(&sample, DOC_PARAGRAPH, "نبي ﷺ قال");
    sample_page(&sample, 5);
    assert_string_equal(sample_dump(&sample, PAGE_LOGICAL), "نبي\n\n\n\nﷺ\nقال\n");
    sample_end(&sample);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_cover_the_text_once_at_every_width),
        cmocka_unit_test(a_place_in_the_text_survives_every_width),
        cmocka_unit_test(the_way_up_passes_the_same_rows_as_the_way_down),
        cmocka_unit_test(an_empty_document_has_no_rows),
        cmocka_unit_test(each_language_starts_at_its_own_edge),
        cmocka_unit_test(other_options_are_as_good_as_a_page_made_with_them),
        cmocka_unit_test(linear_rows_are_what_is_read_from_the_left_edge_on),
        cmocka_unit_test(a_table_becomes_records_and_columns_again),
        cmocka_unit_test(a_measure_keeps_the_column_narrow_and_centred),
        cmocka_unit_test(ordinals_stand_in_line_on_the_side_of_their_list),
        cmocka_unit_test(quotes_in_a_narrow_pane_lose_bars_before_text),
        cmocka_unit_test(a_tight_list_has_no_blank_rows_and_a_loose_one_has),
        cmocka_unit_test(preformatted_text_keeps_its_columns),
        cmocka_unit_test(tabs_count_what_stands_before_in_another_style),
        cmocka_unit_test(a_block_beyond_measure_goes_on_in_lines_of_its_own),
        cmocka_unit_test(a_million_empty_paragraphs_are_passed_at_once),
        cmocka_unit_test(a_row_stays_while_others_are_made),
        cmocka_unit_test(a_blank_row_stands_between_the_rows_of_spaced_prose),
        cmocka_unit_test(the_bar_of_a_quote_goes_through_spaced_rows),
        cmocka_unit_test(only_vocalised_paragraphs_are_spaced_when_that_is_asked_for),
        cmocka_unit_test(marks_that_are_hidden_need_no_space),
        cmocka_unit_test(a_sign_that_is_spelled_out_over_rows_is_printed_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
