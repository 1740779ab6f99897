/* Rows of a walk by their number: keys noted every some hundred rows, from both ends towards the middle, lead to any. */
#ifndef KHABAR_STORE_ANCHORS_H
#define KHABAR_STORE_ANCHORS_H

#include "store/walk.h"

struct anchors {
    struct walk *walk; /* borrowed */
    size_t count;      /* of all rows */
    struct anchor_end {
        struct walk_key *keys; /* of every ANCHOR_STEP-th row, counted from this end */
        size_t known, capacity;
        bool exhausted; /* there are fewer rows than were counted */
    } ends[2]; /* by direction */
};

enum { ANCHOR_STEP = 512 };

void anchors_init(struct anchors *anchors, struct walk *walk, size_t count);
void anchors_finish(struct anchors *anchors);

/* `count` rows from `first` on, all of which were there when it began; those that went meanwhile are zero. */
bool anchors_keys(struct anchors *anchors, size_t first, size_t count, struct walk_key *keys, struct error *error);
/* The number of the row with this key; false with ERROR_NONE where there is none. */
bool anchors_find(struct anchors *anchors, struct walk_key key, size_t *index, struct error *error);
/* Notes one more key; `*more` when there are others. */
bool anchors_prepare(struct anchors *anchors, bool *more, struct error *error);

#endif
