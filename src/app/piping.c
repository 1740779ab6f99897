#include "app/piping.h"

#include "app/lending.h"
#include "app/path_programs.h"
#include "app/prompting.h"
#include "app/saving.h"

#include <stdlib.h>
#include <string.h>

#define BACKGROUND "background "

/* In the list only where the article of the selected headline is open beside it. */
static bool is_at_hand(struct reading *reading)
{
    const struct stored_entry *entry = reading_entry_at_hand(reading);
    bool is_open = reading->reading || (entry && reading->open.page && reading->open.entry.id == entry->id);
    char key[KEY_NAME_BYTES];
    if (reading->opening_job)
        status_say(&reading->status, "The article is still on its way");
    else if (!reading->reading && reading->pick_count > 0 &&
             keymap_first_key_of(reading->keymap, VIEW_HEADLINES, COMMAND_PICK_NONE, key))
        status_say(&reading->status, "A program takes one article, not all that is picked   %s: pick none", key);
    else if (!reading->reading && reading->pick_count > 0)
        status_say(&reading->status, "A program takes one article, not all that is picked");
    else if (!is_open)
        status_say(&reading->status, "Open the article first");
    else
        return true;
    return false;
}

/* An article without an address of its own can be handed on as well, to what does not ask for {url}. */
static void hand_over(struct reading *reading, struct slice command, enum export_format format, const char *what)
{
    struct arena arena = { 0 };
    struct error error = { 0 };
    struct buffer text = buffer_create(EXPORT_BYTES_LIMIT);
    const struct stored_entry *entry = reading_entry_at_hand(reading);
    struct run run;
    if (saving_append_article(reading, format, &text)) {
        struct slice article = buffer_slice(&text);
        if (lending_prepare(reading, command, entry ? entry->link : SLICE(""), &arena, &run, &error) &&
            lending_run(reading, &run, &article, what, &error))
            status_say(&reading->status, "Handed to %s", run.arguments[0]);
        else
            status_say_error(&reading->status, &error);
    }
    buffer_finish(&text);
    arena_finish(&arena);
}

void piping_take_command(struct reading *reading, struct slice command)
{
    command = slice_trim(command);
    if (command.length > 0 && is_at_hand(reading))
        hand_over(reading, command, (enum export_format)reading->app->config.pipe_format, "pipe");
}

void piping_pipe(struct reading *reading, struct slice command)
{
    if (command.length > 0)
        piping_take_command(reading, command);
    else if (is_at_hand(reading))
        prompting_ask(reading, PROMPT_TO_PIPE, "Hand it to: ");
}

void piping_print(struct reading *reading)
{
    const struct config *config = &reading->app->config;
    if (is_at_hand(reading))
        hand_over(reading, config->print_command, (enum export_format)config->print_format, "print-command");
}

void piping_mail(struct reading *reading)
{
    const struct config *config = &reading->app->config;
    if (is_at_hand(reading))
        hand_over(reading, config->mail_command, (enum export_format)config->mail_format, "mail-command");
}

/* ---- completion ------------------------------------------------------------------------------------------------ */

static size_t add_answers(const struct history *history, struct slice start, struct slice *items)
{
    size_t count = 0;
    for (size_t i = history->count; i-- > 0;)
        if (slice_starts_with(history->items[i], start))
            items[count++] = history->items[i];
    return count;
}

/* The newest answer that goes on so stands first; of programs only the first word is known. */
void piping_complete(struct reading *reading, struct arena *arena, struct completion *completion)
{
    struct slice typed = slice_part(prompt_text(&reading->prompt), 0, reading->prompt.line.cursor);
    bool is_behind_word = slice_starts_with(typed, SLICE(BACKGROUND));
    size_t start = is_behind_word ? strlen(BACKGROUND) : 0;
    struct slice program = slice_part(typed, start, typed.length);
    struct slice *items = ARENA_ARRAY(arena, struct slice, reading->history.count + PATH_PROGRAMS_MOST);
    size_t count = is_behind_word ? 0 : add_answers(&reading->history, typed, items);
    if (program.length > 0 && slice_find(program, SLICE(" ")) == program.length)
        count += path_programs_find(getenv("PATH"), program, arena, items + count);
    *completion = (struct completion){ .start = start, .items = items, .count = count, .is_listed = true, .chosen = count };
}
