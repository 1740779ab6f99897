/* A headline for an entry that came without one: how its text begins. */
#ifndef KHABAR_FEED_FIRST_WORDS_H
#define KHABAR_FEED_FIRST_WORDS_H

#include "base/arena.h"

/* One line of text in `arena`, with "…" where it was cut; empty when `html` holds no text. */
struct slice first_words_of(struct slice html, struct arena *arena);

#endif
