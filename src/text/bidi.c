#include "text/bidi.h"

#include <fribidi.h>
#include <string.h>

#include "text/isolates.h"
#include "text/piece.h"
#include "text/quotes.h"
#include "text/strong.h"

/* Far above what text has in 8,192 code points; beyond, FriBidi takes time by the square of them. */
enum { MAX_BRACKETS = 1024, CLOSING_TYPES = MAX_NESTING + 1 };

static void resolve_separated(const uint32_t *code_points, size_t count, bidi_level paragraph_level, bool pairs_quotes,
                              bidi_level *levels, struct arena *scratch);
static size_t separated_length(const uint32_t *code_points, size_t count);
static bool word_runs_in_direction(const uint32_t *code_points, size_t count, size_t at, FriBidiCharType strong);

static FriBidiCharType type_of(uint32_t code_point)
{
    return fribidi_get_bidi_type(code_point);
}

enum bidi_class bidi_class_of(uint32_t code_point)
{
    switch (type_of(code_point)) {
    case FRIBIDI_TYPE_LTR: return BIDI_LEFT;
    case FRIBIDI_TYPE_RTL: return BIDI_RIGHT;
    case FRIBIDI_TYPE_AL: return BIDI_ARABIC;
    case FRIBIDI_TYPE_EN: return BIDI_EUROPEAN_NUMBER;
    case FRIBIDI_TYPE_AN: return BIDI_ARABIC_NUMBER;
    case FRIBIDI_TYPE_ES: return BIDI_EUROPEAN_SEPARATOR;
    case FRIBIDI_TYPE_ET: return BIDI_EUROPEAN_TERMINATOR;
    case FRIBIDI_TYPE_CS: return BIDI_COMMON_SEPARATOR;
    case FRIBIDI_TYPE_NSM: return BIDI_MARK;
    default: return BIDI_NEUTRAL;
    }
}

enum direction bidi_first_strong(const uint32_t *code_points, size_t count, enum direction otherwise)
{
    struct strong_search search = { 0 };
    for (size_t i = 0; i < count; i++) {
        if (strong_search_step(&search, code_points[i]))
            return search.found;
    }
    return otherwise;
}

bool strong_search_step(struct strong_search *search, uint32_t code_point)
{
    FriBidiCharType type = type_of(code_point);
    if (type == FRIBIDI_TYPE_BS) {
        search->isolates = 0;
    } else if (type == FRIBIDI_TYPE_PDI) {
        search->isolates -= search->isolates > 0;
    } else if (FRIBIDI_IS_ISOLATE(type)) {
        search->isolates++;
    } else if (FRIBIDI_IS_LETTER(type) && search->isolates == 0) {
        search->found = FRIBIDI_IS_RTL(type) ? DIRECTION_RTL : DIRECTION_LTR;
        return true;
    }
    return false;
}

bidi_level bidi_levels(const uint32_t *code_points, size_t count, enum direction direction, bidi_level *levels,
                       struct arena *scratch)
{
    if (direction == DIRECTION_AUTO)
        direction = bidi_first_strong(code_points, separated_length(code_points, count), DIRECTION_LTR);
    bidi_level paragraph_level = direction == DIRECTION_RTL;
    for (size_t start = 0, length; start < count; start += length) {
        size_t ahead = count - start > PIECE_CODE_POINTS ? PIECE_CODE_POINTS + 1 : count - start;
        length = piece_length(code_points + start, ahead, paragraph_level);
        bidi_levels_of_piece(code_points + start, length, paragraph_level, false, levels + start, scratch);
    }
    return paragraph_level;
}

void bidi_levels_of_piece(const uint32_t *code_points, size_t count, bidi_level paragraph_level, bool pairs_quotes,
                          bidi_level *levels, struct arena *scratch)
{
    for (size_t start = 0, length; start < count; start += length) {
        length = separated_length(code_points + start, count - start);
        resolve_separated(code_points + start, length, paragraph_level, pairs_quotes, levels + start, scratch);
    }
}

void bidi_reset_whitespace(const uint32_t *code_points, size_t count, bidi_level paragraph_level, bidi_level *levels)
{
    bool resets = true;
    for (size_t i = count; i-- > 0;) {
        FriBidiCharType type = type_of(code_points[i]);
        if (type == FRIBIDI_TYPE_SS || type == FRIBIDI_TYPE_BS)
            resets = true;
        else if (type != FRIBIDI_TYPE_WS && !FRIBIDI_IS_ISOLATE(type) && !FRIBIDI_IS_EXPLICIT_OR_BN(type))
            resets = false;
        if (resets)
            levels[i] = paragraph_level;
    }
}

void bidi_reorder(const bidi_level *levels, size_t count, uint32_t *visual_to_logical)
{
    bidi_level highest = 0, lowest_odd = UINT8_MAX;
    for (size_t i = 0; i < count; i++) {
        visual_to_logical[i] = (uint32_t)i;
        if (levels[i] > highest)
            highest = levels[i];
        if (level_is_rtl(levels[i]) && levels[i] < lowest_odd)
            lowest_odd = levels[i];
    }
    /* A run at or above a level holds the same units before and after inner runs were turned, so the levels may be
     * read in logical order. */
    for (bidi_level level = highest; level >= lowest_odd; level--) {
        for (size_t start = 0; start < count; start++) {
            if (levels[start] < level)
                continue;
            size_t end = start + 1;
            while (end < count && levels[end] >= level)
                end++;
            for (size_t low = start, high = end - 1; low < high; low++, high--) {
                uint32_t unit = visual_to_logical[low];
                visual_to_logical[low] = visual_to_logical[high];
                visual_to_logical[high] = unit;
            }
            start = end;
        }
    }
}

uint32_t bidi_mirror(uint32_t code_point)
{
    FriBidiChar mirrored;
    return fribidi_get_mirror_char(code_point, &mirrored) ? mirrored : code_point;
}

size_t piece_length(const uint32_t *code_points, size_t count, bidi_level paragraph_level)
{
    if (count <= PIECE_CODE_POINTS)
        return count;
    FriBidiCharType strong = level_is_rtl(paragraph_level) ? FRIBIDI_MASK_RTL : 0;
    size_t after_space = 0;
    for (size_t end = PIECE_CODE_POINTS; end > PIECE_CODE_POINTS / 2; end--) {
        if (type_of(code_points[end - 1]) != FRIBIDI_TYPE_WS || type_of(code_points[end]) == FRIBIDI_TYPE_WS)
            continue;
        if (word_runs_in_direction(code_points, count, end, strong))
            return end;
        if (after_space == 0 && type_of(code_points[end]) != FRIBIDI_TYPE_NSM)
            after_space = end;
    }
    return after_space ? after_space : PIECE_CODE_POINTS;
}

/* The letters on both sides of the white space that ends at `at`. */
static bool word_runs_in_direction(const uint32_t *code_points, size_t count, size_t at, FriBidiCharType strong)
{
    size_t before = at - 1;
    while (before > 0 && at - before < 16 && type_of(code_points[before]) == FRIBIDI_TYPE_WS)
        before--;
    FriBidiCharType left = type_of(code_points[before]), right = at < count ? type_of(code_points[at]) : 0;
    return FRIBIDI_IS_LETTER(left) && FRIBIDI_IS_LETTER(right) && (left & FRIBIDI_MASK_RTL) == strong &&
           (right & FRIBIDI_MASK_RTL) == strong;
}

/* P1: a separator ends what levels depend on, and belongs to what it ends. */
static size_t separated_length(const uint32_t *code_points, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (code_points[i] < 0x20 || code_points[i] == 0x85 || code_points[i] == 0x2029) {
            if (type_of(code_points[i]) == FRIBIDI_TYPE_BS)
                return i + 1;
        }
    }
    return count;
}

static void ignore_excess_brackets(FriBidiBracketType *brackets, size_t count)
{
    for (size_t i = 0, seen = 0; i < count; i++) {
        if (brackets[i] != FRIBIDI_NO_BRACKET && ++seen > MAX_BRACKETS)
            brackets[i] = FRIBIDI_NO_BRACKET;
    }
}

/* Ends the embeddings that are still open and puts a neutral behind them: it changes nothing, but keeps FriBidi from
 * applying L1 to what is not the end of a row. Returns how many types there are then. */
static size_t close_sequence(FriBidiCharType *types, FriBidiBracketType *brackets, size_t count)
{
    size_t open = 0;
    for (size_t i = 0; i < count; i++) {
        if (types[i] == FRIBIDI_TYPE_PDF)
            open--;
        else if (FRIBIDI_IS_EXPLICIT(types[i]))
            open++;
    }
    for (; open > 0; open--) {
        types[count] = FRIBIDI_TYPE_PDF;
        brackets[count++] = FRIBIDI_NO_BRACKET;
    }
    types[count] = FRIBIDI_TYPE_ON;
    brackets[count++] = FRIBIDI_NO_BRACKET;
    return count;
}

/* One isolating run sequence as if it were a paragraph of its own (W1–I2). The arrays have room for CLOSING_TYPES
 * more. */
static void resolve_sequence(FriBidiCharType *types, FriBidiBracketType *brackets, size_t count, bidi_level base_level,
                             bidi_level *levels)
{
    bidi_level direction = base_level & 1;
    FriBidiParType base = direction ? FRIBIDI_PAR_RTL : FRIBIDI_PAR_LTR;
    ignore_excess_brackets(brackets, count);
    FriBidiStrIndex closed_count = (FriBidiStrIndex)close_sequence(types, brackets, count);
    /* It returns 0 only when memory is short: then the text stands in the direction that is around it. */
    if (fribidi_get_par_embedding_levels_ex(types, brackets, closed_count, &base, (FriBidiLevel *)levels) == 0)
        memset(levels, direction, count);
    for (size_t i = 0; i < count; i++)
        levels[i] = (bidi_level)(levels[i] + base_level - direction);
}

static bool has_explicit_types(const FriBidiCharType *types, size_t count)
{
    FriBidiCharType any = 0;
    for (size_t i = 0; i < count; i++)
        any |= types[i];
    return any & (FRIBIDI_MASK_EXPLICIT | FRIBIDI_MASK_ISOLATE);
}

static void resolve_separated(const uint32_t *code_points, size_t count, bidi_level paragraph_level, bool pairs_quotes,
                              bidi_level *levels, struct arena *scratch)
{
    FriBidiCharType *types = ARENA_ARRAY(scratch, FriBidiCharType, count + CLOSING_TYPES);
    FriBidiBracketType *brackets = ARENA_ARRAY(scratch, FriBidiBracketType, count + CLOSING_TYPES);
    bidi_level *sequence_levels = ARENA_ARRAY(scratch, bidi_level, count + CLOSING_TYPES);
    if (type_of(code_points[count - 1]) == FRIBIDI_TYPE_BS)
        levels[--count] = paragraph_level;
    fribidi_get_bidi_types(code_points, (FriBidiStrIndex)count, types);
    fribidi_get_bracket_types(code_points, (FriBidiStrIndex)count, types, brackets);
    if (pairs_quotes)
        quotes_pair(code_points, count, brackets);
    if (!has_explicit_types(types, count)) {
        resolve_sequence(types, brackets, count, paragraph_level, sequence_levels);
        memcpy(levels, sequence_levels, count);
        arena_shrink(scratch, types, 0);
        return;
    }
    struct sequences sequences = sequences_find(types, count, paragraph_level, scratch);
    FriBidiCharType *own_types = ARENA_ARRAY(scratch, FriBidiCharType, count + CLOSING_TYPES);
    FriBidiBracketType *own_brackets = ARENA_ARRAY(scratch, FriBidiBracketType, count + CLOSING_TYPES);
    for (size_t i = 0; i < sequences.count; i++) {
        const struct sequence *sequence = &sequences.list[i];
        const uint32_t *members = sequences.members + sequence->first;
        for (size_t k = 0; k < sequence->count; k++) {
            own_types[k] = types[members[k]];
            own_brackets[k] = brackets[members[k]];
        }
        resolve_sequence(own_types, own_brackets, sequence->count, sequence->level, sequence_levels);
        for (size_t k = 0; k < sequence->count; k++)
            levels[members[k]] = sequence_levels[k];
    }
    arena_shrink(scratch, types, 0);
}
