#include "app/adding.h"

#include "app/prompting.h"
#include "app/sourcing.h"
#include "app/undoing.h"
#include "base/catalogue.h"
#include "base/file.h"
#include "base/message.h"

void adding_ask(struct reading *reading)
{
    if (reading->argument.length > 0)
        adding_take_address(reading, reading->argument);
    else
        prompting_ask(reading, PROMPT_TO_ADD, "Address of a feed or a site: ");
}

void adding_give_up(struct reading *reading)
{
    discovery_destroy(reading->discovery);
    reading->discovery = NULL;
}

void adding_take_address(struct reading *reading, struct slice address)
{
    struct error error = { 0 };
    address = slice_trim(address);
    adding_give_up(reading);
    if (address.length == 0)
        return;
    reading->discovery = discovery_start(reading->app->workers, address, &error);
    if (reading->discovery)
        status_say(&reading->status, "Looking for a feed there…");
    else
        status_say_error(&reading->status, &error);
}

static void add(struct reading *reading, const struct discovered *feed)
{
    struct app *app = reading->app;
    struct arena arena = { 0 };
    struct error error = { 0 };
    struct slice name;
    struct source source = { .url = arena_copy(&arena, feed->url), .name = arena_copy(&arena, feed->title) };
    size_t entries = feed->entry_count;
    char what[STATUS_BYTES];
    store_id id;
    adding_give_up(reading);
    if (folder_make(app->paths.config_folder, &error) &&
        sources_add(app->paths.feeds, &source, &name, &arena, &error)) {
        undoing_note_source(reading, name, &(struct feeds_piece){ .url = source.url }, true);
        sourcing_follow_file(reading, &error);
        if (store_ensure_feed(app->store, source.url, name, &id, &error))
            reading_refresh(reading, id, false);
        message_print(what, sizeof what, catalogue_plural("Added: %.*s: %zu headline", "Added: %.*s: %zu headlines", entries),
                      SLICE_ARGUMENT(name), entries);
        undoing_say(reading, what);
    }
    if (error.kind != ERROR_NONE)
        status_say_error(&reading->status, &error);
    arena_finish(&arena);
}

/* A key that is pressed meanwhile is about something else: the choice waits until no prompt is open. */
static bool go_on(struct reading *reading, bool was_ours)
{
    size_t count;
    if (!was_ours)
        return false;
    switch (discovery_state(reading->discovery)) {
    case DISCOVERY_LOOKING: break;
    case DISCOVERY_CHOICE:
        discovery_results(reading->discovery, &count);
        prompting_ask(reading, PROMPT_TO_CHOOSE, "Which one? %d–%zu: ", 1, count);
        break;
    case DISCOVERY_FOUND: add(reading, discovery_results(reading->discovery, &count)); break;
    case DISCOVERY_FAILED:
        status_say_error(&reading->status, discovery_error(reading->discovery));
        adding_give_up(reading);
        break;
    }
    return true;
}

void adding_take_choice(struct reading *reading, struct slice answer)
{
    size_t count;
    if (!reading->discovery)
        return;
    discovery_results(reading->discovery, &count);
    size_t number = message_number(slice_trim(answer), count);
    if (number == 0 || number > count) {
        status_say(&reading->status, "Nothing was added");
        adding_give_up(reading);
        return;
    }
    discovery_choose(reading->discovery, number - 1);
    status_say(&reading->status, "Looking at it…");
    go_on(reading, true);
}

/* ---- the workers' events -------------------------------------------------------------------------------------- */

bool adding_on_fetched(struct reading *reading, uint64_t id, const struct fetch_response *response)
{
    return reading->discovery && go_on(reading, discovery_on_fetched(reading->discovery, id, response));
}

bool adding_on_feed_entries(struct reading *reading, uint64_t id, size_t count)
{
    return reading->discovery && discovery_on_feed_entries(reading->discovery, id, count);
}

bool adding_on_feed_parsed(struct reading *reading, uint64_t id, const struct feed *feed, const struct error *error)
{
    return reading->discovery && go_on(reading, discovery_on_feed_parsed(reading->discovery, id, feed, error));
}

bool adding_on_feeds_found(struct reading *reading, uint64_t id, const struct feed_link *links, size_t count,
                           const struct error *error)
{
    return reading->discovery && go_on(reading, discovery_on_feeds_found(reading->discovery, id, links, count, error));
}

/* ---- drawing -------------------------------------------------------------------------------------------------- */

void adding_draw_choice(const struct reading *reading, const struct frame *frame, struct rectangle area)
{
    size_t count = 0;
    if (!reading->discovery || discovery_state(reading->discovery) != DISCOVERY_CHOICE)
        return;
    const struct discovered *results = discovery_results(reading->discovery, &count);
    if (count > (size_t)area.height)
        count = (size_t)area.height;
    for (size_t i = 0; i < count; i++) {
        struct slice name = results[i].title.length > 0 ? results[i].title : results[i].url;
        struct rectangle row = { area.x, area.y + area.height - (int)(count - i), area.width, 1 };
        canvas_fill(frame->canvas, row, UI_PROMPT);
        struct rectangle number = field_draw(frame, &(struct field){ .text = message_format(frame->arena, "%zu", i + 1),
                                                                     .x = row.x + 1, .y = row.y, .width = 3,
                                                                     .role = UI_PROMPT });
        int left = number.x + number.width + 2, room = row.x + row.width - left;
        struct field title = { .text = name, .x = left, .y = row.y, .width = room / 2, .role = UI_PROMPT,
                               .alignment = ALIGN_OWN_EDGE };
        struct field url = { .text = results[i].url, .x = left + room / 2 + 2, .y = row.y, .width = room - room / 2 - 2,
                             .role = UI_PROMPT };
        if (room < 40)
            title.width = room;
        field_draw(frame, &title);
        if (room >= 40)
            field_draw(frame, &url);
    }
}
