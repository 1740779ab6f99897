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
        for (char *name; (name = strsep(&rest, " "));)
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
    assert_true(keymap_bind(keymap, SLICE("x"), SLICE("quit"), &error));
    assert_true(keymap_bind(keymap, SLICE("j"), SLICE("none"), &error));
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
    assert_true(keymap_bind(keymap, SLICE("q"), SLICE("none"), &error));
    assert_true(keymap_first_key_of(keymap, VIEW_READER, COMMAND_QUIT, name));
    assert_string_equal(name, "Ctrl-C");
    assert_true(keymap_bind(keymap, SLICE("n"), SLICE("down"), &error));
    assert_false(keymap_first_key_of(keymap, VIEW_READER, COMMAND_NEXT_ARTICLE, name));
    keymap_destroy(keymap);
}

static void mirrored_what_leads_further_in_is_at_the_left(void **state)
{
    (void)state;
    struct keymap *keymap = keymap_create();
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
    assert_true(keymap_bind(keymap, slice_of("h"), slice_of("help"), NULL));
    assert_int_equal(keymap_lookup(keymap, VIEW_READER, key("h")), COMMAND_HELP);
    assert_true(keymap_bind(keymap, slice_of("Escape"), slice_of("none"), NULL));
    assert_true(keymap_first_key_of(keymap, VIEW_READER, COMMAND_BACK, name));
    assert_string_equal(name, "Right");
    keymap_mirror(keymap, false);
    assert_int_equal(keymap_lookup(keymap, VIEW_READER, key("Left")), COMMAND_BACK);
    keymap_destroy(keymap);
}

static void an_unknown_name_is_said_with_the_nearest(void **state)
{
    (void)state;
    struct keymap *keymap = keymap_create();
    struct error error = { 0 };
    assert_false(keymap_bind(keymap, SLICE("PageDwn"), SLICE("quit"), &error));
    assert_string_equal(error.text, "unknown key \"PageDwn\" (did you mean \"PageDown\"?)");
    assert_false(keymap_bind(keymap, SLICE("x"), SLICE("qit"), &error));
    assert_string_equal(error.text, "unknown command \"qit\" (did you mean \"quit\"?)");
    assert_false(keymap_bind(keymap, SLICE("x"), SLICE("zzzzzzzzz"), &error));
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
    assert_true(keymap_bind(keymap, SLICE("ت"), SLICE("quit"), &error));
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
        cmocka_unit_test(an_unknown_name_is_said_with_the_nearest),
        cmocka_unit_test(a_key_on_another_layout_does_what_the_latin_key_there_does),
        cmocka_unit_test(what_terminals_send_for_one_key_is_one_key),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
