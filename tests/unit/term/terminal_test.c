#include "term/terminal.h"

#include <setjmp.h>
#include <stdarg.h>
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

static void an_xterm_that_calls_itself_just_that_has_256_colours(void **state)
{
    (void)state;
    assert_string_equal(IDENTIFY("TERM=xterm", "XTERM_VERSION=XTerm(379)").type, "xterm-256color");
    assert_null(IDENTIFY("TERM=xterm-direct", "XTERM_VERSION=XTerm(379)").type);
    assert_null(IDENTIFY("TERM=xterm").type);
    assert_null(IDENTIFY("TERM=xterm", "TMUX=x", "XTERM_VERSION=XTerm(379)").type);
}

static void an_empty_variable_tells_nothing(void **state)
{
    (void)state;
    assert_string_equal(IDENTIFY("TMUX=", "VTE_VERSION=", "TERM=xterm").name, "other");
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(vte_gets_its_reordering_back),
        cmocka_unit_test(an_unknown_terminal_is_never_told_to_reorder),
        cmocka_unit_test(only_konsole_gets_osc_50),
        cmocka_unit_test(a_multiplexer_is_sent_nothing_whatever_is_outside),
        cmocka_unit_test(mlterm_has_its_own_switch),
        cmocka_unit_test(terminals_that_misplace_marks_are_known),
        cmocka_unit_test(an_xterm_that_calls_itself_just_that_has_256_colours),
        cmocka_unit_test(an_empty_variable_tells_nothing),
        cmocka_unit_test(a_terminal_in_a_multiplexer_has_a_name_of_its_own),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
