/* khabar commands: the table of what keys and the command line can do, for scripts and completions. */
#include "app/commands.h"
#include "app/json.h"

#include "base/catalogue.h"
#include "ui/command.h"

#include <stdio.h>

static json_t *words_json(struct slice words)
{
    json_t *array = json_array();
    while (words.length > 0) {
        size_t end = slice_find(words, SLICE(" "));
        json_array_append_new(array, json_text(slice_part(words, 0, end)));
        words = slice_part(words, end + 1, words.length);
    }
    return array;
}

static json_t *views_json(enum command command)
{
    json_t *array = json_array();
    for (enum view view = 0; view < VIEW_COUNT; view++)
        if (command_works_in(command, view))
            json_array_append_new(array, json_string(view_name(view)));
    return array;
}

static json_t *command_json(enum command command)
{
    const struct command_row *row = command_row_of(command);
    return json_pack("{s:s, s:s, s:o, s:o, s:s, s:s}", "name", row->name, "argument", row->argument, "keys",
                     words_json(slice_of(row->keys)), "views", views_json(command), "group",
                     command_group_name(row->group), "help", row->help);
}

static int print_json(void)
{
    json_t *array = json_array();
    for (enum command command = COMMAND_NONE + 1; command < COMMAND_COUNT; command++)
        json_array_append_new(array, command_json(command));
    return json_print(array) ? 0 : 1;
}

int command_commands(struct app *app, const struct command_line *line)
{
    (void)app;
    if (line->json)
        return print_json();
    for (enum command command = COMMAND_NONE + 1; command < COMMAND_COUNT; command++) {
        const struct command_row *row = command_row_of(command);
        printf("%s%s%s\t%s\t%s\n", row->name, row->argument[0] ? " " : "", row->argument, row->keys, _(row->help));
    }
    return 0;
}
