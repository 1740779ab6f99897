/* Names of languages as feeds write them. */
#ifndef KHABAR_FEED_LANGUAGE_H
#define KHABAR_FEED_LANGUAGE_H

#include "base/arena.h"

/* BCP 47's letters, digits and hyphens, in `arena`; empty for what is no language at all. */
struct slice language_tag(struct slice text, struct arena *arena);

#endif
