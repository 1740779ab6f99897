#include "lang/english_ages.h"

#include <stdio.h>
#include <string.h>

struct age_words {
    const char *one, *many; /* with the number in them; NULL: as for one */
};

/* CLDR 42: en, en_001; they differ in a full stop. */
static const struct age_words words[AGE_UNIT_COUNT][AGE_LEAST + 1] = {
    [AGE_NOW] = { { "now", NULL }, { "now", NULL }, { "now", NULL } },
    [AGE_MINUTES] = { { "%d minute ago", "%d minutes ago" }, { "%d min%s ago", NULL }, { "%dm", NULL } },
    [AGE_HOURS] = { { "%d hour ago", "%d hours ago" }, { "%d hr%s ago", NULL }, { "%dh", NULL } },
    [AGE_DAYS] = { { "%d day ago", "%d days ago" }, { "%d day ago", "%d days ago" }, { "%dd", NULL } },
    [AGE_TODAY] = { { "Today", NULL }, { "Today", NULL }, { "Today", NULL } },
    [AGE_YESTERDAY] = { { "Yesterday", NULL }, { "Yesterday", NULL }, { "Yesterday", NULL } },
};

/* "" or "."; NULL: not one of them. */
static const char *stop_of(const char *locale)
{
    if (strcmp(locale, "en_001") == 0 || strcmp(locale, "en_GB") == 0)
        return "";
    return strcmp(locale, "en") == 0 || strcmp(locale, "en_US") == 0 ? "." : NULL;
}

bool english_age(const char *locale, enum age_unit unit, int count, enum age_width width, char text[DATE_PART_BYTES])
{
    const struct age_words *of = &words[unit][width];
    const char *stop = stop_of(locale), *format = count == 1 || !of->many ? of->one : of->many;
    text[0] = '\0';
    if (!stop)
        return false;
    snprintf(text, DATE_PART_BYTES, format, count, stop);
    return true;
}
