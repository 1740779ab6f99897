#include "text/bidi.h"

#include <fribidi.h>
#include <string.h>

#include "text/piece.h"
#include "text/strong.h"

/* Far above what text has in 8,192 code points; beyond, FriBidi takes time by the square of them. */
enum { MAX_ISOLATE_DEPTH = 64, MAX_ISOLATES = 1024, MAX_BRACKETS = 1024 };

static void resolve_piece(const uint32_t *code_points, size_t count, bidi_level paragraph_level, bidi_level *levels,
                          struct arena *scratch);
static size_t separated_length(const uint32_t *code_points, size_t count);
static bool word_runs_in_direction(const uint32_t *code_points, size_t count, size_t at, FriBidiCharType strong);

static FriBidiCharType type_of(uint32_t code_point)
{
    return fribidi_get_bidi_type(code_point);
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
        length = piece_length(code_points + start, separated_length(code_points + start, ahead), paragraph_level);
        resolve_piece(code_points + start, length, paragraph_level, levels + start, scratch);
    }
    return paragraph_level;
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

/* What is nested too deep or comes too often is as if it were not there, and so is the PDI that matches it. */
static void ignore_excess_isolates(FriBidiCharType *types, size_t count)
{
    size_t isolates = 0, depth = 0, ignored = 0;
    for (size_t i = 0; i < count; i++) {
        if (types[i] == FRIBIDI_TYPE_PDI) {
            if (ignored > 0) {
                ignored--;
                types[i] = FRIBIDI_TYPE_BN;
            } else if (depth > 0) {
                depth--;
            }
        } else if (FRIBIDI_IS_ISOLATE(types[i])) {
            if (depth < MAX_ISOLATE_DEPTH && isolates < MAX_ISOLATES && ignored == 0) {
                depth++;
                isolates++;
            } else {
                ignored++;
                types[i] = FRIBIDI_TYPE_BN;
            }
        }
    }
}

static void ignore_excess_brackets(FriBidiBracketType *brackets, size_t count)
{
    for (size_t i = 0, seen = 0; i < count; i++) {
        if (brackets[i] != FRIBIDI_NO_BRACKET && ++seen > MAX_BRACKETS)
            brackets[i] = FRIBIDI_NO_BRACKET;
    }
}

static void resolve_piece(const uint32_t *code_points, size_t count, bidi_level paragraph_level, bidi_level *levels,
                          struct arena *scratch)
{
    FriBidiCharType *types = ARENA_ARRAY(scratch, FriBidiCharType, count);
    FriBidiBracketType *brackets = ARENA_ARRAY(scratch, FriBidiBracketType, count);
    FriBidiStrIndex length = (FriBidiStrIndex)count;
    fribidi_get_bidi_types(code_points, length, types);
    fribidi_get_bracket_types(code_points, length, types, brackets);
    ignore_excess_isolates(types, count);
    ignore_excess_brackets(brackets, count);
    FriBidiParType base = paragraph_level ? FRIBIDI_PAR_RTL : FRIBIDI_PAR_LTR;
    /* It returns 0 only when memory is short: then the text stands in the paragraph's direction. */
    if (fribidi_get_par_embedding_levels_ex(types, brackets, length, &base, (FriBidiLevel *)levels) == 0)
        memset(levels, paragraph_level, count);
    arena_shrink(scratch, types, 0);
}
