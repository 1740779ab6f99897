/* Days of the local time. */
#ifndef KHABAR_LANG_DAY_H
#define KHABAR_LANG_DAY_H

#include <stdbool.h>
#include <stdint.h>
#include <time.h>

/* The local day that a moment is in: the same number for all of it, greater for later days. 0: no date. */
int32_t day_of(int64_t moment);
/* The day before that of `now`. */
int32_t day_before(int64_t now);
/* False where there is no date: at 0, which stands for none, and outside of the years 1 to 9999. */
bool day_local_time(int64_t moment, struct tm *local);
int32_t day_of_local_time(const struct tm *local);

#endif
