#include "base/base64.h"

bool base64_append(struct buffer *out, struct slice bytes)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    size_t groups = bytes.length / 3 + (bytes.length % 3 != 0);
    if (groups > SIZE_MAX / 4)
        return false;
    char *next = buffer_reserve(out, groups * 4);
    if (!next)
        return false;
    for (size_t at = 0; at < bytes.length; at += 3) {
        size_t left = bytes.length - at;
        uint32_t bits = 0;
        for (size_t i = 0; i < 3; i++)
            bits = bits << 8 | (i < left ? (unsigned char)bytes.bytes[at + i] : 0);
        *next++ = digits[bits >> 18];
        *next++ = digits[bits >> 12 & 63];
        *next++ = left > 1 ? digits[bits >> 6 & 63] : '=';
        *next++ = left > 2 ? digits[bits & 63] : '=';
    }
    buffer_grew(out, groups * 4);
    return true;
}
