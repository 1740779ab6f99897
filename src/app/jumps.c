#include "app/jumping.h"

#include <string.h>

void jumps_note(struct jumps *jumps, store_id id)
{
    if (jumps->count > 0 && jumps->ids[jumps->at] == id)
        return;
    jumps->count = jumps->count > 0 ? jumps->at + 1 : 0;
    if (jumps->count == JUMPS_MOST)
        memmove(jumps->ids, jumps->ids + 1, --jumps->count * sizeof *jumps->ids);
    jumps->ids[jumps->count] = id;
    jumps->at = jumps->count++;
}

static bool find_index(const struct jumps *jumps, int step, size_t *index)
{
    if ((step < 0 && jumps->at == 0) || jumps->at + (size_t)(step > 0) >= jumps->count)
        return false;
    *index = step < 0 ? jumps->at - 1 : jumps->at + (size_t)step;
    return true;
}

bool jumps_find(const struct jumps *jumps, int step, store_id *id)
{
    size_t index;
    bool found = find_index(jumps, step, &index);
    *id = found ? jumps->ids[index] : 0;
    return found;
}

void jumps_go(struct jumps *jumps, int step)
{
    size_t index;
    if (find_index(jumps, step, &index))
        jumps->at = index;
}

void jumps_drop(struct jumps *jumps, int step)
{
    size_t index;
    if (!find_index(jumps, step, &index))
        return;
    memmove(jumps->ids + index, jumps->ids + index + 1, (--jumps->count - index) * sizeof *jumps->ids);
    if (jumps->at > 0 && (index < jumps->at || jumps->at == jumps->count))
        jumps->at--;
}

static struct place_read *find_place(struct jumps *jumps, store_id id)
{
    for (size_t i = 0; i < jumps->place_count; i++)
        if (jumps->places[i].id == id)
            return &jumps->places[i];
    return NULL;
}

/* When there is no more room, the oldest goes. */
void jumps_keep_place(struct jumps *jumps, store_id id, size_t position, bool is_at_end)
{
    struct place_read *place = find_place(jumps, id);
    if (!place) {
        place = &jumps->places[jumps->next_place];
        jumps->next_place = (jumps->next_place + 1) % PLACES_MOST;
        if (jumps->place_count < PLACES_MOST)
            jumps->place_count++;
    }
    *place = (struct place_read){ id, position, is_at_end };
}

size_t jumps_place(const struct jumps *jumps, store_id id, bool also_at_end)
{
    for (size_t i = 0; i < jumps->place_count; i++)
        if (jumps->places[i].id == id)
            return jumps->places[i].is_at_end && !also_at_end ? 0 : jumps->places[i].position;
    return 0;
}
