#include "term/encoders.h"

#include <string.h>

static size_t word_end(const struct shown_cell *cells, size_t start, size_t count, bool *has_rtl_letter);

void words_encode(struct shown_cell *cells, size_t count, struct arena *scratch)
{
    struct shown_cell *turned = ARENA_ARRAY(scratch, struct shown_cell, count);
    for (size_t start = 0, end; start < count; start = end) {
        bool has_rtl_letter = false;
        end = word_end(cells, start, count, &has_rtl_letter);
        if (has_rtl_letter) {
            cells_turn(cells, start, end, turned);
            memcpy(cells + start, turned, (end - start) * sizeof *cells);
        }
    }
}

/* A blank is a word by itself. */
static size_t word_end(const struct shown_cell *cells, size_t start, size_t count, bool *has_rtl_letter)
{
    size_t end = start;
    do {
        *has_rtl_letter |= class_is_rtl_letter(cell_class(&cells[end]));
    } while (!cell_is_blank(&cells[end++]) && end < count && !cell_is_blank(&cells[end]));
    return end;
}
