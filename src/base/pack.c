#include "base/pack.h"

#include "base/hash.h"

#include <stdlib.h>
#include <zstd.h>

/* Below the least nothing is won but time is lost. Level 3 makes articles smaller by another hundredth and takes twice
 * as long. */
enum { LEAST_BYTES = 128, LEVEL = 1 };

struct packer {
    ZSTD_CCtx *context;
};

struct packer *packer_create(void)
{
    struct packer *packer = allocate(1, sizeof *packer);
    packer->context = ZSTD_createCCtx();
    if (!packer->context)
        abort();
    /* The size stands beside the bytes. */
    ZSTD_CCtx_setParameter(packer->context, ZSTD_c_contentSizeFlag, 0);
    ZSTD_CCtx_setParameter(packer->context, ZSTD_c_compressionLevel, LEVEL);
    return packer;
}

void packer_destroy(struct packer *packer)
{
    if (!packer)
        return;
    ZSTD_freeCCtx(packer->context);
    free(packer);
}

/* An eighth must be won, or every reading pays for nothing. */
static bool pays(size_t before, size_t after)
{
    return !ZSTD_isError(after) && after < before - before / 8;
}

struct packed pack(struct packer *packer, struct slice text, struct arena *arena)
{
    if (text.length > UINT32_MAX)
        text.length = UINT32_MAX;
    struct packed packed = { .bytes = text, .size = (uint32_t)text.length, .hash = hash_bytes(HASH_START, text) };
    if (text.length < LEAST_BYTES)
        return packed;
    size_t bound = ZSTD_compressBound(text.length);
    char *bytes = arena_allocate_bytes(arena, bound);
    size_t length = ZSTD_compress2(packer->context, bytes, bound, text.bytes, text.length);
    bool is_worth_it = pays(text.length, length);
    arena_shrink(arena, bytes, is_worth_it ? length : 0);
    if (is_worth_it)
        packed.bytes = (struct slice){ bytes, length };
    return packed;
}

bool unpack(struct packed packed, size_t limit, struct arena *arena, struct slice *text)
{
    *text = (struct slice){ 0 };
    if (packed.size > limit || packed.bytes.length > packed.size)
        return false;
    if (packed.bytes.length == packed.size) {
        *text = packed.bytes;
        return true;
    }
    char *bytes = arena_allocate_bytes(arena, packed.size);
    size_t length = ZSTD_decompress(bytes, packed.size, packed.bytes.bytes, packed.bytes.length);
    bool is_whole = !ZSTD_isError(length) && length == packed.size;
    if (is_whole)
        *text = (struct slice){ bytes, length };
    else
        arena_shrink(arena, bytes, 0);
    return is_whole;
}
