#include "../cmocka.h"

#include "base/buffer.h"
#include "base/utf8.h"
#include "lang/words.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* All words, folded, with a bar between them. */
static const char *words_of(const char *text, bool is_markup)
{
    static char joined[4096];
    struct words words = { .text = slice_of(text), .is_markup = is_markup };
    struct word word;
    size_t length = 0;
    joined[0] = '\0';
    while (words_next(&words, &word))
        length += (size_t)snprintf(joined + length, sizeof joined - length, "%s%.*s", length ? "|" : "",
                                   SLICE_ARGUMENT(word.folded));
    return joined;
}

#define assert_words(text, expected) assert_string_equal(words_of(text, false), expected)
#define assert_markup(text, expected) assert_string_equal(words_of(text, true), expected)

static void assert_same(const char *a, const char *b)
{
    char first[512];
    strcpy(first, words_of(a, false));
    assert_true(first[0] != '\0');
    assert_string_equal(first, words_of(b, false));
}

static void alef_is_one_letter_with_hamza_madda_and_wasla(void **state)
{
    (void)state;
    assert_words("أحمد إسلام آمال ٱلله", "احمد|اسلام|امال|الله");
}

static void hamza_carriers_are_the_letters_below_and_hamza_alone_is_itself(void **state)
{
    (void)state;
    assert_same("مسؤول", "مسوول");
    assert_same("قائد", "قايد");
    assert_words("ماء ما", "ماء|ما");
}

static void teh_marbuta_and_every_heh_are_one_letter(void **state)
{
    (void)state;
    assert_same("مدرسة", "مدرسه");
    assert_same("ہماری", "هماري");
    assert_same("خانهٔ", "خانه");
    assert_same("خانۀ", "خانه");
}

static void yeh_and_kaf_are_the_same_in_arabic_persian_and_urdu(void **state)
{
    (void)state;
    assert_same("على", "علي");
    assert_same("علی", "علي");
    assert_same("کتاب", "كتاب");
    assert_same("بڑے", "بڑي");
}

static void vowel_marks_quranic_marks_and_tatweel_are_left_out(void **state)
{
    (void)state;
    assert_same("مُحَمَّدٌ", "محمد");
    assert_same("ٱلرَّحْمَـٰنِ", "الرحمن");
    assert_same("خــبـــر", "خبر");
    assert_same("يَوْمَ ۖ ٱلدِّينِ", "يوم الدين");
}

static void joiners_and_bidi_controls_are_left_out(void **state)
{
    (void)state;
    assert_same("می\u200Cشود", "میشود");
    assert_same("\u2067خبر\u2069", "خبر");
    assert_same("خ\u200Dبر\u200F", "خبر");
    assert_same("hyphen\u00ADation", "hyphenation");
}

static void presentation_forms_and_ligatures_are_their_letters(void **state)
{
    (void)state;
    assert_same("\uFEE3\uFEA4\uFEE4\uFEAA", "محمد");
    assert_same("\uFEFB", "لا");
    assert_same("\uFEF7\uFEF9", "لالا");
    assert_same("\uFDF2", "الله");
    assert_words("\uFDFA", "صلي|الله|عليه|وسلم");
}

static void digits_of_all_scripts_are_the_same(void **state)
{
    (void)state;
    assert_words("2024 ٢٠٢٤ ۲۰۲۴ २०२४ ２０２４", "2024|2024|2024|2024|2024");
}

static void hebrew_is_without_points_and_final_letters_are_like_others(void **state)
{
    (void)state;
    assert_same("שָׁלוֹם", "שלומ");
    assert_same("מלך", "מלכ");
    assert_same("\uFB2A", "ש");
    assert_words("בית־ספר", "בית|ספר");
}

static void latin_greek_and_cyrillic_have_neither_case_nor_accents(void **state)
{
    (void)state;
    assert_words("Ünïcödé ŁÓDŹ Ørsted Straße STRASSE Æther İstanbul ISPARTA",
                 "unicode|lodz|orsted|strasse|strasse|aether|istanbul|isparta");
    assert_words("ΆΝΘΡΩΠΟΣ άνθρωπος", "ανθρωποσ|ανθρωποσ");
    assert_words("Ёлка МОСКВА Київ", "елка|москва|киів");
    assert_words("e\u0301te\u0301 \uFB01n ﬀ", "ete|fin|ff");
    assert_words("Ｆｕｌｌ ｗｉｄｔｈ", "full|width");
}

static void other_scripts_keep_their_vowel_signs(void **state)
{
    (void)state;
    assert_words("हिन्दी मे", "हिन्दी|मे");
    assert_words("ދިވެހި", "ދިވެހި");
    assert_words("한국어 뉴스", "한국어|뉴스");
}

static void characters_of_scripts_without_spaces_are_words(void **state)
{
    (void)state;
    assert_words("東京news ひらがな", "東|京|news|ひ|ら|が|な");
    assert_words("ข่าว", "ข|่|า|ว");
}

static void punctuation_symbols_and_emoji_stand_between_words(void **state)
{
    (void)state;
    assert_words("don't; C++/C# (3.5%) — «خبر»، هنا؟ 😀x", "don|t|c|c|3|5|خبر|هنا|x");
    assert_words("  ...  ", "");
}

static void bytes_that_are_no_text_stand_between_words(void **state)
{
    (void)state;
    assert_words("a\xff" "b\xd8", "a|b");
}

static void a_word_that_never_ends_is_cut(void **state)
{
    (void)state;
    char text[1001];
    memset(text, 'a', 1000);
    text[1000] = '\0';
    assert_int_equal(strlen(words_of(text, false)), LONGEST_WORD_BYTES);
}

static void a_place_covers_the_word_with_its_marks(void **state)
{
    (void)state;
    const char *text = "في مُحَمَّدٌ، x";
    struct words words = { .text = slice_of(text) };
    struct word word;
    assert_true(words_next(&words, &word) && words_next(&words, &word));
    assert_int_equal(word.source.start, strlen("في "));
    assert_int_equal(word.source.end, strlen("في مُحَمَّدٌ"));
    assert_true(words_next(&words, &word));
    assert_int_equal(word.source.start, strlen(text) - 1);
    assert_int_equal(word.source.end, strlen(text));
    assert_false(words_next(&words, &word));
}

static void of_markup_only_what_is_read_counts(void **state)
{
    (void)state;
    assert_markup("<p class='x y'>One <b>t</b>wo<br>three</p><div>four</div>five", "one|two|three|four|five");
    assert_markup("a<!-- no > no -->b<script>var x = '<p>no</p>';</script>c<style>no</style >d", "a|b|c|d");
    assert_markup("&eacute;t&eacute; &#x62E;&#1576;&#x631; a&nbsp;b &shy; AT&amp;T a&lt;b", "ete|خبر|a|b|at|t|a|b");
    assert_markup("خ<span>ب</span>ر", "خبر");
    assert_markup("<![CDATA[one <i>two</i>]]> 3 < 4 & 5", "one|two|3|4|5");
    assert_markup("<a title=\"a > b\">link</a> <a title=don't>c</a>", "link|c");
}

static void markup_that_is_cut_short_is_read_as_far_as_it_goes(void **state)
{
    (void)state;
    assert_markup("a <b", "a");
    assert_markup("a <a href=\"x>b</a> c", "a|b|c");
    assert_markup("a <script>b", "a");
    assert_markup("a <!-- b", "a");
    assert_markup("a &#", "a");
}

static void take_bit(void *context, uint32_t code_point)
{
    unsigned char *taken = context;
    if (code_point < 0x10000)
        taken[code_point] = 1;
}

static void folding_again_changes_nothing(void **state)
{
    (void)state;
    for (uint32_t code_point = 1; code_point < 0x20000; code_point++) {
        uint32_t folded[FOLD_MOST], again[FOLD_MOST];
        for (size_t i = code_point_fold(code_point, folded); i > 0; i--) {
            assert_int_equal(code_point_fold(folded[i - 1], again), 1);
            assert_int_equal(again[0], folded[i - 1]);
        }
    }
}

static void every_spelling_of_a_letter_is_known_from_its_representative(void **state)
{
    (void)state;
    unsigned char *taken = calloc(1, 0x10000);
    const uint32_t letters[] = { 'a', 's', 0x627, 0x64A, 0x643, 0x647, 0x5DB, 0x3C3, '1', ' ' };
    for (size_t i = 0; i < sizeof letters / sizeof *letters; i++) {
        memset(taken, 0, 0x10000);
        code_point_spellings(letters[i], take_bit, taken);
        for (uint32_t code_point = 1; code_point < 0x10000; code_point++) {
            uint32_t folded[FOLD_MOST];
            bool is_spelling = code_point_fold(code_point, folded) && folded[0] == letters[i];
            assert_int_equal(taken[code_point], is_spelling);
        }
    }
    free(taken);
}

static void a_letter_that_is_folded_alone_is_folded_the_same(void **state)
{
    (void)state;
    for (uint32_t code_point = 0; code_point < 0x20000; code_point++) {
        uint32_t letters[FOLD_MOST], letter = code_point_fold_letter(code_point);
        if (letter) {
            assert_int_equal(code_point_fold(code_point, letters), 1);
            assert_int_equal(letters[0], letter);
            assert_int_equal(code_point_word_part(letter), PART_OF_WORD);
        }
    }
    assert_int_equal(code_point_fold_letter('A'), 'a');
    assert_int_equal(code_point_fold_letter(0x623), 0x627); /* alef with hamza */
    assert_int_equal(code_point_fold_letter(0x64B), 0);     /* a vowel mark */
    assert_int_equal(code_point_fold_letter(0xDF), 0);      /* two letters */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(alef_is_one_letter_with_hamza_madda_and_wasla),
        cmocka_unit_test(hamza_carriers_are_the_letters_below_and_hamza_alone_is_itself),
        cmocka_unit_test(teh_marbuta_and_every_heh_are_one_letter),
        cmocka_unit_test(yeh_and_kaf_are_the_same_in_arabic_persian_and_urdu),
        cmocka_unit_test(vowel_marks_quranic_marks_and_tatweel_are_left_out),
        cmocka_unit_test(joiners_and_bidi_controls_are_left_out),
        cmocka_unit_test(presentation_forms_and_ligatures_are_their_letters),
        cmocka_unit_test(digits_of_all_scripts_are_the_same),
        cmocka_unit_test(hebrew_is_without_points_and_final_letters_are_like_others),
        cmocka_unit_test(latin_greek_and_cyrillic_have_neither_case_nor_accents),
        cmocka_unit_test(other_scripts_keep_their_vowel_signs),
        cmocka_unit_test(characters_of_scripts_without_spaces_are_words),
        cmocka_unit_test(punctuation_symbols_and_emoji_stand_between_words),
        cmocka_unit_test(bytes_that_are_no_text_stand_between_words),
        cmocka_unit_test(a_word_that_never_ends_is_cut),
        cmocka_unit_test(a_place_covers_the_word_with_its_marks),
        cmocka_unit_test(of_markup_only_what_is_read_counts),
        cmocka_unit_test(markup_that_is_cut_short_is_read_as_far_as_it_goes),
        cmocka_unit_test(folding_again_changes_nothing),
        cmocka_unit_test(every_spelling_of_a_letter_is_known_from_its_representative),
        cmocka_unit_test(a_letter_that_is_folded_alone_is_folded_the_same),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
