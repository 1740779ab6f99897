#include "../cmocka.h"

#include "lang/stem.h"

#include <string.h>

static bool has(const struct slice *forms, size_t count, const char *form)
{
    for (size_t i = 0; i < count; i++)
        if (slice_equal_string(forms[i], form))
            return true;
    return false;
}

/* Whether an entry with one word is found, as a second choice, by another. */
static bool meets(const char *stored, const char *language, const char *asked)
{
    struct stemmer *first = stemmer_create(), *second = stemmer_create();
    struct slice forms[MOST_FORMS], wanted[MOST_FORMS];
    size_t form_count = stemmer_forms(first, slice_of(stored), slice_of(language), forms);
    size_t wanted_count = stemmer_wanted(second, slice_of(asked), wanted);
    assert_false(has(forms, form_count, stored));
    bool met = has(wanted, wanted_count, stored);
    for (size_t i = 0; i < form_count; i++)
        for (size_t j = 0; j < wanted_count; j++)
            met |= slice_equal(forms[i], wanted[j]);
    stemmer_destroy(first);
    stemmer_destroy(second);
    return met;
}

static void arabic_words_are_found_without_what_is_written_before_them(void **state)
{
    (void)state;
    const char *const stored[] = { "والكتاب", "بالكتاب", "للكتاب", "الكتاب", "كتاب", "وبالكتاب", "كالكتاب", "فالكتاب", "لكتاب", "بكتاب" };
    for (size_t i = 0; i < sizeof stored / sizeof *stored; i++) {
        assert_true(meets(stored[i], "ar", "كتاب"));
        assert_true(meets(stored[i], "", "الكتاب"));
    }
    assert_false(meets("مكتبه", "ar", "كتاب"));
}

static void what_is_left_of_a_short_word_is_a_word(void **state)
{
    (void)state;
    assert_false(meets("ولد", "ar", "لد"));
    assert_true(meets("اليد", "ar", "يد"));
}

static void arabic_words_share_their_light_stem(void **state)
{
    (void)state;
    assert_true(meets("المعلمون", "ar", "معلم"));
    assert_true(meets("المعلمين", "ar", "معلمون"));
    assert_true(meets("الانتخابات", "ar", "انتخاب"));
}

static void a_feminine_plural_meets_its_singular_with_and_without_the_article(void **state)
{
    (void)state;
    const char *const stored[] = { "مكتبات", "المكتبات", "ومكتبات", "والمكتبات" };
    for (size_t i = 0; i < sizeof stored / sizeof *stored; i++) {
        assert_true(meets(stored[i], "ar", "مكتبه"));
        assert_true(meets("مكتبه", "ar", stored[i]));
    }
    assert_true(meets("سيارات", "ar", "السياره"));
}

static void hamza_alone_may_be_missing(void **state)
{
    (void)state;
    assert_true(meets("شيء", "ar", "شي"));
    assert_true(meets("شي", "ar", "شيء"));
}

static void hebrew_words_are_found_without_one_letter_before_them(void **state)
{
    (void)state;
    assert_true(meets("הממשלה", "he", "ממשלה"));
    assert_true(meets("ממשלה", "he", "הממשלה"));
}

static void stems_are_those_of_the_language(void **state)
{
    (void)state;
    assert_true(meets("running", "en-GB", "runs"));
    assert_true(meets("running", "", "run"));
    assert_true(meets("run", "en", "running"));
    assert_true(meets("hauser", "de", "haus"));
    assert_true(meets("chevaux", "fr", "chevaux"));
    assert_true(meets("новости", "ru", "новостей"));
    assert_false(meets("running", "xx", "runs"));
}

static void no_word_is_too_strange(void **state)
{
    (void)state;
    char text[97];
    struct stemmer *stemmer = stemmer_create();
    struct slice forms[MOST_FORMS];
    memset(text, 's', 96);
    text[96] = '\0';
    assert_true(stemmer_wanted(stemmer, slice_of(text), forms) <= MOST_FORMS);
    assert_int_equal(stemmer_forms(stemmer, SLICE(""), SLICE("en"), forms), 0);
    assert_int_equal(stemmer_forms(stemmer, SLICE("12"), SLICE("en"), forms), 0);
    assert_int_equal(stemmer_forms(stemmer, SLICE("東"), SLICE(""), forms), 0);
    stemmer_destroy(stemmer);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(arabic_words_are_found_without_what_is_written_before_them),
        cmocka_unit_test(what_is_left_of_a_short_word_is_a_word),
        cmocka_unit_test(arabic_words_share_their_light_stem),
        cmocka_unit_test(a_feminine_plural_meets_its_singular_with_and_without_the_article),
        cmocka_unit_test(hamza_alone_may_be_missing),
        cmocka_unit_test(hebrew_words_are_found_without_one_letter_before_them),
        cmocka_unit_test(stems_are_those_of_the_language),
        cmocka_unit_test(no_word_is_too_strange),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
