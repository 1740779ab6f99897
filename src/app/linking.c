#include "app/linking.h"

#include "app/browser.h"
#include "app/copying.h"
#include "app/lending.h"
#include "app/opening.h"
#include "app/prompting.h"
#include "base/catalogue.h"
#include "base/message.h"
#include "base/uri.h"
#include "base/utf8.h"
#include "lang/host.h"
#include "ui/hints.h"

#include <stdio.h>

enum { SHOWN_BYTES = 400 };

/* ---- what an address looks like ------------------------------------------------------------------------------- */

struct shown_address {
    struct slice scheme; /* with its "://"; empty: it has no host */
    struct slice host, rest;
};

static struct shown_address show_address(struct slice address, struct arena *arena)
{
    struct buffer host = buffer_create(8 * address.length + 64), rest = buffer_create(3 * address.length + 1);
    struct slice name = uri_host(address);
    bool has_host = name.length < address.length;
    size_t end = has_host ? (size_t)(name.bytes - address.bytes) + name.length : 0;
    if (has_host)
        host_append(name, &host);
    uri_append_part(&rest, slice_part(address, end, address.length));
    struct shown_address shown = {
        .scheme = has_host ? arena_copy(arena, slice_part(address, 0, slice_find(address, SLICE("://")) + 3)) : SLICE(""),
        .host = arena_copy(arena, buffer_slice(&host)),
        .rest = arena_copy(arena, buffer_slice(&rest)),
    };
    buffer_finish(&host);
    buffer_finish(&rest);
    return shown;
}

/* "example.org   /the/rest"; that it is not encrypted is worth a word. */
static struct slice preview(struct slice address, struct arena *arena)
{
    struct shown_address shown = show_address(address, arena);
    bool is_usual = shown.scheme.length == 0 || slice_equal_ignoring_case(shown.scheme, SLICE("https://"));
    if (shown.host.length == 0)
        return shown.rest;
    return arena_format(arena, "%.*s%.*s   %.*s", SLICE_ARGUMENT(is_usual ? SLICE("") : shown.scheme),
                        SLICE_ARGUMENT(shown.host), SLICE_ARGUMENT(shown.rest));
}

/* ---- opening -------------------------------------------------------------------------------------------------- */

static void say_opened(struct reading *reading, struct slice address)
{
    struct arena arena = { 0 };
    struct shown_address shown = show_address(address, &arena);
    /* One name for who translates: in pieces each would stand isolated. */
    struct slice whole = arena_format(&arena, "%.*s%.*s%.*s", SLICE_ARGUMENT(shown.scheme), SLICE_ARGUMENT(shown.host),
                                      SLICE_ARGUMENT(utf8_prefix(shown.rest, SHOWN_BYTES)));
    status_say(&reading->status, "Opened %.*s", SLICE_ARGUMENT(whole));
    arena_finish(&arena);
}

static bool run_on(struct reading *reading, const struct config_program *named, const char *section, struct slice address,
                   struct error *error)
{
    struct arena arena = { 0 };
    struct run program;
    struct slice what = message_format(&arena, _("%s, line %d"), section, named->line);
    bool good = lending_prepare(reading, named->command, address, &arena, &program, error) &&
                lending_run(reading, &program, NULL, arena_copy_string(&arena, what), error);
    arena_finish(&arena);
    return good;
}

static bool open_in_browser(struct reading *reading, struct slice address, struct error *error)
{
    lending_give_terminal(reading);
    bool opened = browser_open(address, error);
    lending_take_terminal(reading);
    return opened;
}

static void open_now(struct reading *reading, struct slice address, struct slice type)
{
    struct error error = { 0 };
    const struct config_program *opener = opening_find(&reading->app->config, address, type);
    if (opener ? run_on(reading, opener, "[open]", address, &error) : open_in_browser(reading, address, &error))
        say_opened(reading, address);
    else
        status_say_error(&reading->status, &error);
}

/* The page that it is on may go meanwhile. */
static void ask_first(struct reading *reading, struct slice address, struct slice type)
{
    struct arena arena = { 0 };
    arena_reset(&reading->doubtful_arena);
    reading->doubtful_link = arena_copy(&reading->doubtful_arena, address);
    reading->doubtful_type = arena_copy(&reading->doubtful_arena, type);
    struct slice host = show_address(address, &arena).host;
    status_say(&reading->status, "Open %.*s?   y: yes   It could be taken for another", SLICE_ARGUMENT(host));
    arena_finish(&arena);
}

bool linking_answer(struct reading *reading, struct key key)
{
    struct slice address = reading->doubtful_link;
    if (address.length == 0)
        return false;
    reading->doubtful_link = (struct slice){ 0 };
    status_clear(&reading->status);
    if (key_in_latin_place(keymap_layouts(reading->keymap), key).code == 'y')
        open_now(reading, address, reading->doubtful_type);
    return true;
}

/* Of an enclosure its feed has told. */
static struct slice type_of(const struct reading *reading, struct slice address)
{
    size_t count = reading->open.page ? page_link_count(reading->open.page) : 0;
    for (size_t i = 0; i < count; i++) {
        const struct page_link *link = page_link_at(reading->open.page, i);
        if (link->type.length > 0 && slice_equal(link->address, address))
            return link->type;
    }
    return opening_guess_type(address);
}

void linking_open(struct reading *reading, struct slice address)
{
    struct error error = { 0 };
    struct slice type = type_of(reading, address);
    if (!opening_address_is_sound(address, &error))
        status_say_error(&reading->status, &error);
    else if (uri_host(address).length < address.length && host_is_doubtful(uri_host(address)))
        ask_first(reading, address, type);
    else
        open_now(reading, address, type);
}

static const struct config_program *find_program(const struct config *config, struct slice name)
{
    for (size_t i = 0; i < config->command_count; i++)
        if (slice_equal(config->commands[i].name, name))
            return &config->commands[i];
    return NULL;
}

/* A program that wants no address is run where there is none. */
void linking_run_program(struct reading *reading, struct slice name)
{
    struct error error = { 0 };
    const struct config_program *program = find_program(&reading->app->config, name);
    struct slice address = { 0 };
    bool has_number = reading->number_is_typed || reading->links_are_open;
    const struct stored_entry *entry = reading_entry_at_hand(reading);
    if (has_number && !reading_find_address(reading, &address))
        return;
    if (!has_number && entry)
        address = entry->link;
    if (!program)
        error_set(&error, ERROR_CONFIG, "There is no \"%.*s\" in [commands] of the config file; add a line",
                  SLICE_ARGUMENT(utf8_prefix(name, 60)));
    else if (address.length == 0 || opening_address_is_sound(address, &error))
        run_on(reading, program, "[commands]", address, &error);
    if (error.kind != ERROR_NONE)
        status_say_error(&reading->status, &error);
    else
        status_say(&reading->status, "Ran %.*s", SLICE_ARGUMENT(name));
}

void linking_tell_of_failure(struct reading *reading)
{
    struct error error = { 0 };
    while (background_take_failure(&reading->background, &error))
        status_say_error(&reading->status, &error);
}

/* ---- by number ------------------------------------------------------------------------------------------------ */

static void say_link(struct reading *reading, uint32_t number)
{
    struct arena arena = { 0 };
    struct slice words = preview(page_address_of(reading->open.page, number), &arena);
    status_say(&reading->status, "%zu   %.*s", (size_t)number, SLICE_ARGUMENT(words));
    arena_finish(&arena);
}

void linking_say_number(struct reading *reading)
{
    size_t number = reading->typed_number;
    bool has_links = reading->reading && reading->open.page && !reading->help_is_open;
    if (reading->links_are_open)
        link_list_select(&reading->links, number);
    if (has_links && number > 0 && number <= page_link_count(reading->open.page))
        say_link(reading, (uint32_t)number);
    else
        status_say(&reading->status, "%zu", number);
}

/* ---- by the mouse --------------------------------------------------------------------------------------------- */

void linking_click(struct reading *reading, struct mouse mouse, bool twice)
{
    uint32_t number;
    bool found = reading->links_are_open ? link_list_select_at(&reading->links, mouse.x, mouse.y, &number)
                                         : reader_link_at(&reading->reader, mouse.x, mouse.y, &number);
    if (found && twice)
        linking_open(reading, page_address_of(reading->open.page, number));
    else if (found && !reading->links_are_open)
        say_link(reading, number);
}

/* ---- by letters ----------------------------------------------------------------------------------------------- */

void linking_hint(struct reading *reading)
{
    if (!hints_start(&reading->reader))
        status_say(&reading->status, "There is no link in sight");
}

void linking_press_hint(struct reading *reading, struct key key)
{
    uint32_t link;
    status_clear(&reading->status);
    if (hints_press(&reading->reader, key_in_latin_place(keymap_layouts(reading->keymap), key), &link) == HINT_CHOSEN)
        linking_open(reading, page_address_of(reading->open.page, link));
}

/* ---- from the list -------------------------------------------------------------------------------------------- */

/* What an image links with has no text. */
static struct slice text_of(const struct reading *reading, uint32_t number, struct arena *arena)
{
    const struct page *page = reading->open.page;
    struct buffer text = buffer_create(4096), line = buffer_create(3 * 4096);
    if (number > 0)
        page_append_text(page, page_link_at(page, number - 1)->source, &text);
    utf8_append_clean_line(&line, number > 0 ? buffer_slice(&text) : reading->open.entry.title);
    struct slice words = arena_copy(arena, slice_trim(buffer_slice(&line)));
    buffer_finish(&text);
    buffer_finish(&line);
    return words;
}

static void load_list(struct reading *reading)
{
    struct arena *arena = &reading->links_arena;
    const struct page *page = reading->open.page;
    size_t count = page_link_count(page);
    uint32_t first = page_address_of(page, 0).length > 0 ? 0 : 1;
    struct link_row *rows = ARENA_ARRAY(arena, struct link_row, count + 1);
    reading->links = (struct link_list){ .rows = rows };
    reading->link_words[0] = '\0';
    for (uint32_t number = first; number <= count; number++) {
        struct shown_address shown = show_address(page_address_of(page, number), arena);
        rows[reading->links.count++] = (struct link_row){ .number = number,
                                                          .text = text_of(reading, number, arena),
                                                          .host = shown.host,
                                                          .rest = shown.rest };
    }
}

void linking_close(struct reading *reading)
{
    reading->links_are_open = false;
    reading->links = (struct link_list){ 0 };
    arena_finish(&reading->links_arena);
}

void linking_list(struct reading *reading)
{
    if (reading->links_are_open) {
        linking_close(reading);
        return;
    }
    if (!reading->open.page)
        return;
    load_list(reading);
    reading->links_are_open = reading->links.count > 0;
    if (!reading->links_are_open)
        status_say(&reading->status, "There are no links here");
}

struct slice linking_selected(const struct reading *reading)
{
    return page_address_of(reading->open.page, reading->links.rows[reading->links.selected].number);
}

struct slice linking_words(const struct reading *reading, struct arena *arena)
{
    return preview(linking_selected(reading), arena);
}

static void say_found(struct reading *reading, enum link_list_found found, int step)
{
    if (found == LINK_NOT_FOUND)
        status_say(&reading->status, "Not found: %s", reading->link_words);
    else if (found == LINK_FOUND_ROUND && step != 0)
        status_say(&reading->status, step > 0 ? N_("From the start again") : N_("From the end again"));
}

void linking_search(struct reading *reading, struct slice words)
{
    if (words.length == 0)
        return;
    snprintf(reading->link_words, sizeof reading->link_words, "%.*s", SLICE_ARGUMENT(utf8_prefix(words, sizeof reading->link_words - 1)));
    say_found(reading, link_list_find(&reading->links, slice_of(reading->link_words), 0), 0);
}

static void search(struct reading *reading)
{
    if (reading->argument.length > 0)
        linking_search(reading, reading->argument);
    else
        prompting_ask(reading, PROMPT_TO_SEARCH_LINKS, "/");
}

static void search_again(struct reading *reading, int step)
{
    char key[KEY_NAME_BYTES];
    if (reading->link_words[0])
        say_found(reading, link_list_find(&reading->links, slice_of(reading->link_words), step), step);
    else if (keymap_first_key_of(reading->keymap, VIEW_LINKS, COMMAND_SEARCH, key))
        status_say(&reading->status, "Nothing was searched for yet: %s searches", key);
    else
        status_say(&reading->status, "Nothing was searched for yet");
}

bool linking_run(struct reading *reading, enum command command)
{
    struct link_list *list = &reading->links;
    struct slice address;
    long all = (long)list->count;
    switch (command) {
    case COMMAND_DOWN: link_list_move(list, (long)reading_count(reading)); return true;
    case COMMAND_UP: link_list_move(list, -(long)reading_count(reading)); return true;
    case COMMAND_PAGE_DOWN: link_list_move_page(list, 1); return true;
    case COMMAND_PAGE_UP: link_list_move_page(list, -1); return true;
    case COMMAND_START: link_list_move(list, -all); return true;
    case COMMAND_END: link_list_move(list, all); return true;
    case COMMAND_OPEN:
        if (reading_find_address(reading, &address))
            linking_open(reading, address);
        return true;
    case COMMAND_SEARCH: search(reading); return true;
    case COMMAND_SEARCH_NEXT: search_again(reading, 1); return true;
    case COMMAND_SEARCH_PREVIOUS: search_again(reading, -1); return true;
    case COMMAND_COPY: copying_copy(reading, COMMAND_COPY_LINK); return true;
    case COMMAND_BACK:
    case COMMAND_QUIT: linking_close(reading); return true;
    default: return false;
    }
}
