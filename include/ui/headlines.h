/* The list of headlines, of any length: only the rows near the screen are read. Which is selected, which part is on
 * screen. Once the user has chosen an entry, the selection stays on it when the list is replaced, and in its place on the
 * screen when entries arrive above it; before that, and after a move to the start, it stays on the newest. */
#ifndef KHABAR_UI_HEADLINES_H
#define KHABAR_UI_HEADLINES_H

#include "store/store.h"
#include "ui/field.h"

/* Where the rows come from. */
struct headlines_source {
    void *context;
    size_t count;
    /* Rows [first, first + count) into the arena; returns how many could be read. */
    size_t (*rows)(void *context, size_t first, size_t count, struct arena *arena, struct stored_entry **rows);
    /* False when there is none with this id. */
    bool (*find)(void *context, store_id id, size_t *index);
    /* The nearest unread one below (1) or above (-1) `from`; false when there is none. */
    bool (*next_unread)(void *context, size_t from, int direction, size_t *index);
    /* What was searched for, in a title: ranges of its bytes, ascending, in the arena. May be NULL. */
    size_t (*matches)(void *context, struct slice title, struct slice language, struct arena *arena,
                      struct range **ranges);
    /* The rule that lights it up, from 0; -1: none. May be NULL. */
    int (*highlight)(void *context, const struct stored_entry *entry);
};

/* Headings between the rows; the one that the topmost row belongs to is always on screen. */
enum headlines_groups { GROUPS_NONE, GROUPS_BY_SOURCE, GROUPS_BY_DAY };

/* One row an entry, or its title alone in one and what there is to say of it in a second. */
enum headlines_density { DENSITY_COMPACT, DENSITY_COMFORTABLE };

struct headlines {
    struct headlines_source source;
    size_t selected;
    size_t top;           /* the first one on screen */
    store_id selected_id; /* 0: the list is empty */
    bool chosen;          /* the user moved or opened; false: the selection follows the newest */
    int rows;             /* height when last drawn */
    enum alignment titles; /* and sources' names */
    enum headlines_groups groups;
    enum headlines_density density;
    struct rectangle area; /* as last drawn */
    bool linear;          /* as the frame that it was drawn in */
    bool on_heading;      /* a step stopped at the one above the selected entry */
    const store_id *picked; /* what the next command is about, ascending; borrowed */
    size_t picked_count;
    struct arena arena;   /* of the rows that were read: those on screen and a page around */
    struct stored_entry *window;
    size_t window_first, window_count;
};

/* `struct headlines headlines = {0}` is an empty list. */
void headlines_finish(struct headlines *headlines);
/* The selection stays on its entry; the choices above stay. */
void headlines_set(struct headlines *headlines, const struct headlines_source *source);
/* Rows were marked: they are read anew when they are needed next. */
void headlines_forget_rows(struct headlines *headlines);
/* NULL when the list is empty. Good until the list moves or is drawn. */
const struct stored_entry *headlines_selected(struct headlines *headlines);
/* As if the user had moved there; also to be called when an entry is opened. False when there is none with this id. */
bool headlines_select(struct headlines *headlines, store_id id);

/* False when nothing moved: at the end, or no unread one that way. */
bool headlines_move(struct headlines *headlines, long rows);
/* The same, but where the list is listened to a single step stops at headings, too. The entry below is selected there, and
 * the next step down leads to it. */
bool headlines_step(struct headlines *headlines, long rows);
bool headlines_move_page(struct headlines *headlines, int pages);
bool headlines_move_to_start(struct headlines *headlines);
bool headlines_move_to_end(struct headlines *headlines);
bool headlines_next_unread(struct headlines *headlines);
bool headlines_previous_unread(struct headlines *headlines);

/* How many entries have room there, headings aside. */
size_t headlines_on_screen(const struct headlines *headlines);
/* The entry that is drawn there, as if the user had moved to it; false when there is none. */
bool headlines_select_at(struct headlines *headlines, int x, int y);

/* Mark, title, source, reading time and age, as many as the width allows. `focused`: keys go here; in a linear frame
 * the cursor stands on the selected row, or on its heading.
 * `empty_text` stands there when there is no entry. */
void headlines_draw(struct headlines *headlines, const struct frame *frame, struct rectangle area, bool focused,
                    struct slice empty_text);

#endif
