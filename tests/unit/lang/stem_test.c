#include "../cmocka.h"

#include "lang/stem.h"

#include <stdio.h>
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

static uint32_t draw(uint64_t *state)
{
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(*state >> 33);
}

/* Beginnings, middles and ends on which the algorithms have rules. */
static struct slice draw_word(uint64_t *state, const char *const *syllables, size_t count, char bytes[64])
{
    int length = 0;
    for (unsigned left = 1 + draw(state) % 5; left > 0; left--)
        length += snprintf(bytes + length, 64 - (size_t)length, "%s", syllables[draw(state) % count]);
    return (struct slice){ bytes, (size_t)length };
}

static void check_initials(const char *language, const char *const *syllables, size_t count)
{
    struct stemmer *stemmer = stemmer_create();
    uint64_t state = 1;
    for (int round = 0; round < 5000; round++) {
        char bytes[64];
        struct slice forms[MOST_FORMS], word = draw_word(&state, syllables, count, bytes);
        size_t form_count = stemmer_forms(stemmer, word, slice_of(language), forms);
        for (size_t i = 0; i < form_count; i++) {
            struct form_initials initials = { 0 };
            form_initials_add(&initials, forms[i]);
            if (!form_initials_fit(&initials, word, slice_of(language)))
                fail_msg("%s: %.*s of %.*s", language, SLICE_ARGUMENT(forms[i]), SLICE_ARGUMENT(word));
        }
    }
    stemmer_destroy(stemmer);
}

#define COUNT(list) (sizeof(list) / sizeof *(list))

static void a_word_with_another_initial_has_no_form_that_is_wanted(void **state)
{
    static const char *const latin[] = { "a", "e", "i", "o", "u", "y", "b", "d", "g", "h", "k", "l", "m", "n", "p", "qu", "r", "s",
        "t", "v", "w", "x", "z", "c", "f", "j", "ge", "gener", "commun", "arsen", "ing", "ed", "ly", "tion", "ment", "sk", "sky", "dy",
        "idl", "gentl", "ugl", "earl", "onl", "singl", "ung", "heit", "isch", "lich", "en", "ern", "ss", "amente", "acion", "mente",
        "ij", "heden", "ing", "baar", "ssa", "nen", "sta", "lla", "ban", "ben", "val", "ului", "lor", "lar", "ler", "iyor", "me",
        "ber", "di", "ter", "pe", "kan", "nya" };
    static const char *const cyrillic[] = { "а", "е", "и", "о", "у", "ы", "я", "б", "в", "г", "д", "к", "л", "м", "н", "п", "р", "с",
        "т", "ш", "ь", "ость", "ейш", "вшись", "ющ", "ться", "ами", "ого", "ыми", "ив", "нн" };
    static const char *const greek[] = { "α", "ε", "ι", "ο", "υ", "ω", "β", "γ", "δ", "κ", "λ", "μ", "ν", "π", "ρ", "σ", "τ", "χ", "ουσ",
        "ησ", "τατοσ", "ματα", "ησαμε", "φωσ", "κρεασ", "τερασ", "καθεστωσ" };
    static const char *const arabic[] = { "ا", "ب", "ت", "د", "ر", "س", "ع", "ف", "ك", "ل", "م", "ن", "ه", "و", "ي", "ال", "وال", "بال",
        "لل", "ات", "ون", "ين", "ها", "نا", "ست", "ء", "ک", "گ" };
    static const char *const hebrew[] = { "א", "ב", "ה", "ו", "כ", "ל", "מ", "נ", "ש", "ת", "ים", "ות" };
    static const char *const of_latin[] = { "en", "de", "fr", "es", "it", "pt", "nl", "sv", "da", "nb", "fi", "hu", "ro", "tr", "id", "" };
    (void)state;
    for (size_t i = 0; i < COUNT(of_latin); i++)
        check_initials(of_latin[i], latin, COUNT(latin));
    check_initials("ru", cyrillic, COUNT(cyrillic));
    check_initials("el", greek, COUNT(greek));
    check_initials("ar", arabic, COUNT(arabic));
    check_initials("he", hebrew, COUNT(hebrew));
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
        cmocka_unit_test(a_word_with_another_initial_has_no_form_that_is_wanted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
