/* Letters that a reader takes for the same when searching: cases and accents; alef, yeh, kaf and heh however they are
 * written; digits of all scripts; presentation forms, ligatures and full width; vowel marks, tatweel, joiners and bidi
 * controls or none. One folding for the store, the article, and what is highlighted. */
#ifndef KHABAR_LANG_FOLD_H
#define KHABAR_LANG_FOLD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { FOLD_MOST = 18 };

/* The representatives of what it is made of; 0 for what is passed over. Folding again changes nothing. */
size_t code_point_fold(uint32_t code_point, uint32_t folded[FOLD_MOST]);
/* The letter that it becomes where that is a single one, and of a script that has spaces between words; else 0. */
uint32_t code_point_fold_letter(uint32_t code_point);
/* Calls for each code point whose folding starts with this one, which is folded. */
void code_point_spellings(uint32_t folded, void (*take)(void *context, uint32_t code_point), void *context);
/* A mark on the letter before, tatweel, or something that is not seen. */
bool code_point_is_passed_over(uint32_t code_point);

/* How a folded code point stands in words. Chinese, Japanese, Thai and their like have no spaces between words: each
 * of their characters is taken for one. */
enum word_part { PART_BETWEEN, PART_OF_WORD, PART_WORD };
enum word_part code_point_word_part(uint32_t folded);

#endif
