#include "app/commands.h"
#include "app/identify.h"
#include "app/json.h"
#include "app/signals.h"
#include "base/catalogue.h"
#include "doc/plain.h"
#include "lang/language.h"
#include "ui/canvas_print.h"
#include "ui/headlines.h"
#include "ui/inquiry.h"
#include "ui/reader.h"
#include "ui/status.h"
#include "ui/terminfo.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

enum { WIDEST_SAMPLE = 100, SAMPLE_ROWS = 13, TRUE_COLOURS = 1 << 24, HOUR = 3600, SAMPLE_BYTES = 1 << 16 };

struct preview {
    struct app *app;
    const char *folder;      /* of the user's themes; NULL: none */
    struct terminal terminal;
    int colours, width;
    struct slice current;
    struct page *page;       /* the article of the sample */
    json_t *array;           /* of --json; else NULL */
};

/* ---- the sample --------------------------------------------------------------------------------------------------- */

/* Articles are written in Arabic and English; what they say is no message of khabar's. */
static const char article[] =
    "فُتحت **مكتبة المرفأ** صباح الأربعاء بعد أعمال استمرت 3 سنوات، وفيها [قسم الخرائط](https://harbour.example/maps) "
    "و`OpenShelf 4.2`.\n\n"
    "> \"الكتاب بيتٌ لمن لا بيت له\"\n\n"
    "## In the harbour\n\n"
    "*Four hundred* readers came on the first day.\n";

/* `published` is how long ago that is. */
#define TEXT(literal) { literal, sizeof literal - 1 }
static const struct stored_entry samples[] = {
    { .id = 1, .title = TEXT("افتتاح مكتبة المرفأ بحضور 2025 زائرًا"), .feed_title = TEXT("صحيفة المرفأ"), .language = TEXT("ar"),
      .published = HOUR },
    { .id = 2, .title = TEXT("Tide table for the week"), .feed_title = TEXT("Harbour Times"), .language = TEXT("en"),
      .published = 3 * HOUR, .read = true },
    { .id = 3, .title = TEXT("هل تعود سفن الصيد؟"), .feed_title = TEXT("صحيفة المرفأ"), .language = TEXT("ar"),
      .published = 5 * HOUR, .starred = true, .read = true },
    { .id = 4, .title = TEXT("The library's word of the year"), .feed_title = TEXT("Harbour Times"), .language = TEXT("en"),
      .published = 26 * HOUR },
    { .id = 5, .title = TEXT("جدول المد والجزر"), .feed_title = TEXT("صحيفة المرفأ"), .language = TEXT("ar"),
      .published = 50 * HOUR, .saved = true },
};
#undef TEXT
enum { SAMPLE_COUNT = sizeof samples / sizeof *samples };
static const store_id picked_sample = 5;

static size_t sample_rows(void *context, size_t first, size_t count, struct arena *arena, struct stored_entry **rows)
{
    const int64_t *now = context;
    count = first >= SAMPLE_COUNT ? 0 : count < SAMPLE_COUNT - first ? count : SAMPLE_COUNT - first;
    *rows = ARENA_ARRAY(arena, struct stored_entry, count);
    for (size_t i = 0; i < count; i++) {
        (*rows)[i] = samples[first + i];
        (*rows)[i].published = *now - samples[first + i].published;
    }
    return count;
}

static bool find_sample(void *context, store_id id, size_t *index)
{
    (void)context;
    *index = (size_t)id - 1;
    return true;
}

static bool no_unread(void *context, size_t from, int direction, size_t *index)
{
    (void)context, (void)from, (void)direction, (void)index;
    return false;
}

/* The words that are searched for, in the one title that has them. */
static size_t sample_matches(void *context, struct slice title, struct slice language, struct arena *arena, struct range **ranges)
{
    (void)context, (void)language;
    const struct slice words = SLICE("library");
    size_t at = slice_find(title, words);
    if (at == title.length)
        return 0;
    *ranges = ARENA_NEW(arena, struct range);
    **ranges = (struct range){ at, at + words.length };
    return 1;
}

static void draw_headlines(struct preview *preview, struct frame *frame, struct rectangle area)
{
    const struct headlines_source source = { .context = &frame->now,
                                             .count = SAMPLE_COUNT,
                                             .rows = sample_rows,
                                             .find = find_sample,
                                             .next_unread = no_unread,
                                             .matches = sample_matches };
    struct headlines headlines = { .titles = preview->app->config.titles, .picked = &picked_sample, .picked_count = 1 };
    headlines_set(&headlines, &source);
    headlines_move(&headlines, 1);
    headlines_draw(&headlines, frame, area, true, SLICE(""));
    headlines_finish(&headlines);
}

static void draw_sample(struct preview *preview, struct frame *frame)
{
    const int width = frame->canvas->width, rows = frame->canvas->height - 1, list = width * 2 / 5;
    const struct rectangle all = { .width = width, .height = rows };
    struct reader reader = { 0 };
    struct status status = { 0 };
    draw_headlines(preview, frame, frame_place(frame, all, (struct rectangle){ 0, 0, list, rows }));
    canvas_draw(frame->canvas, frame_place(frame, all, (struct rectangle){ list, 0, 1, rows }), "│", UI_BORDER);
    reader_open(&reader, preview->page);
    reader_draw(&reader, frame, frame_place(frame, all, (struct rectangle){ list + 1, 0, width - list - 1, rows }));
    status_set_progress(&status, "2/%d", SAMPLE_COUNT);
    status_draw(&status, frame, (struct rectangle){ 0, rows, width, 1 }, arena_format(frame->arena, "?: %s", _("keys")));
}

static bool print_sample(struct preview *preview, const struct theme *theme)
{
    struct app *app = preview->app;
    struct canvas canvas = { 0 };
    struct arena arena = { 0 };
    struct buffer text = buffer_create(SAMPLE_BYTES);
    bool is_rtl = language_is_rtl(slice_of(catalogue_language()));
    struct frame frame = { .canvas = &canvas,
                           .engine = app->engine,
                           .arena = &arena,
                           .digits = app->config.page.digits,
                           .letters = app->config.page.letters,
                           .is_rtl = is_rtl,
                           .mirrored = app->config.mirrored == MIRRORED_YES || (app->config.mirrored == MIRRORED_AUTO && is_rtl),
                           .dates = app_dates(app, app->config.page.digits),
                           .now = time(NULL) };
    canvas_resize(&canvas, preview->width, SAMPLE_ROWS);
    draw_sample(preview, &frame);
    bool good = canvas_print(&canvas, &(struct canvas_printing){ theme, preview->colours, &preview->terminal.encoding }, &text) &&
                fwrite(text.bytes, 1, text.length, stdout) == text.length;
    buffer_finish(&text);
    canvas_finish(&canvas);
    arena_finish(&arena);
    return good;
}

static void make_page(struct preview *preview)
{
    struct buffer tape = buffer_create(SAMPLE_BYTES);
    struct page_options options = config_page_options(&preview->app->config, preview->terminal.shows_marks);
    doc_from_markdown(slice_of(article), SLICE(""), &tape);
    const struct doc doc = { buffer_slice(&tape) };
    preview->page = page_create(preview->app->engine, &doc,
                                &(struct page_head){ .title = samples[0].title, .source = samples[0].feed_title }, &options);
    buffer_finish(&tape);
}

/* ---- the terminal ------------------------------------------------------------------------------------------------- */

static const char *environment(const char *name)
{
    return getenv(name);
}

static bool wants_colours(const struct command_line *line)
{
    const char *no_colour = getenv("NO_COLOR");
    return !line->json && isatty(STDOUT_FILENO) && !(no_colour && *no_colour);
}

static int colours_of(const struct terminal *terminal)
{
    struct terminfo_entry entry = terminfo_find(terminal->type ? terminal->type : getenv("TERM"));
    bool is_direct = entry.colours >= 256 && (terminal->has_true_colour || entry.has_true_colour);
    return !entry.is_ecma_48 ? 0 : is_direct ? TRUE_COLOURS : entry.colours;
}

static int width_of_terminal(const struct preview *preview)
{
    struct winsize size;
    bool is_told = ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0;
    int width = is_told && size.ws_col < WIDEST_SAMPLE ? size.ws_col : WIDEST_SAMPLE;
    int margin = row_encoding_margin(&preview->terminal.encoding);
    return width > margin ? width - margin : 1;
}

/* Only who will see colours is asked; the background of others is as the environment tells. */
static void look_at_terminal(struct preview *preview, const struct command_line *line)
{
    struct app *app = preview->app;
    struct inquiry inquiry = { .replies = { .mode_8 = -1, .background = -1 } };
    struct error error = { 0 };
    char name[TERMINAL_NAME_BYTES];
    bool is_asked = wants_colours(line) && signals_start(&error) && inquiry_make(&inquiry, false, &error);
    const struct terminal found = identify_find(is_asked ? &inquiry.replies : NULL);
    const struct terminal_clues clues = { .get_environment = environment, .replies = &inquiry.replies };
    terminal_full_name(&found, name);
    config_enter_terminal(&app->config, slice_of(name));
    config_choose_language(&app->config);
    /* Nothing is switched for a few rows: they are sent so that they are right as the terminal is. */
    preview->terminal = config_terminal(&app->config, &found);
    preview->terminal = terminal_in_order(&preview->terminal, app->config.order);
    preview->terminal = app->config.order == ORDER_AUTO ? terminal_left_alone(&preview->terminal) : preview->terminal;
    preview->current = line->theme ? slice_of(line->theme) : theme_choose(&app->config.theme, terminal_ground(&clues), environment);
    preview->colours = wants_colours(line) ? colours_of(&preview->terminal) : 0;
    preview->width = width_of_terminal(preview);
    if (is_asked)
        inquiry_finish(&inquiry);
    signals_stop(0);
}

/* ---- the command -------------------------------------------------------------------------------------------------- */

static bool shows_samples(const struct preview *preview)
{
    return preview->colours > 0 && preview->terminal.encoding.order != ORDER_LOGICAL;
}

static bool show_theme(struct preview *preview, const char *name, struct error *error)
{
    struct theme theme;
    struct error complaint;
    char path[THEME_PATH_BYTES];
    bool is_current = slice_equal_string(preview->current, name);
    if (!theme_load(&theme, preview->folder, name, &complaint, error))
        return false;
    bool is_file = theme_find_file(preview->folder, name, path);
    if (preview->array)
        return json_array_append_new(preview->array, json_pack("{s:o, s:b, s:o}", "name", json_text(slice_of(name)), "current",
                                                               (int)is_current, "file",
                                                               is_file ? json_text(slice_of(path)) : json_null())) == 0;
    app_print(slice_of(name));
    if (shows_samples(preview)) {
        fputs(is_current ? _(" (the one in use)") : "", stdout);
        printf("%s", is_file ? "  " : "");
        app_print(slice_of(is_file ? path : ""));
    }
    putchar('\n');
    if (complaint.kind != ERROR_NONE)
        app_warn("%s", complaint.text);
    return !shows_samples(preview) || (print_sample(preview, &theme) && putchar('\n') != EOF);
}

static bool show_all(struct preview *preview, struct error *error)
{
    struct slice *names;
    size_t count = theme_names(preview->folder, &preview->app->arena, &names);
    bool good = true;
    for (size_t i = 0; i < count; i++) {
        struct error unreadable = { 0 };
        if (!show_theme(preview, arena_copy_string(&preview->app->arena, names[i]), &unreadable) && unreadable.kind != ERROR_NONE) {
            app_warn("%s", unreadable.text);
            good = error_set(error, unreadable.kind, "%s", unreadable.text);
        }
    }
    if (shows_samples(preview) && preview->folder)
        app_say("Your own are files NAME.theme in %s; the line \"theme = NAME\" in %s chooses one.\n", preview->folder,
                preview->app->paths.config);
    return good;
}

int command_themes(struct app *app, const struct command_line *line)
{
    struct error error = { 0 };
    struct preview preview = { .app = app, .folder = app->paths.themes[0] ? app->paths.themes : NULL,
                               .array = line->json ? json_array() : NULL };
    app_report_notices(app);
    if (!app_start_engine(app, &error))
        return app_fail(&error);
    look_at_terminal(&preview, line);
    make_page(&preview);
    bool is_one = line->argument_count > 0;
    bool good = is_one ? show_theme(&preview, line->arguments[0], &error) : show_all(&preview, &error);
    page_destroy(preview.page);
    if (is_one && !good && error.kind != ERROR_NONE) {
        json_decref(preview.array);
        return app_fail(&error);
    }
    return (preview.array ? json_print(preview.array) : true) && good ? 0 : 1;
}
