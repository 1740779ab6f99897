#include "sample.h"

#include "base/buffer.h"

/* A page of `count` dots with a word among them. */
static struct page *page_with_word_at(struct sample *sample, size_t count, const char *word, size_t place)
{
    struct buffer text = buffer_create(1 << 20);
    for (size_t i = 0; i < count; i++) {
        if (i == place)
            buffer_append_string(&text, word);
        buffer_append_byte(&text, '.');
    }
    sample_begin(sample, "ar");
    sample_add(sample, DOC_PARAGRAPH, text.bytes);
    buffer_finish(&text);
    return sample_page(sample, 80);
}

static void a_word_is_found_wherever_it_stands(void **state)
{
    (void)state;
    enum { STEP = 64 << 10, COUNT = 3 * STEP };
    const char *const word = "\u0623\u064E\u0643\u0652\u0644"; /* with marks; hamza and marks may be left out */
    const size_t places[] = { 0, 1, STEP - 12, STEP - 9, STEP - 6, STEP - 3, STEP - 2, STEP - 1, STEP, STEP + 1,
                              2 * STEP - 10, 2 * STEP - 1, 2 * STEP, COUNT - 1 };
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        struct sample sample;
        struct page *page = page_with_word_at(&sample, COUNT, word, places[i]);
        struct slice words = SLICE("\u0627\u0643\u0644");
        struct range match, all = { 0, SIZE_MAX };
        assert_true(page_find(page, words, all, &match));
        assert_int_equal(match.start, places[i]);
        assert_int_equal(match.end, places[i] + 10);
        assert_true(page_find_last(page, words, all, &match));
        assert_int_equal(match.start, places[i]);
        assert_int_equal(match.end, places[i] + 10);
        sample_end(&sample);
    }
}

static void a_search_stays_within_its_bounds(void **state)
{
    (void)state;
    struct sample sample;
    struct page *page = page_with_word_at(&sample, 100, "word", 50);
    struct range match;
    assert_true(page_find(page, SLICE("Word"), (struct range){ 50, 51 }, &match));
    assert_true(page_find_last(page, SLICE("Word"), (struct range){ 50, 51 }, &match));
    assert_false(page_find(page, SLICE("Word"), (struct range){ 0, 50 }, &match));
    assert_false(page_find_last(page, SLICE("Word"), (struct range){ 0, 50 }, &match));
    assert_false(page_find(page, SLICE("Word"), (struct range){ 51, SIZE_MAX }, &match));
    assert_false(page_find_last(page, SLICE("Word"), (struct range){ 51, SIZE_MAX }, &match));
    assert_false(page_find(page, SLICE("Word"), (struct range){ SIZE_MAX, SIZE_MAX }, &match));
    sample_end(&sample);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_word_is_found_wherever_it_stands),
        cmocka_unit_test(a_search_stays_within_its_bounds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
