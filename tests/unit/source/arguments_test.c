#include "source/arguments.h"

#include "../cmocka.h"

#include <stdlib.h>
#include <string.h>

static void assert_words(const char *line, size_t count, const char *const *words)
{
    struct arena arena = { 0 };
    struct texts arguments;
    struct error error = { 0 };
    if (!arguments_parse(slice_of(line), &arena, &arguments, &error))
        fail_msg("%s: %s", line, error.text);
    assert_int_equal(arguments.count, count);
    for (size_t i = 0; i < count; i++)
        if (!slice_equal_string(arguments.items[i], words[i]))
            fail_msg("%s: \"%.*s\" is not \"%s\"", line, SLICE_ARGUMENT(arguments.items[i]), words[i]);
    char **vector = arguments_vector(&arguments, &arena);
    assert_null(vector[count]);
    assert_string_equal(vector[0], words[0]);
    arena_finish(&arena);
}
#define ASSERT_WORDS(line, ...) \
    assert_words(line, sizeof((const char *const[]){ __VA_ARGS__ }) / sizeof(char *), (const char *const[]){ __VA_ARGS__ })

static void assert_refused(const char *line, const char *words)
{
    struct arena arena = { 0 };
    struct texts arguments;
    struct error error = { 0 };
    assert_false(arguments_parse(slice_of(line), &arena, &arguments, &error));
    if (!strstr(error.text, words))
        fail_msg("%s: \"%s\" without \"%s\"", line, error.text, words);
    arena_finish(&arena);
}

static void words_are_divided_by_blanks_outside_of_quotes(void **state)
{
    (void)state;
    ASSERT_WORDS("prog", "prog");
    ASSERT_WORDS("  prog \t a  b ", "prog", "a", "b");
    ASSERT_WORDS("prog 'a b' \"c d\" e\\ f", "prog", "a b", "c d", "e f");
    ASSERT_WORDS("prog a'b'\"c\"d", "prog", "abcd");
    ASSERT_WORDS("prog '' \"\"", "prog", "", "");
    ASSERT_WORDS("prog 'a\\b' \"a\\\"b\\\\c\\d\" \\'", "prog", "a\\b", "a\"b\\c\\d", "'");
    ASSERT_WORDS("برنامج 'كلمة أخرى'", "برنامج", "كلمة أخرى");
}

static void what_a_shell_would_act_on_is_text(void **state)
{
    (void)state;
    ASSERT_WORDS("prog ; rm -rf $HOME | x > y `z` $(w) * ~user #c", "prog", ";", "rm", "-rf", "$HOME", "|", "x", ">", "y",
                 "`z`", "$(w)", "*", "~user", "#c");
}

static void the_home_folder_is_known(void **state)
{
    (void)state;
    setenv("HOME", "/home/me", 1);
    ASSERT_WORDS("~/bin/x ~/y '~/z' a~/b", "/home/me/bin/x", "/home/me/y", "~/z", "a~/b");
}

static void a_line_that_cannot_be_meant_is_refused(void **state)
{
    (void)state;
    assert_refused("", "names no program");
    assert_refused("''", "names no program");
    assert_refused("prog 'a", "the ' that opens is not closed");
    assert_refused("prog \"a\\\"", "the \" that opens is not closed");
    char many[400] = "";
    for (int i = 0; i < 65; i++)
        strcat(many, "a ");
    assert_refused(many, "more than 64 arguments");
    char *long_word = malloc(5000);
    memset(long_word, 'x', 4999);
    long_word[4999] = '\0';
    assert_refused(long_word, "longer than 4096 bytes");
    free(long_word);
}

static void a_path_is_absolute_or_at_home(void **state)
{
    (void)state;
    struct arena arena = { 0 };
    struct slice path;
    setenv("HOME", "/home/me", 1);
    assert_true(path_expand(SLICE("~/a b/"), &arena, &path, NULL));
    assert_true(slice_equal_string(path, "/home/me/a b"));
    assert_true(path_expand(SLICE("/"), &arena, &path, NULL));
    assert_true(slice_equal_string(path, "/"));
    assert_false(path_expand(SLICE("a/b"), &arena, &path, NULL));
    assert_false(path_expand(SLICE("~other/b"), &arena, &path, NULL));
    arena_finish(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_are_divided_by_blanks_outside_of_quotes),
        cmocka_unit_test(what_a_shell_would_act_on_is_text),
        cmocka_unit_test(the_home_folder_is_known),
        cmocka_unit_test(a_line_that_cannot_be_meant_is_refused),
        cmocka_unit_test(a_path_is_absolute_or_at_home),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
