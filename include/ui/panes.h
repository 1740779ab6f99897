/* Where each view stands: list and article side by side where both are comfortable, else one in the other's place. */
#ifndef KHABAR_UI_PANES_H
#define KHABAR_UI_PANES_H

#include "ui/frame.h"

struct panes {
    bool side_by_side;
    struct rectangle headlines; /* empty when hidden */
    struct rectangle border;    /* one column; empty when not side by side */
    struct rectangle reader;    /* empty when hidden */
    struct rectangle status;    /* the bottom row; also the prompt's */
};

/* `article_open`: there is an article to show; `reading`: keys go to it. `mirrored`: list on the right.
 * `linear`: never side by side. */
struct panes panes_arrange(int width, int height, bool article_open, bool reading, bool mirrored, bool linear);
void panes_draw_border(const struct panes *panes, const struct frame *frame);

#endif
