#include "show.h"

#include "../growth.h"
#include "text/tokens.h"

/* The text with its tokens between signs: ⟦an object⟧, ⟨a word of a phrase⟩, ⟪right to left⟫. */
static char *mark_tokens(struct fixture *fixture, const char *text, bidi_level paragraph_level)
{
    static struct token tokens[MAX_TOKENS];
    struct slice slice = slice_of(text);
    uint32_t *code_points = ARENA_ARRAY(&fixture->arena, uint32_t, slice.length);
    size_t count = 0, next = 0;
    for (size_t offset = 0; offset < slice.length;)
        code_points[count++] = utf8_next(slice, &offset);
    size_t token_count = tokens_find(code_points, count, paragraph_level, tokens);
    struct buffer out = buffer_create(1 << 20);
    for (size_t i = 0; i <= count; i++) {
        char bytes[4];
        const struct token *token = &tokens[next];
        bool is_word = next < token_count && token->kind == TOKEN_WORD;
        bool is_rtl = next < token_count && token->direction == DIRECTION_RTL;
        if (next < token_count && token->end == i) {
            buffer_append_string(&out, is_rtl ? "⟫" : is_word ? "⟩" : "⟧");
            next++;
            token++;
            is_word = next < token_count && token->kind == TOKEN_WORD;
            is_rtl = next < token_count && token->direction == DIRECTION_RTL;
        }
        if (next < token_count && token->start == i)
            buffer_append_string(&out, is_rtl ? "⟪" : is_word ? "⟨" : "⟦");
        if (i < count)
            buffer_append(&out, (struct slice){ bytes, utf8_encode(code_points[i], bytes) });
    }
    char *marked = arena_copy_string(&fixture->arena, buffer_slice(&out));
    buffer_finish(&out);
    return marked;
}

static char *plain_of(struct fixture *fixture, const char *marked)
{
    static const char *const signs[] = { "⟦", "⟧", "⟨", "⟩", "⟪", "⟫" };
    struct buffer out = buffer_create(1 << 20);
    buffer_append_string(&out, "");
    while (*marked) {
        size_t length = 0;
        for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
            if (strncmp(marked, signs[i], strlen(signs[i])) == 0)
                length = strlen(signs[i]);
        }
        if (length == 0)
            buffer_append_byte(&out, *marked);
        marked += length > 0 ? length : 1;
    }
    char *plain = arena_copy_string(&fixture->arena, buffer_slice(&out));
    buffer_finish(&out);
    return plain;
}

/* Each text is given as it should be marked. */
static void assert_marked(struct fixture *fixture, bidi_level level, const char *const *texts, size_t count)
{
    for (size_t i = 0; i < count; i++)
        assert_string_equal(mark_tokens(fixture, plain_of(fixture, texts[i]), level), texts[i]);
}

#define ASSERT_MARKED(state, level, ...)                                                                               \
    do {                                                                                                               \
        static const char *const texts[] = { __VA_ARGS__ };                                                            \
        assert_marked(*(state), level, texts, sizeof texts / sizeof *texts);                                           \
    } while (0)

static void web_addresses_are_objects(void **state)
{
    ASSERT_MARKED(state, 1, "الموقع ⟦https://example.org/a?b=1&c=2⟧ هنا", "راجع ⟦www.example.org⟧.",
                  "(⟦http://example.org⟧)، ثم", "«⟦ftp://example.org/x⟧»", "رابط:⟦https://example.org/⟧",
                  "في ⟦https://example.org/a_(b)⟧؛", "⟦https://example.org/خبر/12⟧، انتهى", "و⟦WWW.Example.Org⟧!");
}

static void a_host_ends_where_a_word_of_the_other_script_is_glued_to_it(void **state)
{
    ASSERT_MARKED(state, 1, "⟦https://example.org⟧هنا", "⟦https://example.org⟧هنا/a", "⟦https://example.org/a⟧ هنا",
                  "⟦https://www.موقع.org/a⟧", "⟦https://موقع.org⟧");
}

static void emails_are_objects(void **state)
{
    ASSERT_MARKED(state, 1, "راسل ⟦first.last@example.org⟧.", "(⟦a+b@example.co.uk⟧)", "إلى ⟦mailto:a@example.org⟧ الآن",
                  "a @ b", "اسم@موقع.عربي");
}

static void hosts_and_files_are_names(void **state)
{
    ASSERT_MARKED(state, 1, "في ⟦example.com/path⟧ هنا", "ملف ⟦archive.tar.gz⟧.", "و⟦README.md⟧ 25", "ثم ⟦main.c⟧،",
                  "صورة ⟦2024.pdf⟧", "صفحة ⟦example.com/خبر/1⟧ هنا");
    ASSERT_MARKED(state, 1, "الساعة 5 p.m", "J. K. Rowling", "كلمة end. Next");
    ASSERT_MARKED(state, 1, "ملف ⟦#main.c#⟧ هنا", "index.ل.md", "ملف خبر.txt", "קובץ דוח.txt");
}

static void paths_are_names(void **state)
{
    ASSERT_MARKED(state, 1, "في ⟦/usr/bin/x⟧ هنا", "⟦~/.config⟧ و ⟦../a⟧ و ⟦./run⟧.", "على ⟦C:\\dir\\x⟧ و ⟦\\\\host\\x⟧",
                  "في ⟦src/text/⟧ هنا", "⟦/home/ملفات/x⟧", "⟦~/a/2017-خبر-اليوم.md⟧ هنا",
                  "⟦/usr/bin⟧، ⟦/usr/bin⟧ــ");
    ASSERT_MARKED(state, 1, "and/or و TCP/IP و km/h و 24/7", "و/أو", "العربية/English", "/ وحدها");
}

static void words_with_signs_at_their_edges_are_words(void **state)
{
    ASSERT_MARKED(state, 1, "لغة ⟨C++⟩، و⟨C#⟩ أو ⟨F#⟩.", "إطار ⟨.NET⟩ وملف ⟨.gitignore⟩", "⟨$HOME⟩ و ⟨${HOME}⟩ و ⟨$AAPL⟩",
                  "كل ⟨*.txt⟩ هنا", "فئة ⟨A+⟩ و ⟨AB-⟩ و ⟨Disney+⟩", "دالة ⟨main()⟩ و ⟨x[0]⟩.", "⟨_foo⟩ و ⟨foo_⟩",
                  "⟨Windows®⟩ و ⟨\\section⟩", "⟨Java/C#⟩ و ⟦ASP.NET/C#⟧");
    ASSERT_MARKED(state, 1, "الأمر find:#", "على شكل ⟨26F⟩#& هنا", "قسم ⟨10MB⟩:#");
    ASSERT_MARKED(state, 1, "شركة Yahoo! و AT&T و R&D؟", "قال \"Apple\" و(HTML) و'x'، [HTML]", "انتهى.NET و عربي-English");
    ASSERT_MARKED(state, 1, "C و⟨.NET⟩", "لل⟨.NET⟩", "ל⟨.NET⟩", "וַ⟨.NET⟩", "כשב⟨.NET⟩");
}

static void an_abbreviation_keeps_its_full_stop_before_more_text(void **state)
{
    ASSERT_MARKED(state, 1, "شركة Apple ⟨Inc.⟩ هنا", "(Apple ⟨Inc.⟩)", "الساعة 5 ⟨p.m.⟩ في ⟨U.S.⟩ ثم ⟨e.g.⟩ كذا");
    ASSERT_MARKED(state, 1, "شركة Apple Inc.", "في U.S.", "عن U.S...", "قال Bob. ثم", "Inc.\nثم");
    ASSERT_MARKED(state, 1, "د. Smith, ⟨Ph.D.⟩ من");
}

static void a_sign_that_ends_a_latin_quotation_is_of_its_last_word(void **state)
{
    ASSERT_MARKED(state, 1, "قال «Hello, ⟨world!⟩» ومضى", "قال \"⟨OK.⟩\" وذهب", "“Are you ⟨sure?⟩”", "شركة (⟨Yahoo!⟩) هنا",
                  "«Wait, ⟨what?!⟩»");
    ASSERT_MARKED(state, 1, "قال «هذا Google!» ومضى", "قال: Google!» ومضى", "\"نعم\" Google!", "«Google»!", "«1984!»");
    ASSERT_MARKED(state, 0, "said \"OK.\" and");
}

static void options_are_words_but_a_dash_before_an_item_is_not(void **state)
{
    ASSERT_MARKED(state, 1, "مع ⟨-v⟩ أو ⟨--help⟩ أو ⟨-name⟩ أو ⟨--width=60⟩ أو ⟨-C⟩", "-Linux نظام", "- Linux", "—Linux");
    ASSERT_MARKED(state, 1, "<حرف>-C", "(ب)-C", "نص-C");
}

static void keys_of_editors_keep_their_sign(void **state)
{
    ASSERT_MARKED(state, 1, "اضغط ⟨M-<⟩ ثم ⟨M->⟩.", "A->B و M-<b>", "C-x");
}

static void words_that_begin_with_digits_are_words(void **state)
{
    ASSERT_MARKED(state, 1, "نسخة ⟨2.0-beta⟩ و ⟨24-hour⟩ في ⟨17-May-2024⟩", "شبكة ⟨5G⟩ و ⟨00:1A:2B⟩", "v1.2.3 و COVID-19 و F-35");
    ASSERT_MARKED(state, 1, "حرارة ⟨25°C⟩ أو -⟨5°C⟩ عند ⟨24.7°N⟩، زاوية 30°");
    ASSERT_MARKED(state, 1, "بقيمة ⟨$1.2bn⟩ أو ⟨€40M⟩ أو ⟨20k€⟩ أو ⟨₪5M⟩، و$15 و€80 و80€");
}

static void numbers_are_no_tokens(void **state)
{
    ASSERT_MARKED(state, 1, "النتيجة 1-0 في 2024/05/17 بين 8385-87", "25% و 98.5% و ٪٢٥ و 12,500 و 1.5", "من 9:00 إلى 17:30",
                  "+5 و -3 و $15 و #1 و 192.168.1.1", "050-123-4567 و 2024-05-17", "+2.5 2024 12 و +1000", "1+2=3");
}

static void telephone_numbers_with_their_country_are_objects(void **state)
{
    ASSERT_MARKED(state, 1, "اتصل ⟦+966 50 123 4567⟧ الآن", "⟦+966501234567⟧ 25 مرة", "⟦(+966) 50 123 4567⟧.",
                  "(⟦+33 1 23 45 67 89⟧)", "⟦+44 (0)20 7946 0958⟧", "⟦+٩٦٦ ٥٠ ١٢٣ ٤٥٦٧⟧ الآن", "و⟦+1-202-555-0143⟧");
}

static void tags_and_names_have_the_direction_of_their_letters(void **state)
{
    ASSERT_MARKED(state, 1, "وسم ⟦#MeToo⟧ و #خبر_عاجل من ⟦@name⟧ و@خبر", "ل⟦@user.name⟧.", "⟦#news_خبر⟧", "⟦@a@host.social⟧",
                  "⟦#one⟧ ⟦#two⟧", "# وحده و @ وحدها و #1 و @2", "أحمد@⟦example.org⟧");
    ASSERT_MARKED(state, 0, "⟪#خبر_عاجل⟫, ⟪@خبر⟫", "⟪#خبر_2024⟫.");
}

static void names_beside_latin_words_belong_to_them(void **state)
{
    ASSERT_MARKED(state, 1, "شركة ⟨example.com⟩ Inc", "أمر ls ⟨-l⟩ ⟨/usr/bin⟩", "من ⟨@user⟩ Name", "⟦a.org⟧ ⟦b.org⟧",
                  "Visit ⟦www.example.org⟧ now", "⟦a@b.org⟧ ⟦c.txt⟧");
}

static void sentences_keep_their_own_signs(void **state)
{
    ASSERT_MARKED(state, 1, "(⟨C++⟩).", "«⟨C++⟩»،", "⟨C++⟩؟", "⟨C++⟩...", "⟨C++⟩: ⟨C#⟩;", "[⟨.NET⟩]", "“⟨C++⟩”");
}

static void prefixes_are_not_part_of_a_token(void **state)
{
    ASSERT_MARKED(state, 1, "ב-⟨C++⟩ ול-⟨.NET⟩ וה-⟦#MeToo⟧ מ־⟨C++⟩", "بـ⟨C++⟩ والـ⟨.NET⟩");
}

static void there_are_no_tokens_in_overrides(void **state)
{
    ASSERT_MARKED(state, 1, "\u202EC++ (www.example.org)\u202C ثم ⟨C++⟩", "\u2066⟨C++⟩\u2069",
                  "\u202D\u2067C++\u2069C#\u202C⟨C#⟩", "\u202EC++");
}

static void find_often(void *context, struct slice text)
{
    static uint32_t code_points[PIECE_CODE_POINTS];
    static struct token tokens[MAX_TOKENS];
    size_t count = 0;
    for (size_t offset = 0; offset < text.length && count < PIECE_CODE_POINTS;)
        code_points[count++] = utf8_next(text, &offset);
    for (int i = 0; i < 100; i++)
        *(size_t *)context += tokens_find(code_points, count, 0, tokens);
}

static void the_search_is_linear_within_a_piece(void **state)
{
    static const char *const units[] = {
        "#a", "#1", "@1.", "@1@", "http:/", "://", "a.", "/a", "\\", "-", "-a", "(", "a)", "+1", "+1 ", "a@", "www.",
        "#\u05D0", "a.bc       ", "a!\"", "\"a a a a!\"", "a.)", "\u202D", "\u2067", "c++ ",
    };
    size_t found = 0;
    (void)state;
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        struct slice unit = slice_of(units[i]);
        size_t count = 0;
        for (size_t offset = 0; offset < unit.length; count++)
            utf8_next(unit, &offset);
        if (!growth_is_linear(find_often, &found, "", units[i], PIECE_CODE_POINTS / count, ""))
            fail_msg("%s: more than nine times the work for four times the text", units[i]);
    }
    assert_true(found > 0);
}

/* What it looks like. */

static char *show_isolated(void **state, const char *text, enum direction direction)
{
    struct paragraph_options options = { .direction = direction, .isolates_tokens = true };
    return show_options(*state, text, 80, &options);
}

static char *show_isolated_caps(void **state, const char *caps, enum direction direction)
{
    struct fixture *fixture = *state;
    return letters_to_caps(&fixture->arena,
                           show_isolated(state, caps_to_letters(&fixture->arena, caps), direction));
}

static void tokens_read_left_to_right_inside_rtl(void **state)
{
    assert_string_equal(show_isolated_caps(state, "USE c++ NOW, c#.", DIRECTION_RTL), ".c# ,WON c++ ESU");
    assert_string_equal(show_isolated_caps(state, "IN ~/.x AND /usr/bin.", DIRECTION_RTL), "./usr/bin DNA ~/.x NI");
    assert_string_equal(show_isolated_caps(state, "CALL +972 50 123 4567!", DIRECTION_RTL), "!+972 50 123 4567 LLAC");
    assert_string_equal(show_isolated(state, "س +٩٦٦ ٥٠ ١٢٣ ٤٥٦٧", DIRECTION_RTL), "+٩٦٦ ٥٠ ١٢٣ ٤٥٦٧ \uFEB1");
    assert_string_equal(show_isolated_caps(state, "USE c++", DIRECTION_LTR), "ESU c++");
}

static void each_object_stands_for_itself(void **state)
{
    assert_string_equal(show_isolated_caps(state, "A www.a.org 25 B", DIRECTION_RTL), "B 25 www.a.org A");
    assert_string_equal(show_isolated_caps(state, "A a@b.org c@d.org", DIRECTION_RTL), "c@d.org a@b.org A");
    assert_string_equal(show_isolated_caps(state, "A x.txt 25", DIRECTION_RTL), "25 x.txt A");
}

static void a_technical_word_makes_a_phrase_with_latin_words_and_numbers(void **state)
{
    assert_string_equal(show_isolated_caps(state, "A .net framework B", DIRECTION_RTL), "B .net framework A");
    assert_string_equal(show_isolated_caps(state, "A c++ 17 B", DIRECTION_RTL), "B c++ 17 A");
    assert_string_equal(show_isolated_caps(state, "A git commit --amend -v B", DIRECTION_RTL),
                        "B git commit --amend -v A");
    assert_string_equal(show_isolated_caps(state, "A ls -l /usr/bin B", DIRECTION_RTL), "B ls -l /usr/bin A");
}

static void parts_of_an_address_stand_in_order_from_the_left(void **state)
{
    assert_string_equal(show_isolated_caps(state, "A https://x.org/BC/12/D E", DIRECTION_RTL),
                        "E https://x.org/CB/12/D A");
    assert_string_equal(show_isolated_caps(state, "see https://x.org/B C", DIRECTION_LTR), "see https://x.org/B C");
}

static void tags_of_rtl_letters_have_their_sign_at_the_right(void **state)
{
    assert_string_equal(show_isolated_caps(state, "see #AB and @CD now", DIRECTION_LTR), "see BA# and DC@ now");
    assert_string_equal(show_isolated_caps(state, "#AB #CD", DIRECTION_LTR), "BA# DC#");
    assert_string_equal(show_isolated_caps(state, "A #BC D", DIRECTION_RTL), "D CB# A");
}

static void rows_do_not_break_inside_a_telephone_number(void **state)
{
    struct paragraph_options options = { .direction = DIRECTION_RTL, .isolates_tokens = true };
    assert_string_equal(show_options(*state, "א ב +972 50 123 4567 ג", 18, &options), "ב א/ג +972 50 123 4567");
    assert_string_equal(show_options(*state, "א +972 50 123 4567", 10, &options), "א/+972 50 12/3 4567");
}

static void numbers_stand_as_without_tokens(void **state)
{
    static const char *const texts[] = { "في 2024/05/17 و 8385-87", "1-0 و 25% و $15", "A +5 -3", "من 9:00-17:30 (٪٢٥)" };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        assert_string_equal(show_isolated(state, texts[i], DIRECTION_RTL), show(*state, texts[i], 80, DIRECTION_RTL));
}

static void an_override_is_left_as_its_author_wrote_it(void **state)
{
    assert_string_equal(show_isolated(state, "\u202Eab++\u202C", DIRECTION_LTR), "++ba");
}

static void controls_in_the_text_are_honoured(void **state)
{
    assert_string_equal(show_isolated_caps(state, "a \u2067B c++ D\u2069 e", DIRECTION_LTR), "a D c++ B e");
    assert_string_equal(show_isolated_caps(state, "a \u202BB c++ D\u202C e", DIRECTION_LTR), "a D c++ B e");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(web_addresses_are_objects),
        cmocka_unit_test(a_host_ends_where_a_word_of_the_other_script_is_glued_to_it),
        cmocka_unit_test(emails_are_objects),
        cmocka_unit_test(hosts_and_files_are_names),
        cmocka_unit_test(paths_are_names),
        cmocka_unit_test(words_with_signs_at_their_edges_are_words),
        cmocka_unit_test(an_abbreviation_keeps_its_full_stop_before_more_text),
        cmocka_unit_test(a_sign_that_ends_a_latin_quotation_is_of_its_last_word),
        cmocka_unit_test(options_are_words_but_a_dash_before_an_item_is_not),
        cmocka_unit_test(keys_of_editors_keep_their_sign),
        cmocka_unit_test(words_that_begin_with_digits_are_words),
        cmocka_unit_test(numbers_are_no_tokens),
        cmocka_unit_test(telephone_numbers_with_their_country_are_objects),
        cmocka_unit_test(tags_and_names_have_the_direction_of_their_letters),
        cmocka_unit_test(names_beside_latin_words_belong_to_them),
        cmocka_unit_test(sentences_keep_their_own_signs),
        cmocka_unit_test(prefixes_are_not_part_of_a_token),
        cmocka_unit_test(there_are_no_tokens_in_overrides),
        cmocka_unit_test(the_search_is_linear_within_a_piece),
        cmocka_unit_test(tokens_read_left_to_right_inside_rtl),
        cmocka_unit_test(each_object_stands_for_itself),
        cmocka_unit_test(a_technical_word_makes_a_phrase_with_latin_words_and_numbers),
        cmocka_unit_test(parts_of_an_address_stand_in_order_from_the_left),
        cmocka_unit_test(tags_of_rtl_letters_have_their_sign_at_the_right),
        cmocka_unit_test(rows_do_not_break_inside_a_telephone_number),
        cmocka_unit_test(numbers_stand_as_without_tokens),
        cmocka_unit_test(an_override_is_left_as_its_author_wrote_it),
        cmocka_unit_test(controls_in_the_text_are_honoured),
    };
    return cmocka_run_group_tests(tests, fixture_setup, fixture_teardown);
}
