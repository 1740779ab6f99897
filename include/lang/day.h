/* Days, as headings above what happened on them. */
#ifndef KHABAR_LANG_DAY_H
#define KHABAR_LANG_DAY_H

#include <stdint.h>

/* The local day that a moment is in: the same number for all of it, greater for later days. */
int32_t day_of(int64_t moment);

enum { DAY_TEXT_BYTES = 48 };
/* "Today", "Yesterday", "Wednesday 18 November", with its year when that is another. */
void day_format(int64_t moment, int64_t now, char text[DAY_TEXT_BYTES]);

#endif
