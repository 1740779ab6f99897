/* The inverse of the bidirectional algorithm, for a left-to-right paragraph.
 *
 * Only letters that run from right to left are turned, each stretch by itself, and a strong L follows where what comes
 * next would otherwise join it: a number or another stretch, and the neutrals before them. So everything between is
 * at level 0 and stays where it is: behind an L a European number is an L (W7), neutrals between L and anything are
 * at the row's level (N1, N2), a bracket's pair (N0) finds L before it. Arabic numbers are at level 2 whatever is
 * around them: they keep their order, but take neutrals along as letters do. */
#include "term/encoders.h"

#include <string.h>

enum { LEFT_TO_RIGHT_MARK = 0x200E, BRAILLE_BLANK = 0x2800 };

struct runs {
    bool takes_lrm;
    struct shown_cell *cells;    /* as they are seen */
    uint8_t *classes;            /* of enum bidi_class */
    size_t count;
    struct shown_cell *sent;     /* as they are sent: the same place, other order */
};

static bool fill_classes(const struct shown_cell *cells, size_t count, uint8_t *classes);
static size_t run_end(const struct runs *runs, size_t start);
static size_t stretch_end(const struct runs *runs, size_t start);
static size_t gap_end(const struct runs *runs, size_t start);
static bool gap_is_enclosed(const struct runs *runs, size_t start, size_t end);
static void turn_run(struct runs *runs, size_t start, size_t end);
static void resolve_numbers(uint8_t *classes, size_t start, size_t end);
static void guard_behind(struct runs *runs, size_t end);
static void guard_first_strong(const struct runs *runs);

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
    uint8_t *classes = ARENA_ARRAY(scratch, uint8_t, count);
    if (!fill_classes(cells, count, classes))
        return;
    struct runs runs = { .takes_lrm = encoding->takes_lrm, .cells = cells, .classes = classes, .count = count,
                         .sent = ARENA_ARRAY(scratch, struct shown_cell, count) };
    for (size_t start = 0, end; start < count; start = end) {
        end = start + 1;
        if (!is_turning(classes[start])) {
            runs.sent[start] = cells[start];
            continue;
        }
        end = run_end(&runs, start);
        turn_run(&runs, start, end);
        guard_behind(&runs, end);
    }
    if (encoding->by_first_strong)
        guard_first_strong(&runs);
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

/* Letters, or the digits of a number. */
static size_t stretch_end(const struct runs *runs, size_t start)
{
    bool is_number = runs->classes[start] == BIDI_ARABIC_NUMBER;
    size_t end = start;
    while (end < runs->count && is_turning(runs->classes[end]) &&
           (runs->classes[end] == BIDI_ARABIC_NUMBER) == is_number)
        end++;
    return end;
}

static size_t gap_end(const struct runs *runs, size_t start)
{
    while (start < runs->count && !is_turning(runs->classes[start]))
        start++;
    return start;
}

/* Letters and digits side by side are one: whatever rides on a cell, nothing stands between. Where no mark can guard,
 * a run goes on over blanks, too, and over what has no blank that could. */
static size_t run_end(const struct runs *runs, size_t start)
{
    size_t end = start, next = start;
    do {
        end = stretch_end(runs, next);
        next = gap_end(runs, end);
    } while (next < runs->count && (next == end || (!runs->takes_lrm && gap_is_enclosed(runs, end, next))));
    return end;
}

static bool gap_is_enclosed(const struct runs *runs, size_t start, size_t end)
{
    bool has_number = false, has_guard = false, is_blank = true;
    for (size_t i = start; i < end; i++) {
        if (runs->classes[i] == BIDI_LEFT)
            return false;
        has_number |= runs->classes[i] == BIDI_EUROPEAN_NUMBER;
        has_guard |= !has_number && cell_is_blank(&runs->cells[i]);
        is_blank &= cell_is_blank(&runs->cells[i]);
    }
    return is_blank || !has_guard;
}

/* Opposite order, but numbers keep theirs. */
static void turn_run(struct runs *runs, size_t start, size_t end)
{
    struct shown_cell *sent = runs->sent + start;
    resolve_numbers(runs->classes, start, end);
    for (size_t at = end; at > start;) {
        size_t before = at;
        while (before > start && is_number(runs->classes[before - 1]))
            before--;
        if (before < at)
            memcpy(sent, runs->cells + before, (at - before) * sizeof *sent);
        else
            cells_turn(runs->cells, --before, at, sent);
        sent += at - before;
        at = before;
    }
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

static bool is_neutral(enum bidi_class class)
{
    return class == BIDI_NEUTRAL || class == BIDI_EUROPEAN_SEPARATOR || class == BIDI_EUROPEAN_TERMINATOR ||
           class == BIDI_COMMON_SEPARATOR;
}

/* Neutrals before an L or the row's end need no guard. */
static void guard_behind(struct runs *runs, size_t end)
{
    size_t next = end;
    while (next < runs->count && is_neutral(runs->classes[next]))
        next++;
    if (next == runs->count || runs->classes[next] == BIDI_LEFT)
        return;
    if (runs->takes_lrm) {
        cell_add_mark(&runs->sent[end - 1], LEFT_TO_RIGHT_MARK);
        return;
    }
    for (size_t i = end; i < next; i++) {
        if (cell_is_blank(&runs->cells[i])) {
            runs->cells[i].code_points[0] = BRAILLE_BLANK;
            return;
        }
    }
}

static void guard_first_strong(const struct runs *runs)
{
    for (size_t i = 0; i < runs->count; i++) {
        if (runs->classes[i] == BIDI_LEFT)
            return;
        if (class_is_rtl_letter(runs->classes[i]))
            break;
    }
    if (!cell_is_blank(&runs->sent[0]))
        return;
    if (runs->takes_lrm)
        cell_add_mark(&runs->sent[0], LEFT_TO_RIGHT_MARK);
    else
        runs->sent[0].code_points[0] = BRAILLE_BLANK;
}
