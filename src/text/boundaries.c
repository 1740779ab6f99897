#include <string.h>

#include "text/parts.h"

static void find_graphemes(struct text_engine *engine, struct piece *piece);
static void find_breaks(struct text_engine *engine, struct piece *piece);

void find_boundaries(struct text_engine *engine, struct piece *piece)
{
    memset(piece->boundaries, 0, piece->count);
    if (piece->count == 0)
        return;
    find_graphemes(engine, piece);
    find_breaks(engine, piece);
}

static size_t write_utf16(UChar *utf16, const uint32_t *code_points, size_t count)
{
    size_t length = 0;
    for (size_t i = 0; i < count; i++) {
        if (code_points[i] > 0xFFFF) {
            utf16[length++] = U16_LEAD(code_points[i]);
            utf16[length++] = U16_TRAIL(code_points[i]);
        } else {
            utf16[length++] = (UChar)code_points[i];
        }
    }
    return length;
}

/* Marks `boundary` in flags[1 … count) wherever the iterator stops. */
static void mark_stops(struct text_engine *engine, UBreakIterator *iterator, const uint32_t *code_points, size_t count,
                       uint8_t *flags, uint8_t boundary)
{
    UErrorCode status = U_ZERO_ERROR;
    size_t length = write_utf16(engine->utf16, code_points, count), index = 0, unit = 0;
    ubrk_setText(iterator, engine->utf16, (int32_t)length, &status);
    if (U_FAILURE(status))
        return;
    for (int32_t stop = ubrk_next(iterator); stop != UBRK_DONE && (size_t)stop < length; stop = ubrk_next(iterator)) {
        if (length == count) {
            flags[stop] |= boundary;
            continue;
        }
        for (; unit < (size_t)stop; index++)
            unit += U16_LENGTH(code_points[index]);
        flags[index] |= boundary;
    }
}

/* Between code points that are plain, extend what is before them, or are controls, the rules GB3–GB5, GB9, GB9a and
 * GB999 need no context, and are followed here; what else there is (Hangul, emoji, flags, prepended signs) goes to
 * ICU, from a known boundary to the next. */
static void find_graphemes(struct text_engine *engine, struct piece *piece)
{
    const trait_set known = TRAIT_PLAIN | TRAIT_EXTENDS | TRAIT_CONTROL;
    for (size_t i = 0; i < piece->count;) {
        trait_set traits = piece->traits[i];
        if (traits & known) {
            bool is_crlf = i > 0 && piece->code_points[i] == '\n' && piece->code_points[i - 1] == '\r';
            bool extends = (traits & TRAIT_EXTENDS) && i > 0 && !(piece->traits[i - 1] & TRAIT_CONTROL);
            if (i > 0 && !is_crlf && !extends)
                piece->boundaries[i] |= BOUNDARY_GRAPHEME;
            i++;
            continue;
        }
        size_t end = i + 1;
        while (end < piece->count && !(piece->traits[end] & (TRAIT_PLAIN | TRAIT_CONTROL)))
            end++;
        if (i > 0)
            piece->boundaries[i] |= BOUNDARY_GRAPHEME;
        /* With the code point behind, for a prepended sign holds on to it. */
        size_t seen = end < piece->count ? end + 1 : end;
        if (seen - i > 1)
            mark_stops(engine, engine->graphemes, piece->code_points + i, seen - i, piece->boundaries + i,
                       BOUNDARY_GRAPHEME);
        i = seen;
    }
}

static void find_breaks(struct text_engine *engine, struct piece *piece)
{
    mark_stops(engine, engine->lines, piece->code_points, piece->count, piece->boundaries, BOUNDARY_BREAK);
    /* The groups of a telephone number stay together. */
    for (size_t i = 0; i < piece->token_count; i++) {
        const struct token *token = &piece->tokens[i];
        for (size_t k = token->start + (size_t)1; token->is_number && k < token->end; k++)
            piece->boundaries[k] &= (uint8_t)~BOUNDARY_BREAK;
    }
}
