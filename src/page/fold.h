/* Letters that a reader takes for the same when searching. */
#ifndef KHABAR_PAGE_FOLD_H
#define KHABAR_PAGE_FOLD_H

#include <stdbool.h>
#include <stdint.h>

/* One representative for a letter's cases and spellings; 0 for what is passed over. */
uint32_t code_point_fold(uint32_t code_point);
/* Marks on letters and tatweel: of the word that they stand in. */
bool code_point_is_passed_over(uint32_t code_point);

#endif
