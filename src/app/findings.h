/* What was found out about this terminal, as text for people and as JSON for programs. Pure: doctor.c asks. */
#ifndef KHABAR_APP_FINDINGS_H
#define KHABAR_APP_FINDINGS_H

#include "app/config.h"
#include "app/width_samples.h"

#include "base/buffer.h"
#include "term/terminal.h"
#include "ui/terminfo.h"

#include <jansson.h>
#include <stdarg.h>

enum { WIDTH_NOT_TOLD = -1 };

struct findings {
    const struct terminal *terminal;        /* as it was identified */
    const struct terminal *used;            /* the same as the user has it */
    char name[TERMINAL_NAME_BYTES];         /* terminal_full_name */
    bool has_terminal;                      /* there is one to ask: /dev/tty */
    const struct terminal_replies *replies; /* NULL: nobody was asked */
    int columns, rows;                      /* 0: not known */
    const char *type;                       /* TERM; NULL: not set */
    struct terminfo_entry terminfo;
    const char *colorterm;                  /* COLORTERM; NULL: not set */
    bool without_colours;                   /* NO_COLOR */
    const char *locale, *encoding;          /* of the user's, before khabar looked for a better one */
    bool takes_utf8;                        /* the terminal reads UTF-8, as far as it tells */
    bool multiplexer_without_utf8;          /* what is outside does not, as tmux tells */
    const struct config *config;            /* for this terminal: config_enter_terminal */
    const char *config_path;                /* "": there is none */
    const struct error *config_error;
    int widths[SAMPLE_COUNT];               /* as the terminal counts, or WIDTH_NOT_TOLD */
};

/* Does nobody know which order suits this terminal, and has the user not said it? */
bool findings_are_doubtful(const struct findings *findings);

struct page_options findings_page_options(const struct findings *findings);
/* The line or option that decided a setting; NULL: none did, or it said auto. */
const struct config_line *findings_reason(const struct findings *findings, const char *setting);

/* As message_print_list, and translates the format; whatever the environment holds, it is one line. */
void findings_format_line(char *line, size_t size, const char *format, va_list arguments)
    __attribute__((format(printf, 3, 0)));

void findings_append_text(const struct findings *findings, struct buffer *out);
/* A new reference. */
json_t *findings_json(const struct findings *findings);
/* What is wrong and what to do about it, one a line. */
void findings_append_advice(const struct findings *findings, struct buffer *lines);

#endif
