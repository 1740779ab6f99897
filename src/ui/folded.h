/* Text as lists are searched: lang/fold.h. */
#ifndef KHABAR_UI_FOLDED_H
#define KHABAR_UI_FOLDED_H

#include "base/arena.h"
#include "base/slice.h"

/* In the arena. */
struct slice folded_text(struct slice text, struct arena *arena);

#endif
