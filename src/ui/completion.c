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

void completion_draw(const struct completion *completion, const struct frame *frame, struct rectangle area)
{
    enum { MOST_ROWS = 8 };
    size_t rows = area.height < MOST_ROWS ? (size_t)(area.height > 0 ? area.height : 0) : MOST_ROWS;
    if (!completion->is_listed || rows == 0)
        return;
    rows = completion->count < rows ? completion->count : rows;
    size_t first = first_shown(completion, rows);
    for (size_t i = 0; i < rows; i++) {
        struct rectangle row = { area.x, area.y + area.height - (int)(rows - i), area.width, 1 };
        canvas_fill(frame->canvas, row, UI_PROMPT);
        field_draw(frame, &(struct field){ .text = completion->items[first + i],
                                           .x = row.x + 1,
                                           .y = row.y,
                                           .width = row.width - 2,
                                           .role = UI_PROMPT,
                                           .alignment = ALIGN_OWN_EDGE });
        if (first + i == completion->chosen)
            canvas_overlay(frame->canvas, row, UI_SELECTED);
    }
}
