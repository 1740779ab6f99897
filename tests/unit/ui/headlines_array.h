/* Headlines out of an array. */
#ifndef KHABAR_TESTS_UI_HEADLINES_ARRAY_H
#define KHABAR_TESTS_UI_HEADLINES_ARRAY_H

#include "ui/headlines.h"

#include <string.h>

struct headlines_array {
    const struct stored_entry *entries;
    size_t count;
    size_t most_read; /* the most rows that were asked for at once */
    const char *word; /* what was searched for; NULL: nothing */
};

static inline size_t array_rows(void *context, size_t first, size_t count, struct arena *arena, struct stored_entry **rows)
{
    struct headlines_array *array = context;
    size_t got = first >= array->count ? 0 : count < array->count - first ? count : array->count - first;
    *rows = ARENA_ARRAY(arena, struct stored_entry, got);
    if (got > 0)
        memcpy(*rows, array->entries + first, got * sizeof **rows);
    if (count > array->most_read)
        array->most_read = count;
    return got;
}

static inline bool array_find(void *context, store_id id, size_t *index)
{
    const struct headlines_array *array = context;
    for (*index = 0; *index < array->count; ++*index)
        if (array->entries[*index].id == id)
            return true;
    return false;
}

static inline bool array_next_unread(void *context, size_t from, int direction, size_t *index)
{
    const struct headlines_array *array = context;
    for (size_t i = from + (size_t)direction; i < array->count; i += (size_t)direction) {
        *index = i;
        if (!array->entries[i].read)
            return true;
    }
    return false;
}

static inline size_t array_matches(void *context, struct slice text, struct slice language, struct arena *arena,
                                   struct range **ranges)
{
    (void)language;
    const struct headlines_array *array = context;
    struct slice word = slice_of(array->word);
    size_t start = word.length > 0 ? slice_find(text, word) : text.length;
    *ranges = ARENA_ARRAY(arena, struct range, 1);
    **ranges = (struct range){ start, start + word.length };
    return start < text.length;
}

static inline void headlines_set_array(struct headlines *headlines, struct headlines_array *array)
{
    headlines_set(headlines, &(struct headlines_source){ .context = array,
                                                         .count = array->count,
                                                         .rows = array_rows,
                                                         .find = array_find,
                                                         .next_unread = array_next_unread,
                                                         .matches = array_matches });
}

#endif
