#include "app/reading.h"

#include "app/adding.h"
#include "app/commanding.h"
#include "app/linking.h"
#include "app/lists.h"
#include "app/pointing.h"
#include "app/selecting.h"
#include "app/sourcing.h"
#include "app/theming.h"
#include "base/catalogue.h"
#include "base/message.h"
#include "lang/language.h"

#include <stdio.h>
#include <time.h>

enum { HINT_COUNT = 5 };

/* A number that changes with every key, or by itself, would be spoken each time. */
static void set_progress(struct reading *reading)
{
    struct refresh_progress progress = { 0 };
    if (reading->options.linear) {
        status_set_progress(&reading->status, "%s", "");
        return;
    }
    if (reading->refresh && refresh_is_running(reading->refresh))
        progress = refresh_progress(reading->refresh);
    if (progress.total > 0)
        status_set_progress(&reading->status,
                            progress.failed ? catalogue_plural("Refreshing %zu of %zu, %zu new, %zu failed",
                                                               "Refreshing %zu of %zu, %zu new, %zu failed", progress.new_entries)
                                            : catalogue_plural("Refreshing %zu of %zu, %zu new", "Refreshing %zu of %zu, %zu new",
                                                               progress.new_entries),
                            progress.done, progress.total, progress.new_entries, progress.failed);
    else if (reading->help_is_open)
        status_set_progress(&reading->status, "%s", "");
    else if (reading->links_are_open)
        status_set_progress(&reading->status, "%zu/%zu", reading->links.selected + 1, reading->links.count);
    else if (reading->reading && reading->open.page)
        status_set_progress(&reading->status, "%d%%", reader_percent(&reading->reader));
    else if (reading->sources_are_open)
        status_set_progress(&reading->status, "%zu/%zu", reading->sources.selected + 1, reading->sources.count);
    else if (reading->list && reading->list->headlines.source.count > 0)
        status_set_progress(&reading->status, "%zu/%zu", reading->list->headlines.selected + 1,
                            reading->list->headlines.source.count);
    else
        status_set_progress(&reading->status, "%s", "");
}

struct hint {
    enum command command;
    const char *word;
};

/* "?: keys   n: next": what no key does any more is not offered. */
static struct slice hints_of(struct reading *reading, enum view view, const struct hint hints[HINT_COUNT])
{
    struct buffer words = buffer_create(1024);
    for (int i = 0; i < HINT_COUNT && hints[i].word; i++) {
        char key[KEY_NAME_BYTES];
        if (keymap_first_key_of(reading->keymap, view, hints[i].command, key))
            buffer_append_format(&words, "%s%s: %s", words.length > 0 ? "   " : "", key, _(hints[i].word));
    }
    struct slice copy = arena_copy(&reading->frame_arena, buffer_slice(&words));
    buffer_finish(&words);
    return copy;
}

/* "217 found for: words   Escape: back" */
static struct slice after_name(struct reading *reading, struct slice hints)
{
    struct slice name = lists_name(reading, &reading->frame_arena);
    if (name.length == 0)
        return hints;
    return arena_format(&reading->frame_arena, "%.*s   %.*s", SLICE_ARGUMENT(name), SLICE_ARGUMENT(hints));
}

static struct slice resting_words(struct reading *reading)
{
    static const struct hint
        in_help[HINT_COUNT] = { { COMMAND_QUIT, N_("back") }, { COMMAND_READ_ON, N_("more") } },
        in_file[HINT_COUNT] = { { COMMAND_HELP, N_("keys") }, { COMMAND_QUIT, N_("quit") } },
        in_article[HINT_COUNT] = { { COMMAND_HELP, N_("keys") }, { COMMAND_NEXT_ARTICLE, N_("next") }, { COMMAND_BACK, N_("back") } },
        in_list[HINT_COUNT] = { { COMMAND_HELP, N_("keys") }, { COMMAND_OPEN, N_("read") }, { COMMAND_SOURCES, N_("sources") },
                                { COMMAND_REFRESH_ALL, N_("refresh") }, { COMMAND_QUIT, N_("quit") } },
        in_list_below[HINT_COUNT] = { { COMMAND_BACK, N_("back") }, { COMMAND_HELP, N_("keys") } },
        in_sources[HINT_COUNT] = { { COMMAND_HELP, N_("keys") }, { COMMAND_OPEN, N_("open") }, { COMMAND_ADD_SOURCE, N_("add") },
                                   { COMMAND_REMOVE_SOURCE, N_("remove") }, { COMMAND_FOLD, N_("fold") } },
        in_selection[HINT_COUNT] = { { COMMAND_COPY, N_("copy") }, { COMMAND_SELECT_LEAVE, N_("leave") },
                                     { COMMAND_SELECT_OTHER_END, N_("other end") }, { COMMAND_HELP, N_("keys") } },
        in_copy[HINT_COUNT] = { { COMMAND_COPY_TITLE, N_("copy title") }, { COMMAND_COPY_LINK, N_("link") },
                                { COMMAND_COPY_PARAGRAPH, N_("paragraph") }, { COMMAND_COPY_ARTICLE, N_("article") },
                                { COMMAND_COPY_HEADLINE, N_("title and link") } };
    if (reading->asks_what_to_copy)
        return hints_of(reading, VIEW_COPY, in_copy);
    if (selecting_is_on(reading))
        return hints_of(reading, VIEW_SELECT, in_selection);
    if (reading->help_is_open)
        return hints_of(reading, VIEW_HELP, in_help);
    if (reading->reader.shows_hints)
        return slice_of(_("The letters beside a link open it   Escape: leave"));
    if (reading->links_are_open)
        return linking_words(reading, &reading->frame_arena);
    if (reading->opening_job && !reading->open.page)
        return slice_of(_("Opening…"));
    if (reading->path)
        return hints_of(reading, VIEW_READER, in_file);
    if (reading->sources_are_open)
        return hints_of(reading, VIEW_SOURCES, in_sources);
    if (reading->reading)
        return hints_of(reading, VIEW_READER, in_article);
    return after_name(reading, hints_of(reading, VIEW_HEADLINES, reading->list->below ? in_list_below : in_list));
}

static struct slice empty_list_words(struct reading *reading)
{
    char key[KEY_NAME_BYTES], words[STATUS_BYTES];
    const struct listing_wish *wish = &reading->list->wish;
    if (wish->words[0])
        return slice_of(_("Nothing found"));
    if (wish->show != SHOW_ALL)
        return slice_of(_("Nothing of the kind"));
    if (refresh_is_running(reading->refresh))
        return slice_of(_("Fetching the sources…"));
    if (keymap_first_key_of(reading->keymap, VIEW_HEADLINES, COMMAND_REFRESH_ALL, key))
        snprintf(words, sizeof words, _("No headlines yet: %s fetches all sources"), key);
    else
        snprintf(words, sizeof words, "%s", _("No headlines yet"));
    return arena_copy(&reading->frame_arena, slice_of(words));
}

static void draw_headlines(struct reading *reading, const struct frame *frame, struct rectangle area)
{
    struct headlines *headlines = &reading->list->headlines;
    headlines->titles = reading->titles;
    headlines->density = reading->density;
    headlines_draw(headlines, frame, area, !reading->reading && !reading->sources_are_open, empty_list_words(reading));
}

/* On the borders, and in an article's margin: nothing gives way for them. */
static void draw_scrollbars(const struct reading *reading, const struct frame *frame, const struct panes *panes)
{
    enum { MARGINS = 6, WIDTH_FOR_SCROLLBARS = 100 };
    int measure = reading->options.measure;
    const struct sources_view *sources = &reading->sources;
    const struct rectangle *article = &panes->at[PANE_ARTICLE];
    if (reading->app->config.scrollbar == SCROLLBAR_NO || frame->linear ||
        frame->canvas->width < WIDTH_FOR_SCROLLBARS)
        return;
    if (panes->border[PANE_SOURCES].width > 0)
        panes_draw_scrollbar(frame, panes->border[PANE_SOURCES], sources->top, (size_t)sources->height, sources->count);
    if (panes->border[PANE_HEADLINES].width > 0) {
        const struct headlines *list = &reading->list->headlines;
        panes_draw_scrollbar(frame, panes->border[PANE_HEADLINES], list->top, headlines_on_screen(list), list->source.count);
    }
    if (reading->open.page && measure > 0 && article->width >= measure + MARGINS) {
        struct rectangle end = { article->x + article->width - 1, article->y, 1, article->height };
        struct range span = reader_span(&reading->reader);
        panes_draw_scrollbar(frame, frame_place(frame, *article, end), span.start, span.end - span.start,
                             page_length(reading->open.page));
    }
}

static void draw_views(struct reading *reading, const struct frame *frame, const struct panes *panes)
{
    if (reading->help_is_open) {
        struct rectangle all = { 0, 0, frame->canvas->width, panes->status.y };
        help_draw(&reading->help, frame, all, reading->keymap);
        return;
    }
    if (panes->at[PANE_SOURCES].width > 0) {
        sourcing_prepare(reading);
        reading->sources.names = reading->titles;
        sources_view_draw(&reading->sources, frame, panes->at[PANE_SOURCES], reading->sources_are_open,
                          slice_of(_("No sources yet")));
    }
    if (panes->at[PANE_HEADLINES].width > 0)
        draw_headlines(reading, frame, panes->at[PANE_HEADLINES]);
    if (panes->at[PANE_ARTICLE].width > 0 && reading->links_are_open)
        link_list_draw(&reading->links, frame, panes->at[PANE_ARTICLE]);
    else if (panes->at[PANE_ARTICLE].width > 0)
        reader_draw(&reading->reader, frame, panes->at[PANE_ARTICLE]);
    panes_draw_borders(panes, frame, reading_panes_wish(reading).focus);
    draw_scrollbars(reading, frame, panes);
}

struct panes_wish reading_panes_wish(const struct reading *reading)
{
    bool is_read = reading->path || (reading->reading && !reading->sources_are_open);
    return (struct panes_wish){
        .width = reading->canvas.width,
        .height = reading->canvas.height,
        .focus = is_read ? PANE_ARTICLE : reading->sources_are_open ? PANE_SOURCES : PANE_HEADLINES,
        .article_open = is_read || reading->open.page,
        .alone = reading->path || reading->options.linear,
        .zen = is_read && reading->zen,
        .mirrored = reading_is_mirrored(reading),
        .sizes = reading->sizes,
    };
}

static struct slice found_words(const struct reading *reading, struct arena *arena)
{
    size_t count = reading->list->headlines.source.count;
    bool partial = entry_list_is_partial(reading->list->list);
    return message_format(arena, partial ? catalogue_plural("%zu found so far", "%zu found so far", count)
                                         : catalogue_plural("%zu found", "%zu found", count), count);
}

/* What is found so far stands beside the words, why they are no query above them. */
static void draw_prompt(struct reading *reading, const struct frame *frame, struct rectangle area)
{
    struct slice found = { 0 };
    if (reading->finding && reading->find_error.kind != ERROR_NONE && area.y > 0) {
        struct status why = { 0 };
        status_say_error(&why, &reading->find_error);
        status_draw(&why, frame, (struct rectangle){ area.x, area.y - 1, area.width, 1 }, SLICE(""));
    } else if (reading->finding && reading->results_are_over && !frame->linear) {
        found = found_words(reading, frame->arena);
    }
    enum { GAP = 4, MARGIN = 1 };
    int width = found.length > 0 ? field_width(frame, found) + GAP + MARGIN : 0;
    if (width > area.width / 2)
        width = 0;
    if (reading->prompt_purpose == PROMPT_TO_CHOOSE)
        adding_draw_choice(reading, frame, (struct rectangle){ area.x, 0, area.width, area.y });
    struct rectangle above = { area.x, area.y / 2, area.width, area.y - area.y / 2 };
    if (reading->prompt_purpose == PROMPT_TO_RUN && reading->command_error.kind != ERROR_NONE && above.height > 0)
        commanding_draw_error(reading, frame, (struct rectangle){ above.x, above.y + --above.height, above.width, 1 });
    bool lists_while_typed = reading->prompt_purpose == PROMPT_TO_RUN || reading->prompt_purpose == PROMPT_TO_PIPE;
    if (reading->is_completing || (lists_while_typed && !frame->linear))
        completion_draw(&reading->completion, frame, above);
    canvas_fill(frame->canvas, area, UI_PROMPT);
    struct rectangle beside = { area.x + area.width - width, area.y, width > 0 ? width - MARGIN : 0, 1 };
    beside = frame_place(frame, area, beside);
    field_draw(frame, &(struct field){ .text = found,
                                        .x = beside.x,
                                        .y = beside.y,
                                        .width = beside.width,
                                        .role = UI_PROMPT,
                                        .alignment = ALIGN_END });
    prompt_draw(&reading->prompt, frame,
                frame_place(frame, area, (struct rectangle){ area.x, area.y, area.width - width, 1 }));
}

static bool has_hyperlinks(const struct reading *reading)
{
    switch (reading->app->config.hyperlinks) {
    case HYPERLINKS_YES: return true;
    case HYPERLINKS_NO: return false;
    case HYPERLINKS_AUTO: break;
    }
    return reading->terminal.has_hyperlinks;
}

void reading_draw(struct reading *reading)
{
    int width = screen_width(reading->screen), height = screen_height(reading->screen);
    struct frame frame = {
        .canvas = &reading->canvas,
        .engine = reading->app->engine,
        .arena = &reading->frame_arena,
        .marks = reading->options.marks,
        .digits = reading->options.digits,
        .letters = reading->options.letters,
        .is_rtl = language_is_rtl(slice_of(catalogue_language())),
        .mirrored = reading_is_mirrored(reading),
        .hyperlinks = has_hyperlinks(reading),
        .linear = reading->options.linear,
        .dates = app_dates(reading->app, reading->options.digits),
        .now = reading->options.linear && reading->list->list ? reading->list->listed_at : time(NULL),
    };
    if (reading->canvas.width != width || reading->canvas.height != height)
        canvas_resize(&reading->canvas, width, height);
    canvas_clear(&reading->canvas);
    struct panes_wish wish = reading_panes_wish(reading);
    struct panes panes = reading->panes = panes_arrange(&wish);
    keymap_mirror(reading->keymap, frame.mirrored);
    highlights_begin_frame(reading->highlights);
    draw_views(reading, &frame, &panes);
    set_progress(reading);
    if (reading->prompt_is_open)
        draw_prompt(reading, &frame, panes.status);
    else if (!wish.zen || reading->help_is_open || reading->status.message[0] || selecting_is_on(reading))
        status_draw(&reading->status, &frame, panes.status, resting_words(reading));
    screen_set_mouse(reading->screen, selecting_is_on(reading) || pointing_is_on(reading));
    screen_tell_ground(reading->screen, theming_is_automatic(reading));
    screen_show(reading->screen, &reading->canvas);
    arena_reset(&reading->frame_arena);
}
