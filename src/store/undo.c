#include "store/undo.h"

#include "base/utf8.h"

#include <stdio.h>
#include <stdlib.h>

/* A million entries marked at once are about a megabyte. */
enum { MOST_STEPS = 200, MOST_BYTES_OF_A_STEP = 16 << 20, MOST_BYTES = 32 << 20 };

struct undo_step *undo_step_create(enum entry_mark mark, struct slice tag, bool value)
{
    struct undo_step *step = allocate(1, sizeof *step);
    *step = (struct undo_step) { .mark = mark, .value = value, .ids = buffer_create(MOST_BYTES_OF_A_STEP) };
    if (tag.length > 0) {
        step->kind = STEP_TAGS;
        step->tag = arena_copy_string(&step->own, tag);
    }
    return step;
}

struct undo_step *undo_step_create_other(const char *words)
{
    struct undo_step *step = allocate(1, sizeof *step);
    step->kind = STEP_OTHER;
    step->words = arena_copy_string(&step->own, slice_of(words));
    return step;
}

void undo_step_destroy(struct undo_step *step)
{
    if (!step)
        return;
    if (step->outside.destroy)
        step->outside.destroy(step->outside.context);
    buffer_finish(&step->ids);
    arena_finish(&step->own);
    free(step);
}

/* Seven bits a byte, the lowest first; the sign is the lowest bit of all. */
void undo_step_add(struct undo_step *step, store_id id)
{
    int64_t distance = id - step->last;
    uint64_t number = distance < 0 ? (uint64_t)-distance << 1 | 1 : (uint64_t)distance << 1;
    for (; number >= 0x80; number >>= 7)
        buffer_append_byte(&step->ids, (char)(number | 0x80));
    buffer_append_byte(&step->ids, (char)number);
    step->last = id;
    step->count++;
}

bool undo_step_next(const struct undo_step *step, size_t *at, store_id *id)
{
    if (*at == step->ids.length)
        return false;
    uint64_t number = 0;
    unsigned char byte = 0x80;
    for (int shift = 0; byte & 0x80; shift += 7) {
        byte = (unsigned char)step->ids.bytes[(*at)++];
        number |= (uint64_t)(byte & 0x7f) << shift;
    }
    *id += number & 1 ? -(int64_t)(number >> 1) : (int64_t)(number >> 1);
    return true;
}

void undo_step_say(const struct undo_step *step, struct step_said *said)
{
    const char *words = step->kind == STEP_TAGS ? step->tag : step->kind == STEP_OTHER ? step->words : "";
    *said = (struct step_said) { .kind = step->kind, .mark = step->mark, .value = step->value, .count = step->count };
    if (step->count == 1)
        said->entry = step->last;
    snprintf(said->words, sizeof said->words, "%.*s",
             SLICE_ARGUMENT(utf8_prefix(slice_of(words), sizeof said->words - 1)));
}

static void forget(struct undo_step **newest)
{
    for (struct undo_step *step = *newest, *older; step; step = older) {
        older = step->older;
        undo_step_destroy(step);
    }
    *newest = NULL;
}

/* The oldest are forgotten past what is kept. */
static void forget_oldest(struct undo *undo)
{
    size_t steps = 0, bytes = 0;
    for (struct undo_step **link = &undo->done; *link; link = &(*link)->older) {
        bytes += (*link)->ids.capacity;
        if (++steps > MOST_STEPS || bytes > MOST_BYTES) {
            forget(link);
            return;
        }
    }
}

void undo_push(struct undo *undo, struct undo_step *step)
{
    forget(&undo->undone);
    step->older = undo->done;
    undo->done = step;
    /* Half of a step is not undone. */
    if (step->ids.overflowed)
        forget(&undo->done);
    forget_oldest(undo);
}

void undo_finish(struct undo *undo)
{
    forget(&undo->done);
    forget(&undo->undone);
}
