/* A 64-bit name for bytes: to find them again and to see whether they changed. Not for secrets, and no defence against
 * somebody who wants two texts to look alike. The same on every machine: it is kept on disk. */
#ifndef KHABAR_BASE_HASH_H
#define KHABAR_BASE_HASH_H

#include "base/slice.h"

/* `hash` is what came before: HASH_START, or the hash of the field before this one. The length counts too, so that no
 * two rows of fields run together. */
#define HASH_START UINT64_C(0x9e3779b97f4a7c15)
uint64_t hash_bytes(uint64_t hash, struct slice bytes);
uint64_t hash_number(uint64_t hash, uint64_t number);

#endif
