/* The digits that a text is written with in its own script. */
#ifndef KHABAR_LANG_DIGITS_H
#define KHABAR_LANG_DIGITS_H

#include "base/slice.h"
#include "lang/dates.h"

#include <stdint.h>

/* The zero of the language's own digits (CLDR's "native"), where it is written right to left with digits that are not
 * ASCII: U+0660 for Arabic, U+06F0 for Persian and Urdu; 0 for every other language. BCP 47. */
uint32_t language_zero(struct slice language);
/* The same by the letters that only one of these languages has; 0 for a text without Arabic letters. */
uint32_t text_zero(struct slice text);

/* The zero of the digits that numbers have in a locale, named as for dates, as ICU has it; 0: ASCII. */
uint32_t locale_zero(const char *locale, enum date_digits digits);

#endif
