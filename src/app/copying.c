#include "app/copying.h"

#include "base/catalogue.h"
#include "base/message.h"
#include "base/utf8.h"
#include "source/sources.h"
#include "ui/selection.h"

#include <stdio.h>
#include <stdlib.h>

static bool append_title(struct reading *reading, struct buffer *text);
static bool append_link(struct reading *reading, struct buffer *text);
static bool append_headline(struct reading *reading, struct buffer *text);
static bool append_paragraph(struct reading *reading, struct buffer *text);
static bool append_article(struct reading *reading, struct buffer *text);
static bool append_selection(struct reading *reading, struct buffer *text);
static void start(struct reading *reading, const char *what, struct slice text);

/* Each says in the status line why when it returns false. */
static const struct copy {
    enum command command;
    bool (*append)(struct reading *reading, struct buffer *text);
    const char *what;
} copies[] = {
    { COMMAND_COPY_TITLE, append_title, N_("the title") },
    { COMMAND_COPY_LINK, append_link, N_("the link") },
    { COMMAND_COPY_HEADLINE, append_headline, N_("the title and link") },
    { COMMAND_COPY_PARAGRAPH, append_paragraph, N_("the paragraph") },
    { COMMAND_COPY_ARTICLE, append_article, N_("the article") },
};

void copying_ask(struct reading *reading)
{
    if (reading->reading)
        reading->asks_what_to_copy = true;
    else
        copying_copy(reading, COMMAND_COPY_HEADLINE);
}

static bool say_nothing_is_there(struct reading *reading)
{
    status_say(&reading->status, "There is no text to copy");
    return false;
}

static void copy_what(struct reading *reading, const struct copy *copy)
{
    struct buffer text = buffer_create(CLIPBOARD_BYTES);
    bool found = copy->append(reading, &text);
    if (found && text.length == 0)
        say_nothing_is_there(reading);
    else if (found)
        start(reading, copy->what, buffer_slice(&text));
    else if (text.overflowed)
        status_say(&reading->status, "Not copied: %s is longer than %d MiB", _(copy->what), CLIPBOARD_BYTES >> 20);
    buffer_finish(&text);
}

void copying_copy(struct reading *reading, enum command command)
{
    const struct copy *copy = copies;
    while (copy->command != command)
        copy++;
    copy_what(reading, copy);
}

void copying_copy_selection(struct reading *reading)
{
    copy_what(reading, &(struct copy){ .append = append_selection, .what = N_("the selection") });
}

/* ---- texts ---------------------------------------------------------------------------------------------------- */

static bool ends_line(uint32_t code_point)
{
    return code_point == '\n' || code_point == '\t' || code_point == 0x2028 || code_point == 0x2029;
}

/* White space at the ends and line ends inside would run a command where a title is pasted into a shell. */
static bool append_one_line(struct buffer *out, struct slice text)
{
    struct buffer clean = buffer_create(3 * text.length + 1);
    bool fits = utf8_append_clean(&clean, text);
    struct slice rest = slice_trim(buffer_slice(&clean));
    for (size_t offset = 0; offset < rest.length && fits;) {
        size_t start = offset;
        bool ends = ends_line(utf8_next(rest, &offset));
        fits = buffer_append(out, ends ? SLICE(" ") : slice_part(rest, start, offset));
    }
    buffer_finish(&clean);
    return fits;
}

/* A title stands alone where it is pasted: what its author opened and did not close would turn the text around it. */
static bool append_field(struct buffer *out, struct slice field)
{
    struct buffer plain = buffer_create(field.length + 1);
    bool fits = utf8_append_without_embeddings(&plain, field) && append_one_line(out, buffer_slice(&plain));
    buffer_finish(&plain);
    return fits;
}

static bool append_title(struct reading *reading, struct buffer *text)
{
    const struct stored_entry *entry = reading_entry_at_hand(reading);
    struct buffer title = buffer_create(CLIPBOARD_BYTES);
    bool found = entry ? buffer_append(&title, entry->title)
                       : reading->open.page && page_append_title(reading->open.page, &title);
    found = found && append_field(text, buffer_slice(&title)) && text->length > 0;
    if (!found && !text->overflowed)
        status_say(&reading->status, "There is no title to copy");
    buffer_finish(&title);
    return found;
}

/* An address that was opened is the link of what is read there. */
static bool find_link(struct reading *reading, struct slice *link)
{
    struct error unsound = { 0 };
    bool is_own = (!reading->number_is_typed || reading->typed_number == 0) && !reading->links_are_open;
    *link = slice_of(reading->path);
    return (is_own && reading->path && source_address_is_sound(*link, &unsound)) || reading_find_address(reading, link);
}

static bool append_link(struct reading *reading, struct buffer *text)
{
    struct slice link;
    return find_link(reading, &link) && append_field(text, link);
}

static bool append_headline(struct reading *reading, struct buffer *text)
{
    struct slice link;
    if (!append_title(reading, text))
        return false;
    if (!find_link(reading, &link)) {
        status_clear(&reading->status); /* the title is what there is */
        return true;
    }
    /* On one line: what is before a line end runs where it is pasted into a shell. */
    return buffer_append_byte(text, ' ') && append_field(text, link);
}

static bool append_paragraph(struct reading *reading, struct buffer *text)
{
    struct page_paragraph paragraph;
    if (!reader_paragraph(&reading->reader, reading->number_is_typed ? reading->typed_number : 0, &paragraph))
        return say_nothing_is_there(reading);
    struct buffer found = buffer_create(CLIPBOARD_BYTES);
    bool fits = page_append_passage(reading->open.page, paragraph.source, &found) &&
                append_one_line(text, buffer_slice(&found));
    text->overflowed = !fits;
    buffer_finish(&found);
    return fits;
}

/* Longer text is not even looked at: what cannot be copied costs nothing. */
static bool append_part(struct reading *reading, struct range range, struct buffer *text)
{
    text->overflowed = range.end - range.start > CLIPBOARD_BYTES;
    return !text->overflowed && page_append_passage(reading->open.page, range, text);
}

static bool append_article(struct reading *reading, struct buffer *text)
{
    size_t length = reading->open.page ? page_length_without_links(reading->open.page) : 0;
    if (length == 0)
        return say_nothing_is_there(reading);
    return append_part(reading, (struct range){ 0, length }, text);
}

static bool append_selection(struct reading *reading, struct buffer *text)
{
    return append_part(reading, selection_range(&reading->reader), text);
}

/* ---- on the way ----------------------------------------------------------------------------------------------- */

static const char *environment(const char *name)
{
    return getenv(name);
}

static bool send(void *screen, struct slice sequence)
{
    return screen_send(screen, sequence);
}

static size_t count_characters(struct slice text)
{
    size_t count = 0;
    for (size_t offset = 0; offset < text.length; count++)
        utf8_next(text, &offset);
    return count;
}

static void start(struct reading *reading, const char *what, struct slice text)
{
    const struct config *config = &reading->app->config;
    struct clipboard *clipboard = &reading->clipboard;
    size_t count = count_characters(text);
    message_print(reading->copied, sizeof reading->copied, catalogue_plural("%s (%zu character)", "%s (%zu characters)", count),
                  _(what), count);
    clipboard->send = send;
    clipboard->context = reading->screen;
    clipboard->through_screen = terminal_is_behind(&reading->terminal, "screen");
    clipboard->way_count = clipboard_ways(config->copy, config->copy_command, environment, clipboard->ways);
    clipboard_start(clipboard, text);
    copying_work(reading);
}

void copying_work(struct reading *reading)
{
    const struct clipboard *clipboard = &reading->clipboard;
    struct error error = { 0 };
    if (!clipboard_work(&reading->clipboard))
        return;
    if (clipboard->reached[CLIPBOARD_DESKTOP])
        status_say(&reading->status, "Copied %s", reading->copied);
    else if (clipboard->reached[CLIPBOARD_TMUX])
        status_say(&reading->status, "Copied %s into tmux", reading->copied);
    else if (clipboard->reached[CLIPBOARD_TERMINAL])
        status_say(&reading->status, "Copied %s, if the terminal allows OSC 52", reading->copied);
    else {
        error_set(&error, ERROR_FILE, "Not copied: %s",
                  reading->app->config.copy_command.length > 0 ? _("copy-command failed; correct it in the config file")
                  : reading->app->config.copy == CLIPBOARD_OSC52
                      ? _("the terminal cannot take it, or not so much; copy = tools may")
                      : _("install wl-clipboard, xclip or xsel"));
        status_say_error(&reading->status, &error);
    }
}
