#include "ui/command.h"

#include "base/catalogue.h"
#include "base/suggest.h"
#include "base/utf8.h"

#include <assert.h>

#define COMMAND(id, command_name, command_keys, command_views, command_group, command_argument, command_help) \
    [id] = { .name = command_name, .keys = command_keys, .views = command_views, .group = command_group, \
             .argument = command_argument, .help = command_help },
static const struct command_row rows[COMMAND_COUNT] = {
    [COMMAND_NONE] = { .name = "none", .keys = "", .argument = "", .help = N_("does nothing") },
    COMMANDS(COMMAND)
};
#undef COMMAND

#define COMMAND(id, command_name, command_keys, command_views, command_group, command_argument, command_help) \
    [id] = command_name,
static const char *const names[COMMAND_COUNT] = { [COMMAND_NONE] = "none", COMMANDS(COMMAND) };
#undef COMMAND

const struct command_row *command_row_of(enum command command)
{
    assert(command < COMMAND_COUNT);
    return &rows[command];
}

enum command command_find(struct slice name)
{
    for (enum command command = COMMAND_NONE + 1; command < COMMAND_COUNT; command++)
        if (slice_equal_string(name, names[command]))
            return command;
    return COMMAND_NONE;
}

const char *const *command_names(void)
{
    return names;
}

bool command_works_in(enum command command, enum view view)
{
    return command == COMMAND_NONE || rows[command].views & (1u << view);
}

bool command_can_run(enum command command, enum view view)
{
    return command_works_in(command, view) ||
           (command_works_in(command, VIEW_COPY) && (view == VIEW_HEADLINES || view == VIEW_READER));
}

struct slice command_next_choice(struct slice *rest)
{
    size_t start = slice_starts_with(*rest, SLICE("[")) || slice_starts_with(*rest, SLICE("|")) ? 1 : 0, end = start;
    while (end < rest->length && rest->bytes[end] != '|' && rest->bytes[end] != ']')
        end++;
    struct slice word = slice_part(*rest, start, end);
    *rest = slice_part(*rest, end, rest->length);
    return word;
}

bool command_choose(enum command command, struct slice word, unsigned *choice, struct error *error)
{
    const char *argument = rows[command].argument;
    struct slice rest = slice_of(argument), each;
    for (*choice = 0; (each = command_next_choice(&rest)).length > 0; ++*choice)
        if (slice_equal(each, word))
            return true;
    struct buffer words = buffer_create(256);
    rest = slice_of(argument);
    while ((each = command_next_choice(&rest)).length > 0)
        buffer_append_format(&words, "%s%.*s", words.length > 0 ? ", " : "", SLICE_ARGUMENT(each));
    error_set(error, ERROR_CONFIG, "%s takes one of %s, not \"%.*s\"", rows[command].name, words.bytes,
              SLICE_ARGUMENT(utf8_prefix(word, 40)));
    buffer_finish(&words);
    return false;
}

const char *command_group_name(enum command_group group)
{
    static const char *const group_names[GROUP_COUNT] = {
        [GROUP_MOVING] = N_("Moving"),   [GROUP_READING] = N_("Reading"), [GROUP_MARKING] = N_("Marking"),
        [GROUP_LISTS] = N_("Lists"),     [GROUP_SOURCES] = N_("Sources"), [GROUP_COPYING] = N_("Copying"),
        [GROUP_VIEW] = N_("How it looks"), [GROUP_PROGRAM] = N_("Program"),
    };
    return group_names[group];
}

const char *view_name(enum view view)
{
    static const char *const view_names[VIEW_COUNT] = {
        [VIEW_SOURCES] = "sources", [VIEW_HEADLINES] = "headlines", [VIEW_READER] = "article",
        [VIEW_HELP] = "help",       [VIEW_SELECT] = "select",       [VIEW_COPY] = "copy",
        [VIEW_LINKS] = "links",
    };
    return view_names[view];
}

/* ---- as it is written ----------------------------------------------------------------------------------------- */

static struct slice take_word(struct slice *text)
{
    struct slice rest = slice_trim(*text);
    size_t end = slice_find(rest, SLICE(" "));
    *text = slice_trim(slice_part(rest, end, rest.length));
    return slice_part(rest, 0, end);
}

static bool read_number(struct slice word, unsigned *number)
{
    enum { MOST_DIGITS = 5 };
    *number = 0;
    for (size_t i = 0; i < word.length; i++) {
        if (word.bytes[i] < '0' || word.bytes[i] > '9' || i == MOST_DIGITS)
            return false;
        *number = *number * 10 + (unsigned)(word.bytes[i] - '0');
    }
    return word.length > 0;
}

static bool say_unknown(struct slice word, struct error *error)
{
    struct buffer shown = buffer_create(256);
    const char *near = suggest_name(word, names, COMMAND_COUNT);
    utf8_append_clean(&shown, utf8_prefix(word, 40));
    error_set(error, ERROR_CONFIG, near ? N_("unknown command \"%.*s\" (did you mean \"%s\"?)") : N_("unknown command \"%.*s\""),
              SLICE_ARGUMENT(buffer_slice(&shown)), near);
    buffer_finish(&shown);
    return false;
}

bool command_read_call(struct slice text, struct command_call *call, struct error *error)
{
    struct slice word = take_word(&text);
    *call = (struct command_call){ 0 };
    call->has_number = read_number(word, &call->number);
    if (call->has_number)
        word = take_word(&text);
    call->command = command_find(word);
    call->argument = text;
    if (call->command == COMMAND_NONE && !slice_equal_string(word, "none"))
        return say_unknown(word, error);
    const char *wanted = rows[call->command].argument;
    if (text.length > 0 && wanted[0] == '\0')
        return error_set(error, ERROR_CONFIG, "%s takes no argument", rows[call->command].name);
    if (text.length == 0 && wanted[0] != '\0' && wanted[0] != '[')
        return error_set(error, ERROR_CONFIG, "%s needs %s behind it", rows[call->command].name, wanted);
    return true;
}

/* ---- the man page --------------------------------------------------------------------------------------------- */

/* A punctuation mark would end or open something in mdoc: \& keeps it a word. */
static bool print_keys(const char *keys, struct buffer *out)
{
    struct slice rest = slice_of(keys);
    for (bool first = true; rest.length > 0; first = false) {
        size_t end = slice_find(rest, SLICE(" "));
        struct slice key = slice_part(rest, 0, end);
        if (!buffer_append_format(out, "%s\\&%.*s", first ? " " : " , ", SLICE_ARGUMENT(key)))
            return false;
        rest = slice_part(rest, end + 1, rest.length);
    }
    return true;
}

static bool print_item(const struct command_row *row, struct buffer *out)
{
    bool ok = buffer_append_format(out, ".It Ic %s", row->name);
    if (row->argument[0])
        ok = ok && buffer_append_format(out, " Ar %s", row->argument);
    if (row->keys[0])
        ok = ok && buffer_append_string(out, " Pq") && print_keys(row->keys, out);
    return ok && buffer_append_format(out, "\n%s\n", row->help);
}

static bool print_group(enum command_group group, struct buffer *out)
{
    bool ok = buffer_append_format(out, ".Pp\n%s:\n.Bl -tag -width Ds\n", command_group_name(group));
    for (enum command command = COMMAND_NONE + 1; ok && command < COMMAND_COUNT; command++)
        if (rows[command].group == group)
            ok = print_item(&rows[command], out);
    return ok && buffer_append_string(out, ".El\n");
}

bool command_print_mdoc(struct buffer *out)
{
    bool ok = true;
    for (enum command_group group = 0; ok && group < GROUP_COUNT; group++)
        ok = print_group(group, out);
    return ok;
}
