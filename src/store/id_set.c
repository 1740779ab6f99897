#include "store/id_set.h"

#include <stdlib.h>
#include <string.h>

static size_t words_of(struct id_span span)
{
    return (span.count + 63) / 64;
}

static bool place_of(const struct id_set *set, store_id id, size_t *place)
{
    *place = (size_t)(id - set->span.first);
    return id >= set->span.first && *place < set->span.count;
}

struct id_set id_set_create(struct id_span span)
{
    return (struct id_set) { span, allocate(words_of(span), sizeof(uint64_t)) };
}

void id_set_finish(struct id_set *set)
{
    free(set->bits);
    *set = (struct id_set) { 0 };
}

void id_set_add(struct id_set *set, store_id id)
{
    size_t place;
    if (place_of(set, id, &place))
        set->bits[place / 64] |= UINT64_C(1) << place % 64;
}

void id_set_take_out(struct id_set *set, store_id id)
{
    size_t place;
    if (set->bits && place_of(set, id, &place))
        set->bits[place / 64] &= ~(UINT64_C(1) << place % 64);
}

bool id_set_has(const struct id_set *set, store_id id)
{
    size_t place;
    return set->bits && place_of(set, id, &place) && (set->bits[place / 64] >> place % 64 & 1);
}

size_t id_set_count(const struct id_set *set)
{
    size_t count = 0;
    for (size_t i = 0; i < words_of(set->span); i++)
        count += (size_t)__builtin_popcountll(set->bits[i]);
    return count;
}

void id_set_add_all(struct id_set *set, const struct id_set *other)
{
    for (size_t i = 0; i < words_of(set->span); i++)
        set->bits[i] |= other->bits[i];
}

void id_set_keep(struct id_set *set, const struct id_set *other)
{
    for (size_t i = 0; i < words_of(set->span); i++)
        set->bits[i] &= other->bits[i];
}

void id_set_remove(struct id_set *set, const struct id_set *other)
{
    for (size_t i = 0; i < words_of(set->span); i++)
        set->bits[i] &= ~other->bits[i];
}

void id_set_invert(struct id_set *set)
{
    size_t words = words_of(set->span), rest = set->span.count % 64;
    for (size_t i = 0; i < words; i++)
        set->bits[i] = ~set->bits[i];
    if (rest)
        set->bits[words - 1] &= (UINT64_C(1) << rest) - 1;
}

struct id_set id_set_copy(const struct id_set *set)
{
    struct id_set copy = id_set_create(set->span);
    if (words_of(set->span))
        memcpy(copy.bits, set->bits, words_of(set->span) * sizeof *copy.bits);
    return copy;
}

static bool spans_are_equal(struct id_span a, struct id_span b)
{
    return a.first == b.first && a.count == b.count;
}

void id_set_add_each(struct id_set *set, const struct id_set *other)
{
    if (!other->bits)
        return;
    if (spans_are_equal(set->span, other->span)) {
        id_set_add_all(set, other);
        return;
    }
    for (store_id id = other->span.first; (id = id_set_next(other, id, 1)) != 0; id++)
        id_set_add(set, id);
}

void id_set_widen(struct id_set *set, struct id_span span)
{
    if (set->bits && spans_are_equal(set->span, span))
        return;
    struct id_set wide = id_set_create(span);
    id_set_add_each(&wide, set);
    id_set_finish(set);
    *set = wide;
}

store_id id_set_next(const struct id_set *set, store_id id, int direction)
{
    size_t place;
    for (; place_of(set, id, &place); id += direction) {
        uint64_t word = set->bits[place / 64];
        if (word == 0) /* on to the edge of these 64 */
            id += direction > 0 ? 63 - (store_id)(place % 64) : -(store_id)(place % 64);
        else if (word >> place % 64 & 1)
            return id;
    }
    return 0;
}
