/* The links of an article, each with its text and where it leads. */
#ifndef KHABAR_UI_LINK_LIST_H
#define KHABAR_UI_LINK_LIST_H

#include "ui/field.h"

struct link_row {
    uint32_t number;   /* as the article's text has it; 0: the article itself */
    struct slice text;
    struct slice host; /* as it may be trusted (lang/host.h) */
    struct slice rest; /* what follows it in the address */
};

struct link_list {
    const struct link_row *rows; /* borrowed */
    size_t count, selected, top;
    int height;                  /* links on screen when last drawn */
    struct rectangle area;       /* as last drawn */
    int rows_each;
};

enum link_list_found { LINK_NOT_FOUND, LINK_FOUND, LINK_FOUND_ROUND };

/* False when nothing moved. */
bool link_list_move(struct link_list *list, long rows);
bool link_list_move_page(struct link_list *list, int pages);
/* The one at a column and a row of the screen, as last drawn. */
bool link_list_select_at(struct link_list *list, int x, int y, uint32_t *number);
/* By its number; false when there is none. */
bool link_list_select(struct link_list *list, size_t number);

/* Selects the next row (step 1; 0: it may be the selected one) or the one before (-1) whose text or address says `words`,
 * folded as in any search; round, behind the last or before the first. */
enum link_list_found link_list_find(struct link_list *list, struct slice words, int step);

/* Wide: number, text, and beside it the address; narrow: the address on a second row. In a linear frame the cursor stands
 * on the selected one. */
void link_list_draw(struct link_list *list, const struct frame *frame, struct rectangle area);

#endif
