/* P2–P3 of UAX #9, a code point at a time. */
#ifndef KHABAR_TEXT_STRONG_H
#define KHABAR_TEXT_STRONG_H

#include <stdbool.h>

#include "text/bidi.h"

struct strong_search {
    size_t isolates; /* open ones */
    enum direction found;
};

/* True once a strong character outside isolates was found. */
bool strong_search_step(struct strong_search *search, uint32_t code_point);

#endif
