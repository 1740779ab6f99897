/* What was read in this session, in its order, and where in it one was. */
#ifndef KHABAR_APP_JUMPING_H
#define KHABAR_APP_JUMPING_H

#include "store/store.h"

enum { JUMPS_MOST = 100, PLACES_MOST = 500 };

/* Zero: nothing was read. */
struct jumps {
    store_id ids[JUMPS_MOST];
    size_t count, at; /* of the one that is read, or was last */
    struct place_read {
        store_id id;
        size_t position; /* logical byte of its page */
        bool is_at_end;
    } places[PLACES_MOST];
    size_t place_count, next_place;
};

/* It is read now: what was gone back from is forgotten, unless this is the one that was gone to. */
void jumps_note(struct jumps *jumps, store_id id);
/* `step` -1: the one before; 1: the one after; 0: the one it is at. False at either end; 0 there. */
bool jumps_find(const struct jumps *jumps, int step, store_id *id);
/* To it; it is the one that is read. */
void jumps_go(struct jumps *jumps, int step);
/* The one at `step` is gone. */
void jumps_drop(struct jumps *jumps, int step);

void jumps_keep_place(struct jumps *jumps, store_id id, size_t position, bool is_at_end);
/* 0 where none was kept, and for one at the end unless that is wanted. */
size_t jumps_place(const struct jumps *jumps, store_id id, bool also_at_end);

struct reading;
/* What the keys do. */
void jumping_back(struct reading *reading);
void jumping_forward(struct reading *reading);

#endif
