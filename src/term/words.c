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

/* OTHER_SCRIPT, too, where it comes from the same font as everything else. */
static enum script font_of(const struct row_encoding *encoding, const struct shown_cell *cell)
{
    uint32_t code_point = cell->code_points[0];
    if (is_arabic(code_point))
        return encoding->arabic_apart ? ARABIC_SCRIPT : OTHER_SCRIPT;
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
