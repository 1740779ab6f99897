/* What struct text_engine is made of, for the stages of the pipeline. */
#ifndef KHABAR_TEXT_PARTS_H
#define KHABAR_TEXT_PARTS_H

#include <hb.h>
#include <unicode/ubrk.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "text/bidi.h"
#include "text/engine.h"
#include "text/piece.h"
#include "text/traits.h"

enum { SHAPED_AT_ONCE = 4096 };

/* What a boundary before a code point is. */
enum {
    BOUNDARY_GRAPHEME = 1 << 0,
    BOUNDARY_BREAK = 1 << 1, /* a row may end before it */
};

/* One piece of a paragraph on its way through the pipeline. */
struct piece {
    size_t count;
    uint32_t code_points[PIECE_CODE_POINTS + 1];
    uint32_t offsets[PIECE_CODE_POINTS + 2]; /* bytes of the paragraph's text; one more for the end */
    trait_set traits[PIECE_CODE_POINTS + 1];
    trait_set any; /* traits of any of them */
    bidi_level levels[PIECE_CODE_POINTS + 1];
    uint8_t boundaries[PIECE_CODE_POINTS + 1];
    uint32_t shapes[PIECE_CODE_POINTS + 1]; /* what is shown, 0 for nothing */
    bool merged[PIECE_CODE_POINTS + 1];     /* shown by the shape of the letter before it */
};

struct text_engine {
    struct traits traits;
    hb_font_t *font;
    hb_buffer_t *buffer;
    hb_language_t language;
    UBreakIterator *graphemes, *lines;
    struct arena scratch;
    struct buffer shown; /* UTF-8 of the clusters while a paragraph is made */
    struct piece piece;
    uint32_t shaped_code_points[SHAPED_AT_ONCE];
    uint32_t shaped_origins[SHAPED_AT_ONCE]; /* their places in the piece */
    UChar utf16[2 * PIECE_CODE_POINTS];
};

/* The stages, in order. Each fills in its part of engine->piece. */

/* Grapheme boundaries (UAX #29) and break opportunities (UAX #14); none before the first code point. */
void find_boundaries(struct text_engine *engine, struct piece *piece);
/* Presentation forms, mirrored brackets. */
void shape_piece(struct text_engine *engine, struct piece *piece);

#endif
