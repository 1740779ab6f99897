/* Memory that is dropped all at once: one arena per open article, one per frame.
 * Running out of memory ends the program; outside input meets a limit before it meets an arena. */
#ifndef KHABAR_BASE_ARENA_H
#define KHABAR_BASE_ARENA_H

#include "base/slice.h"

struct arena_block;
struct arena {
    struct arena_block *newest;
    char *next, *end;   /* free bytes of the newest block */
    size_t total_bytes; /* of all blocks */
};

/* An arena of zero bytes (`struct arena arena = {0}`) is ready for use. */
void arena_finish(struct arena *arena);
/* Forgets everything but keeps the newest block for what comes next. */
void arena_reset(struct arena *arena);

/* Not zeroed, aligned for any type; aborts when count × size overflows. */
void *arena_allocate(struct arena *arena, size_t count, size_t size);
void *arena_allocate_zeroed(struct arena *arena, size_t count, size_t size);
#define ARENA_NEW(arena, type) ((type *)arena_allocate_zeroed((arena), 1, sizeof(type)))
#define ARENA_ARRAY(arena, type, count) ((type *)arena_allocate((arena), (count), sizeof(type)))
/* Unaligned bytes, packed: for text. */
char *arena_allocate_bytes(struct arena *arena, size_t length);
/* Gives back the tail of the newest allocation: it keeps `used` of its bytes. */
void arena_shrink(struct arena *arena, void *newest, size_t used);

struct slice arena_copy(struct arena *arena, struct slice slice);
char *arena_copy_string(struct arena *arena, struct slice slice);
struct slice arena_format(struct arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* malloc family that aborts instead of returning NULL. */
void *allocate(size_t count, size_t size);          /* zeroed; free() it */
void *reallocate(void *old, size_t count, size_t size);

#endif
