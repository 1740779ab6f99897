#include "app/lending.h"

#include "app/signals.h"
#include "base/program.h"
#include "base/uri.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { TITLE_BYTES = 4096 };

void lending_give_terminal(struct reading *reading)
{
    screen_suspend(reading->screen);
    signals_lend_terminal();
}

void lending_take_terminal(struct reading *reading)
{
    signals_take_terminal();
    screen_resume(reading->screen);
}

/* Programs know IDNA; not all of them know paths that are not ASCII. */
bool lending_prepare(const struct reading *reading, struct slice command, struct slice address, struct arena *arena,
                     struct run *run, struct error *error)
{
    const struct stored_entry *entry = reading_entry_at_hand(reading);
    struct buffer uri = buffer_create(3 * address.length + 1);
    struct buffer title = buffer_create(TITLE_BYTES);
    uri_append(&uri, address);
    struct run_values values = { .url = buffer_slice(&uri) };
    if (entry) {
        values.title = entry->title;
        values.source = entry->feed_title;
        values.author = entry->author;
    } else if (reading->open.page && page_append_title(reading->open.page, &title)) {
        values.title = buffer_slice(&title);
    }
    bool good = run_prepare(command, &values, arena, run, error);
    buffer_finish(&title);
    buffer_finish(&uri);
    return good;
}

/* What was typed meanwhile may have ended the line already. */
static void wait_for_enter(void)
{
    int terminal = open("/dev/tty", O_RDONLY | O_CLOEXEC | O_NOCTTY);
    app_say("\nEnter: back to khabar");
    fflush(stdout);
    char byte = 0;
    for (ssize_t count = terminal < 0 ? 0 : 1; count != 0 && byte != '\n';) {
        count = read(terminal, &byte, 1);
        if (count < 0 && errno != EINTR)
            break;
    }
    if (terminal >= 0)
        close(terminal);
}

static bool run_with_text(struct reading *reading, const struct run *run, int input, const char *what, struct error *error)
{
    bool leaves_output = false;
    lending_give_terminal(reading);
    bool good = run_in_terminal(run, input, what, &leaves_output, error);
    if (leaves_output)
        wait_for_enter();
    lending_take_terminal(reading);
    return good;
}

bool lending_run(struct reading *reading, const struct run *run, const struct slice *text, const char *what,
                 struct error *error)
{
    bool good;
    int input = text ? program_text(*text) : run->background ? PROGRAM_NOTHING : PROGRAM_TERMINAL;
    if (text && input < 0)
        return error_set(error, ERROR_FILE, "%s: no room for the text: %s", what, system_reason(errno));
    if (run->background) {
        good = run_in_background(&reading->background, run, input, what, error);
    } else if (text) {
        good = run_with_text(reading, run, input, what, error);
    } else {
        lending_give_terminal(reading);
        good = run_in_terminal(run, PROGRAM_TERMINAL, what, NULL, error);
        lending_take_terminal(reading);
    }
    if (text)
        close(input);
    return good;
}
