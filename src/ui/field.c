#include "ui/field.h"

#include "base/utf8.h"
#include "lang/digits.h"

/* No column needs more of a text than this: a base with all its marks, and controls between. */
enum { BYTES_A_COLUMN = 64, WIDEST_FIELD = 4096 };

/* A title may be megabytes long; its first columns do not depend on them. */
static const struct paragraph *lay_out(const struct frame *frame, struct slice text, int width,
                                       enum direction direction)
{
    struct slice start = utf8_prefix(text, ((size_t)width + 1) * BYTES_A_COLUMN);
    struct paragraph_options options = frame_paragraph_options(frame, direction);
    options.marks = frame->marks;
    options.digits = frame->digits;
    options.native_zero = frame->digits == DIGITS_NATIVE ? text_zero(start) : 0;
    options.isolates_tokens = true;
    return paragraph_create(frame->engine, frame->arena, start, &options);
}

static bool stands_at_the_right(const struct frame *frame, const struct field *field, const struct row *row)
{
    if (frame->linear)
        return false;
    switch (field->alignment) {
    case ALIGN_OWN_EDGE: return row->direction == DIRECTION_RTL;
    case ALIGN_LEFT: return false;
    case ALIGN_RIGHT: return true;
    case ALIGN_START: return frame->mirrored;
    case ALIGN_END: return !frame->mirrored;
    }
    return false;
}

/* A cell shows what was searched for when some of its bytes do: a lam-alef for its lam, a letter for its mark. */
static void overlay_matches(const struct frame *frame, const struct field *field, int x, const struct row *row)
{
    for (size_t i = 0; i < row->cell_count && field->match_count > 0; x += row->cells[i++].width) {
        struct range source = row->cells[i].source;
        for (size_t j = 0; j < field->match_count; j++)
            if (field->matches[j].start < source.end && source.start < field->matches[j].end)
                canvas_overlay(frame->canvas, (struct rectangle){ x, field->y, row->cells[i].width, 1 }, UI_MATCH);
    }
}

struct rectangle field_draw(const struct frame *frame, const struct field *field)
{
    struct rectangle used = { .x = field->x, .y = field->y, .height = 1 };
    if (field->width <= 0)
        return used;
    int width = field->width < WIDEST_FIELD ? field->width : WIDEST_FIELD;
    enum direction direction = field->direction;
    if (direction == DIRECTION_AUTO)
        direction = text_direction(field->text, field->evidence);
    const struct paragraph *paragraph = lay_out(frame, field->text, width, direction);
    struct row row = paragraph_single_row(paragraph, width, frame->arena);
    used.width = row.width < width ? row.width : width;
    if (stands_at_the_right(frame, field, &row))
        used.x += width - used.width;
    canvas_put_row(frame->canvas, used, used.x, field->y, &row, field->role);
    overlay_matches(frame, field, used.x, &row);
    return used;
}

int field_width(const struct frame *frame, struct slice text)
{
    return paragraph_width(lay_out(frame, text, WIDEST_FIELD, DIRECTION_AUTO));
}
