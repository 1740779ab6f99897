#include "../cmocka.h"

#include "app/config.h"
#include "app/export.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static bool set(struct config *config, const char *name, const char *value, struct error *error)
{
    return config_set(config, slice_of(name), slice_of(value), error);
}

static void assert_set(struct config *config, const char *name, const char *value)
{
    struct error error = { 0 };
    if (!set(config, name, value, &error))
        fail_msg("%s", error.text);
}

static void assert_refused(const char *name, const char *value, const char *complaint)
{
    struct config config = { 0 }, untouched = { 0 };
    struct error error = { 0 };
    assert_false(set(&config, name, value, &error));
    assert_string_equal(error.text, complaint);
    assert_memory_equal(&config, &untouched, sizeof config);
}

static void each_word_is_the_value_that_layout_knows(void **state)
{
    (void)state;
    struct config config = { 0 };
    assert_set(&config, "digits", "native");
    assert_int_equal(config.page.digits, DIGITS_NATIVE);
    assert_set(&config, "digits", "ascii");
    assert_int_equal(config.page.digits, DIGITS_ASCII);
    assert_set(&config, "digits", "as-written");
    assert_int_equal(config.page.digits, DIGITS_AS_WRITTEN);
    assert_set(&config, "letters", "base");
    assert_int_equal(config.page.letters, LETTERS_BASE);
    assert_set(&config, "letters", "joined");
    assert_int_equal(config.page.letters, LETTERS_JOINED);
    assert_set(&config, "justify", "spaces");
    assert_int_equal(config.page.justification, JUSTIFY_SPACES);
    assert_set(&config, "justify", "kashida");
    assert_int_equal(config.page.justification, JUSTIFY_KASHIDA);
    assert_set(&config, "breaking", "balanced");
    assert_int_equal(config.page.breaking, BREAK_BALANCED);
    assert_set(&config, "row-spacing", "vocalised");
    assert_int_equal(config.page.spacing, SPACING_VOCALISED);
    assert_set(&config, "row-spacing", "all");
    assert_int_equal(config.page.spacing, SPACING_ALL);
    assert_set(&config, "align-titles", "left");
    assert_int_equal(config.titles, ALIGN_LEFT);
    assert_set(&config, "align-titles", "right");
    assert_int_equal(config.titles, ALIGN_RIGHT);
    assert_set(&config, "mirrored", "yes");
    assert_int_equal(config.mirrored, MIRRORED_YES);
    assert_set(&config, "mirrored", "no");
    assert_int_equal(config.mirrored, MIRRORED_NO);
    assert_set(&config, "measure", "1000");
    assert_int_equal(config.page.measure, 1000);
    assert_set(&config, "theme", "paper");
    assert_true(slice_equal_string(config.theme.name, "paper"));
    assert_set(&config, "theme-light", "sand");
    assert_true(slice_equal_string(config.theme.light, "sand"));
}

static void each_order_is_known_by_its_name(void **state)
{
    (void)state;
    struct config config = { 0 };
    for (enum order order = 0; order < ORDER_COUNT; order++) {
        assert_set(&config, "order", order_name(order));
        assert_int_equal(config.order, order);
    }
}

static void one_or_two_calendars_are_chosen(void **state)
{
    (void)state;
    struct config config = { 0 };
    struct error error = { 0 };
    assert_set(&config, "calendar", "persian  gregorian");
    assert_int_equal(config.calendars[0], CALENDAR_PERSIAN);
    assert_int_equal(config.calendars[1], CALENDAR_GREGORIAN);
    assert_set(&config, "calendar", "hebrew");
    assert_int_equal(config.calendars[0], CALENDAR_HEBREW);
    assert_int_equal(config.calendars[1], CALENDAR_AUTO);
    assert_false(config_set(&config, SLICE("calendar"), SLICE("hijri persian hebrew"), &error));
    assert_non_null(strstr(error.text, "calendar is at most 2 of its words"));
    assert_false(config_set(&config, SLICE("calendar"), SLICE("hijri mayan"), &error));
    assert_string_equal(error.text, "calendar is auto, gregorian, hijri, persian or hebrew, not \"mayan\"");
    assert_false(config_set(&config, SLICE("calendar"), SLICE(""), &error));
    assert_int_equal(config.calendars[0], CALENDAR_HEBREW);
    assert_set(&config, "dates", "both");
    assert_int_equal(config.dates, DATES_BOTH);
}

static void assert_marks(const struct config *config, bool terminal_shows_marks, enum marks_choice harakat,
                         enum marks_choice niqqud, enum marks_choice reciting)
{
    struct marks_choices marks = config_page_options(config, terminal_shows_marks).marks;
    assert_int_equal(marks.of[MARKS_HARAKAT], harakat);
    assert_int_equal(marks.of[MARKS_NIQQUD], niqqud);
    assert_int_equal(marks.of[MARKS_RECITING], reciting);
}

static void marks_sets_all_classes_and_a_later_line_one_of_them(void **state)
{
    (void)state;
    struct config config = { 0 };
    assert_set(&config, "marks", "dim");
    assert_marks(&config, false, MARKS_DIM, MARKS_DIM, MARKS_DIM);
    assert_set(&config, "niqqud", "hide");
    assert_set(&config, "reciting-marks", "show");
    assert_marks(&config, false, MARKS_DIM, MARKS_HIDE, MARKS_SHOW);
    assert_set(&config, "harakat", "hide");
    assert_marks(&config, true, MARKS_HIDE, MARKS_HIDE, MARKS_SHOW);
    assert_set(&config, "marks", "show");
    assert_marks(&config, false, MARKS_SHOW, MARKS_SHOW, MARKS_SHOW);
}

static void notify_is_a_choice_or_a_program(void **state)
{
    (void)state;
    struct config config = { 0 };
    assert_int_equal(config.notify.choice, NOTIFY_AUTO);
    assert_set(&config, "notify", "osc777");
    assert_int_equal(config.notify.choice, NOTIFY_OSC777);
    assert_set(&config, "notify", "notify-send --app-name=khabar");
    assert_int_equal(config.notify.choice, NOTIFY_COMMAND);
    assert_true(slice_equal_string(config.notify.command, "notify-send --app-name=khabar"));
    assert_set(&config, "notify", "off");
    assert_int_equal(config.notify.choice, NOTIFY_OFF);
}

static void marks_are_left_to_the_terminal_where_nothing_is_said(void **state)
{
    (void)state;
    struct config config = { 0 };
    assert_marks(&config, true, MARKS_SHOW, MARKS_SHOW, MARKS_SHOW);
    assert_marks(&config, false, MARKS_HIDE, MARKS_HIDE, MARKS_HIDE);
    assert_set(&config, "harakat", "show");
    assert_marks(&config, false, MARKS_SHOW, MARKS_HIDE, MARKS_HIDE);
}

static void a_wrong_value_is_answered_with_what_is_allowed(void **state)
{
    (void)state;
    assert_refused("marks", "some", "marks is auto, show, dim or hide, not \"some\"");
    assert_refused("digits", "", "digits is as-written, native or ascii, not \"\"");
    assert_refused("justify", "spaces kashida", "justify is no, spaces or kashida, not \"spaces kashida\"");
    assert_refused("breaking", "Greedy", "breaking is greedy or balanced, not \"Greedy\"");
    assert_refused("measure", "1001", "measure is a number from 0 to 1000, not \"1001\"");
    assert_refused("measure", "", "measure is a number from 0 to 1000, not \"\"");
    assert_refused("measure", "-1", "measure is a number from 0 to 1000, not \"-1\"");
    assert_refused("refresh-minutes", "99999999999999999999",
                   "refresh-minutes is a number from 0 to 100000, not \"99999999999999999999\"");
    assert_refused("theme", "", "theme needs a name");
    assert_refused("notify", "", "notify is auto, off, bell, osc9, osc99 or osc777, or a program and its arguments, not \"\"");
    assert_refused("notify", "osc8", "notify is auto, off, bell, osc9, osc99 or osc777, or a program and its arguments, not \"osc8\"");
    assert_refused("notify", "notify-send \"khabar", "notify: the \" that opens is not closed; add the other, or write \\\"");
    assert_refused("digit", "native", "unknown setting \"digit\" (did you mean \"digits\"?)");
}

static char path[64];

/* The result is what config_load says; the strings are gone with `arena`. */
static bool load(const char *text, struct arena *arena, struct config *config, struct error *error)
{
    snprintf(path, sizeof path, "/tmp/khabar-config-XXXXXX");
    int descriptor = mkstemp(path);
    assert_int_equal(write(descriptor, text, strlen(text)), strlen(text));
    close(descriptor);
    bool sound = config_load(path, arena, config, error);
    unlink(path);
    return sound;
}

static void assert_complaint(const char *text, const char *complaint)
{
    char with_path[256];
    struct arena arena = { 0 };
    struct config config;
    struct error error = { 0 };
    assert_false(load(text, &arena, &config, &error));
    snprintf(with_path, sizeof with_path, "%s:%s", path, complaint);
    assert_string_equal(error.text, with_path);
    arena_finish(&arena);
}

/* The first complaint names its line; lines behind it still count. */
static void a_wrong_line_of_the_file_leaves_the_others_standing(void **state)
{
    (void)state;
    static const char text[] = "justify = kashida\nmarks = often\nmeasure = 60\nmeasure = wide\n";
    struct arena arena = { 0 };
    struct config config;
    struct error error = { 0 };
    assert_false(load(text, &arena, &config, &error));
    assert_int_equal(config.page.justification, JUSTIFY_KASHIDA);
    assert_int_equal(config.page.measure, 60);
    arena_finish(&arena);
    assert_complaint(text, "2: marks is auto, show, dim or hide, not \"often\"");
}

static const char with_sections[] = "\xEF\xBB\xBF# mine\r\n"
                                    "marks = dim\r\n"
                                    "measure = 50\r\n"
                                    "[terminal xterm]\r\n"
                                    "marks = hide\r\n"
                                    "measure = 60\r\n"
                                    "[keys]\r\n"
                                    "Q = quit\r\n"
                                    "[ terminal  tmux in Konsole ]\r\n"
                                    "digits = native\r\n"
                                    "[terminal XTERM]\r\n"
                                    "measure = 61\r\n";

static void a_terminals_section_holds_in_that_terminal_alone(void **state)
{
    (void)state;
    struct arena arena = { 0 };
    struct config config;
    struct error error = { 0 };
    assert_true(load(with_sections, &arena, &config, &error));
    assert_int_equal(config.page.measure, 50);
    assert_marks(&config, true, MARKS_DIM, MARKS_DIM, MARKS_DIM);
    config_enter_terminal(&config, SLICE("Konsole"));
    assert_int_equal(config.page.digits, DIGITS_AS_WRITTEN);
    assert_int_equal(config.page.measure, 50);
    config_enter_terminal(&config, SLICE("xterm"));
    assert_int_equal(config.page.measure, 61);
    assert_marks(&config, true, MARKS_HIDE, MARKS_HIDE, MARKS_HIDE);
    assert_int_equal(config.page.digits, DIGITS_AS_WRITTEN);
    config_enter_terminal(&config, SLICE("tmux in Konsole"));
    assert_int_equal(config.page.digits, DIGITS_NATIVE);
    arena_finish(&arena);
}

static void an_option_goes_before_a_section_and_that_before_the_top(void **state)
{
    (void)state;
    struct arena arena = { 0 };
    struct config config;
    struct error error = { 0 };
    assert_true(load(with_sections, &arena, &config, &error));
    assert_true(config_set_option(&config, SLICE("measure"), SLICE("70"), &error));
    assert_true(config_set_option(&config, SLICE("harakat"), SLICE("show"), &error));
    config_enter_terminal(&config, SLICE("xterm"));
    assert_int_equal(config.page.measure, 70);
    assert_marks(&config, true, MARKS_SHOW, MARKS_HIDE, MARKS_HIDE);
    assert_int_equal(config_find_line(&config, SLICE("xterm"), SLICE("measure"))->number, 0);
    assert_int_equal(config_find_line(&config, SLICE("xterm"), SLICE("marks"))->number, 5);
    assert_int_equal(config_find_line(&config, SLICE("VTE"), SLICE("marks"))->number, 2);
    assert_null(config_find_line(&config, SLICE("VTE"), SLICE("digits")));
    /* One class by its own name or with the others. */
    assert_int_equal(config_find_line(&config, SLICE("xterm"), SLICE("harakat"))->number, 0);
    assert_int_equal(config_find_line(&config, SLICE("xterm"), SLICE("niqqud"))->number, 5);
    arena_finish(&arena);
}

static void a_highlight_is_all_before_the_last_equals_sign(void **state)
{
    (void)state;
    struct arena arena = { 0 };
    struct config config;
    struct error error = { 0 };
    assert_true(load("[highlight]\ntitle:\"a=b\" = #ffcc00 bold\n# no rule\ntag:work = accent\n", &arena, &config, &error));
    assert_int_equal(config.highlight_count, 2);
    assert_true(slice_equal_string(config.highlights[0].query, "title:\"a=b\""));
    assert_true(slice_equal_string(config.highlights[0].look, "#ffcc00 bold"));
    assert_int_equal(config.highlights[1].line, 4);
    arena_finish(&arena);
    assert_complaint("[highlight]\ntag:work =\n", "2: no role and no colour after \"tag:work =\"");
    assert_complaint("[highlight]\ntag:work\n",
                     "2: \"tag:work\" is neither \"name = value\", a [section] nor a # comment");
}

static void a_wrong_line_of_a_section_is_told_whichever_terminal_this_is(void **state)
{
    (void)state;
    assert_complaint("[terminal foot]\nmarks = some\n", "2: marks is auto, show, dim or hide, not \"some\"");
    assert_complaint("[terminal foot]\nmark = hide\n", "2: unknown setting \"mark\" (did you mean \"marks\"?)");
    assert_complaint("[terminal]\n", "1: unknown section \"[terminal]\"; there are [keys], [keys VIEW], [open], [commands], [highlight] and [terminal NAME]");
    assert_complaint("[terminalfoot]\n", "1: unknown section \"[terminalfoot]\"; there are [keys], [keys VIEW], [open], [commands], [highlight] and [terminal NAME]");
    assert_complaint("[terminal foot\n", "1: unknown section \"[terminal foot\"; there are [keys], [keys VIEW], [open], [commands], [highlight] and [terminal NAME]");
    assert_complaint("[\n", "1: unknown section \"[\"; there are [keys], [keys VIEW], [open], [commands], [highlight] and [terminal NAME]");
    assert_complaint("[keys reader]\n",
                     "1: no view is called \"reader\"; there are sources, headlines, article, help, select, copy, links");
    assert_complaint("[keys]\nX =\n", "2: no command after \"X =\"; none takes a key's meaning away");
    assert_complaint("yes\n", "1: \"yes\" is neither \"name = value\", a [section] nor a # comment");
}

static void a_line_of_keys_names_the_keys_then_the_commands(void **state)
{
    (void)state;
    struct arena arena = { 0 };
    struct config config;
    struct error error = { 0 };
    static const struct {
        const char *keys, *commands;
        enum view view;
    } wanted[] = { { "g u", "show-unread", VIEW_COUNT }, { "=", "down", VIEW_COUNT },  { "g =", "up", VIEW_COUNT },
                   { "[", "back", VIEW_COUNT },          { ";", "none", VIEW_COUNT },  { "Hash", "quit", VIEW_COUNT },
                   { "X", "next-unread ; star", VIEW_READER } };
    assert_true(load("[keys]\n# n = none\ng u = show-unread\n= = down\ng = = up\n[ = back\n; = none\nHash=quit\n"
                     "[keys article]\nX = next-unread ; star\n", &arena, &config, &error));
    assert_int_equal(config.binding_count, sizeof wanted / sizeof *wanted);
    for (size_t i = 0; i < config.binding_count; i++) {
        assert_true(slice_equal_string(config.bindings[i].keys, wanted[i].keys));
        assert_true(slice_equal_string(config.bindings[i].commands, wanted[i].commands));
        assert_int_equal(config.bindings[i].view, wanted[i].view);
    }
    arena_finish(&arena);
}

static void without_a_file_rows_are_72_columns_ragged_and_as_written(void **state)
{
    (void)state;
    struct arena arena = { 0 };
    struct config config;
    struct error error = { 0 };
    assert_true(config_load("/no/such/config", &arena, &config, &error));
    struct page_options options = config_page_options(&config, true);
    assert_int_equal(options.measure, 72);
    assert_int_equal(options.justification, JUSTIFY_NOT);
    assert_int_equal(options.breaking, BREAK_GREEDY);
    assert_int_equal(options.digits, DIGITS_AS_WRITTEN);
    assert_int_equal(options.spacing, SPACING_NONE);
    assert_int_equal(config.titles, ALIGN_OWN_EDGE);
    arena_finish(&arena);
}

static void a_program_of_a_setting_is_looked_at_at_once(void **state)
{
    (void)state;
    struct config config = { 0 };
    assert_set(&config, "print-command", "background lp -t {title}");
    assert_true(slice_equal_string(config.print_command, "background lp -t {title}"));
    assert_set(&config, "mail-format", "html");
    assert_int_equal(config.mail_format, EXPORT_HTML);
    assert_refused("mail-command", "mutt {adress}",
                   "mail-command: there is no {adress}; there are {url}, {title}, {source} and {author}");
    assert_refused("mail-command", "background", "mail-command: names no program; write its name and its arguments");
    assert_refused("print-command", "", "print-command needs a name");
    assert_refused("pipe-format", "pdf", "pipe-format is html, markdown or text, not \"pdf\"");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_word_is_the_value_that_layout_knows),
        cmocka_unit_test(each_order_is_known_by_its_name),
        cmocka_unit_test(one_or_two_calendars_are_chosen),
        cmocka_unit_test(marks_sets_all_classes_and_a_later_line_one_of_them),
        cmocka_unit_test(notify_is_a_choice_or_a_program),
        cmocka_unit_test(marks_are_left_to_the_terminal_where_nothing_is_said),
        cmocka_unit_test(a_wrong_value_is_answered_with_what_is_allowed),
        cmocka_unit_test(a_wrong_line_of_the_file_leaves_the_others_standing),
        cmocka_unit_test(a_terminals_section_holds_in_that_terminal_alone),
        cmocka_unit_test(an_option_goes_before_a_section_and_that_before_the_top),
        cmocka_unit_test(a_wrong_line_of_a_section_is_told_whichever_terminal_this_is),
        cmocka_unit_test(a_highlight_is_all_before_the_last_equals_sign),
        cmocka_unit_test(a_line_of_keys_names_the_keys_then_the_commands),
        cmocka_unit_test(a_program_of_a_setting_is_looked_at_at_once),
        cmocka_unit_test(without_a_file_rows_are_72_columns_ragged_and_as_written),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
