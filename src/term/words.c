#include "term/encoders.h"

#include <string.h>

static size_t run_end(const struct shown_cell *cells, size_t start, size_t count, bool *has_rtl_letter);
static void turn_letters(struct shown_cell *cells, size_t count, struct shown_cell *turned);

void words_encode(struct shown_cell *cells, size_t count, struct arena *scratch)
{
    struct shown_cell *turned = ARENA_ARRAY(scratch, struct shown_cell, count);
    for (size_t start = 0, end; start < count; start = end) {
        bool has_rtl_letter = false;
        end = run_end(cells, start, count, &has_rtl_letter);
        if (has_rtl_letter)
            turn_letters(cells + start, end - start, turned);
    }
}

/* What is shaped at once: no blank in it, one face of the font. Wide characters come from another font. */
static size_t run_end(const struct shown_cell *cells, size_t start, size_t count, bool *has_rtl_letter)
{
    const struct shown_cell *first = &cells[start];
    size_t end = start;
    do {
        *has_rtl_letter |= class_is_rtl_letter(cell_class(&cells[end++]));
    } while (end < count && !cell_is_blank(first) && !cell_is_blank(&cells[end]) && cells[end].face == first->face &&
             cells[end].width == first->width);
    return end;
}

/* Colours belong to the place on the screen. */
static void turn_letters(struct shown_cell *cells, size_t count, struct shown_cell *turned)
{
    cells_turn(cells, 0, count, turned);
    for (size_t i = 0; i < count; i++) {
        turned[i].look = cells[i].look;
        turned[i].column = cells[i].column;
    }
    memcpy(cells, turned, count * sizeof *cells);
}
