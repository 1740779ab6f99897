/* "did you mean …?": the known name that a mistyped one is nearest to. */
#ifndef KHABAR_UI_SUGGEST_H
#define KHABAR_UI_SUGGEST_H

#include "base/slice.h"

/* The name at most two edits away, the nearest first; NULL when there is none. `name_at` gives the names
 * from 0 on and NULL past the last. */
const char *suggest_name(struct slice mistyped, const char *(*name_at)(size_t index));

#endif
