/* What the reader did, step by step, with exactly the entries that each step changed; for as long as the store is open. */
#ifndef KHABAR_STORE_UNDO_H
#define KHABAR_STORE_UNDO_H

#include "base/buffer.h"
#include "store/store.h"

struct undo_step {
    struct undo_step *older;
    enum entry_mark mark; /* MARK_COUNT: a tag */
    char *tag;            /* owned; NULL: a mark */
    bool value;
    size_t count;
    store_id last;        /* of the ids */
    struct buffer ids;    /* each as its distance from the one before */
};

struct undo {
    struct undo_step *done, *undone; /* the newest first */
};

/* `tag` is empty for a mark. */
struct undo_step *undo_step_create(enum entry_mark mark, struct slice tag, bool value);
void undo_step_destroy(struct undo_step *step);
void undo_step_add(struct undo_step *step, store_id id);
/* Begins with `*at` and `*id` 0; false at the end. */
bool undo_step_next(const struct undo_step *step, size_t *at, store_id *id);
/* "42 marked as read", in the language of the interface. */
void undo_step_say(const struct undo_step *step, char what[STORE_UNDO_BYTES]);

/* Takes the step over; what had been undone cannot be done again from now on. */
void undo_push(struct undo *undo, struct undo_step *step);
void undo_finish(struct undo *undo);

#endif
