/* What the reader did, step by step, with exactly what each step changed; for as long as the store is open. */
#ifndef KHABAR_STORE_UNDO_H
#define KHABAR_STORE_UNDO_H

#include "base/buffer.h"
#include "store/store.h"

/* Which way something ran before the step, and since. */
struct turn_done {
    struct direction_subject subject;
    uint64_t paragraph;
    enum turned before, after;
};

struct undo_step {
    struct undo_step *older;
    enum step_kind kind;
    struct arena own;

    enum entry_mark mark;
    const char *tag;      /* NULL: a mark */
    bool value;
    size_t count;
    store_id last;        /* of the ids */
    struct buffer ids;    /* each as its distance from the one before */

    const char *words;    /* these three: STEP_OTHER */
    struct turn_done *turns;
    size_t turn_count;    /* 0: it is carried out by `outside` */
    struct outside_step outside;
};

struct undo {
    struct undo_step *done, *undone; /* the newest first */
};

/* `tag` is empty for a mark. */
struct undo_step *undo_step_create(enum entry_mark mark, struct slice tag, bool value);
struct undo_step *undo_step_create_other(const char *words);
void undo_step_destroy(struct undo_step *step);
void undo_step_add(struct undo_step *step, store_id id);
/* Begins with `*at` and `*id` 0; false at the end. */
bool undo_step_next(const struct undo_step *step, size_t *at, store_id *id);
void undo_step_say(const struct undo_step *step, struct step_said *said);

/* Takes the step over; what had been undone cannot be done again from now on. */
void undo_push(struct undo *undo, struct undo_step *step);
void undo_finish(struct undo *undo);

#endif
