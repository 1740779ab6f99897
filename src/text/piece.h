/* Long paragraphs go through the pipeline in pieces: FriBidi is quadratic in places, and a piece's working memory stays
 * in the processor's cache. */
#ifndef KHABAR_TEXT_PIECE_H
#define KHABAR_TEXT_PIECE_H

#include <stddef.h>

#include "text/bidi.h"

enum { PIECE_CODE_POINTS = 8192 };

/* How many of the first `count` code points go into the next piece: all when they fit; else up to white space, best
 * where the words on both sides run in the paragraph's own direction, so that no level depends on what is cut off;
 * else as many as fit. At least half a piece. */
size_t piece_length(const uint32_t *code_points, size_t count, bidi_level paragraph_level);

/* X1–I2 for one piece. `pairs_quotes`: rule N0 holds for quotation marks, too. */
void bidi_levels_of_piece(const uint32_t *code_points, size_t count, bidi_level paragraph_level, bool pairs_quotes,
                          bidi_level *levels, struct arena *scratch);

#endif
