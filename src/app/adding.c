#include "app/adding.h"

#include "app/sourcing.h"
#include "base/file.h"

static void add(struct reading *reading, struct slice url)
{
    struct app *app = reading->app;
    struct arena arena = { 0 };
    struct error error = { 0 };
    struct slice name;
    struct source source = { .url = url };
    store_id id;
    if (source_address_is_sound(url, &error) && folder_make(app->paths.config_folder, &error) &&
        sources_add(app->paths.feeds, &source, &name, &arena, &error) && app_read_sources_anew(app, &error) &&
        store_ensure_feed(app->store, url, name, &id, &error)) {
        reading_refresh(reading, id, false);
        status_say(&reading->status, "Added: %.*s", SLICE_ARGUMENT(name));
        if (reading->sources_are_open && !sourcing_load(reading, &error))
            status_say_error(&reading->status, &error);
    }
    if (error.kind != ERROR_NONE)
        status_say_error(&reading->status, &error);
    arena_finish(&arena);
}

void adding_take_address(struct reading *reading, struct slice address)
{
    struct arena arena = { 0 };
    address = slice_trim(address);
    if (address.length > 0 && slice_find(address, SLICE("://")) == address.length)
        address = arena_format(&arena, "https://%.*s", SLICE_ARGUMENT(address));
    if (address.length > 0)
        add(reading, address);
    arena_finish(&arena);
}

void adding_take_choice(struct reading *reading, struct slice answer)
{
    (void)reading, (void)answer;
}
