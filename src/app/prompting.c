#include "app/prompting.h"

#include "app/adding.h"
#include "app/answers.h"
#include "app/commanding.h"
#include "app/finding.h"
#include "app/linking.h"
#include "app/lists.h"
#include "app/marking.h"
#include "app/piping.h"
#include "app/saving.h"
#include "app/selecting.h"
#include "app/sourcing.h"
#include "base/catalogue.h"
#include "base/file.h"
#include "base/message.h"
#include "base/utf8.h"

#include <stdarg.h>
#include <stdio.h>

/* What such answers are called in the file of earlier ones; NULL: they are not kept. */
static const char *name_of(enum prompt_purpose purpose)
{
    switch (purpose) {
    case PROMPT_TO_SEARCH_ARTICLE:
    case PROMPT_TO_SEARCH_LINKS: return "search";
    case PROMPT_TO_FIND: return "find";
    case PROMPT_TO_TAG: return "tag";
    case PROMPT_TO_ADD: return "add";
    case PROMPT_TO_RUN: return "run";
    case PROMPT_TO_PIPE: return "pipe";
    case PROMPT_TO_FILTER_HELP:
    case PROMPT_TO_CHOOSE:
    case PROMPT_TO_REMOVE:
    case PROMPT_TO_SAVE:
    case PROMPT_TO_OVERWRITE: break;
    }
    return NULL;
}

static bool keeps_answers(const struct reading *reading)
{
    return name_of(reading->prompt_purpose) && reading->app->paths_error.kind == ERROR_NONE;
}

static void recall_answers(struct reading *reading)
{
    struct error error = { 0 };
    arena_reset(&reading->history_arena);
    reading->history = (struct history){ 0 };
    if (keeps_answers(reading) && reading->app->config.prompt_history > 0 &&
        !answers_load(reading->app->paths.history, name_of(reading->prompt_purpose), &reading->history_arena,
                      &reading->history, &error))
        status_say_error(&reading->status, &error);
    reading->prompt.history = &reading->history;
}

static void keep_answer(struct reading *reading, struct slice answer)
{
    const struct paths *paths = &reading->app->paths;
    struct error error = { 0 };
    if (!keeps_answers(reading))
        return;
    if (!folder_make(paths->data_folder, &error) ||
        !answers_keep(paths->history, name_of(reading->prompt_purpose), slice_trim(answer),
                      (size_t)reading->app->config.prompt_history, &error))
        status_say_error(&reading->status, &error);
}

void prompting_ask(struct reading *reading, enum prompt_purpose purpose, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    message_print_list(reading->prompt_label, sizeof reading->prompt_label, _(format), arguments);
    va_end(arguments);
    prompt_start(&reading->prompt, reading->app->engine, reading->prompt_label, SLICE(""));
    reading->prompt.takes_key = purpose == PROMPT_TO_REMOVE || purpose == PROMPT_TO_OVERWRITE;
    reading->prompt.linear = reading->options.linear;
    reading->prompt.otherwise = reading_is_mirrored(reading) ? DIRECTION_RTL : DIRECTION_LTR;
    reading->prompt_purpose = purpose;
    reading->prompt_is_open = true;
    reading->is_completing = false;
    reading->completion = (struct completion){ 0 };
    status_clear(&reading->status);
    recall_answers(reading);
}

static void search_article(struct reading *reading, struct slice words)
{
    if (reader_search(&reading->reader, words)) {
        selecting_take_match(reading);
        status_say(&reading->status, "%s", "");
    } else if (words.length > 0) {
        status_say(&reading->status, "Not found: %.*s", SLICE_ARGUMENT(words));
    }
}

void prompting_search(struct reading *reading)
{
    if (reading->help_is_open) {
        prompting_ask(reading, PROMPT_TO_FILTER_HELP, "/");
        prompt_complete(&reading->prompt, 0, slice_of(reading->help.filter));
        return;
    }
    if (reading->argument.length > 0 && reading->reading) {
        search_article(reading, reading->argument);
    } else if (reading->argument.length > 0) {
        lists_search(reading, reading->argument);
    } else {
        prompting_ask(reading, reading->reading ? PROMPT_TO_SEARCH_ARTICLE : PROMPT_TO_FIND, "/");
        if (!reading->reading)
            finding_start(reading);
    }
}

/* Also by the key in the place of y, on another layout. */
static bool is_yes(const struct reading *reading, struct slice answer)
{
    size_t offset = 0;
    if (answer.length == 0)
        return false;
    struct key key = key_in_latin_place(keymap_layouts(reading->keymap), (struct key){ utf8_next(answer, &offset) });
    return key.code == 'y' || key.code == 'Y';
}

static void take_answer(struct reading *reading, struct slice answer)
{
    switch (reading->prompt_purpose) {
    case PROMPT_TO_SEARCH_ARTICLE: search_article(reading, answer); break;
    case PROMPT_TO_SEARCH_LINKS: linking_search(reading, answer); break;
    case PROMPT_TO_FIND: finding_keep(reading); break;
    case PROMPT_TO_TAG: marking_tag(reading, answer); break;
    case PROMPT_TO_ADD: adding_take_address(reading, answer); break;
    case PROMPT_TO_CHOOSE: adding_take_choice(reading, answer); break;
    case PROMPT_TO_REMOVE:
        if (is_yes(reading, answer))
            sourcing_remove(reading);
        break;
    case PROMPT_TO_RUN: commanding_run(reading, answer); break;
    case PROMPT_TO_FILTER_HELP: break;
    case PROMPT_TO_SAVE: saving_take_name(reading, answer); break;
    case PROMPT_TO_PIPE: piping_take_command(reading, answer); break;
    case PROMPT_TO_OVERWRITE:
        if (is_yes(reading, answer))
            saving_overwrite(reading);
        break;
    }
}

static void find_completion(struct reading *reading)
{
    arena_reset(&reading->completion_arena);
    reading->completion = (struct completion){ 0 };
    if (reading->prompt_purpose == PROMPT_TO_TAG)
        marking_complete_tag(reading, &reading->completion_arena, &reading->completion);
    else if (reading->prompt_purpose == PROMPT_TO_RUN)
        commanding_complete(reading, &reading->completion_arena, &reading->completion);
    else if (reading->prompt_purpose == PROMPT_TO_PIPE)
        piping_complete(reading, &reading->completion_arena, &reading->completion);
}

/* What can be chosen from stays the same while Tab goes through it. */
static void complete(struct reading *reading, bool backwards)
{
    if (!reading->is_completing || !reading->completion.is_listed)
        find_completion(reading);
    completion_go_on(&reading->completion, &reading->prompt, backwards);
}

/* With Alt a key is what the Latin one in its place is. */
static struct key prompt_key(const struct reading *reading, struct key key)
{
    struct key bare = { key.code & ~(uint32_t)KEY_ALT };
    return key.code & KEY_ALT ? (struct key){ KEY_ALT | key_in_latin_place(keymap_layouts(reading->keymap), bare).code } : key;
}

static void close_prompt(struct reading *reading, bool accepted)
{
    struct prompt answered = reading->prompt;
    reading->prompt_is_open = false;
    if (accepted) {
        keep_answer(reading, prompt_text(&answered)); /* before it asks for something else */
        take_answer(reading, prompt_text(&answered));
    } else if (reading->prompt_purpose == PROMPT_TO_FIND) {
        finding_drop(reading);
    } else if (reading->prompt_purpose == PROMPT_TO_CHOOSE) {
        adding_give_up(reading);
    } else if (reading->prompt_purpose == PROMPT_TO_FILTER_HELP) {
        help_filter(&reading->help, SLICE(""));
    }
    if (!accepted)
        reading->rest.count = 0; /* of a macro that waited for the answer */
}

/* What is done while it is typed. */
static void typed(struct reading *reading)
{
    switch (reading->prompt_purpose) {
    case PROMPT_TO_FIND: finding_typed(reading); break;
    case PROMPT_TO_FILTER_HELP: help_filter(&reading->help, prompt_text(&reading->prompt)); break;
    case PROMPT_TO_RUN:
        reading->command_error = (struct error){ 0 };
        if (!reading->is_completing)
            find_completion(reading);
        break;
    case PROMPT_TO_PIPE:
        if (!reading->is_completing)
            find_completion(reading);
        break;
    case PROMPT_TO_SEARCH_ARTICLE:
    case PROMPT_TO_SEARCH_LINKS:
    case PROMPT_TO_TAG:
    case PROMPT_TO_ADD:
    case PROMPT_TO_CHOOSE:
    case PROMPT_TO_REMOVE:
    case PROMPT_TO_SAVE:
    case PROMPT_TO_OVERWRITE: break;
    }
}

void prompting_press(struct reading *reading, struct key key)
{
    bool completes = key.code == KEY_CODE_TAB || key.code == KEY_CODE_BACK_TAB;
    enum prompt_result result = PROMPT_EDITING;
    if (key.code == KEY_CODE_PASTE)
        prompt_paste(&reading->prompt, screen_paste(reading->screen));
    else if (completes)
        complete(reading, key.code == KEY_CODE_BACK_TAB);
    else
        result = prompt_press(&reading->prompt, prompt_key(reading, key));
    reading->is_completing = completes;
    if (result == PROMPT_EDITING && reading->prompt.takes_key && reading->prompt.line.length > 0)
        result = PROMPT_ACCEPTED;
    if (result != PROMPT_EDITING)
        close_prompt(reading, result == PROMPT_ACCEPTED);
    else
        typed(reading);
}
