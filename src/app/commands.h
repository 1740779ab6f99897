/* The commands of the command line; each returns the exit status (0 done, 1 could not, 2 wrong usage). */
#ifndef KHABAR_APP_COMMANDS_H
#define KHABAR_APP_COMMANDS_H

#include "app/app.h"

#include "page/page.h"

/* What the config file cannot say; what it can goes into the config (config_set). */
struct command_line {
    int width;              /* --width; 0: as wide as the terminal or 80, and the measure */
    const char *order;      /* --order, a word of the setting's; NULL: not said */
    bool json;              /* --json */
    bool unread;            /* --unread */
    bool count;             /* --count: their number alone */
    bool calibrate;         /* --calibrate */
    bool offline;           /* --offline */
    bool repair;            /* --repair */
    bool pages;             /* --pages: check nothing else */
    bool due;               /* --due: refresh what is due, nothing else */
    bool older;             /* --older: refresh a page of older entries */
    size_t limit;           /* --limit; 0: none */
    size_t choice;          /* --choose, from 1; 0: not said */
    const char *name;       /* --name */
    const char *folder;     /* --folder */
    const char *theme;      /* --theme */
    const char *content_type; /* --content-type: what a server would have said */
    const char *format;     /* --as; NULL: not said */
    const char *output;     /* -o, --output; NULL: standard output */
    const char *address;    /* --address: what relative links resolve against */
    char *const *arguments; /* after the command */
    int argument_count;
};

int command_read(struct app *app, const struct command_line *line);    /* the screen, with or without a file */
int command_dump(struct app *app, const struct command_line *line);
int command_save(struct app *app, const struct command_line *line);
int command_parse(struct app *app, const struct command_line *line);
int command_refresh(struct app *app, const struct command_line *line);
int command_add(struct app *app, const struct command_line *line);
int command_remove(struct app *app, const struct command_line *line);
int command_feeds(struct app *app, const struct command_line *line);
int command_list(struct app *app, const struct command_line *line);
int command_search(struct app *app, const struct command_line *line);
int command_import(struct app *app, const struct command_line *line);
int command_export(struct app *app, const struct command_line *line);
int command_check(struct app *app, const struct command_line *line);
int command_compact(struct app *app, const struct command_line *line);
int command_themes(struct app *app, const struct command_line *line);
int command_commands(struct app *app, const struct command_line *line);
int command_doctor(struct app *app, const struct command_line *line);

#endif
