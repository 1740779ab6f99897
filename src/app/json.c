#include "app/json.h"

#include <stdio.h>
#include <time.h>

json_t *json_time(int64_t seconds)
{
    time_t moment = (time_t)seconds;
    struct tm utc;
    char text[32];
    if (seconds == 0 || !gmtime_r(&moment, &utc) || strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &utc) == 0)
        return json_null();
    return json_string(text);
}

bool json_print(json_t *array)
{
    bool written = json_dumpf(array, stdout, JSON_INDENT(1)) == 0 && putchar('\n') != EOF;
    json_decref(array);
    return written;
}
