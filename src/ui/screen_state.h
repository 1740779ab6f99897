/* The screen, as its three files share it: screen.c from start to end, screen_cells.c what it shows, screen_keys.c what is
 * pressed. A file that includes this has curses, too. */
#ifndef KHABAR_UI_SCREEN_STATE_H
#define KHABAR_UI_SCREEN_STATE_H

#define NCURSES_WIDECHAR 1
#define NCURSES_NOMACROS 1

#include "ui/screen.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "ui/cell_filter.h"
#include "ui/glyphs.h"
#include "ui/keyboard.h"
#include "ui/look.h"

#include <curses.h>

struct screen {
    struct terminal terminal;
    SCREEN *curses;
    struct keyboard *keyboard;
    bool has_replies; /* that screen_take_replies has not told yet */
    bool is_ecma_48;
    bool has_direct_colours;
    bool suspended, clear_first, reports_mouse, tells_ground;
    enum ground ground; /* that screen_take_ground has not told yet */
    struct mouse mouse; /* as last reported */
    struct key pending; /* read, but not yet told */
    bool pasting;       /* what comes is text, until its end */
    int64_t paste_began_at, pasted_at; /* monotonic milliseconds: the first and the last of it */
    int64_t pasted_count;              /* of its characters */
    struct buffer paste;
    int cursor_column; /* of the row that the canvas's cursor is in, as it was sent */
    struct glyphs glyphs;
    struct cell_filter filter;
    struct looks looks;
    struct arena row_arena; /* one row's cells on their way to curses */
    uint16_t *seen_columns; /* of each column as it was sent, row by row: where it is seen */
    uint64_t *row_hashes;   /* of each row of the canvas as curses has it; 0: to be given anew */
    bool *row_is_new;       /* curses was given it in this frame */
    bool *linked;           /* of each column as it was sent: it was written as part of a link */
    bool has_links;         /* some are */
    int seen_width, seen_height;
};

/* After curses has shown all rows. */
void screen_write_links(struct screen *screen, const struct canvas *canvas, int margin);

#endif
