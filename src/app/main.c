#include "app/commands.h"

#include "app/completion.h"

#include "base/catalogue.h"
#include "ui/theme.h"
#include "work/worker.h"

#include <errno.h>
#include <getopt.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { ANY_NUMBER = 1 << 20 };

static int command_completion(struct app *app, const struct command_line *line);

static const struct subcommand {
    const char *name;
    int least, most; /* arguments */
    int (*run)(struct app *app, const struct command_line *line);
    const char *usage, *help;
} subcommands[] = {
    { "dump", 1, 1, command_dump, "dump FILE|URL|-", N_("print an article: --width N, --order logical|visual, --content-type TYPE") },
    { "save", 1, 1, command_save, "save FILE|URL|ID", N_("an article as a file: --as html|md|txt, --output FILE") },
    { "parse", 1, 1, command_parse, "parse FILE|-", N_("what is understood of a feed: --json, --content-type TYPE, --address URL") },
    { "refresh", 0, ANY_NUMBER, command_refresh, "refresh [SOURCE...]",
      N_("fetch now, without the screen: --due (only what is due), --older (a page of older entries)") },
    { "add", 1, 1, command_add, "add ADDRESS",
      N_("subscribe to a feed or a site's: --name NAME, --folder NAME, --choose N, --offline") },
    { "remove", 1, 1, command_remove, "remove SOURCE", N_("unsubscribe, by address or name") },
    { "feeds", 0, 0, command_feeds, "feeds", N_("list the sources: --json") },
    { "list", 0, ANY_NUMBER, command_list, "list [QUERY]", N_("list headlines: --unread, --limit N, --json, --count") },
    { "search", 1, ANY_NUMBER, command_search, "search QUERY", N_("look for words in titles and articles: --limit N, --json, --count") },
    { "import", 1, 1, command_import, "import FILE|-", N_("take over sources: OPML, newsboat's urls and cache.db, newsraft's feeds") },
    { "export", 0, 0, command_export, "export", N_("print the sources as OPML") },
    { "check", 0, 0, command_check, "check", N_("is the database sound: --repair makes indexes and counts right; --pages looks no further") },
    { "compact", 0, 0, command_compact, "compact", N_("make the database as small as it can be") },
    { "themes", 0, 1, command_themes, "themes [NAME]", N_("show the themes, each in its colours: --json") },
    { "commands", 0, 0, command_commands, "commands", N_("list what keys and the command line of the screen do: --json") },
    { "completion", 1, 1, command_completion, "completion SHELL", N_("a script that completes these for bash, zsh or fish") },
    { "doctor", 0, 0, command_doctor, "doctor", N_("what was found out about this terminal: --json; --calibrate asks you") },
};
enum { SUBCOMMAND_COUNT = sizeof subcommands / sizeof subcommands[0] };

/* What is typed, what it does; a heading where nothing is typed. */
struct help_row {
    const char *typed, *help;
};

static const struct help_row starts[] = {
    { "khabar", N_("read the news") },
    { "khabar FILE|URL|-", N_("read one article: a file (.txt .html .md), a web page, standard input") },
}, settings_help[] = {
    { NULL, N_("How text is laid out, here and as lines of the config file:") },
    { "--measure N", N_("the widest column of text; 0: as wide as there is room") },
    { "--marks auto|show|dim|hide", N_("vowel marks; only some: --harakat, --niqqud, --reciting-marks") },
    { "--digits as-written|native|ascii", "" },
    { "--letters joined|base", N_("base: for fonts without joined letters") },
    { "--justify no|spaces|kashida", "" },
    { "--breaking greedy|balanced", "" },
    { "--row-spacing no|vocalised|all", "" },
    { "--align-titles own|left|right", N_("headlines in the list") },
    { "--mirrored auto|yes|no", N_("sources at the right, articles at the left") },
    { "--density compact|comfortable", N_("rows of a headline: one, or two") },
    { "--scrollbar yes|no", "" },
    { "--mouse yes|no", "" },
    { NULL, N_("How dates are shown:") },
    { "--dates relative|absolute|both", "" },
    { "--calendar auto|gregorian|hijri|persian|hebrew", N_("or two: --calendar 'persian gregorian'") },
    { NULL, N_("What the terminal is sent, and what comes from the keyboard:") },
    { "--order auto|visual|visual-lro|runs|words|logical", "" },
    { "--terminal-bidi switch|leave", N_("the terminal's own reordering of text") },
    { "--keyboard-layout auto|off|NAME", N_("keys of another layout") },
    { NULL, N_("Colours and language:") },
    { "--theme NAME|auto, --theme-dark NAME, --theme-light NAME", "" },
    { "--language NAME, --help, --version", "" },
};

static void print_help_row(const struct help_row *row)
{
    if (!row->typed)
        printf("\n%s\n\n", _(row->help));
    else if (row->help[0] == '\0')
        printf("  %s\n", row->typed);
    else
        printf("  %-23s  %s\n", row->typed, _(row->help));
}

static void print_help(void)
{
    printf("%s\n\n", _("khabar: a news reader for the terminal in which right-to-left text is right"));
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
        print_help_row(&starts[i]);
    for (size_t i = 0; i < SUBCOMMAND_COUNT; i++)
        printf("  khabar %-17s %s\n", subcommands[i].usage, _(subcommands[i].help));
    for (size_t i = 0; i < sizeof settings_help / sizeof *settings_help; i++)
        print_help_row(&settings_help[i]);
    printf("\n%s\n", _("Keys are listed by ? in the program; everything else in man khabar."));
}

static bool parse_number(const char *text, long most, long *number)
{
    char *end;
    *number = strtol(text, &end, 10);
    return *text && !*end && *number >= 1 && *number <= most;
}

enum { OPTION_WIDTH = 256, OPTION_ORDER, OPTION_JSON, OPTION_UNREAD, OPTION_COUNT_ONLY, OPTION_LIMIT, OPTION_NAME, OPTION_FOLDER,
       OPTION_OFFLINE, OPTION_REPAIR, OPTION_PAGES, OPTION_CHOOSE, OPTION_DUE, OPTION_OLDER, OPTION_CALIBRATE, OPTION_THEME, OPTION_CONTENT_TYPE,
       OPTION_ADDRESS, OPTION_AS, OPTION_VERSION, OPTION_SETTING };

static const struct option options[] = {
    { "width", required_argument, NULL, OPTION_WIDTH },
    { "order", required_argument, NULL, OPTION_ORDER },
    { "content-type", required_argument, NULL, OPTION_CONTENT_TYPE },
    { "address", required_argument, NULL, OPTION_ADDRESS },
    { "as", required_argument, NULL, OPTION_AS },
    { "output", required_argument, NULL, 'o' },
    { "json", no_argument, NULL, OPTION_JSON },
    { "unread", no_argument, NULL, OPTION_UNREAD },
    { "count", no_argument, NULL, OPTION_COUNT_ONLY },
    { "limit", required_argument, NULL, OPTION_LIMIT },
    { "name", required_argument, NULL, OPTION_NAME },
    { "folder", required_argument, NULL, OPTION_FOLDER },
    { "offline", no_argument, NULL, OPTION_OFFLINE },
    { "repair", no_argument, NULL, OPTION_REPAIR },
    { "pages", no_argument, NULL, OPTION_PAGES },
    { "choose", required_argument, NULL, OPTION_CHOOSE },
    { "due", no_argument, NULL, OPTION_DUE },
    { "older", no_argument, NULL, OPTION_OLDER },
    { "calibrate", no_argument, NULL, OPTION_CALIBRATE },
    { "theme", required_argument, NULL, OPTION_THEME },
    { "help", no_argument, NULL, 'h' },
    { "version", no_argument, NULL, OPTION_VERSION },
    /* Settings of the config file by their own names. Each has a number of its own: getopt_long takes a shortened name
     * for any of those that share one. */
    { "measure", required_argument, NULL, OPTION_SETTING },
    { "marks", required_argument, NULL, OPTION_SETTING + 1 },
    { "harakat", required_argument, NULL, OPTION_SETTING + 2 },
    { "niqqud", required_argument, NULL, OPTION_SETTING + 3 },
    { "reciting-marks", required_argument, NULL, OPTION_SETTING + 4 },
    { "digits", required_argument, NULL, OPTION_SETTING + 5 },
    { "justify", required_argument, NULL, OPTION_SETTING + 6 },
    { "breaking", required_argument, NULL, OPTION_SETTING + 7 },
    { "row-spacing", required_argument, NULL, OPTION_SETTING + 8 },
    { "align-titles", required_argument, NULL, OPTION_SETTING + 9 },
    { "letters", required_argument, NULL, OPTION_SETTING + 10 },
    { "terminal-bidi", required_argument, NULL, OPTION_SETTING + 11 },
    { "language", required_argument, NULL, OPTION_SETTING + 12 },
    { "mirrored", required_argument, NULL, OPTION_SETTING + 13 },
    { "keyboard-layout", required_argument, NULL, OPTION_SETTING + 14 },
    { "calendar", required_argument, NULL, OPTION_SETTING + 15 },
    { "dates", required_argument, NULL, OPTION_SETTING + 16 },
    { "theme-dark", required_argument, NULL, OPTION_SETTING + 17 },
    { "theme-light", required_argument, NULL, OPTION_SETTING + 18 },
    { "density", required_argument, NULL, OPTION_SETTING + 19 },
    { "scrollbar", required_argument, NULL, OPTION_SETTING + 20 },
    { "mouse", required_argument, NULL, OPTION_SETTING + 21 },
    { NULL, 0, NULL, 0 },
};

/* ---- completion ------------------------------------------------------------------------------------------------ */

enum { OPTION_COUNT = sizeof options / sizeof options[0] - 1 };

static const char *words_of(const char *option)
{
    static const struct {
        const char *option, *words;
    } others[] = { { "as", "html md txt" }, { "content-type", "html markdown text" }, { "order", "logical visual" } };
    const char *words = NULL, *name = "";
    for (size_t i = 0; name && !words; i++) {
        const char *of_setting;
        name = config_setting_at(i, &of_setting);
        words = name && strcmp(name, option) == 0 ? of_setting : NULL;
    }
    for (size_t i = 0; i < sizeof others / sizeof others[0] && !words; i++)
        words = strcmp(option, others[i].option) == 0 ? others[i].words : NULL;
    return words;
}

static struct slice themes_of(struct app *app)
{
    struct slice *names, words = { 0 };
    size_t count = theme_names(NULL, &app->arena, &names);
    for (size_t i = 0; i < count; i++)
        words = arena_format(&app->arena, "%.*s%s%.*s", SLICE_ARGUMENT(words), i ? " " : "", SLICE_ARGUMENT(names[i]));
    return words;
}

static int command_completion(struct app *app, const struct command_line *line)
{
    struct completion_command commands[SUBCOMMAND_COUNT];
    struct completion_option rows[OPTION_COUNT];
    struct completion_table table = { commands, SUBCOMMAND_COUNT, rows, OPTION_COUNT, themes_of(app) };
    struct buffer script = buffer_create(1 << 20);
    for (size_t i = 0; i < SUBCOMMAND_COUNT; i++)
        commands[i] = (struct completion_command){ subcommands[i].name, subcommands[i].usage, subcommands[i].help };
    for (size_t i = 0; i < OPTION_COUNT; i++)
        rows[i] = (struct completion_option){ options[i].name, options[i].has_arg == required_argument, words_of(options[i].name) };
    bool known = completion_append(line->arguments[0], &table, &script);
    if (known)
        fwrite(script.bytes, 1, script.length, stdout);
    buffer_finish(&script);
    return known ? 0 : app_usage("there is completion for bash, zsh and fish, not for \"%s\"", line->arguments[0]);
}

/* ---- options --------------------------------------------------------------------------------------------------- */

enum parsed { PARSED_GO_ON, PARSED_DONE, PARSED_WRONG };

static const char *environment(const char *name)
{
    return getenv(name);
}

static enum parsed set_setting(const char *name, struct config *config)
{
    struct error error = { 0 };
    if (config_set_option(config, slice_of(name), slice_of(optarg), &error)) {
        config_choose_language(config);
        return PARSED_GO_ON;
    }
    app_usage("--%s", error.text);
    return PARSED_WRONG;
}

/* `word` is what stood on the command line. */
static enum parsed set_option(int option, const char *word, struct command_line *line, struct config *config)
{
    long number;
    switch (option) {
    case OPTION_WIDTH:
        if (!parse_number(optarg, 10000, &number))
            return app_usage("--width is a number of columns from 1 to 10000, not \"%s\"", optarg), PARSED_WRONG;
        line->width = (int)number;
        return PARSED_GO_ON;
    case OPTION_LIMIT:
        if (!parse_number(optarg, 1000000000, &number))
            return app_usage("--limit is a number of headlines, not \"%s\"", optarg), PARSED_WRONG;
        line->limit = (size_t)number;
        return PARSED_GO_ON;
    case OPTION_CHOOSE:
        if (!parse_number(optarg, 1000, &number))
            return app_usage("--choose is the number of a feed in the list, not \"%s\"", optarg), PARSED_WRONG;
        line->choice = (size_t)number;
        return PARSED_GO_ON;
    case OPTION_ORDER:
        line->order = optarg;
        return set_setting("order", config);
    case OPTION_JSON: line->json = true; return PARSED_GO_ON;
    case OPTION_UNREAD: line->unread = true; return PARSED_GO_ON;
    case OPTION_COUNT_ONLY: line->count = true; return PARSED_GO_ON;
    case OPTION_NAME: line->name = optarg; return PARSED_GO_ON;
    case OPTION_FOLDER: line->folder = optarg; return PARSED_GO_ON;
    case OPTION_OFFLINE: line->offline = true; return PARSED_GO_ON;
    case OPTION_REPAIR: line->repair = true; return PARSED_GO_ON;
    case OPTION_PAGES: line->pages = true; return PARSED_GO_ON;
    case OPTION_DUE: line->due = true; return PARSED_GO_ON;
    case OPTION_OLDER: line->older = true; return PARSED_GO_ON;
    case OPTION_CALIBRATE: line->calibrate = true; return PARSED_GO_ON;
    case OPTION_CONTENT_TYPE: line->content_type = optarg; return PARSED_GO_ON;
    case OPTION_ADDRESS: line->address = optarg; return PARSED_GO_ON;
    case OPTION_AS: line->format = optarg; return PARSED_GO_ON;
    case 'o': line->output = optarg; return PARSED_GO_ON;
    case OPTION_THEME:
        if (strcmp(optarg, "auto") == 0)
            return set_setting("theme", config);
        line->theme = optarg;
        return PARSED_GO_ON;
    case OPTION_VERSION: puts("khabar " KHABAR_VERSION); return PARSED_DONE;
    case 'h': print_help(); return PARSED_DONE;
    default: return app_usage("\"%s\" is no option, or lacks its value", word), PARSED_WRONG;
    }
}

static enum parsed parse_options(int argc, char **argv, struct command_line *line, struct config *config)
{
    int option, row = 0;
    opterr = 0;
    while ((option = getopt_long(argc, argv, "ho:", options, &row)) != -1) {
        enum parsed parsed = option >= OPTION_SETTING ? set_setting(options[row].name, config)
                                                      : set_option(option, argv[optind - 1], line, config);
        if (parsed != PARSED_GO_ON)
            return parsed;
    }
    line->arguments = argv + optind;
    line->argument_count = argc - optind;
    return PARSED_GO_ON;
}

static const struct subcommand *find_subcommand(const char *name)
{
    for (size_t i = 0; i < SUBCOMMAND_COUNT; i++)
        if (strcmp(name, subcommands[i].name) == 0)
            return &subcommands[i];
    return NULL;
}

/* For these there need not be a home. */
static bool is_without_store(const struct subcommand *command)
{
    return command->run == command_dump || command->run == command_save || command->run == command_completion || command->run == command_commands || command->run == command_parse || command->run == command_doctor ||
           command->run == command_themes;
}

static int run(struct app *app, struct command_line *line)
{
    const struct subcommand *command = line->argument_count ? find_subcommand(line->arguments[0]) : NULL;
    if (isatty(STDOUT_FILENO)) /* else a program may read what is said */
        app_use_digits(app, app->config.page.digits);
    if (command) {
        line->arguments++;
        line->argument_count--;
        if (line->argument_count < command->least || line->argument_count > command->most)
            return app_usage("usage: khabar %s", command->usage);
        if (!is_without_store(command) && app->paths_error.kind != ERROR_NONE)
            return app_fail(&app->paths_error);
        return command->run(app, line);
    }
    if (line->argument_count > 1)
        return app_usage("one article at a time, not %d", line->argument_count);
    if (line->argument_count == 1 && !isatty(STDOUT_FILENO))
        return command_dump(app, line);
    return command_read(app, line);
}

/* What was printed counts only when it arrived. A reader that closed its pipe had enough: nothing to complain about. */
static int flushed(int status)
{
    if (fflush(stdout) == 0 && !ferror(stdout))
        return status;
    if (errno != EPIPE)
        app_warn("standard output: %s", system_reason(errno));
    return 1;
}

int main(int argc, char **argv)
{
    if (worker_is_wanted(argc, argv))
        return worker_main(argc, argv);
    if (!setlocale(LC_ALL, "")) /* one category's locale is not installed; its language shows in dates all the same */
        setlocale(LC_CTYPE, "");
    catalogue_choose_by_environment(environment);
    signal(SIGPIPE, SIG_IGN);
    struct command_line line = { 0 };
    struct app app;
    int status = 2;
    app_init(&app);
    config_choose_language(&app.config);
    switch (parse_options(argc, argv, &line, &app.config)) {
    case PARSED_DONE: status = 0; break;
    case PARSED_WRONG: break;
    case PARSED_GO_ON: status = run(&app, &line); break;
    }
    app_finish(&app);
    return flushed(status);
}
