#include "ui/theme.h"

#include "base/catalogue.h"
#include "base/embedded.h"
#include "base/file.h"
#include "base/suggest.h"
#include "base/utf8.h"
#include "ui/colour.h"

#include <assert.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { LARGEST_THEME = 64 * 1024, MOST_THEMES = 256 };

static const struct {
    const char *name;
    unsigned attribute;
} attributes[] = {
    { "bold", STYLE_BOLD },           { "dim", STYLE_DIM },         { "italic", STYLE_ITALIC },
    { "underline", STYLE_UNDERLINE }, { "reverse", STYLE_REVERSE },
};
enum { ATTRIBUTE_COUNT = sizeof attributes / sizeof *attributes };

/* ---- finding -------------------------------------------------------------------------------------------------- */

static bool name_is_safe(const char *name)
{
    return *name && *name != '.' && !strchr(name, '/') && strlen(name) < THEME_NAME_BYTES;
}

/* False when there is no such file. */
static bool find_in(const char *folder, const char *name, char path[THEME_PATH_BYTES])
{
    int length = folder ? snprintf(path, THEME_PATH_BYTES, "%s/%s.theme", folder, name) : -1;
    return length >= 0 && length < THEME_PATH_BYTES && access(path, F_OK) == 0;
}

bool theme_find_file(const char *user_folder, const char *name, char path[THEME_PATH_BYTES])
{
    return name_is_safe(name) && (find_in(user_folder, name, path) || find_in(KHABAR_SHARE "/themes", name, path));
}

static bool load_file(struct theme *theme, const char *path, struct error *complaint)
{
    struct buffer text = buffer_create(LARGEST_THEME);
    bool read = file_read(path, &text, complaint);
    if (read)
        theme_parse(theme, path, buffer_slice(&text), complaint);
    buffer_finish(&text);
    return read;
}

static bool load_embedded(struct theme *theme, const char *name, struct error *complaint)
{
    char file_name[THEME_NAME_BYTES + sizeof ".theme"];
    snprintf(file_name, sizeof file_name, "%s.theme", name);
    struct slice text = embedded_find(embedded_ui, file_name);
    if (text.length == 0)
        return false;
    theme_parse(theme, file_name, text, complaint);
    return true;
}

static bool say_unknown_theme(const char *user_folder, const char *name, struct error *error)
{
    struct arena arena = { 0 };
    struct slice *names;
    size_t count = theme_names(user_folder, &arena, &names);
    struct buffer list = buffer_create(128);
    for (size_t i = 0; i < count; i++)
        buffer_append_format(&list, "%s%.*s", i ? ", " : "", SLICE_ARGUMENT(names[i]));
    error_set(error, ERROR_CONFIG, "no theme is called \"%.64s\"; there are: %.*s", name,
              SLICE_ARGUMENT(buffer_slice(&list)));
    buffer_finish(&list);
    arena_finish(&arena);
    return false;
}

bool theme_load(struct theme *theme, const char *user_folder, const char *name, struct error *complaint,
                struct error *error)
{
    struct error ignored = { 0 };
    if (!complaint)
        complaint = &ignored;
    *complaint = (struct error){ 0 };
    struct theme found = { 0 };
    char path[THEME_PATH_BYTES];
    bool ok = (theme_find_file(user_folder, name, path) && load_file(&found, path, complaint)) ||
              (name_is_safe(name) && load_embedded(&found, name, complaint));
    if (!ok && complaint->kind != ERROR_NONE) {
        if (error)
            *error = *complaint; /* it is there and cannot be read */
        return false;
    }
    if (!ok)
        return say_unknown_theme(user_folder, name, error);
    *theme = found;
    snprintf(theme->name, sizeof theme->name, "%s", name);
    return true;
}

struct slice theme_choose(const struct theme_wish *wish, enum ground ground, const char *(*get_environment)(const char *name))
{
    const char *no_colour = get_environment("NO_COLOR");
    if (no_colour && *no_colour)
        return SLICE("mono");
    if (!slice_equal_string(wish->name, "auto"))
        return wish->name;
    return ground == GROUND_LIGHT ? wish->light : wish->dark;
}

/* ---- names ---------------------------------------------------------------------------------------------------- */

struct name_list {
    struct arena *arena;
    struct slice names[MOST_THEMES];
    size_t count;
};

static void add_file_name(struct name_list *list, const char *file_name)
{
    struct slice name = slice_of(file_name), suffix = SLICE(".theme");
    if (name.length <= suffix.length || name.length - suffix.length >= THEME_NAME_BYTES || list->count == MOST_THEMES)
        return;
    if (!slice_equal(slice_part(name, name.length - suffix.length, name.length), suffix) || file_name[0] == '.')
        return;
    list->names[list->count++] = arena_copy(list->arena, slice_part(name, 0, name.length - suffix.length));
}

static void add_folder(struct name_list *list, const char *folder)
{
    DIR *directory = folder ? opendir(folder) : NULL;
    if (!directory)
        return;
    struct dirent *entry;
    while ((entry = readdir(directory)))
        add_file_name(list, entry->d_name);
    closedir(directory);
}

static int compare_names(const void *a, const void *b)
{
    return slice_compare(*(const struct slice *)a, *(const struct slice *)b);
}

size_t theme_names(const char *user_folder, struct arena *arena, struct slice **names)
{
    struct name_list *list = ARENA_NEW(arena, struct name_list);
    list->arena = arena;
    for (const struct embedded_file *file = embedded_ui; file->name; file++)
        add_file_name(list, file->name);
    add_folder(list, KHABAR_SHARE "/themes");
    add_folder(list, user_folder);
    qsort(list->names, list->count, sizeof *list->names, compare_names);
    size_t unique = 0;
    for (size_t i = 0; i < list->count; i++)
        if (unique == 0 || !slice_equal(list->names[unique - 1], list->names[i]))
            list->names[unique++] = list->names[i];
    *names = list->names;
    return unique;
}

struct slice theme_next_name(const char *user_folder, struct slice current, struct arena *arena)
{
    struct slice *names;
    size_t count = theme_names(user_folder, arena, &names);
    for (size_t i = 0; i < count; i++)
        if (slice_compare(names[i], current) > 0)
            return names[i];
    return count ? names[0] : current;
}

/* ---- parsing -------------------------------------------------------------------------------------------------- */

struct theme_parser {
    const char *path;
    int line;
    struct error *complaint; /* the first one stays */
    bool is_highlight; /* a role can stand for colours */
    struct style styles[ROLE_COUNT];
    bool given[ROLE_COUNT];
};

/* The first one stays. */
static bool complain(const struct theme_parser *parser, const struct error *what)
{
    if (parser->complaint && parser->complaint->kind == ERROR_NONE)
        error_set(parser->complaint, ERROR_CONFIG, "%.120s:%d: %s", parser->path, parser->line, what->text);
    return false;
}

/* The formats have one "%.*s" for the word; that of the name that may have been meant has one "%s" after it. */
static bool complain_of_word(const struct theme_parser *parser, struct slice word, const char *format,
                             const char *format_of_near, const char *const *names, size_t name_count)
{
    struct error what;
    struct buffer shown = buffer_create(256);
    utf8_append_clean(&shown, utf8_prefix(word, 40));
    const char *near = suggest_name(word, names, name_count);
    error_set(&what, ERROR_CONFIG, near ? format_of_near : format, SLICE_ARGUMENT(buffer_slice(&shown)), near);
    buffer_finish(&shown);
    return complain(parser, &what);
}

static bool is_space(char c)
{
    return c == ' ' || c == '\t';
}

/* A "#" that stands alone starts a comment; one that starts a colour does not. */
static bool next_word(struct slice *rest, struct slice *word)
{
    size_t start = 0;
    while (start < rest->length && is_space(rest->bytes[start]))
        start++;
    size_t end = start;
    while (end < rest->length && !is_space(rest->bytes[end]))
        end++;
    *word = slice_part(*rest, start, end);
    *rest = slice_part(*rest, end, rest->length);
    return word->length > 0 && !slice_equal_string(*word, "#");
}

static unsigned attribute_of(struct slice word)
{
    for (size_t i = 0; i < ATTRIBUTE_COUNT; i++)
        if (slice_equal_string(word, attributes[i].name))
            return attributes[i].attribute;
    return 0;
}

/* "#5fafff/bright-blue": for many colours, and for 16. */
static bool parse_colour_pair(struct slice word, struct colour_pair *pair)
{
    size_t slash = slice_find(word, SLICE("/"));
    pair->few = (struct colour){ .kind = COLOUR_BELOW };
    if (!colour_parse(slice_part(word, 0, slash), &pair->many))
        return false;
    return slash == word.length || colour_parse(slice_part(word, slash + 1, word.length), &pair->few);
}

static bool complain_of_style(const struct theme_parser *parser, struct slice word)
{
    const char *names[ATTRIBUTE_COUNT + COLOUR_NAME_COUNT + ROLE_COUNT];
    size_t count = ATTRIBUTE_COUNT + COLOUR_NAME_COUNT;
    for (size_t i = 0; i < ATTRIBUTE_COUNT; i++)
        names[i] = attributes[i].name;
    for (size_t i = 0; i < COLOUR_NAME_COUNT; i++)
        names[ATTRIBUTE_COUNT + i] = colour_names[i];
    for (unsigned role = 0; parser->is_highlight && role < ROLE_COUNT; role++)
        names[count++] = role_name(role);
    if (parser->is_highlight)
        return complain_of_word(parser, word, N_("unknown colour, attribute or role \"%.*s\""),
                                N_("unknown colour, attribute or role \"%.*s\" (did you mean \"%s\"?)"), names, count);
    return complain_of_word(parser, word, N_("unknown colour or attribute \"%.*s\""),
                            N_("unknown colour or attribute \"%.*s\" (did you mean \"%s\"?)"), names, count);
}

static bool parse_style(struct theme_parser *parser, struct slice rest, struct style *style)
{
    struct colour_pair *const colours[] = { &style->foreground, &style->background };
    size_t colour_count = 0;
    struct slice word;
    bool any = false;
    while (next_word(&rest, &word)) {
        unsigned attribute = attribute_of(word);
        struct colour_pair pair;
        any = true;
        if (attribute)
            style->attributes |= attribute;
        else if (!parse_colour_pair(word, &pair))
            return complain_of_style(parser, word);
        else if (colour_count == 2)
            return complain_of_word(parser, word, N_("a third colour \"%.*s\""), NULL, NULL, 0);
        else
            *colours[colour_count++] = pair;
    }
    return any || complain_of_word(parser, SLICE("="), N_("no colour after \"%.*s\""), NULL, NULL, 0);
}

static void parse_line(struct theme_parser *parser, struct slice line)
{
    size_t equals = slice_find(line, SLICE("="));
    struct slice name = slice_trim(slice_part(line, 0, equals));
    if (equals == line.length) {
        complain_of_word(parser, line, N_("expected `role = foreground [background] [attributes]`, found \"%.*s\""), NULL,
                         NULL, 0);
        return;
    }
    unsigned role;
    if (!role_find(name, &role)) {
        complain_of_word(parser, name, N_("unknown role \"%.*s\""), N_("unknown role \"%.*s\" (did you mean \"%s\"?)"),
                         role_name_list(), ROLE_COUNT);
        return;
    }
    struct style style = { 0 };
    if (!parse_style(parser, slice_part(line, equals + 1, line.length), &style))
        return;
    parser->styles[role] = style;
    parser->given[role] = true;
}

/* What no line names looks as the role that it falls back on. */
static void fill_in(const struct theme_parser *parser, struct theme *theme)
{
    for (unsigned role = 0; role < ROLE_COUNT; role++) {
        unsigned from = role;
        while (!parser->given[from] && role_fallback(from) != from)
            from = role_fallback(from);
        theme->styles[role] = parser->styles[from];
        /* A theme that names neither still shows what is selected. */
        if (!parser->given[from] && from == UI_SELECTED)
            theme->styles[role].attributes = STYLE_REVERSE;
    }
}

void theme_parse(struct theme *theme, const char *path, struct slice text, struct error *complaint)
{
    struct theme_parser parser = { .path = path, .complaint = complaint };
    struct slice line;
    if (slice_starts_with(text, SLICE("\xEF\xBB\xBF")))
        text = slice_part(text, 3, text.length);
    while (slice_next_line(&text, &line)) {
        parser.line++;
        line = slice_trim(line);
        if (line.length > 0 && line.bytes[0] != '#')
            parse_line(&parser, line);
    }
    fill_in(&parser, theme);
}

/* ---- looking up ----------------------------------------------------------------------------------------------- */

static void lay_over(struct style *below, const struct style *over)
{
    if (over->foreground.many.kind != COLOUR_BELOW)
        below->foreground = over->foreground;
    if (over->background.many.kind != COLOUR_BELOW)
        below->background = over->background;
    /* Reversed twice would hide the overlay in what is reversed already. */
    below->attributes =
        (below->attributes | (over->attributes & ~(unsigned)STYLE_REVERSE)) ^ (over->attributes & STYLE_REVERSE);
}

static void close_colour(struct colour_pair *pair)
{
    if (pair->many.kind == COLOUR_BELOW)
        *pair = (struct colour_pair){ .many = { .kind = COLOUR_DEFAULT } };
}

struct style theme_style_of(const struct theme *theme, unsigned role, unsigned overlay)
{
    assert(role < ALL_ROLES && overlay < ROLE_COUNT);
    struct style style = theme->styles[PAGE_TEXT];
    if (role != PAGE_TEXT)
        lay_over(&style, &theme->styles[role]);
    if (overlay != UI_NO_OVERLAY)
        lay_over(&style, &theme->styles[overlay]);
    close_colour(&style.foreground);
    close_colour(&style.background);
    return style;
}

/* ---- highlights --------------------------------------------------------------------------------------------------- */

bool theme_parse_highlight(const char *path, int line, struct slice text, struct highlight *highlight,
                           struct error *complaint)
{
    struct theme_parser parser = { .path = path, .line = line, .is_highlight = true, .complaint = complaint };
    *highlight = (struct highlight){ 0 };
    highlight->is_role = role_find(slice_trim(text), &highlight->role);
    return highlight->is_role || parse_style(&parser, text, &highlight->style);
}

void theme_set_highlights(struct theme *theme, const struct highlight *highlights, size_t count)
{
    static const unsigned below[] = { UI_HEADLINE, UI_HEADLINE_UNREAD };
    assert(count <= HIGHLIGHTS_MOST);
    for (size_t i = 0; i < 2 * count; i++) {
        const struct highlight *highlight = &highlights[i / 2];
        theme->styles[HIGHLIGHT_ROLES + i] = theme->styles[below[i % 2]];
        lay_over(&theme->styles[HIGHLIGHT_ROLES + i],
                 highlight->is_role ? &theme->styles[highlight->role] : &highlight->style);
    }
}
