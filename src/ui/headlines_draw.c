#include "ui/headlines_rows.h"

#include "base/catalogue.h"
#include "base/message.h"
#include "lang/day.h"
#include "lang/language.h"
#include "ui/columns.h"

#include <stdlib.h>

static int compare_ids(const void *a, const void *b)
{
    store_id left = *(const store_id *)a, right = *(const store_id *)b;
    return (left > right) - (left < right);
}

static bool is_picked(const struct headlines *headlines, store_id id)
{
    return headlines->picked_count > 0 &&
           bsearch(&id, headlines->picked, headlines->picked_count, sizeof id, compare_ids) != NULL;
}

/* ---- one row -------------------------------------------------------------------------------------------------- */

/* Columns; a width of 0: not shown. */
struct columns {
    struct rectangle mark, title, source, length, age;
};

enum {
    WIDTH_FOR_MARK = 8,
    WIDTH_FOR_AGE = 36,
    WIDTH_FOR_SOURCE = 60,
    WIDTH_FOR_TAGS = 24,
    PART_FOR_TAGS = 3, /* of the title's width */
    LENGTH_COLUMNS = 7,
    WIDTH_FOR_LENGTH = 90,
    WIDTH_FOR_WORDY_AGE = 44,
    WIDTH_FOR_USUAL_AGE = 100,
    WIDTH_FOR_WIDE_AGE = 120,
};

static int source_width(int width)
{
    int wanted = width / 5;
    return width < WIDTH_FOR_SOURCE ? 0 : wanted < 12 ? 12 : wanted > 28 ? 28 : wanted;
}

static int age_width(const struct frame *frame, int width)
{
    struct date_columns columns = dates_columns(frame->dates);
    return width < WIDTH_FOR_AGE         ? 0
           : width < WIDTH_FOR_USUAL_AGE ? columns.narrow
           : width < WIDTH_FOR_WIDE_AGE  ? columns.usual
                                         : columns.wide;
}

static struct columns columns_from_left(const struct frame *frame, struct rectangle area, bool two_rows)
{
    struct columns columns = { 0 };
    struct rectangle rest = area;
    columns.mark = column_cut_mark(&rest, area.width >= WIDTH_FOR_MARK);
    if (two_rows) {
        columns.title = rest;
        return columns;
    }
    columns.age = column_cut_right(&rest, age_width(frame, area.width));
    columns.length = column_cut_right(&rest, area.width >= WIDTH_FOR_LENGTH ? LENGTH_COLUMNS : 0);
    columns.source = column_cut_right(&rest, source_width(area.width));
    columns.title = rest;
    return columns;
}

static struct columns columns_for(const struct headlines *headlines, const struct frame *frame, struct rectangle area)
{
    area = columns_area(area, frame->canvas->width);
    struct columns columns = columns_from_left(frame, area, headlines_rows_an_entry(headlines) > 1);
    columns.mark = frame_place(frame, area, columns.mark);
    columns.title = frame_place(frame, area, columns.title);
    columns.source = frame_place(frame, area, columns.source);
    columns.length = frame_place(frame, area, columns.length);
    columns.age = frame_place(frame, area, columns.age);
    return columns;
}

/* Some feeds have entries with no title; each row must say something. */
static struct slice title_of(const struct stored_entry *entry)
{
    if (entry->id == 0)
        return slice_of(_("(no longer stored)"));
    if (slice_trim(entry->title).length > 0)
        return entry->title;
    return entry->link.length > 0 ? entry->link : slice_of(_("(no title)"));
}

/* Many feeds state no language, or that of the program that made them; a source with an Arabic name is no English one. */
static enum direction direction_of_source(const struct stored_entry *entry)
{
    if (language_is_rtl(entry->language) || text_direction(entry->feed_title, DIRECTION_AUTO) == DIRECTION_RTL)
        return DIRECTION_RTL;
    return entry->language.length > 0 ? DIRECTION_LTR : DIRECTION_AUTO;
}

/* One column: the rarest mark that it has; what is unread is bold as well. */
static void draw_mark(const struct headlines *headlines, const struct frame *frame, struct rectangle column,
                      const struct stored_entry *entry)
{
    if (is_picked(headlines, entry->id))
        canvas_draw(frame->canvas, column, "✓", UI_PICK_MARK);
    else if (entry->starred)
        canvas_draw(frame->canvas, column, "★", UI_STAR_MARK);
    else if (entry->saved)
        canvas_draw(frame->canvas, column, "◆", UI_SAVED_MARK);
    else if (!entry->read && entry->id != 0)
        canvas_draw(frame->canvas, column, "●", UI_UNREAD_MARK);
}

/* As new, as read, or as a rule of the user's has it. */
static unsigned role_of(const struct headlines *headlines, const struct stored_entry *entry)
{
    const struct headlines_source *source = &headlines->source;
    int rule = source->highlight ? source->highlight(source->context, entry) : -1;
    if (rule >= 0)
        return (unsigned)(HIGHLIGHT_ROLES + 2 * rule + !entry->read);
    return entry->read ? UI_HEADLINE : UI_HEADLINE_UNREAD;
}

static size_t matches_in(const struct headlines *headlines, const struct stored_entry *entry, struct arena *arena,
                         struct range **ranges)
{
    const struct headlines_source *source = &headlines->source;
    return source->matches ? source->matches(source->context, title_of(entry), entry->language, arena, ranges) : 0;
}

typedef bool date_forms(struct dates *dates, int64_t moment, int64_t now, int number, char text[DATE_TEXT_BYTES]);

/* The widest form that fits, else the narrowest. */
static struct slice date_that_fits(const struct frame *frame, date_forms *format, int64_t moment, int width)
{
    char text[DATE_TEXT_BYTES];
    struct slice date = { 0 };
    for (int number = 0; width > 0 && format(frame->dates, moment, frame->now, number, text); number++) {
        date = arena_copy(frame->arena, slice_of(text));
        if (field_width(frame, date) <= width)
            break;
    }
    return date;
}

static struct slice age_of(const struct frame *frame, const struct stored_entry *entry, int width)
{
    return date_that_fits(frame, date_format_in_list, entry->published, width);
}

/* Empty where it is not known. */
static struct slice reading_time_of(const struct stored_entry *entry, struct arena *arena)
{
    unsigned minutes = (entry->reading_seconds + 30) / 60;
    return entry->reading_seconds == 0 ? SLICE("") : message_format(arena, _("%u min"), minutes > 0 ? minutes : 1);
}

/* "#one #two": the last are left out where there is no room. */
static struct slice tags_that_fit(const struct frame *frame, const struct stored_entry *entry, int width)
{
    struct slice fitting = { 0 };
    for (size_t i = 0; i < entry->tag_count; i++) {
        struct slice longer = arena_format(frame->arena, "%.*s%s\u2068#%.*s\u2069", SLICE_ARGUMENT(fitting),
                                           fitting.length > 0 ? " " : "", SLICE_ARGUMENT(entry->tags[i]));
        if (field_width(frame, longer) > width)
            break;
        fitting = longer;
    }
    return fitting;
}

/* At the end of that part of a row, which is narrower then. */
static void draw_tags(const struct frame *frame, struct rectangle *part, int y, const struct stored_entry *entry)
{
    struct slice tags = { 0 };
    if (part->width >= WIDTH_FOR_TAGS)
        tags = tags_that_fit(frame, entry, part->width / PART_FOR_TAGS);
    if (tags.length == 0)
        return;
    struct rectangle whole = *part, rest = *part;
    struct rectangle end = frame_place(frame, whole, column_cut_right(&rest, field_width(frame, tags)));
    *part = frame_place(frame, whole, rest);
    field_draw(frame, &(struct field){ .text = tags, .x = end.x, .y = y, .width = end.width, .role = UI_TAG,
                                       .alignment = ALIGN_END,
                                       .direction = frame->mirrored ? DIRECTION_RTL : DIRECTION_LTR });
}

/* "Source · 3h · 4 min": under the title, at its edge. */
static void draw_second_row(const struct headlines *headlines, const struct frame *frame, struct rectangle column, int y,
                            const struct stored_entry *entry)
{
    enum direction evidence = direction_of_source(entry);
    struct date_columns dates = dates_columns(frame->dates);
    int age = column.width < WIDTH_FOR_WORDY_AGE ? dates.narrow : dates.usual;
    const struct slice parts[] = { entry->feed_title, age_of(frame, entry, age), reading_time_of(entry, frame->arena) };
    struct slice text = { 0 };
    draw_tags(frame, &column, y, entry);
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (parts[i].length > 0)
            text = arena_format(frame->arena, "%.*s%s\u2068%.*s\u2069", SLICE_ARGUMENT(text), text.length > 0 ? " · " : "",
                                SLICE_ARGUMENT(parts[i]));
    field_draw(frame, &(struct field){ .text = text,
                                        .x = column.x,
                                        .y = y,
                                        .width = column.width,
                                        .role = UI_SOURCE,
                                        .alignment = headlines->titles,
                                        .direction = text_direction(title_of(entry), evidence) });
}

static void draw_entry(const struct headlines *headlines, const struct frame *frame, const struct columns *columns, int y,
                       const struct stored_entry *entry)
{
    enum alignment titles = headlines->titles;
    struct range *matches = NULL;
    size_t match_count = matches_in(headlines, entry, frame->arena, &matches);
    enum direction evidence = direction_of_source(entry);
    const struct rectangle mark = { .x = columns->mark.x, .y = y, .width = columns->mark.width, .height = 1 };
    struct rectangle title = columns->title;
    draw_mark(headlines, frame, mark, entry);
    if (headlines_rows_an_entry(headlines) == 1)
        draw_tags(frame, &title, y, entry);
    field_draw(frame, &(struct field){ .text = title_of(entry),
                                        .matches = matches,
                                        .match_count = match_count,
                                        .x = title.x,
                                        .y = y,
                                        .width = title.width,
                                        .role = role_of(headlines, entry),
                                        .alignment = titles,
                                        .evidence = evidence });
    field_draw(frame, &(struct field){ .text = entry->feed_title,
                                        .x = columns->source.x,
                                        .y = y,
                                        .width = columns->source.width,
                                        .role = UI_SOURCE,
                                        .alignment = titles,
                                        .evidence = evidence });
    field_draw(frame, &(struct field){ .text = reading_time_of(entry, frame->arena),
                                        .x = columns->length.x,
                                        .y = y,
                                        .width = columns->length.width,
                                        .role = UI_AGE,
                                        .alignment = ALIGN_END });
    field_draw(frame, &(struct field){ .text = age_of(frame, entry, columns->age.width),
                                        .x = columns->age.x,
                                        .y = y,
                                        .width = columns->age.width,
                                        .role = UI_AGE,
                                        .alignment = ALIGN_END });
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

/* "picked, new, starred: " */
static struct slice marks_in_words(const struct headlines *headlines, const struct stored_entry *entry, struct arena *arena)
{
    const char *const words[] = {
        is_picked(headlines, entry->id) ? N_("picked") : NULL,
        entry->read ? NULL : N_("new"),
        entry->starred ? N_("starred") : NULL,
        entry->saved ? N_("for later") : NULL,
    };
    struct slice said = { 0 };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (words[i])
            said = arena_format(arena, "%.*s%s%s", SLICE_ARGUMENT(said), said.length > 0 ? ", " : "", _(words[i]));
    return said.length > 0 ? arena_format(arena, "%.*s: ", SLICE_ARGUMENT(said)) : said;
}

/* "new: Title, Source, 3h #tag": in order what columns tell the eye. The title gives way to what follows it. */
static void say_entry(const struct headlines *headlines, const struct frame *frame, struct rectangle area, int y,
                      const struct stored_entry *entry)
{
    const struct columns columns = columns_for(headlines, frame, area);
    struct slice age = age_of(frame, entry, columns.age.width);
    struct slice source = arena_format(frame->arena, ", %.*s", SLICE_ARGUMENT(entry->feed_title));
    struct slice time = arena_format(frame->arena, ", %.*s", SLICE_ARGUMENT(age));
    bool has_source = columns.source.width > 0 && entry->feed_title.length > 0;
    int source_width = has_source ? least(field_width(frame, source), columns.source.width + COLUMN_GAP) : 0;
    int time_width = age.length > 0 ? field_width(frame, time) : 0;
    int x = area.x, end = area.x + area.width;
    x = say(frame, x, y, end - x, marks_in_words(headlines, entry, frame->arena), UI_UNREAD_MARK);
    unsigned role = role_of(headlines, entry);
    struct field title = { .text = title_of(entry), .x = x, .y = y, .width = end - x - source_width - time_width, .role = role };
    struct range *matches = NULL;
    title.match_count = matches_in(headlines, entry, frame->arena, &matches);
    title.matches = matches;
    x += field_draw(frame, &title).width;
    x = say(frame, x, y, source_width, source, UI_SOURCE);
    x = say(frame, x, y, time_width, time, UI_AGE) + 1;
    say(frame, x, y, end - x, tags_that_fit(frame, entry, end - x), UI_TAG);
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

/* ---- groups --------------------------------------------------------------------------------------------------- */

static bool has_heading(struct headlines *headlines, size_t index)
{
    bool may_have = headlines->groups != GROUPS_NONE && headlines->rows >= 2;
    return may_have && (index <= headlines->top || headlines_begin_group(headlines, index));
}

/* The rows on screen of these entries, both included, were the first of them the topmost. */
static size_t rows_taken(struct headlines *headlines, size_t first, size_t last)
{
    size_t rows = 0;
    headlines->top = first;
    for (size_t i = first; i <= last; i++)
        rows += (has_heading(headlines, i) ? 1 : 0) + (size_t)headlines_rows_an_entry(headlines);
    return rows;
}

static struct slice day_in(const struct frame *frame, int64_t published, int width)
{
    return date_that_fits(frame, date_format_heading, published, width);
}

static void draw_heading(const struct headlines *headlines, const struct frame *frame, struct rectangle area, int y,
                         const struct stored_entry *entry)
{
    bool by_source = headlines->groups == GROUPS_BY_SOURCE;
    if (!frame->linear)
        area = columns_area(area, frame->canvas->width);
    field_draw(frame, &(struct field){ .text = by_source ? entry->feed_title : day_in(frame, entry->published, area.width),
                                        .x = area.x,
                                        .y = y,
                                        .width = area.width,
                                        .role = UI_GROUP,
                                        .alignment = by_source ? headlines->titles : ALIGN_OWN_EDGE,
                                        .evidence = by_source ? direction_of_source(entry) : DIRECTION_AUTO });
}

/* ---- the screen ----------------------------------------------------------------------------------------------- */

static void keep_selected_on_screen(struct headlines *headlines)
{
    size_t rows = headlines->rows > 0 ? (size_t)headlines->rows : 1, count = headlines->source.count;
    size_t top = headlines->top, selected = headlines->selected;
    if (selected < top)
        top = selected;
    if (selected - top >= rows)
        top = selected - rows + 1;
    headlines_load(headlines, top, rows);
    while (top < selected && rows_taken(headlines, top, selected) > rows)
        top++;
    /* No empty rows below the last. */
    while (top > 0 && count - top < rows && rows_taken(headlines, top - 1, count - 1) <= rows)
        top--;
    headlines->top = top;
    headlines_load(headlines, top, rows); /* none is read while cells borrow from them */
}

/* By the cursor alone where it is listened to: rows that change their colours are sent, and spoken, once more. */
static void mark_selected(const struct frame *frame, struct rectangle row, bool focused)
{
    struct canvas *canvas = frame->canvas;
    if (frame->linear) {
        if (focused)
            canvas_set_cursor(canvas, row.x, row.y);
        return;
    }
    for (int x = row.x; x < row.x + row.width; x++) {
        struct rectangle cell = { .x = x, .y = row.y, .width = 1, .height = 1 };
        bool is_match = canvas_overlay_at(canvas, x, row.y) == UI_MATCH;
        canvas_overlay(canvas, cell, is_match ? UI_MATCH_CURRENT : focused ? UI_SELECTED : UI_SELECTED_UNFOCUSED);
    }
}

/* The rows on screen that it takes, heading and all. */
static int draw_row(struct headlines *headlines, const struct frame *frame, struct rectangle area, int y, size_t index,
                    bool focused)
{
    const struct stored_entry *entry = headlines_row(headlines, index);
    struct columns columns = columns_for(headlines, frame, area);
    bool heading = entry && has_heading(headlines, index);
    int rows = headlines_rows_an_entry(headlines), end = area.y + area.height;
    if (!entry)
        return rows;
    bool stops_there = heading && frame->linear && headlines->on_heading && index == headlines->selected;
    if (stops_there)
        mark_selected(frame, (struct rectangle){ .x = area.x, .y = y, .width = area.width, .height = 1 }, focused);
    if (heading)
        draw_heading(headlines, frame, area, y++, entry);
    if (y >= end)
        return 1;
    if (frame->linear)
        say_entry(headlines, frame, area, y, entry);
    else
        draw_entry(headlines, frame, &columns, y, entry);
    if (rows > 1 && y + 1 < end)
        draw_second_row(headlines, frame, columns.title, y + 1, entry);
    for (int row = 0; row < least(rows, end - y); row++) {
        struct rectangle bar = { .x = area.x, .y = y + row, .width = area.width, .height = 1 };
        if (!frame->linear && is_picked(headlines, entry->id))
            canvas_overlay(frame->canvas, bar, UI_PICKED);
        if (index == headlines->selected && !stops_there)
            mark_selected(frame, bar, focused);
    }
    return heading ? rows + 1 : rows;
}

bool headlines_select_at(struct headlines *headlines, int x, int y)
{
    int row = headlines->area.y;
    if (!rectangle_has(&headlines->area, x, y))
        return false;
    for (size_t index = headlines->top; index < headlines->source.count; index++) {
        row += (has_heading(headlines, index) ? 1 : 0) + headlines_rows_an_entry(headlines);
        if (row <= y)
            continue;
        const struct stored_entry *entry = headlines_row(headlines, index);
        return entry && headlines_select(headlines, entry->id);
    }
    return false;
}

void headlines_draw(struct headlines *headlines, const struct frame *frame, struct rectangle area, bool focused,
                    struct slice empty_text)
{
    headlines->rows = area.height;
    headlines->area = area;
    headlines->linear = frame->linear;
    canvas_fill(frame->canvas, area, PAGE_TEXT);
    if (area.width <= 0 || area.height <= 0)
        return;
    if (headlines->source.count == 0) {
        draw_nothing_there(frame, area, empty_text);
        if (frame->linear && focused)
            canvas_set_cursor(frame->canvas, area.x, area.y);
        return;
    }
    keep_selected_on_screen(headlines);
    size_t index = headlines->top;
    for (int y = area.y; y < area.y + area.height && index < headlines->source.count; index++)
        y += draw_row(headlines, frame, area, y, index, focused);
}
