/* Relative links in markup that travels on without its base. */
#ifndef KHABAR_FEED_ABSOLUTE_H
#define KHABAR_FEED_ABSOLUTE_H

#include "base/arena.h"

/* `html` with its href, src, cite and poster made absolute against `base`; `html` itself when there is nothing to change.
 * One linear scan; what is no tag stays as it is. */
struct slice html_make_absolute(struct slice html, struct slice base, struct arena *arena);

#endif
