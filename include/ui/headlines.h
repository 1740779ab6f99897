/* The list of headlines: which is selected, which part is on screen. Once the user has chosen an entry, the selection
 * stays on it when the list is replaced, and in its place on the screen when entries arrive above it; before that, and
 * after a move to the start, it stays on the newest. */
#ifndef KHABAR_UI_HEADLINES_H
#define KHABAR_UI_HEADLINES_H

#include "store/store.h"
#include "ui/field.h"

struct headlines {
    const struct stored_entry *entries; /* borrowed; the owner may change `read` in place */
    size_t count;
    size_t selected;
    size_t top;           /* the first one on screen */
    store_id selected_id; /* 0: the list is empty */
    bool chosen;          /* the user moved or opened; false: the selection follows the newest */
    int rows;             /* height when last drawn */
    enum alignment titles; /* and sources' names */
};

/* `struct headlines headlines = {0}` is an empty list. */
void headlines_set(struct headlines *headlines, const struct stored_entry *entries, size_t count);
/* NULL when the list is empty. */
const struct stored_entry *headlines_selected(const struct headlines *headlines);
/* As if the user had moved there; also to be called when an entry is opened. False when there is none with this id. */
bool headlines_select(struct headlines *headlines, store_id id);

/* False when nothing moved: at the end, or no unread one that way. */
bool headlines_move(struct headlines *headlines, long rows);
bool headlines_move_page(struct headlines *headlines, int pages);
bool headlines_move_to_start(struct headlines *headlines);
bool headlines_move_to_end(struct headlines *headlines);
bool headlines_next_unread(struct headlines *headlines);
bool headlines_previous_unread(struct headlines *headlines);

/* One row an entry: mark, title, source and age, as many as the width allows. `focused`: keys go here; in a linear frame
 * the cursor stands on the selected row.
 * `empty_text` stands there when there is no entry. */
void headlines_draw(struct headlines *headlines, const struct frame *frame, struct rectangle area, bool focused,
                    struct slice empty_text);

#endif
