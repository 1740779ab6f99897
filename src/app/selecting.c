#include "app/selecting.h"

#include "app/copying.h"
#include "ui/selection.h"

enum { WHEEL_ROWS = 3, SCROLL_EVERY_MILLISECONDS = 60 };

static const struct {
    enum command command;
    enum selection_step step;
} steps[] = {
    { COMMAND_DOWN, SELECT_ROW_DOWN },
    { COMMAND_UP, SELECT_ROW_UP },
    { COMMAND_READ_ON, SELECT_PAGE_DOWN },
    { COMMAND_SELECT_PAGE_UP, SELECT_PAGE_UP },
    { COMMAND_SELECT_START, SELECT_TEXT_START },
    { COMMAND_SELECT_END, SELECT_TEXT_END },
    { COMMAND_SELECT_LEFT, SELECT_LEFT },
    { COMMAND_SELECT_RIGHT, SELECT_RIGHT },
    { COMMAND_SELECT_WORD_LEFT, SELECT_WORD_LEFT },
    { COMMAND_SELECT_WORD_RIGHT, SELECT_WORD_RIGHT },
    { COMMAND_SELECT_NEXT_WORD, SELECT_NEXT_WORD },
    { COMMAND_SELECT_PREVIOUS_WORD, SELECT_PREVIOUS_WORD },
    { COMMAND_SELECT_ROW_START, SELECT_ROW_START },
    { COMMAND_SELECT_ROW_END, SELECT_ROW_END },
    { COMMAND_SELECT_PARAGRAPH_END, SELECT_PARAGRAPH_END },
};

bool selecting_is_on(const struct reading *reading)
{
    return reading->reader.selection.active && reading->reading && !reading->help_is_open;
}

static bool take_step(struct reading *reading, enum command command)
{
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        if (steps[i].command != command)
            continue;
        selection_move(&reading->reader, steps[i].step);
        return true;
    }
    return false;
}

static void leave(struct reading *reading)
{
    selection_end(&reading->reader);
    reading->drag_scroll = 0;
}

bool selecting_run(struct reading *reading, enum command command)
{
    if (!selecting_is_on(reading)) {
        if (command == COMMAND_SELECT && !selection_start(&reading->reader))
            status_say(&reading->status, "There is no text to select");
        return command == COMMAND_SELECT;
    }
    switch (command) {
    case COMMAND_SELECT_OTHER_END: selection_swap(&reading->reader); return true;
    case COMMAND_COPY:
        copying_copy_selection(reading);
        leave(reading);
        return true;
    case COMMAND_SELECT:
    case COMMAND_SELECT_LEAVE:
    case COMMAND_QUIT: leave(reading); return true;
    default: return take_step(reading, command);
    }
}

void selecting_take_match(struct reading *reading)
{
    if (selecting_is_on(reading))
        selection_extend_to_match(&reading->reader);
}

/* ---- the mouse ------------------------------------------------------------------------------------------------ */

/* -1 above the text, 1 below it. Nobody can point above the topmost row of the screen: it counts as above. */
static int edge_at(const struct rectangle *area, int y)
{
    if (y >= area->y + area->height)
        return 1;
    return y < area->y || y == 0 ? -1 : 0;
}

static void drag(struct reading *reading, struct mouse mouse)
{
    int edge = edge_at(&reading->reader.area, mouse.y);
    if (edge != reading->drag_scroll)
        reading->drag_scroll_due = reading_clock() + SCROLL_EVERY_MILLISECONDS;
    reading->drag_scroll = edge;
    reading->dragged = mouse;
    selection_drag(&reading->reader, mouse.x, mouse.y);
}

void selecting_point(struct reading *reading, struct mouse mouse)
{
    struct reader *reader = &reading->reader;
    if (!selecting_is_on(reading))
        return;
    switch (mouse.action) {
    case MOUSE_PRESS:
        reading->is_dragging = rectangle_has(&reader->area, mouse.x, mouse.y);
        if (reading->is_dragging)
            selection_press(reader, mouse.x, mouse.y);
        break;
    case MOUSE_DRAG:
        if (reading->is_dragging)
            drag(reading, mouse);
        break;
    case MOUSE_RELEASE:
        reading->is_dragging = false;
        reading->drag_scroll = 0;
        break;
    case MOUSE_WHEEL_UP: reader_scroll(reader, -WHEEL_ROWS); break;
    case MOUSE_WHEEL_DOWN: reader_scroll(reader, WHEEL_ROWS); break;
    case MOUSE_OTHER: break;
    }
}

int selecting_timeout(const struct reading *reading)
{
    if (reading->drag_scroll == 0 || !selecting_is_on(reading))
        return -1;
    int64_t left = reading->drag_scroll_due - reading_clock();
    return left > 0 ? (int)left : 0;
}

void selecting_work(struct reading *reading)
{
    if (selecting_timeout(reading) != 0)
        return;
    reading->drag_scroll_due = reading_clock() + SCROLL_EVERY_MILLISECONDS;
    if (!reader_scroll(&reading->reader, reading->drag_scroll))
        reading->drag_scroll = 0;
    selection_drag(&reading->reader, reading->dragged.x, reading->dragged.y);
}
