#include "app/commanding.h"

#include "app/prompting.h"
#include "app/theming.h"
#include "base/catalogue.h"
#include "ui/field.h"

#include <string.h>

/* ---- asking and running --------------------------------------------------------------------------------------- */

void commanding_ask(struct reading *reading)
{
    prompting_ask(reading, PROMPT_TO_RUN, ":");
    reading->command_error = (struct error){ 0 };
}

void commanding_run(struct reading *reading, struct slice text)
{
    struct error error = { 0 };
    text = slice_trim(text);
    if (text.length == 0)
        return;
    memcpy(reading->command_text, text.bytes, text.length);
    text.bytes = reading->command_text;
    if (command_read_call(text, &reading->command_call, &error)) {
        reading_run_calls(reading, (struct keymap_action){ &reading->command_call, 1 });
    } else {
        reading->prompt_is_open = true;
        reading->command_error = error;
    }
}

/* ---- what can stand there ------------------------------------------------------------------------------------- */

struct candidates {
    struct arena *arena;
    struct slice *items, *notes;
    size_t count, capacity;
    struct slice start; /* of the word that is typed */
};

static struct slice *grow(struct candidates *found, struct slice *old)
{
    struct slice *grown = ARENA_ARRAY(found->arena, struct slice, found->capacity);
    if (found->count > 0)
        memcpy(grown, old, found->count * sizeof *grown);
    return grown;
}

static void add(struct candidates *found, struct slice item, struct slice note)
{
    if (!slice_starts_with(item, found->start))
        return;
    if (found->count == found->capacity) {
        found->capacity = found->capacity ? 2 * found->capacity : 128;
        found->items = grow(found, found->items);
        found->notes = grow(found, found->notes);
    }
    found->items[found->count] = item;
    found->notes[found->count++] = note;
}

/* "QUERY: mark as read all that it finds" */
static struct slice note_of(const struct command_row *row, struct arena *arena)
{
    return row->argument[0] ? arena_format(arena, "%s: %s", row->argument, _(row->help)) : slice_of(_(row->help));
}

static void add_commands(const struct reading *reading, struct candidates *found)
{
    for (enum command command = COMMAND_NONE + 1; command < COMMAND_COUNT; command++) {
        const struct command_row *row = command_row_of(command);
        if (command != COMMAND_COMMAND && command_can_run(command, reading_view(reading)))
            add(found, slice_of(row->name), note_of(row, found->arena));
    }
}

static void add_themes(const struct reading *reading, struct candidates *found)
{
    struct slice first = theming_next_name(reading, SLICE(""), found->arena), name = first;
    do {
        add(found, name, SLICE(""));
        name = theming_next_name(reading, name, found->arena);
    } while (!slice_equal(name, first));
}

static void add_tags(struct reading *reading, struct candidates *found)
{
    struct error error = { 0 };
    struct slice *tags;
    size_t count = 0;
    if (!reading->app->store || !store_known_tags(reading->app->store, found->arena, &tags, &count, &error))
        return;
    for (size_t i = 0; i < count; i++)
        add(found, tags[i], SLICE(""));
}

static void add_programs(const struct reading *reading, struct candidates *found)
{
    const struct config *config = &reading->app->config;
    for (size_t i = 0; i < config->command_count; i++)
        add(found, config->commands[i].name, config->commands[i].command);
}

static void add_choices(enum command command, struct candidates *found)
{
    struct slice rest = slice_of(command_row_of(command)->argument), word;
    while ((word = command_next_choice(&rest)).length > 0)
        add(found, word, SLICE(""));
}

static void add_settings(struct candidates *found)
{
    const char *name, *words;
    for (size_t i = 0; (name = config_setting_at(i, &words)); i++)
        add(found, slice_of(name), slice_of(words ? words : ""));
}

static void add_words_of_setting(struct slice name, struct candidates *found)
{
    const char *other, *words;
    for (size_t i = 0; (other = config_setting_at(i, &words)); i++) {
        struct slice rest = slice_of(words && slice_equal_string(name, other) ? words : "");
        while (rest.length > 0) {
            size_t end = slice_find(rest, SLICE(" "));
            add(found, slice_part(rest, 0, end), SLICE(""));
            rest = slice_part(rest, end + 1, rest.length);
        }
    }
}

static void add_arguments(struct reading *reading, enum command command, struct slice argument, struct candidates *found)
{
    size_t name_end = slice_find(argument, SLICE(" "));
    struct slice setting = slice_part(argument, 0, name_end);
    found->start = argument;
    if (command == COMMAND_THEME) {
        add_themes(reading, found);
    } else if (command == COMMAND_RUN) {
        add_programs(reading, found);
    } else if (command == COMMAND_TAG) {
        add_tags(reading, found);
    } else if (command == COMMAND_SORT || command == COMMAND_GROUP) {
        add_choices(command, found);
    } else if (command == COMMAND_SET && name_end == argument.length) {
        add_settings(found);
    } else if (command == COMMAND_SET) {
        found->start = slice_part(argument, name_end + 1, argument.length);
        if (slice_equal_string(setting, "theme"))
            add_themes(reading, found);
        else
            add_words_of_setting(setting, found);
    }
}

static size_t skip(struct slice text, size_t at, const char *bytes)
{
    while (at < text.length && strchr(bytes, text.bytes[at]))
        at++;
    return at;
}

void commanding_complete(struct reading *reading, struct arena *arena, struct completion *completion)
{
    struct slice typed = slice_part(prompt_text(&reading->prompt), 0, reading->prompt.line.cursor);
    struct slice text = slice_part(typed, skip(typed, 0, " 0123456789"), typed.length);
    size_t end = slice_find(text, SLICE(" "));
    struct candidates found = { .arena = arena, .start = text };
    if (end == text.length)
        add_commands(reading, &found);
    else
        add_arguments(reading, command_find(slice_part(text, 0, end)),
                      slice_part(text, skip(text, end, " "), text.length), &found);
    *completion = (struct completion){ .start = typed.length - found.start.length, .items = found.items,
                                       .notes = found.notes, .count = found.count, .is_listed = true,
                                       .chosen = found.count };
}

void commanding_draw_error(const struct reading *reading, const struct frame *frame, struct rectangle row)
{
    struct status why = { 0 };
    status_say_error(&why, &reading->command_error);
    status_draw(&why, frame, row, SLICE(""));
}
