#include "term/replies.h"

#include "recorded.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

/* "NAME=value" strings, ended by NULL; set by each test before it asks. */
static const char *const *environment;

static const char *get_environment(const char *name)
{
    for (const char *const *entry = environment; *entry; entry++)
        if (strncmp(*entry, name, strlen(name)) == 0 && (*entry)[strlen(name)] == '=')
            return *entry + strlen(name) + 1;
    return NULL;
}

static struct terminal identify(const char *const *entries)
{
    environment = entries;
    return terminal_identify(&(struct terminal_clues){ .get_environment = get_environment });
}
/* By what it answers; `outside` as tmux says it. */
static struct terminal identify_behind(const char *answers, const char *outside, const char *const *entries)
{
    static struct reply_reader reader;
    char typed[2 * REPLY_BYTES];
    replies_start(&reader);
    replies_expect(&reader, 1, 0);
    assert_int_equal(replies_take(&reader, answers, strlen(answers), typed), 0);
    environment = entries;
    return terminal_identify(&(struct terminal_clues){
        .get_environment = get_environment, .replies = &reader.replies, .outside = outside });
}
#define IDENTIFY_BY(answers, outside, ...) identify_behind(answers, outside, (const char *const[]){ __VA_ARGS__, NULL })

#define IDENTIFY(...) identify((const char *const[]){ __VA_ARGS__, NULL })

static void vte_gets_its_reordering_back(void **state)
{
    (void)state;
    struct terminal terminal = IDENTIFY("TERM=xterm-256color", "VTE_VERSION=7006");
    assert_string_equal(terminal.switch_on, "\033[8l");
    assert_string_equal(terminal.switch_off, "\033[8h");
    assert_true(terminal.shows_marks);
}

static void an_unknown_terminal_is_never_told_to_reorder(void **state)
{
    (void)state;
    struct terminal terminal = IDENTIFY("TERM=xterm");
    assert_string_equal(terminal.switch_on, "\033[8l");
    assert_string_equal(terminal.switch_off, "");
}

static void only_konsole_gets_osc_50(void **state)
{
    (void)state;
    assert_string_equal(IDENTIFY("TERM=xterm-256color", "KONSOLE_VERSION=221203").switch_on,
                        "\033]50;BidiRenderingEnabled=false\a");
    assert_string_equal(IDENTIFY("TERM=xterm-256color", "KONSOLE_VERSION=221203").switch_off,
                        "\033]50;BidiRenderingEnabled=true\a");
    assert_null(strstr(IDENTIFY("XTERM_VERSION=XTerm(379)", "KONSOLE_VERSION=221203").switch_on, "]50"));
    assert_null(strstr(IDENTIFY("TERM=alacritty", "KONSOLE_VERSION=221203").switch_on, "]50"));
    assert_null(strstr(IDENTIFY("VTE_VERSION=7006", "KONSOLE_VERSION=221203").switch_on, "]50"));
    assert_null(strstr(IDENTIFY("TERM=xterm").switch_on, "]50"));
}

static void a_multiplexer_is_sent_nothing_whatever_is_outside(void **state)
{
    (void)state;
    const struct terminal inside[] = {
        IDENTIFY("TMUX=/tmp/x,1,0", "VTE_VERSION=7006"),
        IDENTIFY("STY=1.pts", "KONSOLE_VERSION=221203"),
        IDENTIFY("TERM=tmux-256color"),
        IDENTIFY("TERM=screen"),
    };
    for (size_t i = 0; i < sizeof inside / sizeof *inside; i++) {
        assert_string_equal(inside[i].switch_on, "");
        assert_string_equal(inside[i].switch_off, "");
    }
}

static void mlterm_has_its_own_switch(void **state)
{
    (void)state;
    assert_string_equal(IDENTIFY("TERM=mlterm", "MLTERM=3.9.2").switch_on, "\033]5379;use_ctl=false\a");
}

static void terminals_that_misplace_marks_are_known(void **state)
{
    (void)state;
    assert_false(IDENTIFY("TERM=foot-extra").shows_marks);
    assert_false(IDENTIFY("TERM=alacritty").shows_marks);
    assert_false(IDENTIFY("TERM=xterm-kitty").shows_marks);
    assert_false(IDENTIFY("TERM=linux").shows_marks);
    assert_true(IDENTIFY("TERM=xterm-256color").shows_marks);
}

static void true_colour_is_known_of_the_terminal_or_by_its_word(void **state)
{
    (void)state;
    assert_true(IDENTIFY("TERM=xterm-256color", "COLORTERM=truecolor").has_true_colour);
    assert_true(IDENTIFY("TERM=xterm-256color", "COLORTERM=24bit").has_true_colour);
    assert_false(IDENTIFY("TERM=rxvt-unicode-256color", "COLORTERM=rxvt-xpm").has_true_colour);
    assert_false(IDENTIFY("TERM=xterm-256color").has_true_colour);
    assert_true(IDENTIFY_BY(RECORDED_VTE, NULL, "TERM=xterm-256color").has_true_colour);
    assert_true(IDENTIFY_BY(RECORDED_TMUX, "kitty(0.26.5)|xterm-kitty", "TMUX=x").has_true_colour);
    /* screen hands COLORTERM on and does not understand what it promises. */
    assert_false(IDENTIFY_BY(RECORDED_SCREEN_IN_KITTY, NULL, "TERM=screen", "COLORTERM=truecolor").has_true_colour);
}

static void notifications_go_where_they_are_known_to_be_understood(void **state)
{
    (void)state;
    assert_int_equal(IDENTIFY("TERM=xterm-kitty").notification, NOTIFICATION_OSC99);
    assert_int_equal(IDENTIFY("TERM=foot").notification, NOTIFICATION_OSC777);
    assert_int_equal(IDENTIFY("TERM_PROGRAM=WezTerm").notification, NOTIFICATION_OSC777);
    assert_int_equal(IDENTIFY("TERM_PROGRAM=iTerm.app", "TERM_PROGRAM_VERSION=3.5.11").notification, NOTIFICATION_OSC9);
    assert_int_equal(IDENTIFY("TERM=xterm-256color").notification, NOTIFICATION_NONE);
    assert_int_equal(IDENTIFY("TERM=xterm-256color", "VTE_VERSION=7006").notification, NOTIFICATION_NONE);
    /* screen hands on what is asked of the terminal outside, tmux does not. */
    assert_int_equal(IDENTIFY_BY(RECORDED_SCREEN_IN_KITTY, NULL, "TERM=screen").notification, NOTIFICATION_OSC99);
    assert_int_equal(IDENTIFY_BY(RECORDED_TMUX, "kitty(0.26.5)|xterm-kitty", "TMUX=x").notification, NOTIFICATION_NONE);
}

static enum ground ground_by(int background, const char *variable)
{
    const struct terminal_replies replies = { .background = background };
    const char *const variables[] = { variable, NULL };
    environment = variables;
    return terminal_ground(&(struct terminal_clues){ .replies = &replies, .get_environment = get_environment });
}

static void the_background_is_as_the_terminal_answered_else_as_colorfgbg_says(void **state)
{
    (void)state;
    assert_int_equal(ground_by(0x1c1c1c, "COLORFGBG=0;15"), GROUND_DARK);
    assert_int_equal(ground_by(0xfdf6e3, "COLORFGBG=15;0"), GROUND_LIGHT);
    assert_int_equal(ground_by(0x0000ff, "X=1"), GROUND_DARK);
    assert_int_equal(ground_by(-1, "COLORFGBG=0;15"), GROUND_LIGHT);
    assert_int_equal(ground_by(-1, "COLORFGBG=15;default;0"), GROUND_DARK);
    assert_int_equal(ground_by(-1, "COLORFGBG=0;7"), GROUND_LIGHT);
    assert_int_equal(ground_by(-1, "COLORFGBG=15;default"), GROUND_UNKNOWN);
    assert_int_equal(ground_by(-1, "COLORFGBG=15;99999999999"), GROUND_UNKNOWN);
    assert_int_equal(ground_by(-1, "X=1"), GROUND_UNKNOWN);
}

static void an_xterm_that_calls_itself_just_that_has_256_colours(void **state)
{
    (void)state;
    assert_string_equal(IDENTIFY("TERM=xterm", "XTERM_VERSION=XTerm(379)").type, "xterm-256color");
    assert_string_equal(IDENTIFY_BY(RECORDED_PUTTY, NULL, "TERM=xterm").type, "xterm-256color");
    assert_null(IDENTIFY("TERM=xterm-direct", "XTERM_VERSION=XTerm(379)").type);
    assert_null(IDENTIFY("TERM=xterm").type);
    assert_null(IDENTIFY("TERM=xterm", "TMUX=x", "XTERM_VERSION=XTerm(379)").type);
}

static void an_empty_variable_tells_nothing(void **state)
{
    (void)state;
    assert_string_equal(IDENTIFY("TMUX=", "VTE_VERSION=", "TERM=xterm").name, "other");
}

static void an_order_is_a_guess_where_nothing_tells_the_terminal_or_what_is_around_tmux(void **state)
{
    (void)state;
    assert_true(terminal_is_doubtful(&(struct terminal){ .name = "other", .told_by = "" }));
    assert_true(terminal_is_doubtful(&(struct terminal){ .name = "tmux", .told_by = "DA2", .multiplexer = "tmux" }));
    assert_false(terminal_is_doubtful(&(struct terminal){ .name = "kitty", .told_by = "TERM", .multiplexer = "tmux" }));
    assert_false(terminal_is_doubtful(&(struct terminal){ .name = "xterm", .told_by = "DA2" }));
}

/* PuTTY outside of tmux, say, when the user asks for runs. */
static void runs_for_a_terminal_that_is_not_known_are_guarded_against_its_first_letter(void **state)
{
    (void)state;
    assert_true(IDENTIFY("TERM=xterm").encoding.by_first_strong);
    assert_true(IDENTIFY("TERM=tmux-256color").encoding.by_first_strong);
    assert_true(IDENTIFY("TERM=screen", "STY=1.pts").encoding.by_first_strong);
    assert_false(IDENTIFY("TERM=xterm-256color", "KONSOLE_VERSION=221203").encoding.by_first_strong);
}

static void assert_full_name(const char *name, const char *multiplexer, const char *expected)
{
    char full_name[TERMINAL_NAME_BYTES];
    terminal_full_name(&(struct terminal){ .name = name, .multiplexer = multiplexer }, full_name);
    assert_string_equal(full_name, expected);
}

static void a_terminal_in_a_multiplexer_has_a_name_of_its_own(void **state)
{
    (void)state;
    assert_full_name("Konsole", NULL, "Konsole");
    assert_full_name("Konsole", "tmux", "tmux in Konsole");
    assert_full_name("tmux", "tmux", "tmux");
    assert_full_name("screen", NULL, "screen");
}

static void each_terminal_is_told_by_its_answers(void **state)
{
    (void)state;
    static const struct {
        const char *answers, *type, *name, *version, *told_by;
        enum order order;
        const char *on, *off;
        bool shows_marks;
    } cases[] = {
        { RECORDED_XTERM, "xterm", "xterm", "379", "XTVERSION", ORDER_VISUAL, "\033[8l", "", true },
        { RECORDED_URXVT, "rxvt-unicode-256color", "urxvt", "95", "DA2", ORDER_VISUAL, "\033[8l", "", true },
        { RECORDED_ST, "st-256color", "st", "", "TERM", ORDER_VISUAL, "\033[8l", "", true },
        { RECORDED_ALACRITTY, "alacritty", "alacritty", "", "DA2", ORDER_VISUAL, "\033[8l", "", false },
        { RECORDED_FOOT, "foot", "foot", "1.13.1", "XTVERSION", ORDER_VISUAL, "\033[8l", "", false },
        { "\033P>|VTE(7600)\033\\" RECORDED_VTE, "xterm-256color", "VTE", "0.76.0", "XTVERSION", ORDER_VISUAL,
          "\033[8l", "\033[8h", true },
        { RECORDED_VTE, "xterm-256color", "VTE", "0.70.6", "DA3", ORDER_VISUAL, "\033[8l", "\033[8h", true },
        { RECORDED_KONSOLE, "xterm-256color", "Konsole", "22.12.3", "XTVERSION", ORDER_VISUAL,
          "\033]50;BidiRenderingEnabled=false\a", "\033]50;BidiRenderingEnabled=true\a", true },
        { RECORDED_MLTERM, "mlterm", "mlterm", "", "DA2", ORDER_VISUAL, "\033]5379;use_ctl=false\a",
          "\033]5379;use_ctl=true\a", true },
        { RECORDED_PUTTY, "xterm", "PuTTY", "", "DA2", ORDER_RUNS, "", "", true },
        { RECORDED_QTERMINAL, "xterm-256color", "QTerminal", "", "DA2", ORDER_RUNS, "", "", true },
        { RECORDED_KITTY, "xterm-kitty", "kitty", "0.26.5", "XTVERSION", ORDER_WORDS, "", "", false },
        { "\033[?1;2c", "xterm", "other", "", "", ORDER_VISUAL, "\033[8l", "", true },
        { "\033P>|mintty 3.6.1\033\\\033[8;1$y\033[?1;2c", "xterm", "mintty", "3.6.1", "XTVERSION", ORDER_VISUAL,
          "\033[8l", "\033[8h", true },
        { "\033P>|WezTerm 20240203-110809-5046fc22\033\\\033[8;1$y\033[?1;2c", "xterm", "WezTerm",
          "20240203-110809-5046fc22", "XTVERSION", ORDER_VISUAL, "\033[8l", "\033[8h", true },
        { "\033P>|iTerm2 3.5.11\033\\\033[8;4$y\033[?1;2c", "xterm", "iTerm2", "3.5.11", "XTVERSION", ORDER_VISUAL,
          "\033[8l", "", true },
        { "\033P>|iTerm2 3.7.0\033\\\033[8;4$y\033[?1;2c", "xterm", "iTerm2", "3.7.0", "XTVERSION", ORDER_RUNS, "",
          "", true },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char type[40];
        snprintf(type, sizeof type, "TERM=%s", cases[i].type);
        struct terminal terminal = IDENTIFY_BY(cases[i].answers, NULL, type);
        assert_string_equal(terminal.name, cases[i].name);
        assert_string_equal(terminal.version, cases[i].version);
        assert_string_equal(terminal.told_by, cases[i].told_by);
        assert_int_equal(terminal.encoding.order, cases[i].order);
        assert_string_equal(terminal.switch_on, cases[i].on);
        assert_string_equal(terminal.switch_off, cases[i].off);
        assert_int_equal(terminal.shows_marks, cases[i].shows_marks);
        assert_null(terminal.multiplexer);
    }
}

static void answers_go_before_the_environment(void **state)
{
    (void)state;
    const struct terminal xterm =
        IDENTIFY_BY(RECORDED_XTERM, NULL, "TERM=xterm", "TMUX=x", "KONSOLE_VERSION=221203", "VTE_VERSION=7006");
    assert_string_equal(xterm.name, "xterm");
    assert_string_equal(xterm.switch_off, "");
    assert_null(xterm.multiplexer);
    /* What is silent is none of those that always answer. */
    const struct terminal silent =
        IDENTIFY_BY(RECORDED_ST, NULL, "TERM=xterm", "TMUX=x", "KONSOLE_VERSION=221203", "VTE_VERSION=7006", "MLTERM=3");
    assert_string_equal(silent.name, "other");
    assert_string_equal(silent.switch_off, "");
    assert_string_equal(IDENTIFY_BY(RECORDED_TMUX, NULL, "TERM=xterm-256color", "VTE_VERSION=7006").multiplexer, "tmux");
}

/* Who did not answer in time is judged by the environment, as if nobody had asked. */
static void half_an_answer_leaves_the_environment_its_word(void **state)
{
    (void)state;
    assert_string_equal(IDENTIFY_BY("", NULL, "TERM=xterm-256color", "VTE_VERSION=7006").switch_off, "\033[8h");
    assert_string_equal(IDENTIFY_BY("\033[>41;379;0c", NULL, "TERM=xterm", "VTE_VERSION=7006").name, "xterm");
}

static void mode_8_is_given_back_as_it_was_found(void **state)
{
    (void)state;
    static const char *const other[] = { "\033[8;0$y\033[?1c", "\033[8;1$y\033[?1c", "\033[8;2$y\033[?1c",
                                         "\033[8;3$y\033[?1c", "\033[8;4$y\033[?1c" };
    static const char *const on[] = { "\033[8l", "\033[8l", "", "", "\033[8l" };
    static const char *const off[] = { "", "\033[8h", "", "", "" };
    for (int reply = 0; reply <= 4; reply++) {
        struct terminal terminal = IDENTIFY_BY(other[reply], NULL, "TERM=xterm");
        assert_string_equal(terminal.switch_on, on[reply]);
        assert_string_equal(terminal.switch_off, off[reply]);
        assert_int_equal(terminal.encoding.order, reply == 3 ? ORDER_RUNS : ORDER_VISUAL);
    }
    struct terminal vte = IDENTIFY_BY("\033[>65;7006;1c\033[8;2$y\033[?65;1;9c", NULL, "TERM=xterm", "VTE_VERSION=7006");
    assert_string_equal(vte.name, "VTE");
    assert_string_equal(vte.switch_off, "");
}

static void an_mlterm_without_bidi_keeps_it_off(void **state)
{
    (void)state;
    struct terminal_replies replies = { .complete = true, .da2 = { 24, 279, 0 }, .da2_count = 3, .use_ctl = "false" };
    environment = (const char *const[]){ "TERM=mlterm", NULL };
    struct terminal_clues clues = { .get_environment = get_environment, .replies = &replies };
    assert_string_equal(terminal_identify(&clues).switch_on, "");
    assert_string_equal(terminal_identify(&clues).switch_off, "");
    assert_int_equal(terminal_identify(&clues).encoding.order, ORDER_VISUAL);
    strcpy(replies.use_ctl, "true");
    assert_string_equal(terminal_identify(&clues).switch_off, "\033]5379;use_ctl=true\a");
}

static void the_terminal_outside_tmux_decides_the_order(void **state)
{
    (void)state;
    static const struct {
        const char *outside, *name;
        enum order order;
        bool shows_marks;
    } cases[] = {
        { NULL, "tmux", ORDER_VISUAL_LRO, true },
        { "|", "tmux", ORDER_VISUAL_LRO, true },
        { "|xterm-256color", "tmux", ORDER_VISUAL_LRO, true }, /* VTE 0.70 */
        { "XTerm(379)|xterm", "xterm", ORDER_VISUAL_LRO, true },
        { "Konsole 22.12.3|xterm-256color", "Konsole", ORDER_RUNS, true },
        { "kitty(0.26.5)|xterm-kitty", "kitty", ORDER_WORDS, false },
        { "foot(1.13.1)|foot", "foot", ORDER_VISUAL_LRO, false },
        { "|alacritty", "alacritty", ORDER_VISUAL_LRO, false },
        { "|mlterm", "mlterm", ORDER_VISUAL_LRO, true },
        { "tmux 3.3a|tmux-256color", "tmux", ORDER_VISUAL_LRO, true },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct terminal terminal =
            IDENTIFY_BY(RECORDED_TMUX, cases[i].outside, "TERM=tmux-256color", "TMUX=x", "VTE_VERSION=7006");
        assert_string_equal(terminal.name, cases[i].name);
        assert_string_equal(terminal.multiplexer, "tmux");
        assert_int_equal(terminal.encoding.order, cases[i].order);
        assert_int_equal(terminal.shows_marks, cases[i].shows_marks);
        assert_string_equal(terminal.switch_on, "");
        assert_string_equal(terminal.switch_off, "");
    }
}

static void the_terminal_outside_screen_answers_through_it(void **state)
{
    (void)state;
    struct terminal terminal = IDENTIFY_BY(RECORDED_SCREEN_IN_KITTY, NULL, "TERM=screen", "STY=1.pts");
    assert_string_equal(terminal.name, "kitty");
    assert_string_equal(terminal.multiplexer, "screen");
    assert_int_equal(terminal.encoding.order, ORDER_WORDS);
    assert_int_equal(IDENTIFY_BY(RECORDED_SCREEN_IN_KONSOLE, NULL, "TERM=screen").encoding.order, ORDER_RUNS);
    assert_string_equal(IDENTIFY_BY(RECORDED_SCREEN_IN_KONSOLE, NULL, "TERM=screen").switch_on, "");
    assert_int_equal(IDENTIFY_BY(RECORDED_SCREEN_IN_XTERM, NULL, "TERM=screen").encoding.order, ORDER_VISUAL_LRO);
    assert_int_equal(IDENTIFY_BY(RECORDED_SCREEN, NULL, "TERM=screen", "KONSOLE_VERSION=221203").encoding.order,
                     ORDER_VISUAL_LRO);
}

static void the_font_tells_which_letters_come_from_another(void **state)
{
    (void)state;
    environment = (const char *const[]){ NULL };
    struct terminal_replies replies = { .complete = true, .version = "kitty(0.26.5)", .mode_8 = -1 };
    struct terminal_clues clues = { .replies = &replies, .get_environment = get_environment };
    assert_false(terminal_identify(&clues).encoding.arabic_apart);
    assert_true(terminal_identify(&clues).encoding.hebrew_apart);
    strcpy(replies.font, "Hack-Regular");
    assert_true(terminal_identify(&clues).encoding.arabic_apart);
    strcpy(replies.font, "DejaVuSansMono");
    assert_false(terminal_identify(&clues).encoding.arabic_apart);
    assert_true(terminal_identify(&clues).encoding.hebrew_apart);
}

static void a_font_that_cannot_be_asked_for_is_taken_for_the_usual_one(void **state)
{
    (void)state;
    struct terminal in_tmux = IDENTIFY_BY(RECORDED_TMUX, "kitty(0.26.5)|xterm-kitty", "TMUX=x");
    assert_int_equal(in_tmux.encoding.order, ORDER_WORDS);
    assert_false(in_tmux.encoding.arabic_apart);
    assert_true(in_tmux.encoding.hebrew_apart);
}

static void only_visual_order_switches_anything(void **state)
{
    (void)state;
    struct terminal vte = IDENTIFY_BY(RECORDED_VTE, NULL, "TERM=xterm-256color");
    assert_string_equal(terminal_in_order(&vte, ORDER_AUTO).switch_on, "\033[8l");
    assert_string_equal(terminal_in_order(&vte, ORDER_VISUAL).switch_off, "\033[8h");
    for (enum order order = ORDER_VISUAL_LRO; order < ORDER_COUNT; order++) {
        assert_string_equal(terminal_in_order(&vte, order).switch_on, "");
        assert_string_equal(terminal_in_order(&vte, order).switch_off, "");
    }
}

static void a_terminal_left_alone_is_sent_no_switch_and_the_order_that_suits_it_as_it_is(void **state)
{
    (void)state;
    static const struct {
        const char *answers;
        enum order order;
    } cases[] = { { RECORDED_VTE, ORDER_VISUAL_LRO },
                  { "\033[>65;7006;1c\033[8;2$y\033[?65;1;9c", ORDER_VISUAL },
                  { RECORDED_KONSOLE, ORDER_VISUAL }, /* whose user says so has its bidi off */
                  { RECORDED_MLTERM, ORDER_RUNS },
                  { RECORDED_KITTY, ORDER_WORDS },
                  { RECORDED_PUTTY, ORDER_RUNS },
                  { RECORDED_XTERM, ORDER_VISUAL },
                  { RECORDED_TMUX, ORDER_VISUAL_LRO } };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct terminal terminal = IDENTIFY_BY(cases[i].answers, NULL, "TERM=xterm");
        struct terminal left_alone = terminal_left_alone(&terminal);
        assert_string_equal(left_alone.switch_on, "");
        assert_string_equal(left_alone.switch_off, "");
        assert_int_equal(left_alone.encoding.order, cases[i].order);
    }
}

static void no_question_goes_where_it_would_be_shown(void **state)
{
    (void)state;
    assert_true(terminal_can_be_asked("xterm-256color"));
    assert_true(terminal_can_be_asked("screen"));
    assert_false(terminal_can_be_asked("dumb"));
    assert_false(terminal_can_be_asked("linux"));
    assert_false(terminal_can_be_asked("eterm-color"));
    assert_false(terminal_can_be_asked(""));
    assert_false(terminal_can_be_asked(NULL));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(vte_gets_its_reordering_back),
        cmocka_unit_test(an_unknown_terminal_is_never_told_to_reorder),
        cmocka_unit_test(only_konsole_gets_osc_50),
        cmocka_unit_test(a_multiplexer_is_sent_nothing_whatever_is_outside),
        cmocka_unit_test(mlterm_has_its_own_switch),
        cmocka_unit_test(terminals_that_misplace_marks_are_known),
        cmocka_unit_test(notifications_go_where_they_are_known_to_be_understood),
        cmocka_unit_test(true_colour_is_known_of_the_terminal_or_by_its_word),
        cmocka_unit_test(the_background_is_as_the_terminal_answered_else_as_colorfgbg_says),
        cmocka_unit_test(an_xterm_that_calls_itself_just_that_has_256_colours),
        cmocka_unit_test(an_empty_variable_tells_nothing),
        cmocka_unit_test(each_terminal_is_told_by_its_answers),
        cmocka_unit_test(answers_go_before_the_environment),
        cmocka_unit_test(half_an_answer_leaves_the_environment_its_word),
        cmocka_unit_test(mode_8_is_given_back_as_it_was_found),
        cmocka_unit_test(an_mlterm_without_bidi_keeps_it_off),
        cmocka_unit_test(the_terminal_outside_tmux_decides_the_order),
        cmocka_unit_test(the_terminal_outside_screen_answers_through_it),
        cmocka_unit_test(the_font_tells_which_letters_come_from_another),
        cmocka_unit_test(a_font_that_cannot_be_asked_for_is_taken_for_the_usual_one),
        cmocka_unit_test(only_visual_order_switches_anything),
        cmocka_unit_test(a_terminal_left_alone_is_sent_no_switch_and_the_order_that_suits_it_as_it_is),
        cmocka_unit_test(no_question_goes_where_it_would_be_shown),
        cmocka_unit_test(an_order_is_a_guess_where_nothing_tells_the_terminal_or_what_is_around_tmux),
        cmocka_unit_test(runs_for_a_terminal_that_is_not_known_are_guarded_against_its_first_letter),
        cmocka_unit_test(a_terminal_in_a_multiplexer_has_a_name_of_its_own),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
