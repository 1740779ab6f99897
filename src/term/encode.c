#include "term/encoders.h"

enum { LEFT_TO_RIGHT_OVERRIDE = 0x202D };

static void runs_of_each_look_encode(const struct row_encoding *encoding, struct shown_cell *cells, size_t count,
                                     struct arena *scratch);
static void override_encode(struct shown_cell *cells, size_t count);

/* An override comes after the character that it rides on, which therefore must not be a letter; and where the first
 * letter decides, something must be able to come before it. */
int row_encoding_margin(const struct row_encoding *encoding)
{
    return encoding->order == ORDER_VISUAL_LRO || (encoding->order == ORDER_RUNS && encoding->by_first_strong);
}

void row_encode(const struct row_encoding *encoding, struct shown_cell *cells, size_t count, struct arena *scratch)
{
    switch (encoding->order) {
    case ORDER_VISUAL_LRO: override_encode(cells, count); break;
    case ORDER_RUNS:
        if (encoding->each_look_alone)
            runs_of_each_look_encode(encoding, cells, count, scratch);
        else
            runs_encode(encoding, cells, count, scratch);
        break;
    case ORDER_WORDS: words_encode(encoding, cells, count, scratch); break;
    default: break;
    }
}

static void runs_of_each_look_encode(const struct row_encoding *encoding, struct shown_cell *cells, size_t count,
                                     struct arena *scratch)
{
    for (size_t start = 0, end; start < count; start = end) {
        end = start + 1;
        while (end < count && cells[end].look == cells[start].look && cells[end].width == cells[start].width)
            end++;
        runs_encode(encoding, cells + start, end - start, scratch);
    }
}

static void override_encode(struct shown_cell *cells, size_t count)
{
    if (count > 0)
        cell_add_mark(&cells[0], LEFT_TO_RIGHT_OVERRIDE);
}

void cell_add_mark(struct shown_cell *cell, uint32_t code_point)
{
    if (cell->count == SHOWN_CODE_POINTS)
        cell->count--;
    cell->code_points[cell->count++] = code_point;
}

void cells_turn(const struct shown_cell *cells, size_t start, size_t end, struct shown_cell *turned)
{
    while (end > start) {
        *turned = cells[--end];
        turned->code_points[0] = bidi_mirror(turned->code_points[0]);
        turned++;
    }
}
