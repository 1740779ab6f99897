#include "ui/help.h"

#include "ui/field.h"

enum { WIDTH_FOR_ONE_ROW = 50, KEY_COLUMNS = 24, INDENT = 2, KEY_LIST_BYTES = 256 };

static int last_top(const struct help *help)
{
    return help->rows > help->height ? help->rows - help->height : 0;
}

bool help_scroll(struct help *help, long rows)
{
    long top = help->top, last = last_top(help);
    top = rows > last - top ? last : rows < -top ? 0 : top + rows;
    bool moved = top != help->top;
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
    struct slice copy = keys.length > 0 ? arena_copy(frame->arena, buffer_slice(&keys)) : SLICE("no key");
    buffer_finish(&keys);
    return copy;
}

static void draw_part(const struct frame *frame, struct rectangle part, struct rectangle area, struct slice text,
                      unsigned role)
{
    if (part.y < area.y || part.y >= area.y + area.height)
        return;
    field_draw(frame, &(struct field){ .text = text,
                                       .x = part.x,
                                       .y = part.y,
                                       .width = part.width,
                                       .role = role,
                                       .alignment = ALIGN_LEFT,
                                       .direction = DIRECTION_LTR });
}

/* Narrow: the keys on one row, what they do on the next. */
void help_draw(struct help *help, const struct frame *frame, struct rectangle area, const struct keymap *keymap)
{
    bool one_row = area.width >= WIDTH_FOR_ONE_ROW;
    int step = one_row ? 1 : 2, key_columns = one_row ? KEY_COLUMNS : area.width;
    help->rows = (COMMAND_COUNT - 1) * step;
    help->height = area.height;
    if (help->top > last_top(help))
        help->top = last_top(help);
    canvas_fill(frame->canvas, area, PAGE_TEXT);
    for (enum command command = COMMAND_NONE + 1; command < COMMAND_COUNT; command++) {
        int y = area.y + ((int)command - 1) * step - help->top;
        struct rectangle keys = { .x = area.x + (one_row ? 1 : 0), .y = y, .width = key_columns - 1 };
        struct rectangle text = { .x = area.x + (one_row ? key_columns + INDENT : INDENT), .y = y + step - 1 };
        text.width = area.x + area.width - text.x;
        draw_part(frame, keys, area, keys_of(frame, keymap, command), UI_HELP_KEY);
        draw_part(frame, text, area, slice_of(command_row_of(command)->help), UI_HELP_TEXT);
    }
}
