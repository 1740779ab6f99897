/* The keys of one view as they are bound now, sequences and macros too, and what is reached by name alone; by groups. */
#ifndef KHABAR_UI_HELP_H
#define KHABAR_UI_HELP_H

#include "ui/frame.h"
#include "ui/keymap.h"

enum { HELP_FILTER_BYTES = 128 };

struct help {
    enum view view;  /* whose keys */
    char filter[HELP_FILTER_BYTES]; /* only rows that have it in their keys, name or words; "" for all */
    int top;         /* first row shown */
    int focus;       /* the first row that was not on screen before: there the cursor stands in a linear frame */
    int rows, height; /* as last drawn */
};

/* At the top, of all rows. */
void help_open(struct help *help, enum view view);
/* Cut where it is too long. */
void help_filter(struct help *help, struct slice words);
/* False when nothing moved. */
bool help_scroll(struct help *help, long rows);
bool help_scroll_page(struct help *help, int pages);
void help_draw(struct help *help, const struct frame *frame, struct rectangle area, const struct keymap *keymap);

#endif
