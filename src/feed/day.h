/* Days of two calendars as days since 1 January 1970. */
#ifndef KHABAR_FEED_DAY_H
#define KHABAR_FEED_DAY_H

#include <stdint.h>

/* Of the Persian solar year; what is later is more likely of the lunar calendar. */
enum { FIRST_SOLAR_YEAR = 1300, LAST_SOLAR_YEAR = 1420 };

int64_t days_from_civil(int year, int month, int day); /* Gregorian */
int days_in_month(int year, int month);
int64_t days_from_solar(int year, int month, int day);

#endif
