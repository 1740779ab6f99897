#include "app/config.h"

#include "base/file.h"
#include "base/suggest.h"
#include "base/utf8.h"

#include <unistd.h>

enum { CONFIG_BYTES_LIMIT = 1 << 20, BINDING_LIMIT = 512 };

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

/* A line of the section [keys]. */
static bool add_binding(struct config *config, struct config_binding binding, struct error *error)
{
    if (config->binding_count == BINDING_LIMIT)
        return error_set(error, ERROR_CONFIG, "more than %d lines in [keys]", BINDING_LIMIT);
    if (binding.keys.length == 0)
        return error_set(error, ERROR_CONFIG, "no key after \"%.*s =\"", SLICE_ARGUMENT(binding.command));
    config->bindings[config->binding_count++] = binding;
    return true;
}

static bool apply_setting(struct config *config, struct slice name, struct slice value, struct error *error)
{
    for (size_t i = 0; i < SETTING_COUNT; i++)
        if (slice_equal_string(name, settings[i].name))
            return settings[i].set(config, value, error);
    return unknown_setting(name, error);
}

static bool enter_section(struct slice line, struct slice *section, struct error *error)
{
    *section = line;
    return slice_equal_string(line, "[keys]") ||
           error_set(error, ERROR_CONFIG, "unknown section \"%.*s\"; there is only [keys]", SLICE_ARGUMENT(line));
}

/* A comment is a line of its own: every character can be bound, # and ; as well. */
static bool apply_line(struct config *config, struct slice *section, struct slice line, int number,
                       struct error *error)
{
    size_t equals = slice_find(line, SLICE("="));
    struct slice name = slice_trim(slice_part(line, 0, equals));
    struct slice value = slice_trim(slice_part(line, equals + 1, line.length));
    if (line.length == 0 || line.bytes[0] == '#')
        return true;
    if (line.bytes[0] == '[')
        return enter_section(line, section, error);
    if (equals == line.length || name.length == 0)
        return error_set(error, ERROR_CONFIG, "\"%.*s\" is neither \"name = value\", [keys] nor a # comment",
                         SLICE_ARGUMENT(utf8_prefix(line, 60)));
    if (section->length == 0)
        return apply_setting(config, name, value, error);
    /* The lines of a section that is not known were complained of with it. */
    return !slice_equal_string(*section, "[keys]") ||
           add_binding(config, (struct config_binding){ name, value, number }, error);
}

/* True when there was nothing to complain of; else the first complaint is in `error`. */
static bool apply_text(const char *path, struct slice text, struct config *config, struct error *error)
{
    struct slice line, section = { 0 };
    bool sound = true;
    for (int number = 1; slice_next_line(&text, &line); number++) {
        struct error complaint = { 0 };
        if (!apply_line(config, &section, slice_trim(line), number, &complaint) && sound)
            sound = error_set(error, ERROR_CONFIG, "%s:%d: %.180s", path, number, complaint.text);
    }
    return sound;
}

/* Without a byte-order mark and in clean UTF-8: names and messages go to the screen. */
static struct slice clean_text(struct slice bytes, struct arena *arena)
{
    struct buffer clean = buffer_create(3 * CONFIG_BYTES_LIMIT);
    bool has_mark = slice_starts_with(bytes, SLICE("\xEF\xBB\xBF"));
    utf8_append_clean(&clean, slice_part(bytes, has_mark ? 3 : 0, bytes.length));
    struct slice text = arena_copy(arena, buffer_slice(&clean));
    buffer_finish(&clean);
    return text;
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
    struct buffer bytes = buffer_create(CONFIG_BYTES_LIMIT);
    bool sound = file_read(path, &bytes, error) &&
                 apply_text(path, clean_text(buffer_slice(&bytes), arena), config, error);
    buffer_finish(&bytes);
    return sound;
}
