#include "base/suggest.h"

enum { LONGEST_NAME = 63 };

/* Levenshtein's distance with one row; both at most LONGEST_NAME bytes. */
static size_t edit_distance(struct slice a, struct slice b)
{
    size_t row[LONGEST_NAME + 1];
    for (size_t j = 0; j <= b.length; j++)
        row[j] = j;
    for (size_t i = 1; i <= a.length; i++) {
        size_t diagonal = row[0];
        row[0] = i;
        for (size_t j = 1; j <= b.length; j++) {
            size_t replaced = diagonal + (a.bytes[i - 1] != b.bytes[j - 1]);
            size_t changed = (row[j] < row[j - 1] ? row[j] : row[j - 1]) + 1;
            diagonal = row[j];
            row[j] = replaced < changed ? replaced : changed;
        }
    }
    return row[b.length];
}

const char *suggest_name(struct slice word, const char *const *names, size_t count)
{
    const char *nearest = NULL;
    size_t nearest_distance = 1 + word.length / 3;
    if (word.length == 0 || word.length > LONGEST_NAME)
        return NULL;
    for (size_t i = 0; i < count; i++) {
        struct slice name = slice_of(names[i]);
        if (name.length > LONGEST_NAME)
            continue;
        size_t distance = edit_distance(word, name);
        if (distance <= nearest_distance && (!nearest || distance < nearest_distance)) {
            nearest = names[i];
            nearest_distance = distance;
        }
    }
    return nearest;
}
