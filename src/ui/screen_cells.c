/* From the canvas's cells to curses'. */
#include "ui/screen_state.h"

#include "base/hash.h"

#include <stdlib.h>
#include <wchar.h>

#define LOOK_ATTRIBUTES 0xFFFF0000U
enum { LOOK_UNDER_CURSOR = 0x8000, LOOK_PAIR = 0x7FFF };
_Static_assert((int)MOST_PAIRS <= (int)LOOK_PAIR, "a look holds each pair");

void screen_set_theme(struct screen *screen, const struct theme *theme)
{
    looks_set_theme(&screen->looks, theme);
    screen->clear_first = true;
}

/* curses has attributes in the upper half of a number; pairs are few. */
static unsigned look_of(struct screen *screen, const struct canvas_cell *cell)
{
    struct look look = looks_find(&screen->looks, cell->role, cell->overlay);
    return ((unsigned)look.attributes & LOOK_ATTRIBUTES) | (unsigned)look.pair;
}

/* Each spacing character at its own column; what is left of the cell's columns are spaces. Returns how many. */
static size_t show_cell(struct screen *screen, int x, const struct canvas_cell *cell, struct shown_cell *shown)
{
    static const struct shown_cell space = { .code_points = { ' ' }, .count = 1, .width = 1 };
    unsigned look = look_of(screen, cell);
    size_t offset = 0, count = 0;
    bool has_more = true;
    for (int end = x + cell->width; x < end; x += shown[count++].width) {
        has_more = has_more && cell_filter_next(&screen->filter, cell->cluster, &offset, &shown[count]) &&
                   x + shown[count].width <= end;
        if (!has_more)
            shown[count] = space;
        shown[count].look = look;
        shown[count].face = look & (unsigned)(A_BOLD | A_ITALIC);
        shown[count].column = (unsigned)x;
    }
    return count;
}

/* From edge to edge: each column of the screen is in one of them. */
static size_t show_row(struct screen *screen, const struct canvas *canvas, int y, int margin, struct shown_cell *shown)
{
    static const struct canvas_cell blank = { .width = 1, .role = PAGE_TEXT, .overlay = UI_NO_OVERLAY };
    const struct canvas_cell *row = canvas->cells + (size_t)y * (size_t)canvas->width;
    /* A bar from edge to edge goes on over the margin. */
    struct canvas_cell edge = blank;
    if (canvas->width > 0 && row->cluster.length == 0)
        edge.role = row->role;
    if (canvas->width > 0)
        edge.overlay = row->overlay;
    size_t count = 0;
    for (int x = 0; x < COLS;) {
        const struct canvas_cell *cell = x < margin ? &edge : x - margin < canvas->width ? &row[x - margin] : &blank;
        if (cell->width == 0 || x + cell->width > COLS)
            cell = &blank;
        count += show_cell(screen, x, cell, shown + count);
        x += cell->width;
    }
    return count;
}

static void put_cell(int x, int y, const struct shown_cell *shown)
{
    wchar_t characters[SHOWN_CODE_POINTS + 1] = { 0 };
    cchar_t cell;
    for (int i = 0; i < shown->count; i++)
        characters[i] = (wchar_t)shown->code_points[i];
    if (setcchar(&cell, characters, shown->look & LOOK_ATTRIBUTES, (short)(shown->look & LOOK_PAIR), NULL) == OK)
        mvadd_wch(y, x, &cell);
}

/* What the cursor is on looks like nothing else: QTerminal puts it in order by itself. */
static void mark_cursor(struct shown_cell *shown, size_t count, int column)
{
    for (size_t i = 0; i < count; i++)
        if ((int)shown[i].column <= column && column < (int)shown[i].column + shown[i].width)
            shown[i].look |= LOOK_UNDER_CURSOR;
}

static void put_row(struct screen *screen, const struct canvas *canvas, int y, const struct row_encoding *encoding)
{
    struct shown_cell *shown = ARENA_ARRAY(&screen->row_arena, struct shown_cell, (size_t)COLS);
    int margin = row_encoding_margin(encoding);
    size_t count = show_row(screen, canvas, y, margin, shown);
    if (canvas->cursor_visible && y == canvas->cursor_y)
        mark_cursor(shown, count, canvas->cursor_x + margin);
    row_encode(encoding, shown, count, &screen->row_arena);
    for (size_t i = 0, x = 0; i < count; x += (size_t)shown[i++].width) {
        put_cell((int)x, y, &shown[i]);
        for (int part = 0; part < shown[i].width; part++)
            screen->seen_columns[(size_t)y * (size_t)COLS + x + (size_t)part] = (uint16_t)(shown[i].column + (unsigned)part);
        if (shown[i].look & LOOK_UNDER_CURSOR)
            screen->cursor_column = (int)x;
    }
    arena_reset(&screen->row_arena);
}

static void prepare_seen_columns(struct screen *screen)
{
    if (screen->seen_width == COLS && screen->seen_height == LINES)
        return;
    screen->seen_width = COLS;
    screen->seen_height = LINES;
    free(screen->seen_columns);
    free(screen->row_hashes);
    free(screen->row_is_new);
    free(screen->linked);
    screen->seen_columns = allocate((size_t)COLS * (size_t)LINES, sizeof *screen->seen_columns);
    screen->row_hashes = allocate((size_t)LINES, sizeof *screen->row_hashes);
    screen->row_is_new = allocate((size_t)LINES, sizeof *screen->row_is_new);
    screen->linked = allocate((size_t)COLS * (size_t)LINES, sizeof *screen->linked);
}

/* Never 0. */
static uint64_t hash_row(const struct canvas *canvas, int y)
{
    const struct canvas_cell *row = canvas->cells + (size_t)y * (size_t)canvas->width;
    bool has_cursor = canvas->cursor_visible && y == canvas->cursor_y;
    uint64_t hash = hash_number(HASH_START, (uint64_t)(has_cursor ? canvas->cursor_x + 1 : 0));
    for (int x = 0; x < canvas->width; x++) {
        uint64_t looks = (uint64_t)row[x].width << 16 | (uint64_t)row[x].role << 8 | row[x].overlay;
        hash = hash_bytes(hash_number(hash, looks), row[x].cluster);
        if (row[x].link > 0)
            hash = hash_bytes(hash, canvas_address_of(canvas, &row[x]));
    }
    return hash | 1;
}

/* Most keys change few rows. */
static void show_rows(struct screen *screen, const struct canvas *canvas, const struct row_encoding *encodings)
{
    bool all = screen->clear_first || encodings;
    for (int y = 0; y < LINES; y++) {
        uint64_t hash = y < canvas->height ? hash_row(canvas, y) : 0;
        screen->row_is_new[y] = hash == 0 || hash != screen->row_hashes[y] || all;
        if (!screen->row_is_new[y])
            continue;
        move(y, 0);
        clrtoeol();
        if (hash != 0)
            put_row(screen, canvas, y, encodings ? &encodings[y] : &screen->terminal.encoding);
        screen->row_hashes[y] = encodings ? 0 : hash;
    }
}

void screen_show(struct screen *screen, const struct canvas *canvas)
{
    screen_show_encoded(screen, canvas, NULL);
}

void screen_show_encoded(struct screen *screen, const struct canvas *canvas, const struct row_encoding *encodings)
{
    if (screen->suspended)
        return;
    prepare_seen_columns(screen);
    show_rows(screen, canvas, encodings);
    bool has_cursor = canvas->cursor_visible && canvas->cursor_y < LINES;
    curs_set(has_cursor ? 1 : 0);
    if (screen->clear_first)
        clearok(stdscr, TRUE);
    screen->clear_first = false;
    /* By way of the left edge: back from behind the last column PuTTY takes one step more than curses counts. */
    move(has_cursor ? canvas->cursor_y : LINES - 1, 0);
    refresh();
    if (has_cursor) {
        move(canvas->cursor_y, screen->cursor_column);
        refresh();
    }
    if (!encodings)
        screen_write_links(screen, canvas, row_encoding_margin(&screen->terminal.encoding));
}
