#include "../cmocka.h"

#include "base/file.h"
#include "ui/command.h"
#include "ui/role.h"

#include <stdio.h>
#include <string.h>

/* The list between the two comments of the man page is what the program prints of its own table. */
static void the_man_page_lists_each_command_with_its_default_keys(void **state)
{
    (void)state;
    struct buffer manual = buffer_create(1 << 20), list = buffer_create(1 << 20);
    struct error error = { 0 };
    assert_true(file_read("man/khabar.1", &manual, &error));
    assert_true(command_print_mdoc(&list));
    if (!strstr(manual.bytes, list.bytes))
        printf("# in man/khabar.1, between \"commands: begin\" and \"commands: end\", must stand:\n%s", list.bytes);
    assert_non_null(strstr(manual.bytes, list.bytes));
    buffer_finish(&manual);
    buffer_finish(&list);
}

/* A translated page lists the commands of most use, in its own words; the keys are not its to choose. */
static void the_arabic_man_page_has_the_keys_of_the_program(void **state)
{
    (void)state;
    struct buffer manual = buffer_create(1 << 20), list = buffer_create(1 << 20);
    struct error error = { 0 };
    int commands = 0;
    assert_true(file_read("man/ar/khabar.1", &manual, &error));
    assert_true(command_print_mdoc(&list));
    for (const char *item = manual.bytes; (item = strstr(item, "\n.It Ic ")) != NULL; item++, commands++) {
        int length = (int)strcspn(item + 1, "\n") + 2; /* both line ends */
        char line[256];
        assert_in_range(snprintf(line, sizeof line, "%.*s", length, item), 1, sizeof line - 1);
        if (!strstr(list.bytes, line))
            printf("# no command with such keys:%s", line);
        assert_non_null(strstr(list.bytes, line));
    }
    assert_true(commands > 0);
    buffer_finish(&manual);
    buffer_finish(&list);
}

static void the_man_page_lists_each_role_and_the_one_that_it_falls_back_on(void **state)
{
    (void)state;
    struct buffer manual = buffer_create(1 << 20), list = buffer_create(1 << 20);
    struct error error = { 0 };
    assert_true(file_read("man/khabar.1", &manual, &error));
    assert_true(role_print_mdoc(&list));
    if (!strstr(manual.bytes, list.bytes))
        printf("# in man/khabar.1, between \"roles: begin\" and \"roles: end\", must stand:\n%s", list.bytes);
    assert_non_null(strstr(manual.bytes, list.bytes));
    buffer_finish(&manual);
    buffer_finish(&list);
}

static void every_command_has_a_name_and_a_help_and_is_in_a_view(void **state)
{
    (void)state;
    for (int command = COMMAND_NONE + 1; command < COMMAND_COUNT; command++) {
        const struct command_row *row = command_row_of((enum command)command);
        assert_true(row->name[0] && row->help[0] && row->views && row->group < GROUP_COUNT);
        assert_true(row->keys[0] || row->argument[0]); /* what has no key has an argument: it is typed */
        assert_int_equal(command_find(slice_of(row->name)), command);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_man_page_lists_each_command_with_its_default_keys),
        cmocka_unit_test(the_arabic_man_page_has_the_keys_of_the_program),
        cmocka_unit_test(the_man_page_lists_each_role_and_the_one_that_it_falls_back_on),
        cmocka_unit_test(every_command_has_a_name_and_a_help_and_is_in_a_view),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
