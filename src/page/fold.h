/* Letters that a reader takes for the same when searching. */
#ifndef KHABAR_PAGE_FOLD_H
#define KHABAR_PAGE_FOLD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { MOST_VARIANTS = 16 };

/* One representative for a letter's cases and spellings; 0 for what is passed over. */
uint32_t code_point_fold(uint32_t code_point);
/* The code points that fold to this one, which is one of them; returns how many. */
size_t code_point_unfold(uint32_t folded, uint32_t variants[MOST_VARIANTS]);
/* Marks on letters and tatweel: of the word that they stand in. */
bool code_point_is_passed_over(uint32_t code_point);

#endif
