/* Any row, whatever the terminal does: each cell stays, and where marks guard the row comes back from the algorithm.
 * The first byte holds what is known of the terminal. */
#include <stdlib.h>

#include "../unit/term/round_trip.h"

enum { MOST_CELLS = 1000 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* What the screen lets through: no controls, nothing invisible that takes a column. */
static bool is_shown(uint32_t code_point)
{
    return !code_point_is_control(code_point) && !code_point_is_bidi_control(code_point) && code_point != 0xAD &&
           code_point < 0xE0000 && (code_point & 0xFFFE) != 0xFFFE && !(code_point >= 0xFDD0 && code_point <= 0xFDEF) &&
           code_point != 0x2028 && code_point != 0x2029 &&
           !(code_point >= 0xFFF0 && code_point <= 0xFFFB);
}

static size_t read_cells(struct slice text, struct shown_cell *cells)
{
    size_t count = 1;
    cells[0] = (struct shown_cell){ .code_points = { ' ' }, .count = 1, .width = 1 };
    for (size_t offset = 0; offset < text.length && count < MOST_CELLS;) {
        uint32_t code_point = utf8_next(text, &offset);
        int width = code_point_width(code_point);
        if (!is_shown(code_point))
            continue;
        if (width > 0) {
            cells[count] = (struct shown_cell){ .count = 1, .width = width, .look = offset / 16 % 3,
                                                .face = offset / 8 % 2, .column = (unsigned)count };
            cells[count++].code_points[0] = code_point;
        } else if (bidi_class_of(code_point) == BIDI_MARK && count > 1) {
            struct shown_cell *base = &cells[count - 1];
            if (base->count < SHOWN_CODE_POINTS - 1)
                base->code_points[base->count++] = code_point;
        }
    }
    return count;
}

static void check_columns(const struct shown_cell *sent, size_t count)
{
    bool seen[MOST_CELLS] = { false };
    for (size_t i = 0; i < count; i++) {
        if (sent[i].column >= count || seen[sent[i].column] || sent[i].count > SHOWN_CODE_POINTS)
            abort();
        seen[sent[i].column] = true;
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct shown_cell cells[MOST_CELLS], sent[MOST_CELLS];
    struct arena arena = { 0 };
    if (size == 0)
        return 0;
    size_t count = read_cells((struct slice){ (const char *)data + 1, size - 1 }, cells);
    struct row_encoding encoding = {
        .order = ORDER_VISUAL + data[0] % (ORDER_COUNT - ORDER_VISUAL), .by_first_strong = data[0] & 8,
        .takes_lrm = data[0] & 16, .each_look_alone = data[0] & 32, .arabic_apart = data[0] & 64,
        .hebrew_apart = data[0] & 128, .joins_letters = data[0] & 128,
    };
    memcpy(sent, cells, sizeof sent);
    row_encode(&encoding, sent, count, &arena);
    check_columns(sent, count);
    struct row_encoding guarded = { .order = ORDER_RUNS, .takes_lrm = true, .by_first_strong = data[0] & 8 };
    if (!row_comes_back(&guarded, cells, count, &arena))
        abort();
    arena_finish(&arena);
    return 0;
}
