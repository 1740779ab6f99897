/* Ages in English without ICU, whose formatters cost the first screen some milliseconds and four megabytes: a table, held
 * to ICU's words by a test. */
#ifndef KHABAR_LANG_ENGLISH_AGES_H
#define KHABAR_LANG_ENGLISH_AGES_H

#include "lang/formatters.h"

/* False, and no text, where the locale's English may have other words. */
bool english_age(const char *locale, enum age_unit unit, int count, enum age_width width, char text[DATE_PART_BYTES]);

#endif
