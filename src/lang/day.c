#include "lang/day.h"

#include <stdio.h>
#include <time.h>

/* By its parts: a day may have 23 hours. */
int32_t day_of(int64_t moment)
{
    time_t seconds = (time_t)moment;
    struct tm local;
    if (!localtime_r(&seconds, &local) || local.tm_year < -1900 || local.tm_year > 8099)
        return 0;
    return (local.tm_year + 1900) * 366 + local.tm_yday;
}

static int32_t day_before(int64_t now)
{
    time_t seconds = (time_t)now;
    struct tm local;
    if (!localtime_r(&seconds, &local))
        return 0;
    local.tm_mday--;
    local.tm_hour = 12; /* there on every day, whatever the clocks do */
    local.tm_isdst = -1;
    return day_of(mktime(&local));
}

void day_format(int64_t moment, int64_t now, char text[DAY_TEXT_BYTES])
{
    static const char *const days[] = { "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday" };
    static const char *const months[] = { "January", "February", "March",     "April",   "May",      "June",
                                          "July",    "August",   "September", "October", "November", "December" };
    time_t seconds = (time_t)moment, today_seconds = (time_t)now;
    struct tm local, today;
    int32_t day = day_of(moment);
    if (day == 0 || !localtime_r(&seconds, &local) || !localtime_r(&today_seconds, &today))
        snprintf(text, DAY_TEXT_BYTES, "No date");
    else if (day == day_of(now))
        snprintf(text, DAY_TEXT_BYTES, "Today");
    else if (day == day_before(now))
        snprintf(text, DAY_TEXT_BYTES, "Yesterday");
    else if (local.tm_year == today.tm_year)
        snprintf(text, DAY_TEXT_BYTES, "%s %d %s", days[local.tm_wday], local.tm_mday, months[local.tm_mon]);
    else
        snprintf(text, DAY_TEXT_BYTES, "%s %d %s %d", days[local.tm_wday], local.tm_mday, months[local.tm_mon],
                 local.tm_year + 1900);
}
