/* What every command works with; it owns all and is passed on. */
#ifndef KHABAR_APP_APP_H
#define KHABAR_APP_APP_H

#include "app/config.h"
#include "app/paths.h"
#include "source/gather.h"
#include "source/sources.h"
#include "store/store.h"
#include "text/engine.h"
#include "work/workers.h"

struct app {
    struct paths paths;          /* all "" when paths_error is set */
    struct error paths_error;
    struct arena arena;          /* lives as long as the program: config, sources */
    struct config config;
    struct error config_error;   /* a bad line, already reported where there is a screen or stderr */
    struct sources sources;
    struct store *store;         /* NULL until it was opened */
    struct error store_notice;
    struct workers *workers;     /* NULL until app_start_workers */
    struct texts notify_command; /* of the config, when it names one */
    struct text_engine *engine;  /* NULL until app_start_engine */
    struct dates *dates;         /* NULL until app_dates */
};

/* Finds the paths and reads the config. Neither a home that is missing nor a bad line is fatal: an article can be read
 * without. What is wrong is kept in paths_error and config_error. */
void app_init(struct app *app);
void app_finish(struct app *app);

/* Opens the database; the feeds in it are as they were. */
bool app_open_database(struct app *app, struct error *error);
/* The same, and reads the feeds file; each source has its feed in the store afterwards. */
bool app_open_store(struct app *app, struct error *error);
/* After the feeds file was changed. */
bool app_read_sources_anew(struct app *app, struct error *error);
bool app_start_workers(struct app *app, const struct worker_events *events, struct error *error);
bool app_start_engine(struct app *app, struct error *error);

/* For the numbers in what is said from now on, in the language of the interface; `digits` go before the config's. */
void app_use_digits(const struct app *app, enum digits_choice digits);
/* Dates as the config has them now, in the language of the interface; `digits` go before the config's. */
struct dates *app_dates(struct app *app, enum digits_choice digits);

/* The section of the feeds file that a stored feed is of; NULL when there is none. */
const struct source *app_source_of(struct app *app, store_id feed);
/* What of the config the fetching goes by. `notify` tells what no program is to tell; NULL: nobody does. */
void app_follow_config(struct app *app, struct gatherer *gatherer, gatherer_notify *notify, gatherer_failed *failed);
/* Sources as the feeds file has them, and what the config says; the engine of every refresh. All three get the context. */
struct gatherer *app_start_gatherer(struct app *app, refresh_source_done *done, gatherer_notify *notify,
                                    gatherer_failed *failed, void *context);

/* What is printed for a person; these translate their format. Clean of control characters and of stray bidi controls. */
void app_say(const char *format, ...) __attribute__((format(printf, 1, 2)));
/* "khabar: …" and a line's end, on standard error. */
void app_warn(const char *format, ...) __attribute__((format(printf, 1, 2)));
/* The same; returns the exit status 1. */
int app_fail(const struct error *error);
/* The same for a wrong command line; returns 2. */
int app_usage(const char *format, ...) __attribute__((format(printf, 1, 2)));
/* Says on standard error what the config, the feeds file or the database had to say; for commands without a screen. */
void app_report_notices(const struct app *app);

/* Prints text from outside, clean of control characters and of stray bidi controls; false when standard output
 * is closed. */
bool app_print(struct slice text);

#endif
