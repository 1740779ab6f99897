#include "text/direction.h"

#include "../cmocka.h"
#include "../growth.h"

static const char *const names[] = { "unknown", "left-to-right", "right-to-left" };

static void assert_direction(const char *text, enum direction evidence, enum direction expected)
{
    enum direction found = text_direction(slice_of(text), evidence);
    if (found != expected)
        fail_msg("\"%s\" is %s with evidence %s, not %s", text, names[found], names[evidence], names[expected]);
}

#define ASSERT_ALL(texts, evidence, expected)                                                                          \
    for (size_t i = 0; i < sizeof(texts) / sizeof *(texts); i++)                                                       \
    assert_direction((texts)[i], evidence, expected)

static void a_text_of_one_direction_has_it_whatever_the_evidence(void **state)
{
    (void)state;
    for (enum direction evidence = DIRECTION_AUTO; evidence <= DIRECTION_RTL; evidence++) {
        assert_direction("Hello, world!", evidence, DIRECTION_LTR);
        assert_direction("Привет", evidence, DIRECTION_LTR);
        assert_direction("你好", evidence, DIRECTION_LTR);
        assert_direction("صباح الخير!", evidence, DIRECTION_RTL);
        assert_direction("בוקר טוב", evidence, DIRECTION_RTL);
        assert_direction("ߒߞߏ", evidence, DIRECTION_RTL);
    }
}

static void what_has_no_letters_goes_by_the_evidence(void **state)
{
    static const char *const texts[] = { "", "2025", "٢٠٢٥/٥/١٧", "* * *", "🇸🇦 📰", "①", "+15%" };
    (void)state;
    for (enum direction evidence = DIRECTION_AUTO; evidence <= DIRECTION_RTL; evidence++)
        ASSERT_ALL(texts, evidence, evidence);
}

/* A base of the other direction would put an address's slash or a name's sign on the wrong side. */
static void a_text_without_right_to_left_letters_is_left_to_right_in_any_surroundings(void **state)
{
    static const char *const texts[] = { "https://example.org/news/", "@reader", "#news", "C++", "index.html", "Yahoo!" };
    (void)state;
    ASSERT_ALL(texts, DIRECTION_RTL, DIRECTION_LTR);
}

static void a_latin_name_may_begin_a_right_to_left_sentence(void **state)
{
    static const char *const texts[] = {
        "Google تعلن عن هاتف جديد",
        "Web 2.0 או איך למדתי לאהוב את הרשת",
        "Graph Theory جسور ومدن وحكاية قديمة",
        "iPhone 15: كل ما نعرفه",
        "iPhone 15 Pro Max: مراجعة",
        "«Apple» تعلن أرباحها",
        "\"Netflix\" ترفع الأسعار",
        "„Nature“ نشرت بحثا",
        "BBC عربي",
        "RSS, מה זה",
        "GNU/Linux نظام حر",
        "npm install ثم شغل البرنامج",
        "Ubuntu 24.04 آماده شد",
        "COVID-19 کے نئے کیس",
    };
    (void)state;
    ASSERT_ALL(texts, DIRECTION_AUTO, DIRECTION_RTL);
    ASSERT_ALL(texts, DIRECTION_RTL, DIRECTION_RTL);
}

static void a_sentence_stays_left_to_right_around_a_few_right_to_left_words(void **state)
{
    static const char *const texts[] = {
        "خبر is the word for news in Arabic",
        "שלום means both hello and goodbye, and peace as well",
        "The word خبر means news",
        "Our friends at الجزيرة have published a report about it",
        "The minister met the head of حزب الأمة in the capital",
        "He wrote كتاب العبر while living in the castle",
    };
    (void)state;
    ASSERT_ALL(texts, DIRECTION_AUTO, DIRECTION_LTR);
    ASSERT_ALL(texts, DIRECTION_LTR, DIRECTION_LTR);
}

static void a_sentence_stays_right_to_left_around_latin_words(void **state)
{
    static const char *const texts[] = {
        "تثبيت Visual Studio Code على Ubuntu Linux",
        "מדריך: Getting Started with Rust",
        "دورة Master Python from Beginner to Advanced",
    };
    (void)state;
    ASSERT_ALL(texts, DIRECTION_AUTO, DIRECTION_RTL);
    ASSERT_ALL(texts, DIRECTION_RTL, DIRECTION_RTL);
}

static void what_is_quoted_at_length_does_not_decide(void **state)
{
    (void)state;
    assert_direction("The sign reads \"ممنوع الوقوف والانتظار في هذا المكان ليلا ونهارا\"", DIRECTION_AUTO, DIRECTION_LTR);
    assert_direction("He said: «لن نعود إلى الوراء مهما طال الطريق»", DIRECTION_AUTO, DIRECTION_LTR);
    assert_direction("They founded it (המרכז הישראלי לחקר התקשורת והחברה) together", DIRECTION_AUTO, DIRECTION_LTR);
    assert_direction("وقال: \"we will never go back, however long the road may be\"", DIRECTION_AUTO, DIRECTION_RTL);
    assert_direction("הספר «The Hitchhiker's Guide to the Galaxy by Douglas Adams»", DIRECTION_AUTO, DIRECTION_RTL);
    assert_direction("منظمة (Arab League Educational, Cultural and Scientific Organization)", DIRECTION_AUTO,
                     DIRECTION_RTL);
    assert_direction("«we will go on» يقول الرئيس", DIRECTION_AUTO, DIRECTION_RTL);
}

static void a_verse_in_its_own_brackets_is_a_quotation(void **state)
{
    (void)state;
    assert_direction("The verse ﴿قل هو الله أحد﴾ is short", DIRECTION_AUTO, DIRECTION_LTR);
    assert_direction("The verse {قل هو الله أحد} is short", DIRECTION_AUTO, DIRECTION_LTR);
    assert_direction("The word ‹قل هو الله أحد› is short", DIRECTION_AUTO, DIRECTION_LTR);
}

static void a_text_that_is_all_quoted_has_the_direction_of_the_quotation(void **state)
{
    (void)state;
    assert_direction("\"ممنوع الوقوف\"", DIRECTION_LTR, DIRECTION_RTL);
    assert_direction("(no parking)", DIRECTION_RTL, DIRECTION_LTR);
    assert_direction("\u2068ممنوع الوقوف\u2069", DIRECTION_AUTO, DIRECTION_RTL);
}

static void a_quotation_that_is_never_closed_is_none(void **state)
{
    (void)state;
    assert_direction("The 15\" ثلاث شاشات جديدة من الشركة", DIRECTION_AUTO, DIRECTION_RTL);
    assert_direction("a) تعريف المسألة", DIRECTION_AUTO, DIRECTION_RTL);
}

static void the_gershayim_of_an_abbreviation_quote_nothing(void **state)
{
    (void)state;
    assert_direction("ארה\"ב says it will send דו\"ח soon", DIRECTION_LTR, DIRECTION_LTR);
    assert_direction("IDF: צה\"ל הודיע", DIRECTION_AUTO, DIRECTION_RTL);
}

static void numbers_bullets_and_emoji_before_the_words_say_nothing(void **state)
{
    static const char *const rtl[] = { "1. Google تطلق خدمة", "- Twitter يتغير", "• 5G في الرياض", "🚀 SpaceX تطلق صاروخا",
                                       "🇺🇸 أمريكا", "[3] كتاب", "2nd مؤتمر" };
    static const char *const ltr[] = { "1. Google launches", "- ٣ new cases", "🇸🇦 Saudi Arabia" };
    (void)state;
    ASSERT_ALL(rtl, DIRECTION_AUTO, DIRECTION_RTL);
    ASSERT_ALL(ltr, DIRECTION_AUTO, DIRECTION_LTR);
}

static void addresses_names_of_accounts_tags_and_files_are_not_counted(void **state)
{
    static const char *const texts[] = {
        "@bbcnews @reuters @afp شكرا",
        "#breaking #news #world عاجل",
        "https://example.org/a/b?c=d www.example.org mail@example.org للمراسلة",
        "index.html main.c read_me.txt ملفات",
        "10km 25kg 3rd قياسات",
    };
    (void)state;
    ASSERT_ALL(texts, DIRECTION_AUTO, DIRECTION_RTL);
    ASSERT_ALL(texts, DIRECTION_LTR, DIRECTION_RTL);
    assert_direction("#كورونا is what everybody talks about", DIRECTION_AUTO, DIRECTION_LTR);
}

static void evidence_decides_what_could_be_either(void **state)
{
    static const char *const texts[] = {
        "Kubernetes (كوبرنيتس)",
        "وادي القمر – 321km from Amman, is a World Heritage site",
        "Docker in Arabic من أحمد",
    };
    (void)state;
    ASSERT_ALL(texts, DIRECTION_LTR, DIRECTION_LTR);
    ASSERT_ALL(texts, DIRECTION_RTL, DIRECTION_RTL);
}

static void evidence_does_not_turn_a_sentence(void **state)
{
    (void)state;
    assert_direction("أعلنت الشركة عن هاتف iPhone الجديد", DIRECTION_LTR, DIRECTION_RTL);
    assert_direction("Google تعلن عن هاتف جديد", DIRECTION_LTR, DIRECTION_RTL);
    assert_direction("The company announced a new phone called خبر yesterday in a park", DIRECTION_RTL, DIRECTION_LTR);
}

static void a_mark_before_all_letters_is_the_authors_word(void **state)
{
    (void)state;
    assert_direction("\u200FBreaking News", DIRECTION_AUTO, DIRECTION_RTL);
    assert_direction("\u200FC-x C-s save", DIRECTION_LTR, DIRECTION_RTL);
    assert_direction("\u061CYahoo!", DIRECTION_RTL, DIRECTION_RTL);
    assert_direction("\u200E+966 11 123", DIRECTION_RTL, DIRECTION_LTR);
    assert_direction("C++\u200F", DIRECTION_RTL, DIRECTION_LTR);
}

static void scripts_without_spaces_count_by_their_length(void **state)
{
    (void)state;
    assert_direction("阿拉伯语新闻阅读器的名字是خبر意思就是新闻", DIRECTION_AUTO, DIRECTION_LTR);
    assert_direction("คำว่าข่าวในภาษาอาหรับคือ خبر", DIRECTION_AUTO, DIRECTION_LTR);
}

static void ill_formed_bytes_are_no_letters(void **state)
{
    (void)state;
    assert_direction("\xff\xc3 \xe2\x80", DIRECTION_RTL, DIRECTION_RTL);
    assert_direction("\xff خبر", DIRECTION_AUTO, DIRECTION_RTL);
}

static void find(void *context, struct slice text)
{
    (void)context;
    for (int i = 0; i < 100; i++)
        text_direction(text, DIRECTION_AUTO);
}

static void a_text_of_any_length_costs_its_first_words_only(void **state)
{
    static const char *const pieces[] = { "كلمة word ", "\u2068", "\"", "([", "a", "\u0650", "@x.y" };
    (void)state;
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++)
        assert_true(growth_is_linear(find, NULL, "", pieces[i], 200000, ""));
    struct buffer text = buffer_create(1 << 20);
    for (int i = 0; i < 2000; i++)
        buffer_append_string(&text, "كلمة ");
    for (int i = 0; i < 50000; i++)
        buffer_append_string(&text, "the word ");
    assert_int_equal(text_direction(buffer_slice(&text), DIRECTION_LTR), DIRECTION_RTL);
    buffer_finish(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_text_of_one_direction_has_it_whatever_the_evidence),
        cmocka_unit_test(what_has_no_letters_goes_by_the_evidence),
        cmocka_unit_test(a_text_without_right_to_left_letters_is_left_to_right_in_any_surroundings),
        cmocka_unit_test(a_latin_name_may_begin_a_right_to_left_sentence),
        cmocka_unit_test(a_sentence_stays_left_to_right_around_a_few_right_to_left_words),
        cmocka_unit_test(a_sentence_stays_right_to_left_around_latin_words),
        cmocka_unit_test(what_is_quoted_at_length_does_not_decide),
        cmocka_unit_test(a_verse_in_its_own_brackets_is_a_quotation),
        cmocka_unit_test(a_text_that_is_all_quoted_has_the_direction_of_the_quotation),
        cmocka_unit_test(a_quotation_that_is_never_closed_is_none),
        cmocka_unit_test(the_gershayim_of_an_abbreviation_quote_nothing),
        cmocka_unit_test(numbers_bullets_and_emoji_before_the_words_say_nothing),
        cmocka_unit_test(addresses_names_of_accounts_tags_and_files_are_not_counted),
        cmocka_unit_test(evidence_decides_what_could_be_either),
        cmocka_unit_test(evidence_does_not_turn_a_sentence),
        cmocka_unit_test(a_mark_before_all_letters_is_the_authors_word),
        cmocka_unit_test(scripts_without_spaces_count_by_their_length),
        cmocka_unit_test(ill_formed_bytes_are_no_letters),
        cmocka_unit_test(a_text_of_any_length_costs_its_first_words_only),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
