#include "ui/prompt_places.h"

#include "base/utf8.h"
#include "lang/fold.h"
#include "text/bidi.h"

#include <limits.h>

/* ---- directions ----------------------------------------------------------------------------------------------- */

static enum direction strong_direction(uint32_t code_point)
{
    return bidi_first_strong(&code_point, 1, DIRECTION_AUTO);
}

enum direction line_direction(struct slice text, enum direction otherwise)
{
    for (size_t place = 0; place < text.length;) {
        enum direction direction = strong_direction(utf8_next(text, &place));
        if (direction != DIRECTION_AUTO)
            return direction;
    }
    return otherwise;
}

static enum direction seen_direction(uint32_t code_point)
{
    switch (bidi_class_of(code_point)) {
    case BIDI_LEFT:
    case BIDI_EUROPEAN_NUMBER:
    case BIDI_ARABIC_NUMBER: return DIRECTION_LTR;
    case BIDI_RIGHT:
    case BIDI_ARABIC: return DIRECTION_RTL;
    default: return DIRECTION_AUTO;
    }
}

enum direction direction_beside(struct slice text, size_t place, bool after, enum direction otherwise)
{
    while (after ? place < text.length : place > 0) {
        size_t at = after ? place : utf8_previous(text, place), next = at;
        enum direction direction = seen_direction(utf8_next(text, &next));
        if (direction != DIRECTION_AUTO)
            return direction;
        place = after ? next : at;
    }
    return otherwise;
}

enum direction last_letter_direction(struct slice text, enum direction otherwise)
{
    for (size_t end = text.length; end > 0;) {
        size_t at = end = utf8_previous(text, end);
        enum direction direction = strong_direction(utf8_next(text, &at));
        if (direction != DIRECTION_AUTO)
            return direction;
    }
    return otherwise;
}

static bool has_arabic_letter(struct slice text)
{
    for (size_t offset = 0; offset < text.length;)
        if (bidi_class_of(utf8_next(text, &offset)) == BIDI_ARABIC)
            return true;
    return false;
}

const char *letter_of_direction(struct slice text, enum direction direction)
{
    return direction == DIRECTION_LTR ? "x" : has_arabic_letter(text) ? "ء" : "א";
}

/* ---- clusters ------------------------------------------------------------------------------------------------- */

/* Each letter has its own cell, nothing is joined to a ligature; one more cell is where the text goes on. */
static struct row lay_out(const struct places *places, struct arena *arena)
{
    enum direction base = places->linear ? DIRECTION_LTR : line_direction(places->text, places->otherwise);
    const struct paragraph_options options = { .direction = base, .letters = LETTERS_BASE, .linear = places->linear };
    const char *end = letter_of_direction(places->text, last_letter_direction(places->text, base));
    struct slice text = arena_format(arena, "%.*s%s", SLICE_ARGUMENT(places->text), end);
    return paragraph_single_row(paragraph_create(places->engine, arena, text, &options), INT_MAX / 2, arena);
}

size_t next_place(const struct places *places, size_t place)
{
    struct arena arena = { 0 };
    struct row row = lay_out(places, &arena);
    size_t next = places->text.length;
    for (size_t i = 0; i < row.cell_count; i++) {
        size_t start = row.cells[i].source.start;
        if (start > place && start < next)
            next = start;
    }
    arena_finish(&arena);
    return next;
}

size_t previous_place(const struct places *places, size_t place)
{
    struct arena arena = { 0 };
    struct row row = lay_out(places, &arena);
    size_t previous = 0;
    for (size_t i = 0; i < row.cell_count; i++) {
        size_t start = row.cells[i].source.start;
        if (start < place && start > previous)
            previous = start;
    }
    arena_finish(&arena);
    return previous;
}

static enum direction direction_of_cell(const struct cell *cell)
{
    return cell->rtl ? DIRECTION_RTL : DIRECTION_LTR;
}

void directions_around(const struct places *places, size_t place, enum direction *before, enum direction *behind)
{
    struct arena arena = { 0 };
    struct row row = lay_out(places, &arena);
    const struct cell *last = NULL;
    *before = *behind = row.direction;
    for (size_t i = 0; i < row.cell_count; i++) {
        const struct cell *cell = &row.cells[i];
        if (cell->source.start < place && (!last || cell->source.start > last->source.start))
            last = cell;
        if (cell->source.start <= place && place < cell->source.end)
            *behind = direction_of_cell(cell);
    }
    if (last)
        *before = direction_of_cell(last);
    arena_finish(&arena);
}

/* ---- to a side ------------------------------------------------------------------------------------------------ */

static size_t find_cell(const struct row *row, size_t place)
{
    for (size_t i = 0; i < row->cell_count; i++)
        if (row->cells[i].source.start <= place && place < row->cells[i].source.end)
            return i;
    return 0;
}

static bool is_word_letter(struct slice text, size_t place)
{
    uint32_t folded[FOLD_MOST];
    uint32_t code_point = utf8_next(text, &place);
    size_t count = code_point_fold(code_point, folded);
    return count == 0 ? code_point_is_passed_over(code_point) : code_point_word_part(folded[0]) != PART_BETWEEN;
}

static bool is_in_word(const struct places *places, const struct row *row, size_t at)
{
    size_t start = row->cells[at].source.start;
    return start < places->text.length && is_word_letter(places->text, start);
}

/* False at the edge. */
static bool step(const struct row *row, size_t *at, bool right)
{
    if (right ? *at + 1 >= row->cell_count : *at == 0)
        return false;
    *at += right ? 1 : (size_t)-1;
    return true;
}

/* To the first letter of a word that is gone back over, behind the last of one that is gone on over. */
static void step_over_word(const struct places *places, const struct row *row, size_t *at, bool right)
{
    bool is_first = true;
    while (is_first || !is_in_word(places, row, *at)) {
        bool starts_here = is_first && is_in_word(places, row, *at) && row->cells[*at].rtl != right;
        if (!starts_here && !step(row, at, right))
            return;
        is_first = false;
    }
    size_t last = *at;
    bool goes_on = row->cells[*at].rtl != right;
    while (is_in_word(places, row, *at)) {
        last = *at;
        if (!step(row, at, right))
            return;
    }
    *at = goes_on ? *at : last;
}

size_t place_beside(const struct places *places, size_t place, bool right, bool by_word)
{
    struct arena arena = { 0 };
    struct row row = lay_out(places, &arena);
    size_t at = find_cell(&row, place);
    if (by_word)
        step_over_word(places, &row, &at, right);
    else
        step(&row, &at, right);
    place = row.cells[at].source.start;
    arena_finish(&arena);
    return place < places->text.length ? place : places->text.length;
}

/* ---- words in the text ---------------------------------------------------------------------------------------- */

size_t word_end_after(struct slice text, size_t place)
{
    while (place < text.length && !is_word_letter(text, place))
        utf8_next(text, &place);
    while (place < text.length && is_word_letter(text, place))
        utf8_next(text, &place);
    return place;
}

size_t word_start_before(struct slice text, size_t place)
{
    while (place > 0 && !is_word_letter(text, utf8_previous(text, place)))
        place = utf8_previous(text, place);
    while (place > 0 && is_word_letter(text, utf8_previous(text, place)))
        place = utf8_previous(text, place);
    return place;
}
