#include "sample.h"

#include <string.h>

static struct matcher *matcher_of(const char *phrase)
{
    return matcher_create(&(struct phrase){ .text = slice_of(phrase) }, 1);
}

/* What of the page's text is matched, each between bars; gone through backwards it is the same. */
static void assert_matches(const struct page *page, const char *phrase, const char *language, const char *expected)
{
    struct matcher *matcher = matcher_of(phrase);
    struct buffer forwards = buffer_create(1 << 16);
    struct range match;
    size_t count = 0, last_count = 0;
    for (size_t from = 0; page_find_match(page, matcher, slice_of(language), (struct range){ from, SIZE_MAX }, &match);
         from = match.end) {
        buffer_append_string(&forwards, "|");
        buffer_append(&forwards, slice_part(page_text(page), match.start, match.end));
        count++;
    }
    buffer_append_string(&forwards, "|");
    assert_string_equal(forwards.bytes, expected);
    for (size_t end = SIZE_MAX; page_find_last_match(page, matcher, slice_of(language), (struct range){ 0, end }, &match);
         end = match.start)
        last_count++;
    assert_int_equal(last_count, count);
    buffer_finish(&forwards);
    matcher_destroy(matcher);
}

static void title_text_cells_and_links_say_the_word_in_its_forms(void **state)
{
    (void)state;
    struct sample sample;
    sample_begin(&sample, "ar");
    sample_add(&sample, DOC_PARAGRAPH, "قرأت كِتابًا، ثم كتبت.");
    sample_enter(&sample, DOC_TABLE);
    sample_enter(&sample, DOC_TABLE_ROW);
    sample_add(&sample, DOC_TABLE_CELL, "للكتاب");
    sample_add(&sample, DOC_TABLE_CELL, "سعر");
    sample_exit(&sample);
    sample_exit(&sample);
    sample_enter(&sample, DOC_PARAGRAPH);
    sample_link(&sample, "https://example.org/كتاب", "بكـتـاب");
    sample_exit(&sample);
    const struct page_head head = { .title = SLICE("والكتاب خير جليس") };
    assert_matches(sample_page_with(&sample, &head, NULL, 40), "كتاب", "ar", "|والكتاب|كِتابًا|للكتاب|بكـتـاب|");
    sample_end(&sample);
}

static void a_phrase_goes_on_behind_the_number_of_a_link(void **state)
{
    (void)state;
    struct sample sample;
    sample_begin(&sample, "en");
    sample_enter(&sample, DOC_PARAGRAPH);
    sample_text(&sample, "A ");
    sample_link(&sample, "https://example.org/new-world", "new");
    sample_text(&sample, " world has 1 moon.");
    sample_exit(&sample);
    struct page *page = sample_page(&sample, 40);
    assert_matches(page, "new world", "en", "|new\u2060\u2066[1]\u2069 world|");
    assert_matches(page, "new", "en", "|new|");
    assert_matches(page, "1", "en", "|1|");
    assert_matches(page, "example", "en", "|");
    sample_end(&sample);
}

static void a_part_of_a_word_is_none(void **state)
{
    (void)state;
    struct sample sample;
    sample_begin(&sample, "en");
    sample_add(&sample, DOC_PARAGRAPH, "party art apart");
    struct page *page = sample_page(&sample, 40);
    struct matcher *matcher = matcher_of("art");
    struct range match;
    assert_matches(page, "art", "en", "|art|");
    assert_false(page_find_match(page, matcher, SLICE("en"), (struct range){ 12, SIZE_MAX }, &match)); /* ap|art */
    assert_false(page_find_match(page, matcher, SLICE("en"), (struct range){ 0, 6 }, &match));
    assert_true(page_find_match(page, matcher, SLICE("en"), (struct range){ 6, 7 }, &match));
    assert_false(page_find_match(page, matcher, SLICE("en"), (struct range){ 7, SIZE_MAX }, &match));
    assert_false(page_find_last_match(page, matcher, SLICE("en"), (struct range){ SIZE_MAX, SIZE_MAX }, &match));
    matcher_destroy(matcher);
    sample_end(&sample);
}

/* Text is looked at in steps. */
static void a_phrase_is_found_wherever_it_stands(void **state)
{
    (void)state;
    enum { STEP = 64 << 10, COUNT = 3 * STEP };
    const size_t places[] = { 0, 2, STEP - 12, STEP - 10, STEP - 8, STEP - 6, STEP - 2, STEP, STEP + 2, 2 * STEP - 8, COUNT - 2 };
    struct matcher *matcher = matcher_of("مكتبة المرفأ");
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        struct sample sample;
        struct buffer text = buffer_create(1 << 20);
        for (size_t at = 0; at < COUNT; at += 2)
            buffer_append_string(&text, at == places[i] ? "مَكتبة المرفا " : at % 4 == 0 ? "ab " : "ab ab ");
        sample_begin(&sample, "ar");
        sample_add(&sample, DOC_PARAGRAPH, text.bytes);
        struct page *page = sample_page(&sample, 80);
        struct range first, last, all = { 0, SIZE_MAX };
        size_t start = slice_find(page_text(page), SLICE("مَ"));
        assert_true(page_find_match(page, matcher, SLICE("ar"), all, &first));
        assert_true(page_find_last_match(page, matcher, SLICE("ar"), all, &last));
        assert_int_equal(first.start, start);
        assert_int_equal(first.end, start + strlen("مَكتبة المرفا"));
        assert_int_equal(last.start, first.start);
        assert_int_equal(last.end, first.end);
        buffer_finish(&text);
        sample_end(&sample);
    }
    matcher_destroy(matcher);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(title_text_cells_and_links_say_the_word_in_its_forms),
        cmocka_unit_test(a_phrase_goes_on_behind_the_number_of_a_link),
        cmocka_unit_test(a_part_of_a_word_is_none),
        cmocka_unit_test(a_phrase_is_found_wherever_it_stands),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
