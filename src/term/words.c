/* For a terminal that hands each word to a shaper in one piece (kitty, HarfBuzz). The shaper takes the piece's
 * direction from its first character that has a script, and from right to left it turns round all of it: letters,
 * digits, brackets. Pieces themselves, colours and the cursor stay where they are. */
#include "term/encoders.h"

#include <string.h>

static size_t piece_end(const struct row_encoding *encoding, const struct shown_cell *cells, size_t start,
                        size_t count);
static bool is_turned_back(const struct shown_cell *cells, size_t count);
static void turn_letters(struct shown_cell *cells, size_t count, struct shown_cell *turned);

void words_encode(const struct row_encoding *encoding, struct shown_cell *cells, size_t count, struct arena *scratch)
{
    struct shown_cell *turned = ARENA_ARRAY(scratch, struct shown_cell, count);
    for (size_t start = 0, end; start < count; start = end) {
        end = piece_end(encoding, cells, start, count);
        if (is_turned_back(cells + start, end - start))
            turn_letters(cells + start, end - start, turned);
    }
}

enum script { OTHER_SCRIPT, ARABIC_SCRIPT, HEBREW_SCRIPT };

/* By blocks: digits and punctuation included. */
static bool is_arabic(uint32_t code_point)
{
    return (code_point >= 0x600 && code_point <= 0x6FF) || (code_point >= 0x750 && code_point <= 0x77F) ||
           (code_point >= 0x860 && code_point <= 0x8FF) || (code_point >= 0xFB50 && code_point <= 0xFDFF) ||
           (code_point >= 0xFE70 && code_point <= 0xFEFF);
}

/* The Arabic letters and signs of DejaVu Sans Mono, the usual font of those that have any: not the alef of the Quran, nor
 * Urdu's heh, yeh and dal, nor most of Kurdish and Uyghur. A terminal takes those from a font that has them. Sorted. */
static bool usual_font_has(uint32_t code_point)
{
    static const struct {
        uint32_t first, last;
    } held[] = {
        { 0x606, 0x607 },   { 0x609, 0x60A },   { 0x60C, 0x60C },   { 0x615, 0x615 },   { 0x61B, 0x61B },
        { 0x61F, 0x61F },   { 0x621, 0x63A },   { 0x640, 0x655 },   { 0x65A, 0x65A },   { 0x660, 0x66D },
        { 0x674, 0x674 },   { 0x679, 0x67B },   { 0x67E, 0x680 },   { 0x683, 0x684 },   { 0x686, 0x687 },
        { 0x691, 0x691 },   { 0x698, 0x698 },   { 0x6A4, 0x6A4 },   { 0x6A9, 0x6A9 },   { 0x6AF, 0x6AF },
        { 0x6BE, 0x6BE },   { 0x6CC, 0x6CC },   { 0x6F0, 0x6F9 },   { 0xFB52, 0xFB81 }, { 0xFB8A, 0xFB95 },
        { 0xFB9E, 0xFB9F }, { 0xFBAA, 0xFBAD }, { 0xFBE8, 0xFBE9 }, { 0xFBFC, 0xFBFF }, { 0xFE70, 0xFE74 },
        { 0xFE76, 0xFEFC },
    };
    for (size_t i = 0; i < sizeof held / sizeof *held; i++)
        if (code_point <= held[i].last)
            return code_point >= held[i].first;
    return false;
}

/* A cell comes whole from one font: its marks count as its letter does. */
static bool is_arabic_from_elsewhere(const struct shown_cell *cell)
{
    for (int i = 0; i < cell->count; i++)
        if (is_arabic(cell->code_points[i]) && !usual_font_has(cell->code_points[i]))
            return true;
    return false;
}

/* OTHER_SCRIPT, too, where it comes from the same font as everything else. */
static enum script font_of(const struct row_encoding *encoding, const struct shown_cell *cell)
{
    uint32_t code_point = cell->code_points[0];
    if (is_arabic(code_point))
        return encoding->arabic_apart || is_arabic_from_elsewhere(cell) ? ARABIC_SCRIPT : OTHER_SCRIPT;
    if (class_is_rtl_letter(bidi_class_of(code_point)))
        return encoding->hebrew_apart ? HEBREW_SCRIPT : OTHER_SCRIPT;
    return OTHER_SCRIPT;
}

/* Blanks, and what the terminal draws itself. */
static bool stands_alone(const struct shown_cell *cell)
{
    return cell->code_points[0] == ' ' || cell_is_box_drawing(cell);
}

/* Wide characters come from another font. */
static size_t piece_end(const struct row_encoding *encoding, const struct shown_cell *cells, size_t start,
                        size_t count)
{
    const struct shown_cell *first = &cells[start];
    size_t end = start + 1;
    while (end < count && !stands_alone(first) && !stands_alone(&cells[end]) && cells[end].face == first->face &&
           cells[end].width == first->width &&
           font_of(encoding, &cells[end]) == font_of(encoding, first))
        end++;
    return end;
}

/* Punctuation that scripts share has none; Arabic and Persian digits have one (measured in kitty, which shows them
 * turned even where they stand alone). */
static bool has_rtl_script(uint32_t code_point)
{
    bool is_shared = code_point == 0x61B || code_point == 0x61F || code_point == 0x640;
    bool is_arabic_digit = (code_point >= 0x660 && code_point <= 0x66C) || (code_point >= 0x6F0 && code_point <= 0x6F9);
    return is_arabic_digit || (class_is_rtl_letter(bidi_class_of(code_point)) && !is_shared);
}

/* What is last is sent first. */
static bool is_turned_back(const struct shown_cell *cells, size_t count)
{
    while (count-- > 0) {
        if (has_rtl_script(cells[count].code_points[0]))
            return true;
        if (cell_class(&cells[count]) == BIDI_LEFT)
            return false;
    }
    return false;
}

static void turn_letters(struct shown_cell *cells, size_t count, struct shown_cell *turned)
{
    cells_turn(cells, 0, count, turned);
    for (size_t i = 0; i < count; i++) {
        turned[i].look = cells[i].look;
        turned[i].column = cells[i].column;
    }
    memcpy(cells, turned, count * sizeof *cells);
}
