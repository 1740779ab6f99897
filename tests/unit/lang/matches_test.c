#include "../cmocka.h"

#include "lang/matches.h"
#include "lang/words.h"

#include <string.h>

/* The text with brackets around what is lit. */
static const char *lit_in(const char *language, const char *text, const struct phrase *phrases, size_t count)
{
    static char shown[1024];
    struct arena arena = { 0 };
    struct range *ranges;
    struct matcher *matcher = matcher_create(phrases, count);
    size_t found = matcher_find(matcher, slice_of(text), slice_of(language), &arena, &ranges), length = 0;
    for (size_t at = 0; at <= strlen(text); at++) {
        for (size_t i = 0; i < found; i++) {
            if (ranges[i].end == at)
                shown[length++] = ']';
            if (ranges[i].start == at)
                shown[length++] = '[';
        }
        shown[length++] = text[at];
    }
    matcher_destroy(matcher);
    arena_finish(&arena);
    return shown;
}

static const char *lit(const char *text, const struct phrase *phrases, size_t count)
{
    return lit_in("", text, phrases, count);
}

static const char *lit_word(const char *text, const char *word, bool goes_on)
{
    return lit(text, &(struct phrase){ .text = slice_of(word), .goes_on = goes_on, .is_exact = true }, 1);
}

static const char *lit_forms(const char *language, const char *text, const char *word)
{
    return lit_in(language, text, &(struct phrase){ .text = slice_of(word) }, 1);
}

static void whole_words_are_lit_wherever_they_stand(void **state)
{
    (void)state;
    assert_string_equal(lit_word("Art, party and ART", "art", false), "[Art], party and [ART]");
    assert_string_equal(lit_word("no such thing", "art", false), "no such thing");
    assert_string_equal(lit_word("", "art", false), "");
    assert_string_equal(lit_word("art", "", true), "art");
}

static void a_word_that_goes_on_is_lit_to_its_end(void **state)
{
    (void)state;
    assert_string_equal(lit_word("libraries lib LIBRARY", "lib", true), "[libraries] [lib] [LIBRARY]");
    assert_string_equal(lit_word("a libel, a lie", "lib", true), "a [libel], a lie");
}

/* Spelled as it is, marks and all. */
static void spellings_of_a_word_are_the_same(void **state)
{
    (void)state;
    assert_string_equal(lit_word("قال: مَكْتَبَةٌ جديدة", "مكتبه", false), "قال: [مَكْتَبَةٌ] جديدة");
    assert_string_equal(lit_word("إلى الأمام", "الى", false), "[إلى] الأمام");
    assert_string_equal(lit_word("Café Zoë", "zoe", false), "Café [Zoë]");
}

static void a_phrase_is_lit_as_one_and_only_where_its_words_meet(void **state)
{
    (void)state;
    assert_string_equal(lit_word("new word, new world order", "new world", false), "new word, [new world] order");
    const struct phrase two[] = { { .text = SLICE("b c") }, { .text = SLICE("c d") } };
    assert_string_equal(lit("a b c d e", two, 2), "a [b c d] e");
}

static void other_forms_of_a_word_are_lit_unless_it_is_exact(void **state)
{
    (void)state;
    assert_string_equal(lit_forms("en", "She runs; running is a run. Runes?", "running"),
                        "She [runs]; [running] is a [run]. Runes?");
    assert_string_equal(lit_forms("en", "Two libraries and a libel", "library"), "Two [libraries] and a libel");
    assert_string_equal(lit_word("She runs; running", "running", false), "She runs; [running]");
    assert_string_equal(lit_forms("de", "Die Häuser, das Haus", "hauser"), "Die [Häuser], das [Haus]");
}

/* A broken plural has another stem: what the search does not find is not lit. */
static void arabic_words_are_lit_with_what_is_written_together_with_them(void **state)
{
    (void)state;
    assert_string_equal(lit_forms("ar", "والكتاب وكتاب، بِالْكِتَابِ للكتاب كـتـاب، كتب", "كتاب"),
                        "[والكتاب] [وكتاب]، [بِالْكِتَابِ] [للكتاب] [كـتـاب]، كتب");
    assert_string_equal(lit_forms("", "افتتاح المكتبة وكتاب", "مكتبة"), "افتتاح [المكتبة] وكتاب");
}

static void hebrew_words_are_lit_with_their_prefixes_and_points(void **state)
{
    (void)state;
    assert_string_equal(lit_forms("he", "הספרייה, בספרייה וסִפְרִיָּיה; ספר", "ספרייה"),
                        "[הספרייה], [בספרייה] [וסִפְרִיָּיה]; ספר");
}

static void a_joiner_within_a_persian_word_is_passed_over(void **state)
{
    (void)state;
    assert_string_equal(lit_forms("fa", "او می‌خواند و ميخواند", "میخواند"), "او [می‌خواند] و [ميخواند]");
    assert_string_equal(lit_forms("fa", "او می‌خواند", "می‌خواند"), "او [می‌خواند]");
}

/* U+FDFA stands for four. */
static void a_character_of_several_words_is_lit_once(void **state)
{
    (void)state;
    const struct phrase both[] = { { .text = SLICE("صلى") }, { .text = SLICE("عليه") } };
    assert_string_equal(lit("محمد ﷺ قال", both, 2), "محمد [ﷺ] قال");
}

static void a_match_that_starts_at_the_end_is_none(void **state)
{
    (void)state;
    const struct phrase phrase = { .text = SLICE("new world") };
    struct matcher *matcher = matcher_create(&phrase, 1);
    struct range match;
    struct slice text = SLICE("a new world");
    assert_true(matcher_next(matcher, &(struct words){ .text = text }, SLICE("en"), 3, &match));
    assert_int_equal(match.start, 2);
    assert_int_equal(match.end, 11);
    assert_false(matcher_next(matcher, &(struct words){ .text = text }, SLICE("en"), 2, &match));
    matcher_destroy(matcher);
}

/* Each word's verdict is kept, for its language alone. */
static void the_same_word_may_be_another_form_in_one_language_only(void **state)
{
    (void)state;
    const struct phrase phrase = { .text = SLICE("haus") };
    struct matcher *matcher = matcher_create(&phrase, 1);
    struct arena arena = { 0 };
    struct range *matches;
    for (int i = 0; i < 2; i++) {
        assert_int_equal(matcher_find(matcher, SLICE("hauser hauser"), SLICE("de"), &arena, &matches), 2);
        assert_int_equal(matcher_find(matcher, SLICE("hauser hauser"), SLICE("xx"), &arena, &matches), 0);
    }
    arena_finish(&arena);
    matcher_destroy(matcher);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(whole_words_are_lit_wherever_they_stand),
        cmocka_unit_test(a_word_that_goes_on_is_lit_to_its_end),
        cmocka_unit_test(spellings_of_a_word_are_the_same),
        cmocka_unit_test(other_forms_of_a_word_are_lit_unless_it_is_exact),
        cmocka_unit_test(arabic_words_are_lit_with_what_is_written_together_with_them),
        cmocka_unit_test(hebrew_words_are_lit_with_their_prefixes_and_points),
        cmocka_unit_test(a_joiner_within_a_persian_word_is_passed_over),
        cmocka_unit_test(a_character_of_several_words_is_lit_once),
        cmocka_unit_test(a_match_that_starts_at_the_end_is_none),
        cmocka_unit_test(the_same_word_may_be_another_form_in_one_language_only),
        cmocka_unit_test(a_phrase_is_lit_as_one_and_only_where_its_words_meet),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
