/* Isolating run sequences (UAX #9 BD13): what an isolate holds is resolved for itself, and is one neutral to what is
 * around it. FriBidi is given one such sequence at a time and never an isolate: 1.0.8, which many systems have, reads
 * freed memory over "FSI x PDI FSI LF", writes outside its arrays past level 125, lets one isolate's letters turn the
 * punctuation of the next, and takes quadratic time. */
#ifndef KHABAR_TEXT_ISOLATES_H
#define KHABAR_TEXT_ISOLATES_H

#include <fribidi.h>
#include <stddef.h>

#include "text/bidi.h"

enum { MAX_NESTING = 125 };

struct sequence {
    size_t first, count; /* its part of `members` */
    bidi_level level;    /* the embedding level that it starts with */
};

struct sequences {
    struct sequence *list; /* the paragraph's own first */
    size_t count;
    uint32_t *members; /* places of code points, ascending within a sequence */
};

/* X1–X8, as far as they need isolates. Isolate controls in `types` become neutrals of the sequence that they stand in;
 * embedding controls past level 125, and what would end them, become BN; isolates past that level or nested more than
 * 64 deep have no effect. No paragraph separators, please. The result lives in `scratch`. */
struct sequences sequences_find(FriBidiCharType *types, size_t count, bidi_level paragraph_level,
                                struct arena *scratch);

#endif
