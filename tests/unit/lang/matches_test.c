#include "../cmocka.h"

#include "lang/matches.h"

#include <string.h>

/* The text with brackets around what is lit. */
static const char *lit_with(struct stemmer *stemmer, const char *language, const char *text, const struct phrase *phrases,
                            size_t count)
{
    static char shown[512];
    struct arena arena = { 0 };
    struct range *ranges;
    size_t found = matches_find(slice_of(text), slice_of(language), phrases, count, stemmer, &arena, &ranges), length = 0;
    for (size_t at = 0; at <= strlen(text); at++) {
        for (size_t i = 0; i < found; i++) {
            if (ranges[i].end == at)
                shown[length++] = ']';
            if (ranges[i].start == at)
                shown[length++] = '[';
        }
        shown[length++] = text[at];
    }
    arena_finish(&arena);
    return shown;
}

static const char *lit(const char *text, const struct phrase *phrases, size_t count)
{
    return lit_with(NULL, "", text, phrases, count);
}

static const char *lit_word(const char *text, const char *word, bool goes_on)
{
    return lit(text, &(struct phrase){ .text = slice_of(word), .goes_on = goes_on }, 1);
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
    assert_string_equal(lit_word("libraries lib LIBRARY", "lib", true), "[libraries lib LIBRARY]");
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

static void other_forms_of_a_word_are_lit_where_a_stemmer_knows_them(void **state)
{
    (void)state;
    struct stemmer *stemmer = stemmer_create();
    const struct phrase library = { .text = SLICE("مكتبة") }, city = { .text = SLICE("library") };
    assert_string_equal(lit_with(stemmer, "ar", "افتتاح المكتبة وكتاب", &library, 1), "افتتاح [المكتبة] وكتاب");
    assert_string_equal(lit_with(stemmer, "en", "Two libraries and a libel", &city, 1), "Two [libraries] and a libel");
    stemmer_destroy(stemmer);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(whole_words_are_lit_wherever_they_stand),
        cmocka_unit_test(a_word_that_goes_on_is_lit_to_its_end),
        cmocka_unit_test(spellings_of_a_word_are_the_same),
        cmocka_unit_test(other_forms_of_a_word_are_lit_where_a_stemmer_knows_them),
        cmocka_unit_test(a_phrase_is_lit_as_one_and_only_where_its_words_meet),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
