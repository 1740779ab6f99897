/* What was answered before, oldest first. */
#ifndef KHABAR_UI_HISTORY_H
#define KHABAR_UI_HISTORY_H

#include "base/slice.h"

struct history {
    const struct slice *items;
    size_t count;
};

#endif
