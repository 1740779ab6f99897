#include "lang/age.h"

#include <stdio.h>
#include <time.h>

enum { MINUTE = 60, HOUR = 60 * MINUTE, DAY = 24 * HOUR, WEEK = 7 * DAY };
/* Past it a day and a month could be mistaken for those of this year. */
enum { MOST_OF_A_YEAR = 330 * DAY };

void age_format(int64_t then, int64_t now, char text[AGE_TEXT_BYTES])
{
    static const char *const months[] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                          "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
    int64_t age = now - then;
    if (age < MINUTE) {
        snprintf(text, AGE_TEXT_BYTES, "now");
    } else if (age < HOUR) {
        snprintf(text, AGE_TEXT_BYTES, "%dm", (int)(age / MINUTE));
    } else if (age < DAY) {
        snprintf(text, AGE_TEXT_BYTES, "%dh", (int)(age / HOUR));
    } else if (age < WEEK) {
        snprintf(text, AGE_TEXT_BYTES, "%dd", (int)(age / DAY));
    } else {
        time_t moment = (time_t)then;
        struct tm local;
        if (!localtime_r(&moment, &local) || local.tm_year < -1900 || local.tm_year > 8099)
            text[0] = '\0';
        else if (age < MOST_OF_A_YEAR)
            snprintf(text, AGE_TEXT_BYTES, "%d %s", local.tm_mday, months[local.tm_mon]);
        else
            snprintf(text, AGE_TEXT_BYTES, "%d", local.tm_year + 1900);
    }
}
