/* driver FILE.in: its first line is "headlines WIDTH HEIGHT SELECTED" (each line after it an entry:
 * "new|title|source|age in minutes" or "read|…") or "help WIDTH HEIGHT 0", and "linear" behind it for a linear frame. Prints
 * the canvas between bars, the row that is selected between angle brackets, "_" for the cursor. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "../../unit/ui/headlines_array.h"
#include "ui/help.h"

enum { MOST_ENTRIES = 200 };
static const int64_t now = 1700000000;

static struct slice next_part(struct slice *line)
{
    size_t end = slice_find(*line, SLICE("|"));
    struct slice part = slice_part(*line, 0, end);
    *line = slice_part(*line, end + 1, line->length);
    return part;
}

static size_t read_entries(struct slice content, struct stored_entry *entries)
{
    size_t count = 0;
    struct slice line;
    while (count < MOST_ENTRIES && slice_next_line(&content, &line)) {
        struct stored_entry *entry = &entries[count++];
        *entry = (struct stored_entry){ .id = (store_id)count, .read = !slice_equal_string(next_part(&line), "new") };
        entry->title = next_part(&line);
        entry->feed_title = next_part(&line);
        /* The line ends in LF, where the number does too. */
        entry->published = now - 60 * strtoll(line.bytes, NULL, 10);
    }
    return count;
}

static bool row_is_empty(const struct canvas *canvas, int y)
{
    for (int x = 0; x < canvas->width; x++)
        if (canvas->cells[y * canvas->width + x].cluster.length > 0)
            return false;
    return true;
}

static void print_canvas(const struct canvas *canvas)
{
    int height = canvas->height;
    while (height > 0 && row_is_empty(canvas, height - 1))
        height--;
    for (int y = 0; y < height; y++) {
        const struct canvas_cell *row = canvas->cells + y * canvas->width;
        bool selected = row->overlay == UI_SELECTED;
        putchar(selected ? '<' : '|');
        for (int x = 0; x < canvas->width; x++)
            if (canvas->cursor_visible && canvas->cursor_y == y && canvas->cursor_x == x)
                putchar('_');
            else if (row[x].width > 0)
                printf("%.*s", SLICE_ARGUMENT(row[x].cluster.length ? row[x].cluster : SLICE(" ")));
        puts(selected ? ">" : "|");
    }
    printf("(%d empty rows)\n", canvas->height - height);
}

static void draw_headlines(const struct frame *frame, struct rectangle area, struct slice content, int selected)
{
    static struct stored_entry entries[MOST_ENTRIES];
    struct headlines headlines = { 0 };
    struct headlines_array array = { .entries = entries };
    array.count = read_entries(content, entries);
    headlines_set_array(&headlines, &array);
    headlines_move(&headlines, selected);
    headlines_draw(&headlines, frame, area, true, SLICE("No news yet."));
    headlines_finish(&headlines);
}

static void draw_help(const struct frame *frame, struct rectangle area)
{
    struct keymap *keymap = keymap_create();
    help_draw(&(struct help){ 0 }, frame, area, keymap);
    keymap_destroy(keymap);
}

int main(int argument_count, char **arguments)
{
    struct error error = { 0 };
    struct arena arena = { 0 };
    struct canvas canvas = { 0 };
    struct buffer file = buffer_create(1 << 20);
    struct frame frame = { .canvas = &canvas, .engine = text_engine_create(&error), .arena = &arena, .now = now,
                           .dates = dates_create() };
    if (argument_count != 2 || !frame.engine || !file_read(arguments[1], &file, &error)) {
        fprintf(stderr, "%s\n", error.text);
        return 1;
    }
    struct slice content = buffer_slice(&file), line;
    char view[16] = "", order[16] = "";
    struct rectangle area = { 0 };
    int selected = 0;
    slice_next_line(&content, &line);
    sscanf(arena_copy_string(&arena, line), "%15s %d %d %d %15s", view, &area.width, &area.height,
           &selected, order);
    frame.linear = strcmp(order, "linear") == 0;
    canvas_resize(&canvas, area.width, area.height);
    if (strcmp(view, "help") == 0)
        draw_help(&frame, area);
    else
        draw_headlines(&frame, area, content, selected);
    print_canvas(&canvas);
    text_engine_destroy(frame.engine);
    dates_destroy(frame.dates);
    canvas_finish(&canvas);
    buffer_finish(&file);
    arena_finish(&arena);
    return 0;
}
