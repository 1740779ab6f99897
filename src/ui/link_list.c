#include "ui/link_list.h"

#include "base/message.h"
#include "ui/folded.h"

#include <string.h>

enum { GAP = 2, WIDTH_FOR_ONE_ROW = 60, NUMBER_COLUMNS = 4, WIDEST = 160 };

bool link_list_move(struct link_list *list, long rows)
{
    size_t distance = rows < 0 ? 0 - (size_t)rows : (size_t)rows, old = list->selected;
    if (list->count == 0)
        return false;
    size_t below = list->count - 1 - old;
    if (rows < 0)
        list->selected = distance < old ? old - distance : 0;
    else
        list->selected = old + (distance < below ? distance : below);
    return list->selected != old;
}

bool link_list_move_page(struct link_list *list, int pages)
{
    return link_list_move(list, (long)pages * (list->height > 1 ? list->height - 1 : 1));
}

bool link_list_select_at(struct link_list *list, int x, int y, uint32_t *number)
{
    const struct rectangle *area = &list->area;
    if (x < area->x || x >= area->x + area->width || y < area->y || y >= area->y + area->height || list->rows_each == 0)
        return false;
    size_t index = list->top + (size_t)((y - area->y) / list->rows_each);
    if (index >= list->count)
        return false;
    list->selected = index;
    *number = list->rows[index].number;
    return true;
}

bool link_list_select(struct link_list *list, size_t number)
{
    for (size_t i = 0; i < list->count; i++) {
        if (list->rows[i].number == number) {
            list->selected = i;
            return true;
        }
    }
    return false;
}

static bool says(const struct link_row *row, struct slice folded_words, struct arena *arena)
{
    struct slice address = arena_format(arena, "%.*s%.*s", SLICE_ARGUMENT(row->host), SLICE_ARGUMENT(row->rest));
    struct slice text = folded_text(row->text, arena), where = folded_text(address, arena);
    return slice_find(text, folded_words) < text.length || slice_find(where, folded_words) < where.length;
}

enum link_list_found link_list_find(struct link_list *list, struct slice words, int step)
{
    struct arena arena = { 0 };
    enum link_list_found found = LINK_NOT_FOUND;
    struct slice folded = folded_text(words, &arena);
    bool backwards = step < 0;
    for (size_t i = step == 0 ? 0 : 1; i <= list->count && folded.length > 0 && found == LINK_NOT_FOUND; i++) {
        size_t index = (list->selected + (backwards ? list->count - i : i)) % list->count;
        bool is_round = backwards ? i > list->selected : list->selected + i >= list->count;
        if (!says(&list->rows[index], folded, &arena))
            continue;
        list->selected = index;
        found = is_round ? LINK_FOUND_ROUND : LINK_FOUND;
    }
    arena_finish(&arena);
    return found;
}

/* ---- drawing -------------------------------------------------------------------------------------------------- */

/* What is so far from where a row begins. */
static struct rectangle part_of(const struct frame *frame, struct rectangle row, int start, int width)
{
    return frame_place(frame, (struct rectangle){ row.x, row.y, row.width, 1 },
                       (struct rectangle){ row.x + start, row.y, width, 1 });
}

static struct slice address_of(const struct frame *frame, const struct link_row *row)
{
    return arena_format(frame->arena, "%.*s%.*s", SLICE_ARGUMENT(row->host), SLICE_ARGUMENT(row->rest));
}

/* The host in full before anything else of the address is. An address is read from left to right. */
static void draw_address(const struct frame *frame, struct rectangle area, const struct link_row *row)
{
    struct field host = { .text = row->host, .x = area.x, .y = area.y, .width = area.width, .role = PAGE_LINK,
                          .alignment = ALIGN_LEFT, .direction = DIRECTION_LTR };
    struct rectangle used = field_draw(frame, &host);
    int left = used.x + used.width;
    field_draw(frame, &(struct field){ .text = row->rest, .x = left, .y = area.y, .width = area.x + area.width - left,
                                       .role = UI_DIM, .alignment = ALIGN_LEFT, .direction = DIRECTION_LTR });
}

static void draw_text(const struct frame *frame, struct rectangle area, const struct link_row *row)
{
    field_draw(frame, &(struct field){ .text = row->text, .x = area.x, .y = area.y, .width = area.width,
                                       .role = UI_HEADLINE,
                                       .alignment = frame->mirrored ? ALIGN_START : ALIGN_OWN_EDGE });
}

static void draw_row(const struct frame *frame, struct rectangle row, const struct link_row *link)
{
    bool beside = row.width >= WIDTH_FOR_ONE_ROW;
    int start = row.width > 2 * NUMBER_COLUMNS ? NUMBER_COLUMNS + GAP / 2 : 0, room = row.width - start;
    struct rectangle number = part_of(frame, row, 0, start > 0 ? NUMBER_COLUMNS : 0);
    field_draw(frame, &(struct field){ .text = message_format(frame->arena, "%u", link->number), .x = number.x, .y = row.y,
                                       .width = number.width, .role = PAGE_LINK_NUMBER,
                                       .alignment = ALIGN_END });
    if (beside) {
        int text = (room - GAP) / 2;
        draw_text(frame, part_of(frame, row, start, text), link);
        draw_address(frame, part_of(frame, row, start + text + GAP, room - text - GAP), link);
    } else {
        draw_text(frame, part_of(frame, row, start, room), link);
        row.y++;
        draw_address(frame, part_of(frame, row, start, room), link);
    }
}

/* "3, the text: example.org/page" */
static void say_row(const struct frame *frame, struct rectangle row, const struct link_row *link)
{
    struct slice address = address_of(frame, link);
    struct field words = { .text = message_format(frame->arena, "%u, %.*s: ", link->number, SLICE_ARGUMENT(link->text)),
                           .x = row.x, .y = row.y, .width = row.width, .role = UI_HEADLINE };
    int wanted = field_width(frame, address), most = row.width / 2;
    words.width -= wanted < most ? wanted : most;
    struct rectangle used = field_draw(frame, &words);
    draw_address(frame, (struct rectangle){ used.x + used.width, row.y, row.width - used.width, 1 }, link);
}

static void keep_selected_on_screen(struct link_list *list)
{
    size_t rows = list->height > 0 ? (size_t)list->height : 1;
    if (list->selected < list->top)
        list->top = list->selected;
    if (list->selected - list->top >= rows)
        list->top = list->selected - rows + 1;
    if (list->top + rows > list->count)
        list->top = list->count > rows ? list->count - rows : 0;
}

void link_list_draw(struct link_list *list, const struct frame *frame, struct rectangle area)
{
    canvas_fill(frame->canvas, area, PAGE_TEXT);
    if (area.width > WIDEST && !frame->linear) {
        area.x += (area.width - WIDEST) / 2;
        area.width = WIDEST;
    }
    int rows_each = area.width >= WIDTH_FOR_ONE_ROW || frame->linear ? 1 : 2;
    list->height = area.height / rows_each;
    list->area = area;
    list->rows_each = rows_each;
    keep_selected_on_screen(list);
    for (int i = 0; (i == 0 || i < list->height) && list->top + (size_t)i < list->count; i++) {
        size_t index = list->top + (size_t)i;
        struct rectangle row = { area.x, area.y + i * rows_each, area.width, rows_each };
        if (frame->linear)
            say_row(frame, row, &list->rows[index]);
        else
            draw_row(frame, row, &list->rows[index]);
        if (index != list->selected)
            continue;
        if (frame->linear)
            canvas_set_cursor(frame->canvas, row.x, row.y);
        else
            canvas_overlay(frame->canvas, row, UI_SELECTED);
    }
}
