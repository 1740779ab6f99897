/* What a terminal that follows UAX #9 shows of an encoded row. */
#ifndef KHABAR_TESTS_ROUND_TRIP_H
#define KHABAR_TESTS_ROUND_TRIP_H

#include "base/buffer.h"
#include "base/utf8.h"
#include "term/encode.h"
#include "text/bidi.h"
#include "text/width.h"

#include <string.h>

/* One cell a spacing character; the marks behind it are its own. Each has its place as its column. */
static inline size_t cells_of(const char *text, struct shown_cell *cells, size_t room)
{
    struct slice slice = slice_of(text);
    size_t count = 0;
    for (size_t offset = 0; offset < slice.length;) {
        uint32_t code_point = utf8_next(slice, &offset);
        int width = code_point_width(code_point);
        struct shown_cell *last = count > 0 ? &cells[count - 1] : NULL;
        if (width == 0 && last && last->count < SHOWN_CODE_POINTS) {
            last->code_points[last->count++] = code_point;
        } else if (width > 0 && count < room) {
            cells[count] = (struct shown_cell){ .code_points = { code_point }, .count = 1, .width = width,
                                                .column = (unsigned)count };
            count++;
        }
    }
    return count;
}

static inline bool is_invisible(uint32_t code_point)
{
    return code_point == 0x200C || code_point == 0x200E || code_point == 0x202D;
}

/* Forward: levels, order, mirrored brackets, and what is invisible gone. */
static inline void show_encoded(const struct row_encoding *encoding, const struct shown_cell *sent, size_t count,
                                struct shown_cell *shown, struct arena *arena)
{
    uint32_t *code_points = ARENA_ARRAY(arena, uint32_t, count * SHOWN_CODE_POINTS);
    size_t *base_of = ARENA_ARRAY(arena, size_t, count);
    size_t length = 0;
    for (size_t i = 0; i < count; i++) {
        base_of[i] = length;
        for (int k = 0; k < sent[i].count; k++)
            code_points[length++] = sent[i].code_points[k];
    }
    bidi_level *levels = ARENA_ARRAY(arena, bidi_level, length + 1);
    bidi_level base = bidi_levels(code_points, length, encoding->by_first_strong ? DIRECTION_AUTO : DIRECTION_LTR,
                                  levels, arena);
    bidi_reset_whitespace(code_points, length, base, levels);
    bidi_level *cell_levels = ARENA_ARRAY(arena, bidi_level, count);
    for (size_t i = 0; i < count; i++)
        cell_levels[i] = levels[base_of[i]];
    uint32_t *order = ARENA_ARRAY(arena, uint32_t, count);
    bidi_reorder(cell_levels, count, order);
    for (size_t i = 0; i < count; i++) {
        struct shown_cell *cell = &shown[i];
        *cell = sent[order[i]];
        if (level_is_rtl(cell_levels[order[i]]))
            cell->code_points[0] = bidi_mirror(cell->code_points[0]);
        while (cell->count > 1 && is_invisible(cell->code_points[cell->count - 1]))
            cell->count--;
    }
}

/* A braille blank stands for a space. */
static inline bool is_blank(const struct shown_cell *cell)
{
    uint32_t code_point = cell->code_points[0];
    return cell->count == 1 && (code_point == ' ' || code_point == 0xA0 || code_point == 0x2800);
}

static inline bool cells_look_alike(const struct shown_cell *a, const struct shown_cell *b, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (a[i].count != b[i].count || a[i].width != b[i].width || a[i].look != b[i].look ||
            a[i].column != b[i].column ||
            (memcmp(a[i].code_points, b[i].code_points, 4 * (size_t)a[i].count) != 0 &&
             !(is_blank(&a[i]) && is_blank(&b[i]))))
            return false;
    return true;
}

/* Encodes a copy and shows it: is it what was to be seen? (No cell may have all five code points.) */
static inline bool row_comes_back(const struct row_encoding *encoding, const struct shown_cell *cells, size_t count,
                                  struct arena *arena)
{
    struct shown_cell *sent = ARENA_ARRAY(arena, struct shown_cell, count);
    struct shown_cell *shown = ARENA_ARRAY(arena, struct shown_cell, count);
    memcpy(sent, cells, count * sizeof *cells);
    row_encode(encoding, sent, count, arena);
    show_encoded(encoding, sent, count, shown, arena);
    return cells_look_alike(cells, shown, count);
}

#endif
