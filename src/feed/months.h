/* Names of months, as feeds of many languages write them. */
#ifndef KHABAR_FEED_MONTHS_H
#define KHABAR_FEED_MONTHS_H

enum { MONTH_SOLAR = 100 };

/* Takes a name off the front of `*text`: 1 to 12, MONTH_SOLAR + 1 to 12 for the months of the Persian solar year, or 0 when
 * it is none. */
int month_take(const char **text);

#endif
