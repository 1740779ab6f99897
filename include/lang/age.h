/* How long ago, in few columns. */
#ifndef KHABAR_LANG_AGE_H
#define KHABAR_LANG_AGE_H

#include <stdint.h>

enum { AGE_TEXT_BYTES = 16 };
/* "now", "5m", "3h", "2d", then "14 Mar", then "2019"; at most 6 columns. Local time. */
void age_format(int64_t then, int64_t now, char text[AGE_TEXT_BYTES]);

#endif
