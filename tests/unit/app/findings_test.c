#include "../cmocka.h"

#include "app/findings.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* All that is found about one terminal; tests change what they are about. */
struct case_of {
    struct findings findings;
    struct terminal terminal, used;
    struct terminal_replies replies;
    struct config config;
    struct config_line lines[8];
    struct error config_error;
    struct buffer text;
};

static int set_up(void **state)
{
    static struct case_of subject;
    subject = (struct case_of){
        .terminal = { .name = "VTE", .version = "0.70.6", .told_by = "DA3", .encoding = { .order = ORDER_VISUAL },
                      .switch_on = "\033[8l", .switch_off = "\033[8h", .shows_marks = true },
        .replies = { .complete = true, .da2 = { 65, 7006, 1 }, .da2_count = 3, .unit_id = "~VTE", .mode_8 = 1 },
        .findings = { .name = "VTE", .has_terminal = true, .columns = 80, .rows = 24, .type = "xterm-256color",
                      .terminfo = { .is_known = true, .moves_cursor = true, .colours = 256 },
                      .colorterm = "truecolor", .locale = "C.UTF-8", .encoding = "UTF-8", .takes_utf8 = true,
                      .config_path = "/home/you/.config/khabar/config" },
        .text = buffer_create(1 << 16),
    };
    subject.used = subject.terminal;
    subject.config.lines = subject.lines;
    subject.findings.terminal = &subject.terminal;
    subject.findings.used = &subject.used;
    subject.findings.replies = &subject.replies;
    subject.findings.config = &subject.config;
    subject.findings.config_error = &subject.config_error;
    for (size_t i = 0; i < SAMPLE_COUNT; i++)
        subject.findings.widths[i] = width_sample_expected(&width_samples[i]);
    *state = &subject;
    return 0;
}

static int tear_down(void **state)
{
    buffer_finish(&((struct case_of *)*state)->text);
    return 0;
}

static const char *text_of(struct case_of *subject)
{
    buffer_clear(&subject->text);
    findings_append_text(&subject->findings, &subject->text);
    return subject->text.bytes;
}

static const char *advice_of(struct case_of *subject)
{
    buffer_clear(&subject->text);
    findings_append_advice(&subject->findings, &subject->text);
    return subject->text.length > 0 ? subject->text.bytes : "";
}

#define ASSERT_CONTAINS(text, part)                                                                                    \
    do {                                                                                                               \
        const char *whole = (text);                                                                                    \
        if (!strstr(whole, part))                                                                                      \
            fail_msg("\"%s\" is not in:\n%s", part, whole);                                                            \
    } while (0)

static void set_line(struct case_of *subject, const char *terminal, const char *name, const char *value, int number)
{
    struct slice section = slice_of(terminal);
    config_set(&subject->config, slice_of(name), slice_of(value), NULL);
    subject->lines[subject->config.line_count++] =
        (struct config_line){ section, slice_of(name), slice_of(value), number };
}

static void a_sound_terminal_is_told_in_a_dozen_lines_and_needs_no_advice(void **state)
{
    struct case_of *subject = *state;
    assert_string_equal(advice_of(subject), "");
    assert_string_equal(text_of(subject),
                        "Terminal    VTE 0.70.6\n"
                        "            told by DA3\n"
                        "Answers     DA2 65;7006;1, DA3 \"~VTE\", DECRQM 8 1\n"
                        "TERM        xterm-256color\n"
                        "Size        columns: 80, rows: 24\n"
                        "Locale      C.UTF-8, its encoding is UTF-8\n"
                        "Colours     256, COLORTERM=truecolor\n"
                        "Order       visual, which suits this terminal\n"
                        "Sent        at the start ESC[8l, at the end ESC[8h\n"
                        "Marks       shown, this terminal puts them on their letters\n"
                        "Letters     joined forms, which the font must have\n"
                        "Notices     none, this terminal is not known to show any\n"
                        "Widths      30 of 30 kinds of characters take the columns expected\n"
                        "Config      /home/you/.config/khabar/config\n"
                        "            [terminal VTE]: nothing\n"
                        "\n"
                        "No program can find out whether the font has the joined letters, or what a\n"
                        "person sees: khabar doctor --calibrate asks you.\n");
}

static void the_line_or_option_that_decided_is_named(void **state)
{
    struct case_of *subject = *state;
    set_line(subject, "", "order", "runs", 3);
    subject->used.encoding.order = ORDER_RUNS;
    ASSERT_CONTAINS(text_of(subject), "Order       runs, by line 3 of the config\n");
    set_line(subject, "vte", "order", "words", 9);
    ASSERT_CONTAINS(text_of(subject), "by line 9 of the config, in [terminal vte]\n");
    ASSERT_CONTAINS(text_of(subject), "[terminal VTE]: order = words\n");
    set_line(subject, "", "marks", "hide", 0);
    ASSERT_CONTAINS(text_of(subject), "Marks       hidden, by the option --marks\n");
    set_line(subject, "", "harakat", "dim", 0);
    ASSERT_CONTAINS(text_of(subject), "Marks       dimmed (niqqud hidden, signs for recitation hidden), by the option");
    ASSERT_CONTAINS(text_of(subject), "--harakat\n");
    set_line(subject, "", "notify", "notify-send --app-name=khabar", 4);
    ASSERT_CONTAINS(text_of(subject), "Notices     program, by line 4 of the config\n");
    set_line(subject, "", "order", "auto", 0);
    ASSERT_CONTAINS(text_of(subject), "runs, which suits this terminal\n");
}

static void an_unknown_terminal_is_doubtful_until_its_order_is_said(void **state)
{
    struct case_of *subject = *state;
    subject->terminal.name = "other";
    subject->terminal.told_by = "";
    assert_true(findings_are_doubtful(&subject->findings));
    ASSERT_CONTAINS(advice_of(subject), "This terminal is not known.");
    ASSERT_CONTAINS(text_of(subject), "Order       visual, the likeliest, not known for certain\n");
    set_line(subject, "", "order", "visual", 1);
    assert_string_equal(advice_of(subject), "");
}

static void a_multiplexer_that_hides_its_terminal_is_doubtful(void **state)
{
    struct case_of *subject = *state;
    subject->terminal.multiplexer = "tmux";
    assert_false(findings_are_doubtful(&subject->findings));
    subject->terminal.name = "tmux";
    assert_true(findings_are_doubtful(&subject->findings));
    ASSERT_CONTAINS(advice_of(subject), "tmux does not tell which terminal it is in.");
}

static void a_type_that_cannot_show_a_screen_is_told_what_to_do(void **state)
{
    struct case_of *subject = *state;
    subject->findings.type = NULL;
    ASSERT_CONTAINS(advice_of(subject), "TERM is not set:");
    subject->findings.type = "dumb";
    subject->findings.terminfo.moves_cursor = false;
    ASSERT_CONTAINS(advice_of(subject), "TERM=dumb cannot move its cursor: khabar dump");
    subject->findings.type = "rio";
    subject->findings.terminfo = (struct terminfo_entry){ .is_known = false };
    ASSERT_CONTAINS(advice_of(subject), "terminfo does not know TERM=rio: install its entry");
    subject->findings.type = "xterm";
    subject->findings.terminfo = (struct terminfo_entry){ .is_known = true, .moves_cursor = true, .colours = 8 };
    ASSERT_CONTAINS(advice_of(subject), "TERM=xterm has 8 colours");
    subject->findings.without_colours = true;
    assert_string_equal(advice_of(subject), "");
}

static void an_encoding_without_letters_is_told_what_to_do(void **state)
{
    struct case_of *subject = *state;
    subject->findings.encoding = "ANSI_X3.4-1968";
    subject->findings.locale = "C";
    ASSERT_CONTAINS(advice_of(subject), "The locale C has the encoding ANSI_X3.4-1968,");
    subject->findings.takes_utf8 = false;
    ASSERT_CONTAINS(advice_of(subject), "The terminal does not read UTF-8:");
    subject->findings.multiplexer_without_utf8 = true;
    ASSERT_CONTAINS(advice_of(subject), "start it as tmux -u");
}

static size_t sample_of_kind(enum sample_kind kind)
{
    for (size_t i = 0; i < SAMPLE_COUNT; i++)
        if (width_samples[i].kind == kind)
            return i;
    fail();
    return 0;
}

static void each_kind_of_width_has_its_advice(void **state)
{
    static const struct {
        enum sample_kind kind;
        const char *advice;
    } expected[] = {
        { SAMPLE_LETTER, "Letters do not take the columns expected" },
        { SAMPLE_MARK, "put marks = hide into [terminal VTE]" },
        { SAMPLE_SIGN, "set characters of ambiguous width to narrow" },
        { SAMPLE_WIDE, "emoji do not take two columns" },
    };
    struct case_of *subject = *state;
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
        size_t sample = sample_of_kind(expected[i].kind);
        int right = subject->findings.widths[sample];
        subject->findings.widths[sample] = right + 1;
        ASSERT_CONTAINS(advice_of(subject), expected[i].advice);
        ASSERT_CONTAINS(text_of(subject), "29 of 30 kinds of characters take the columns expected\n");
        subject->findings.widths[sample] = WIDTH_NOT_TOLD;
        assert_string_equal(advice_of(subject), "");
        subject->findings.widths[sample] = right;
    }
}

static void an_invisible_character_with_a_column_matters_to_orders_that_send_some(void **state)
{
    struct case_of *subject = *state;
    subject->findings.widths[sample_of_kind(SAMPLE_INVISIBLE)]++;
    assert_string_equal(advice_of(subject), "");
    ASSERT_CONTAINS(text_of(subject), "letter with a zero-width non-joiner (U+0628 U+200C): 2, not 1\n");
    subject->used.encoding.order = ORDER_VISUAL_LRO;
    ASSERT_CONTAINS(advice_of(subject), "which the order visual-lro needs");
}

static void without_a_terminal_the_environment_is_told_of(void **state)
{
    struct case_of *subject = *state;
    subject->findings.has_terminal = false;
    subject->findings.replies = NULL;
    subject->findings.columns = subject->findings.rows = 0;
    for (size_t i = 0; i < SAMPLE_COUNT; i++)
        subject->findings.widths[i] = WIDTH_NOT_TOLD;
    ASSERT_CONTAINS(text_of(subject), "there is no terminal to ask (/dev/tty)");
    assert_null(strstr(text_of(subject), "Widths"));
    assert_null(strstr(text_of(subject), "Size"));
    assert_string_equal(advice_of(subject), "");
}

static void a_terminal_that_is_silent_is_said_to_be(void **state)
{
    struct case_of *subject = *state;
    subject->replies = (struct terminal_replies){ .mode_8 = -1 };
    ASSERT_CONTAINS(text_of(subject), "Answers     none in time\n");
    ASSERT_CONTAINS(advice_of(subject), "The terminal did not answer in time");
}

static void a_terminal_that_is_not_asked_is_not_said_to_be_silent(void **state)
{
    struct case_of *subject = *state;
    subject->findings.type = "dumb";
    subject->findings.replies = NULL;
    subject->findings.terminfo.moves_cursor = false;
    for (size_t i = 0; i < SAMPLE_COUNT; i++)
        subject->findings.widths[i] = WIDTH_NOT_TOLD;
    ASSERT_CONTAINS(text_of(subject), "Answers     none: a terminal of this type (TERM) is not asked,");
    assert_null(strstr(text_of(subject), "Widths"));
    assert_null(strstr(text_of(subject), "--calibrate"));
    assert_null(strstr(advice_of(subject), "in time"));
}

static void no_line_of_the_report_is_wider_than_a_terminal(void **state)
{
    struct case_of *subject = *state;
    struct slice rest = slice_of(text_of(subject)), line;
    while (slice_next_line(&rest, &line))
        assert_in_range(line.length, 0, 80);
}

static const char *json_at(json_t *object, const char *member, const char *name)
{
    return json_string_value(json_object_get(json_object_get(object, member), name));
}

static void programs_read_the_same_as_people(void **state)
{
    struct case_of *subject = *state;
    set_line(subject, "VTE", "marks", "hide", 7);
    json_t *object = findings_json(&subject->findings);
    assert_non_null(object);
    assert_string_equal(json_at(object, "terminal", "section"), "VTE");
    assert_string_equal(json_at(object, "terminal", "told_by"), "DA3");
    assert_string_equal(json_at(object, "order", "used"), "visual");
    assert_string_equal(json_at(object, "sent", "start"), "\033[8l");
    assert_string_equal(json_at(object, "notify", "used"), "none");
    assert_string_equal(json_at(object, "marks", "harakat"), "hide");
    json_t *reason = json_object_get(json_object_get(object, "marks"), "reason");
    assert_string_equal(json_string_value(json_object_get(reason, "by")), "config");
    assert_int_equal(json_integer_value(json_object_get(reason, "line")), 7);
    assert_int_equal(json_array_size(json_object_get(object, "widths")), SAMPLE_COUNT);
    assert_int_equal(json_array_size(json_object_get(object, "advice")), 0);
    json_decref(object);
}

/* The environment and the terminal may say anything. */
static void hostile_words_make_neither_lines_nor_sequences_in_json(void **state)
{
    struct case_of *subject = *state;
    subject->findings.type = "x\n\033]52;c;AAAA\a\xC2\x9B" "2J\xFF";
    subject->findings.terminfo = (struct terminfo_entry){ .is_known = false };
    snprintf(subject->replies.version, sizeof subject->replies.version, "%s", "a\xE2\x80\xAE\033[2J\xFF");
    json_t *object = findings_json(&subject->findings);
    assert_non_null(object);
    assert_non_null(json_at(object, "term", "name"));
    char *text = json_dumps(object, 0);
    assert_null(strchr(text, '\033'));
    assert_null(strstr(text, "\xC2\x9B"));
    free(text);
    assert_int_equal(json_array_size(json_object_get(object, "advice")), 1);
    json_decref(object);
}

static void a_long_word_is_whole_in_json(void **state)
{
    struct case_of *subject = *state;
    char type[8000];
    memset(type, 'x', sizeof type - 1);
    type[0] = '\xFF';
    type[sizeof type - 1] = '\0';
    subject->findings.type = type;
    json_t *object = findings_json(&subject->findings);
    assert_int_equal(strlen(json_at(object, "term", "name")), sizeof type - 2 + strlen("\xEF\xBF\xBD"));
    json_decref(object);
}

static void samples_count_as_the_library_does_in_a_utf8_locale(void **state)
{
    (void)state;
    assert_non_null(setlocale(LC_CTYPE, "C.UTF-8"));
    for (size_t i = 0; i < SAMPLE_COUNT; i++)
        assert_int_equal(width_sample_of_library(&width_samples[i]), width_sample_expected(&width_samples[i]));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_sound_terminal_is_told_in_a_dozen_lines_and_needs_no_advice),
        TEST(the_line_or_option_that_decided_is_named),
        TEST(an_unknown_terminal_is_doubtful_until_its_order_is_said),
        TEST(a_multiplexer_that_hides_its_terminal_is_doubtful),
        TEST(a_type_that_cannot_show_a_screen_is_told_what_to_do),
        TEST(an_encoding_without_letters_is_told_what_to_do),
        TEST(each_kind_of_width_has_its_advice),
        TEST(an_invisible_character_with_a_column_matters_to_orders_that_send_some),
        TEST(without_a_terminal_the_environment_is_told_of),
        TEST(a_terminal_that_is_not_asked_is_not_said_to_be_silent),
        TEST(no_line_of_the_report_is_wider_than_a_terminal),
        TEST(a_terminal_that_is_silent_is_said_to_be),
        TEST(programs_read_the_same_as_people),
        TEST(hostile_words_make_neither_lines_nor_sequences_in_json),
        TEST(a_long_word_is_whole_in_json),
        TEST(samples_count_as_the_library_does_in_a_utf8_locale),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
