/* Tables in steps of 64 code points, for those below U+10000. */
#ifndef KHABAR_LANG_FOLD_TABLE_H
#define KHABAR_LANG_FOLD_TABLE_H

#include <stdint.h>

enum { FOLD_EXPANDED = 0xE000 }; /* from here on: an expansion's number */

extern const unsigned char fold_block_of[1024]; /* 0: nothing changes; else one more than the block's number */
extern const uint16_t fold_blocks[][64];        /* 0: passed over */
extern const uint16_t fold_expansion_starts[];
extern const uint16_t fold_expansions[];        /* each ends with 0 */
extern const unsigned char word_block_of[1024];
extern const uint64_t word_blocks[];            /* a bit for each letter, mark and digit */

#endif
