/* Names such as "nbsp": feeds use HTML's without declaring them. */
#ifndef KHABAR_FEED_ENTITIES_H
#define KHABAR_FEED_ENTITIES_H

#include "base/slice.h"

/* The code point, or 0 when there is no such name. */
uint32_t entity_find(struct slice name);

#endif
