#include "base/lookup.h"

#include "base/arena.h"
#include "base/hash.h"

#include <stdlib.h>

enum { LEAST_SLOTS = 64 };

void lookup_finish(struct lookup *lookup)
{
    free(lookup->slots);
    *lookup = (struct lookup){ 0 };
}

static struct lookup_slot *slot_of(const struct lookup *lookup, struct slice text)
{
    size_t at = (size_t)hash_bytes(HASH_START, text) & (lookup->slot_count - 1);
    while (lookup->slots[at].used && !slice_equal(lookup->slots[at].text, text))
        at = (at + 1) & (lookup->slot_count - 1);
    return &lookup->slots[at];
}

/* Never more than half full, so that a text that is not there is soon missed. */
static void make_room(struct lookup *lookup)
{
    if (2 * (lookup->count + 1) <= lookup->slot_count)
        return;
    struct lookup grown = { .slot_count = lookup->slot_count ? 2 * lookup->slot_count : LEAST_SLOTS };
    grown.slots = allocate(grown.slot_count, sizeof *grown.slots);
    for (size_t i = 0; i < lookup->slot_count; i++)
        if (lookup->slots[i].used)
            *slot_of(&grown, lookup->slots[i].text) = lookup->slots[i];
    free(lookup->slots);
    lookup->slots = grown.slots;
    lookup->slot_count = grown.slot_count;
}

bool lookup_add(struct lookup *lookup, struct slice text, size_t number)
{
    make_room(lookup);
    struct lookup_slot *slot = slot_of(lookup, text);
    if (slot->used)
        return false;
    *slot = (struct lookup_slot){ text, number, true };
    lookup->count++;
    return true;
}

bool lookup_find(const struct lookup *lookup, struct slice text, size_t *number)
{
    if (lookup->count == 0)
        return false;
    const struct lookup_slot *slot = slot_of(lookup, text);
    if (slot->used)
        *number = slot->number;
    return slot->used;
}
