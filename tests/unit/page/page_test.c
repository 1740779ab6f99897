#include "sample.h"

#include <string.h>

static void a_title_that_the_document_repeats_is_shown_once(void **state)
{
    (void)state;
    struct sample sample;
    sample_begin(&sample, "en");
    sample_add(&sample, DOC_HEADING, "Rain  in\nthe north ");
    sample_add(&sample, DOC_PARAGRAPH, "It rains.");
    const struct page_head head = { .title = SLICE("Rain in the north"), .source = SLICE("Daily"),
                                    .date = SLICE("today") };
    sample_page_with(&sample, &head, NULL, 40);
    assert_string_equal(sample_dump(&sample, PAGE_LOGICAL), "Rain in the north\nDaily · today\n\nIt rains.\n");
    sample_end(&sample);
}

static void a_title_made_of_the_first_words_is_not_shown_above_them(void **state)
{
    (void)state;
    static const struct {
        const char *title, *shown;
    } cases[] = {
        { "It rains in the…", "Daily\n\nIt rains in the north.\n\nAnd here.\n" },
        { "It rains in...", "Daily\n\nIt rains in the north.\n\nAnd here.\n" },
        { "It rains in the north. And here.", "Daily\n\nIt rains in the north.\n\nAnd here.\n" },
        { "It rains", "It rains\nDaily\n\nIt rains in the north.\n\nAnd here.\n" },
        { "It snows…", "It snows…\nDaily\n\nIt rains in the north.\n\nAnd here.\n" },
        { "…", "…\nDaily\n\nIt rains in the north.\n\nAnd here.\n" },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct sample sample;
        sample_begin(&sample, "en");
        sample_add(&sample, DOC_PARAGRAPH, "It rains in  the north.");
        sample_add(&sample, DOC_PARAGRAPH, "And here.");
        const struct page_head head = { .title = slice_of(cases[i].title), .source = SLICE("Daily") };
        sample_page_with(&sample, &head, NULL, 40);
        assert_string_equal(sample_dump(&sample, PAGE_LOGICAL), cases[i].shown);
        sample_end(&sample);
    }
}

static void a_title_of_its_own_stands_above_the_document(void **state)
{
    (void)state;
    struct sample sample;
    sample_begin(&sample, "en");
    sample_add(&sample, DOC_HEADING, "Rain");
    const struct page_head head = { .title = SLICE("Weather"), .address = SLICE("https://example.org/rain") };
    sample_page_with(&sample, &head, NULL, 40);
    assert_string_equal(sample_dump(&sample, PAGE_LOGICAL), "Weather\n\nRain\n\n[0] https://example.org/rain\n");
    sample_end(&sample);
}

static void an_address_has_one_number(void **state)
{
    (void)state;
    struct sample sample;
    sample_begin(&sample, "en");
    sample_enter(&sample, DOC_PARAGRAPH);
    sample_link(&sample, "https://example.org/b", "b");
    sample_text(&sample, ", ");
    sample_link(&sample, "https://example.org/a", "a");
    sample_text(&sample, ", ");
    sample_link(&sample, "https://example.org/b", "b again");
    sample_exit(&sample);
    struct page *page = sample_page(&sample, 40);
    assert_string_equal(sample_dump(&sample, PAGE_LOGICAL),
                        "b[1], a[2], b again[1]\n\n[1] https://example.org/b\n[2] https://example.org/a\n");
    assert_int_equal(page_link_count(page), 2);
    const struct page_link *link = page_link_at(page, 1);
    assert_true(slice_equal_string(link->address, "https://example.org/a"));
    assert_true(slice_equal_string(slice_part(page_text(page), link->source.start, link->source.end), "a"));
    assert_null(page_link_at(page, 2));
    size_t count;
    const struct page_anchor *anchors = page_anchors(page, &count);
    assert_int_equal(count, 3 + 2); /* in the text, in the list at its end */
    assert_int_equal(anchors[2].link, 1);
    assert_true(slice_equal_string(slice_part(page_text(page), anchors[2].source.start, anchors[2].source.end), "b again"));
    assert_true(slice_equal_string(slice_part(page_text(page), anchors[2].number.start, anchors[2].number.end), "[1]"));
    assert_true(slice_equal_string(slice_part(page_text(page), anchors[4].source.start, anchors[4].source.end),
                                   "https://example.org/a"));
    assert_true(slice_equal_string(slice_part(page_text(page), anchors[4].number.start, anchors[4].number.end), "[2]"));
    assert_true(slice_equal_string(page_address_of(page, 2), "https://example.org/a"));
    assert_int_equal(page_address_of(page, 0).length + page_address_of(page, 3).length, 0);
    sample_end(&sample);
}

static void a_link_to_the_page_itself_has_no_number(void **state)
{
    (void)state;
    struct sample sample;
    sample_begin(&sample, "en");
    sample_enter(&sample, DOC_PARAGRAPH);
    sample_link(&sample, "#notes", "notes");
    sample_text(&sample, " ");
    sample_link(&sample, "https://example.org/this#top", "top");
    sample_exit(&sample);
    const struct page_head head = { .address = SLICE("https://example.org/this") };
    struct page *page = sample_page_with(&sample, &head, NULL, 40);
    assert_string_equal(sample_dump(&sample, PAGE_LOGICAL), "notes top\n\n[0] https://example.org/this\n");
    assert_int_equal(page_link_count(page), 0);
    sample_end(&sample);
}

static void an_address_cannot_pretend_to_be_another(void **state)
{
    (void)state;
    struct sample sample;
    sample_begin(&sample, "en");
    sample_enter(&sample, DOC_PARAGRAPH);
    sample_link(&sample, "https://example.org/\u0627\u0431", "x");
    sample_exit(&sample);
    sample_page(&sample, 80);
    assert_string_equal(sample_dump(&sample, PAGE_LOGICAL),
                        "x[1]\n\n[1] https://example.org/%D8%A7%D0%B1\n");
    sample_end(&sample);
}

static void a_link_and_its_number_stay_in_one_row(void **state)
{
    (void)state;
    struct sample sample;
    struct buffer copy = buffer_create(1024);
    sample_begin(&sample, "en");
    sample_enter(&sample, DOC_PARAGRAPH);
    sample_text(&sample, "see a\u2060b ");
    sample_link(&sample, "http://x.y/", "the (rules)");
    sample_exit(&sample);
    struct page *page = sample_page(&sample, 17);
    assert_string_equal(sample_dump(&sample, PAGE_LOGICAL), "see a\u2060b the\n(rules)[1]\n\n[1] http://x.y/\n");
    assert_true(page_append_text(page, (struct range){ 0, slice_find(page_text(page), SLICE("\n")) }, &copy));
    assert_string_equal(copy.bytes, "see a\u2060b the (rules)[1]");
    buffer_finish(&copy);
    sample_end(&sample);
}

static void copied_text_has_the_authors_controls_only(void **state)
{
    (void)state;
    struct sample sample;
    struct buffer copy = buffer_create(1024);
    sample_begin(&sample, "ar");
    sample_enter(&sample, DOC_PARAGRAPH);
    sample_text(&sample, "قل ");
    doc_text(&sample.builder, DOC_CODE, SLICE("x = 1"));
    sample_text(&sample, " ثم \u2067\u202Bب\u2069 ثم \u202Aج ");
    sample_exit(&sample);
    struct page *page = sample_page(&sample, 40);
    struct slice text = page_text(page);
    assert_true(slice_find(text, SLICE("\u2066x = 1\u2069")) < text.length);
    assert_true(page_append_text(page, (struct range){ 0, text.length }, &copy));
    assert_string_equal(copy.bytes, "قل x = 1 ثم \u2067ب\u2069 ثم ج\n");
    buffer_clear(&copy);
    size_t inside = slice_find(text, SLICE("\u2069 ثم \u202A"));
    assert_true(page_append_text(page, (struct range){ inside, text.length }, &copy));
    assert_string_equal(copy.bytes, " ثم ج\n");
    buffer_finish(&copy);
    sample_end(&sample);
}

static void search_passes_over_marks_and_case_and_isolates(void **state)
{
    (void)state;
    struct sample sample;
    sample_begin(&sample, "ar");
    sample_enter(&sample, DOC_PARAGRAPH);
    sample_text(&sample, "هل يُمهِّـــد ");
    doc_text(&sample.builder, DOC_CODE, SLICE("Malloc"));
    sample_text(&sample, " للأمر؟ يمهد.");
    sample_exit(&sample);
    struct page *page = sample_page(&sample, 20);
    struct slice text = page_text(page);
    struct range match;
    assert_true(page_find(page, SLICE("يمهد"), (struct range){ 0, SIZE_MAX }, &match));
    assert_true(slice_equal_string(slice_part(text, match.start, match.end), "يُمهِّـــد"));
    assert_true(page_find(page, SLICE("يمهد"), (struct range){ match.end, SIZE_MAX }, &match));
    assert_true(slice_equal_string(slice_part(text, match.start, match.end), "يمهد"));
    assert_false(page_find(page, SLICE("يمهد"), (struct range){ match.end, SIZE_MAX }, &match));
    assert_true(page_find(page, SLICE(" malloc  لَلامر "), (struct range){ 0, SIZE_MAX }, &match));
    assert_true(page_find_last(page, SLICE("يُمهد"), (struct range){ 0, text.length }, &match));
    assert_true(slice_equal_string(slice_part(text, match.start, match.end), "يمهد"));
    assert_true(page_find_last(page, SLICE("يُمهد"), (struct range){ 0, match.start }, &match));
    assert_false(page_find_last(page, SLICE("يُمهد"), (struct range){ 0, match.start }, &match));
    assert_false(page_find(page, SLICE("  "), (struct range){ 0, SIZE_MAX }, &match));
    sample_end(&sample);
}

static void search_takes_several_spaces_for_one(void **state)
{
    (void)state;
    struct sample sample;
    sample_begin(&sample, "en");
    sample_add(&sample, DOC_PREFORMATTED, "int   x;");
    struct page *page = sample_page(&sample, 20);
    struct range match;
    assert_true(page_find(page, SLICE("int x"), (struct range){ 0, SIZE_MAX }, &match));
    assert_int_equal(match.end, 7);
    assert_true(page_find(page, SLICE("int    x"), (struct range){ 0, SIZE_MAX }, &match));
    sample_end(&sample);
}

/* Kurdish is written with either ە or ه and ZWNJ, Urdu often with the Arabic letters. */
static void search_takes_the_kinds_of_heh_for_one_letter(void **state)
{
    (void)state;
    struct sample sample;
    sample_begin(&sample, "ckb");
    sample_add(&sample, DOC_PARAGRAPH, "ئەمە ہے رحمۃ");
    struct page *page = sample_page(&sample, 20);
    struct range match;
    assert_true(page_find(page, SLICE("ئه‌مه‌"), (struct range){ 0, SIZE_MAX }, &match));
    assert_true(page_find(page, SLICE("هے"), (struct range){ 0, SIZE_MAX }, &match));
    assert_true(page_find(page, SLICE("رحمة"), (struct range){ 0, SIZE_MAX }, &match));
    sample_end(&sample);
}

static void what_justification_adds_is_neither_found_nor_copied(void **state)
{
    (void)state;
    static const char text[] = "أعلنت وزارة النقل أمس افتتاح الخط الجديد بين العاصمة والميناء.";
    const struct page_options options = { .justification = JUSTIFY_KASHIDA };
    struct sample sample;
    struct range match;
    struct buffer copy = buffer_create(1 << 10);
    sample_begin(&sample, "ar");
    sample_add(&sample, DOC_PARAGRAPH, text);
    struct page *page = sample_page_with(&sample, NULL, &options, 30);
    assert_non_null(strstr(sample_dump(&sample, PAGE_VISUAL), "ـ"));
    assert_null(strstr(sample_dump(&sample, PAGE_LOGICAL), "ـ"));
    assert_true(page_find(page, SLICE("أمس افتتاح الخط"), (struct range){ 0, sizeof text - 1 }, &match));
    assert_true(page_append_text(page, match, &copy));
    assert_true(slice_equal(buffer_slice(&copy), SLICE("أمس افتتاح الخط")));
    buffer_finish(&copy);
    sample_end(&sample);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_title_that_the_document_repeats_is_shown_once),
        cmocka_unit_test(a_title_made_of_the_first_words_is_not_shown_above_them),
        cmocka_unit_test(a_title_of_its_own_stands_above_the_document),
        cmocka_unit_test(an_address_has_one_number),
        cmocka_unit_test(a_link_to_the_page_itself_has_no_number),
        cmocka_unit_test(an_address_cannot_pretend_to_be_another),
        cmocka_unit_test(a_link_and_its_number_stay_in_one_row),
        cmocka_unit_test(copied_text_has_the_authors_controls_only),
        cmocka_unit_test(search_passes_over_marks_and_case_and_isolates),
        cmocka_unit_test(search_takes_several_spaces_for_one),
        cmocka_unit_test(search_takes_the_kinds_of_heh_for_one_letter),
        cmocka_unit_test(what_justification_adds_is_neither_found_nor_copied),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
