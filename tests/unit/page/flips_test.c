#include "sample.h"

#include <stdlib.h>
#include <unistd.h>

/* Rows from the top; blank ones count. */
static struct page_paragraph paragraph_of_row(struct page *page, long row)
{
    struct page_place place;
    struct page_paragraph paragraph = { 0 };
    assert_true(page_first(page, &place));
    assert_int_equal(page_move(page, &place, row), row);
    assert_true(page_paragraph_at(page, place, &paragraph));
    return paragraph;
}

static void flip(struct page *page, enum direction article, const struct paragraph_flip *flips, size_t count)
{
    page_set_options(page, &(struct page_options){ .direction = article, .flips = flips, .flip_count = count });
}

static void a_paragraph_turned_round_stands_at_the_other_edge_and_the_others_stay(void **state)
{
    (void)state;
    struct sample sample;
    sample_begin(&sample, "en");
    sample_add(&sample, DOC_PARAGRAPH, "abc!");
    sample_add(&sample, DOC_PARAGRAPH, "def!");
    struct page *page = sample_page(&sample, 6);
    struct page_paragraph second = paragraph_of_row(page, 2);
    assert_int_equal(second.direction, DIRECTION_LTR);
    flip(page, DIRECTION_AUTO, &(struct paragraph_flip){ second.key, DIRECTION_RTL }, 1);
    assert_string_equal(sample_dump(&sample, PAGE_VISUAL), "abc!\n\n  !def\n");
    assert_int_equal(paragraph_of_row(page, 2).direction, DIRECTION_RTL);
    flip(page, DIRECTION_AUTO, NULL, 0);
    assert_string_equal(sample_dump(&sample, PAGE_VISUAL), "abc!\n\ndef!\n");
    sample_end(&sample);
}

static void the_blank_row_above_a_paragraph_belongs_to_it(void **state)
{
    (void)state;
    struct sample sample;
    sample_begin(&sample, "en");
    sample_add(&sample, DOC_PARAGRAPH, "abc");
    sample_add(&sample, DOC_PARAGRAPH, "def");
    struct page *page = sample_page(&sample, 6);
    assert_int_equal(paragraph_of_row(page, 1).key, paragraph_of_row(page, 2).key);
    assert_int_not_equal(paragraph_of_row(page, 0).key, paragraph_of_row(page, 2).key);
    sample_end(&sample);
}

static void an_article_turned_round_takes_what_has_markup_along_but_not_its_code(void **state)
{
    (void)state;
    struct sample sample;
    sample_begin(&sample, "en");
    doc_enter(&sample.builder, DOC_PARAGRAPH, DOC_DIRECTION_LTR, 0, 0, slice_of(NULL));
    sample_text(&sample, "abc!");
    sample_exit(&sample);
    sample_add(&sample, DOC_PREFORMATTED, "f();");
    struct page *page = sample_page(&sample, 6);
    flip(page, DIRECTION_RTL, NULL, 0);
    assert_string_equal(sample_dump(&sample, PAGE_VISUAL), "  !abc\n\nf();\n");
    /* A line of code moves when it is meant itself. */
    flip(page, DIRECTION_AUTO, &(struct paragraph_flip){ paragraph_of_row(page, 2).key, DIRECTION_RTL }, 1);
    assert_string_equal(sample_dump(&sample, PAGE_VISUAL), "abc!\n\n  ;f()\n");
    sample_end(&sample);
}

static void the_word_for_a_paragraph_goes_before_the_word_for_the_article(void **state)
{
    (void)state;
    struct sample sample;
    sample_begin(&sample, "en");
    sample_add(&sample, DOC_PARAGRAPH, "abc!");
    sample_add(&sample, DOC_PARAGRAPH, "def!");
    struct page *page = sample_page(&sample, 6);
    flip(page, DIRECTION_RTL, &(struct paragraph_flip){ paragraph_of_row(page, 0).key, DIRECTION_LTR }, 1);
    assert_string_equal(sample_dump(&sample, PAGE_VISUAL), "abc!\n\n  !def\n");
    sample_end(&sample);
}

static void markers_and_bars_go_with_what_is_turned_round(void **state)
{
    (void)state;
    struct sample sample;
    sample_begin(&sample, "en");
    sample_enter(&sample, DOC_LIST);
    sample_add(&sample, DOC_ITEM, "abc");
    sample_add(&sample, DOC_ITEM, "def");
    sample_exit(&sample);
    sample_add(&sample, DOC_QUOTE, "ghi");
    struct page *page = sample_page(&sample, 8);
    const char *untouched = "• abc\n• def\n\n│ ghi\n";
    assert_string_equal(sample_dump(&sample, PAGE_VISUAL), untouched);
    struct paragraph_flip flips[] = { { paragraph_of_row(page, 1).key, DIRECTION_RTL },
                                      { paragraph_of_row(page, 3).key, DIRECTION_RTL } };
    flip(page, DIRECTION_AUTO, flips, 1);
    assert_string_equal(sample_dump(&sample, PAGE_VISUAL), "• abc\n   def •\n\n│ ghi\n");
    flip(page, DIRECTION_AUTO, flips, 2);
    assert_string_equal(sample_dump(&sample, PAGE_VISUAL), "• abc\n   def •\n\n   ghi │\n");
    flip(page, DIRECTION_RTL, NULL, 0);
    assert_string_equal(sample_dump(&sample, PAGE_VISUAL), "   abc •\n   def •\n\n   ghi │\n");
    flip(page, DIRECTION_AUTO, NULL, 0);
    assert_string_equal(sample_dump(&sample, PAGE_VISUAL), untouched);
    sample_end(&sample);
}

static void a_table_is_turned_round_as_a_whole(void **state)
{
    (void)state;
    struct sample sample;
    sample_begin(&sample, "en");
    sample_enter(&sample, DOC_TABLE);
    for (int row = 0; row < 2; row++) {
        sample_enter(&sample, DOC_TABLE_ROW);
        sample_add(&sample, DOC_TABLE_CELL, row ? "def" : "abc");
        sample_add(&sample, DOC_TABLE_CELL, row ? "uvw" : "xyz");
        sample_exit(&sample);
    }
    sample_exit(&sample);
    struct page *page = sample_page(&sample, 12);
    assert_string_equal(sample_dump(&sample, PAGE_VISUAL), "abc │ xyz\ndef │ uvw\n");
    struct page_paragraph first = paragraph_of_row(page, 0), second = paragraph_of_row(page, 1);
    assert_int_equal(first.key, second.key);
    assert_int_equal(first.direction, DIRECTION_LTR);
    flip(page, DIRECTION_AUTO, &(struct paragraph_flip){ first.key, DIRECTION_RTL }, 1);
    assert_string_equal(sample_dump(&sample, PAGE_VISUAL), "   xyz │ abc\n   uvw │ def\n");
    assert_int_equal(paragraph_of_row(page, 1).direction, DIRECTION_RTL);
    sample_end(&sample);
}

static void the_list_of_addresses_stays_when_an_article_is_turned_round(void **state)
{
    (void)state;
    struct sample sample;
    sample_begin(&sample, "en");
    sample_enter(&sample, DOC_PARAGRAPH);
    sample_link(&sample, "https://a.example/", "abc");
    sample_exit(&sample);
    struct page *page = sample_page(&sample, 24);
    flip(page, DIRECTION_RTL, NULL, 0);
    assert_string_equal(sample_dump(&sample, PAGE_VISUAL), "                  [1]abc\n\n[1] https://a.example/\n");
    sample_end(&sample);
}

static void a_quote_does_not_follow_an_item_in_it(void **state)
{
    (void)state;
    struct sample sample;
    sample_begin(&sample, "en");
    sample_enter(&sample, DOC_QUOTE);
    sample_enter(&sample, DOC_LIST);
    sample_add(&sample, DOC_ITEM, "abc");
    sample_exit(&sample);
    sample_exit(&sample);
    struct page *page = sample_page(&sample, 9);
    flip(page, DIRECTION_AUTO, &(struct paragraph_flip){ paragraph_of_row(page, 0).key, DIRECTION_RTL }, 1);
    assert_string_equal(sample_dump(&sample, PAGE_VISUAL), "│   abc •\n");
    sample_end(&sample);
}

static void a_paragraph_keeps_its_name_at_any_width_and_in_any_page(void **state)
{
    (void)state;
    uint64_t key = 0;
    for (int code = 0; code < 2; code++) {
        struct sample sample;
        sample_begin(&sample, code ? "ar" : "en");
        sample_add(&sample, DOC_HEADING, code ? "عنوان" : "Title");
        sample_enter(&sample, DOC_PARAGRAPH);
        sample_text(&sample, "قال ");
        doc_text(&sample.builder, code ? DOC_CODE : 0, SLICE("f(x)")); /* stands in an isolate of the page's own */
        sample_exit(&sample);
        struct page *page = sample_page(&sample, code ? 30 : 8);
        page_set_options(page, &(struct page_options){ .marks = marks_all(MARKS_HIDE), .spacing = SPACING_ALL });
        struct page_place place;
        struct page_paragraph paragraph;
        assert_true(page_last(page, &place));
        assert_true(page_paragraph_at(page, place, &paragraph));
        assert_true(paragraph.key != 0 && (key == 0 || paragraph.key == key));
        key = paragraph.key;
        sample_end(&sample);
    }
}

static void a_line_of_a_long_text_can_be_turned_round(void **state)
{
    (void)state;
    char path[] = "/tmp/khabar-flips-XXXXXX";
    static const char text[] = "abc!\ndef!\n";
    int descriptor = mkstemp(path);
    assert_int_equal(write(descriptor, text, sizeof text - 1), sizeof text - 1);
    close(descriptor);
    struct file_window *file = file_window_open(path, NULL);
    struct sample sample = { .engine = text_engine_create(NULL), .dump = buffer_create(4096) };
    struct page *page = sample.page = page_create_of_file(sample.engine, file, &(struct page_options){ 0 });
    page_lay_out(page, 6);
    flip(page, DIRECTION_AUTO, &(struct paragraph_flip){ paragraph_of_row(page, 1).key, DIRECTION_RTL }, 1);
    assert_string_equal(sample_dump(&sample, PAGE_VISUAL), "abc!\n  !def\n");
    flip(page, DIRECTION_RTL, NULL, 0);
    assert_string_equal(sample_dump(&sample, PAGE_VISUAL), "  !abc\n  !def\n");
    sample_end(&sample);
    file_window_close(file);
    unlink(path);
}

static void a_rule_and_an_empty_page_have_nothing_to_turn_round(void **state)
{
    (void)state;
    struct sample sample;
    struct page_paragraph paragraph;
    sample_begin(&sample, "en");
    sample_add(&sample, DOC_RULE, "");
    struct page *page = sample_page(&sample, 8);
    assert_false(page_paragraph_at(page, (struct page_place){ 0, 0 }, &paragraph));
    sample_end(&sample);
    sample_begin(&sample, "en");
    page = sample_page(&sample, 8);
    assert_false(page_paragraph_at(page, (struct page_place){ 0, 0 }, &paragraph));
    sample_end(&sample);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_paragraph_turned_round_stands_at_the_other_edge_and_the_others_stay),
        cmocka_unit_test(the_blank_row_above_a_paragraph_belongs_to_it),
        cmocka_unit_test(an_article_turned_round_takes_what_has_markup_along_but_not_its_code),
        cmocka_unit_test(the_word_for_a_paragraph_goes_before_the_word_for_the_article),
        cmocka_unit_test(markers_and_bars_go_with_what_is_turned_round),
        cmocka_unit_test(a_table_is_turned_round_as_a_whole),
        cmocka_unit_test(the_list_of_addresses_stays_when_an_article_is_turned_round),
        cmocka_unit_test(a_quote_does_not_follow_an_item_in_it),
        cmocka_unit_test(a_paragraph_keeps_its_name_at_any_width_and_in_any_page),
        cmocka_unit_test(a_line_of_a_long_text_can_be_turned_round),
        cmocka_unit_test(a_rule_and_an_empty_page_have_nothing_to_turn_round),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
