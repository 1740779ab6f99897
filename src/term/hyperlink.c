#include "term/hyperlink.h"

#include "base/hash.h"
#include "base/uri.h"

#include <stdio.h>

static bool is_of_use(struct slice address)
{
    static const char *const schemes[] = { "https://", "http://", "ftp://", "mailto:" };
    for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++) {
        struct slice scheme = slice_of(schemes[i]);
        if (address.length > scheme.length && slice_equal_ignoring_case(slice_part(address, 0, scheme.length), scheme))
            return true;
    }
    return false;
}

static bool is_control(unsigned char byte)
{
    return byte < ' ' || byte == 0x7F;
}

static bool has_control(struct slice address)
{
    for (size_t i = 0; i < address.length; i++)
        if (is_control((unsigned char)address.bytes[i]))
            return true;
    return false;
}

bool hyperlink_append(struct slice address, struct buffer *out)
{
    struct buffer encoded = buffer_create(HYPERLINK_ADDRESS_BYTES), sequence = buffer_create(HYPERLINK_ADDRESS_BYTES + 64);
    char begin[32];
    snprintf(begin, sizeof begin, "\033]8;id=%08x;", (unsigned)(hash_bytes(HASH_START, address) & 0xFFFFFFFF));
    bool is_sent = is_of_use(address) && !has_control(address) && uri_append_part(&encoded, address) && buffer_append_string(&sequence, begin) &&
                   buffer_append(&sequence, buffer_slice(&encoded)) && buffer_append_string(&sequence, "\033\\") &&
                   buffer_append(out, buffer_slice(&sequence));
    buffer_finish(&encoded);
    buffer_finish(&sequence);
    return is_sent;
}
