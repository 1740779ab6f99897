#include "store/anchors.h"

#include <stdlib.h>

static bool extend(struct anchors *anchors, enum walk_direction direction, struct error *error);
static bool reach(struct anchors *anchors, size_t row, enum walk_direction *direction, struct error *error);

static void note(struct anchor_end *end, struct walk_key key)
{
    if (end->known == end->capacity)
        end->keys = reallocate(end->keys, end->capacity = end->capacity * 2 + 16, sizeof *end->keys);
    end->keys[end->known++] = key;
}

/* An edge is a key like any other: the first row is the first one from there on. */
void anchors_init(struct anchors *anchors, struct walk *walk, size_t count)
{
    *anchors = (struct anchors) { .walk = walk, .count = count };
    note(&anchors->ends[WALK_FORTH], walk_edge(WALK_BACK));
    note(&anchors->ends[WALK_BACK], walk_edge(WALK_FORTH));
}

void anchors_finish(struct anchors *anchors)
{
    free(anchors->ends[WALK_FORTH].keys);
    free(anchors->ends[WALK_BACK].keys);
    *anchors = (struct anchors) { 0 };
}

/* ---- rows by number ------------------------------------------------------------------------------------------- */

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* `count` rows from the `skip`-th of one step on, in the direction's order. */
static bool read_step(struct anchors *anchors, enum walk_direction direction, size_t step, size_t skip, size_t count,
                      struct walk_key *keys, struct error *error)
{
    const struct anchor_end *end = &anchors->ends[direction];
    struct walk_key until = step + 1 < end->known ? end->keys[step + 1] : walk_edge(direction);
    size_t got = 0;
    if (step < end->known &&
        !walk_keys(anchors->walk, direction, end->keys[step], until, skip, count, keys, &got, error))
        return false;
    for (; got < count; got++)
        keys[got] = (struct walk_key) { 0 };
    return true;
}

static void turn_round(struct walk_key *keys, size_t count)
{
    for (size_t i = 0; i < count / 2; i++) {
        struct walk_key key = keys[i];
        keys[i] = keys[count - 1 - i];
        keys[count - 1 - i] = key;
    }
}

/* As many rows as are left of the step that `first` is in; returns how many, 0 on an error. */
static size_t read_some(struct anchors *anchors, size_t first, size_t count, struct walk_key *keys, struct error *error)
{
    enum walk_direction direction;
    if (!reach(anchors, first, &direction, error))
        return 0;
    if (direction == WALK_FORTH) {
        size_t step = first / ANCHOR_STEP, skip = first % ANCHOR_STEP;
        count = least(count, ANCHOR_STEP - skip);
        return read_step(anchors, direction, step, skip, count, keys, error) ? count : 0;
    }
    size_t from_end = anchors->count - 1 - first, step = from_end / ANCHOR_STEP;
    count = least(count, from_end % ANCHOR_STEP + 1);
    if (!read_step(anchors, direction, step, from_end % ANCHOR_STEP + 1 - count, count, keys, error))
        return 0;
    turn_round(keys, count);
    return count;
}

bool anchors_keys(struct anchors *anchors, size_t first, size_t count, struct walk_key *keys, struct error *error)
{
    for (size_t done = 0, some; done < count; done += some)
        if ((some = read_some(anchors, first + done, count - done, keys + done, error)) == 0)
            return false;
    return true;
}

/* ---- towards the middle --------------------------------------------------------------------------------------- */

/* How many keys must be known for a row's step to have both its ends. */
static size_t keys_needed(size_t from_end)
{
    return from_end / ANCHOR_STEP + 2;
}

static bool is_reached(const struct anchors *anchors, enum walk_direction direction, size_t from_end)
{
    const struct anchor_end *end = &anchors->ends[direction];
    return end->exhausted || end->known >= keys_needed(from_end);
}

/* Notes keys until the row is reached, from the end that is nearer to it now. */
static bool reach(struct anchors *anchors, size_t row, enum walk_direction *direction, struct error *error)
{
    size_t from_end[2] = { [WALK_FORTH] = row, [WALK_BACK] = anchors->count - 1 - row };
    size_t missing[2] = { 0 };
    for (int i = WALK_FORTH; i <= WALK_BACK; i++)
        if (!is_reached(anchors, i, from_end[i]))
            missing[i] = keys_needed(from_end[i]) - anchors->ends[i].known;
    *direction = missing[WALK_FORTH] <= missing[WALK_BACK] ? WALK_FORTH : WALK_BACK;
    while (!is_reached(anchors, *direction, from_end[*direction]))
        if (!extend(anchors, *direction, error))
            return false;
    return true;
}

static bool extend(struct anchors *anchors, enum walk_direction direction, struct error *error)
{
    struct anchor_end *end = &anchors->ends[direction];
    struct walk_key key;
    size_t got;
    if (!walk_keys(anchors->walk, direction, end->keys[end->known - 1], walk_edge(direction), ANCHOR_STEP, 1, &key, &got,
                   error))
        return false;
    end->exhausted = got == 0;
    if (got)
        note(end, key);
    return true;
}

static bool ends_have_met(const struct anchors *anchors)
{
    const struct anchor_end *forth = &anchors->ends[WALK_FORTH], *back = &anchors->ends[WALK_BACK];
    return forth->exhausted || back->exhausted || (forth->known + back->known - 2) * ANCHOR_STEP >= anchors->count;
}

bool anchors_prepare(struct anchors *anchors, bool *more, struct error *error)
{
    *more = false;
    if (ends_have_met(anchors))
        return true;
    bool good = extend(anchors, WALK_FORTH, error);
    *more = good && !ends_have_met(anchors);
    return good;
}

/* ---- numbers by row ------------------------------------------------------------------------------------------- */

/* The last step whose first key is not behind this one, by halving; steps are counted from the direction's end. */
static size_t step_of(const struct anchor_end *end, enum walk_direction direction, struct walk_key key)
{
    size_t low = 0, high = end->known;
    while (high - low > 1) {
        size_t middle = (low + high) / 2;
        bool behind = direction == WALK_FORTH ? walk_key_is_before(key, end->keys[middle])
                                              : walk_key_is_before(end->keys[middle], key);
        if (behind)
            high = middle;
        else
            low = middle;
    }
    return low;
}

/* Notes keys until there is a step that must hold this one. */
static bool reach_key(struct anchors *anchors, struct walk_key key, enum walk_direction *direction, size_t *step,
                      struct error *error)
{
    for (;;) {
        for (int i = WALK_FORTH; i <= WALK_BACK; i++) {
            const struct anchor_end *end = &anchors->ends[i];
            *direction = i;
            *step = step_of(end, i, key);
            if (*step + 1 < end->known || end->exhausted)
                return true;
        }
        bool forth = anchors->ends[WALK_FORTH].known <= anchors->ends[WALK_BACK].known;
        if (!extend(anchors, forth ? WALK_FORTH : WALK_BACK, error))
            return false;
    }
}

bool anchors_find(struct anchors *anchors, struct walk_key key, size_t *index, struct error *error)
{
    struct walk_key keys[ANCHOR_STEP];
    enum walk_direction direction;
    size_t step, got;
    *error = (struct error) { 0 };
    if (anchors->count == 0 || !reach_key(anchors, key, &direction, &step, error) ||
        !read_step(anchors, direction, step, 0, ANCHOR_STEP, keys, error))
        return false;
    for (got = 0; got < ANCHOR_STEP && (keys[got].time != key.time || keys[got].id != key.id); got++)
        continue;
    size_t from_end = step * ANCHOR_STEP + got;
    if (got == ANCHOR_STEP || from_end >= anchors->count)
        return false;
    *index = direction == WALK_FORTH ? from_end : anchors->count - 1 - from_end;
    return true;
}
