#include "ui/sources.h"

#include "base/catalogue.h"
#include "base/message.h"
#include "ui/columns.h"

/* ---- what is selected ----------------------------------------------------------------------------------------- */

static bool are_same(const struct sources_row *a, const struct sources_row *b)
{
    return a->kind == b->kind && a->id == b->id && a->indented == b->indented && (a->kind == SOURCES_FEED || slice_equal(a->name, b->name));
}

void sources_view_set(struct sources_view *view, const struct sources_row *rows, size_t count)
{
    const struct sources_row *old = sources_view_selected(view);
    size_t row_on_screen = view->selected - view->top, index = 0;
    while (old && index < count && !are_same(&rows[index], old))
        index++;
    if (old && index == count)
        index = view->selected < count ? view->selected : count > 0 ? count - 1 : 0;
    view->rows = rows;
    view->count = count;
    view->selected = index;
    view->top = index > row_on_screen ? index - row_on_screen : 0;
}

const struct sources_row *sources_view_selected(const struct sources_view *view)
{
    return view->selected < view->count ? &view->rows[view->selected] : NULL;
}

bool sources_view_move(struct sources_view *view, long rows)
{
    size_t distance = rows < 0 ? 0 - (size_t)rows : (size_t)rows, old = view->selected;
    if (view->count == 0)
        return false;
    size_t below = view->count - 1 - old;
    if (rows < 0)
        view->selected = distance < old ? old - distance : 0;
    else
        view->selected = old + (distance < below ? distance : below);
    return view->selected != old;
}

bool sources_view_move_page(struct sources_view *view, int pages)
{
    return sources_view_move(view, (long)pages * (view->height > 1 ? view->height - 1 : 1));
}

bool sources_view_next_failing(struct sources_view *view)
{
    for (size_t i = 1; i <= view->count; i++) {
        size_t index = (view->selected + i) % view->count;
        if (!view->rows[index].failing)
            continue;
        view->selected = index;
        return true;
    }
    return false;
}

bool sources_row_folds(const struct sources_row *row)
{
    return row->kind == SOURCES_FOLDER || row->kind == SOURCES_TAGS;
}

bool sources_view_select_parent(struct sources_view *view)
{
    size_t index = view->selected;
    if (index >= view->count || !view->rows[index].indented)
        return false;
    while (index > 0 && view->rows[index].indented)
        index--;
    view->selected = index;
    return true;
}

bool sources_view_select_at(struct sources_view *view, int x, int y)
{
    size_t index = view->top + (size_t)(y - view->area.y);
    if (!rectangle_has(&view->area, x, y) || index >= view->count)
        return false;
    view->selected = index;
    return true;
}

/* ---- drawing -------------------------------------------------------------------------------------------------- */

/* Columns; a width of 0: not shown. */
struct columns {
    struct rectangle mark, name, note, unread, total;
};

enum {
    COUNT_COLUMNS = 7,
    NARROW_COUNT_COLUMNS = 5,
    WIDTH_FOR_WIDE_COUNT = 40,
    NOTE_COLUMNS = 24,
    WIDTH_FOR_UNREAD = 16,
    WIDTH_FOR_TOTAL = 36,
    WIDTH_FOR_NOTE = 76,
    WIDTH_FOR_DETAIL = 40, /* where there is nothing to warn of */
    HEIGHT_FOR_DETAIL = 6,
    DETAIL_ROWS = 2, /* of words, below a rule; as many as they need up to a third of the view */
};

static struct columns columns_from_left(struct rectangle area)
{
    struct columns columns = { 0 };
    struct rectangle rest = area;
    int count_columns = area.width >= WIDTH_FOR_WIDE_COUNT ? COUNT_COLUMNS : NARROW_COUNT_COLUMNS;
    columns.mark = column_cut_mark(&rest, area.width > COLUMN_GAP + 1);
    columns.total = column_cut_right(&rest, area.width >= WIDTH_FOR_TOTAL ? count_columns : 0);
    columns.unread = column_cut_right(&rest, area.width >= WIDTH_FOR_UNREAD ? count_columns : 0);
    columns.note = column_cut_right(&rest, area.width >= WIDTH_FOR_NOTE ? NOTE_COLUMNS : 0);
    columns.name = rest;
    return columns;
}

static struct columns columns_for(const struct frame *frame, struct rectangle area)
{
    area = columns_area(area, frame->canvas->width);
    struct columns columns = columns_from_left(area);
    columns.mark = frame_place(frame, area, columns.mark);
    columns.name = frame_place(frame, area, columns.name);
    columns.note = frame_place(frame, area, columns.note);
    columns.unread = frame_place(frame, area, columns.unread);
    columns.total = frame_place(frame, area, columns.total);
    return columns;
}

static void draw_number(const struct frame *frame, struct rectangle column, int y, int64_t number, unsigned role)
{
    field_draw(frame, &(struct field){ .text = message_format(frame->arena, "%lld", (long long)number),
                                        .x = column.x,
                                        .y = y,
                                        .width = column.width,
                                        .role = role,
                                        .alignment = ALIGN_END });
}

static bool is_warned_of(const struct sources_row *row)
{
    return row->failing || row->doubtful;
}

static unsigned role_of_name(const struct sources_row *row)
{
    if (row->kind != SOURCES_FEED && !row->indented)
        return UI_GROUP;
    return row->unread > 0 ? UI_HEADLINE_UNREAD : UI_HEADLINE;
}

/* A folder's says whether it is open, in the colour of what is wrong in it. */
static void draw_mark(const struct frame *frame, struct rectangle mark, const struct sources_row *row)
{
    const char *closed = frame->mirrored ? "◂" : "▸";
    if (sources_row_folds(row))
        canvas_draw(frame->canvas, mark, row->folded ? closed : "▾", row->failing ? UI_SOURCE_ERROR : UI_DIM);
    else if (row->failing)
        canvas_draw(frame->canvas, mark, "!", UI_SOURCE_ERROR);
    else if (row->doubtful)
        canvas_draw(frame->canvas, mark, "?", UI_SOURCE_ERROR);
    else if (row->kind == SOURCES_FEED && row->unread > 0)
        canvas_draw(frame->canvas, mark, "●", UI_UNREAD_MARK);
}

/* What is in a folder begins further in, at whichever edge its name stands. */
static void draw_row(const struct sources_view *view, const struct frame *frame, const struct columns *columns, int y,
                     const struct sources_row *row)
{
    struct rectangle mark = { .x = columns->mark.x, .y = y, .width = columns->mark.width, .height = 1 };
    int indent = row->indented && columns->name.width > 3 * COLUMN_GAP ? COLUMN_GAP : 0;
    draw_mark(frame, mark, row);
    field_draw(frame, &(struct field){ .text = row->name,
                                        .x = columns->name.x + indent,
                                        .y = y,
                                        .width = columns->name.width - 2 * indent,
                                        .role = role_of_name(row),
                                        .alignment = view->names,
                                        .evidence = row->evidence });
    field_draw(frame, &(struct field){ .text = row->note,
                                        .x = columns->note.x,
                                        .y = y,
                                        .width = columns->note.width,
                                        .role = is_warned_of(row) ? UI_SOURCE_ERROR : UI_COUNT,
                                        .alignment = ALIGN_START });
    if (row->counted && row->unread > 0)
        draw_number(frame, columns->unread, y, row->unread, UI_UNREAD_MARK);
    if (row->counted)
        draw_number(frame, columns->total, y, row->total, UI_COUNT);
}

/* "Name, 12 unread of 340, gone" */
static void say_row(const struct frame *frame, struct rectangle area, int y, const struct sources_row *row)
{
    struct slice counts = { 0 };
    if (row->counted)
        counts = message_format(frame->arena, _(", %lld unread of %lld"), (long long)row->unread, (long long)row->total);
    if (row->folded)
        counts = arena_format(frame->arena, "%.*s%s", SLICE_ARGUMENT(counts), _(", folded"));
    struct slice rest = arena_format(frame->arena, "%.*s%s%.*s", SLICE_ARGUMENT(counts), row->note.length > 0 ? ", " : "",
                                     SLICE_ARGUMENT(row->note));
    int wanted = field_width(frame, rest);
    int rest_width = wanted < area.width / 2 ? wanted : area.width / 2;
    struct field name = { .text = row->name, .x = area.x, .y = y, .width = area.width - rest_width,
                          .role = role_of_name(row) };
    struct rectangle used = field_draw(frame, &name);
    field_draw(frame, &(struct field){ .text = rest,
                                        .x = used.x + used.width,
                                        .y = y,
                                        .width = area.x + area.width - used.x - used.width,
                                        .role = is_warned_of(row) ? UI_SOURCE_ERROR : UI_COUNT });
}

/* Returns the rows that all of them need; only those in the area are drawn. */
static int draw_words(const struct frame *frame, struct rectangle area, struct slice text, unsigned role)
{
    struct paragraph_options options = frame_paragraph_options(frame, text_direction(text, DIRECTION_AUTO));
    options.isolates_tokens = true;
    const struct paragraph *paragraph = paragraph_create(frame->engine, frame->arena, text, &options);
    struct breaks breaks = paragraph_break(paragraph, area.width, BREAK_GREEDY, frame->arena);
    for (size_t i = 0; i < breaks.row_count && i < (size_t)area.height; i++) {
        struct row row = paragraph_row(paragraph, &breaks, i, JUSTIFY_NOT, frame->arena);
        int indent = row.direction == DIRECTION_RTL && !frame->linear ? area.width - row.width : 0;
        canvas_put_row(frame->canvas, area, area.x + indent, area.y + (int)i, &row, role);
    }
    return (int)breaks.row_count;
}

/* Cut off the bottom of the list. */
static void draw_detail(const struct sources_view *view, const struct frame *frame, struct rectangle *area)
{
    const struct sources_row *row = sources_view_selected(view);
    bool is_worth_it = row && (is_warned_of(row) || area->width >= WIDTH_FOR_DETAIL);
    if (area->height < HEIGHT_FOR_DETAIL || !is_worth_it)
        return;
    struct rectangle words = { .x = area->x, .width = area->width };
    int needed = draw_words(frame, words, row->detail, UI_DIM), most = area->height / 3;
    words.height = needed > DETAIL_ROWS ? (needed < most ? needed : most > DETAIL_ROWS ? most : DETAIL_ROWS) : DETAIL_ROWS;
    area->height -= words.height + 1;
    struct rectangle rule = { .x = area->x, .y = area->y + area->height, .width = area->width, .height = 1 };
    words.y = rule.y + 1;
    canvas_draw(frame->canvas, rule, "─", UI_BORDER);
    draw_words(frame, words, row->detail, is_warned_of(row) ? UI_SOURCE_ERROR : UI_DIM);
}

static void keep_selected_on_screen(struct sources_view *view)
{
    size_t rows = view->height > 0 ? (size_t)view->height : 1;
    if (view->selected < view->top)
        view->top = view->selected;
    if (view->selected - view->top >= rows)
        view->top = view->selected - rows + 1;
    if (view->top + rows > view->count)
        view->top = view->count > rows ? view->count - rows : 0;
}

static void mark_selected(const struct frame *frame, struct rectangle row, bool focused)
{
    if (frame->linear)
        canvas_set_cursor(frame->canvas, row.x, row.y);
    else
        canvas_overlay(frame->canvas, row, focused ? UI_SELECTED : UI_SELECTED_UNFOCUSED);
}

void sources_view_draw(struct sources_view *view, const struct frame *frame, struct rectangle area, bool focused,
                       struct slice empty_text)
{
    canvas_fill(frame->canvas, area, PAGE_TEXT);
    if (area.width <= 0 || area.height <= 0)
        return;
    if (view->count == 0) {
        draw_words(frame, area, empty_text, UI_DIM);
        if (frame->linear)
            canvas_set_cursor(frame->canvas, area.x, area.y);
        return;
    }
    draw_detail(view, frame, &area);
    view->height = area.height;
    view->area = area;
    keep_selected_on_screen(view);
    struct columns columns = columns_for(frame, area);
    for (int i = 0; i < area.height && view->top + (size_t)i < view->count; i++) {
        size_t index = view->top + (size_t)i;
        if (frame->linear)
            say_row(frame, area, area.y + i, &view->rows[index]);
        else
            draw_row(view, frame, &columns, area.y + i, &view->rows[index]);
        if (index == view->selected)
            mark_selected(frame, (struct rectangle){ .x = area.x, .y = area.y + i, .width = area.width, .height = 1 },
                          focused);
    }
}
