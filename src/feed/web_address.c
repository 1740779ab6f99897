#include "feed/web_address.h"

#include "doc/address.h"

enum { ADDRESS_BYTES_LIMIT = 64 << 10 };

struct slice web_address_resolve(struct slice base, struct slice reference, struct arena *arena)
{
    struct buffer resolved = buffer_create(ADDRESS_BYTES_LIMIT);
    reference = slice_trim(reference);
    bool good = reference.length > 0 && address_resolve(base, reference, &resolved);
    struct slice address = buffer_slice(&resolved);
    bool is_web = good && (slice_starts_with_ignoring_case(address, SLICE("http://")) ||
                           slice_starts_with_ignoring_case(address, SLICE("https://")));
    struct slice kept = is_web ? arena_copy(arena, address) : (struct slice) { 0 };
    buffer_finish(&resolved);
    return kept;
}
