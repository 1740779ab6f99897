#include "app/config.h"

#include "base/file.h"
#include "base/suggest.h"

#include <ini.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { CONFIG_BYTES_LIMIT = 1 << 20, BINDING_LIMIT = 512 };

struct reading {
    struct config *config;
    struct arena *arena;
    struct error first; /* without path and line, which are known afterwards */
};

static bool read_number(struct slice value, int least, int most, int *number, struct error *error)
{
    long parsed = 0;
    for (size_t i = 0; i < value.length; i++) {
        if (value.bytes[i] < '0' || value.bytes[i] > '9' || parsed > 100000)
            parsed = -1;
        if (parsed < 0)
            break;
        parsed = parsed * 10 + (value.bytes[i] - '0');
    }
    if (value.length == 0 || parsed < least || parsed > most)
        return error_set(error, ERROR_CONFIG, "\"%.*s\" is not a number from %d to %d", SLICE_ARGUMENT(value), least,
                         most);
    *number = (int)parsed;
    return true;
}

static bool set_theme(struct config *config, struct slice value, struct error *error)
{
    if (value.length == 0)
        return error_set(error, ERROR_CONFIG, "theme needs a name, such as dusk");
    config->theme = value;
    return true;
}

static bool set_marks(struct config *config, struct slice value, struct error *error)
{
    static const char *const choices[] = { "auto", "show", "hide" };
    for (int i = 0; i < 3; i++) {
        if (slice_equal_string(value, choices[i])) {
            config->marks = (enum config_marks)i;
            return true;
        }
    }
    return error_set(error, ERROR_CONFIG, "marks is auto, show or hide, not \"%.*s\"", SLICE_ARGUMENT(value));
}

static bool set_measure(struct config *config, struct slice value, struct error *error)
{
    return read_number(value, 0, 1000, &config->measure, error);
}

static bool set_refresh_minutes(struct config *config, struct slice value, struct error *error)
{
    return read_number(value, 0, 100000, &config->refresh_minutes, error);
}

static const struct setting {
    const char *name;
    bool (*set)(struct config *config, struct slice value, struct error *error);
} settings[] = {
    { "theme", set_theme },
    { "marks", set_marks },
    { "measure", set_measure },
    { "refresh-minutes", set_refresh_minutes },
};
enum { SETTING_COUNT = sizeof settings / sizeof settings[0] };

static bool unknown_setting(struct slice name, struct error *error)
{
    const char *names[SETTING_COUNT];
    for (size_t i = 0; i < SETTING_COUNT; i++)
        names[i] = settings[i].name;
    const char *near = suggest_name(name, names, SETTING_COUNT);
    if (near)
        return error_set(error, ERROR_CONFIG, "unknown setting \"%.*s\" (did you mean \"%s\"?)", SLICE_ARGUMENT(name),
                         near);
    return error_set(error, ERROR_CONFIG, "unknown setting \"%.*s\"; man khabar lists them", SLICE_ARGUMENT(name));
}

static bool add_binding(struct reading *reading, struct slice name, struct slice value, struct error *error)
{
    struct config *config = reading->config;
    if (config->binding_count == BINDING_LIMIT)
        return error_set(error, ERROR_CONFIG, "more than %d lines in [keys]", BINDING_LIMIT);
    config->bindings[config->binding_count++] = (struct config_binding){ name, value };
    return true;
}

static bool apply(struct reading *reading, const char *section, struct slice name, struct slice value,
                  struct error *error)
{
    if (strcmp(section, "keys") == 0)
        return add_binding(reading, name, value, error);
    if (section[0] != '\0')
        return error_set(error, ERROR_CONFIG, "unknown section [%s]; there is only [keys]", section);
    for (size_t i = 0; i < SETTING_COUNT; i++)
        if (slice_equal_string(name, settings[i].name))
            return settings[i].set(reading->config, value, error);
    return unknown_setting(name, error);
}

static int on_line(void *context, const char *section, const char *name, const char *value)
{
    struct reading *reading = context;
    struct slice kept_name = arena_copy(reading->arena, slice_of(name));
    struct slice kept_value = arena_copy(reading->arena, slice_of(value));
    struct error error = { 0 };
    if (apply(reading, section, kept_name, kept_value, &error))
        return 1;
    if (reading->first.kind == ERROR_NONE)
        reading->first = error;
    return 0;
}

bool config_load(const char *path, struct arena *arena, struct config *config, struct error *error)
{
    *config = (struct config){
        .theme = SLICE("dusk"),
        .refresh_minutes = 30,
        .measure = 100,
        .bindings = ARENA_ARRAY(arena, struct config_binding, BINDING_LIMIT),
    };
    if (path[0] == '\0' || access(path, F_OK) != 0)
        return true;
    struct buffer text = buffer_create(CONFIG_BYTES_LIMIT);
    bool read = file_read(path, &text, error) && buffer_append(&text, SLICE("\n"));
    struct reading reading = { .config = config, .arena = arena };
    if (read) {
        int line = ini_parse_string(text.bytes, on_line, &reading);
        if (line > 0 && reading.first.kind == ERROR_NONE)
            error_set(&reading.first, ERROR_CONFIG, "is neither \"name = value\", [section] nor a # comment");
        if (line != 0)
            read = error_set(error, ERROR_CONFIG, "%s:%d: %.180s", path, line > 0 ? line : 1, reading.first.text);
    }
    buffer_finish(&text);
    return read;
}
