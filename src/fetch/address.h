/* Where a connection goes: out into the network, or to this machine and its neighbours. */
#ifndef KHABAR_FETCH_ADDRESS_H
#define KHABAR_FETCH_ADDRESS_H

#include "base/slice.h"

/* "127.0.0.1", "fe80::1%eth0": loopback, private, link-local, shared or unspecified (RFC 6890)? */
bool address_is_local(const char *numeric);
/* A URL's host as written, brackets and all: is it such an address, or a name that means this machine? */
bool host_is_local(struct slice host);

#endif
