/* Addresses as people write them (IRI, RFC 3987) for programs that know only URIs. */
#ifndef KHABAR_BASE_URI_H
#define KHABAR_BASE_URI_H

#include "base/buffer.h"

/* The host and its port (RFC 3986 3.2), without the login that may stand before it: for names and messages. What has
 * no "://" is no address, and is given back whole. */
struct slice uri_host(struct slice address);

/* Percent-encodes what is not ASCII after the host. The host itself has another encoding (IDNA), which is left to the
 * one who looks it up. False past the buffer's limit. */
bool uri_append(struct buffer *uri, struct slice address);
/* Appends a part of an address with all that is not printable ASCII as %XX: so that it looks like no other. */
bool uri_append_part(struct buffer *out, struct slice part);

#endif
