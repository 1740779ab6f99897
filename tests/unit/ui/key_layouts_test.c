#include "../cmocka.h"

#include "base/utf8.h"
#include "ui/command.h"
#include "ui/key_layouts.h"
#include "ui/key_layouts_table.h"

#include <stdio.h>
#include <string.h>

static void each_layout_has_the_name_by_which_the_config_calls_it(void **state)
{
    (void)state;
    char words[512] = "auto off";
    for (size_t i = 0; i < KEY_LAYOUT_COUNT; i++) {
        strcat(words, " ");
        strcat(words, layouts[i].name);
    }
    assert_string_equal(words, KEY_LAYOUT_WORDS);
}

static void each_letter_of_each_layout_is_the_latin_key_in_its_place(void **state)
{
    (void)state;
    for (int i = 0; i < KEY_LAYOUT_COUNT; i++) {
        struct key_layouts named = { .choice = KEY_LAYOUT_FIRST + i };
        assert_true(layouts[i].count >= 27);
        for (size_t j = 0; j < layouts[i].count; j++)
            assert_int_equal(key_in_latin_place(&named, (struct key){ layouts[i].places[j].letter }).code,
                             layouts[i].places[j].latin);
    }
}

static bool is_reachable(const struct layout *layout, char latin)
{
    if (strchr(layout->ascii, latin) || (latin >= '0' && latin <= '9')) /* digits are typed in some script on each */
        return true;
    for (size_t i = 0; i < layout->count; i++)
        if (layout->places[i].latin == latin)
            return true;
    return false;
}

/* Whose place types other ASCII, or nothing: there these commands wait for the Latin layout or a key that the user binds. */
static const struct {
    const char *layout, *keys;
} unreachable[] = {
    { "arabic", "CDFLMUV" },
    { "arabic-azerty", "*?CDFLMUVW|@" },
    { "arabic-mac", "GKLOPX" },
    { "persian", "OP" },
    { "urdu", "B" },
    { "hebrew", "qw" },
    { "hebrew-si1452", "DFLOSWqw" },
    { "kurdish", "EMW" },
    { "kurdish-iran", "EMW" },
    { "pashto", "}>|" },
    { "serbian", "<>z@" },
    { "macedonian", "<>" },
    { "russian", "$|@" },
    { "ukrainian", "$/@" },
    { "bulgarian", "*]q@" },
    { "belarusian", "$]}|@" },
    { "kazakh", "|" },
};

static bool is_named(const char *layout, char latin)
{
    for (size_t i = 0; i < sizeof unreachable / sizeof *unreachable; i++)
        if (strcmp(unreachable[i].layout, layout) == 0)
            return strchr(unreachable[i].keys, latin) != NULL;
    return false;
}

static void each_key_of_a_command_is_reachable_on_each_layout_or_named_here(void **state)
{
    (void)state;
    int wrong = 0;
    for (int i = 0; i < KEY_LAYOUT_COUNT; i++)
        for (enum command command = COMMAND_NONE + 1; command < COMMAND_COUNT; command++) {
            char keys[64], *rest = keys;
            snprintf(keys, sizeof keys, "%s", command_row_of(command)->keys);
            for (char *name; (name = strsep(&rest, " "));)
                if (strlen(name) == 1 && is_reachable(&layouts[i], name[0]) == is_named(layouts[i].name, name[0])) {
                    printf("# %s: %s is %s\n", layouts[i].name, name, is_named(layouts[i].name, name[0]) ? "reachable" : "not");
                    wrong++;
                }
        }
    assert_int_equal(wrong, 0);
}

static uint32_t latin_of(const struct key_layouts *known, const char *letter)
{
    size_t offset = 0;
    return key_in_latin_place(known, (struct key){ utf8_next(slice_of(letter), &offset) }).code;
}

static void type(struct key_layouts *known, const char *text)
{
    for (size_t offset = 0; offset < strlen(text);)
        key_layouts_note(known, (struct key){ utf8_next(slice_of(text), &offset) });
}

static void letters_of_any_layout_are_known_when_nothing_else_is(void **state)
{
    (void)state;
    struct key_layouts known = { 0 };
    static const char *const pairs[][2] = { { "ت", "j" }, { "ن", "k" }, { "ח", "j" }, { "؟", "?" }, { "ي", "d" },
                                            { "ی", "d" }, { "ק", "e" }, { "о", "j" }, { "л", "k" }, { "й", "q" },
                                            { "ж", ";" }, { "۷", "7" }, { "٣", "3" }, { "ﻻ", "b" } };
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        assert_int_equal(latin_of(&known, pairs[i][0]), pairs[i][1][0]);
}

static void ascii_is_itself_on_every_layout(void **state)
{
    (void)state;
    for (int choice = 0; choice < KEY_LAYOUT_FIRST + KEY_LAYOUT_COUNT; choice++)
        for (uint32_t code = 0; code < 0x80; code++)
            assert_int_equal(key_in_latin_place(&(struct key_layouts){ .choice = choice }, (struct key){ code }).code, code);
}

static void a_letter_in_two_places_is_where_those_typed_lately_say(void **state)
{
    (void)state;
    struct key_layouts known = { 0 };
    assert_int_equal(latin_of(&known, "د"), ']');
    type(&known, "پ");
    assert_int_equal(latin_of(&known, "د"), 'n');
    type(&known, "كيكيكيكي");
    assert_int_equal(latin_of(&known, "د"), ']');
    type(&known, "یہ ہے کہے");
    assert_int_equal(latin_of(&known, "د"), 'd');
    type(&known, "Latin, 123");
    assert_int_equal(latin_of(&known, "د"), 'd');
}

static void a_letter_in_two_places_is_where_the_locale_says_before_any_was_typed(void **state)
{
    (void)state;
    struct key_layouts known = { .language = SLICE("fa") };
    assert_int_equal(latin_of(&known, "د"), 'n');
    known.language = SLICE("ur");
    assert_int_equal(latin_of(&known, "د"), 'd');
    known.language = SLICE("f");
    assert_int_equal(latin_of(&known, "د"), ']');
}

static void a_named_layout_goes_before_all_signs(void **state)
{
    (void)state;
    struct key_layouts known = { .choice = KEY_LAYOUT_FIRST + 1, .language = SLICE("fa") };
    assert_string_equal(layouts[1].name, "arabic-azerty");
    type(&known, "پچ");
    assert_int_equal(latin_of(&known, "ض"), 'a');
    assert_int_equal(latin_of(&known, "ش"), 'q');
    assert_int_equal(latin_of(&known, "ח"), 0x05D7);
}

static void turned_off_a_letter_is_itself(void **state)
{
    (void)state;
    struct key_layouts known = { .choice = KEY_LAYOUT_OFF };
    assert_int_equal(latin_of(&known, "ت"), 0x062A);
    assert_int_equal(latin_of(&known, "٣"), 0x0663);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_layout_has_the_name_by_which_the_config_calls_it),
        cmocka_unit_test(each_letter_of_each_layout_is_the_latin_key_in_its_place),
        cmocka_unit_test(each_key_of_a_command_is_reachable_on_each_layout_or_named_here),
        cmocka_unit_test(letters_of_any_layout_are_known_when_nothing_else_is),
        cmocka_unit_test(ascii_is_itself_on_every_layout),
        cmocka_unit_test(a_letter_in_two_places_is_where_those_typed_lately_say),
        cmocka_unit_test(a_letter_in_two_places_is_where_the_locale_says_before_any_was_typed),
        cmocka_unit_test(a_named_layout_goes_before_all_signs),
        cmocka_unit_test(turned_off_a_letter_is_itself),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
