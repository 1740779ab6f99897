#include "base/hash.h"

/* MurmurHash3's finishing mix: every bit of the input reaches every bit of the hash. */
uint64_t hash_number(uint64_t hash, uint64_t number)
{
    hash ^= number * UINT64_C(0x87c37b91114253d5);
    hash = (hash ^ hash >> 33) * UINT64_C(0xff51afd7ed558ccd);
    hash = (hash ^ hash >> 33) * UINT64_C(0xc4ceb9fe1a85ec53);
    return hash ^ hash >> 33;
}

/* Little-endian on every machine. */
static uint64_t word_at(const unsigned char *bytes, size_t length)
{
    uint64_t word = 0;
    for (size_t i = 0; i < length; i++)
        word |= (uint64_t)bytes[i] << (8 * i);
    return word;
}

uint64_t hash_bytes(uint64_t hash, struct slice bytes)
{
    const unsigned char *byte = (const unsigned char *)bytes.bytes;
    size_t at = 0;
    for (; bytes.length - at >= 8; at += 8) {
        hash = (hash ^ word_at(byte + at, 8)) * UINT64_C(0xff51afd7ed558ccd);
        hash ^= hash >> 29;
    }
    if (at < bytes.length)
        hash = (hash ^ word_at(byte + at, bytes.length - at)) * UINT64_C(0xff51afd7ed558ccd);
    return hash_number(hash, bytes.length);
}
