#include "ui/headlines.h"

#include "lang/age.h"
#include "lang/language.h"
#include <string.h>

static void select_index(struct headlines *headlines, size_t index)
{
    headlines->selected = index;
    headlines->selected_id = index < headlines->count ? headlines->entries[index].id : 0;
}

/* headlines->count when there is none. */
static size_t find_entry(const struct headlines *headlines, store_id id)
{
    size_t index = 0;
    while (index < headlines->count && headlines->entries[index].id != id)
        index++;
    return index;
}

void headlines_set(struct headlines *headlines, const struct stored_entry *entries, size_t count)
{
    size_t row_on_screen = headlines->selected - headlines->top, old = headlines->selected;
    headlines->entries = entries;
    headlines->count = count;
    size_t index = headlines->chosen ? find_entry(headlines, headlines->selected_id) : 0;
    if (index == count)
        index = old < count ? old : count > 0 ? count - 1 : 0;
    select_index(headlines, index);
    headlines->top = index > row_on_screen ? index - row_on_screen : 0;
}

const struct stored_entry *headlines_selected(const struct headlines *headlines)
{
    return headlines->selected < headlines->count ? &headlines->entries[headlines->selected] : NULL;
}

bool headlines_select(struct headlines *headlines, store_id id)
{
    size_t index = find_entry(headlines, id);
    if (index == headlines->count)
        return false;
    headlines->chosen = true;
    select_index(headlines, index);
    return true;
}

/* ---- moving --------------------------------------------------------------------------------------------------- */

static bool move_to(struct headlines *headlines, size_t index)
{
    headlines->chosen = true;
    if (index == headlines->selected)
        return false;
    select_index(headlines, index);
    return true;
}

bool headlines_move(struct headlines *headlines, long rows)
{
    size_t selected = headlines->selected, distance = rows < 0 ? 0 - (size_t)rows : (size_t)rows;
    if (headlines->count == 0)
        return false;
    size_t below = headlines->count - 1 - selected;
    if (rows < 0)
        return move_to(headlines, distance < selected ? selected - distance : 0);
    return move_to(headlines, selected + (distance < below ? distance : below));
}

bool headlines_move_page(struct headlines *headlines, int pages)
{
    return headlines_move(headlines, (long)pages * (headlines->rows > 1 ? headlines->rows - 1 : 1));
}

bool headlines_move_to_start(struct headlines *headlines)
{
    bool moved = headlines->count > 0 && move_to(headlines, 0);
    headlines->chosen = false;
    return moved;
}

bool headlines_move_to_end(struct headlines *headlines)
{
    return headlines->count > 0 && move_to(headlines, headlines->count - 1);
}

bool headlines_next_unread(struct headlines *headlines)
{
    for (size_t i = headlines->selected + 1; i < headlines->count; i++)
        if (!headlines->entries[i].read)
            return move_to(headlines, i);
    return false;
}

bool headlines_previous_unread(struct headlines *headlines)
{
    for (size_t i = headlines->selected; i > 0 && i <= headlines->count; i--)
        if (!headlines->entries[i - 1].read)
            return move_to(headlines, i - 1);
    return false;
}

/* ---- drawing -------------------------------------------------------------------------------------------------- */

/* Columns from the left; a width of 0: not shown. */
struct columns {
    struct rectangle mark, title, source, age;
};

enum {
    AGE_COLUMNS = 6,
    GAP = 2,
    WIDTH_FOR_MARK = 8,
    WIDTH_FOR_AGE = 36,
    WIDTH_FOR_SOURCE = 60,
    WIDEST = 132, /* wider, and the eye loses the row between a title and its source */
};

static int source_width(int width)
{
    int wanted = width / 5;
    return width < WIDTH_FOR_SOURCE ? 0 : wanted < 12 ? 12 : wanted > 28 ? 28 : wanted;
}

/* What is left of `*width` when a column of `wanted` and the gap before it are cut off its right end. */
static struct rectangle cut_right(struct rectangle *rest, int wanted)
{
    struct rectangle column = { .x = rest->x + rest->width - wanted, .width = wanted };
    if (wanted > 0)
        rest->width -= wanted + GAP;
    return column;
}

static struct columns columns_for(struct rectangle area)
{
    struct columns columns = { 0 };
    if (area.width > WIDEST) {
        area.x += (area.width - WIDEST) / 2;
        area.width = WIDEST;
    }
    struct rectangle rest = area;
    if (area.width >= WIDTH_FOR_MARK) {
        columns.mark = (struct rectangle){ .x = area.x, .width = 1 };
        rest.x += GAP;
        rest.width -= GAP;
    }
    columns.age = cut_right(&rest, area.width >= WIDTH_FOR_AGE ? AGE_COLUMNS : 0);
    columns.source = cut_right(&rest, source_width(area.width));
    columns.title = rest;
    return columns;
}

/* Some feeds have entries with no title; each row must say something. */
static struct slice title_of(const struct stored_entry *entry)
{
    if (slice_trim(entry->title).length > 0)
        return entry->title;
    return entry->link.length > 0 ? entry->link : SLICE("(no title)");
}

/* Many feeds state no language, or that of the program that made them; a source with an Arabic name is no English one. */
static enum direction direction_of_source(const struct stored_entry *entry)
{
    if (language_is_rtl(entry->language) || text_direction(entry->feed_title, DIRECTION_AUTO) == DIRECTION_RTL)
        return DIRECTION_RTL;
    return entry->language.length > 0 ? DIRECTION_LTR : DIRECTION_AUTO;
}

static void draw_entry(const struct frame *frame, const struct columns *columns, int y, enum alignment titles,
                       const struct stored_entry *entry)
{
    enum direction evidence = direction_of_source(entry);
    char age[AGE_TEXT_BYTES];
    age_format(entry->published, frame->now, age);
    const struct rectangle mark = { .x = columns->mark.x, .y = y, .width = columns->mark.width, .height = 1 };
    if (!entry->read)
        canvas_draw(frame->canvas, mark, "●", UI_UNREAD_MARK);
    field_draw(frame, &(struct field){ .text = title_of(entry),
                                        .x = columns->title.x,
                                        .y = y,
                                        .width = columns->title.width,
                                        .role = entry->read ? UI_HEADLINE : UI_HEADLINE_UNREAD,
                                        .alignment = titles,
                                        .evidence = evidence });
    field_draw(frame, &(struct field){ .text = entry->feed_title,
                                        .x = columns->source.x,
                                        .y = y,
                                        .width = columns->source.width,
                                        .role = UI_SOURCE,
                                        .alignment = titles,
                                        .evidence = evidence });
    field_draw(frame, &(struct field){ .text = slice_of(age),
                                        .x = columns->age.x,
                                        .y = y,
                                        .width = columns->age.width,
                                        .role = UI_AGE,
                                        .alignment = ALIGN_RIGHT });
}

/* The text from column `x` on, at most `width` columns; returns the column behind it. */
static int say(const struct frame *frame, int x, int y, int width, struct slice text, unsigned role)
{
    struct field field = { .text = text, .x = x, .y = y, .width = width, .role = role };
    return x + field_draw(frame, &field).width;
}

static int least(int a, int b)
{
    return a < b ? a : b;
}

/* "new: Title, Source, 3h": in order what columns tell the eye. The title gives way to what follows it. */
static void say_entry(const struct frame *frame, struct rectangle area, int y, const struct stored_entry *entry)
{
    const struct columns columns = columns_for(area);
    char age[AGE_TEXT_BYTES];
    age_format(entry->published, frame->now, age);
    struct slice source = arena_format(frame->arena, ", %.*s", SLICE_ARGUMENT(entry->feed_title));
    struct slice time = arena_format(frame->arena, ", %s", age);
    bool has_source = columns.source.width > 0 && entry->feed_title.length > 0;
    int source_width = has_source ? least(field_width(frame, source), columns.source.width + GAP) : 0;
    int time_width = columns.age.width > 0 && age[0] ? field_width(frame, time) : 0;
    int x = area.x, end = area.x + area.width;
    if (!entry->read)
        x = say(frame, x, y, end - x, SLICE("new: "), UI_UNREAD_MARK);
    unsigned role = entry->read ? UI_HEADLINE : UI_HEADLINE_UNREAD;
    x = say(frame, x, y, end - x - source_width - time_width, title_of(entry), role);
    x = say(frame, x, y, source_width, source, UI_SOURCE);
    say(frame, x, y, time_width, time, UI_AGE);
}

static void draw_nothing_there(const struct frame *frame, struct rectangle area, struct slice text)
{
    struct paragraph_options options = frame_paragraph_options(frame, text_direction(text, DIRECTION_AUTO));
    options.marks = frame->marks;
    options.isolates_tokens = true;
    const struct paragraph *paragraph = paragraph_create(frame->engine, frame->arena, text, &options);
    struct breaks breaks = paragraph_break(paragraph, area.width, BREAK_GREEDY, frame->arena);
    for (size_t i = 0; i < breaks.row_count && i < (size_t)area.height; i++) {
        int y = area.y + (int)i;
        struct row row = paragraph_row(paragraph, &breaks, i, JUSTIFY_NOT, frame->arena);
        int indent = row.direction == DIRECTION_RTL ? area.width - row.width : 0;
        canvas_put_row(frame->canvas, area, area.x + indent, y, &row, UI_DIM);
    }
}

static void keep_selected_on_screen(struct headlines *headlines)
{
    size_t rows = headlines->rows > 0 ? (size_t)headlines->rows : 1;
    if (headlines->selected < headlines->top)
        headlines->top = headlines->selected;
    if (headlines->selected - headlines->top >= rows)
        headlines->top = headlines->selected - rows + 1;
    if (headlines->top + rows > headlines->count)
        headlines->top = headlines->count > rows ? headlines->count - rows : 0;
}

/* By the cursor alone where it is listened to: rows that change their colours are sent, and spoken, once more. */
static void mark_selected(const struct frame *frame, struct rectangle row, bool focused)
{
    if (!frame->linear)
        canvas_overlay(frame->canvas, row, focused ? UI_SELECTED : UI_SELECTED_UNFOCUSED);
    else if (focused)
        canvas_set_cursor(frame->canvas, row.x, row.y);
}

void headlines_draw(struct headlines *headlines, const struct frame *frame, struct rectangle area, bool focused,
                    struct slice empty_text)
{
    headlines->rows = area.height;
    canvas_fill(frame->canvas, area, PAGE_TEXT);
    if (area.width <= 0 || area.height <= 0)
        return;
    if (headlines->count == 0) {
        draw_nothing_there(frame, area, empty_text);
        if (frame->linear && focused)
            canvas_set_cursor(frame->canvas, area.x, area.y);
        return;
    }
    keep_selected_on_screen(headlines);
    struct columns columns = columns_for(area);
    for (int row = 0; row < area.height && headlines->top + (size_t)row < headlines->count; row++) {
        size_t index = headlines->top + (size_t)row;
        if (frame->linear)
            say_entry(frame, area, area.y + row, &headlines->entries[index]);
        else
            draw_entry(frame, &columns, area.y + row, headlines->titles, &headlines->entries[index]);
        if (index == headlines->selected)
            mark_selected(frame, (struct rectangle){ .x = area.x, .y = area.y + row, .width = area.width, .height = 1 },
                          focused);
    }
}
