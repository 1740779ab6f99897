/* Where each view stands: sources, headlines and the article side by side, as many as are comfortable. */
#ifndef KHABAR_UI_PANES_H
#define KHABAR_UI_PANES_H

#include "ui/frame.h"

/* From the outermost inwards. */
enum pane { PANE_SOURCES, PANE_HEADLINES, PANE_ARTICLE, PANE_COUNT };

/* As the user chose them, in thousandths: of the width, and of what the sources leave of it. 0: what suits the width. */
struct pane_sizes {
    int sources, headlines;
};

struct panes_wish {
    int width, height;
    enum pane focus;   /* keys go there: always on screen */
    bool article_open; /* there is one to show */
    bool alone;        /* nothing is beside the focus */
    bool zen;          /* the same, and no row is kept for the status */
    bool mirrored;     /* sources at the right */
    struct pane_sizes sizes;
};

struct panes {
    struct rectangle at[PANE_COUNT];     /* empty when hidden */
    struct rectangle border[PANE_COUNT]; /* one column behind the pane, before the next one inwards; empty: none */
    struct rectangle status;             /* the bottom row; also the prompt's */
};

struct panes panes_arrange(const struct panes_wish *wish);
void panes_draw_borders(const struct panes *panes, const struct frame *frame, enum pane focus);
/* Over the border behind the pane, or in that column: which part of so many is on screen. Nothing where all is. */
void panes_draw_scrollbar(const struct frame *frame, struct rectangle column, size_t first, size_t shown, size_t total);

/* The pane that the column and row are in; false: in none, a border or the status. */
bool panes_find(const struct panes *panes, int x, int y, enum pane *pane);
/* The pane before a border; false where there is none. */
bool panes_find_border(const struct panes *panes, int x, int y, enum pane *pane);
/* The sizes once that border is at column x, or the focus is so many columns wider (narrower: below 0). */
struct pane_sizes panes_drag(const struct panes_wish *wish, enum pane before, int x);
struct pane_sizes panes_widen(const struct panes_wish *wish, int columns);

#endif
