#include "ui/canvas_print.h"

#include "base/utf8.h"
#include "ui/cell_filter.h"
#include "ui/direct_colour.h"

#include <wchar.h>

enum { OVERLAY_BITS = 8 };

static int width_of_library(uint32_t code_point)
{
    return wcwidth((wchar_t)code_point);
}

/* ---- colours ------------------------------------------------------------------------------------------------------ */

static void append_colour(const struct colour_pair *pair, int colours, bool is_background, bool *wants_bold, struct buffer *out)
{
    int number = colour_number(pair, colours, wants_bold), ground = is_background ? 40 : 30;
    if (number < 0)
        return;
    if (number >= DIRECT_INDEXES)
        buffer_append_format(out, ";%d;2;%d;%d;%d", ground + 8, number >> 16, number >> 8 & 0xFF, number & 0xFF);
    else if (colours >= 256)
        buffer_append_format(out, ";%d;5;%d", ground + 8, number);
    else
        buffer_append_format(out, ";%d", number < 8 ? ground + number : ground + 60 + number - 8);
}

static void append_style(const struct style *style, int colours, struct buffer *out)
{
    static const struct {
        unsigned attribute;
        const char *parameter;
    } attributes[] = {
        { STYLE_BOLD, ";1" }, { STYLE_DIM, ";2" }, { STYLE_ITALIC, ";3" }, { STYLE_UNDERLINE, ";4" }, { STYLE_REVERSE, ";7" },
    };
    bool wants_bold = false, ignored = false;
    buffer_append_string(out, "\033[0");
    append_colour(&style->foreground, colours, false, &wants_bold, out);
    append_colour(&style->background, colours, true, &ignored, out);
    for (size_t i = 0; i < sizeof attributes / sizeof *attributes; i++)
        if (style->attributes & attributes[i].attribute || (wants_bold && attributes[i].attribute == STYLE_BOLD))
            buffer_append_string(out, attributes[i].parameter);
    buffer_append_string(out, "m");
}

/* ---- rows --------------------------------------------------------------------------------------------------------- */

/* As many spacing characters as it has columns; what is left of them are spaces. */
static size_t show_cell(const struct canvas_cell *cell, int x, struct shown_cell *shown)
{
    static const struct cell_filter filter = { .library_width = width_of_library };
    static const struct shown_cell space = { .code_points = { ' ' }, .count = 1, .width = 1 };
    size_t offset = 0, count = 0;
    bool has_more = true;
    for (int end = x + cell->width; x < end; x += shown[count++].width) {
        has_more = has_more && cell_filter_next(&filter, cell->cluster, &offset, &shown[count]) && x + shown[count].width <= end;
        if (!has_more)
            shown[count] = space;
        shown[count].look = (unsigned)cell->role << OVERLAY_BITS | cell->overlay;
        shown[count].column = (unsigned)x;
    }
    return count;
}

static void append_row(const struct shown_cell *shown, size_t count, const struct canvas_printing *printing, struct buffer *out)
{
    for (size_t i = 0; i < count; i++) {
        if (i == 0 || shown[i].look != shown[i - 1].look) {
            struct style style = theme_style_of(printing->theme, shown[i].look >> OVERLAY_BITS,
                                                shown[i].look & ((1U << OVERLAY_BITS) - 1));
            append_style(&style, printing->colours, out);
        }
        for (int point = 0; point < shown[i].count; point++) {
            char bytes[4];
            buffer_append(out, (struct slice){ bytes, utf8_encode(shown[i].code_points[point], bytes) });
        }
    }
    buffer_append_string(out, "\033[0m\n");
}

bool canvas_print(const struct canvas *canvas, const struct canvas_printing *printing, struct buffer *out)
{
    struct arena arena = { 0 };
    for (int y = 0; y < canvas->height; y++) {
        const struct canvas_cell *row = canvas->cells + (size_t)y * (size_t)canvas->width;
        struct shown_cell *shown = ARENA_ARRAY(&arena, struct shown_cell, (size_t)canvas->width);
        size_t count = 0;
        for (int x = 0; x < canvas->width; x += row[x].width > 0 ? row[x].width : 1)
            count += show_cell(&row[x], x, shown + count);
        row_encode(printing->encoding, shown, count, &arena);
        append_row(shown, count, printing, out);
        arena_reset(&arena);
    }
    arena_finish(&arena);
    return !out->overflowed;
}
