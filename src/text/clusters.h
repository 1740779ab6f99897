/* What a paragraph is once made: its clusters in logical order, ready to be cut into rows. */
#ifndef KHABAR_TEXT_CLUSTERS_H
#define KHABAR_TEXT_CLUSTERS_H

#include "text/paragraph.h"
#include "text/parts.h"

enum {
    CLUSTER_BREAK = 1 << 0,   /* a row may end before it */
    CLUSTER_SPACE = 1 << 1,   /* hangs at a row's end */
    CLUSTER_NEWLINE = 1 << 2, /* a row ends after it */
    CLUSTER_DIM = 1 << 3,     /* shows marks that the reader wants dimmed */
    CLUSTER_RIGID = 1 << 4,   /* of a token or of code: nothing is added to it or to its spaces */
};

/* Its source and its shown text end where the next one's start. One of no width has no cell: its bytes are the cell's
 * before it. */
struct cluster {
    uint32_t source_start; /* byte of the paragraph's text */
    uint32_t shown_start;  /* byte of `shown` */
    uint8_t width, role, flags;
    bidi_level level;
};

struct paragraph {
    struct slice text; /* borrowed */
    const char *shown;
    struct cluster *clusters; /* one more, for the ends */
    size_t cluster_count;
    bidi_level level;
    bool has_base_letters;
    int width;
};

enum { MARKS_OF_CELL = 4 }; /* curses' CCHARW_MAX is a base and four */

/* A mark of the open cluster's newest spacing character. */
struct shown_mark {
    size_t start; /* in engine->shown */
    uint32_t code_point;
    bool is_dim;
};

/* Turns pieces into clusters, one after the other. */
struct cluster_maker {
    struct text_engine *engine;
    const struct paragraph_options *options;
    struct paragraph *paragraph; /* has room for as many clusters as code points */
    size_t style_index;
    size_t token_index;    /* the first of the piece that does not end before */
    size_t hidden_start;   /* of what is not shown and waits for the first cluster of its row */
    size_t unit_starts[8]; /* in engine->shown: the spacing characters of the open cluster */
    size_t unit_count, mark_count;
    struct shown_mark marks[MARKS_OF_CELL];
    size_t dim_count; /* of the open cluster's marks */
    bool is_open;       /* the newest cluster can take marks and hidden code points */
    bool starts_anew;   /* a grapheme boundary was passed since the last visible code point */
    bool break_pending; /* so was a break opportunity */
};

void clusters_append(struct cluster_maker *maker, const struct piece *piece);
void clusters_end(struct cluster_maker *maker);

#endif
