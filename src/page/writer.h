/* Writes a page's lines: text, style runs, and the bidi controls that stand for markup. */
#ifndef KHABAR_PAGE_WRITER_H
#define KHABAR_PAGE_WRITER_H

#include "page/lines.h"

#define LRI "\u2066"
#define RLI "\u2067"
#define FSI "\u2068"
#define PDI "\u2069"
#define WORD_JOINER "\u2060"
#define LRO "\u202D"
#define RLO "\u202E"
#define PDF "\u202C"
#define LINE_SEPARATOR "\u2028"

enum waiting_space { SPACE_NONE, SPACE_WAITS, ROW_END_WAITS };

struct writer {
    struct page *page;
    struct line line;   /* the one being written */
    bool open;          /* there is one */
    enum waiting_space space; /* for the next word, so that none ends a line */
    uint8_t space_role;
    int column;         /* where preformatted text of the line has come to */
};

/* Attributes come from `line`; its ranges are set here. */
void writer_begin(struct writer *writer, const struct line *line);
/* Before any other text of the line. Returns where the marker stands. */
struct range writer_marker(struct writer *writer, struct slice marker);
/* Text as it is. */
void writer_append(struct writer *writer, struct slice text, uint8_t role);
/* Runs of white space become one space. */
void writer_words(struct writer *writer, struct slice text, uint8_t role);
/* A line's worth of preformatted text; tabs go on to the next eighth column. */
void writer_preformatted(struct writer *writer, struct slice text, uint8_t role);
/* What opens an isolate or an override stands after the space that waits, what closes it before. Of these characters
 * the text's author knows nothing. */
void writer_open_control(struct writer *writer, const char *control);
void writer_close_control(struct writer *writer, const char *control);
void writer_flush_space(struct writer *writer);
void writer_finish(struct writer *writer);

#endif
