#include "app/theming.h"

#include <stdio.h>
#include <stdlib.h>

static const char *environment(const char *name)
{
    return getenv(name);
}

/* NULL without a home. */
static const char *themes_folder(const struct reading *reading)
{
    return reading->app->paths.themes[0] ? reading->app->paths.themes : NULL;
}

static enum ground ground_of(const struct reading *reading)
{
    const struct terminal_clues clues = { .get_environment = environment, .replies = &reading->replies };
    return reading->told_ground != GROUND_UNKNOWN ? reading->told_ground : terminal_ground(&clues);
}

static struct slice configured_name(const struct reading *reading)
{
    return theme_choose(&reading->app->config.theme, ground_of(reading), environment);
}

static void load_configured(struct reading *reading)
{
    struct arena arena = { 0 };
    struct error complaint = { 0 }, unknown = { 0 };
    const char *name = arena_copy_string(&arena, configured_name(reading));
    if (!theme_load(&reading->theme, themes_folder(reading), name, &complaint, &unknown)) {
        status_say_error(&reading->status, &unknown);
        theme_load(&reading->theme, NULL, "dusk", &complaint, NULL);
    } else if (complaint.kind != ERROR_NONE) {
        status_say_error(&reading->status, &complaint);
    }
    arena_finish(&arena);
}

bool theming_start(struct reading *reading, const char *option, struct error *error)
{
    struct error complaint = { 0 };
    reading->theme_is_chosen = option != NULL;
    if (!option)
        load_configured(reading);
    else if (!theme_load(&reading->theme, themes_folder(reading), option, &complaint, error))
        return false;
    highlights_dress(reading->highlights, &reading->theme);
    return true;
}

void theming_change(struct reading *reading)
{
    if (reading->theme_is_chosen || slice_equal_string(configured_name(reading), reading->theme.name))
        return;
    load_configured(reading);
    highlights_dress(reading->highlights, &reading->theme);
    screen_set_theme(reading->screen, &reading->theme);
}

void theming_follow_ground(struct reading *reading)
{
    enum ground ground = screen_take_ground(reading->screen);
    if (ground == GROUND_UNKNOWN)
        return;
    reading->told_ground = ground;
    theming_change(reading);
}

bool theming_is_automatic(const struct reading *reading)
{
    return !reading->theme_is_chosen && slice_equal_string(reading->app->config.theme.name, "auto");
}

/* False: it cannot be read. */
static bool take(struct reading *reading, struct slice name, struct arena *arena)
{
    struct error complaint = { 0 }, error = { 0 };
    if (!theme_load(&reading->theme, themes_folder(reading), arena_copy_string(arena, name), &complaint, &error)) {
        status_say_error(&reading->status, &error);
        return false;
    }
    reading->theme_is_chosen = true;
    highlights_dress(reading->highlights, &reading->theme);
    screen_set_theme(reading->screen, &reading->theme);
    if (complaint.kind != ERROR_NONE)
        status_say_error(&reading->status, &complaint);
    else
        status_say(&reading->status, "Theme: %s", reading->theme.name);
    return true;
}

void theming_take(struct reading *reading, struct slice name)
{
    struct arena arena = { 0 };
    take(reading, name, &arena);
    arena_finish(&arena);
}

struct slice theming_next_name(const struct reading *reading, struct slice name, struct arena *arena)
{
    return theme_next_name(themes_folder(reading), name, arena);
}

void theming_next(struct reading *reading)
{
    struct arena arena = { 0 };
    struct slice next = theming_next_name(reading, slice_of(reading->theme.name), &arena);
    if (!take(reading, next, &arena)) /* the key pressed again goes past the one that cannot be read */
        snprintf(reading->theme.name, sizeof reading->theme.name, "%.*s", SLICE_ARGUMENT(next));
    arena_finish(&arena);
}
