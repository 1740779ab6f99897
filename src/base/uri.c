#include "base/uri.h"

#include <string.h>

static size_t end_of_host(struct slice address)
{
    size_t scheme = slice_find(address, SLICE("://"));
    for (size_t i = scheme + 3; i < address.length; i++)
        if (memchr("/?#", address.bytes[i], 3))
            return i;
    return address.length;
}

struct slice uri_host(struct slice address)
{
    size_t scheme = slice_find(address, SLICE("://"));
    if (scheme == address.length)
        return address;
    struct slice host = slice_part(address, scheme + 3, end_of_host(address));
    for (size_t i = host.length; i > 0; i--)
        if (host.bytes[i - 1] == '@')
            return slice_part(host, i, host.length);
    return host;
}

bool uri_append_part(struct buffer *out, struct slice part)
{
    bool fits = true;
    for (size_t i = 0; fits && i < part.length; i++) {
        unsigned char byte = (unsigned char)part.bytes[i];
        fits = byte > ' ' && byte < 0x7f ? buffer_append_byte(out, part.bytes[i]) : buffer_append_format(out, "%%%02X", byte);
    }
    return fits;
}

bool uri_append(struct buffer *uri, struct slice address)
{
    size_t host_end = end_of_host(address);
    bool fits = buffer_append(uri, slice_part(address, 0, host_end));
    for (size_t i = host_end; fits && i < address.length; i++) {
        unsigned char byte = (unsigned char)address.bytes[i];
        fits = byte < 0x80 ? buffer_append_byte(uri, address.bytes[i]) : buffer_append_format(uri, "%%%02X", byte);
    }
    return fits;
}
