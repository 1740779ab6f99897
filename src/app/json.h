/* Machine output: text from outside as JSON strings. */
#ifndef KHABAR_APP_JSON_H
#define KHABAR_APP_JSON_H

#include "base/slice.h"

#include <jansson.h>

/* A new reference; what is not UTF-8 becomes null. */
static inline json_t *json_text(struct slice text)
{
    json_t *value = json_stringn(text.bytes ? text.bytes : "", text.length);
    return value ? value : json_null();
}

/* RFC 3339 in UTC, or null for 0. */
json_t *json_time(int64_t seconds);
/* Prints the array and drops it; false when it could not be written. */
bool json_print(json_t *array);

#endif
