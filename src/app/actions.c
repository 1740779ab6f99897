#include "app/reading.h"

#include "app/adding.h"
#include "app/choices.h"
#include "app/commanding.h"
#include "app/copying.h"
#include "app/flips.h"
#include "app/identify.h"
#include "app/linking.h"
#include "app/lists.h"
#include "app/marking.h"
#include "app/order.h"
#include "app/piping.h"
#include "app/pointing.h"
#include "app/prompting.h"
#include "app/saving.h"
#include "app/selecting.h"
#include "app/settings.h"
#include "app/signals.h"
#include "app/sourcing.h"
#include "app/theming.h"
#include "app/undoing.h"
#include "base/catalogue.h"
#include "base/message.h"

#include <stdlib.h>
#include <string.h>

enum { COLUMNS_A_KEY = 2 };

static bool has_news(const struct reading *reading)
{
    return reading->path == NULL;
}

enum view reading_view(const struct reading *reading)
{
    if (reading->asks_what_to_copy)
        return VIEW_COPY;
    if (selecting_is_on(reading))
        return VIEW_SELECT;
    if (reading->help_is_open)
        return VIEW_HELP;
    if (reading->links_are_open)
        return VIEW_LINKS;
    return reading->sources_are_open ? VIEW_SOURCES : reading->reading ? VIEW_READER : VIEW_HEADLINES;
}

static void move_rows(struct reading *reading, long rows)
{
    switch (reading_view(reading)) {
    case VIEW_HELP: help_scroll(&reading->help, rows); break;
    case VIEW_READER:
        if (reading->options.linear)
            reader_step(&reading->reader, rows);
        else
            reader_scroll(&reading->reader, rows);
        break;
    default: headlines_step(&reading->list->headlines, rows); break;
    }
}

static void move_pages(struct reading *reading, int pages)
{
    switch (reading_view(reading)) {
    case VIEW_HELP: help_scroll_page(&reading->help, pages); break;
    case VIEW_READER: reader_scroll_page(&reading->reader, pages); break;
    default: headlines_move_page(&reading->list->headlines, pages); break;
    }
}

/* The newest may have come since. */
static void move_to_newest(struct reading *reading)
{
    struct error error = { 0 };
    headlines_move_to_start(&reading->list->headlines);
    if (entry_list_is_stale(reading->list->list) && !lists_reopen(reading, &error))
        status_say_error(&reading->status, &error);
}

static void move_to_edge(struct reading *reading, bool end)
{
    switch (reading_view(reading)) {
    case VIEW_HELP: help_scroll(&reading->help, end ? 100000 : -100000); break;
    case VIEW_READER:
        if (end)
            reader_scroll_to_end(&reading->reader);
        else
            reader_scroll_to_start(&reading->reader);
        break;
    default:
        if (end)
            headlines_move_to_end(&reading->list->headlines);
        else
            move_to_newest(reading);
    }
}

/* Opens the selection when an article is being read; in the list, the selection just moves. */
static void after_article_move(struct reading *reading, bool moved, const char *otherwise)
{
    const struct stored_entry *entry = headlines_selected(&reading->list->headlines);
    if (!moved)
        status_say(&reading->status, "%s", _(otherwise));
    else if (reading->reading && entry)
        reading_open_entry(reading, entry);
}

/* The article that is read: the one on its way, else the one that shows; NULL for the list, a file and the welcome. */
static const struct stored_entry *entry_being_read(const struct reading *reading)
{
    const struct stored_entry *entry = reading->opening_job ? &reading->opening : &reading->open.entry;
    return reading->reading && entry->id != 0 ? entry : NULL;
}

/* The first unread one of the list, but not the one that is selected: false when there is none. */
static bool select_first_unread(struct reading *reading, struct error *error)
{
    struct headlines *headlines = &reading->list->headlines;
    struct entry_list *list = reading->list->list;
    struct stored_entry *row;
    struct arena arena = { 0 };
    size_t index, got = 0;
    bool found = entry_list_next_unread(list, SIZE_MAX, 1, &index, error) &&
                 entry_list_rows(list, index, 1, &arena, &row, &got, error) && got == 1 &&
                 (row->id != headlines->selected_id || !headlines->chosen) && headlines_select(headlines, row->id);
    arena_finish(&arena);
    return found;
}

/* Below, then from the list's start, then in the next source where this list is one source's. Whoever only goes through
 * the headlines leaves them unread: they would never come to that. */
static void move_to_next_unread(struct reading *reading)
{
    struct error error = { 0 };
    bool goes_round = reading->reading || reading->list->wish.feed == 0;
    if (headlines_next_unread(&reading->list->headlines)) {
        after_article_move(reading, true, "");
    } else if (goes_round && select_first_unread(reading, &error)) {
        after_article_move(reading, true, "");
        status_say(&reading->status, "From the start of the list again");
    } else if (error.kind == ERROR_NONE && reading->list->wish.feed != 0 && sourcing_list_next_unread(reading, &error)) {
        select_first_unread(reading, &error);
        after_article_move(reading, true, "");
        status_say(&reading->status, "The next source: %s", reading->list->wish.name);
    } else if (error.kind != ERROR_NONE) {
        status_say_error(&reading->status, &error);
    } else {
        status_say(&reading->status, reading->list->wish.feed != 0 || !reading->list->below
                                         ? N_("Nothing else is unread") : N_("Nothing else in this list is unread"));
    }
}

/* The list's selection follows the article that is read, so that "next" means next after it. */
static void move_article(struct reading *reading, int direction, bool unread)
{
    if (!has_news(reading))
        return;
    struct headlines *list = &reading->list->headlines;
    const struct stored_entry *read = entry_being_read(reading);
    if (read)
        headlines_select(list, read->id);
    if (unread && direction > 0)
        move_to_next_unread(reading);
    else if (unread)
        after_article_move(reading, headlines_previous_unread(list), N_("No unread article above"));
    else
        after_article_move(reading, headlines_move(list, direction),
                           direction > 0 ? N_("This is the last article") : N_("This is the first article"));
}

static void read_on(struct reading *reading)
{
    if (reading->help_is_open)
        help_scroll_page(&reading->help, 1);
    else if (reading->opening_job)
        return; /* Space held down must not pass over an article that nobody saw */
    else if (!reader_scroll_page(&reading->reader, 1))
        move_article(reading, 1, false);
}

static void open_selected(struct reading *reading)
{
    const struct stored_entry *entry = headlines_selected(&reading->list->headlines);
    bool is_open = reading->open.page && !reading->open.is_notice && !reading->opening_job &&
                   (!entry || reading->open.entry.id == entry->id);
    if (is_open)
        reading->reading = true; /* where it was left */
    else if (entry)
        reading_open_entry(reading, entry);
}

static void widen(struct reading *reading, int columns)
{
    struct panes_wish wish = reading_panes_wish(reading);
    struct pane_sizes before = reading->sizes;
    reading->sizes = panes_widen(&wish, columns * (int)reading_count(reading));
    if (before.sources == reading->sizes.sources && before.headlines == reading->sizes.headlines)
        status_say(&reading->status, "There is nothing beside it");
    reading->state_is_changed = true;
}

static void toggle_density(struct reading *reading)
{
    reading->density = reading->density == DENSITY_COMPACT ? DENSITY_COMFORTABLE : DENSITY_COMPACT;
    status_say(&reading->status, reading->density == DENSITY_COMPACT ? N_("One row a headline") : N_("Two rows a headline"));
}

static void toggle_zen(struct reading *reading)
{
    char key[KEY_NAME_BYTES];
    reading->zen = !reading->zen;
    if (reading->zen && keymap_first_key_of(reading->keymap, VIEW_READER, COMMAND_ZEN, key))
        status_say(&reading->status, "Nothing but the article   %s: back", key);
}

static bool stands_beside_others(const struct reading *reading)
{
    return reading->panes.border[PANE_SOURCES].width > 0 || reading->panes.border[PANE_HEADLINES].width > 0;
}

/* What was searched for goes first. From the list of a source the way leads to the sources; from that of all only where
 * there is more than one view on screen: else nobody asked for another one. */
static void leave_list(struct reading *reading)
{
    if (lists_give_up_sorting(reading))
        return;
    const struct listing_wish *wish = &reading->list->wish;
    if (!wish->words[0] && (reading->list->below ? wish->is_of_sources_view : stands_beside_others(reading)))
        sourcing_enter(reading);
    else
        lists_leave(reading);
}

static void go_back(struct reading *reading)
{
    if (reading->help_is_open)
        reading->help_is_open = false;
    else if (has_news(reading) && reading->reading)
        reading->reading = false;
    else if (has_news(reading) && !picks_drop(reading))
        leave_list(reading);
}

static void quit(struct reading *reading)
{
    if (reading->help_is_open)
        reading->help_is_open = false;
    else
        reading->wants_quit = true;
}

const struct stored_entry *reading_entry_at_hand(const struct reading *reading)
{
    const struct stored_entry *read = entry_being_read(reading);
    return read ? read : headlines_selected(&reading->list->headlines);
}

bool reading_find_address(struct reading *reading, struct slice *address)
{
    size_t number = reading->typed_number;
    const struct stored_entry *entry = reading_entry_at_hand(reading);
    if (reading->number_is_typed && number > 0) {
        size_t count = reading->open.page ? page_link_count(reading->open.page) : 0;
        if (number > count) {
            status_say(&reading->status, count ? N_("There are %zu links, no %zu") : N_("There are no links here"), count,
                       number);
            return false;
        }
        *address = page_link_at(reading->open.page, number - 1)->address;
        return true;
    }
    if (reading->links_are_open) {
        *address = linking_selected(reading);
        return true;
    }
    if (entry && entry->link.length > 0) {
        *address = entry->link;
        return true;
    }
    status_say(&reading->status, entry ? N_("This entry has no address of its own")
                                       : N_("Type a link's number, then the key again"));
    return false;
}

static void open_link(struct reading *reading)
{
    struct slice address;
    if (reading_find_address(reading, &address))
        linking_open(reading, address);
}

static void took_match(struct reading *reading, const char *words)
{
    selecting_take_match(reading);
    status_say(&reading->status, "%s", words);
}

static void say_not_found(struct reading *reading)
{
    if (reading->reader.matcher)
        status_say(&reading->status, "The article has none of the words that the list was searched for");
    else
        status_say(&reading->status, "Not found: %s", reading->reader.words);
}

static void search_again(struct reading *reading, bool forwards)
{
    char key[KEY_NAME_BYTES];
    bool wrapped = false;
    if (!reader_searches(&reading->reader))
        status_say(&reading->status,
                   keymap_first_key_of(reading->keymap, VIEW_READER, COMMAND_SEARCH, key)
                       ? N_("Nothing was searched for yet: %s searches") : N_("Nothing was searched for yet"), key);
    else if (!(forwards ? reader_search_next(&reading->reader, &wrapped)
                        : reader_search_previous(&reading->reader, &wrapped)))
        say_not_found(reading);
    else
        took_match(reading, !wrapped ? "" : forwards ? _("From the start again") : _("From the end again"));
}

static void refresh_selected(struct reading *reading)
{
    const struct stored_entry *entry = reading_entry_at_hand(reading);
    if (entry)
        reading_refresh(reading, entry->feed_id, false);
    else
        reading_refresh(reading, 0, false);
}

static void fetch_older(struct reading *reading)
{
    const struct stored_entry *entry = reading_entry_at_hand(reading);
    if (entry)
        reading_fetch_older(reading, entry->feed_id);
    else
        status_say(&reading->status, "Select a headline of the source first");
}

static void suspend(struct reading *reading)
{
    screen_suspend(reading->screen);
    signals_suspend();
    screen_resume(reading->screen);
}

static void redraw(struct reading *reading)
{
    screen_redraw(reading->screen);
    identify_outside_soon(reading);
}

static void turn_round(struct reading *reading, enum command command)
{
    if (reading->options.linear)
        status_say(&reading->status, "Nothing to turn round in logical order");
    else if (command == COMMAND_FLIP_PARAGRAPH)
        flips_turn_paragraph(reading);
    else if (command == COMMAND_FLIP_ARTICLE)
        flips_turn_article(reading);
    else
        flips_turn_source(reading);
}

static void toggle_help(struct reading *reading)
{
    help_open(&reading->help, reading_view(reading));
    reading->help_is_open = !reading->help_is_open;
}

size_t reading_count(const struct reading *reading)
{
    return reading->number_is_typed && reading->typed_number > 0 ? reading->typed_number : 1;
}

void reading_run(struct reading *reading, enum command command)
{
    if (selecting_run(reading, command) || (reading->links_are_open && !reading->help_is_open && linking_run(reading, command)))
        return;
    if ((reading->sources_are_open && !reading->help_is_open && sourcing_run(reading, command)))
        return;
    if (has_news(reading) && (marking_run(reading, command) || lists_run(reading, command)))
        return;
    switch (command) {
    case COMMAND_DOWN: move_rows(reading, (long)reading_count(reading)); break;
    case COMMAND_UP: move_rows(reading, -(long)reading_count(reading)); break;
    case COMMAND_PAGE_DOWN: move_pages(reading, 1); break;
    case COMMAND_READ_ON: read_on(reading); break;
    case COMMAND_PAGE_UP: move_pages(reading, -1); break;
    case COMMAND_START: move_to_edge(reading, false); break;
    case COMMAND_END: move_to_edge(reading, true); break;
    case COMMAND_OPEN: open_selected(reading); break;
    case COMMAND_BACK: go_back(reading); break;
    case COMMAND_NEXT_ARTICLE: move_article(reading, 1, false); break;
    case COMMAND_PREVIOUS_ARTICLE: move_article(reading, -1, false); break;
    case COMMAND_NEXT_UNREAD: move_article(reading, 1, true); break;
    case COMMAND_PREVIOUS_UNREAD: move_article(reading, -1, true); break;
    case COMMAND_OPEN_LINK: open_link(reading); break;
    case COMMAND_JUMP_BACK: jumping_back(reading); break;
    case COMMAND_JUMP_FORWARD: jumping_forward(reading); break;
    case COMMAND_HINTS: linking_hint(reading); break;
    case COMMAND_LINKS: linking_list(reading); break;
    case COMMAND_SELECT:
    case COMMAND_SELECT_LEFT:
    case COMMAND_SELECT_RIGHT:
    case COMMAND_SELECT_WORD_LEFT:
    case COMMAND_SELECT_WORD_RIGHT:
    case COMMAND_SELECT_NEXT_WORD:
    case COMMAND_SELECT_PREVIOUS_WORD:
    case COMMAND_SELECT_PAGE_UP:
    case COMMAND_SELECT_START:
    case COMMAND_SELECT_END:
    case COMMAND_SELECT_ROW_START:
    case COMMAND_SELECT_ROW_END:
    case COMMAND_SELECT_PARAGRAPH_END:
    case COMMAND_SELECT_LEAVE:
    case COMMAND_SELECT_OTHER_END: break; /* selecting_run */
    case COMMAND_SAVE: saving_ask(reading); break;
    case COMMAND_PIPE: piping_pipe(reading, reading->argument); break;
    case COMMAND_PRINT: piping_print(reading); break;
    case COMMAND_MAIL: piping_mail(reading); break;
    case COMMAND_COPY: copying_ask(reading); break;
    case COMMAND_COPY_TITLE:
    case COMMAND_COPY_LINK:
    case COMMAND_COPY_PARAGRAPH:
    case COMMAND_COPY_ARTICLE:
    case COMMAND_COPY_HEADLINE: copying_copy(reading, command); break;
    case COMMAND_SEARCH: prompting_search(reading); break;
    case COMMAND_SEARCH_NEXT: search_again(reading, true); break;
    case COMMAND_SEARCH_PREVIOUS: search_again(reading, false); break;
    case COMMAND_REFRESH:
        if (has_news(reading))
            refresh_selected(reading);
        break;
    case COMMAND_REFRESH_ALL:
        if (has_news(reading))
            reading_refresh(reading, 0, false);
        break;
    case COMMAND_OLDER:
        if (has_news(reading))
            fetch_older(reading);
        break;
    case COMMAND_TOGGLE_MARKS: choices_next_marks(reading); break;
    case COMMAND_DIGITS:
    case COMMAND_JUSTIFY:
    case COMMAND_BREAKING:
    case COMMAND_ROW_SPACING: choices_next(reading, command); break;
    case COMMAND_FLIP_PARAGRAPH:
    case COMMAND_FLIP_ARTICLE:
    case COMMAND_FLIP_SOURCE: turn_round(reading, command); break;
    case COMMAND_ORDER: order_next(reading); break;
    case COMMAND_NEXT_THEME: theming_next(reading); break;
    case COMMAND_WIDEN: widen(reading, COLUMNS_A_KEY); break;
    case COMMAND_NARROW: widen(reading, -COLUMNS_A_KEY); break;
    case COMMAND_DENSITY: toggle_density(reading); break;
    case COMMAND_ZEN: toggle_zen(reading); break;
    case COMMAND_HELP: toggle_help(reading); break;
    case COMMAND_REDRAW: redraw(reading); break;
    case COMMAND_SUSPEND: suspend(reading); break;
    case COMMAND_QUIT: quit(reading); break;
    case COMMAND_TAG:
        if (has_news(reading) && reading->argument.length > 0)
            marking_tag(reading, reading->argument);
        else if (has_news(reading))
            prompting_ask(reading, PROMPT_TO_TAG, "Tag: ");
        break;
    case COMMAND_SOURCES:
        if (has_news(reading))
            sourcing_toggle(reading);
        break;
    case COMMAND_SHOW_FAILING:
        if (has_news(reading))
            sourcing_show_failing(reading);
        break;
    case COMMAND_UNDO: undoing_undo(reading); break;
    case COMMAND_REDO: undoing_redo(reading); break;
    case COMMAND_ADD_SOURCE: adding_ask(reading); break;
    case COMMAND_RUN: linking_run_program(reading, reading->argument); break;
    case COMMAND_THEME: theming_take(reading, reading->argument); break;
    case COMMAND_SET: settings_change(reading, reading->argument); break;
    case COMMAND_COMMAND: commanding_ask(reading); break;
    case COMMAND_TOGGLE_READ:
    case COMMAND_STAR:
    case COMMAND_KEEP_FOR_LATER:
    case COMMAND_HIDE:
    case COMMAND_MARK_ALL_READ:
    case COMMAND_MARK_READ_ABOVE:
    case COMMAND_MARK_READ_BELOW:
    case COMMAND_MARK_READ:
    case COMMAND_MARK_UNREAD:
    case COMMAND_PICK:
    case COMMAND_PICK_ALL:
    case COMMAND_PICK_NONE: break; /* marking_run */
    case COMMAND_SHOW_UNREAD:
    case COMMAND_SHOW_STARRED:
    case COMMAND_SHOW_SAVED:
    case COMMAND_SHOW_SOURCE:
    case COMMAND_SORT:
    case COMMAND_SORT_REVERSED:
    case COMMAND_GROUP:
    case COMMAND_FIND: break; /* lists_run */
    case COMMAND_FOLD:
    case COMMAND_LEAVE_SOURCES:
    case COMMAND_REMOVE_SOURCE: /* sourcing_run */
    case COMMAND_NONE:
    case COMMAND_COUNT: break;
    }
}

/* ---- keys ------------------------------------------------------------------------------------------------------ */

/* False: the key is none of those that answer. */
static bool answer_what_to_copy(struct reading *reading, struct keymap_action *action)
{
    if (action->count == 0)
        return false;
    reading->asks_what_to_copy = false;
    if (action->calls[0].command == COMMAND_BACK || action->calls[0].command == COMMAND_QUIT)
        action->count = 0;
    return true;
}

static void forget_number(struct reading *reading)
{
    reading->typed_number = 0;
    reading->number_is_typed = false;
}

static bool run_call(struct reading *reading, const struct command_call *call)
{
    const struct command_row *row = command_row_of(call->command);
    if (!command_can_run(call->command, reading_view(reading))) {
        struct error error = { 0 };
        error_set(&error, ERROR_CONFIG, "%s does nothing here: this is the view \"%s\"", row->name,
                  view_name(reading_view(reading)));
        status_say_error(&reading->status, &error);
        return false;
    }
    if (call->has_number) {
        reading->typed_number = call->number;
        reading->number_is_typed = true;
    }
    reading->argument = call->argument;
    reading_run(reading, call->command);
    reading->argument = (struct slice){ 0 };
    if (!reading->asks_what_to_copy) /* the number is of what will be copied */
        forget_number(reading);
    return !reading->status.is_error;
}

/* What asks for something is answered before the macro goes on. */
static void run_rest(struct reading *reading)
{
    struct keymap_action *rest = &reading->rest;
    while (rest->count > 0 && !reading->prompt_is_open && !reading->asks_what_to_copy && !reading->wants_quit) {
        rest->count--;
        if (!run_call(reading, rest->calls++))
            rest->count = 0;
    }
}

void reading_run_calls(struct reading *reading, struct keymap_action calls)
{
    reading->rest = calls;
    run_rest(reading);
}

static void type_digit(struct reading *reading, size_t digit)
{
    enum { LARGEST_NUMBER = 99999 };
    reading->typed_number = reading->typed_number * 10 + digit;
    if (reading->typed_number > LARGEST_NUMBER)
        reading->typed_number = 0;
    reading->number_is_typed = true;
    linking_say_number(reading);
}

/* "g…   g: to the start   u: list what is unread only" */
static void say_what_can_follow(struct reading *reading)
{
    char pressed[KEY_NAME_BYTES];
    struct buffer words = buffer_create(STATUS_BYTES);
    struct key_sequence sequence;
    struct keymap_action action;
    size_t done = reading->pressed.count;
    key_sequence_to_name(&reading->pressed, pressed);
    for (size_t at = 0; keymap_next(reading->keymap, reading_view(reading), &at, &sequence, &action);) {
        struct key_sequence follows = { .count = sequence.count - done };
        char name[KEY_NAME_BYTES];
        if (!keymap_follows(reading->keymap, &reading->pressed, &sequence))
            continue;
        memcpy(follows.keys, sequence.keys + done, follows.count * sizeof *follows.keys);
        key_sequence_to_name(&follows, name);
        buffer_append_format(&words, "   %s: %s", name, action.count == 1 ? _(command_row_of(action.calls[0].command)->help)
                                                                        : command_row_of(action.calls[0].command)->name);
    }
    if (reading->number_is_typed)
        status_say(&reading->status, "%zu %s…%.*s", reading->typed_number, pressed, SLICE_ARGUMENT(buffer_slice(&words)));
    else
        status_say(&reading->status, "%s…%.*s", pressed, SLICE_ARGUMENT(buffer_slice(&words)));
    buffer_finish(&words);
}

static void say_not_bound(struct reading *reading)
{
    char pressed[KEY_NAME_BYTES];
    key_sequence_to_name(&reading->pressed, pressed);
    status_say(&reading->status, "Nothing is bound to %s here", pressed);
}

/* The keys that were pressed are whole, or lead nowhere. */
static void act_on(struct reading *reading, struct keymap_action action, struct key key)
{
    int digit = message_digit(key.code);
    bool is_alone = reading->pressed.count == 1;
    if (action.count == 0 && is_alone && digit >= 0) { /* in front of a command */
        type_digit(reading, (size_t)digit);
        return;
    }
    status_clear(&reading->status);
    if (reading->asks_what_to_copy && !answer_what_to_copy(reading, &action))
        return; /* the status line still says what can be copied */
    if (action.count == 0 && !is_alone)
        say_not_bound(reading);
    /* Escape takes a number back, and no more. */
    if (!reading->number_is_typed || key.code != KEY_CODE_ESCAPE)
        reading_run_calls(reading, action);
    if (!reading->asks_what_to_copy)
        forget_number(reading);
}

static void press_in_view(struct reading *reading, struct key key)
{
    struct key_sequence *pressed = &reading->pressed;
    struct keymap_action action = { 0 };
    if (pressed->count > 0 && key.code == KEY_CODE_ESCAPE) {
        pressed->count = 0;
        forget_number(reading);
        status_clear(&reading->status);
        return;
    }
    pressed->keys[pressed->count++] = key;
    enum keymap_answer answer = keymap_find(reading->keymap, reading_view(reading), pressed, &action);
    if (answer == KEYMAP_BEGINS) {
        say_what_can_follow(reading);
        return;
    }
    if (answer == KEYMAP_NOTHING && key.code & KEY_ALT) { /* two keys, pressed faster than the terminal sends them */
        pressed->count--;
        press_in_view(reading, (struct key){ KEY_CODE_ESCAPE });
        reading_press(reading, (struct key){ key.code & ~(uint32_t)KEY_ALT });
        return;
    }
    act_on(reading, action, key);
    pressed->count = 0;
}

void reading_press(struct reading *reading, struct key key)
{
    if (key.code == KEY_CODE_MOUSE) {
        if (selecting_is_on(reading))
            selecting_point(reading, screen_mouse(reading->screen));
        else
            pointing_point(reading, screen_mouse(reading->screen));
        return;
    }
#ifdef KHABAR_DEBUG
    if (key.code == KEY_CODE_F12)
        abort(); /* for tests of what a crash leaves */
#endif
    key_layouts_note(keymap_layouts(reading->keymap), key);
    if (reading->prompt_is_open) {
        prompting_press(reading, key);
        run_rest(reading);
    } else if (key.code == KEY_CODE_PASTE) {
        status_say(&reading->status, "What was pasted is text and no keys: it goes into a prompt that is open");
    } else if (linking_answer(reading, key)) {
        return;
    } else if (reading->reader.shows_hints) {
        linking_press_hint(reading, key);
    } else {
        press_in_view(reading, key);
    }
}
