/* Rows of the current width: which there are (layout.c), where their text may stand (columns.c), what is in them
 * (cells.c). */
#ifndef KHABAR_PAGE_LAYOUT_H
#define KHABAR_PAGE_LAYOUT_H

#include "page/lines.h"

enum { MOST_FRAMES = 257 };

struct place {
    size_t line;
    size_t position; /* the row's first byte of page text */
    size_t row_of_line;
    bool blank;
    struct page_row *row; /* NULL until it is asked for */
};

struct layout {
    int width;
    struct place *places;
    size_t count, capacity;
    struct arena rows;
    struct arena paragraphs; /* all of them, or the newest alone */
    const struct line *newest_line;
    const struct paragraph *newest;
    const struct line *broken_line;   /* whose rows are in `breaks` */
    struct breaks breaks;
    struct arena breaks_arena;
};

/* The columns of a line's rows. */
struct geometry {
    int margin;       /* left of the text column */
    int column_width; /* text and frames */
    int text_width;
    const struct frame *frames[MOST_FRAMES]; /* shown, outermost first */
    size_t frame_count;
};

const struct paragraph *paragraph_of(const struct page *page, struct line *line);
const struct breaks *breaks_of(const struct page *page, struct line *line, int width);

void find_geometry(const struct page *page, const struct line *line, struct geometry *geometry);
int frame_width(const struct frame *frame);
bool frame_is_right(const struct page *page, const struct frame *frame);

#endif
