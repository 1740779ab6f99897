#include "lang/day.h"

bool day_local_time(int64_t moment, struct tm *local)
{
    time_t seconds = (time_t)moment;
    return moment != 0 && localtime_r(&seconds, local) && local->tm_year > -1900 && local->tm_year <= 8099;
}

int32_t day_of_local_time(const struct tm *local)
{
    return (local->tm_year + 1900) * 366 + local->tm_yday;
}

/* By its parts: a day may have 23 hours. */
int32_t day_of(int64_t moment)
{
    struct tm local;
    return day_local_time(moment, &local) ? day_of_local_time(&local) : 0;
}

int32_t day_before(int64_t now)
{
    struct tm local;
    if (!day_local_time(now, &local))
        return 0;
    local.tm_mday--;
    local.tm_hour = 12; /* there on every day, whatever the clocks do */
    local.tm_isdst = -1;
    mktime(&local); /* counts its fields anew */
    return day_of_local_time(&local);
}
