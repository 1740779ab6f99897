/* Text made smaller (zstd), where that pays. Packing is for those who have time; unpacking trusts nothing: what it reads
 * comes from a worker or from a disk. */
#ifndef KHABAR_BASE_PACK_H
#define KHABAR_BASE_PACK_H

#include "base/arena.h"

struct packed {
    struct slice bytes; /* as they were when there are `size` of them, else packed */
    uint32_t size;      /* of what was packed */
    uint64_t hash;      /* of what was packed (base/hash.h) */
};

struct packer; /* what packing needs more than once */
struct packer *packer_create(void);
void packer_destroy(struct packer *packer);

/* Into the arena, or the same bytes, borrowed, where packing does not pay. At most UINT32_MAX bytes are looked at. */
struct packed pack(struct packer *packer, struct slice text, struct arena *arena);
/* Into the arena, or the same bytes, borrowed, where they are not packed. False when they are damaged, not the size that
 * they claim, or of more than `limit` bytes; then nothing larger than `limit` was ever made. */
bool unpack(struct packed packed, size_t limit, struct arena *arena, struct slice *text);

#endif
