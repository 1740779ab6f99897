/* Where a reader's rows stand; for what selects in them. */
#ifndef KHABAR_UI_SIGHT_H
#define KHABAR_UI_SIGHT_H

#include "ui/reader.h"

/* The column of a row's first cell, from the left edge of a pane of this width. */
int sight_left(const struct reader *reader, int pane_width, const struct page_row *row);
/* Scrolls as little as it must until the row that shows this byte is on the screen. */
void sight_bring(struct reader *reader, size_t position);
bool sight_match_is_on_screen(const struct reader *reader);

/* A cell on screen, and the text that it shows. */
struct sight {
    struct range source;
    int x, y, width;
};
/* Those that show text, as the reader was last drawn, in logical order; in the arena. */
const struct sight *sight_cells(const struct reader *reader, struct arena *arena, size_t *count);

#endif
