/* What struct text_engine is made of, for the stages of the pipeline. */
#ifndef KHABAR_TEXT_PARTS_H
#define KHABAR_TEXT_PARTS_H

#include <hb.h>
#include <unicode/ubrk.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "text/bidi.h"
#include "text/engine.h"
#include "text/paragraph.h"
#include "text/piece.h"
#include "text/spelling.h"
#include "text/tokens.h"
#include "text/traits.h"

enum { SHAPED_AT_ONCE = 4096, PIECE_ROOM = PIECE_CODE_POINTS + LONGEST_SPELLING };

/* What a boundary before a code point is. */
enum {
    BOUNDARY_GRAPHEME = 1 << 0,
    BOUNDARY_BREAK = 1 << 1, /* a row may end before it */
};

/* One piece of a paragraph on its way through the pipeline. */
struct piece {
    size_t count;
    /* Those of a sign that is spelled out do not stand in the text: they share its offset, and lie in one piece. */
    uint32_t code_points[PIECE_ROOM];
    uint32_t offsets[PIECE_ROOM + 1]; /* bytes of the paragraph's text; one more for the end */
    trait_set traits[PIECE_CODE_POINTS];
    trait_set any; /* traits of any of them */
    struct token tokens[MAX_TOKENS];
    size_t token_count;
    bidi_level levels[PIECE_CODE_POINTS];
    uint8_t boundaries[PIECE_CODE_POINTS];
    uint32_t shapes[PIECE_CODE_POINTS]; /* what is shown, 0 for nothing */
    bool merged[PIECE_CODE_POINTS];     /* shown by the shape of the letter before it */
};

struct text_engine {
    struct traits traits;
    struct spellings spellings;
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

/* How many code points the pieces of `text` hold together: 4,096 more than its bytes at most. */
size_t count_decoded(struct text_engine *engine, struct slice text, enum letters_choice letters);
/* The piece that starts at byte `start`, `decoded` code points being in those before it: its code points, offsets and
 * traits. */
void decode_piece(struct text_engine *engine, struct slice text, size_t start, size_t decoded,
                  enum letters_choice letters, bidi_level paragraph_level);
/* Bidi levels, once the tokens are found that stand for themselves. */
void resolve_levels(struct text_engine *engine, struct piece *piece, bidi_level paragraph_level, bool isolates_tokens);
/* Grapheme boundaries (UAX #29) and break opportunities (UAX #14); none before the first code point. */
void find_boundaries(struct text_engine *engine, struct piece *piece);
/* Presentation forms, mirrored brackets. */
void shape_piece(struct text_engine *engine, struct piece *piece, enum letters_choice letters);
/* The reader's choice of digits, in the shapes only: nothing moves because of it. */
void show_digits(struct piece *piece, const struct paragraph_options *options, bidi_level paragraph_level);

#endif
