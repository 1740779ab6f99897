/* Names of hosts as a person may trust them (UTS #39, UTS #46). */
#ifndef KHABAR_LANG_HOST_H
#define KHABAR_LANG_HOST_H

#include "base/buffer.h"

/* Appends a host with its port, as it stands in an address: in its own script, its parts from left to right whatever
 * script they are in. Where it could be taken for another (scripts mixed in a part, letters that look like Latin ones,
 * what is no name at all), the name that is asked for stands before: "xn--pple-43d.com (аpple.com)". One line, isolated
 * (LRI … PDI) where it is not all ASCII. False past the buffer's limit. */
bool host_append(struct slice host, struct buffer *out);
/* Could it be taken for another? */
bool host_is_doubtful(struct slice host);

#endif
