#include "fetch/address.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <string.h>

enum { HOST_LIMIT = 255 };

struct network {
    uint32_t prefix;
    unsigned bits;
};

static const struct network local_networks[] = {
    { 0x00000000, 8 },  /* 0.0.0.0/8: this machine */
    { 0x0A000000, 8 },  /* 10.0.0.0/8 */
    { 0x64400000, 10 }, /* 100.64.0.0/10: behind a carrier's NAT */
    { 0x7F000000, 8 },  /* 127.0.0.0/8 */
    { 0xA9FE0000, 16 }, /* 169.254.0.0/16: link-local, where clouds keep their secrets */
    { 0xAC100000, 12 }, /* 172.16.0.0/12 */
    { 0xC0A80000, 16 }, /* 192.168.0.0/16 */
};

static bool ipv4_is_local(uint32_t address)
{
    for (size_t i = 0; i < sizeof local_networks / sizeof *local_networks; i++)
        if ((address ^ local_networks[i].prefix) >> (32 - local_networks[i].bits) == 0)
            return true;
    return false;
}

static uint32_t big_endian(const unsigned char bytes[4])
{
    return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 | bytes[3];
}

static bool ipv6_is_local(const unsigned char bytes[16])
{
    static const unsigned char mapped[12] = { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF };
    static const unsigned char nat64[12] = { 0, 0x64, 0xFF, 0x9B };
    static const unsigned char zero[12] = { 0 };
    if (memcmp(bytes, mapped, 12) == 0 || memcmp(bytes, nat64, 12) == 0 || memcmp(bytes, zero, 12) == 0)
        return big_endian(bytes + 12) == 1 || ipv4_is_local(big_endian(bytes + 12)); /* ::1 is among them */
    bool unique_local = (bytes[0] & 0xFE) == 0xFC;
    bool link_local = bytes[0] == 0xFE && (bytes[1] & 0xC0) == 0x80;
    bool site_local = bytes[0] == 0xFE && (bytes[1] & 0xC0) == 0xC0;
    return unique_local || link_local || site_local;
}

bool address_is_local(const char *numeric)
{
    char address[INET6_ADDRSTRLEN + 1];
    size_t length = strcspn(numeric, "%"); /* without its zone */
    if (length >= sizeof address)
        return false;
    memcpy(address, numeric, length);
    address[length] = '\0';
    unsigned char bytes[16];
    if (inet_pton(AF_INET, address, bytes) == 1)
        return ipv4_is_local(big_endian(bytes));
    return inet_pton(AF_INET6, address, bytes) == 1 && ipv6_is_local(bytes);
}

static bool ends_with(struct slice text, struct slice end)
{
    return text.length >= end.length &&
           slice_equal_ignoring_case(slice_part(text, text.length - end.length, text.length), end);
}

bool host_is_local(struct slice host)
{
    if (host.length > 1 && host.bytes[0] == '[' && host.bytes[host.length - 1] == ']')
        host = slice_part(host, 1, host.length - 1);
    if (host.length > 0 && host.bytes[host.length - 1] == '.')
        host.length--;
    if (slice_equal_ignoring_case(host, SLICE("localhost")) || ends_with(host, SLICE(".localhost")))
        return true;
    char name[HOST_LIMIT + 1];
    if (host.length == 0 || host.length > HOST_LIMIT)
        return false;
    memcpy(name, host.bytes, host.length);
    name[host.length] = '\0';
    return address_is_local(name);
}
