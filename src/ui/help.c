#include "ui/help.h"

#include "base/catalogue.h"

enum { WIDTH_FOR_ONE_ROW = 50, KEY_COLUMNS = 26, GAP = 2, KEY_LIST_BYTES = 256 };

static int last_top(const struct help *help)
{
    return help->rows > help->height ? help->rows - help->height : 0;
}

bool help_scroll(struct help *help, long rows)
{
    long top = help->top, last = last_top(help);
    top = rows > last - top ? last : rows < -top ? 0 : top + rows;
    bool moved = top != help->top;
    int below = help->top + help->height;
    if (moved)
        help->focus = rows > 0 && below > top ? below : (int)top;
    help->top = (int)top;
    return moved;
}

bool help_scroll_page(struct help *help, int pages)
{
    return help_scroll(help, (long)pages * (help->height > 2 ? help->height - 1 : 1));
}

/* In the first view that has a key for it. */
static struct slice keys_of(const struct frame *frame, const struct keymap *keymap, enum command command)
{
    struct buffer keys = buffer_create(KEY_LIST_BYTES);
    for (enum view view = 0; view < VIEW_COUNT && keys.length == 0; view++)
        if (command_row_of(command)->views & (1u << view))
            keymap_keys_of(keymap, view, command, &keys);
    struct slice copy = keys.length > 0 ? arena_copy(frame->arena, buffer_slice(&keys)) : slice_of(_("no key"));
    buffer_finish(&keys);
    return copy;
}

/* Wrapped at its width; the result is how many rows it takes. Only those in `area` are drawn. */
static int draw_part(const struct frame *frame, struct rectangle part, struct rectangle area, struct slice text,
                     unsigned role)
{
    const struct paragraph_options options = frame_paragraph_options(frame, DIRECTION_LTR);
    const struct paragraph *paragraph = paragraph_create(frame->engine, frame->arena, text, &options);
    struct breaks breaks = paragraph_break(paragraph, part.width, BREAK_GREEDY, frame->arena);
    for (size_t i = 0; i < breaks.row_count; i++) {
        struct row row = paragraph_row(paragraph, &breaks, i, JUSTIFY_NOT, frame->arena);
        canvas_put_row(frame->canvas, area, part.x, part.y + (int)i, &row, role);
    }
    return (int)breaks.row_count;
}

/* Wide: the keys, and beside them what they do. Narrow: below them. */
static int draw_command(const struct frame *frame, struct rectangle area, int y, enum command command,
                        const struct keymap *keymap)
{
    bool beside = area.width >= WIDTH_FOR_ONE_ROW;
    struct rectangle keys = { .x = area.x + (beside ? 1 : 0), .y = y };
    keys.width = beside ? KEY_COLUMNS : area.width;
    int key_rows = draw_part(frame, keys, area, keys_of(frame, keymap, command), UI_HELP_KEY);
    struct rectangle text = { .x = beside ? keys.x + KEY_COLUMNS + GAP : area.x + GAP, .y = beside ? y : y + key_rows };
    text.width = area.x + area.width - text.x;
    int text_rows = draw_part(frame, text, area, slice_of(_(command_row_of(command)->help)), UI_HELP_TEXT);
    return beside ? (key_rows > text_rows ? key_rows : text_rows) : key_rows + text_rows;
}

/* "j Down: one row down" */
static int say_command(const struct frame *frame, struct rectangle area, int y, enum command command,
                       const struct keymap *keymap)
{
    struct slice keys = keys_of(frame, keymap, command);
    struct slice text = arena_format(frame->arena, "%.*s: %s", SLICE_ARGUMENT(keys), _(command_row_of(command)->help));
    return draw_part(frame, (struct rectangle){ .x = area.x, .y = y, .width = area.width }, area, text, UI_HELP_TEXT);
}

static void draw_all(struct help *help, const struct frame *frame, struct rectangle area, const struct keymap *keymap)
{
    int first = area.y - help->top, y = first;
    canvas_fill(frame->canvas, area, PAGE_TEXT);
    for (enum command command = COMMAND_NONE + 1; command < COMMAND_COUNT; command++)
        y += frame->linear ? say_command(frame, area, y, command, keymap)
                           : draw_command(frame, area, y, command, keymap);
    help->rows = y - first;
}

void help_draw(struct help *help, const struct frame *frame, struct rectangle area, const struct keymap *keymap)
{
    help->height = area.height;
    draw_all(help, frame, area, keymap);
    if (help->top > last_top(help)) {
        /* The window grew past the end. */
        help->top = last_top(help);
        draw_all(help, frame, area, keymap);
    }
    if (help->focus < help->top || help->focus >= help->top + area.height)
        help->focus = help->top;
    if (frame->linear)
        canvas_set_cursor(frame->canvas, area.x, area.y + help->focus - help->top);
}
