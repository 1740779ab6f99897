#include "ui/cell_filter.h"

#include "base/utf8.h"
#include "text/width.h"

#include <string.h>

enum { REGIONAL_INDICATOR_A = 0x1F1E6, REGIONAL_INDICATOR_Z = 0x1F1FF };

struct code_points {
    uint32_t first, last;
};

/* Not drawn by themselves, or drawn differently everywhere: Unicode's default ignorables, line separators,
 * interlinear annotation, non-characters. Sorted. Variation selectors are among them: they change widths. */
static const struct code_points invisible[] = {
    { 0x00AD, 0x00AD },   { 0x034F, 0x034F },   { 0x061C, 0x061C },   { 0x115F, 0x1160 }, { 0x17B4, 0x17B5 },
    { 0x180B, 0x180F },   { 0x200B, 0x200F },   { 0x2028, 0x202E },   { 0x2060, 0x206F }, { 0x3164, 0x3164 },
    { 0xFDD0, 0xFDEF },   { 0xFE00, 0xFE0F },   { 0xFEFF, 0xFEFF },   { 0xFFA0, 0xFFA0 }, { 0xFFF0, 0xFFFB },
    { 0x1BCA0, 0x1BCA3 }, { 0x1D173, 0x1D17A }, { 0xE0000, 0xE0FFF },
};

static bool is_invisible(uint32_t code_point)
{
    for (size_t i = 0; i < sizeof invisible / sizeof *invisible; i++)
        if (code_point <= invisible[i].last)
            return code_point >= invisible[i].first;
    return false;
}

static bool is_private_or_none(uint32_t code_point)
{
    return (code_point >= 0xE000 && code_point <= 0xF8FF) || code_point >= 0xF0000 || (code_point & 0xFFFE) == 0xFFFE;
}

/* What terminals count differently, by something that all of them show in one column (measured in twelve). Of the signs
 * that enclose a number or stand below it half make nothing of their own, and a lone half of a flag takes two columns
 * where a pair does. */
static uint32_t even_likeness_of(uint32_t code_point)
{
    static const struct {
        uint32_t code_point, likeness;
    } pairs[] = {
        { 0x0600, '#' }, { 0x0601, '_' },    { 0x0602, '*' },    { 0x0603, '_' },    { 0x0604, '_' },
        { 0x0605, '#' }, { 0x06DD, 0x25CB }, { 0x070F, 0x00AF }, { 0x0890, 0x00A3 }, { 0x0891, 0x00A2 },
        { 0x08E2, 0x25CB }, { 0x110BD, '#' }, { 0x110CD, '#' },
    };
    if (code_point >= REGIONAL_INDICATOR_A && code_point <= REGIONAL_INDICATOR_Z)
        return code_point - REGIONAL_INDICATOR_A + 'A';
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        if (pairs[i].code_point == code_point)
            return pairs[i].likeness;
    return code_point;
}

static bool is_in_repertoire(const struct cell_filter *filter, uint32_t code_point)
{
    return !filter->repertoire || filter->repertoire->has(filter->repertoire->context, code_point);
}

static bool can_show(const struct cell_filter *filter, uint32_t code_point, int width)
{
    if (code_point >= ' ' && code_point < 0x7F)
        return true;
    return !is_private_or_none(code_point) && filter->library_width(code_point) == width &&
           is_in_repertoire(filter, code_point);
}

static uint32_t replacement_for(const struct cell_filter *filter, uint32_t code_point)
{
    uint32_t like = 0;
    if (filter->repertoire)
        like = substitute_for(filter->substitutes, filter->repertoire, code_point);
    if (like && can_show(filter, like, 1))
        return like;
    return can_show(filter, UTF8_REPLACEMENT, 1) ? UTF8_REPLACEMENT : '?';
}

/* The next code point that may be shown; false at the end. */
static bool next_visible(struct slice cluster, size_t *offset, uint32_t *code_point)
{
    while (*offset < cluster.length) {
        *code_point = utf8_next(cluster, offset);
        if (!code_point_is_control(*code_point) && !code_point_is_bidi_control(*code_point) &&
            !is_invisible(*code_point))
            return true;
    }
    return false;
}

static void add_marks(const struct cell_filter *filter, struct slice cluster, size_t *offset, struct shown_cell *shown)
{
    uint32_t code_point;
    for (size_t after = *offset; next_visible(cluster, &after, &code_point); *offset = after) {
        if (code_point_width(code_point) != 0)
            return;
        if (shown->count < SHOWN_CODE_POINTS && !filter->drops_marks && can_show(filter, code_point, 0))
            shown->code_points[shown->count++] = code_point;
    }
    *offset = cluster.length;
}

bool cell_filter_next(const struct cell_filter *filter, struct slice cluster, size_t *offset, struct shown_cell *shown)
{
    uint32_t base;
    size_t after = *offset;
    *shown = (struct shown_cell){ .count = 1, .width = 1 };
    if (after + 1 == cluster.length && cluster.bytes[after] >= ' ' && cluster.bytes[after] < 0x7F) { /* most of all cells */
        shown->code_points[0] = (uint32_t)cluster.bytes[after];
        *offset = cluster.length;
        return true;
    }
    if (!next_visible(cluster, &after, &base)) {
        *offset = cluster.length;
        return false;
    }
    base = even_likeness_of(base);
    int width = code_point_width(base);
    if (width == 0) {
        /* A mark with no base gets one, or it would sit on the cell before. */
        shown->code_points[0] = ' ';
    } else {
        *offset = after;
        bool as_it_is = can_show(filter, base, width);
        shown->code_points[0] = as_it_is ? base : replacement_for(filter, base);
        shown->width = as_it_is ? width : 1;
    }
    add_marks(filter, cluster, offset, shown);
    return true;
}
