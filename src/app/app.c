#include "app/app.h"

#include "base/catalogue.h"
#include "base/file.h"
#include "base/message.h"
#include "base/utf8.h"
#include "lang/digits.h"
#include "source/arguments.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* What a source had that was removed on the screen is kept for so long: that can be undone. */
enum { SET_ASIDE_SECONDS = 24 * 3600 };

void app_init(struct app *app)
{
    *app = (struct app){ 0 };
    if (!paths_find(&app->paths, &app->paths_error))
        app->paths = (struct paths){ 0 };
    config_load(app->paths.config, &app->arena, &app->config, &app->config_error);
}

void app_finish(struct app *app)
{
    workers_destroy(app->workers);
    store_close(app->store);
    text_engine_destroy(app->engine);
    dates_destroy(app->dates);
    arena_finish(&app->arena);
}

/* The feeds file is the truth of what is subscribed to; the store follows it. */
static bool follow_sources(struct app *app, struct error *error)
{
    const struct sources *sources = &app->sources;
    struct followed_feed *feeds = ARENA_ARRAY(&app->arena, struct followed_feed, sources->count);
    size_t count = 0;
    for (const struct source *source = sources->items; source < sources->items + sources->count; source++)
        if (source->kind != SOURCE_QUERY)
            feeds[count++] = (struct followed_feed){
                .url = source->url,
                .name = source->name,
                .folder = source->folder,
                .tags = source->tags.items,
                .tag_count = source->tags.count,
            };
    return store_follow(app->store, feeds, count, error) &&
           store_forget_set_aside(app->store, time(NULL) - SET_ASIDE_SECONDS, error);
}

bool app_read_sources_anew(struct app *app, struct error *error)
{
    return sources_load(app->paths.feeds, &app->arena, &app->sources, error) && follow_sources(app, error);
}

bool app_open_database(struct app *app, struct error *error)
{
    if (!folder_make(app->paths.data_folder, error))
        return false;
    app->store = store_open(app->paths.database, &app->store_notice, error);
    return app->store != NULL;
}

bool app_open_store(struct app *app, struct error *error)
{
    return sources_load(app->paths.feeds, &app->arena, &app->sources, error) && app_open_database(app, error) &&
           follow_sources(app, error);
}

bool app_start_workers(struct app *app, const struct worker_events *events, struct error *error)
{
    app->workers = workers_create(events, error);
    if (!app->workers)
        return false;
    workers_set_connections(app->workers, (uint32_t)app->config.connections, (uint32_t)app->config.connections_a_host);
    return true;
}

bool app_start_engine(struct app *app, struct error *error)
{
    if (!app->engine)
        app->engine = text_engine_create(error);
    return app->engine != NULL;
}

static struct slice environment_of(const char *name)
{
    return slice_of(getenv(name));
}

/* "fa" of "fa_IR.UTF-8" */
static struct slice language_of(struct slice locale)
{
    size_t end = 0;
    while (end < locale.length && !strchr("-_.@", locale.bytes[end]))
        end++;
    return slice_part(locale, 0, end);
}

/* That of the interface, as it is in the country of the user's locale. */
static struct slice locale_in_use(const struct app *app)
{
    struct slice all = environment_of("LC_ALL"), locale = all.length > 0 ? all : environment_of("LANG");
    struct slice asked = app->config.language;
    struct slice language = asked.length > 0 ? asked : slice_of(catalogue_language());
    bool names_a_country = language_of(language).length < language.length;
    if (!names_a_country && slice_equal_ignoring_case(language, language_of(locale)))
        return locale;
    return slice_equal_string(language, "en") ? SLICE("") : language;
}

/* LC_TIME asks for another one. */
static struct slice date_locale(const struct app *app)
{
    if (app->config.language.length == 0 && environment_of("LC_ALL").length == 0 && environment_of("LC_TIME").length > 0)
        return environment_of("LC_TIME");
    return locale_in_use(app);
}

static const enum date_digits date_digits[] = { [DIGITS_AS_WRITTEN] = DATE_DIGITS_AUTO,
                                                [DIGITS_NATIVE] = DATE_DIGITS_NATIVE,
                                                [DIGITS_ASCII] = DATE_DIGITS_ASCII };

void app_use_digits(const struct app *app, enum digits_choice digits)
{
    char locale[DATE_LOCALE_BYTES];
    snprintf(locale, sizeof locale, "%.*s", SLICE_ARGUMENT(locale_in_use(app)));
    message_use_digits(locale_zero(locale, date_digits[digits]));
}

struct dates *app_dates(struct app *app, enum digits_choice digits)
{
    struct date_settings settings = { .choice = app->config.dates, .digits = date_digits[digits] };
    snprintf(settings.locale, sizeof settings.locale, "%.*s", SLICE_ARGUMENT(date_locale(app)));
    memcpy(settings.calendars, app->config.calendars, sizeof settings.calendars);
    if (!app->dates)
        app->dates = dates_create();
    dates_set(app->dates, &settings);
    return app->dates;
}

const struct source *app_source_of(struct app *app, store_id feed)
{
    struct arena scratch = { 0 };
    struct stored_feed stored;
    const struct source *source = NULL;
    if (feed != 0 && app->store && store_feed(app->store, feed, &scratch, &stored, NULL))
        source = sources_find(&app->sources, stored.url);
    arena_finish(&scratch);
    return source;
}

/* The command was found sound when the config was read. */
void app_follow_config(struct app *app, struct gatherer *gatherer, gatherer_notify *notify, gatherer_failed *failed)
{
    const struct notify_wish *wish = &app->config.notify;
    bool runs = wish->choice == NOTIFY_COMMAND && arguments_parse(wish->command, &app->arena, &app->notify_command, NULL);
    workers_set_connections(app->workers, (uint32_t)app->config.connections, (uint32_t)app->config.connections_a_host);
    gatherer_tell(gatherer, runs ? &app->notify_command : NULL, wish->choice == NOTIFY_OFF ? NULL : notify, failed);
    refresh_set_usual_interval(gatherer_refresh(gatherer), (uint32_t)app->config.refresh_minutes * 60);
}

struct gatherer *app_start_gatherer(struct app *app, refresh_source_done *done, gatherer_notify *notify,
                                    gatherer_failed *failed, void *context)
{
    struct gatherer *gatherer = gatherer_create(app->store, app->workers, &app->sources, done, context);
    app_follow_config(app, gatherer, notify, failed);
    return gatherer;
}

static bool print_to(FILE *stream, struct slice text)
{
    for (size_t offset = 0; offset < text.length;) {
        uint32_t code_point = utf8_next(text, &offset);
        char bytes[4];
        if (code_point_is_control(code_point) && code_point != '\n')
            code_point = ' ';
        if (code_point_is_bidi_control(code_point) && code_point != 0x200E && code_point != 0x200F)
            continue;
        size_t length = utf8_encode(code_point, bytes);
        if (fwrite(bytes, 1, length, stream) != length)
            return false;
    }
    return true;
}

bool app_print(struct slice text)
{
    return print_to(stdout, text);
}

static void print_formatted(FILE *stream, const char *format, va_list arguments)
{
    char *text = message_create(_(format), arguments);
    print_to(stream, slice_of(text));
    free(text);
}

void app_say(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    print_formatted(stdout, format, arguments);
    va_end(arguments);
}

static void warn(const char *format, va_list arguments)
{
    fputs("khabar: ", stderr);
    print_formatted(stderr, format, arguments);
    fputc('\n', stderr);
}

void app_warn(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    warn(format, arguments);
    va_end(arguments);
}

int app_fail(const struct error *error)
{
    app_warn("%s", error->text);
    return 1;
}

int app_usage(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    warn(format, arguments);
    va_end(arguments);
    fputs(_("Try: khabar --help"), stderr);
    fputc('\n', stderr);
    return 2;
}

void app_report_notices(const struct app *app)
{
    if (app->config_error.kind != ERROR_NONE)
        app_warn("%s", app->config_error.text);
    if (app->store_notice.kind != ERROR_NONE)
        app_warn("%s", app->store_notice.text);
    if (app->sources.notice.kind != ERROR_NONE)
        app_warn("%s", app->sources.notice.text);
    for (size_t i = 0; i < app->sources.rules.count; i++)
        if (app->sources.rules.items[i].error.kind != ERROR_NONE)
            app_warn("%s", app->sources.rules.items[i].error.text);
}
