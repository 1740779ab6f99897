/* Addresses of links: which may be followed, and what a relative one means (RFC 3986, 5). */
#ifndef KHABAR_DOC_ADDRESS_H
#define KHABAR_DOC_ADDRESS_H

#include "base/buffer.h"

/* http, https or mailto, or relative; not empty, no leading "-", no white space, control characters,
 * bidi controls or zero-width characters, well-formed UTF-8. */
bool address_is_allowed(struct slice address);

/* Appends what `reference` means on the page at `base`. An empty base, or one that is not http or https,
 * leaves a relative reference relative. What has no place in an address (spaces, quotes, invisible
 * characters) is percent-encoded, as browsers do. False, and nothing appended, when the result is not allowed. */
bool address_resolve(struct slice base, struct slice reference, struct buffer *out);

#endif
