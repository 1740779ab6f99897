#include "ui/completion.h"

#include "base/utf8.h"
#include "ui/field.h"

#include <string.h>

/* At whole code points. */
static struct slice common_start(const struct completion *completion)
{
    struct slice common = completion->items[0];
    for (size_t i = 1; i < completion->count; i++) {
        size_t length = 0, most = completion->items[i].length;
        while (length < common.length && length < most && common.bytes[length] == completion->items[i].bytes[length])
            length++;
        common = utf8_prefix(common, length);
    }
    return common;
}

static void choose(struct completion *completion, struct prompt *prompt, bool backwards)
{
    size_t first = backwards ? completion->count - 1 : 0, last = completion->count - 1 - first;
    bool goes_round = completion->chosen == completion->count || completion->chosen == last;
    completion->chosen = goes_round ? first : completion->chosen + (backwards ? (size_t)-1 : 1);
    prompt_complete(prompt, completion->start, completion->items[completion->chosen]);
}

void completion_go_on(struct completion *completion, struct prompt *prompt, bool backwards)
{
    if (completion->count == 0)
        return;
    if (completion->is_listed) {
        choose(completion, prompt, backwards);
        return;
    }
    struct slice common = common_start(completion);
    if (common.length > prompt->line.cursor - completion->start) {
        prompt_complete(prompt, completion->start, common);
    } else if (completion->count > 1) {
        completion->is_listed = true;
        completion->chosen = completion->count;
    }
}

static size_t first_shown(const struct completion *completion, size_t rows)
{
    size_t chosen = completion->chosen < completion->count ? completion->chosen : 0;
    return chosen < rows ? 0 : chosen - rows + 1;
}

/* The items in a column, what they are beside it where there is room. */
static void draw_item(const struct completion *completion, const struct frame *frame, struct rectangle row, size_t index)
{
    enum { MARGIN = 1, GAP = 2, NARROW = 40 };
    int room = row.width - 2 * MARGIN, wanted = field_width(frame, completion->items[index]);
    int width = !completion->notes || row.width < NARROW ? room : wanted > room / 3 ? wanted : room / 3;
    struct rectangle item = { row.x + MARGIN, row.y, width < room ? width : room, 1 };
    struct rectangle note = { item.x + item.width + GAP, row.y, room - item.width - GAP, 1 };
    item = frame_place(frame, row, item);
    field_draw(frame, &(struct field){ .text = completion->items[index], .x = item.x, .y = item.y, .width = item.width,
                                       .role = UI_PROMPT, .alignment = completion->notes ? ALIGN_START : ALIGN_OWN_EDGE });
    if (!completion->notes || note.width <= 0)
        return;
    note = frame_place(frame, row, note);
    field_draw(frame, &(struct field){ .text = completion->notes[index], .x = note.x, .y = note.y, .width = note.width,
                                       .role = UI_PROMPT, .alignment = ALIGN_START });
}

void completion_draw(const struct completion *completion, const struct frame *frame, struct rectangle area)
{
    enum { MOST_ROWS = 8 };
    size_t rows = area.height < MOST_ROWS ? (size_t)(area.height > 0 ? area.height : 0) : MOST_ROWS;
    if (!completion->is_listed || rows == 0 || completion->count == 0)
        return;
    rows = completion->count < rows ? completion->count : rows;
    size_t first = first_shown(completion, rows);
    for (size_t i = 0; i < rows; i++) {
        struct rectangle row = { area.x, area.y + area.height - (int)(rows - i), area.width, 1 };
        canvas_fill(frame->canvas, row, UI_PROMPT);
        draw_item(completion, frame, row, first + i);
        if (first + i == completion->chosen)
            canvas_overlay(frame->canvas, row, UI_SELECTED);
    }
}
