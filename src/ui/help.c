#include "ui/help.h"

#include "base/catalogue.h"
#include "base/utf8.h"
#include "ui/folded.h"

#include <string.h>

enum { WIDTH_FOR_ONE_ROW = 50, KEY_COLUMNS = 26, GAP = 2, KEY_LIST_BYTES = 256 };

void help_open(struct help *help, enum view view)
{
    *help = (struct help){ .view = view };
}

void help_filter(struct help *help, struct slice words)
{
    struct slice kept = utf8_prefix(words, HELP_FILTER_BYTES - 1);
    memcpy(help->filter, kept.bytes ? kept.bytes : "", kept.length);
    help->filter[kept.length] = '\0';
    help->top = help->focus = 0;
}

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

/* ---- what there is to say ------------------------------------------------------------------------------------- */

/* What is being drawn. */
struct sheet {
    const struct frame *frame;
    struct rectangle area;
    const struct keymap *keymap;
    struct help *help;
    struct slice filter; /* folded */
    int y;               /* of the next row; it may be off the area */
    bool is_empty;
};

struct item {
    struct slice keys, name, words;
};

static struct slice kept(struct buffer *text, struct arena *arena)
{
    struct slice copy = arena_copy(arena, buffer_slice(text));
    buffer_finish(text);
    return copy;
}

/* ":find QUERY" */
static struct slice typed_name(const struct command_row *row, struct arena *arena)
{
    bool needs_argument = row->argument[0] && row->argument[0] != '[';
    return arena_format(arena, ":%s%s%s", row->name, needs_argument ? " " : "", needs_argument ? row->argument : "");
}

/* "yt": what "copy" asks for is answered by the second one. */
static struct slice keys_after_copy(const struct sheet *sheet, enum command command)
{
    char copy[KEY_NAME_BYTES], answer[KEY_NAME_BYTES];
    if (!keymap_first_key_of(sheet->keymap, sheet->help->view, COMMAND_COPY, copy) ||
        !keymap_first_key_of(sheet->keymap, VIEW_COPY, command, answer))
        return SLICE("");
    return arena_format(sheet->frame->arena, "%s %s", copy, answer);
}

static struct slice keys_of(const struct sheet *sheet, enum command command)
{
    if (!command_works_in(command, sheet->help->view))
        return keys_after_copy(sheet, command);
    struct buffer keys = buffer_create(KEY_LIST_BYTES);
    keymap_keys_of(sheet->keymap, sheet->help->view, command, &keys);
    return kept(&keys, sheet->frame->arena);
}

static struct item item_of(const struct sheet *sheet, enum command command)
{
    const struct command_row *row = command_row_of(command);
    struct slice keys = keys_of(sheet, command);
    return (struct item){ .keys = keys.length > 0 ? keys : typed_name(row, sheet->frame->arena),
                          .name = slice_of(row->name), .words = slice_of(_(row->help)) };
}

/* "mark-read-above ; next-unread" */
static struct slice calls_in_words(const struct keymap_action *action, struct arena *arena)
{
    struct buffer words = buffer_create(KEY_LIST_BYTES * MACRO_COMMANDS);
    for (size_t i = 0; i < action->count; i++) {
        const struct command_call *call = &action->calls[i];
        buffer_append_string(&words, i ? " ; " : "");
        if (call->has_number)
            buffer_append_format(&words, "%u ", call->number);
        buffer_append_format(&words, "%s%s%.*s", command_row_of(call->command)->name, call->argument.length ? " " : "",
                             SLICE_ARGUMENT(call->argument));
    }
    return kept(&words, arena);
}

/* More than one command, or one with an argument or a number. */
static bool is_own(const struct keymap_action *action)
{
    return action->count > 1 || action->calls[0].argument.length > 0 || action->calls[0].has_number;
}

static bool is_wanted(const struct sheet *sheet, const struct item *item)
{
    struct arena *arena = sheet->frame->arena;
    struct slice all = arena_format(arena, "%.*s %.*s %.*s", SLICE_ARGUMENT(item->keys), SLICE_ARGUMENT(item->name),
                                    SLICE_ARGUMENT(item->words));
    struct slice folded = folded_text(all, arena);
    return sheet->filter.length == 0 || slice_find(folded, sheet->filter) < folded.length;
}

/* ---- drawing -------------------------------------------------------------------------------------------------- */

/* Wrapped at its width; the result is how many rows it takes. Only those in the area are drawn. */
static int draw_part(const struct sheet *sheet, struct rectangle part, struct slice text, enum direction direction,
                     unsigned role)
{
    const struct frame *frame = sheet->frame;
    const struct paragraph_options options = frame_paragraph_options(frame, direction);
    const struct paragraph *paragraph = paragraph_create(frame->engine, frame->arena, text, &options);
    struct breaks breaks = paragraph_break(paragraph, part.width, BREAK_GREEDY, frame->arena);
    part = frame_place(frame, sheet->area, part);
    for (size_t i = 0; i < breaks.row_count; i++) {
        struct row row = paragraph_row(paragraph, &breaks, i, JUSTIFY_NOT, frame->arena);
        int x = frame->mirrored ? part.x + part.width - row.width : part.x;
        canvas_put_row(frame->canvas, sheet->area, x, part.y + (int)i, &row, role);
    }
    return (int)breaks.row_count;
}

static enum direction direction_of_words(const struct frame *frame)
{
    return frame->is_rtl ? DIRECTION_RTL : DIRECTION_LTR;
}

/* Wide: the keys, and beside them what they do. Narrow: below them. */
static void draw_columns(struct sheet *sheet, const struct item *item)
{
    struct rectangle area = sheet->area;
    bool beside = area.width >= WIDTH_FOR_ONE_ROW;
    struct rectangle keys = { .x = area.x + (beside ? 1 : 0), .y = sheet->y };
    keys.width = beside ? KEY_COLUMNS : area.width;
    int key_rows = draw_part(sheet, keys, item->keys, DIRECTION_LTR, UI_HELP_KEY);
    struct rectangle words = { .x = beside ? keys.x + KEY_COLUMNS + GAP : area.x + GAP,
                               .y = beside ? sheet->y : sheet->y + key_rows };
    words.width = area.x + area.width - words.x;
    int word_rows = draw_part(sheet, words, item->words, direction_of_words(sheet->frame), UI_HELP_TEXT);
    sheet->y += beside ? (key_rows > word_rows ? key_rows : word_rows) : key_rows + word_rows;
}

static void draw_line(struct sheet *sheet, struct slice text, unsigned role)
{
    struct rectangle line = { .x = sheet->area.x, .y = sheet->y, .width = sheet->area.width };
    sheet->y += draw_part(sheet, line, text, direction_of_words(sheet->frame), role);
}

/* Linear: "j Down: one row down". */
static void draw_item(struct sheet *sheet, const struct item *item)
{
    if (sheet->frame->linear)
        draw_line(sheet, arena_format(sheet->frame->arena, "%.*s: %.*s", SLICE_ARGUMENT(item->keys), SLICE_ARGUMENT(item->words)),
                  UI_HELP_TEXT);
    else
        draw_columns(sheet, item);
}

/* The heading stands over the first row that is wanted. */
static void add_item(struct sheet *sheet, const struct item *item, const char *heading, bool *has_heading)
{
    if (!is_wanted(sheet, item))
        return;
    if (!*has_heading) {
        sheet->y += !sheet->is_empty && !sheet->frame->linear ? 1 : 0;
        draw_line(sheet, slice_of(heading), UI_GROUP);
    }
    *has_heading = true;
    sheet->is_empty = false;
    draw_item(sheet, item);
}

static void draw_group(struct sheet *sheet, enum command_group group)
{
    bool has_heading = false;
    for (enum command command = COMMAND_NONE + 1; command < COMMAND_COUNT; command++) {
        if (command_row_of(command)->group != group || !command_can_run(command, sheet->help->view))
            continue;
        struct item item = item_of(sheet, command);
        add_item(sheet, &item, _(command_group_name(group)), &has_heading);
    }
}

/* Macros, and commands with their arguments. */
static void draw_own(struct sheet *sheet)
{
    struct key_sequence keys;
    struct keymap_action action;
    bool has_heading = false;
    for (size_t at = 0; keymap_next(sheet->keymap, sheet->help->view, &at, &keys, &action);) {
        char name[KEY_NAME_BYTES];
        if (!is_own(&action))
            continue;
        key_sequence_to_name(&keys, name);
        struct item item = { .keys = arena_copy(sheet->frame->arena, slice_of(name)),
                             .words = calls_in_words(&action, sheet->frame->arena) };
        add_item(sheet, &item, _("Your own"), &has_heading);
    }
}

static void draw_all(struct sheet *sheet)
{
    int first = sheet->area.y - sheet->help->top;
    canvas_fill(sheet->frame->canvas, sheet->area, PAGE_TEXT);
    sheet->y = first;
    sheet->is_empty = true;
    for (enum command_group group = 0; group < GROUP_COUNT; group++)
        draw_group(sheet, group);
    draw_own(sheet);
    if (sheet->is_empty)
        draw_line(sheet, slice_of(_("Nothing found")), UI_HELP_TEXT);
    sheet->help->rows = sheet->y - first;
}

void help_draw(struct help *help, const struct frame *frame, struct rectangle area, const struct keymap *keymap)
{
    struct sheet sheet = { .frame = frame, .area = area, .keymap = keymap, .help = help,
                           .filter = folded_text(slice_of(help->filter), frame->arena) };
    help->height = area.height;
    draw_all(&sheet);
    if (help->top > last_top(help)) {
        /* The window grew past the end. */
        help->top = last_top(help);
        draw_all(&sheet);
    }
    if (help->focus < help->top || help->focus >= help->top + area.height)
        help->focus = help->top;
    if (frame->linear)
        canvas_set_cursor(frame->canvas, area.x, area.y + help->focus - help->top);
}
