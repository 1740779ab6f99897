#include "app/settings.h"

#include "app/identify.h"
#include "app/order.h"
#include "app/theming.h"

/* What was chosen by key does not matter any more. */
static void follow(struct reading *reading, struct slice name)
{
    const struct config *config = &reading->app->config;
    if (slice_starts_with(name, SLICE("theme"))) {
        reading->theme_is_chosen = false;
        theming_change(reading);
    } else if (slice_equal_string(name, "order")) {
        order_choose(reading, config->order);
    } else if (slice_equal_string(name, "keyboard-layout")) {
        keymap_layouts(reading->keymap)->choice = config->keyboard_layout;
    } else {
        config_copy_page_setting(config, name, reading->found.shows_marks, &reading->options);
    }
    reading_lay_out_anew(reading);
}

void settings_change(struct reading *reading, struct slice text)
{
    struct error error = { 0 };
    size_t end = slice_find(text, SLICE(" "));
    struct slice name = slice_part(text, 0, end), value = slice_trim(slice_part(text, end, text.length));
    struct arena *arena = &reading->app->arena;
    if (!config_set_option(&reading->config_of_all, arena_copy(arena, name), arena_copy(arena, value), &error)) {
        status_say_error(&reading->status, &error);
        return;
    }
    identify_terminal(reading, &reading->replies); /* the terminal's own section, and what was set before, over it */
    status_say(&reading->status, "%.*s = %.*s until you quit", SLICE_ARGUMENT(name), SLICE_ARGUMENT(value));
    follow(reading, name);
}
