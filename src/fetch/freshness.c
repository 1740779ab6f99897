#include "fetch/freshness.h"

#include <curl/curl.h>
#include <string.h>

static bool field_value(struct slice line, struct slice name, struct slice *value)
{
    if (!slice_starts_with_ignoring_case(line, name) || line.length <= name.length || line.bytes[name.length] != ':')
        return false;
    *value = slice_trim(slice_part(line, name.length + 1, line.length));
    return true;
}

/* Not a number at all: -1. Too large for us: as long as we believe anybody. */
static int64_t seconds_of(struct slice text)
{
    int64_t seconds = 0;
    if (text.length >= 2 && text.bytes[0] == '"' && text.bytes[text.length - 1] == '"')
        text = slice_part(text, 1, text.length - 1);
    for (size_t i = 0; i < text.length; i++) {
        if (text.bytes[i] < '0' || text.bytes[i] > '9')
            return -1;
        seconds = seconds > INT32_MAX ? seconds : seconds * 10 + (text.bytes[i] - '0');
    }
    return text.length ? seconds : -1;
}

static int64_t date_of(struct slice text)
{
    char date[64];
    if (text.length == 0 || text.length >= sizeof date)
        return 0;
    memcpy(date, text.bytes, text.length);
    date[text.length] = '\0';
    time_t seconds = curl_getdate(date, NULL);
    return seconds < 0 ? 0 : (int64_t)seconds;
}

static void read_directive(struct freshness *freshness, struct slice directive)
{
    size_t sign = slice_find(directive, SLICE("="));
    struct slice name = slice_trim(slice_part(directive, 0, sign));
    if (slice_equal_ignoring_case(name, SLICE("no-cache")) || slice_equal_ignoring_case(name, SLICE("no-store"))) {
        freshness->must_ask = true;
    } else if (slice_equal_ignoring_case(name, SLICE("max-age"))) {
        int64_t seconds = seconds_of(slice_trim(slice_part(directive, sign + 1, directive.length)));
        freshness->has_max_age = seconds >= 0;
        freshness->max_age = seconds;
    }
}

static void read_cache_control(struct freshness *freshness, struct slice value)
{
    while (value.length > 0) {
        size_t end = slice_find(value, SLICE(","));
        read_directive(freshness, slice_trim(slice_part(value, 0, end)));
        value = slice_part(value, end + 1, value.length);
    }
}

void freshness_read(struct freshness *freshness, struct slice line)
{
    struct slice value;
    if (field_value(line, SLICE("Cache-Control"), &value)) {
        read_cache_control(freshness, value);
    } else if (field_value(line, SLICE("Expires"), &value)) {
        freshness->has_expires = true; /* "0" and the like mean: already stale */
        freshness->expires = date_of(value);
    } else if (field_value(line, SLICE("Date"), &value)) {
        freshness->date = date_of(value);
    } else if (field_value(line, SLICE("Age"), &value)) {
        int64_t age = seconds_of(value);
        freshness->age = age < 0 ? 0 : age;
    }
}

uint32_t freshness_seconds(const struct freshness *freshness, int64_t now)
{
    int64_t left = 0;
    if (freshness->must_ask)
        return 0;
    if (freshness->has_max_age)
        left = freshness->max_age - freshness->age;
    else if (freshness->has_expires && freshness->expires)
        left = freshness->expires - (freshness->date ? freshness->date : now) - freshness->age;
    if (left > FRESHNESS_LONGEST_SECONDS)
        left = FRESHNESS_LONGEST_SECONDS;
    return left < 0 ? 0 : (uint32_t)left;
}
