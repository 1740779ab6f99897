/* "did you mean": the nearest of some names. */
#ifndef KHABAR_BASE_SUGGEST_H
#define KHABAR_BASE_SUGGEST_H

#include "base/slice.h"

/* The name at the smallest edit distance to `word`, or NULL when none is near (more than a third wrong). */
const char *suggest_name(struct slice word, const char *const *names, size_t count);

#endif
