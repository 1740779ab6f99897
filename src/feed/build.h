/* Builds a feed out of the events of its markup. */
#ifndef KHABAR_FEED_BUILD_H
#define KHABAR_FEED_BUILD_H

#include "base/arena.h"
#include "feed/entry.h"
#include "feed/xml.h"

struct feed_build;

/* Everything of the feed lives in `arena`; `address` must outlive the building. */
struct feed_build *feed_build_create(struct slice address, struct arena *arena, struct feed *feed);
extern const struct xml_events feed_build_events; /* their context is the feed_build */
/* Gives every entry an id, keeps one of each, and hands down what the feed says for all of them. False when the
 * root element was no feed's; `root` then has its name, in the arena. */
bool feed_build_finish(struct feed_build *build, struct slice *root);
void feed_build_destroy(struct feed_build *build);

#endif
