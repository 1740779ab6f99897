#include "app/config.h"

#include "app/export.h"
#include "app/running.h"
#include "base/catalogue.h"
#include "app/answers.h"
#include "base/file.h"
#include "base/suggest.h"
#include "base/utf8.h"
#include "fetch/fetch.h"
#include "source/arguments.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { BINDING_LIMIT = 512, LINE_LIMIT = 2048, PROGRAM_LIMIT = 64 };

/* A choice is kept as the place of its word, which is the value of its enum. */
static const struct setting {
    const char *name;
    const char *words; /* of a choice */
    bool many;         /* several of them, as many as have a place; the first word where there are fewer */
    bool or_command;   /* or a program and its arguments: struct notify_wish */
    int most;          /* of a number from 0 on; a setting with neither is a name */
    bool is_language;
    bool is_program;   /* with its arguments (app/running.h) */
    size_t offset;     /* in struct config */
    size_t size;
} settings[] = {
#define AT(member) .offset = offsetof(struct config, member), .size = sizeof ((struct config *)0)->member
#define MARKS "auto show dim hide"
    { "theme", AT(theme.name) },
    { "theme-dark", AT(theme.dark) },
    { "theme-light", AT(theme.light) },
    { "language", .is_language = true, AT(language) },
    { "marks", MARKS, AT(marks) },
    { "harakat", MARKS, AT(marks[MARKS_HARAKAT]) },
    { "niqqud", MARKS, AT(marks[MARKS_NIQQUD]) },
    { "reciting-marks", MARKS, AT(marks[MARKS_RECITING]) },
    { "digits", "as-written native ascii", AT(page.digits) },
    { "letters", "joined base", AT(page.letters) },
    { "justify", "no spaces kashida", AT(page.justification) },
    { "breaking", "greedy balanced", AT(page.breaking) },
    { "row-spacing", "no vocalised all", AT(page.spacing) },
    { "calendar", "auto gregorian hijri persian hebrew", .many = true, AT(calendars) },
    { "dates", "relative absolute both", AT(dates) },
    { "align-titles", "own left right", AT(titles) },
    { "mirrored", "auto yes no", AT(mirrored) },
    { "density", "compact comfortable", AT(density) },
    { "scrollbar", "yes no", AT(scrollbar) },
    { "mouse", "yes no", AT(mouse) },
    { "hyperlinks", "auto yes no", AT(hyperlinks) },
    { "order", "auto visual visual-lro runs words logical", AT(order) },
    { "terminal-bidi", "switch leave", AT(terminal_bidi) },
    { "arabic-font", "auto own other", AT(arabic_font) },
    { "keyboard-layout", KEY_LAYOUT_WORDS, AT(keyboard_layout) },
    { "copy", "auto osc52 tools", AT(copy) },
    { "copy-command", AT(copy_command) },
    { "save-folder", AT(save_folder) },
    { "save-format", EXPORT_WORDS, AT(save_format) },
    { "pipe-format", EXPORT_WORDS, AT(pipe_format) },
    { "print-command", .is_program = true, AT(print_command) },
    { "print-format", EXPORT_WORDS, AT(print_format) },
    { "mail-command", .is_program = true, AT(mail_command) },
    { "mail-format", EXPORT_WORDS, AT(mail_format) },
    { "notify", NOTIFY_WORDS, .or_command = true, AT(notify) },
    { "measure", .most = 1000, AT(page.measure) },
    { "prompt-history", .most = ANSWERS_MOST, AT(prompt_history) },
    { "refresh-minutes", .most = 100000, AT(refresh_minutes) },
    { "fetch-connections", .most = FETCH_MOST_AT_ONCE, AT(connections) },
    { "fetch-connections-per-host", .most = FETCH_MOST_AT_ONCE, AT(connections_a_host) },
#undef MARKS
#undef AT
};
enum { SETTING_COUNT = sizeof settings / sizeof settings[0] };

/* The same into each of its places: "marks" has one for each class. */
static void put_value(struct config *config, const struct setting *setting, int value)
{
    for (size_t at = 0; at < setting->size; at += sizeof value)
        memcpy((char *)config + setting->offset + at, &value, sizeof value);
}

static struct slice take_word(struct slice *words)
{
    size_t end = slice_find(*words, SLICE(" "));
    struct slice word = slice_part(*words, 0, end);
    *words = slice_part(*words, end + 1, words->length);
    return word;
}

/* "show, dim or hide" */
static void append_choices(struct slice words, struct buffer *out)
{
    while (words.length > 0) {
        struct slice word = take_word(&words);
        const char *before = out->length == 0 ? "" : words.length > 0 ? ", " : _(" or ");
        buffer_append_format(out, "%s%.*s", before, SLICE_ARGUMENT(word));
    }
}

/* The place of a choice among the words; -1 when it is none of them. */
static int find_choice(const struct setting *setting, struct slice word)
{
    struct slice words = slice_of(setting->words);
    for (int choice = 0; words.length > 0; choice++)
        if (slice_equal(take_word(&words), word))
            return choice;
    return -1;
}

static bool complain_of_choice(const struct setting *setting, struct slice value, struct error *error)
{
    struct buffer choices = buffer_create(256);
    append_choices(slice_of(setting->words), &choices);
    if (setting->or_command)
        buffer_append_string(&choices, _(", or a program and its arguments"));
    error_set(error, ERROR_CONFIG, "%s is %s, not \"%.*s\"", setting->name, choices.bytes,
              SLICE_ARGUMENT(utf8_prefix(value, 60)));
    buffer_finish(&choices);
    return false;
}

static bool set_choice(struct config *config, const struct setting *setting, struct slice value, struct error *error)
{
    int choice = find_choice(setting, value);
    if (choice < 0)
        return complain_of_choice(setting, value, error);
    put_value(config, setting, choice);
    return true;
}

/* One word that is nearly a choice was meant for it, whatever programs there are. */
static bool is_slip(const struct setting *setting, struct slice value)
{
    enum { WORDS_MOST = 16, WORD_BYTES = 32 };
    char copies[WORDS_MOST][WORD_BYTES];
    const char *words[WORDS_MOST];
    size_t count = 0;
    for (struct slice rest = slice_of(setting->words); rest.length > 0 && count < WORDS_MOST; count++) {
        struct slice word = take_word(&rest);
        snprintf(copies[count], WORD_BYTES, "%.*s", SLICE_ARGUMENT(word));
        words[count] = copies[count];
    }
    return slice_find(value, SLICE(" ")) == value.length && suggest_name(value, words, count);
}

static bool set_choice_or_command(struct config *config, const struct setting *setting, struct slice value, struct error *error)
{
    struct arena arena = { 0 };
    struct error why = { 0 };
    struct texts words;
    int choice = find_choice(setting, value);
    struct notify_wish wish = { .choice = choice < 0 ? NOTIFY_COMMAND : choice, .command = choice < 0 ? value : SLICE("") };
    bool sound = choice >= 0 || (!is_slip(setting, value) && arguments_parse(value, &arena, &words, &why));
    arena_finish(&arena);
    if (sound)
        memcpy((char *)config + setting->offset, &wish, sizeof wish);
    else if (value.length > 0 && why.kind != ERROR_NONE)
        error_set(error, ERROR_CONFIG, "%s: %s", setting->name, why.text);
    else
        complain_of_choice(setting, value, error);
    return sound;
}

/* "persian gregorian" */
static bool set_choices(struct config *config, const struct setting *setting, struct slice value, struct error *error)
{
    int choices[4] = { 0 };
    size_t count = 0, places = setting->size / sizeof *choices;
    for (struct slice rest = value; rest.length > 0 || count == 0;) {
        struct slice word = take_word(&rest);
        rest = slice_trim(rest);
        if (count == places)
            return error_set(error, ERROR_CONFIG, "%s is at most %zu of its words, not \"%.*s\"", setting->name, places,
                             SLICE_ARGUMENT(utf8_prefix(value, 60)));
        choices[count] = find_choice(setting, word);
        if (choices[count++] < 0)
            return complain_of_choice(setting, word, error);
    }
    memcpy((char *)config + setting->offset, choices, setting->size);
    return true;
}

static bool set_number(struct config *config, const struct setting *setting, struct slice value, struct error *error)
{
    int number = 0;
    bool sound = value.length > 0;
    for (size_t i = 0; i < value.length && sound; i++) {
        sound = value.bytes[i] >= '0' && value.bytes[i] <= '9';
        number = number * 10 + (value.bytes[i] - '0');
        sound = sound && number <= setting->most;
    }
    if (!sound)
        return error_set(error, ERROR_CONFIG, "%s is a number from 0 to %d, not \"%.*s\"", setting->name, setting->most,
                         SLICE_ARGUMENT(utf8_prefix(value, 60)));
    put_value(config, setting, number);
    return true;
}

static bool set_name(struct config *config, const struct setting *setting, struct slice value, struct error *error)
{
    if (value.length == 0)
        return error_set(error, ERROR_CONFIG, "%s needs a name", setting->name);
    memcpy((char *)config + setting->offset, &value, sizeof value);
    return true;
}

static bool set_language(struct config *config, const struct setting *setting, struct slice value, struct error *error)
{
    if (catalogue_has(value))
        return set_name(config, setting, value, error);
    struct buffer languages = buffer_create(256);
    catalogue_append_languages(&languages);
    error_set(error, ERROR_CONFIG, "%s is one of %.*s, not \"%.*s\"", setting->name,
              SLICE_ARGUMENT(buffer_slice(&languages)), SLICE_ARGUMENT(utf8_prefix(value, 60)));
    buffer_finish(&languages);
    return false;
}

static bool set_program(struct config *config, const struct setting *setting, struct slice value, struct error *error)
{
    struct error why = { 0 };
    if (value.length > 0 && !run_check(value, &why))
        return error_set(error, ERROR_CONFIG, "%s: %s", setting->name, why.text);
    return set_name(config, setting, value, error);
}

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

/* A line of a section [keys] or [keys VIEW]. */
static bool add_binding(struct config *config, struct keymap_line binding, struct error *error)
{
    if (config->binding_count == BINDING_LIMIT)
        return error_set(error, ERROR_CONFIG, "more than %d lines in [keys]", BINDING_LIMIT);
    if (binding.commands.length == 0)
        return error_set(error, ERROR_CONFIG, "no command after \"%.*s =\"; none takes a key's meaning away",
                         SLICE_ARGUMENT(binding.keys));
    config->bindings[config->binding_count++] = binding;
    return true;
}

/* A line of the section [open] or [commands]. */
static bool add_program(struct config_program *programs, size_t *count, struct config_program program, struct error *error)
{
    struct error why = { 0 };
    if (*count == PROGRAM_LIMIT)
        return error_set(error, ERROR_CONFIG, "more than %d programs in one section", PROGRAM_LIMIT);
    if (!run_check(program.command, &why))
        return error_set(error, ERROR_CONFIG, "%.*s: %s", SLICE_ARGUMENT(utf8_prefix(program.name, 60)), why.text);
    programs[(*count)++] = program;
    return true;
}

static size_t find_last(struct slice text, char wanted)
{
    size_t at = text.length;
    while (at > 0 && text.bytes[at - 1] != wanted)
        at--;
    return at > 0 ? at - 1 : text.length;
}

/* A line of the section [highlight]: a query may have an "=" in it, a colour has none. */
static bool add_highlight(struct config *config, struct slice line, int number, struct error *error)
{
    size_t equals = find_last(line, '=');
    struct config_highlight highlight = { .query = slice_trim(slice_part(line, 0, equals)),
                                          .look = slice_trim(slice_part(line, equals + 1, line.length)),
                                          .line = number };
    if (config->highlight_count == HIGHLIGHTS_MOST)
        return error_set(error, ERROR_CONFIG, "more than %d lines in [highlight]", HIGHLIGHTS_MOST);
    if (highlight.look.length == 0)
        return error_set(error, ERROR_CONFIG, "no role and no colour after \"%.*s =\"",
                         SLICE_ARGUMENT(utf8_prefix(highlight.query, 60)));
    config->highlights[config->highlight_count++] = highlight;
    return true;
}

static const struct setting *find_setting(struct slice name)
{
    for (const struct setting *setting = settings; setting < settings + SETTING_COUNT; setting++)
        if (slice_equal_string(name, setting->name))
            return setting;
    return NULL;
}

bool config_set(struct config *config, struct slice name, struct slice value, struct error *error)
{
    const struct setting *setting = find_setting(name);
    if (!setting)
        return unknown_setting(name, error);
    return setting->or_command    ? set_choice_or_command(config, setting, value, error)
           : setting->many        ? set_choices(config, setting, value, error)
           : setting->words       ? set_choice(config, setting, value, error)
           : setting->is_language ? set_language(config, setting, value, error)
           : setting->is_program  ? set_program(config, setting, value, error)
           : setting->most        ? set_number(config, setting, value, error)
                                  : set_name(config, setting, value, error);
}

const char *config_setting_at(size_t index, const char **words)
{
    *words = index < SETTING_COUNT ? settings[index].words : NULL;
    return index < SETTING_COUNT ? settings[index].name : NULL;
}

void config_copy_page_setting(const struct config *config, struct slice name, bool terminal_shows_marks,
                              struct page_options *options)
{
    const struct setting *setting = find_setting(name);
    size_t page = offsetof(struct config, page), marks = offsetof(struct config, marks);
    if (setting->offset >= marks && setting->offset < marks + sizeof config->marks)
        options->marks = config_page_options(config, terminal_shows_marks).marks;
    else if (setting->offset >= page && setting->offset < page + sizeof config->page)
        memcpy((char *)options + (setting->offset - page), (const char *)config + setting->offset, setting->size);
}

static bool keep_line(struct config *config, struct config_line line, struct error *error)
{
    if (config->line_count == LINE_LIMIT)
        return error_set(error, ERROR_CONFIG, "more than %d settings", LINE_LIMIT);
    config->lines[config->line_count++] = line;
    return true;
}

bool config_set_option(struct config *config, struct slice name, struct slice value, struct error *error)
{
    return config_set(config, name, value, error) &&
           keep_line(config, (struct config_line){ .name = name, .value = value }, error);
}

static bool is_option(const struct config_line *line)
{
    return line->number == 0;
}

static bool is_for(const struct config_line *line, struct slice terminal)
{
    return line->terminal.length > 0 && slice_equal_ignoring_case(line->terminal, terminal);
}

void config_enter_terminal(struct config *config, struct slice terminal)
{
    for (size_t i = 0; i < config->line_count; i++)
        if (is_for(&config->lines[i], terminal) || is_option(&config->lines[i]))
            config_set(config, config->lines[i].name, config->lines[i].value, NULL);
}

void config_choose_language(const struct config *config)
{
    if (config->language.length > 0)
        catalogue_choose(config->language);
}

/* "marks" sets what each class's own setting does. */
static bool sets(const struct config_line *line, const struct setting *part)
{
    const struct setting *whole = find_setting(line->name);
    return whole->offset <= part->offset && part->offset + part->size <= whole->offset + whole->size;
}

const struct config_line *config_find_line(const struct config *config, struct slice terminal, struct slice name)
{
    const struct setting *setting = find_setting(name);
    const struct config_line *found = NULL;
    for (const struct config_line *line = config->lines; line < config->lines + config->line_count; line++) {
        bool goes_before = is_option(line) || is_for(line, terminal) ||
                           (line->terminal.length == 0 && !(found && found->terminal.length > 0));
        if (goes_before && sets(line, setting))
            found = line;
    }
    return found;
}

/* ---- the file ------------------------------------------------------------------------------------------------- */

enum section_kind { SECTION_TOP, SECTION_KEYS, SECTION_OPEN, SECTION_COMMANDS, SECTION_HIGHLIGHT, SECTION_TERMINAL, SECTION_UNKNOWN };
struct section {
    enum section_kind kind;
    struct slice terminal;
    enum view view; /* VIEW_COUNT: keys of all views */
};

/* The NAME of "[word NAME]". */
static bool read_section(struct slice line, const char *word, struct slice *name)
{
    size_t length = strlen(word);
    struct slice inside = slice_trim(slice_part(line, 1, line.length - 1));
    *name = slice_trim(slice_part(inside, length, inside.length));
    return line.length >= 2 && line.bytes[0] == '[' && line.bytes[line.length - 1] == ']' && name->length > 0 &&
           slice_starts_with(inside, slice_of(word)) && name->bytes != inside.bytes + length;
}

bool config_read_section(struct slice line, struct slice *terminal)
{
    return read_section(line, "terminal", terminal);
}

static bool find_view(struct slice name, enum view *view, struct error *error)
{
    struct buffer names = buffer_create(256);
    for (*view = 0; *view < VIEW_COUNT && !slice_equal_string(name, view_name(*view)); (*view)++)
        buffer_append_format(&names, "%s%s", *view ? ", " : "", view_name(*view));
    if (*view == VIEW_COUNT)
        error_set(error, ERROR_CONFIG, "no view is called \"%.*s\"; there are %s", SLICE_ARGUMENT(utf8_prefix(name, 40)),
                  names.bytes);
    buffer_finish(&names);
    return *view != VIEW_COUNT;
}

static bool enter_section(struct slice line, struct section *section, struct error *error)
{
    struct slice view;
    static const struct {
        const char *name;
        enum section_kind kind;
    } sections[] = { { "[keys]", SECTION_KEYS }, { "[open]", SECTION_OPEN }, { "[commands]", SECTION_COMMANDS },
                   { "[highlight]", SECTION_HIGHLIGHT } };
    for (size_t i = 0; i < sizeof sections / sizeof sections[0]; i++) {
        *section = (struct section){ .kind = sections[i].kind, .view = VIEW_COUNT };
        if (slice_equal_string(line, sections[i].name))
            return true;
    }
    section->kind = SECTION_KEYS;
    if (read_section(line, "keys", &view) && find_view(view, &section->view, error))
        return true;
    section->kind = SECTION_TERMINAL;
    if (config_read_section(line, &section->terminal))
        return true;
    section->kind = SECTION_UNKNOWN;
    if (error && error->kind != ERROR_NONE)
        return false;
    return error_set(error, ERROR_CONFIG, "unknown section \"%.*s\"; there are [keys], [keys VIEW], [open], [commands], [highlight] and [terminal NAME]",
                     SLICE_ARGUMENT(utf8_prefix(line, 60)));
}

/* One that is for a terminal has to wait until it is known which one this is. */
static bool apply_setting(struct config *config, struct config_line line, struct error *error)
{
    struct config elsewhere = *config;
    return config_set(line.terminal.length > 0 ? &elsewhere : config, line.name, line.value, error) &&
           keep_line(config, line, error);
}

/* Of "[ = back" among keys the bracket begins no section, and the first "=" of "= = down" is a key. */
static bool begins_section(const struct section *section, struct slice line)
{
    return line.bytes[0] == '[' && (section->kind != SECTION_KEYS || line.bytes[line.length - 1] == ']');
}

static size_t find_equals(const struct section *section, struct slice line)
{
    size_t first = slice_find(line, SLICE("=")), spaced = slice_find(line, SLICE(" ="));
    if (section->kind == SECTION_OPEN && spaced < line.length) /* an address may have a "=" in it, but no space */
        return spaced + 1;
    struct slice behind = slice_trim(slice_part(line, first + 1, line.length));
    bool is_key = section->kind == SECTION_KEYS && behind.length > 0 && behind.bytes[0] == '=';
    return is_key ? (size_t)(behind.bytes - line.bytes) : first;
}

/* A comment is a line of its own. */
static bool apply_line(struct config *config, struct section *section, struct slice line, int number,
                       struct error *error)
{
    size_t equals = find_equals(section, line);
    struct slice name = slice_trim(slice_part(line, 0, equals));
    struct slice value = slice_trim(slice_part(line, equals + 1, line.length));
    if (line.length == 0 || line.bytes[0] == '#')
        return true;
    if (begins_section(section, line))
        return enter_section(line, section, error);
    if (equals == line.length || name.length == 0)
        return error_set(error, ERROR_CONFIG, "\"%.*s\" is neither \"name = value\", a [section] nor a # comment",
                         SLICE_ARGUMENT(utf8_prefix(line, 60)));
    switch (section->kind) {
    case SECTION_KEYS:
        return add_binding(config, (struct keymap_line){ name, value, section->view, number }, error);
    case SECTION_OPEN:
        return add_program(config->openers, &config->opener_count, (struct config_program){ name, value, number }, error);
    case SECTION_COMMANDS:
        return add_program(config->commands, &config->command_count, (struct config_program){ name, value, number }, error);
    case SECTION_HIGHLIGHT: return add_highlight(config, line, number, error);
    case SECTION_UNKNOWN: return true; /* complained of with its section */
    case SECTION_TOP:
    case SECTION_TERMINAL: break;
    }
    return apply_setting(config, (struct config_line){ section->terminal, name, value, number }, error);
}

/* True when there was nothing to complain of; else the first complaint is in `error`. */
static bool apply_text(const char *path, struct slice text, struct config *config, struct error *error)
{
    struct slice line;
    struct section section = { .kind = SECTION_TOP };
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
        .theme = { .name = SLICE("auto"), .dark = SLICE("dusk"), .light = SLICE("paper") },
        .refresh_minutes = 30,
        .prompt_history = 100,
        .pipe_format = EXPORT_TEXT,
        .print_command = SLICE("background lp -t {title}"),
        .print_format = EXPORT_TEXT,
        .mail_command = SLICE("background xdg-email --utf8 --subject {title} --body {url}"),
        .mail_format = EXPORT_TEXT,
        .connections = 24,
        .connections_a_host = 4,
        .page = { .measure = 72 }, /* the eye finds the next row within 66 to 72 letters (Bringhurst) */
        .bindings = ARENA_ARRAY(arena, struct keymap_line, BINDING_LIMIT),
        .openers = ARENA_ARRAY(arena, struct config_program, PROGRAM_LIMIT),
        .commands = ARENA_ARRAY(arena, struct config_program, PROGRAM_LIMIT),
        .highlights = ARENA_ARRAY(arena, struct config_highlight, HIGHLIGHTS_MOST),
        .lines = ARENA_ARRAY(arena, struct config_line, LINE_LIMIT),
    };
    if (path[0] == '\0' || access(path, F_OK) != 0)
        return true;
    struct buffer bytes = buffer_create(CONFIG_BYTES_LIMIT);
    bool sound = file_read(path, &bytes, error) &&
                 apply_text(path, clean_text(buffer_slice(&bytes), arena), config, error);
    buffer_finish(&bytes);
    return sound;
}

static enum marks_choice choice_of(enum config_marks marks, bool terminal_shows_marks)
{
    switch (marks) {
    case CONFIG_MARKS_SHOW: return MARKS_SHOW;
    case CONFIG_MARKS_DIM: return MARKS_DIM;
    case CONFIG_MARKS_HIDE: return MARKS_HIDE;
    case CONFIG_MARKS_AUTO: break;
    }
    return terminal_shows_marks ? MARKS_SHOW : MARKS_HIDE;
}

struct page_options config_page_options(const struct config *config, bool terminal_shows_marks)
{
    struct page_options options = config->page;
    for (int class = 0; class < MARK_CLASS_COUNT; class++)
        options.marks.of[class] = choice_of(config->marks[class], terminal_shows_marks);
    return options;
}

struct terminal config_terminal(const struct config *config, const struct terminal *found)
{
    struct terminal terminal = config->terminal_bidi == TERMINAL_BIDI_LEAVE ? terminal_left_alone(found) : *found;
    if (config->arabic_font != ARABIC_FONT_AUTO)
        terminal.encoding.arabic_apart = config->arabic_font == ARABIC_FONT_OTHER;
    return terminal;
}
