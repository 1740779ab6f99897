/* The inverse of the bidirectional algorithm, for a left-to-right paragraph.
 *
 * Only letters that run from right to left are turned, each stretch by itself, and a strong L follows where what comes
 * next would otherwise join it: a number or another stretch, and the neutrals before them. So everything between is
 * at level 0 and stays where it is: behind an L a European number is an L (W7), neutrals between L and anything are
 * at the row's level (N1, N2), a bracket's pair (N0) finds L before it. Arabic numbers are at level 2 whatever is
 * around them: they keep their order, but take neutrals along as letters do.
 *
 * Where U+200E is not heeded there is but a blank of class L, which not every font has. So a whole run is turned, with
 * all that is between its letters; and only when the algorithm would not bring such a row back, guards go first. */
#include "term/encoders.h"
#include "text/letter_form.h"

#include <string.h>

enum { ZERO_WIDTH_NON_JOINER = 0x200C, LEFT_TO_RIGHT_MARK = 0x200E, BRAILLE_BLANK = 0x2800 };

enum guarding { GUARD_BY_MARKS, GUARD_BORDERS, GUARD_BY_BLANKS };

struct runs {
    enum guarding guarding;
    bool joins_letters;
    const struct shown_cell *cells; /* as they are seen */
    uint8_t *classes;               /* of enum bidi_class */
    size_t count;
    struct shown_cell *sent;        /* as they are sent: the same place, other order */
    bidi_level *levels;             /* that the sent cells must get */
};

static bool fill_classes(const struct shown_cell *cells, size_t count, uint8_t *classes);
static void send_row(struct runs *runs, bool by_first_strong);
static size_t run_end(const struct runs *runs, size_t start);
static bool gap_is_enclosed(const struct runs *runs, size_t start, size_t end);
static void turn_run(struct runs *runs, size_t start, size_t end);
static void keep_forms_apart(struct shown_cell *sent, size_t count);
static void resolve_numbers(uint8_t *classes, size_t start, size_t end);
static size_t guard_behind(struct runs *runs, size_t end);
static void guard_first_strong(struct runs *runs);
static bool row_comes_back(const struct runs *runs, struct arena *scratch);

/* Has a level above 0 whatever is around it. */
static bool is_turning(enum bidi_class class)
{
    return class_is_rtl_letter(class) || class == BIDI_ARABIC_NUMBER;
}

static bool is_number(enum bidi_class class)
{
    return class == BIDI_EUROPEAN_NUMBER || class == BIDI_ARABIC_NUMBER;
}

void runs_encode(const struct row_encoding *encoding, struct shown_cell *cells, size_t count, struct arena *scratch)
{
    struct runs runs = { .cells = cells, .count = count, .classes = ARENA_ARRAY(scratch, uint8_t, count) };
    if (!fill_classes(cells, count, runs.classes))
        return;
    runs.sent = ARENA_ARRAY(scratch, struct shown_cell, count);
    runs.levels = ARENA_ARRAY(scratch, bidi_level, count);
    runs.joins_letters = encoding->joins_letters;
    runs.guarding = encoding->takes_lrm ? GUARD_BY_MARKS : GUARD_BORDERS;
    send_row(&runs, encoding->by_first_strong);
    if (runs.guarding == GUARD_BORDERS && !row_comes_back(&runs, scratch)) {
        runs.guarding = GUARD_BY_BLANKS;
        fill_classes(cells, count, runs.classes);
        send_row(&runs, encoding->by_first_strong);
    }
    memcpy(cells, runs.sent, count * sizeof *cells);
}

/* False when nothing in the row would be turned. */
static bool fill_classes(const struct shown_cell *cells, size_t count, uint8_t *classes)
{
    bool turns = false;
    for (size_t i = 0; i < count; i++) {
        classes[i] = (uint8_t)cell_class(&cells[i]);
        turns |= is_turning(classes[i]);
    }
    return turns;
}

static void send_row(struct runs *runs, bool by_first_strong)
{
    memcpy(runs->sent, runs->cells, runs->count * sizeof *runs->sent);
    memset(runs->levels, 0, runs->count * sizeof *runs->levels);
    for (size_t start = 0; start < runs->count;) {
        if (is_turning(runs->classes[start])) {
            size_t end = run_end(runs, start);
            turn_run(runs, start, end);
            if (runs->joins_letters)
                keep_forms_apart(runs->sent + start, end - start);
            start = guard_behind(runs, end);
        } else {
            start++;
        }
    }
    if (by_first_strong)
        guard_first_strong(runs);
}

/* ---- runs ----------------------------------------------------------------------------------------------------- */

static size_t gap_end(const struct runs *runs, size_t start)
{
    while (start < runs->count && !is_turning(runs->classes[start]))
        start++;
    return start;
}

/* Letters and Arabic digits side by side are one run: whatever rides on a cell, nothing stands between two. */
static size_t run_end(const struct runs *runs, size_t start)
{
    size_t end = start, next = start;
    do {
        end = next;
        while (end < runs->count && is_turning(runs->classes[end]))
            end++;
        next = gap_end(runs, end);
    } while (next < runs->count && gap_is_enclosed(runs, end, next));
    return end;
}

/* An L is at level 0 always. A blank that guards must come before all numbers; box drawing parts a row for some
 * terminals. */
static bool gap_is_enclosed(const struct runs *runs, size_t start, size_t end)
{
    bool has_number = false, has_guard = false, has_border = false, is_blank = true;
    if (runs->guarding == GUARD_BY_MARKS)
        return false;
    for (size_t i = start; i < end; i++) {
        if (runs->classes[i] == BIDI_LEFT)
            return false;
        has_number |= runs->classes[i] == BIDI_EUROPEAN_NUMBER;
        has_guard |= !has_number && cell_is_blank(&runs->cells[i]);
        has_border |= cell_is_box_drawing(&runs->cells[i]);
        is_blank &= cell_is_blank(&runs->cells[i]);
    }
    return is_blank || !has_guard || (runs->guarding == GUARD_BORDERS && !has_border);
}

/* Opposite order, but numbers keep theirs. */
static void turn_run(struct runs *runs, size_t start, size_t end)
{
    resolve_numbers(runs->classes, start, end);
    for (size_t at = end, to = start; at > start;) {
        size_t before = at;
        while (before > start && is_number(runs->classes[before - 1]))
            before--;
        bool number = before < at;
        if (number)
            memcpy(runs->sent + to, runs->cells + before, (at - before) * sizeof *runs->sent);
        else
            cells_turn(runs->cells, --before, at, runs->sent + to);
        memset(runs->levels + to, number ? 2 : 1, at - before);
        to += at - before;
        at = before;
    }
}

static void keep_forms_apart(struct shown_cell *sent, size_t count)
{
    for (size_t i = 0; i + 1 < count; i++)
        if (shapes_are_kept_apart(sent[i].code_points[0], sent[i + 1].code_points[0]))
            cell_add_mark(&sent[i], ZERO_WIDTH_NON_JOINER);
}

/* W2, W4 and W5 as they will be found, read from the right: the run's cells that are in a number become one's. */
static void resolve_numbers(uint8_t *classes, size_t start, size_t end)
{
    bool is_arabic = false;
    for (size_t i = end; i-- > start;) {
        if (class_is_rtl_letter(classes[i]))
            is_arabic = classes[i] == BIDI_ARABIC;
        else if (is_arabic && classes[i] == BIDI_EUROPEAN_NUMBER)
            classes[i] = BIDI_ARABIC_NUMBER;
    }
    for (size_t i = start + 1; i + 1 < end; i++) {
        bool joins = classes[i] == BIDI_COMMON_SEPARATOR ||
                     (classes[i] == BIDI_EUROPEAN_SEPARATOR && classes[i - 1] == BIDI_EUROPEAN_NUMBER);
        if (joins && is_number(classes[i - 1]) && classes[i - 1] == classes[i + 1])
            classes[i] = classes[i - 1];
    }
    for (size_t i = start + 1; i < end; i++)
        if (classes[i] == BIDI_EUROPEAN_TERMINATOR && classes[i - 1] == BIDI_EUROPEAN_NUMBER)
            classes[i] = BIDI_EUROPEAN_NUMBER;
    for (size_t i = end - 1; i-- > start;)
        if (classes[i] == BIDI_EUROPEAN_TERMINATOR && classes[i + 1] == BIDI_EUROPEAN_NUMBER)
            classes[i] = BIDI_EUROPEAN_NUMBER;
}

/* ---- guards --------------------------------------------------------------------------------------------------- */

static bool is_neutral(enum bidi_class class)
{
    return class == BIDI_NEUTRAL || class == BIDI_EUROPEAN_SEPARATOR || class == BIDI_EUROPEAN_TERMINATOR ||
           class == BIDI_COMMON_SEPARATOR;
}

/* Neutrals before an L or the row's end need no guard. Returns where they end. */
static size_t guard_behind(struct runs *runs, size_t end)
{
    size_t next = end;
    while (next < runs->count && is_neutral(runs->classes[next]))
        next++;
    if (next == runs->count || runs->classes[next] == BIDI_LEFT)
        return next;
    if (runs->guarding == GUARD_BY_MARKS) {
        cell_add_mark(&runs->sent[end - 1], LEFT_TO_RIGHT_MARK);
        return next;
    }
    for (size_t i = end; i < next; i++) {
        if (cell_is_blank(&runs->sent[i])) {
            runs->sent[i].code_points[0] = BRAILLE_BLANK;
            break;
        }
    }
    return next;
}

static void guard_first_strong(struct runs *runs)
{
    for (size_t i = 0; i < runs->count && runs->classes[i] != BIDI_LEFT; i++) {
        if (class_is_rtl_letter(runs->classes[i]) && cell_is_blank(&runs->sent[0])) {
            if (runs->guarding == GUARD_BY_MARKS)
                cell_add_mark(&runs->sent[0], LEFT_TO_RIGHT_MARK);
            else
                runs->sent[0].code_points[0] = BRAILLE_BLANK;
            return;
        }
    }
}

static bool row_comes_back(const struct runs *runs, struct arena *scratch)
{
    uint32_t *code_points = ARENA_ARRAY(scratch, uint32_t, runs->count);
    bidi_level *levels = ARENA_ARRAY(scratch, bidi_level, runs->count);
    for (size_t i = 0; i < runs->count; i++)
        code_points[i] = runs->sent[i].code_points[0];
    bidi_levels(code_points, runs->count, DIRECTION_LTR, levels, scratch);
    return memcmp(levels, runs->levels, runs->count * sizeof *levels) == 0;
}
