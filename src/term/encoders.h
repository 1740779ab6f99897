/* The orders that need more than a line, each in a file of its own. All as row_encode says. */
#ifndef KHABAR_TERM_ENCODERS_H
#define KHABAR_TERM_ENCODERS_H

#include "term/encode.h"
#include "text/bidi.h"

void runs_encode(const struct row_encoding *encoding, struct shown_cell *cells, size_t count, struct arena *scratch);
void words_encode(const struct row_encoding *encoding, struct shown_cell *cells, size_t count, struct arena *scratch);

static inline bool class_is_rtl_letter(enum bidi_class class)
{
    return class == BIDI_RIGHT || class == BIDI_ARABIC;
}

static inline enum bidi_class cell_class(const struct shown_cell *cell)
{
    return bidi_class_of(cell->code_points[0]);
}

static inline bool cell_is_blank(const struct shown_cell *cell)
{
    return cell->count == 1 && (cell->code_points[0] == ' ' || cell->code_points[0] == 0xA0);
}

/* Lines and blocks, which terminals draw themselves. */
static inline bool cell_is_box_drawing(const struct shown_cell *cell)
{
    return cell->code_points[0] >= 0x2500 && cell->code_points[0] <= 0x259F;
}

/* An invisible character behind what the cell has; the last of too many marks gives way to it. */
void cell_add_mark(struct shown_cell *cell, uint32_t code_point);

/* Copies [start, end) in opposite order, with brackets as they must be sent to be seen as they are (L4). */
void cells_turn(const struct shown_cell *cells, size_t start, size_t end, struct shown_cell *turned);

#endif
