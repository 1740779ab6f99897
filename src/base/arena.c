#include "base/arena.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST_BLOCK_BYTES = 16 << 10, LARGEST_STEP_BYTES = 1 << 20, ALIGNMENT = 16 };

struct arena_block {
    struct arena_block *older;
    size_t size;
    _Alignas(ALIGNMENT) char bytes[];
};

_Noreturn static void out_of_memory(void)
{
    fputs("khabar: out of memory\n", stderr);
    abort();
}

void *allocate(size_t count, size_t size)
{
    void *memory = calloc(count ? count : 1, size ? size : 1);
    if (!memory)
        out_of_memory();
    return memory;
}

void *reallocate(void *old, size_t count, size_t size)
{
    size_t total;
    if (__builtin_mul_overflow(count, size, &total))
        out_of_memory();
    void *memory = realloc(old, total ? total : 1);
    if (!memory)
        out_of_memory();
    return memory;
}

void arena_finish(struct arena *arena)
{
    for (struct arena_block *block = arena->newest, *older; block; block = older) {
        older = block->older;
        free(block);
    }
    *arena = (struct arena){ 0 };
}

void arena_reset(struct arena *arena)
{
    struct arena_block *kept = arena->newest;
    if (!kept)
        return;
    for (struct arena_block *block = kept->older, *older; block; block = older) {
        older = block->older;
        free(block);
    }
    kept->older = NULL;
    arena->next = kept->bytes;
    arena->end = kept->bytes + kept->size;
    arena->total_bytes = kept->size;
}

static void add_block(struct arena *arena, size_t wanted)
{
    size_t size = arena->newest ? arena->newest->size * 2 : FIRST_BLOCK_BYTES;
    if (size > LARGEST_STEP_BYTES)
        size = LARGEST_STEP_BYTES;
    if (size < wanted)
        size = wanted;
    size_t total;
    if (__builtin_add_overflow(size, sizeof(struct arena_block) + ALIGNMENT, &total))
        out_of_memory();
    struct arena_block *block = malloc(total);
    if (!block)
        out_of_memory();
    block->older = arena->newest;
    block->size = size;
    arena->newest = block;
    arena->next = block->bytes;
    arena->end = block->bytes + size;
    arena->total_bytes += size;
}

char *arena_allocate_bytes(struct arena *arena, size_t length)
{
    if (!arena->newest || (size_t)(arena->end - arena->next) < length)
        add_block(arena, length);
    char *bytes = arena->next;
    arena->next += length;
    return bytes;
}

void *arena_allocate(struct arena *arena, size_t count, size_t size)
{
    size_t total;
    if (__builtin_mul_overflow(count, size, &total) || total > SIZE_MAX / 2)
        out_of_memory();
    if (arena->newest) {
        size_t padding = (ALIGNMENT - (uintptr_t)arena->next % ALIGNMENT) % ALIGNMENT;
        if ((size_t)(arena->end - arena->next) >= padding + total)
            arena->next += padding;
        else
            add_block(arena, total);
    }
    return arena_allocate_bytes(arena, total);
}

void *arena_allocate_zeroed(struct arena *arena, size_t count, size_t size)
{
    void *memory = arena_allocate(arena, count, size);
    if (count && size)
        memset(memory, 0, count * size);
    return memory;
}

void arena_shrink(struct arena *arena, void *newest, size_t used)
{
    char *bytes = newest;
    if (arena->newest && bytes >= arena->newest->bytes && bytes + used <= arena->next)
        arena->next = bytes + used;
}

struct slice arena_copy(struct arena *arena, struct slice slice)
{
    char *bytes = arena_allocate_bytes(arena, slice.length);
    if (slice.length)
        memcpy(bytes, slice.bytes, slice.length);
    return (struct slice){ bytes, slice.length };
}

char *arena_copy_string(struct arena *arena, struct slice slice)
{
    char *bytes = arena_allocate_bytes(arena, slice.length + 1);
    if (slice.length)
        memcpy(bytes, slice.bytes, slice.length);
    bytes[slice.length] = '\0';
    return bytes;
}

struct slice arena_format(struct arena *arena, const char *format, ...)
{
    va_list arguments, again;
    va_start(arguments, format);
    va_copy(again, arguments);
    int length = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    if (length < 0)
        length = 0;
    char *bytes = arena_allocate_bytes(arena, (size_t)length + 1);
    vsnprintf(bytes, (size_t)length + 1, format, again);
    va_end(again);
    return (struct slice){ bytes, (size_t)length };
}
