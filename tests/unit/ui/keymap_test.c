#include "../cmocka.h"

#include "ui/keymap.h"

#include <string.h>

static struct key key(const char *name)
{
    struct key parsed = { KEY_CODE_NONE };
    if (!key_parse(slice_of(name), &parsed))
        fail_msg("no key is called %s", name);
    return parsed;
}

static bool bind_in(struct keymap *keymap, enum view view, int number, const char *keys, const char *commands,
                    struct error *error)
{
    struct keymap_line line = { slice_of(keys), slice_of(commands), view, number };
    *error = (struct error){ 0 };
    return keymap_bind(keymap, &line, error);
}

static bool bind(struct keymap *keymap, const char *keys, const char *commands, struct error *error)
{
    return bind_in(keymap, VIEW_COUNT, 1, keys, commands, error);
}

/* "gu": each byte is a key. */
static enum keymap_answer press(const struct keymap *keymap, enum view view, const char *keys, struct keymap_action *action)
{
    struct key_sequence pressed = { 0 };
    for (; *keys; keys++)
        pressed.keys[pressed.count++] = (struct key){ (unsigned char)*keys };
    return keymap_find(keymap, view, &pressed, action);
}

static void a_key_has_one_name_that_reads_back(void **state)
{
    (void)state;
    const char *const names[] = { "j", "é", "ت", "Space", "Enter", "Escape", "PageDown", "Ctrl-L", "Ctrl-_", "Ctrl-Left", "Alt-b", "Alt-B", "Alt-ت",
                                  "Alt-Backspace", "F1", "F12", "/" };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        char name[KEY_NAME_BYTES];
        key_to_name(key(names[i]), name);
        assert_string_equal(name, names[i]);
    }
    assert_int_equal(key("pgdn").code, KEY_CODE_PAGE_DOWN);
    assert_int_equal(key("^l").code, 'L' - '@');
    assert_int_equal(key("Ctrl-M").code, KEY_CODE_ENTER);
    assert_int_equal(key("G").code, 'G');
}

static void what_is_no_key_has_no_name(void **state)
{
    (void)state;
    struct key parsed;
    const char *const names[] = { "", "jj", "Ctrl-", "Ctrl-1", "F13", "Alt-", "Alt-Alt-b", "Alt-F13", " ", "\033", "\xff", "\xC2\x85" };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        assert_false(key_parse(slice_of(names[i]), &parsed));
}

static void no_default_key_is_given_twice_in_a_view(void **state)
{
    (void)state;
    struct keymap *keymap = keymap_create();
    for (enum command command = COMMAND_NONE + 1; command < COMMAND_COUNT; command++) {
        const struct command_row *row = command_row_of(command);
        char keys[64], *rest = keys;
        assert_true(strlen(row->keys) < sizeof keys);
        strcpy(keys, row->keys);
        for (char *name; *keys && (name = strsep(&rest, " "));)
            for (enum view view = 0; view < VIEW_COUNT; view++)
                if (row->views & (1u << view))
                    assert_int_equal(keymap_lookup(keymap, view, key(name)), command);
    }
    keymap_destroy(keymap);
}

static void a_key_does_what_its_view_says(void **state)
{
    (void)state;
    struct keymap *keymap = keymap_create();
    assert_int_equal(keymap_lookup(keymap, VIEW_HEADLINES, key("Space")), COMMAND_OPEN);
    assert_int_equal(keymap_lookup(keymap, VIEW_READER, key("Space")), COMMAND_READ_ON);
    assert_int_equal(keymap_lookup(keymap, VIEW_HEADLINES, key("e")), COMMAND_NONE);
    assert_int_equal(keymap_lookup(keymap, VIEW_READER, key("5")), COMMAND_NONE);
    /* They are seen in the list, too. */
    assert_int_equal(keymap_lookup(keymap, VIEW_HEADLINES, key("v")), COMMAND_TOGGLE_MARKS);
    assert_int_equal(keymap_lookup(keymap, VIEW_HEADLINES, key("d")), COMMAND_DIGITS);
    keymap_destroy(keymap);
}

static void the_users_binding_takes_the_place_of_ours(void **state)
{
    (void)state;
    struct keymap *keymap = keymap_create();
    struct error error = { 0 };
    struct buffer keys = buffer_create(100);
    assert_true(bind(keymap, "x", "quit", &error));
    assert_true(bind(keymap, "j", "none", &error));
    assert_int_equal(keymap_lookup(keymap, VIEW_READER, key("x")), COMMAND_QUIT);
    assert_int_equal(keymap_lookup(keymap, VIEW_READER, key("j")), COMMAND_NONE);
    assert_true(keymap_keys_of(keymap, VIEW_READER, COMMAND_DOWN, &keys));
    assert_true(slice_equal_string(buffer_slice(&keys), "Down"));
    buffer_clear(&keys);
    assert_true(keymap_keys_of(keymap, VIEW_READER, COMMAND_QUIT, &keys));
    assert_true(slice_equal_string(buffer_slice(&keys), "q Ctrl-C x"));
    buffer_finish(&keys);
    keymap_destroy(keymap);
}

static void a_hint_names_the_first_key_that_does_it_now(void **state)
{
    (void)state;
    struct keymap *keymap = keymap_create();
    struct error error = { 0 };
    char name[KEY_NAME_BYTES];
    assert_true(keymap_first_key_of(keymap, VIEW_READER, COMMAND_QUIT, name));
    assert_string_equal(name, "q");
    assert_true(bind(keymap, "q", "none", &error));
    assert_true(keymap_first_key_of(keymap, VIEW_READER, COMMAND_QUIT, name));
    assert_string_equal(name, "Ctrl-C");
    assert_true(bind(keymap, "n", "down", &error));
    assert_false(keymap_first_key_of(keymap, VIEW_READER, COMMAND_NEXT_ARTICLE, name));
    keymap_destroy(keymap);
}

static void mirrored_what_leads_further_in_is_at_the_left(void **state)
{
    (void)state;
    struct keymap *keymap = keymap_create();
    struct error error;
    char name[KEY_NAME_BYTES];
    keymap_mirror(keymap, true);
    assert_int_equal(keymap_lookup(keymap, VIEW_HEADLINES, key("Left")), COMMAND_OPEN);
    assert_int_equal(keymap_lookup(keymap, VIEW_HEADLINES, key("h")), COMMAND_OPEN);
    assert_int_equal(keymap_lookup(keymap, VIEW_READER, key("Right")), COMMAND_BACK);
    assert_int_equal(keymap_lookup(keymap, VIEW_READER, key("l")), COMMAND_BACK);
    assert_int_equal(keymap_lookup(keymap, VIEW_READER, key("Escape")), COMMAND_BACK);
    /* What is about the screen's own sides, or the user's, stays. */
    assert_int_equal(keymap_lookup(keymap, VIEW_SELECT, key("h")), COMMAND_SELECT_LEFT);
    assert_int_equal(keymap_lookup(keymap, VIEW_COPY, key("l")), COMMAND_COPY_LINK);
    assert_true(bind(keymap, "h", "help", &error));
    assert_int_equal(keymap_lookup(keymap, VIEW_READER, key("h")), COMMAND_HELP);
    assert_true(bind(keymap, "Escape", "none", &error));
    assert_true(keymap_first_key_of(keymap, VIEW_READER, COMMAND_BACK, name));
    assert_string_equal(name, "Right");
    keymap_mirror(keymap, false);
    assert_int_equal(keymap_lookup(keymap, VIEW_READER, key("Left")), COMMAND_BACK);
    keymap_destroy(keymap);
}

static void keys_one_after_the_other_do_a_command(void **state)
{
    (void)state;
    struct keymap *keymap = keymap_create();
    struct error error;
    struct keymap_action action;
    struct buffer keys = buffer_create(100);
    assert_true(bind(keymap, "g g", "start", &error));
    assert_true(bind(keymap, "g u", "show-unread", &error));
    assert_int_equal(press(keymap, VIEW_HEADLINES, "g", &action), KEYMAP_BEGINS);
    assert_int_equal(press(keymap, VIEW_HEADLINES, "gu", &action), KEYMAP_ACTION);
    assert_int_equal(action.calls[0].command, COMMAND_SHOW_UNREAD);
    assert_int_equal(press(keymap, VIEW_HEADLINES, "gx", &action), KEYMAP_NOTHING);
    assert_int_equal(press(keymap, VIEW_READER, "gu", &action), KEYMAP_NOTHING);
    assert_true(keymap_keys_of(keymap, VIEW_HEADLINES, COMMAND_START, &keys));
    assert_string_equal(keys.bytes, "Home, g g");
    /* Where only other keys were bound, ours is what it was. */
    assert_int_equal(keymap_lookup(keymap, VIEW_SELECT, key("g")), COMMAND_SELECT_START);
    buffer_finish(&keys);
    keymap_destroy(keymap);
}

static void a_sequence_is_the_same_on_another_layout(void **state)
{
    (void)state;
    struct keymap *keymap = keymap_create();
    struct error error;
    struct keymap_action action;
    struct key_sequence pressed = { .keys = { key("ل"), key("ع") }, .count = 1 };
    assert_true(bind(keymap, "g u", "show-unread", &error));
    assert_int_equal(keymap_find(keymap, VIEW_HEADLINES, &pressed, &action), KEYMAP_BEGINS);
    pressed.count = 2;
    assert_int_equal(keymap_find(keymap, VIEW_HEADLINES, &pressed, &action), KEYMAP_ACTION);
    keymap_destroy(keymap);
}

static void a_line_that_another_is_in_the_way_of_is_refused(void **state)
{
    (void)state;
    struct keymap *keymap = keymap_create();
    struct error error;
    struct keymap_action action;
    assert_true(bind_in(keymap, VIEW_COUNT, 3, "g u", "show-unread", &error));
    assert_false(bind_in(keymap, VIEW_COUNT, 4, "g", "end", &error));
    assert_string_equal(error.text, "\"g\" cannot be bound: \"g u\" begins with it, which line 3 binds");
    assert_false(bind_in(keymap, VIEW_COUNT, 5, "g u x", "pick-all", &error));
    assert_string_equal(error.text, "\"g u x\" cannot be bound: it begins with \"g u\", which line 3 binds");
    assert_int_equal(press(keymap, VIEW_HEADLINES, "gu", &action), KEYMAP_ACTION);
    /* The same once more is no quarrel: the last one holds. */
    assert_true(bind_in(keymap, VIEW_COUNT, 6, "g u", "quit", &error));
    assert_int_equal(press(keymap, VIEW_HEADLINES, "gu", &action), KEYMAP_ACTION);
    assert_int_equal(action.calls[0].command, COMMAND_QUIT);
    keymap_destroy(keymap);
}

static void a_line_for_one_view_goes_before_those_for_all(void **state)
{
    (void)state;
    struct keymap *keymap = keymap_create();
    struct error error;
    struct keymap_action action;
    assert_true(bind_in(keymap, VIEW_COUNT, 1, "g u", "undo", &error));
    assert_true(bind_in(keymap, VIEW_READER, 2, "g", "end", &error));
    assert_int_equal(keymap_lookup(keymap, VIEW_READER, key("g")), COMMAND_END);
    assert_int_equal(press(keymap, VIEW_HEADLINES, "gu", &action), KEYMAP_ACTION);
    assert_false(bind_in(keymap, VIEW_SOURCES, 3, "g", "star", &error));
    assert_string_equal(error.text, "star does nothing in the view \"sources\"");
    keymap_destroy(keymap);
}

static void a_macro_is_commands_with_their_numbers_and_arguments(void **state)
{
    (void)state;
    struct keymap *keymap = keymap_create();
    struct error error;
    struct keymap_action action;
    assert_true(bind(keymap, "X", "mark-read-above ; 5 down ; sort title", &error));
    assert_int_equal(press(keymap, VIEW_HEADLINES, "X", &action), KEYMAP_ACTION);
    assert_int_equal(action.count, 3);
    assert_int_equal(action.calls[1].command, COMMAND_DOWN);
    assert_int_equal(action.calls[1].number, 5);
    assert_int_equal(action.calls[2].command, COMMAND_SORT);
    assert_true(slice_equal_string(action.calls[2].argument, "title"));
    assert_false(bind(keymap, "X", "down ; star now", &error));
    assert_string_equal(error.text, "star takes no argument");
    assert_false(bind(keymap, "X", "find", &error));
    assert_string_equal(error.text, "find needs QUERY behind it");
    assert_false(bind(keymap, "a b c d e", "down", &error));
    assert_string_equal(error.text, "at most 4 keys one after the other");
    keymap_destroy(keymap);
}

static void an_unknown_name_is_said_with_the_nearest(void **state)
{
    (void)state;
    struct keymap *keymap = keymap_create();
    struct error error = { 0 };
    assert_false(bind(keymap, "PageDwn", "quit", &error));
    assert_string_equal(error.text, "unknown key \"PageDwn\" (did you mean \"PageDown\"?)");
    assert_false(bind(keymap, "x", "qit", &error));
    assert_string_equal(error.text, "unknown command \"qit\" (did you mean \"quit\"?)");
    assert_false(bind(keymap, "next-unread", "n", &error));
    assert_string_equal(error.text, "\"next-unread\" is a command: the key stands before it, KEY = next-unread");
    assert_false(bind(keymap, "x", "zzzzzzzzz", &error));
    assert_string_equal(error.text, "unknown command \"zzzzzzzzz\"");
    keymap_destroy(keymap);
}

static void a_key_on_another_layout_does_what_the_latin_key_there_does(void **state)
{
    (void)state;
    struct keymap *keymap = keymap_create();
    struct error error = { 0 };
    assert_int_equal(keymap_lookup(keymap, VIEW_READER, key("ت")), COMMAND_DOWN);
    assert_int_equal(keymap_lookup(keymap, VIEW_READER, key("ن")), COMMAND_UP);
    assert_int_equal(keymap_lookup(keymap, VIEW_READER, key("ח")), COMMAND_DOWN);
    assert_int_equal(keymap_lookup(keymap, VIEW_READER, key("؟")), COMMAND_HELP);
    assert_int_equal(keymap_lookup(keymap, VIEW_READER, key("ي")), COMMAND_DIGITS);
    assert_int_equal(keymap_lookup(keymap, VIEW_READER, key("ی")), COMMAND_DIGITS);
    assert_int_equal(keymap_lookup(keymap, VIEW_READER, key("ק")), COMMAND_JUSTIFY);
    assert_int_equal(keymap_lookup(keymap, VIEW_READER, (struct key){ 0xFEF5 }), COMMAND_BREAKING);
    assert_true(bind(keymap, "ت", "quit", &error));
    assert_int_equal(keymap_lookup(keymap, VIEW_READER, key("ت")), COMMAND_QUIT);
    assert_int_equal(keymap_lookup(keymap, VIEW_READER, key("j")), COMMAND_DOWN);
    keymap_destroy(keymap);
}

static void what_terminals_send_for_one_key_is_one_key(void **state)
{
    (void)state;
    assert_int_equal(key_of_code_point('\n').code, KEY_CODE_ENTER);
    assert_int_equal(key_of_code_point('\b').code, KEY_CODE_BACKSPACE);
    assert_int_equal(key_of_code_point(0x9B).code, KEY_CODE_OTHER);
    assert_false(key_is_text(key("Enter")));
    assert_false(key_is_text(key("Up")));
    assert_true(key_is_text(key("ش")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_key_has_one_name_that_reads_back),
        cmocka_unit_test(what_is_no_key_has_no_name),
        cmocka_unit_test(no_default_key_is_given_twice_in_a_view),
        cmocka_unit_test(a_key_does_what_its_view_says),
        cmocka_unit_test(the_users_binding_takes_the_place_of_ours),
        cmocka_unit_test(a_hint_names_the_first_key_that_does_it_now),
        cmocka_unit_test(mirrored_what_leads_further_in_is_at_the_left),
        cmocka_unit_test(keys_one_after_the_other_do_a_command),
        cmocka_unit_test(a_sequence_is_the_same_on_another_layout),
        cmocka_unit_test(a_line_that_another_is_in_the_way_of_is_refused),
        cmocka_unit_test(a_line_for_one_view_goes_before_those_for_all),
        cmocka_unit_test(a_macro_is_commands_with_their_numbers_and_arguments),
        cmocka_unit_test(an_unknown_name_is_said_with_the_nearest),
        cmocka_unit_test(a_key_on_another_layout_does_what_the_latin_key_there_does),
        cmocka_unit_test(what_terminals_send_for_one_key_is_one_key),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
