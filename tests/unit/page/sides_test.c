#include "sample.h"

static void a_single_row_stands_with_its_list_and_keeps_its_order(void **state)
{
    (void)state;
    struct sample sample;
    sample_begin(&sample, "he");
    sample_enter(&sample, DOC_LIST);
    sample_add(&sample, DOC_ITEM, "אבג");
    sample_add(&sample, DOC_ITEM, "c++");
    sample_exit(&sample);
    sample_page(&sample, 10);
    assert_string_equal(sample_dump(&sample, PAGE_VISUAL), "     גבא •\n     c++ •\n");
    assert_string_equal(sample_dump(&sample, PAGE_LOGICAL), "• אבג\n• c++\n");
    sample_end(&sample);
}

static void latin_names_alone_do_not_take_a_list_to_their_side(void **state)
{
    (void)state;
    struct sample sample;
    sample_begin(&sample, "he");
    sample_enter(&sample, DOC_LIST);
    sample_add(&sample, DOC_ITEM, "Go");
    sample_add(&sample, DOC_ITEM, "C");
    sample_exit(&sample);
    sample_add(&sample, DOC_PARAGRAPH, "אבג");
    sample_page(&sample, 8);
    assert_string_equal(sample_dump(&sample, PAGE_VISUAL), "    Go •\n     C •\n\n     גבא\n");
    sample_end(&sample);
}

static void a_list_inside_a_list_stands_on_its_side(void **state)
{
    (void)state;
    struct sample sample;
    sample_begin(&sample, "");
    sample_enter(&sample, DOC_LIST);
    sample_add(&sample, DOC_ITEM, "אבג דהו");
    sample_enter(&sample, DOC_ITEM);
    sample_text(&sample, "זחט");
    sample_enter(&sample, DOC_LIST);
    sample_add(&sample, DOC_ITEM, "this is a sentence");
    sample_page(&sample, 30);
    assert_string_equal(sample_dump(&sample, PAGE_VISUAL),
                        "                     והד גבא •\n"
                        "                         טחז •\n"
                        "        this is a sentence •\n");
    sample_end(&sample);
}

/* A break ends a row, not the block. */
static void lines_of_one_block_stand_on_one_side(void **state)
{
    (void)state;
    struct sample sample;
    sample_begin(&sample, "");
    sample_enter(&sample, DOC_PARAGRAPH);
    sample_text(&sample, "אבג דהו");
    sample_add(&sample, DOC_LINE_BREAK, "");
    sample_text(&sample, "Inc.");
    sample_add(&sample, DOC_LINE_BREAK, "");
    sample_add(&sample, DOC_LINE_BREAK, "");
    sample_text(&sample, "Ltd.");
    sample_page(&sample, 10);
    assert_string_equal(sample_dump(&sample, PAGE_VISUAL), "   והד גבא\n      Inc.\n\nLtd.\n");
    assert_string_equal(sample_dump(&sample, PAGE_LOGICAL), "אבג דהו\nInc.\n\nLtd.\n");
    sample_end(&sample);
}

static void a_latin_heading_stands_where_its_text_begins(void **state)
{
    (void)state;
    struct sample sample;
    sample_begin(&sample, "he");
    sample_add(&sample, DOC_HEADING, "C++");
    sample_add(&sample, DOC_HEADING, "Go");
    sample_add(&sample, DOC_PARAGRAPH, "אבג");
    sample_add(&sample, DOC_HEADING, "Go!");
    sample_add(&sample, DOC_PARAGRAPH, "this is it");
    sample_page(&sample, 12);
    assert_string_equal(sample_dump(&sample, PAGE_VISUAL),
                        "         C++\n\n          Go\n\n         גבא\n\nGo!\n\nthis is it\n");
    sample_end(&sample);
}

static void a_heading_right_to_left_stands_at_its_own_edge(void **state)
{
    (void)state;
    struct sample sample;
    sample_begin(&sample, "");
    sample_add(&sample, DOC_HEADING, "אבג");
    sample_add(&sample, DOC_PARAGRAPH, "this is it");
    sample_page(&sample, 12);
    assert_string_equal(sample_dump(&sample, PAGE_VISUAL), "         גבא\n\nthis is it\n");
    sample_end(&sample);
}

static void most_of_the_text_outweighs_a_language_that_a_template_states(void **state)
{
    (void)state;
    struct sample sample;
    sample_begin(&sample, "en");
    sample_add(&sample, DOC_PARAGRAPH, "אבג דהו זחט");
    sample_add(&sample, DOC_PARAGRAPH, "2025");
    sample_page(&sample, 12);
    assert_string_equal(sample_dump(&sample, PAGE_VISUAL), " טחז והד גבא\n\n        2025\n");
    sample_end(&sample);
}

static void a_page_without_letters_goes_by_its_title(void **state)
{
    (void)state;
    struct sample sample;
    sample_begin(&sample, "");
    sample_add(&sample, DOC_PARAGRAPH, "2025");
    sample_page_with(&sample, &(struct page_head){ .title = SLICE("אבג") }, NULL, 8);
    assert_string_equal(sample_dump(&sample, PAGE_VISUAL), "     גבא\n\n    2025\n");
    sample_end(&sample);
}

static void code_with_comments_stays_left_to_right(void **state)
{
    (void)state;
    struct sample sample;
    sample_begin(&sample, "he");
    sample_add(&sample, DOC_PREFORMATTED, "i = 0 # אבג\n# דהו\nfor x");
    sample_page(&sample, 12);
    assert_string_equal(sample_dump(&sample, PAGE_VISUAL), "i = 0 # גבא\n# והד\nfor x\n");
    sample_end(&sample);
}

static void columns_of_right_to_left_text_stand_at_the_right(void **state)
{
    (void)state;
    struct sample sample;
    sample_begin(&sample, "");
    sample_add(&sample, DOC_PREFORMATTED, "אבג  דהו\nזחט  יכל\nC++\n");
    sample_page(&sample, 10);
    assert_string_equal(sample_dump(&sample, PAGE_VISUAL), "  והד  גבא\n  לכי  טחז\n       C++\n");
    sample_end(&sample);
}

static void a_long_block_goes_on_in_its_direction(void **state)
{
    (void)state;
    struct sample sample;
    sample_begin(&sample, "");
    sample_enter(&sample, DOC_PARAGRAPH);
    for (int i = 0; i < 40000; i++)
        sample_text(&sample, "אבג דהו ");
    for (int i = 0; i < 40000; i++)
        sample_text(&sample, "and so on ");
    struct page *page = sample_page(&sample, 80);
    struct arena scratch = { 0 };
    struct page_place last;
    assert_true(page_last(page, &last));
    assert_true(last.line > 0);
    assert_int_equal(page_row_at(page, last, &scratch).row.direction, DIRECTION_RTL);
    arena_finish(&scratch);
    sample_end(&sample);
}

static void the_readers_direction_turns_lists_and_quotes_too(void **state)
{
    (void)state;
    struct sample sample;
    sample_begin(&sample, "en");
    sample_enter(&sample, DOC_QUOTE);
    sample_enter(&sample, DOC_LIST);
    sample_add(&sample, DOC_ITEM, "abc");
    sample_page_with(&sample, NULL, &(struct page_options){ .direction = DIRECTION_RTL }, 10);
    assert_string_equal(sample_dump(&sample, PAGE_VISUAL), "   abc • │\n");
    sample_end(&sample);
}

static void fields_above_an_article_do_not_know_of_each_other(void **state)
{
    (void)state;
    const struct page_head head = { .title = SLICE("אבג"), .source = SLICE("Go דה!"), .author = SLICE("a\u2069\u202E (b"),
                                    .date = SLICE("2025-01-02 10:20") };
    struct sample sample;
    sample_begin(&sample, "he");
    sample_page_with(&sample, &head, NULL, 40);
    assert_string_equal(sample_dump(&sample, PAGE_VISUAL),
                        "                                     גבא\n"
                        "        2025-01-02 10:20 · a (b · !הד Go\n");
    sample_end(&sample);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_single_row_stands_with_its_list_and_keeps_its_order),
        cmocka_unit_test(latin_names_alone_do_not_take_a_list_to_their_side),
        cmocka_unit_test(a_list_inside_a_list_stands_on_its_side),
        cmocka_unit_test(lines_of_one_block_stand_on_one_side),
        cmocka_unit_test(a_latin_heading_stands_where_its_text_begins),
        cmocka_unit_test(a_heading_right_to_left_stands_at_its_own_edge),
        cmocka_unit_test(most_of_the_text_outweighs_a_language_that_a_template_states),
        cmocka_unit_test(a_page_without_letters_goes_by_its_title),
        cmocka_unit_test(code_with_comments_stays_left_to_right),
        cmocka_unit_test(columns_of_right_to_left_text_stand_at_the_right),
        cmocka_unit_test(a_long_block_goes_on_in_its_direction),
        cmocka_unit_test(the_readers_direction_turns_lists_and_quotes_too),
        cmocka_unit_test(fields_above_an_article_do_not_know_of_each_other),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
