/* Plain text as its author laid it out: blocks between blank lines, and what kind of lines are in them. */
#ifndef KHABAR_DOC_PLAIN_BLOCK_H
#define KHABAR_DOC_PLAIN_BLOCK_H

#include "base/slice.h"

enum line_kind {
    LINE_TEXT,
    LINE_BULLET,
    LINE_NUMBERED,
    LINE_QUOTED,   /* as mail does it: "> " */
    LINE_INDENTED, /* by four columns or more */
    LINE_DRAWN,    /* a table's row or border, made of characters */
    LINE_RULE,     /* nothing but ==== or the like */
};

struct line {
    struct slice text;    /* without the marker and white space at either end */
    struct slice whole;   /* as it stands, without white space at its end */
    enum line_kind kind;
    unsigned number;      /* LINE_NUMBERED */
    unsigned quote_depth; /* LINE_QUOTED */
    size_t width;         /* of `text`, in characters without marks */
    size_t indentation;   /* in columns */
    size_t gaps;          /* within it, wide enough to be between columns */
};

/* What can be said of a block without laying it out. */
struct block {
    struct slice text; /* all its lines; empty at the end of the document */
    struct line first;
    size_t lines, different_lines; /* a line repeated at once counts once in the second */
    size_t width;                  /* of all its text */
    bool all_text;                 /* LINE_TEXT only */
    bool keyed;                    /* every line is "Name: value" */
    bool closed;                   /* ends as a sentence or part of one does: . , ; : */
    bool asks;                     /* ends with ? or ! */
    bool has_letters;
};

struct line line_read(struct slice text);
/* The next line that is not blank; false at the end. */
bool block_next_line(struct slice *rest, struct line *line);
/* Takes the next block off the front; its `text` is empty at the end. */
struct block block_next(struct slice *rest);

/* How wide the document's lines are filled, in characters; 0 when it is not hard-wrapped. */
size_t wrap_width_of(struct slice text);
/* Whether `line` was ended only because the next one's first word did not fit. */
bool line_is_continued(const struct line *line, const struct line *next, size_t wrap_width);

#endif
