#include "base/utf8.h"
#include "page/table.h"
#include "text/width.h"

#include <string.h>

/* A column of words is at least so wide (if its words are), and longer words are broken. */
enum { LEAST_ENOUGH = 8, LONGEST_WORD = 16, MOST_ENOUGH = 10000, FORMULA_WIDTH = 18 };

static int shown_width(uint32_t code_point, uint32_t *before, enum letters_choice letters);
static bool is_digit(uint32_t code_point);
static bool is_beside_digits(uint32_t code_point);
static int tail_of_number(struct slice text);

static void raise(int *number, int to)
{
    if (to > *number)
        *number = to;
}

/* Nearly what the paragraph will take: more where several characters make one emoji. Rows end at spaces and around wide
 * characters. */
struct table_measure table_measure(struct slice text, enum letters_choice letters)
{
    struct table_measure measure = { .is_number = true };
    int word = 0, longest_word = 0, row = 0;
    bool digits = false;
    uint32_t before = 0;
    for (size_t offset = 0; offset < text.length;) {
        uint32_t code_point = utf8_next(text, &offset);
        int width = shown_width(code_point, &before, letters);
        bool ends_row = code_point == 0x2028 || code_point == 0x2029;
        digits = digits || is_digit(code_point);
        measure.is_number = measure.is_number && (is_digit(code_point) || is_beside_digits(code_point));
        word = code_point == ' ' || ends_row ? 0 : width > 1 ? width : word + width;
        row = ends_row ? 0 : row + width;
        raise(&longest_word, word);
        if (code_point != ' ')
            raise(&measure.most, row);
    }
    measure.is_number = measure.is_number && digits;
    measure.tail = measure.is_number ? tail_of_number(text) : 0;
    measure.most = measure.most < 1 ? 1 : measure.most < MOST_ENOUGH ? measure.most : MOST_ENOUGH;
    measure.least = longest_word < LONGEST_WORD ? longest_word : LONGEST_WORD;
    raise(&measure.least, measure.most < LEAST_ENOUGH ? measure.most : LEAST_ENOUGH);
    return measure;
}

/* An alef that follows a lam is shown in its cell, whatever marks stand between; in base letters beside it. */
static int shown_width(uint32_t code_point, uint32_t *before, enum letters_choice letters)
{
    enum { LAM = 0x644, ZWNJ = 0x200C, FIRST_LAM_ALEF = 0xFEF5, LAST_LAM_ALEF = 0xFEFC };
    /* Formulas such as U+FDFA are shown as their words. */
    bool formula = (code_point >= 0xFD40 && code_point <= 0xFD4F) || (code_point >= 0xFDFA && code_point <= 0xFDFF);
    int width = formula && code_point != 0xFDFC ? FORMULA_WIDTH : code_point_width(code_point);
    bool alef = code_point == 0x622 || code_point == 0x623 || code_point == 0x625 || code_point == 0x627;
    if (letters == LETTERS_BASE)
        return code_point >= FIRST_LAM_ALEF && code_point <= LAST_LAM_ALEF ? 2 : width;
    if (*before == LAM && alef)
        width = 0;
    if (width > 0 || alef || code_point == ZWNJ)
        *before = code_point;
    return width;
}

static bool is_digit(uint32_t code_point)
{
    return (code_point >= '0' && code_point <= '9') || (code_point >= 0x660 && code_point <= 0x669) ||
           (code_point >= 0x6F0 && code_point <= 0x6F9);
}

/* Signs, separators, currencies, units that are no letters; brackets of a note or of a link's number. */
static bool is_beside_digits(uint32_t code_point)
{
    static const uint32_t others[] = { 0xA0,   0x202F, 0x2009, 0x2212, 0x2013, 0x66B,  0x66C,  0x66A,  0x2030, 0xB0,
                                       0xB1,   0x2248, 0x2019, 0xA3,   0xA5,   0x20AA, 0x20AC, 0x20B9, 0xFDFC };
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (code_point == others[i])
            return true;
    return (code_point > 0 && code_point < 0x80 && strchr(" +-.,'%~<>=()[]*/:$", (int)code_point)) ||
           code_point_is_bidi_control(code_point);
}

/* "1,234" is a thousand, "1,5" one and a half; what is there twice divides thousands or the parts of a date. */
static int tail_of_number(struct slice text)
{
    int columns = 0, digits_end = 0, mark_start = 0, digits_after = 0;
    uint32_t mark = 0;
    bool is_repeated = false, in_note = false;
    for (size_t offset = 0; offset < text.length;) {
        uint32_t code_point = utf8_next(text, &offset);
        columns += code_point_width(code_point);
        in_note = in_note || code_point == '[';
        if (in_note)
            continue;
        if (is_digit(code_point)) {
            digits_end = columns;
            digits_after++;
        } else if ((code_point == '.' || code_point == ',' || code_point == 0x66B) && digits_end == columns - 1) {
            is_repeated = code_point == mark;
            mark = code_point;
            mark_start = columns - 1;
            digits_after = 0;
        }
    }
    bool is_decimal = mark && !is_repeated && digits_after > 0 && !(mark == ',' && digits_after == 3);
    return columns - (is_decimal ? mark_start : digits_end);
}
