/* A line of Unicode's bidi tests, judged twice: by the functions over code points, and by the cells of a paragraph. */
#ifndef KHABAR_TESTS_BIDI_CASES_H
#define KHABAR_TESTS_BIDI_CASES_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "text/paragraph.h"
#include "text/width.h"

enum { LONGEST_CASE = 512, LEVEL_REMOVED = 0xFF };

struct bidi_case {
    uint32_t code_points[LONGEST_CASE];
    bidi_level levels[LONGEST_CASE]; /* LEVEL_REMOVED where X9 removes */
    uint32_t order[LONGEST_CASE];    /* visual, of what is left */
    size_t count, level_count, order_count;
    enum direction direction;
};

static inline bool bidi_code_points_pass(const struct bidi_case *test, bidi_level *paragraph_level,
                                         struct arena *scratch)
{
    bidi_level levels[LONGEST_CASE], left_levels[LONGEST_CASE];
    uint32_t left[LONGEST_CASE], order[LONGEST_CASE];
    size_t left_count = 0;
    *paragraph_level = bidi_levels(test->code_points, test->count, test->direction, levels, scratch);
    bidi_reset_whitespace(test->code_points, test->count, *paragraph_level, levels);
    if (test->count != test->level_count)
        return false;
    for (size_t i = 0; i < test->count; i++) {
        if (test->levels[i] == LEVEL_REMOVED)
            continue;
        if (levels[i] != test->levels[i])
            return false;
        left[left_count] = (uint32_t)i;
        left_levels[left_count++] = levels[i];
    }
    if (left_count != test->order_count)
        return false;
    bidi_reorder(left_levels, left_count, order);
    for (size_t i = 0; i < left_count; i++)
        if (left[order[i]] != test->order[i])
            return false;
    return true;
}

static inline bool bidi_case_is_newline(uint32_t code_point)
{
    return (code_point >= 0x0A && code_point <= 0x0D) || code_point == 0x85 || code_point == 0x2028 ||
           code_point == 0x2029;
}

/* Newlines at the end have no cell; elsewhere in a single row they are spaces. */
static inline bool bidi_case_is_shown(const struct bidi_case *test, size_t index)
{
    uint32_t code_point = test->code_points[index];
    if (!bidi_case_is_newline(code_point))
        return code_point == '\t' || (!code_point_is_control(code_point) && !code_point_is_bidi_control(code_point) &&
                                      code_point != 0x200B);
    for (; index < test->count; index++)
        if (!bidi_case_is_newline(test->code_points[index]))
            return true;
    return false;
}

/* A mark has no place of its own: it is in its base's cell. */
static inline bool bidi_case_is_mark_in_cell(const struct bidi_case *test, size_t index, const size_t *offsets,
                                             const struct row *row)
{
    if (code_point_width(test->code_points[index]) > 0 || index == 0 || !bidi_case_is_shown(test, index - 1))
        return false;
    for (size_t i = 0; i < row->cell_count; i++) {
        const struct range source = row->cells[i].source;
        if (source.start <= offsets[index] && offsets[index] < source.end)
            return offsets[index - 1] >= source.start;
    }
    return false;
}

/* From left to right the cells are those of the code points in their expected order. */
static inline bool bidi_cells_pass(const struct bidi_case *test, struct text_engine *engine, struct arena *arena)
{
    char text[LONGEST_CASE * 4];
    size_t offsets[LONGEST_CASE], length = 0, next = 0;
    for (size_t i = 0; i < test->count; i++) {
        offsets[i] = length;
        length += utf8_encode(test->code_points[i], text + length);
    }
    struct paragraph_options options = { .direction = test->direction };
    const struct paragraph *paragraph = paragraph_create(engine, arena, (struct slice){ text, length }, &options);
    struct row row = paragraph_single_row(paragraph, LONGEST_CASE * 2, arena);
    for (size_t i = 0; i < test->order_count; i++) {
        size_t index = test->order[i];
        if (!bidi_case_is_shown(test, index))
            continue;
        if (bidi_case_is_mark_in_cell(test, index, offsets, &row))
            continue;
        if (next == row.cell_count)
            return false;
        const struct cell *cell = &row.cells[next++];
        if (offsets[index] < cell->source.start || offsets[index] >= cell->source.end ||
            cell->rtl != level_is_rtl(test->levels[index]))
            return false;
    }
    return next == row.cell_count;
}

#endif
