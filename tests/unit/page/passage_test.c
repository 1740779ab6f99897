#include "sample.h"

#include <string.h>

static void assert_passage(const struct page *page, struct range range, const char *expected)
{
    struct buffer out = buffer_create(4096);
    assert_true(page_append_passage(page, range, &out));
    assert_string_equal(out.length ? out.bytes : "", expected);
    buffer_finish(&out);
}

static const struct range whole = { 0, SIZE_MAX };

static void paragraphs_are_lines_whatever_the_width(void **state)
{
    (void)state;
    for (int width = 3; width < 80; width += 11) {
        struct sample sample;
        sample_begin(&sample, "ar");
        sample_add(&sample, DOC_PARAGRAPH, "نزل المطر في الشمال ثلاثة أيام دون توقف.");
        sample_add(&sample, DOC_PARAGRAPH, "وعاد الناس إلى بيوتهم.");
        assert_passage(sample_page(&sample, width), whole,
                       "نزل المطر في الشمال ثلاثة أيام دون توقف.\n\nوعاد الناس إلى بيوتهم.");
        sample_end(&sample);
    }
}

static void items_keep_their_markers_and_stand_together(void **state)
{
    (void)state;
    struct sample sample;
    sample_begin(&sample, "ar");
    sample_add(&sample, DOC_PARAGRAPH, "الأدوات:");
    sample_enter(&sample, DOC_LIST);
    sample_add(&sample, DOC_ITEM, "خيط");
    sample_add(&sample, DOC_ITEM, "إبرة");
    sample_exit(&sample);
    assert_passage(sample_page(&sample, 40), whole, "الأدوات:\n\n• خيط\n• إبرة");
    sample_end(&sample);
}

static void where_the_author_ended_a_row_a_line_ends(void **state)
{
    (void)state;
    struct sample sample;
    sample_begin(&sample, "ar");
    sample_enter(&sample, DOC_PARAGRAPH);
    sample_text(&sample, "يا ليل طال");
    sample_add(&sample, DOC_LINE_BREAK, "");
    sample_text(&sample, "فمتى النهار\u2028الآتي");
    sample_exit(&sample);
    assert_passage(sample_page(&sample, 40), whole, "يا ليل طال\nفمتى النهار\nالآتي");
    sample_end(&sample);
}

static void a_part_begins_and_ends_inside_its_paragraphs(void **state)
{
    (void)state;
    struct sample sample;
    sample_begin(&sample, "en");
    sample_add(&sample, DOC_PARAGRAPH, "one two");
    sample_add(&sample, DOC_PARAGRAPH, "three four");
    struct page *page = sample_page(&sample, 40);
    assert_passage(page, (struct range){ 4, 13 }, "two\n\nthree");
    assert_passage(page, (struct range){ 5, 5 }, "");
    assert_passage(page, (struct range){ 7, 8 }, "");
    sample_end(&sample);
}

static void numbers_of_links_are_not_the_texts(void **state)
{
    (void)state;
    struct sample sample;
    sample_begin(&sample, "ar");
    sample_enter(&sample, DOC_HEADING);
    sample_link(&sample, "https://a.example/", "خبر");
    sample_exit(&sample);
    sample_enter(&sample, DOC_PARAGRAPH);
    sample_text(&sample, "قال \u2067إن ");
    sample_link(&sample, "https://b.example/", "الخط");
    sample_text(&sample, " طويل\u2069");
    sample_add(&sample, DOC_LINE_BREAK, "");
    sample_text(&sample, "وإن ");
    sample_link(&sample, "https://c.example/", "(النهر)");
    sample_text(&sample, ".");
    sample_exit(&sample);
    struct page *page = sample_page(&sample, 40);
    assert_passage(page, (struct range){ 0, page_length_without_links(page) },
                   "خبر\n\nقال \u2067إن الخط طويل\u2069\nوإن (النهر).");
    assert_passage(page, (struct range){ page_length_without_links(page), SIZE_MAX },
                   "https://a.example/\nhttps://b.example/\nhttps://c.example/");
    /* Of each part, wherever it begins and ends. */
    struct slice text = page_text(page);
    size_t number = slice_find(text, SLICE("[2]"));
    assert_passage(page, (struct range){ number + 1, number + 3 + strlen("\u2069 ط") }, " ط");
    assert_passage(page, (struct range){ number - strlen("خط\u2060\u2066"), number + 2 }, "خط");
    assert_passage(page, (struct range){ number, number + 3 }, "");
    struct buffer title = buffer_create(100);
    assert_true(page_append_title(page, &title));
    assert_string_equal(title.bytes, "خبر");
    buffer_finish(&title);
    sample_end(&sample);
}

static void what_is_only_a_number_leaves_no_blank_line(void **state)
{
    (void)state;
    struct sample sample;
    sample_begin(&sample, "ar");
    sample_add(&sample, DOC_PARAGRAPH, "قبل");
    sample_enter(&sample, DOC_PARAGRAPH);
    sample_link(&sample, "https://a.example/", "");
    sample_exit(&sample);
    sample_add(&sample, DOC_PARAGRAPH, "بعد");
    struct page *page = sample_page(&sample, 40);
    assert_passage(page, (struct range){ 0, page_length_without_links(page) }, "قبل\n\nبعد");
    sample_end(&sample);
}

static void a_blank_line_of_code_stays(void **state)
{
    (void)state;
    struct sample sample;
    sample_begin(&sample, "en");
    sample_add(&sample, DOC_PREFORMATTED, "int a;\n\n    return a;\n");
    assert_passage(sample_page(&sample, 40), whole, "int a;\n\n    return a;");
    sample_end(&sample);
}

static void the_title_is_the_first_heading_of_level_one(void **state)
{
    (void)state;
    struct sample sample;
    struct buffer title = buffer_create(100);
    sample_begin(&sample, "ar");
    sample_add(&sample, DOC_PARAGRAPH, "قبله");
    sample_add(&sample, DOC_HEADING, "خبر (اليوم)");
    assert_true(page_append_title(sample_page(&sample, 8), &title));
    assert_string_equal(title.bytes, "خبر (اليوم)");
    sample_end(&sample);
    sample_begin(&sample, "ar");
    sample_add(&sample, DOC_PARAGRAPH, "وحده");
    assert_false(page_append_title(sample_page(&sample, 8), &title));
    buffer_finish(&title);
    sample_end(&sample);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(paragraphs_are_lines_whatever_the_width),
        cmocka_unit_test(items_keep_their_markers_and_stand_together),
        cmocka_unit_test(where_the_author_ended_a_row_a_line_ends),
        cmocka_unit_test(a_part_begins_and_ends_inside_its_paragraphs),
        cmocka_unit_test(numbers_of_links_are_not_the_texts),
        cmocka_unit_test(what_is_only_a_number_leaves_no_blank_line),
        cmocka_unit_test(a_blank_line_of_code_stays),
        cmocka_unit_test(the_title_is_the_first_heading_of_level_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
