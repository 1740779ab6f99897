#include "store/undo.h"

#include "base/catalogue.h"
#include "base/message.h"

#include <stdio.h>
#include <stdlib.h>

/* A million entries marked at once are about a megabyte. */
enum { MOST_STEPS = 200, MOST_BYTES_OF_A_STEP = 16 << 20, MOST_BYTES = 32 << 20 };

static const char *format_of_mark(enum entry_mark mark, bool value, size_t count);

struct undo_step *undo_step_create(enum entry_mark mark, struct slice tag, bool value)
{
    struct undo_step *step = allocate(1, sizeof *step);
    *step = (struct undo_step) { .mark = mark, .value = value, .ids = buffer_create(MOST_BYTES_OF_A_STEP) };
    if (tag.length > 0) {
        step->tag = allocate(tag.length + 1, 1);
        snprintf(step->tag, tag.length + 1, "%.*s", SLICE_ARGUMENT(tag));
    }
    return step;
}

void undo_step_destroy(struct undo_step *step)
{
    if (!step)
        return;
    buffer_finish(&step->ids);
    free(step->tag);
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

void undo_step_say(const struct undo_step *step, char what[STORE_UNDO_BYTES])
{
    if (step->tag)
        message_print(what, STORE_UNDO_BYTES, step->value ? catalogue_plural("%zu tagged \"%s\"", "%zu tagged \"%s\"", step->count)
                                                     : catalogue_plural("%zu no longer tagged \"%s\"", "%zu no longer tagged \"%s\"", step->count),
                 step->count, step->tag);
    else
        message_print(what, STORE_UNDO_BYTES, format_of_mark(step->mark, step->value, step->count), step->count);
}

static const char *format_of_mark(enum entry_mark mark, bool value, size_t count)
{
    switch (mark) {
    case MARK_READ:
        return value ? catalogue_plural("%zu marked as read", "%zu marked as read", count)
                     : catalogue_plural("%zu marked as unread", "%zu marked as unread", count);
    case MARK_STARRED:
        return value ? catalogue_plural("%zu starred", "%zu starred", count)
                     : catalogue_plural("%zu no longer starred", "%zu no longer starred", count);
    case MARK_SAVED:
        return value ? catalogue_plural("%zu kept for later", "%zu kept for later", count)
                     : catalogue_plural("%zu no longer for later", "%zu no longer for later", count);
    case MARK_HIDDEN:
    case MARK_COUNT: break;
    }
    return value ? catalogue_plural("%zu hidden", "%zu hidden", count) : catalogue_plural("%zu shown again", "%zu shown again", count);
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
