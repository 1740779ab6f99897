/* Finds texts among many: each stands for a number. */
#ifndef KHABAR_BASE_LOOKUP_H
#define KHABAR_BASE_LOOKUP_H

#include "base/slice.h"

struct lookup {
    struct lookup_slot {
        struct slice text; /* borrowed */
        size_t number;
        bool used;
    } *slots; /* open addressing; a power of two of them */
    size_t slot_count, count;
};

/* A lookup of zero bytes is ready for use. */
void lookup_finish(struct lookup *lookup);
/* False when the text is there already, with the number that it was added with. */
bool lookup_add(struct lookup *lookup, struct slice text, size_t number);
bool lookup_find(const struct lookup *lookup, struct slice text, size_t *number);

#endif
