/* The keys as they are bound now, from the command table. */
#ifndef KHABAR_UI_HELP_H
#define KHABAR_UI_HELP_H

#include "ui/frame.h"
#include "ui/keymap.h"

struct help {
    int top;         /* first row shown */
    int focus;       /* the first row that was not on screen before: there the cursor stands in a linear frame */
    int rows, height; /* as last drawn */
};

/* `struct help help = {0}` starts at the top. False when nothing moved. */
bool help_scroll(struct help *help, long rows);
bool help_scroll_page(struct help *help, int pages);
void help_draw(struct help *help, const struct frame *frame, struct rectangle area, const struct keymap *keymap);

#endif
