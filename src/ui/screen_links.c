/* Links that the terminal opens by itself. curses knows nothing of them: once it has shown a row, the cells of its links are
 * written again with their addresses around them, and those that were part of one and no longer are, without. */
#include "ui/screen_state.h"

#include "term/hyperlink.h"

#include <limits.h>
#include <stdio.h>
#include <term.h>
#include <wchar.h>

static void go_to(int y, int x)
{
    putp(tiparm(cursor_address, y, x));
}

/* Returns how many columns it has. */
static int write_cell(int y, int x)
{
    wchar_t characters[SHOWN_CODE_POINTS + 1] = { 0 };
    attr_t attributes;
    short pair;
    cchar_t cell;
    if (mvin_wch(y, x, &cell) != OK || getcchar(&cell, characters, &attributes, &pair, NULL) != OK || !characters[0])
        return 1;
    vid_puts(attributes, pair, NULL, putchar);
    mbstate_t state = { 0 };
    for (const wchar_t *character = characters; *character; character++) {
        char bytes[MB_LEN_MAX];
        size_t length = wcrtomb(bytes, *character, &state);
        if (length != (size_t)-1)
            fwrite(bytes, 1, length, stdout);
    }
    int width = wcwidth(characters[0]);
    return width > 1 ? width : 1;
}

/* From column x on, up to where another link or none begins; returns that column. */
static int write_span(struct screen *screen, const struct canvas *canvas, const uint16_t *links, int y, int x)
{
    uint16_t link = links[x];
    struct buffer address = buffer_create(HYPERLINK_ADDRESS_BYTES + 64);
    struct canvas_cell cell = { .link = link };
    bool is_open = hyperlink_append(canvas_address_of(canvas, &cell), &address);
    go_to(y, x);
    if (is_open)
        fwrite(address.bytes, 1, address.length, stdout);
    while (x < COLS && links[x] == link && (link > 0 || screen->linked[(size_t)y * (size_t)COLS + (size_t)x]))
        x += write_cell(y, x);
    if (is_open)
        fputs(HYPERLINK_END, stdout);
    buffer_finish(&address);
    return x;
}

/* Of each column as it was sent. */
static void find_links(const struct screen *screen, const struct canvas *canvas, int y, int margin, uint16_t *links)
{
    for (int x = 0; x < COLS; x++) {
        int column = screen->seen_columns[(size_t)y * (size_t)COLS + (size_t)x] - margin;
        bool is_inside = y < canvas->height && column >= 0 && column < canvas->width;
        links[x] = is_inside ? canvas->cells[(size_t)y * (size_t)canvas->width + (size_t)column].link : 0;
    }
}

static bool write_row(struct screen *screen, const struct canvas *canvas, int y, int margin, uint16_t *links)
{
    bool *linked = screen->linked + (size_t)y * (size_t)COLS, wrote = false;
    find_links(screen, canvas, y, margin, links);
    for (int x = 0; x < COLS;) {
        if (links[x] == 0 && !linked[x]) {
            x++;
            continue;
        }
        x = write_span(screen, canvas, links, y, x);
        wrote = true;
    }
    for (int x = 0; x < COLS; x++)
        linked[x] = links[x] > 0;
    return wrote;
}

void screen_write_links(struct screen *screen, const struct canvas *canvas, int margin)
{
    if (canvas->link_count == 0 && !screen->has_links)
        return;
    /* Cells that are pushed along by the terminal would take their links with them. */
    idcok(stdscr, FALSE);
    screen->has_links = true;
    int cursor_y, cursor_x;
    getyx(stdscr, cursor_y, cursor_x);
    uint16_t *links = ARENA_ARRAY(&screen->row_arena, uint16_t, (size_t)COLS);
    bool wrote = false;
    for (int y = 0; y < LINES; y++)
        if (screen->row_is_new[y])
            wrote = write_row(screen, canvas, y, margin, links) || wrote;
    if (wrote) {
        vid_puts(A_NORMAL, 0, NULL, putchar);
        go_to(cursor_y, cursor_x);
        fflush(stdout);
    }
    move(cursor_y, cursor_x);
    arena_reset(&screen->row_arena);
}
